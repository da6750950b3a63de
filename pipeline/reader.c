/* The reader process: walks one input, hands encoded pages to the parent in slots.
 *
 * DESIGN. One thread. The parent sends slots (credit); when none is left we wait for one, so a slow
 * parent stops us. Everything else is one message a fact. When the parent is gone, a send fails and
 * the walk ends. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/fault.h"
#include "base/hash.h"
#include "ingest/ingest.h"
#include "pipeline/child.h"
#include "pipeline/proto.h"
#include "pipeline/sheets.h"

enum { MAX_SLOTS = 256, NAME_SENT = 8000 };

struct reader {
    const struct slots *slots;
    int fd;
    uint32_t free[MAX_SLOTS], n_free;
    const uint8_t *source; /* the entry that was last sent whole */
    size_t source_len;
    char source_sha[SHA256_HEX];
    struct inbox inbox;
    char name[3][NAME_SENT + SHA256_HEX + 1];
};

/* A path longer than a message takes: its beginning and a hash of all of it. */
static const char *sent_name(struct reader *r, int k, const char *s)
{
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    size_t n = NAME_SENT;

    if (strlen(s) <= NAME_SENT)
        return s;
    sha256_mem(s, strlen(s), sum);
    hash_hex(sum, hex);
    while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
        n--;
    snprintf(r->name[k], sizeof r->name[k], "%.*s#%s", (int)n, s, hex);
    return r->name[k];
}

static bool take_slot(struct reader *r, uint32_t *slot, struct err *e)
{
    struct msg m;

    while (r->n_free == 0 || r->n_free < MAX_SLOTS) {
        const int got = proto_recv(r->fd, &m, &r->inbox, r->n_free == 0, e);
        if (got == 0)
            return err_set(e, ERR_CANCELLED, "the parent is gone");
        if (got < 0)
            break;
        if (m.kind == MSG_SLOT && m.slot < r->slots->n)
            r->free[r->n_free++] = m.slot;
    }
    *slot = r->free[--r->n_free];
    return true;
}

static bool on_entry(void *ctx, uint64_t seq, const char *archive, const char *entry)
{
    struct reader *r = ctx;
    const struct msg m = { .kind = MSG_ENTRY,
                           .u64 = { seq },
                           .s = { sent_name(r, 0, archive), sent_name(r, 1, entry) } };
    struct err e;

    /* The next entry may lie where the last one did: an address and a length tell nothing. */
    r->source = NULL;
    r->source_sha[0] = '\0';
    const bool sent = proto_send(r->fd, &m, &e);

    if (fault_hit(FAULT_CRASH) && getenv("SOHOA_FAULT_READER"))
        raise(SIGSEGV);
    return sent;
}

/* The whole entry goes first, in parts, once; its pages then name it by hash. */
static bool send_source(struct reader *r, const struct ingest_page *p, struct err *e)
{
    uint8_t sum[SHA256_BYTES];

    if (p->source == r->source && p->source_len == r->source_len && r->source_sha[0])
        return true;
    r->source = p->source;
    r->source_len = p->source_len;
    sha256_mem(p->source, p->source_len, sum);
    hash_hex(sum, r->source_sha);
    for (size_t at = 0; at < p->source_len;) {
        uint32_t slot;
        if (!take_slot(r, &slot, e))
            return false;
        const size_t n =
            p->source_len - at < r->slots->in_cap ? p->source_len - at : r->slots->in_cap;
        memcpy(slots_in(r->slots, slot), p->source + at, n);
        const struct msg m = { .kind = MSG_SOURCE,
                               .slot = slot,
                               .u64 = { n, p->source_len },
                               .s = { "", "", "", r->source_sha } };
        if (!proto_send(r->fd, &m, e))
            return false;
        at += n;
    }
    return true;
}

static bool on_failed(void *ctx, const char *archive, const char *dossier, const char *entry,
                      int32_t page, const struct err *why)
{
    struct reader *r = ctx;
    struct msg m = { .kind = MSG_FAILED,
                     .s = { sent_name(r, 0, archive), sent_name(r, 1, dossier),
                            sent_name(r, 2, entry), why->text } };
    struct err e;

    m.i[PAGE_NO] = page;
    m.i[ERR_KIND] = (int32_t)why->kind;
    return proto_send(r->fd, &m, &e);
}

/* A page that does not fit its slot is one failed page, not the end of the walk. */
static bool too_large(struct reader *r, const struct ingest_page *p, size_t bytes, uint32_t slot)
{
    struct err why;

    r->free[r->n_free++] = slot;
    err_set(&why, ERR_LIMIT, "a page of %zu bytes", bytes);
    return on_failed(r, p->archive, p->dossier, p->entry, p->page, &why);
}

