/* base/queue.h -- a bounded ring of numbers between threads.
 *
 * properties  one mutex, two conditions; capacity fixed at birth.
 * operation   queue_push blocks while full and answers false when closed, with the item still
 * yours; queue_pop blocks while empty and answers false when closed and drained. safety      any
 * number of pushers and poppers. */
#ifndef BASE_QUEUE_H
#define BASE_QUEUE_H
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct queue;
MUST_USE bool queue_open(struct queue **out, uint32_t capacity, struct err *e);
void queue_free(struct queue *q);
MUST_USE bool queue_push(struct queue *q, uint32_t item);
MUST_USE bool queue_pop(struct queue *q, uint32_t *item);
void queue_shut(struct queue *q); /* what is in it can still be popped */
#endif
