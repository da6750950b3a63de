/* What the reader process tells the parent, and what is done when it dies or falls silent. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/log.h"
#include "pipeline/run_internal.h"

bool run_reader_start(struct run *r, struct err *e)
{
    char skip[32];

    snprintf(skip, sizeof skip, "%llu", (unsigned long long)r->skip);
    const char *args[] = { skip, r->input->path, r->input->name, NULL };
    r->input_ended = false;
    r->entry_open = false;
    r->reader_heard_ms = clock_mono_ms();
    return child_start(&r->reader, "__reader", r->cfg, &r->slots, args, e);
}

bool run_reader_feed(struct run *r, struct err *e)
{
    for (uint32_t i = 0; i < r->slots.n && r->reader.pid > 0; i++) {
        if (r->flights[i].owner != OWN_FREE)
            continue;
        const struct msg m = { .kind = MSG_SLOT, .slot = i };
        struct err gone;
        if (!proto_send(r->reader.fd, &m, &gone))
            break; /* it died: the loop will see the closed socket */
        r->flights[i].owner = OWN_READER;
        r->reader_heard_ms = clock_mono_ms();
    }
    (void)e;
    return true;
}

static bool keep_name(char **at, const char *s, struct err *e)
{
    free(*at);
    *at = strdup(s);
    return *at || err_set(e, ERR_NOMEM, "no memory");
}

static bool on_entry(struct run *r, const struct msg *m, struct err *e)
{
    if (m->u64[0] < r->skip)
        return true; /* walked over after a restart */
    if (m->u64[0] != r->entry_seq || !r->entry_name)
        r->entry_losses = 0;
    r->entry_seq = m->u64[0];
    r->entry_open = true;
    r->entry_pages = 0;
    return keep_name(&r->entry_archive, m->s[0], e) && keep_name(&r->entry_name, m->s[1], e);
}

static bool page_row(struct run *r, const struct flight *f, const struct msg *m,
                     struct store_page *row)
{
    (void)r;
    *row = (struct store_page){
        .archive = f->archive,
        .dossier = f->dossier,
        .entry = f->entry,
        .page = f->page,
        .format = (enum image_format)m->i[FORMAT],
        .len = f->in_len,
        .dpi = m->i[DPI],
        .exif_turn = m->i[TURN],
        .lossless_copy = m->i[FLAGS] & FLAG_LOSSLESS,
        .signed_pdf = m->i[FLAGS] & FLAG_SIGNED,
        .born_digital = m->i[FLAGS] & FLAG_TEXT,
        .state = PAGE_WAITING,
        .reason = "",
    };
    memcpy(row->sha256, f->sha256, sizeof row->sha256);
    snprintf(row->source_sha256, sizeof row->source_sha256, "%s", m->s[3]);
    return true;
}

static bool message_is_sane(const struct run *r, const struct msg *m)
{
    return m->slot < r->slots.n && r->flights[m->slot].owner == OWN_READER &&
           m->u64[0] <= r->slots.in_cap && m->u64[1] <= r->slots.out_cap && m->i[FORMAT] >= 0 &&
           m->i[FORMAT] < IMAGE_FORMATS && m->i[PAGE_NO] >= 1 &&
           (strlen(m->s[3]) == 64 || !*m->s[3]) && m->i[TURN] >= 0 && m->i[TURN] < 360 &&
           m->i[TURN] % 90 == 0;
}

/* An entry that is walked again after its reader died gives pages that are still in flight. */
static bool in_flight(const struct run *r, const struct flight *f)
{
    for (uint32_t i = 0; i < r->slots.n; i++) {
        const struct flight *o = &r->flights[i];
        if (o != f && (o->owner == OWN_QUEUED || o->owner == OWN_WORKER) && o->page == f->page &&
            strcmp(o->archive, f->archive) == 0 && strcmp(o->entry, f->entry) == 0)
            return true;
    }
    return false;
}

static void seen_page(struct run *r, bool reused)
{
    r->result->came_in++;
    r->progress.found++;
    if (reused) {
        r->result->reused++;
        r->progress.reused++;
        r->progress.done++;
    }
}

/* Text pages carry their result with them. The packed text is checked here: what is in the store
 * can always be read again. */
static bool text_page(struct run *r, uint32_t slot, struct err *e)
{
    struct flight *f = &r->flights[slot];
    struct page_read read;
    struct arena a;
    struct err bad = { 0 };

    arena_init(&a, (size_t)64 << 20);
    const bool ok = page_unpack(slots_out(&r->slots, slot), f->out_len, &a, &read, &bad);
    const enum page_state state = ok ? read.state : PAGE_QUARANTINED;
    arena_reset(&a);
    if (!ok)
        return run_quarantine(r, f, bad.kind, bad.text, true, e);
    if (!store_page_done(r->store, f->archive, f->entry, f->page,
                         state == PAGE_BLANK ? PAGE_BLANK : PAGE_DONE, "", 1,
                         slots_out(&r->slots, slot), f->out_len, r->result_key, e))
        return false;
    r->progress.done++;
    return true;
}

