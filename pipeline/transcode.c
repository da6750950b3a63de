#include "pipeline/transcode.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "pipeline/child.h"
#include "pipeline/proto.h"

struct transcoder {
    const struct config *cfg;
    struct slots slots;
    struct child child;
    struct inbox inbox;
};

bool transcode_open(struct transcoder **out, const struct config *cfg, struct err *e)
{
    struct transcoder *t = calloc(1, sizeof *t);

    *out = t;
    if (!t)
        return err_set(e, ERR_NOMEM, "no memory");
    t->cfg = cfg;
    t->child.fd = -1;
    /* one slot: an encoded page in, 8-bit RGB of the largest page out; untouched pages cost nothing
     */
    return slots_create(&t->slots, 1, (size_t)cfg->max_page_mb << 20,
                        (size_t)cfg->max_mpixels * 3000000, e);
}

void transcode_close(struct transcoder *t)
{
    if (!t)
        return;
    child_kill(&t->child);
    if (t->slots.map)
        slots_close(&t->slots);
    free(t);
}

static bool start(struct transcoder *t, struct err *e)
{
    const char *args[] = { "0", NULL };

    return child_start(&t->child, "__worker", t->cfg, &t->slots, args, e);
}

bool transcode_ready(struct transcoder *t, struct err *e)
{
    if (t->child.pid > 0 && child_ended(&t->child))
        child_kill(&t->child);
    return t->child.pid > 0 || start(t, e);
}

void transcode_drop(struct transcoder *t)
{
    child_kill(&t->child);
}

/* Waits for the answer to the job in the slot. */
static bool answer(struct transcoder *t, struct msg *m, struct err *e)
{
    const int64_t end = clock_mono_ms() + t->cfg->page_seconds * 1000;

    for (;;) {
        struct pollfd p = { .fd = t->child.fd, .events = POLLIN };
        const int64_t left = end - clock_mono_ms();
        if (left <= 0 || poll(&p, 1, (int)(left < 60000 ? left : 60000)) < 0) {
            child_kill(&t->child);
            return err_set(e, ERR_LIMIT, "decoding took longer than %lld seconds",
                           (long long)t->cfg->page_seconds);
        }
        struct err bad = { 0 };
        const int got = p.revents ? proto_recv(t->child.fd, m, &t->inbox, false, &bad) : -1;
        if (got == 0) {
            char how[96];
            child_reap(&t->child, how, sizeof how);
            return err_set(e, ERR_CHILD, "decoding ended with %s", how);
        }
        const bool failed = got > 0 && m->i[ERR_KIND] > 0 && m->i[ERR_KIND] <= ERR_CANCELLED;
        if (failed)
            return err_set(e, (enum err_kind)m->i[ERR_KIND], "%s", m->s[3]);
        if (got > 0 && m->kind == MSG_DONE && m->u64[1] <= t->slots.out_cap)
            return true;
    }
}

static bool call(struct transcoder *t, struct msg *job, const void *bytes, size_t len,
                 struct msg *done, struct err *e)
{
    if (len > t->slots.in_cap)
        return err_set(e, ERR_LIMIT, "a page of %zu bytes", len);
    job->kind = MSG_JOB;
    job->u64[0] = len;
    for (int tries = 0; tries < 2; tries++) {
        if (t->child.pid <= 0 && !start(t, e))
            return false;
        memcpy(slots_in(&t->slots, 0), bytes, len);
        if (proto_send(t->child.fd, job, e))
            return answer(t, done, e);
        child_kill(&t->child); /* it died between two calls: that was not this page */
    }
    return false;
}

bool transcode_raster(struct transcoder *t, enum image_format format, const void *bytes, size_t len,
                      struct transcoded *out, struct err *e)
{
    struct msg job = { 0 }, done;
    size_t row, all;

    *out = (struct transcoded){ 0 };
    job.i[JOB_KIND] = JOB_RASTER;
    job.i[FORMAT] = (int32_t)format;
    if (!call(t, &job, bytes, len, &done, e))
        return false;
    const int32_t w = done.i[PAGE_NO], h = done.i[FORMAT], channels = done.i[DPI],
                  bits = done.i[TURN];
    if (w <= 0 || h <= 0 || (channels != 1 && channels != 3) || (bits != 1 && bits != 8) ||
        __builtin_mul_overflow((size_t)w, (size_t)channels * (size_t)bits, &row) ||
        __builtin_mul_overflow((row + 7) / 8, (size_t)h, &all) || all != done.u64[1])
        return err_set(e, ERR_CHILD, "the decoder sent nonsense");
    out->px = malloc(all);
    if (!out->px)
        return err_set(e, ERR_NOMEM, "no memory for %zu bytes", all);
    memcpy(out->px, slots_out(&t->slots, 0), all);
    slots_recycle(&t->slots, 0, len, all);
    out->w = w;
    out->h = h;
    out->channels = channels;
    out->bits = bits;
    return true;
}

bool transcode_thumbnail(struct transcoder *t, enum image_format format, const void *bytes,
                         size_t len, int32_t turn, int32_t side, struct buf *out, struct err *e)
{
    struct msg job = { 0 }, done;

    job.i[JOB_KIND] = JOB_THUMBNAIL;
    job.i[FORMAT] = (int32_t)format;
    job.i[TURN] = turn;
    job.i[SIDE] = side;
    if (!call(t, &job, bytes, len, &done, e))
        return false;
    buf_add(out, slots_out(&t->slots, 0), done.u64[1]);
    return buf_ok(out, "a thumbnail", e);
}
