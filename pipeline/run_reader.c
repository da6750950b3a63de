/* What the reader process tells the parent, and what is done when it dies or falls silent. */
#include <errno.h>
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
#include "base/utf8.h"
#include "pipeline/run_internal.h"

enum { TURN_MESSAGES = 256, MAX_NAME = 16000, MAX_DPI = 30000 };

bool run_reader_start(struct run *r, struct err *e)
{
    char skip[32];

    snprintf(skip, sizeof skip, "%llu%s", (unsigned long long)r->skip, r->again ? "+" : "");
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

static bool nonsense(struct err *e)
{
    return err_set(e, ERR_CHILD, "the reader sent nonsense");
}

/* Names come from foreign bytes through a process that may be in foreign hands; what is stored is
 * printed as JSON and must be text. */
static bool is_text(const char *s)
{
    const size_t len = strnlen(s, MAX_NAME + 1);

    for (size_t i = 0; i < len;) {
        const size_t at = i;
        if (utf8_next(s, len, &i) == 0xFFFD && i - at == 1)
            return false;
    }
    return len <= MAX_NAME;
}

static bool in_this_input(const struct run *r, const char *archive)
{
    const size_t n = strlen(r->input->name);

    return is_text(archive) && strncmp(archive, r->input->name, n) == 0 &&
           (archive[n] == '\0' || strncmp(archive + n, "!/", 2) == 0);
}

static bool on_entry(struct run *r, const struct msg *m, struct err *e)
{
    const bool first = !r->entry_open;

    if (m->u64[0] < r->skip || m->u64[0] > INT64_MAX || (!first && m->u64[0] <= r->entry_seq) ||
        !in_this_input(r, m->s[0]) || !is_text(m->s[1]))
        return nonsense(e);
    if (m->u64[0] != r->entry_seq || !r->entry_name) {
        r->entry_losses = 0;
        r->entry_seen = 0;
    }
    r->blank_losses = 0;
    r->entry_seq = m->u64[0];
    r->entry_open = true;
    r->entry_pages = 0;
    free(r->entry_dossier);
    r->entry_dossier = NULL;
    return keep_name(&r->entry_archive, m->s[0], e) && keep_name(&r->entry_name, m->s[1], e);
}

/* Pages an entry had given before its reader died are not counted again when it is read again. */
static bool is_new(struct run *r, const char *archive, const char *entry, int32_t page)
{
    if (!r->entry_open || !r->entry_name || !r->entry_archive ||
        strcmp(entry, r->entry_name) != 0 || strcmp(archive, r->entry_archive) != 0)
        return true;
    if (page <= r->entry_seen)
        return false;
    r->entry_seen = page;
    return true;
}

static void page_row(const struct flight *f, const struct msg *m, struct store_page *row)
{
    const int32_t dpi = m->i[DPI];

    *row = (struct store_page){
        .archive = f->archive,
        .dossier = f->dossier,
        .entry = f->entry,
        .page = f->page,
        .format = (enum image_format)m->i[FORMAT],
        .len = f->in_len,
        .dpi = dpi >= 0 && dpi <= MAX_DPI ? dpi : 0,
        .exif_turn = m->i[TURN],
        .lossless_copy = m->i[FLAGS] & FLAG_LOSSLESS,
        .signed_pdf = m->i[FLAGS] & FLAG_SIGNED,
        .born_digital = m->i[FLAGS] & FLAG_TEXT,
        .state = PAGE_WAITING,
        .reason = "",
    };
    memcpy(row->sha256, f->sha256, sizeof row->sha256);
    snprintf(row->source_sha256, sizeof row->source_sha256, "%s", m->s[3]);
}

static bool message_is_sane(const struct run *r, const struct msg *m)
{
    const bool text = m->i[FLAGS] & FLAG_TEXT;

    return m->slot < r->slots.n && r->flights[m->slot].owner == OWN_READER &&
           m->u64[0] <= r->slots.in_cap && m->u64[1] <= r->slots.out_cap && m->i[FORMAT] >= 0 &&
           m->i[FORMAT] < IMAGE_FORMATS && text == (m->i[FORMAT] == IMAGE_PDF_TEXT) &&
           m->i[PAGE_NO] >= 1 && m->i[TURN] >= 0 && m->i[TURN] < 360 && m->i[TURN] % 90 == 0 &&
           /* a source is named only when it is here */
           (*m->s[3] ? strcmp(m->s[3], r->source_sha) == 0 : !text) && r->entry_open &&
           in_this_input(r, m->s[0]) && is_text(m->s[1]) && *m->s[1] && is_text(m->s[2]);
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
static bool text_page(struct run *r, struct flight *f, struct err *e)
{
    struct page_read read;
    struct arena a;
    struct err bad = { 0 };

    arena_init(&a, (size_t)64 << 20);
    const bool ok = page_unpack(r->copy.ptr, r->copy.len, &a, &read, &bad);
    const enum page_state state = ok ? read.state : PAGE_QUARANTINED;
    arena_reset(&a);
    if (!ok)
        return run_quarantine(r, f, bad.kind, bad.text, true, e);
    if (!store_page_done(r->store, f->archive, f->entry, f->page,
                         state == PAGE_BLANK || state == PAGE_SEPARATOR ? state : PAGE_DONE, "", 1,
                         r->copy.ptr, r->copy.len, r->result_key, e))
        return false;
    r->progress.done++;
    return true;
}

/* Bytes of the page, out of reach of the reader, and their hash; of a born-digital page the bytes
 * are its packed text and the hash is that of its PDF. */
static bool take_bytes(struct run *r, const struct msg *m, struct flight *f, struct err *e)
{
    const bool text = m->i[FLAGS] & FLAG_TEXT;
    uint8_t sum[SHA256_BYTES];

    f->in_len = m->u64[0];
    f->out_len = m->u64[1];
    if (!run_copy(r, text ? slots_out(&r->slots, m->slot) : slots_in(&r->slots, m->slot),
                  text ? f->out_len : f->in_len, e))
        return false;
    if (text) {
        memcpy(f->sha256, r->source_sha, sizeof f->sha256);
        return true;
    }
    sha256_mem(r->copy.ptr, r->copy.len, sum);
    hash_hex(sum, f->sha256);
    return true;
}

static void make_job(struct run *r, const struct msg *m, struct flight *f)
{
    f->job = (struct msg){ .kind = MSG_JOB, .slot = m->slot, .u64 = { f->in_len } };
    f->job.i[JOB_KIND] = JOB_READ;
    f->job.i[FORMAT] = m->i[FORMAT];
    f->job.i[DPI] = m->i[DPI];
    f->job.i[TURN] = m->i[TURN];
    f->owner = OWN_QUEUED;
    f->order = ++r->orders;
}

/* Known as read, or as one that cannot be read within these limits. */
static bool page_known(struct run *r, const char *archive, const char *entry, int32_t page,
                       const char *sha256, struct store_known *known, struct err *e)
{
    return store_page_known(r->store, archive, entry, page, sha256, r->result_key, known, e) &&
           (!known->known || known->current ||
            store_page_known(r->store, archive, entry, page, sha256, r->failed_key, known, e));
}

static bool on_page(struct run *r, const struct msg *m, struct err *e)
{
    if (!message_is_sane(r, m))
        return nonsense(e);
    struct flight *f = &r->flights[m->slot];
    const bool text = m->i[FLAGS] & FLAG_TEXT;
    struct store_known known;
    struct store_page row;

    r->result->readable++;
    r->entry_pages = m->i[PAGE_NO];
    if (!keep_name(&r->entry_dossier, m->s[1], e) || !take_bytes(r, m, f, e) ||
        !page_known(r, m->s[0], m->s[2], m->i[PAGE_NO], f->sha256, &known, e) ||
        !flight_name(f, known.archive[0] ? known.archive : m->s[0], m->s[1], m->s[2], m->i[PAGE_NO],
                     e))
        return false;
    f->owner = OWN_SETTLED;
    if (in_flight(r, f))
        return true;
    if (is_new(r, m->s[0], m->s[2], m->i[PAGE_NO])) {
        seen_page(r, known.current);
        if (known.outdated && r->result->again++ == 0)
            log_say(LOG_INFO, "%s",
                    T("pages of the store are read again: options, a model or sohoa itself "
                      "changed"));
    }
    page_row(f, m, &row);
    if (!text && !known.current &&
        !store_blob_put(r->store, r->copy.ptr, r->copy.len, f->sha256, e))
        return false;
    /* A known page is added too: its dossier may be another one by now. */
    if (!run_txn(r, e) || !store_page_add(r->store, &row, e))
        return false;
    if (known.current)
        return true;
    if (text)
        return text_page(r, f, e);
    make_job(r, m, f);
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
        err_set(&r->input_error, kind, "%.100s: %.200s", archive, text);
    if (!page_known(r, archive, entry, page, "", &known, e))
        return false;
    /* Its bytes came in once and are at hand: nothing is lost, and a good result stays. */
    const bool have = known.current || known.held;
    if (is_new(r, archive, entry, page))
        seen_page(r, have);
    if (have) {
        r->progress.failed += !known.held;
        return true;
    }
    const bool ok =
        flight_name(&f, known.archive[0] ? known.archive : archive, dossier, entry, page, e) &&
        run_txn(r, e) && run_quarantine(r, &f, kind, text, known.known, e);
    flight_clear(&f);
    return ok;
}

static enum err_kind kind_of(const struct msg *m)
{
    return m->i[ERR_KIND] > 0 && m->i[ERR_KIND] <= ERR_CANCELLED ? (enum err_kind)m->i[ERR_KIND]
                                                                 : ERR_NONE;
}

static bool on_failed_message(struct run *r, const struct msg *m, struct err *e)
{
    if (!in_this_input(r, m->s[0]) || !is_text(m->s[1]) || !*m->s[1] || !is_text(m->s[2]))
        return nonsense(e);
    const int32_t page = m->i[PAGE_NO] > 0 ? m->i[PAGE_NO] : 1;
    const enum err_kind kind = kind_of(m);

    r->entry_pages = page;
    return on_failed(r, m->s[0], m->s[1], m->s[2], page, kind ? kind : ERR_INPUT, m->s[3], e);
}

static int nameless_file(const char *dir, struct err *e)
{
    char path[4096];
    int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

    if (fd >= 0)
        return fd;
    /* Not every file system knows O_TMPFILE. */
    if (snprintf(path, sizeof path, "%s/.tmp-source-XXXXXX", dir) < (int)sizeof path)
        fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    else
        err_set(e, ERR_IO, "cannot make a temporary file in the store");
    return fd;
}

/* Parts of a whole entry are gathered in a file of the parent's own, which nobody else can shorten
 * while it is mapped. */
static bool on_source(struct run *r, const struct msg *m, struct err *e)
{
    if (m->slot >= r->slots.n || r->flights[m->slot].owner != OWN_READER || m->u64[0] == 0 ||
        m->u64[0] > r->slots.in_cap || strlen(m->s[3]) != 64 ||
        m->u64[1] > (uint64_t)r->cfg->max_entry_mb << 20)
        return nonsense(e);
    r->flights[m->slot].owner = OWN_SETTLED;
    r->flights[m->slot].in_len = m->u64[0];
    if (r->source_fd < 0) {
        r->source_fd = nameless_file(r->cfg->store, e);
        if (r->source_fd < 0)
            return false;
        r->source_len = 0;
        r->source_sha[0] = '\0';
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
    bool ok = strcmp(hex, m->s[3]) == 0 || nonsense(e);
    ok = ok && store_blob_put(r->store, p, r->source_len, hex, e);
    if (ok)
        memcpy(r->source_sha, hex, sizeof r->source_sha);
    munmap(p, r->source_len);
    close(r->source_fd);
    r->source_fd = -1;
    return ok;
}

/* Slots the reader held are free again: it filled none of them, or its message would have come
 * first. What it may have written into them is given back. */
static void take_slots_back(struct run *r)
{
    for (uint32_t i = 0; i < r->slots.n; i++)
        if (r->flights[i].owner == OWN_READER) {
            slots_recycle(&r->slots, i, r->slots.in_cap, r->slots.out_cap);
            flight_clear(&r->flights[i]);
        }
}

/* Nothing of an input, or not the rest of it, can be had. */
static void input_failed(struct run *r, enum err_kind kind, const char *text)
{
    r->result->inputs_failed++;
    if (r->input_error.kind != ERR_ENCRYPTED) {
        errno = 0;
        err_set(&r->input_error, kind, "%s", text);
    }
    if (r->n_inputs > 1)
        log_say(LOG_WARN, "%s", text);
    log_event(LOG_WARN, "input_failed", "archive", r->input->name, "why", text, NULL);
}

/* The rest of the input is one failed entry under the input's own name; the run goes on. */
static bool input_given_up(struct run *r, enum err_kind kind, const char *why, struct err *e)
{
    char text[240];
    const char *name = r->input->name;

    snprintf(text, sizeof text, "%.100s: the rest of it cannot be read: %.100s", name, why);
    input_failed(r, kind, text);
    return on_failed(r, name, name, name, 1, kind, text, e);
}

/* An end with an error is either "nothing of it could be used" (what failed was told entry by
 * entry) or the end of the walk before the end of the input. */
static bool on_input_end(struct run *r, const struct msg *m, struct err *e)
{
    const enum err_kind kind = kind_of(m);

    if (!is_text(m->s[3]) || kind == ERR_CANCELLED)
        return nonsense(e);
    r->input_ended = true;
    child_kill(&r->reader); /* it has nothing more to say, and must not be waited for */
    take_slots_back(r);
    if (kind == ERR_NONE)
        return true;
    if (kind == ERR_INPUT || kind == ERR_ENCRYPTED) {
        input_failed(r, kind, m->s[3]);
        return true;
    }
    errno = 0;
    if (policy_page_cost(kind) == COST_RUN || kind == ERR_IO || kind == ERR_NOMEM)
        return err_set(e, kind, "%s", m->s[3]);
    return input_given_up(r, kind, m->s[3], e);
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
        return on_failed_message(r, m, e);
    case MSG_SKIPPED:
        if (!in_this_input(r, m->s[0]) || !is_text(m->s[1]))
            return nonsense(e);
        return run_txn(r, e) && store_entry_skipped(r->store, m->s[0], m->s[1], e);
    case MSG_ARCHIVE_END:
        if (!in_this_input(r, m->s[0]))
            return nonsense(e);
        r->due = r->any_ended = true;
        return run_txn(r, e) && store_archive_end(r->store, m->s[0], e);
    case MSG_INPUT_END:
        return on_input_end(r, m, e);
    default:
        return nonsense(e);
    }
}

static bool restart(struct run *r, struct err *e)
{
    /* the way back there is walked again in silence */
    r->reach_ms = 2 * (clock_mono_ms() - r->input_ms);
    if (strcmp(r->input->path, "-") == 0)
        (void)lseek(STDIN_FILENO, (off_t)r->stdin_at, SEEK_SET);
    return run_reader_start(r, e);
}

/* The dossier an entry without pages would have had: they tell it themselves. */
static char *dossier_of_entry(const struct run *r)
{
    const char *slash = strrchr(r->entry_name, '/');

    if (r->entry_dossier)
        return strdup(r->entry_dossier);
    return slash && slash != r->entry_name ? strndup(r->entry_name, (size_t)(slash - r->entry_name))
                                           : strdup(r->entry_archive);
}

/* The entry that was open is tried once more (it may have been the machine, not the entry), then
 * given up: the walk goes on behind it. A reader that announced nothing died between two entries;
 * when that happens again, no further one will get past that point, and the input ends there. */
static bool reader_lost(struct run *r, const char *how, bool hung, struct err *e)
{
    char text[200];

    take_slots_back(r);
    if (r->source_fd >= 0) {
        close(r->source_fd);
        r->source_fd = -1;
    }
    log_event(LOG_WARN, "reader_lost", "how", how, NULL);
    if (r->stdin_at < 0) {
        snprintf(text, sizeof text,
                 "its reader ended with %.80s, and a stream is read only once; "
                 "save it as a file",
                 how);
        return input_given_up(r, ERR_CHILD, text, e);
    }
    if (!r->entry_open || !r->entry_name) {
        if (++r->blank_losses < 2 && !hung)
            return restart(r, e);
        snprintf(text, sizeof text, "its reader ended with %.80s, twice at the same point", how);
        return input_given_up(r, ERR_CHILD, text, e);
    }
    if (++r->entry_losses < 2 && !hung) {
        r->skip = r->entry_seq;
        r->again = true;
        return restart(r, e);
    }
    if (hung)
        snprintf(text, sizeof text,
                 "gave nothing for %lld seconds; raise entry_seconds if it is merely slow",
                 (long long)r->cfg->entry_seconds);
    else
        snprintf(text, sizeof text, "its reader ended with %.100s", how);
    char *dossier = dossier_of_entry(r);
    const bool ok = (dossier || err_set(e, ERR_NOMEM, "no memory")) &&
                    on_failed(r, r->entry_archive, dossier, r->entry_name, r->entry_pages + 1,
                              ERR_CHILD, text, e);
    free(dossier);
    r->skip = r->entry_seq + 1;
    r->again = false;
    r->entry_losses = 0;
    return ok && restart(r, e);
}

/* The socket is closed, or what came through it was no message. */
static bool reader_gone(struct run *r, const struct err *bad, struct err *e)
{
    char how[96] = "";
    bool unfit = false;

    if (bad->kind)
        child_kill(&r->reader);
    else
        unfit = child_reap(&r->reader, how, sizeof how) && !r->entry_open;
    if (unfit)
        return err_set(e, ERR_CHILD, "the reader of inputs does not start: %s", how);
    return reader_lost(r, bad->kind ? bad->text : how, false, e);
}

bool run_reader_messages(struct run *r, struct err *e)
{
    struct msg m;

    /* not all there are: a reader that only fails is quick, and others wait for their turn */
    for (int n = 0; n < TURN_MESSAGES && r->reader.pid > 0; n++) {
        struct err bad = { 0 };
        const int got = proto_recv(r->reader.fd, &m, &r->inbox, false, &bad);
        if (got < 0)
            return true;
        if (got == 0)
            return reader_gone(r, &bad, e);
        r->reader_heard_ms = clock_mono_ms();
        if (on_message(r, &m, e)) {
            if (run_worker_hungry(r))
                return true; /* what has come goes out first */
        } else {
            if (e->kind != ERR_CHILD)
                return false;
            child_kill(&r->reader);
            return reader_lost(r, "a message that makes no sense", false, e);
        }
    }
    return true;
}

bool run_reader_watch(struct run *r, struct err *e)
{
    if (r->reader.pid <= 0 || run_count(r, OWN_READER) == 0)
        return true; /* it waits for us */
    const int64_t limit = r->cfg->entry_seconds * 1000 + (r->entry_open ? 0 : r->reach_ms);
    if (clock_mono_ms() - r->reader_heard_ms < limit)
        return true;
    child_kill(&r->reader);
    return reader_lost(r, "silence", true, e);
}