static bool on_page(struct run *r, const struct msg *m, struct err *e)
{
    if (!message_is_sane(r, m))
        return err_set(e, ERR_CHILD, "the reader sent nonsense");
    struct flight *f = &r->flights[m->slot];
    const bool text = m->i[FLAGS] & FLAG_TEXT;
    struct store_known known;
    struct store_page row;
    uint8_t sum[SHA256_BYTES];

    r->result->readable++;
    r->entry_pages = m->i[PAGE_NO];
    f->in_len = m->u64[0];
    f->out_len = m->u64[1];
    if (text)
        memcpy(f->sha256, m->s[3], sizeof f->sha256);
    else {
        sha256_mem(slots_in(&r->slots, m->slot), f->in_len, sum);
        hash_hex(sum, f->sha256);
    }
    if (!store_page_known(r->store, m->s[0], m->s[2], m->i[PAGE_NO], f->sha256, r->result_key,
                          &known, e))
        return false;
    if (!flight_name(f, known.archive[0] ? known.archive : m->s[0], m->s[1], m->s[2], m->i[PAGE_NO],
                     e))
        return false;
    f->owner = OWN_SETTLED;
    if (in_flight(r, f))
        return true;
    seen_page(r, known.current);
    if (known.current)
        return true;
    page_row(r, f, m, &row);
    if (!text && !store_blob_put(r->store, slots_in(&r->slots, m->slot), f->in_len, f->sha256, e))
        return false;
    if (!run_txn(r, e) || !store_page_add(r->store, &row, e))
        return false;
    if (text)
        return text_page(r, m->slot, e);
    f->job = (struct msg){ .kind = MSG_JOB, .slot = m->slot, .u64 = { f->in_len } };
    f->job.i[JOB_KIND] = JOB_READ;
    f->job.i[FORMAT] = m->i[FORMAT];
    f->job.i[DPI] = m->i[DPI];
    f->job.i[TURN] = m->i[TURN];
    f->owner = OWN_QUEUED;
    f->order = ++r->orders;
    return true;
}

static bool on_failed(struct run *r, const char *archive, const char *dossier, const char *entry,
                      int32_t page, enum err_kind kind, const char *text, struct err *e)
{
    struct flight f = { 0 };
    struct store_known known;

    if (policy_page_cost(kind) == COST_RUN)
        return err_set(e, kind, "%s", text);
    if (kind == ERR_ENCRYPTED && r->input_error.kind == ERR_NONE)
        err_set(&r->input_error, kind, "%s", text);
    if (!store_page_known(r->store, archive, entry, page, "", r->result_key, &known, e))
        return false;
    seen_page(r, known.current);
    r->progress.failed++;
    if (known.current)
        return true;
    const bool ok =
        flight_name(&f, known.archive[0] ? known.archive : archive, dossier, entry, page, e) &&
        run_txn(r, e) && run_quarantine(r, &f, kind, text, known.known, e);
    flight_clear(&f);
    r->progress.failed--; /* run_quarantine counted it */
    return ok;
}

/* Parts of a whole entry are gathered in a file of the parent's own, which nobody else can shorten
 * while it is mapped. */
