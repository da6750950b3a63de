/* What the worker process tells the parent, and what a lost worker costs the pages that were in it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/log.h"
#include "pipeline/run_internal.h"

enum { START_SECONDS = 180 }; /* to load the models, from a slow disk too */

bool run_worker_start(struct run *r, struct err *e)
{
    char threads[16];
    const char *args[] = { threads, NULL };

    snprintf(threads, sizeof threads, "%u", r->threads);
    r->worker_ready = false;
    r->worker_threads_ready = 0;
    r->worker_started_ms = clock_mono_ms();
    return child_start(&r->worker, "__worker", r->cfg, &r->slots, args, e);
}

/* The oldest page of an owner; UINT32_MAX when there is none. */
static uint32_t oldest(const struct run *r, enum owner owner, int alone)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < r->slots.n; i++)
        if (r->flights[i].owner == owner && (alone < 0 || r->flights[i].alone == alone) &&
            (best == UINT32_MAX || r->flights[i].order < r->flights[best].order))
            best = i;
    return best;
}

/* The worker takes pages in the order they were given: the first `threads` of those it has not told
 * about are being read, the others wait. */
static bool is_being_read(const struct run *r, const struct flight *f)
{
    uint32_t before = 0;

    for (uint32_t k = 0; k < r->slots.n; k++)
        before += r->flights[k].owner == OWN_WORKER && r->flights[k].order < f->order;
    return before < r->threads;
}

static void start_clocks(struct run *r)
{
    for (uint32_t i = 0; i < r->slots.n; i++) {
        struct flight *f = &r->flights[i];
        if (f->owner == OWN_WORKER && !f->since_ms && is_being_read(r, f))
            f->since_ms = clock_mono_ms();
    }
}

static bool give(struct run *r, uint32_t slot)
{
    struct flight *f = &r->flights[slot];
    struct err gone;

    f->job.i[FLAGS] = f->cheap ? FLAG_CHEAP : 0;
    if (!proto_send(r->worker.fd, &f->job, &gone))
        return false; /* it died: the loop will see the closed socket */
    f->owner = OWN_WORKER;
    f->order = ++r->orders;
    f->since_ms = 0;
    return true;
}

bool run_worker_dispatch(struct run *r, struct err *e)
{
    (void)e;
    if (!r->worker_ready || r->worker.pid <= 0)
        return true;
    uint32_t working = run_count(r, OWN_WORKER);
    const uint32_t alone_now = oldest(r, OWN_WORKER, 1);
    while (alone_now == UINT32_MAX && working < 2 * r->threads) {
        /* pages under suspicion wait until the worker is empty, then go one at a time */
        const uint32_t suspect = oldest(r, OWN_QUEUED, 1);
        if (suspect != UINT32_MAX) {
            if (working == 0)
                (void)give(r, suspect);
            break;
        }
        const uint32_t next = oldest(r, OWN_QUEUED, 0);
        if (next == UINT32_MAX || !give(r, next))
            break;
        working++;
    }
    start_clocks(r);
    return true;
}

bool run_worker_hungry(const struct run *r)
{
    return r->worker_ready && run_count(r, OWN_WORKER) < r->threads && run_count(r, OWN_QUEUED) > 0;
}

static bool page_read_ok(struct run *r, uint32_t slot, const struct msg *m, struct err *e)
{
    struct flight *f = &r->flights[slot];
    struct page_read read;
    struct arena a;
    struct err bad = { 0 };

    f->out_len = m->u64[1];
    if (!run_copy(r, slots_out(&r->slots, slot), f->out_len, e))
        return false;
    arena_init(&a, (size_t)64 << 20);
    const bool ok = page_unpack(r->copy.ptr, r->copy.len, &a, &read, &bad);
    const enum page_state state = ok ? read.state : PAGE_QUARANTINED;
    arena_reset(&a);
    if (!ok || state == PAGE_WAITING || state == PAGE_QUARANTINED)
        return run_quarantine(r, f, ERR_CHILD, ok ? "the worker gave no result" : bad.text, true,
                              e);
    if (!store_page_done(r->store, f->archive, f->entry, f->page, state, "", f->losses + 1,
                         r->copy.ptr, r->copy.len, r->result_key, e))
        return false;
    r->progress.done++;
    return true;
}

static bool on_done(struct run *r, const struct msg *m, struct err *e)
{
    if (m->slot >= r->slots.n || r->flights[m->slot].owner != OWN_WORKER ||
        m->u64[1] > r->slots.out_cap)
        return err_set(e, ERR_CHILD, "the worker sent nonsense");
    struct flight *f = &r->flights[m->slot];
    const enum err_kind kind = m->i[ERR_KIND] > 0 && m->i[ERR_KIND] <= ERR_CANCELLED
                                   ? (enum err_kind)m->i[ERR_KIND]
                                   : ERR_NONE;

    f->owner = OWN_SETTLED;
    r->due |= r->any_ended;
    r->worker_losses = 0;
    if (kind != ERR_NONE && policy_page_cost(kind) == COST_RUN)
        return err_set(e, kind, "%s", m->s[3]);
    if (!run_txn(r, e))
        return false;
    return kind == ERR_NONE ? page_read_ok(r, m->slot, m, e)
                            : run_quarantine(r, f, kind, m->s[3], true, e);
}

