#include "base/queue.h"

#include <pthread.h>
#include <stdlib.h>

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t more, room;
    bool shut;
    uint32_t cap, head, len;
    uint32_t items[];
};

bool queue_open(struct queue **out, uint32_t capacity, struct err *e)
{
    struct queue *q = calloc(1, sizeof *q + capacity * sizeof q->items[0]);
    *out = q;
    if (!q)
        return err_set(e, ERR_NOMEM, "no memory");
    pthread_mutex_init(&q->lock, NULL);
    pthread_cond_init(&q->more, NULL);
    pthread_cond_init(&q->room, NULL);
    q->cap = capacity;
    return true;
}

void queue_free(struct queue *q)
{
    if (!q)
        return;
    pthread_mutex_destroy(&q->lock);
    pthread_cond_destroy(&q->more);
    pthread_cond_destroy(&q->room);
    free(q);
}

bool queue_push(struct queue *q, uint32_t item)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == q->cap && !q->shut)
        pthread_cond_wait(&q->room, &q->lock);
    const bool ok = !q->shut;
    if (ok) {
        q->items[(q->head + q->len++) % q->cap] = item;
        pthread_cond_signal(&q->more);
    }
    pthread_mutex_unlock(&q->lock);
    return ok;
}

bool queue_pop(struct queue *q, uint32_t *item)
{
    pthread_mutex_lock(&q->lock);
    while (q->len == 0 && !q->shut)
        pthread_cond_wait(&q->more, &q->lock);
    const bool ok = q->len > 0;
    if (ok) {
        *item = q->items[q->head];
        q->head = (q->head + 1) % q->cap;
        q->len--;
        pthread_cond_signal(&q->room);
    }
    pthread_mutex_unlock(&q->lock);
    return ok;
}

void queue_shut(struct queue *q)
{
    pthread_mutex_lock(&q->lock);
    q->shut = true;
    pthread_cond_broadcast(&q->more);
    pthread_cond_broadcast(&q->room);
    pthread_mutex_unlock(&q->lock);
}