static bool on_source(struct run *r, const struct msg *m, struct err *e)
{
    if (m->slot >= r->slots.n || r->flights[m->slot].owner != OWN_READER ||
        m->u64[0] > r->slots.in_cap || strlen(m->s[3]) != 64 ||
        m->u64[1] > (uint64_t)r->cfg->max_entry_mb << 20)
        return err_set(e, ERR_CHILD, "the reader sent nonsense");
    r->flights[m->slot].owner = OWN_SETTLED;
    r->flights[m->slot].in_len = m->u64[0];
    if (r->source_fd < 0) {
        r->source_fd = open(r->cfg->store, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (r->source_fd < 0)
            return err_set(e, ERR_IO, "cannot make a temporary file in the store");
        r->source_len = 0;
    }
    if (!fd_write_all(r->source_fd, slots_in(&r->slots, m->slot), m->u64[0], e))
        return false;
    r->source_len += m->u64[0];
    if (r->source_len < m->u64[1])
        return true;
    void *p = mmap(NULL, r->source_len, PROT_READ, MAP_PRIVATE, r->source_fd, 0);
    if (p == MAP_FAILED)
        return err_set(e, ERR_IO, "cannot map a temporary file");
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    sha256_mem(p, r->source_len, sum);
    hash_hex(sum, hex);
    bool ok = strcmp(hex, m->s[3]) == 0 || err_set(e, ERR_CHILD, "the reader sent nonsense");
    ok = ok && store_blob_put(r->store, p, r->source_len, hex, e);
    munmap(p, r->source_len);
    close(r->source_fd);
    r->source_fd = -1;
    return ok;
}

static bool on_message(struct run *r, const struct msg *m, struct err *e)
{
    switch (m->kind) {
    case MSG_ENTRY:
        return on_entry(r, m, e);
    case MSG_PAGE:
        return on_page(r, m, e);
    case MSG_SOURCE:
        return on_source(r, m, e);
    case MSG_FAILED:
        r->entry_pages = m->i[PAGE_NO];
        return on_failed(r, m->s[0], m->s[1], m->s[2], m->i[PAGE_NO] > 0 ? m->i[PAGE_NO] : 1,
                         m->i[ERR_KIND] > 0 && m->i[ERR_KIND] <= ERR_CANCELLED
                             ? (enum err_kind)m->i[ERR_KIND]
                             : ERR_INPUT,
                         m->s[3], e);
    case MSG_SKIPPED:
        return run_txn(r, e) && store_entry_skipped(r->store, m->s[0], m->s[1], e);
    case MSG_ARCHIVE_END:
        r->due = true;
        return run_txn(r, e) && store_archive_end(r->store, m->s[0], e);
    case MSG_INPUT_END:
        r->input_ended = true;
        if (m->i[ERR_KIND] > 0 && m->i[ERR_KIND] <= ERR_CANCELLED) {
            const enum err_kind kind = (enum err_kind)m->i[ERR_KIND];
            if (policy_page_cost(kind) == COST_RUN || kind == ERR_IO)
                return err_set(e, kind, "%s", m->s[3]);
            err_set(&r->input_error, kind, "%s", m->s[3]);
        }
        return true;
    default:
        return err_set(e, ERR_CHILD, "the reader sent nonsense");
    }
}

/* Slots the reader held are free again: it filled none of them, or its message would have come
 * first. */
static void take_slots_back(struct run *r)
{
    for (uint32_t i = 0; i < r->slots.n; i++)
        if (r->flights[i].owner == OWN_READER)
            flight_clear(&r->flights[i]);
}

/* The entry that was open is tried once more (it may have been the machine, not the entry), then
 * given up: the walk goes on behind it. */
static bool reader_lost(struct run *r, const char *how, bool hung, struct err *e)
{
    take_slots_back(r);
    if (r->source_fd >= 0) {
        close(r->source_fd);
        r->source_fd = -1;
    }
    log_event(LOG_WARN, "reader_lost", "how", how, NULL);
    if (!r->entry_open || !r->entry_name) {
        if (++r->entry_losses >= 3)
            return err_set(e, ERR_CHILD, "the reading of %.100s ended with %s", r->input->name,
                           how);
        return run_reader_start(r, e);
    }
    if (++r->entry_losses < 2 && !hung) {
        r->skip = r->entry_seq;
        return run_reader_start(r, e);
    }
    char text[200];
    if (hung)
        snprintf(text, sizeof text,
                 "gave nothing for %lld seconds; raise entry_seconds if it is merely slow",
                 (long long)r->cfg->entry_seconds);
    else
        snprintf(text, sizeof text, "its reader ended with %.100s", how);
    const char *slash = strrchr(r->entry_name, '/');
    char *dossier =
        slash ? strndup(r->entry_name, (size_t)(slash - r->entry_name)) : strdup(r->entry_archive);
    const bool ok = (dossier || err_set(e, ERR_NOMEM, "no memory")) &&
                    on_failed(r, r->entry_archive, dossier, r->entry_name, r->entry_pages + 1,
                              ERR_CHILD, text, e);
    free(dossier);
    r->skip = r->entry_seq + 1;
    r->entry_losses = 0;
    return ok && run_reader_start(r, e);
}

bool run_reader_messages(struct run *r, struct err *e)
{
    struct msg m;

    for (;;) {
        struct err bad = { 0 };
        const int got = proto_recv(r->reader.fd, &m, &r->inbox, false, &bad);
        if (got < 0)
            return true;
        if (got == 0) {
            char how[96];
            if (bad.kind)
                child_kill(&r->reader);
            else
                child_reap(&r->reader, how, sizeof how);
            if (r->input_ended) {
                take_slots_back(r);
                return true;
            }
            return reader_lost(r, bad.kind ? bad.text : how, false, e);
        }
        r->reader_heard_ms = clock_mono_ms();
        if (!on_message(r, &m, e)) {
            if (e->kind != ERR_CHILD)
                return false;
            child_kill(&r->reader);
            return reader_lost(r, e->text, false, e);
        }
    }
}

bool run_reader_watch(struct run *r, struct err *e)
{
    if (r->reader.pid <= 0 || r->input_ended || run_count(r, OWN_READER) == 0)
        return true; /* it waits for us */
    if (clock_mono_ms() - r->reader_heard_ms < r->cfg->entry_seconds * 1000)
        return true;
    child_kill(&r->reader);
    return reader_lost(r, "silence", true, e);
}
