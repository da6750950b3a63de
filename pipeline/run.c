#include "pipeline/run.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/utf8.h"
#include "pipeline/page.h"
#include "pipeline/run_internal.h"

enum {
    TICK_MS = 100,
    OUT_BYTES = 16 << 20,
    KEEP_COPY = 8 << 20,
    REASON_MAX = 240, /* as struct err; thrice that after cleaning still fits */
    /* understanding takes at most an eighth of the parent's time while pages are being read */
    UNDERSTAND_EVERY_MS = 2000,
    UNDERSTAND_FOR_MS = 250,
};

uint32_t run_count(const struct run *r, enum owner owner)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->slots.n; i++)
        n += r->flights[i].owner == owner;
    return n;
}

bool run_txn(struct run *r, struct err *e)
{
    if (r->in_txn)
        return true;
    r->in_txn = store_begin(r->store, e);
    return r->in_txn;
}

bool run_commit(struct run *r, struct err *e)
{
    if (r->in_txn && !store_commit(r->store, e))
        return false;
    r->in_txn = false;
    for (uint32_t i = 0; i < r->slots.n; i++) {
        struct flight *f = &r->flights[i];
        if (f->owner != OWN_SETTLED)
            continue;
        slots_recycle(&r->slots, i, f->in_len, f->out_len);
        flight_clear(f);
    }
    return true;
}

/* The text may come from a child, and texts may be cut in the middle of a letter. */
static void clean_reason(const char *slug, const char *text, char *out, size_t cap)
{
    struct arena a;

    arena_init(&a, 1 << 20);
    const char *clean = utf8_nfc(&a, text, strnlen(text, REASON_MAX));
    snprintf(out, cap, "%s: %s", slug, clean ? clean : "");
    arena_reset(&a);
}

bool run_quarantine(struct run *r, struct flight *f, enum err_kind kind, const char *text,
                    bool known, struct err *e)
{
    char reason[800];

    clean_reason(err_slug(kind), text, reason, sizeof reason);
    if (!known) {
        const struct store_page row = { .archive = f->archive,
                                        .dossier = f->dossier,
                                        .entry = f->entry,
                                        .page = f->page,
                                        .reason = "" };
        if (!store_page_add(r->store, &row, e))
            return false;
    }
    if (!store_page_done(r->store, f->archive, f->entry, f->page, PAGE_QUARANTINED, reason,
                         f->losses + 1, NULL, 0, r->failed_key, e))
        return false;
    r->progress.done++;
    r->progress.failed++;
    /* not the entry: names of files are often names of people */
    log_event(LOG_WARN, "page_quarantined", "archive", f->archive, "reason", reason, NULL);
    if (r->cfg->verbose)
        log_say(LOG_INFO, T("quarantined: a page of %s: %s"), f->archive, reason);
    return true;
}

bool run_copy(struct run *r, const uint8_t *p, size_t len, struct err *e)
{
    if (r->copy.cap > KEEP_COPY)
        buf_release(&r->copy);
    buf_clear(&r->copy);
    buf_add(&r->copy, len ? p : (const uint8_t *)"", len);
    return !r->copy.failed || err_set(e, ERR_NOMEM, "no memory for a page of %zu bytes", len);
}

static bool interrupted(struct run *r, struct err *e)
{
    struct signalfd_siginfo info;
    if (read(r->signal_fd, &info, sizeof info) != (ssize_t)sizeof info)
        return false;
    err_set(e, ERR_CANCELLED, "%s",
            info.ssi_signo == SIGINT    ? "SIGINT"
            : info.ssi_signo == SIGTERM ? "SIGTERM"
                                        : "SIGHUP");
    return true;
}

struct due_list {
    char *archive[256], *key[256];
    size_t n;
};

static bool collect_due(void *ctx, const char *archive, const char *key, struct err *e)
{
    struct due_list *l = ctx;
    if (l->n == sizeof l->archive / sizeof *l->archive)
        return true; /* the rest in the next round */
    l->archive[l->n] = strdup(archive);
    l->key[l->n] = strdup(key);
    if (!l->archive[l->n] || !l->key[l->n])
        return err_set(e, ERR_NOMEM, "no memory");
    l->n++;
    return true;
}

static bool is_hopeless(const struct run *r, const char *archive, const char *key)
{
    const size_t n = strlen(archive);
    for (size_t i = 0; i < r->n_hopeless; i++)
        if (strncmp(r->hopeless[i], archive, n) == 0 && r->hopeless[i][n] == '\n' &&
            strcmp(r->hopeless[i] + n + 1, key) == 0)
            return true;
    return false;
}

/* A dossier that cannot be understood (too much text, a damaged result) costs itself: the others
 * are completed, then the run ends with its error. What the store or the machine says costs the
 * run. */