static bool on_page(void *ctx, const struct ingest_page *p, struct err *e)
{
    struct reader *r = ctx;
    struct msg m = { .kind = MSG_PAGE };

    if (p->source) {
        if (!send_source(r, p, e))
            return false;
        m.s[3] = r->source_sha;
    }
    if (!take_slot(r, &m.slot, e))
        return false;
    m.s[0] = sent_name(r, 0, p->archive);
    m.s[1] = sent_name(r, 1, p->dossier);
    m.s[2] = sent_name(r, 2, p->entry);
    m.i[PAGE_NO] = p->page;
    m.i[FORMAT] = (int32_t)p->format;
    m.i[DPI] = p->dpi;
    m.i[TURN] = p->exif_turn;
    m.i[FLAGS] = (p->lossless_copy ? FLAG_LOSSLESS : 0) | (p->signed_pdf ? FLAG_SIGNED : 0) |
                 (p->text ? FLAG_TEXT : 0);
    if (p->text) {
        struct page_read read = *p->text;
        struct buf b;
        if (sheets_is_one(&read))
            read.state = PAGE_SEPARATOR;
        buf_init(&b, r->slots->out_cap);
        page_pack(&read, &b);
        const bool fits = !b.failed;
        if (fits)
            memcpy(slots_out(r->slots, m.slot), b.ptr, b.len);
        m.u64[1] = b.len;
        buf_release(&b);
        if (!fits)
            return too_large(r, p, r->slots->out_cap, m.slot);
    } else {
        if (p->len > r->slots->in_cap)
            return too_large(r, p, p->len, m.slot);
        memcpy(slots_in(r->slots, m.slot), p->bytes, p->len);
        m.u64[0] = p->len;
    }
    return proto_send(r->fd, &m, e);
}

static bool on_archive_end(void *ctx, const char *archive)
{
    struct reader *r = ctx;
    const struct msg m = { .kind = MSG_ARCHIVE_END, .s = { sent_name(r, 0, archive) } };
    struct err e;
    return proto_send(r->fd, &m, &e);
}

static bool on_skipped(void *ctx, const char *archive, const char *entry)
{
    struct reader *r = ctx;
    const struct msg m = { .kind = MSG_SKIPPED,
                           .s = { sent_name(r, 0, archive), sent_name(r, 1, entry) } };
    struct err e;
    return proto_send(r->fd, &m, &e);
}

static bool read_password(const char *path, char *out, size_t cap, struct err *e)
{
    struct buf b;
    buf_init(&b, 64 * 1024);
    const bool ok = file_read(path, &b, e);
    if (ok)
        snprintf(out, cap, "%.*s", (int)strcspn(b.ptr ? b.ptr : "", "\r\n"), b.ptr ? b.ptr : "");
    buf_release(&b);
    return ok;
}

static uint64_t mb(int64_t n)
{
    return (uint64_t)n << 20;
}

int reader_main(const struct config *cfg, const struct slots *s, int fd, const char *skip,
                const char *path, const char *name)
{
    struct reader *r = calloc(1, sizeof *r);
    char password[1024] = "";
    struct err e = { 0 };

    if (!r)
        return 3;
    r->slots = s;
    r->fd = fd;
    struct ingest_opts o = { .dossier_folder = cfg->dossier == 1,
                             .skip_entries = strtoull(skip, NULL, 10),
                             .again = strchr(skip, '+') != NULL };
    ingest_default_limits(&o.limits);
    o.limits.max_entries = (uint64_t)cfg->max_entries;
    o.limits.max_pages = (uint64_t)cfg->max_pages;
    o.limits.max_page_bytes = mb(cfg->max_page_mb) < s->in_cap ? mb(cfg->max_page_mb) : s->in_cap;
    o.limits.max_pixels = (uint64_t)cfg->max_mpixels * 1000000;
    o.limits.max_entry_bytes = mb(cfg->max_entry_mb);
    o.limits.max_ratio = (uint64_t)cfg->max_ratio;
    o.limits.max_depth = (uint64_t)cfg->max_depth;
    o.limits.spool_mem_bytes = mb(cfg->spool_mem_mb);
    o.limits.spool_bytes = mb(cfg->spool_mb);
    o.limits.child_seconds = (uint32_t)cfg->child_seconds;
    o.spool_dir = cfg->spool && *cfg->spool ? cfg->spool : cfg->store;
    const struct ingest_sink sink = { r, on_entry, on_page, on_failed, on_archive_end, on_skipped };
    bool ok =
        !cfg->password_file || read_password(cfg->password_file, password, sizeof password, &e);
    o.password = *password ? password : NULL;
    ok = ok && ingest_run(path, name, &o, &sink, &e);
    const struct msg end = { .kind = MSG_INPUT_END,
                             .i = { [ERR_KIND] = ok ? ERR_NONE : (int32_t)e.kind },
                             .s = { "", "", "", e.text } };
    struct err ignored;
    ok = proto_send(fd, &end, &ignored);
    free(r);
    return ok ? 0 : 1;
}
