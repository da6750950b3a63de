/* The worker process: decodes and reads pages in threads.
 *
 * DESIGN. The main thread receives jobs and pushes their slot numbers into a queue; each of T
 * threads pops one, takes the page from start to end with its own handles, writes the result into
 * the slot and tells the parent itself (a message is one atomic send). Nothing is shared but the
 * queue, the number of jobs in hand and the table of jobs, of which a thread touches only the row
 * of the slot it holds. Jobs are fewer than cores at the end of a run and for single pages: then a
 * page takes the idle cores for its network. When the parent closes the socket, the queue is shut,
 * the threads drain it and the process ends. */
#include <omp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/queue.h"
#include "image/image.h"
#include "pipeline/child.h"
#include "pipeline/page.h"
#include "pipeline/proto.h"

struct worker {
    const struct config *cfg;
    const struct slots *slots;
    int fd;
    struct queue *queue;
    struct msg *jobs;   /* by slot */
    atomic_int in_hand; /* jobs received and not done */
    int threads;
    bool reads; /* false: rasters and thumbnails only, no recogniser */
};

static int threads_for_page(void *ctx)
{
    struct worker *w = ctx;
    const int jobs = atomic_load(&w->in_hand);

    return jobs > 0 ? w->threads / jobs : 1;
}

/* A raster goes out as its head and tightly packed rows. */
static bool job_raster(struct worker *w, struct page_reader *r, const struct msg *job,
                       struct msg *done, struct err *e)
{
    struct raster px = { 0 };

    if (!image_decode_full(page_reader_image(r), (enum image_format)job->i[FORMAT],
                           slots_in(w->slots, job->slot), job->u64[0], &px, e))
        return false;
    const size_t row = ((size_t)px.w * (size_t)px.channels * (size_t)px.bits + 7) / 8;
    const bool fits = px.h > 0 && row <= w->slots->out_cap / (size_t)px.h;
    if (fits) {
        for (int32_t y = 0; y < px.h; y++)
            memcpy(slots_out(w->slots, job->slot) + (size_t)y * row, px.px + (size_t)y * px.stride,
                   row);
        done->u64[1] = row * (size_t)px.h;
        done->i[PAGE_NO] = px.w;
        done->i[FORMAT] = px.h;
        done->i[DPI] = px.channels;
        done->i[TURN] = px.bits;
    }
    free(px.px);
    return fits || err_set(e, ERR_LIMIT, "a raster of %d x %d pixels", px.w, px.h);
}

static bool job_bytes(struct worker *w, const struct msg *job, struct buf *b, struct msg *done,
                      struct err *e)
{
    if (!buf_ok(b, "the result of a page", e))
        return false;
    memcpy(slots_out(w->slots, job->slot), b->ptr, b->len);
    done->u64[1] = b->len;
    return true;
}

static bool job_run(struct worker *w, struct page_reader *r, const struct msg *job,
                    struct msg *done, struct err *e)
{
    const enum image_format format = (enum image_format)job->i[FORMAT];
    const uint8_t *in = slots_in(w->slots, job->slot);
    struct page_read read;
    struct buf b;

    if (job->i[JOB_KIND] == JOB_READ && !w->reads)
        return err_set(e, ERR_USAGE, "this worker does not read");
    if (job->i[JOB_KIND] == JOB_RASTER)
        return job_raster(w, r, job, done, e);
    buf_init(&b, w->slots->out_cap);
    bool ok;
    if (job->i[JOB_KIND] == JOB_THUMBNAIL) {
        ok = image_thumbnail(page_reader_image(r), format, in, job->u64[0], job->i[TURN],
                             job->i[SIDE], &b, e);
    } else {
        ok = page_reader_run(r, format, in, job->u64[0], job->i[DPI], job->i[TURN],
                             job->i[FLAGS] & FLAG_CHEAP, &read, e);
        if (ok) {
            page_pack(&read, &b);
            done->i[STATE] = (int32_t)read.state;
        }
    }
    ok = ok && job_bytes(w, job, &b, done, e);
    buf_release(&b);
    return ok;
}

static void *worker_thread(void *arg)
{
    struct worker *w = arg;
    struct page_reader *r = NULL;
    struct err e = { 0 };
    uint32_t slot;

    omp_set_max_active_levels(0); /* no teams but those the engine asks for */
    const bool open = page_reader_open(&r, w->cfg, w->reads, &e);
    if (open)
        page_reader_ask_threads(r, threads_for_page, w);
    struct msg ready = { .kind = MSG_READY,
                         .i = { [ERR_KIND] = open ? ERR_NONE : (int32_t)e.kind },
                         .s = { "", "", "", open ? page_reader_note(r) : e.text } };
    if (!proto_send(w->fd, &ready, &e) || !open) {
        page_reader_close(r);
        return NULL;
    }
    while (queue_pop(w->queue, &slot)) {
        const struct msg job = w->jobs[slot];
        struct msg done = { .kind = MSG_DONE, .slot = slot };
        struct err why = { 0 };

        if (fault_hit(FAULT_CRASH) && !getenv("SOHOA_FAULT_READER"))
            raise(SIGSEGV);
        if (fault_hit(FAULT_HANG))
            pause();
        if (!job_run(w, r, &job, &done, &why)) {
            done.i[ERR_KIND] = (int32_t)why.kind;
            done.s[3] = why.text;
        }
        atomic_fetch_sub(&w->in_hand, 1);
        if (!proto_send(w->fd, &done, &e))
            break;
    }
    page_reader_close(r);
    return NULL;
}

int worker_main(const struct config *cfg, const struct slots *s, int fd, uint32_t threads)
{
    struct worker w = {
        .cfg = cfg, .slots = s, .fd = fd, .threads = (int)threads, .reads = threads > 0
    };
    const uint32_t n = threads > 0 ? threads : 1;
    pthread_t *ids = calloc(n, sizeof *ids);
    struct inbox *in = malloc(sizeof *in);
    struct err e = { 0 };
    struct msg m;
    uint32_t started = 0;

    w.jobs = calloc(s->n, sizeof *w.jobs);
    if (!ids || !in || !w.jobs || !queue_open(&w.queue, s->n + 1, &e)) {
        const struct msg bad = { .kind = MSG_READY,
                                 .i = { [ERR_KIND] = e.kind ? (int32_t)e.kind : ERR_NOMEM },
                                 .s = { "", "", "", e.text } };
        (void)!proto_send(fd, &bad, &e);
        _exit(3); /* gives back what was got */
    }
    image_start();
    while (started < n && pthread_create(&ids[started], NULL, worker_thread, &w) == 0)
        started++;
    if (started < n) { /* the parent waits for all of them */
        const struct msg few = { .kind = MSG_READY,
                                 .i = { [ERR_KIND] = ERR_NOMEM },
                                 .s = { "", "", "", "cannot start a thread" } };
        (void)!proto_send(fd, &few, &e);
    }
    while (started > 0 && proto_recv(fd, &m, in, true, &e) > 0) {
        if (m.kind != MSG_JOB || m.slot >= s->n || m.u64[0] > s->in_cap)
            continue;
        for (int k = 0; k < 4; k++)
            m.s[k] = NULL; /* a job has no strings; the inbox is reused */
        w.jobs[m.slot] = m;
        atomic_fetch_add(&w.in_hand, 1);
        if (!queue_push(w.queue, m.slot))
            break;
    }
    /* The parent wants no more. Handles are not closed one by one: a thread may be deep in a page.
     */
    queue_shut(w.queue);
    _exit(0);
}