static bool give_up_dossier(struct run *r, const char *archive, const char *key, struct err *e)
{
    store_rollback(r->store);
    if (policy_dossier_cost(e->kind) == COST_RUN || r->n_hopeless == RUN_MAX_HOPELESS)
        return false;
    char *name = malloc(strlen(archive) + strlen(key) + 2);
    if (!name)
        return err_set(e, ERR_NOMEM, "no memory");
    snprintf(name, strlen(archive) + strlen(key) + 2, "%s\n%s", archive, key);
    r->hopeless[r->n_hopeless++] = name;
    r->hopeless_error = *e;
    log_event(LOG_ERROR, "dossier_failed", "archive", archive, "why", e->text, NULL);
    return true;
}

static bool understand_one(struct run *r, const char *archive, const char *key, struct err *e)
{
    return (store_begin(r->store, e) &&
            understand_dossier(r->understander, r->store, archive, key, r->understand_key, e) &&
            store_commit(r->store, e)) ||
           give_up_dossier(r, archive, key, e);
}

/* Understands complete dossiers, one transaction each, for about `ms`; *more says that some may be
 * left. */
static bool understand_due(struct run *r, int64_t ms, bool *more, struct err *e)
{
    struct due_list *l = calloc(1, sizeof *l);
    const int64_t end = clock_mono_ms() + ms;
    bool in_time = true, progress = false;

    if (!l)
        return err_set(e, ERR_NOMEM, "no memory");
    bool ok =
        run_commit(r, e) && store_dossiers_due(r->store, r->understand_key, collect_due, l, e);
    for (size_t i = 0; i < l->n; i++) {
        in_time = in_time && clock_mono_ms() < end;
        if (ok && in_time && !is_hopeless(r, l->archive[i], l->key[i])) {
            progress = true;
            ok = !interrupted(r, e) && understand_one(r, l->archive[i], l->key[i], e);
        }
        free(l->archive[i]);
        free(l->key[i]);
    }
    *more = progress || (l->n > 0 && !in_time);
    free(l);
    r->understood_ms = clock_mono_ms();
    return ok;
}

/* While pages are still coming in: a little now and then, more when the worker has nothing to do,
 * or nothing for one of its threads and no page is to come. */
static bool understand_between(struct run *r, struct err *e)
{
    const uint32_t pages = run_count(r, OWN_QUEUED) + run_count(r, OWN_WORKER);
    const bool idle = pages == 0 || (r->reader.pid <= 0 && pages < r->threads);

    if (!r->due || (!idle && clock_mono_ms() - r->understood_ms < UNDERSTAND_EVERY_MS))
        return true;
    return understand_due(r, UNDERSTAND_FOR_MS, &r->due, e);
}

/* One turn of the loop: hear, commit, hand out. */
static bool turn(struct run *r, struct err *e)
{
    struct pollfd fds[3] = { { .fd = r->signal_fd, .events = POLLIN },
                             { .fd = r->worker.pid > 0 ? r->worker.fd : -1, .events = POLLIN },
                             { .fd = r->reader.pid > 0 ? r->reader.fd : -1, .events = POLLIN } };

    if (poll(fds, 3, TICK_MS) < 0 && errno != EINTR)
        return err_set(e, ERR_IO, "poll");
    if (fds[0].revents && interrupted(r, e))
        return false;
    if (fds[1].revents && !run_worker_messages(r, e))
        return false;
    if (fds[2].revents && r->reader.pid > 0 && !run_reader_messages(r, e))
        return false;
    if (!run_worker_watch(r, e) || !run_reader_watch(r, e) || !run_commit(r, e) ||
        !run_worker_dispatch(r, e))
        return false;
    if ((r->reader.pid > 0 && !run_reader_feed(r, e)) || !understand_between(r, e))
        return false;
    progress_tick(&r->progress, false);
    return true;
}

static bool busy(const struct run *r)
{
    return run_count(r, OWN_QUEUED) + run_count(r, OWN_WORKER) > 0;
}

static bool walk_input(struct run *r, const struct run_input *input, struct err *e)
{
    r->input = input;
    r->skip = 0;
    r->again = false;
    r->entry_losses = r->blank_losses = 0;
    r->entry_seq = 0;
    r->entry_seen = 0;
    r->reach_ms = 0;
    r->input_ms = clock_mono_ms();
    r->stdin_at = strcmp(input->path, "-") == 0 ? lseek(STDIN_FILENO, 0, SEEK_CUR) : 0;
    log_event(LOG_INFO, "input", "archive", input->name, NULL);
    if (!run_reader_start(r, e))
        return false;
    while (r->reader.pid > 0)
        if (!turn(r, e))
            return false;
    return true;
}

/* ---- pages that wait in the ledger though their input is gone ---- */
struct leftover {
    struct run *r;
    struct flight *rows;
    size_t n, cap;
};

