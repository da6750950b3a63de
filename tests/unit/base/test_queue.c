/* The queue agrees with a naive model, and nothing is lost or doubled between threads. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/queue.h"

static void test_model(void **state)
{
    struct queue *q;
    struct err e;
    uint32_t model[5], held = 0, next = 0, seed = 7, got;

    (void)state;
    assert_true(queue_open(&q, 5, &e));
    for (int i = 0; i < 10000; i++) {
        seed = seed * 1664525u + 1013904223u;
        if (seed >> 31 && held < 5) {
            assert_true(queue_push(q, next));
            model[held++] = next++;
        } else if (held > 0) {
            assert_true(queue_pop(q, &got));
            assert_int_equal(got, model[0]);
            memmove(model, model + 1, --held * sizeof *model);
        }
    }
    queue_shut(q);
    assert_false(queue_push(q, 1));
    for (uint32_t i = 0; i < held; i++) { /* what is in it can still be had, in order */
        assert_true(queue_pop(q, &got));
        assert_int_equal(got, model[i]);
    }
    assert_false(queue_pop(q, &got));
    queue_free(q);
}

enum { THREADS = 4, EACH = 5000 };
struct shared {
    struct queue *q;
    uint32_t base;
    unsigned char *seen; /* a popper's own */
    uint32_t pushed;
};

static void *pusher(void *arg)
{
    struct shared *s = arg;
    for (uint32_t i = 0; i < EACH; i++)
        s->pushed += queue_push(s->q, s->base + i);
    return NULL;
}

static void *popper(void *arg)
{
    struct shared *s = arg;
    uint32_t item;
    while (queue_pop(s->q, &item))
        s->seen[item]++;
    return NULL;
}

static void test_threads(void **state)
{
    struct queue *q;
    struct err e;
    struct shared in[THREADS], out[THREADS];
    pthread_t push[THREADS], pop[THREADS];

    (void)state;
    assert_true(queue_open(&q, 3, &e));
    for (uint32_t i = 0; i < THREADS; i++) {
        in[i] = (struct shared){ .q = q, .base = i * EACH };
        out[i] = (struct shared){ .q = q, .seen = calloc(THREADS * EACH, 1) };
        assert_int_equal(pthread_create(&pop[i], NULL, popper, &out[i]), 0);
        assert_int_equal(pthread_create(&push[i], NULL, pusher, &in[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(push[i], NULL);
    queue_shut(q);
    for (int i = 0; i < THREADS; i++)
        pthread_join(pop[i], NULL);
    for (uint32_t k = 0; k < THREADS * EACH; k++) {
        int times = 0;
        for (int i = 0; i < THREADS; i++)
            times += out[i].seen[k];
        assert_int_equal(times, 1);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(in[i].pushed, EACH);
        free(out[i].seen);
    }
    queue_free(q);
}

static void *blocked_push(void *arg)
{
    return (void *)(uintptr_t)queue_push(arg, 9);
}

static void test_shut_wakes_pushers(void **state)
{
    struct queue *q;
    struct err e;
    pthread_t t;
    void *result;
    uint32_t got;

    (void)state;
    assert_true(queue_open(&q, 1, &e));
    assert_true(queue_push(q, 8));
    assert_int_equal(pthread_create(&t, NULL, blocked_push, q), 0);
    queue_shut(q);
    pthread_join(t, &result);
    assert_null(result); /* refused: the item is still the pusher's */
    assert_true(queue_pop(q, &got));
    assert_int_equal(got, 8);
    assert_false(queue_pop(q, &got));
    queue_free(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_model),
                                        cmocka_unit_test(test_threads),
                                        cmocka_unit_test(test_shut_wakes_pushers) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