/* Every page that was being read in the lost worker gets what policy says, those that waited in it
 * only wait again; `guilty` is the one that hung, or UINT32_MAX when any may have been it. */
static bool worker_lost(struct run *r, const char *how, uint32_t guilty, struct err *e)
{
    bool read[RUN_MAX_SLOTS] = { false };

    log_event(LOG_WARN, "worker_lost", "how", how, NULL);
    if (run_count(r, OWN_WORKER) == 0 && ++r->worker_losses >= 3)
        return err_set(e, ERR_CHILD, "the reading process does not start: %s", how);
    for (uint32_t i = 0; i < r->slots.n; i++)
        read[i] = r->flights[i].owner == OWN_WORKER && is_being_read(r, &r->flights[i]);
    for (uint32_t i = 0; i < r->slots.n; i++) {
        struct flight *f = &r->flights[i];
        if (f->owner != OWN_WORKER)
            continue;
        f->owner = OWN_QUEUED;
        f->since_ms = 0;
        const bool hung = guilty == i;
        if (guilty == UINT32_MAX ? !read[i] : !hung)
            continue;
        const enum retry next = policy_retry(++f->losses, hung);
        f->alone = true;
        f->cheap = next == RETRY_CHEAP;
        if (next != RETRY_NO)
            continue;
        char text[200];
        if (hung)
            snprintf(text, sizeof text, "reading took longer than %lld seconds, twice",
                     (long long)r->cfg->page_seconds);
        else
            snprintf(text, sizeof text, "reading ended with %.100s, %d times", how, f->losses);
        f->owner = OWN_SETTLED;
        if (!run_txn(r, e) || !run_quarantine(r, f, hung ? ERR_LIMIT : ERR_CHILD, text, true, e))
            return false;
    }
    return run_worker_start(r, e);
}

/* All threads report once. Only before the first page can the worker speak for the run: what it
 * says later was said with foreign bytes in it. */
static bool on_ready(struct run *r, const struct msg *m, struct err *e)
{
    if (r->worker_ready)
        return err_set(e, ERR_CHILD, "the worker sent nonsense");
    if (m->i[ERR_KIND] > 0 && m->i[ERR_KIND] <= ERR_CANCELLED) {
        errno = 0;
        err_set(e, (enum err_kind)m->i[ERR_KIND], "%s", m->s[3]);
        if (e->kind == ERR_CHILD)
            e->kind = ERR_LIBRARY;
        if (e->kind == ERR_INPUT) /* it has read nothing yet but its models */
            e->kind = ERR_MISSING;
        return false;
    }
    if (m->s[3][0] && !r->worker_noted) {
        r->worker_noted = true;
        log_say(LOG_WARN, T("the fast engine cannot read this model (%s); libtesseract takes over"),
                m->s[3]);
    }
    r->worker_ready = ++r->worker_threads_ready == r->threads;
    return true;
}

static bool on_message(struct run *r, const struct msg *m, struct err *e)
{
    if (m->kind == MSG_READY)
        return on_ready(r, m, e);
    if (m->kind == MSG_DONE)
        return on_done(r, m, e);
    return err_set(e, ERR_CHILD, "the worker sent nonsense");
}

bool run_worker_messages(struct run *r, struct err *e)
{
    struct msg m;

    for (;;) {
        struct err bad = { 0 };
        const int got = proto_recv(r->worker.fd, &m, &r->inbox, false, &bad);
        if (got < 0)
            return true;
        if (got == 0) {
            char how[96];
            bool unfit = false;
            if (bad.kind)
                child_kill(&r->worker);
            else
                unfit = child_reap(&r->worker, how, sizeof how) && !r->worker_ready;
            if (unfit)
                return err_set(e, ERR_CHILD, "the reading process does not start: %s", how);
            return worker_lost(r, bad.kind ? bad.text : how, UINT32_MAX, e);
        }
        if (!on_message(r, &m, e)) {
            if (e->kind != ERR_CHILD)
                return false;
            child_kill(&r->worker);
            return worker_lost(r, "nonsense", UINT32_MAX, e);
        }
    }
}

bool run_worker_watch(struct run *r, struct err *e)
{
    const int64_t now = clock_mono_ms();

    if (!r->worker_ready && now - r->worker_started_ms > START_SECONDS * 1000) {
        child_kill(&r->worker);
        return worker_lost(r, "silence", UINT32_MAX, e);
    }
    for (uint32_t i = 0; i < r->slots.n; i++) {
        const struct flight *f = &r->flights[i];
        if (f->owner != OWN_WORKER || !f->since_ms ||
            now - f->since_ms < r->cfg->page_seconds * 1000)
            continue;
        child_kill(&r->worker);
        return worker_lost(r, "its deadline", i, e);
    }
    return true;
}