static bool collect_waiting(void *ctx, const struct store_page *p, const char *document_id,
                            const struct page_read *read, struct err *e)
{
    struct leftover *l = ctx;

    (void)document_id;
    (void)read;
    /* Failed entries and born-digital pages get their result in the transaction that adds them:
     * they never wait. */
    if (p->state != PAGE_WAITING || !p->sha256[0] || p->born_digital)
        return true;
    if (l->n == l->cap) {
        l->cap = l->cap ? 2 * l->cap : 64;
        struct flight *grown = realloc(l->rows, l->cap * sizeof *grown);
        if (!grown)
            return err_set(e, ERR_NOMEM, "no memory");
        l->rows = grown;
    }
    struct flight *f = &l->rows[l->n++];
    *f = (struct flight){ 0 };
    memcpy(f->sha256, p->sha256, sizeof f->sha256);
    f->job.i[FORMAT] = (int32_t)p->format;
    f->job.i[DPI] = p->dpi;
    f->job.i[TURN] = p->exif_turn;
    return flight_name(f, p->archive, p->dossier, p->entry, p->page, e);
}

static uint32_t free_slot(const struct run *r)
{
    for (uint32_t i = 0; i < r->slots.n; i++)
        if (r->flights[i].owner == OWN_FREE)
            return i;
    return UINT32_MAX;
}

static bool queue_leftover(struct run *r, uint32_t slot, struct flight *row, struct err *e)
{
    struct buf b;
    struct err why = { 0 };

    buf_init(&b, r->slots.in_cap);
    r->flights[slot] = *row;
    *row = (struct flight){ 0 };
    struct flight *f = &r->flights[slot];
    r->progress.found++;
    if (!store_blob_get(r->store, f->sha256, &b, &why)) {
        buf_release(&b);
        f->owner = OWN_SETTLED;
        return run_txn(r, e) && run_quarantine(r, f, why.kind, why.text, true, e);
    }
    memcpy(slots_in(&r->slots, slot), b.ptr, b.len);
    f->in_len = b.len;
    f->job.kind = MSG_JOB;
    f->job.slot = slot;
    f->job.i[JOB_KIND] = JOB_READ;
    f->job.u64[0] = b.len;
    f->owner = OWN_QUEUED;
    f->order = ++r->orders;
    buf_release(&b);
    return true;
}

bool run_leftovers(struct run *r, struct err *e)
{
    struct leftover l = { .r = r };
    bool ok = store_pages(r->store, false, collect_waiting, &l, e);

    for (size_t i = 0; ok && i < l.n; i++) {
        uint32_t slot;
        while (ok && (slot = free_slot(r)) == UINT32_MAX)
            ok = turn(r, e);
        ok = ok && queue_leftover(r, slot, &l.rows[i], e);
    }
    while (ok && busy(r))
        ok = turn(r, e);
    for (size_t i = 0; i < l.n; i++)
        flight_clear(&l.rows[i]);
    free(l.rows);
    return ok;
}

/* ---- the whole run ---- */
static bool key_of(const struct buf *b, char out[65], struct err *e)
{
    uint8_t sum[SHA256_BYTES];

    if (!buf_ok(b, "the configuration", e))
        return false;
    sha256_mem(b->ptr, b->len, sum);
    hash_hex(sum, out);
    return true;
}

bool run_result_key(const struct config *cfg, char out[65], struct err *e)
{
    struct buf b;

    buf_init(&b, 1 << 20);
    buf_printf(&b, "reading %d\n", READING_VERSION);
    config_text(cfg, OPT_READING, &b);
    const bool ok = page_models(cfg, &b, e) && key_of(&b, out, e);
    buf_release(&b);
    return ok;
}

bool run_failed_key(const struct config *cfg, const char *result_key, char out[65], struct err *e)
{
    struct buf b;

    buf_init(&b, 1 << 20);
    buf_printf(&b, "%s\npassword %d\n", result_key, cfg->password_file && *cfg->password_file);
    config_text(cfg, OPT_LIMIT, &b);
    const bool ok = key_of(&b, out, e);
    buf_release(&b);
    return ok;
}

bool run_understand_key(char out[65], struct err *e)
{
    static const char *const tables[] = {
        "configs/types.tsv",  "configs/fields.tsv", "configs/ident.tsv", "configs/provinces.tsv",
        "configs/accept.tsv", "configs/places.tsv", "configs/names.tsv", "configs/persons.tsv",
        "configs/words.tsv",  "models/paper.bin",   "models/rank.bin"
    };
    struct buf b;
    char path[4096];
    bool ok = true;

    buf_init(&b, (size_t)64 << 20);
    buf_printf(&b, "understanding %d\n", UNDERSTAND_VERSION);
    for (size_t i = 0; ok && i < sizeof tables / sizeof *tables; i++)
        ok = file_data_path(tables[i], path, sizeof path, e) && file_read(path, &b, e);
    ok = ok && key_of(&b, out, e);
    buf_release(&b);
    return ok;
}

/* The worker first: it loads its models while this process opens the store, and what it is a copy
 * of has not seen the vault key either. */
static bool prepare(struct run *r, struct err *e)
{
    r->reader.fd = r->worker.fd = r->source_fd = r->signal_fd = -1;
    r->threads = config_jobs(r->cfg, RUN_MAX_SLOTS / 2 - 2);
    if (!slots_create(&r->slots, 2 * r->threads + 4, (size_t)r->cfg->max_page_mb << 20, OUT_BYTES,
                      e) ||
        !run_worker_start(r, e) || !run_result_key(r->cfg, r->result_key, e) ||
        !run_failed_key(r->cfg, r->result_key, r->failed_key, e) ||
        !run_understand_key(r->understand_key, e) || !understander_open(&r->understander, e) ||
        !store_open(&r->store, r->cfg->store, STORE_RUN, true, e))
        return false;
    buf_init(&r->copy, (r->slots.in_cap > OUT_BYTES ? r->slots.in_cap : OUT_BYTES) + 64);
    log_say(LOG_INFO, T("%u jobs, %u page slots of at most %zu MB"), r->threads, r->slots.n,
            (r->slots.in_cap + r->slots.out_cap) >> 20);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigprocmask(SIG_BLOCK, &set, NULL);
    r->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return r->signal_fd >= 0 || err_set(e, ERR_IO, "signalfd");
}

static bool work(struct run *r, const struct run_input *inputs, size_t n, struct err *e)
{
    bool more = true;

    for (size_t i = 0; i < n; i++)
        if (!walk_input(r, &inputs[i], e))
            return false;
    r->progress.walking = false;
    while (busy(r))
        if (!turn(r, e))
            return false;
    /* What has not ended by now never will in this run; its pages must not wait for it. */
    if (!run_leftovers(r, e))
        return false;
    child_end(&r->worker);
    if (!run_commit(r, e) || !store_archives_end(r->store, e))
        return false;
    while (more)
        if (!understand_due(r, INT64_MAX / 2, &more, e))
            return false;
    if (r->n_hopeless)
        return err_set(e, ERR_INVALID, "%zu dossiers could not be understood; the last: %s",
                       r->n_hopeless, r->hopeless_error.text);
    return true;
}

static void note_speed(struct run *r)
{
    char speed[32];
    struct err ignored;
    snprintf(speed, sizeof speed, "%.3f", progress_speed(&r->progress));
    if (r->progress.done > r->progress.reused &&
        !store_run_note(r->store, "pages_per_s", speed, &ignored))
        log_event(LOG_WARN, "note_failed", "what", ignored.text, NULL);
}

bool run_inputs(const struct config *cfg, const struct run_input *inputs, size_t n,
                struct run_result *out, struct err *e)
{
    struct run *r = calloc(1, sizeof *r);

    *out = (struct run_result){ 0 };
    if (!r)
        return err_set(e, ERR_NOMEM, "no memory");
    r->cfg = cfg;
    r->result = out;
    r->n_inputs = n;
    bool ok = prepare(r, e);
    if (ok) {
        progress_start(&r->progress, cfg->progress && !cfg->quiet);
        ok = work(r, inputs, n, e);
        out->seconds = (double)(clock_mono_ms() - r->progress.started_ms) / 1000;
        if (r->in_txn && !ok)
            store_rollback(r->store);
        note_speed(r);
        progress_end(&r->progress);
    }
    child_kill(&r->reader);
    child_kill(&r->worker);
    struct err counts = { 0 };
    if (r->store && !store_counts(r->store, &out->counts, &counts) && ok)
        ok = err_set(e, counts.kind, "%s", counts.text);
    if (ok && n > 0 && out->readable == 0 && r->input_error.kind != ERR_NONE)
        ok = err_set(e, r->input_error.kind == ERR_ENCRYPTED ? ERR_ENCRYPTED : ERR_INPUT, "%s",
                     r->input_error.text);
    for (uint32_t i = 0; i < RUN_MAX_SLOTS; i++)
        flight_clear(&r->flights[i]);
    free(r->entry_archive);
    free(r->entry_name);
    free(r->entry_dossier);
    for (size_t i = 0; i < r->n_hopeless; i++)
        free(r->hopeless[i]);
    buf_release(&r->copy);
    if (r->source_fd >= 0)
        close(r->source_fd);
    store_close(r->store);
    understander_close(r->understander);
    if (r->slots.map)
        slots_close(&r->slots);
    if (r->signal_fd >= 0)
        close(r->signal_fd);
    free(r);
    return ok;
}
