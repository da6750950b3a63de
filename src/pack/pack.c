#include "pack/pack.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "pack/pack_parts.h"
#include "pack/pack_publish.h"

static const uint64_t DEFAULT_BYTES = (uint64_t)2 << 30;
static const size_t MAX_ONE = (size_t)4 << 30; /* one PDF, one original */
enum {
    DEFAULT_DOCS = 2000,
    /* What a document adds to a package beside its files, rounded up: record, CSV, XLSX and PREMIS
     * rows; its text several times over in index.sqlite (text, index, overhead); headers and
     * manifest lines. */
    ROW_COST = 8192,
    RECORD_COST = 8,
    FILE_COST = 512,
    PACKAGE_COST = 256 << 10, /* an empty index, workbook and bag */
};

/* Leftovers of runs that were killed; the lock says that nobody else is at work here. */
static void sweep(const char *dir)
{
    DIR *d = opendir(dir);

    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strncmp(entry->d_name, ".tmp-", 5) == 0)
            unlinkat(dirfd(d), entry->d_name, 0);
    if (d)
        closedir(d);
}

static bool lock_dir(struct pack *p, struct err *e)
{
    p->lock = open(p->out_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (p->lock < 0)
        return err_set(e, ERR_IO, "%s", p->out_dir);
    if (flock(p->lock, LOCK_EX | LOCK_NB) != 0)
        return err_set(e, errno == EWOULDBLOCK ? ERR_LOCKED : ERR_IO,
                       "%s: another pack is writing there", p->out_dir);
    return true;
}

static char *copy(const char *s)
{
    return strdup(s ? s : "");
}

bool pack_open(struct pack **out, const struct pack_opts *o, const struct pack_source *src,
               struct err *e)
{
    struct pack *p = calloc(1, sizeof *p);

    *out = NULL;
    if (!p)
        return err_set(e, ERR_NOMEM, "pack: no memory");
    p->src = *src;
    p->format = o->format;
    p->max_bytes = o->max_bytes ? o->max_bytes : DEFAULT_BYTES;
    p->max_docs = o->max_docs ? o->max_docs : DEFAULT_DOCS;
    p->lock = p->spool.fd = -1;
    p->out_dir = copy(o->out_dir && *o->out_dir ? o->out_dir : ".");
    p->unit = copy(o->unit);
    p->operator_name = copy(o->operator_name);
    p->config_json = copy(o->config_json);
    p->software = copy(o->software);
    bool ok = p->out_dir && p->unit && p->operator_name && p->config_json && p->software;
    if (!ok)
        err_set(e, ERR_NOMEM, "pack: no memory");
    ok = ok && file_mkdirs(p->out_dir, e) && lock_dir(p, e);
    if (ok) {
        sweep(p->out_dir);
        ok = spool_open(&p->spool, p->out_dir, e);
    }
    if (!ok) {
        pack_close(p);
        return false;
    }
    *out = p;
    return true;
}

void pack_close(struct pack *p)
{
    if (!p)
        return;
    for (uint32_t i = 0; i < p->n_rows; i++)
        row_release(&p->rows[i]);
    free(p->rows);
    ledger_release(&p->ledger);
    spool_close(&p->spool);
    if (p->lock >= 0)
        close(p->lock);
    free(p->out_dir);
    free(p->unit);
    free(p->operator_name);
    free(p->config_json);
    free(p->software);
    free(p);
}

bool pack_ledger(struct pack *p, const struct pack_ledger_page *page, struct err *e)
{
    return ledger_add(&p->ledger, page, e);
}

/* ---- one document into the spool ---- */

static bool same_dossier(const struct row *r, const char *archive, const char *dossier)
{
    return strcmp(r->dossier, dossier) == 0 && strcmp(r->archive, archive) == 0;
}

static bool in_order(const struct pack *p, const struct pack_doc *d, struct err *e)
{
    const struct row *last = p->n_rows ? &p->rows[p->n_rows - 1] : NULL;

    if (last && same_dossier(last, d->archive, d->dossier) && d->ordinal <= last->ordinal)
        return err_set(e, ERR_INVALID, "pack: documents out of order");
    return true;
}

static struct row *new_row(struct pack *p, const struct pack_doc *d, struct err *e)
{
    if (p->n_rows == p->cap_rows) {
        const uint32_t cap = p->cap_rows ? p->cap_rows * 2 : 64;
        struct row *v = realloc(p->rows, cap * sizeof *v);
        if (!v) {
            err_set(e, ERR_NOMEM, "pack: no memory");
            return NULL;
        }
        p->rows = v;
        p->cap_rows = cap;
    }
    struct row *r = &p->rows[p->n_rows];
    *r = (struct row){ .id = copy(d->id),
                       .record_sha256 = copy(d->record_sha256),
                       .archive = copy(d->archive),
                       .dossier = copy(d->dossier),
                       .engine = copy(d->pages[0].read ? d->pages[0].read->engine : ""),
                       .ordinal = d->ordinal,
                       .n_pages = d->n_pages,
                       .ingested_at = d->ingested_at,
                       .read_at = d->read_at,
                       .born_digital = true };
    for (uint32_t i = 0; i < d->n_pages; i++) {
        r->born_digital = r->born_digital && d->pages[i].born_digital;
        r->signed_pdf = r->signed_pdf || d->pages[i].signed_pdf;
        r->colour = r->colour || (d->pages[i].read && d->pages[i].read->colour);
    }
    r->originals = calloc(d->n_pages, sizeof *r->originals);
    p->n_rows++;
    if (!r->id || !r->record_sha256 || !r->archive || !r->dossier || !r->engine || !r->originals) {
        err_set(e, ERR_NOMEM, "pack: no memory");
        return NULL;
    }
    return r;
}

/* The same original serves every document of a dossier that came from it. */
static const struct original *known_original(const struct pack *p, const struct row *r,
                                             const char *sha256)
{
    for (uint32_t i = p->n_rows; i-- > 0 && same_dossier(&p->rows[i], r->archive, r->dossier);)
        for (uint32_t k = 0; k < p->rows[i].n_originals; k++)
            if (strcmp(p->rows[i].originals[k].sha256, sha256) == 0)
                return &p->rows[i].originals[k];
    return NULL;
}

static bool add_original(struct pack *p, struct row *r, const struct pack_page *page, struct err *e)
{
    const bool whole = page->source_sha256 && *page->source_sha256;
    const char *sha256 = whole ? page->source_sha256 : page->sha256;
    const struct original *known = known_original(p, r, sha256);
    struct original o = { 0 };
    char leaf[NAME_CAP];

    for (uint32_t k = 0; k < r->n_originals; k++)
        if (strcmp(r->originals[k].sha256, sha256) == 0)
            return true;
    if (known) {
        o = *known;
        o.leaf = strdup(known->leaf);
    } else {
        struct buf bytes;
        buf_init(&bytes, MAX_ONE);
        name_of_original(page->entry, whole ? 1 : page->page, leaf);
        snprintf(o.sha256, sizeof o.sha256, "%s", sha256);
        const bool ok = p->src.blob(p->src.ctx, sha256, &bytes, e) &&
                        spool_add(&p->spool, bytes.ptr ? bytes.ptr : "", bytes.len, &o.bytes, e);
        buf_release(&bytes);
        if (!ok)
            return false;
        o.leaf = strdup(leaf);
    }
    if (!o.leaf)
        return err_set(e, ERR_NOMEM, "pack: no memory");
    r->cost += o.bytes.len + FILE_COST;
    r->originals[r->n_originals++] = o;
    return true;
}

static bool add_pdf(struct pack *p, struct row *r, const struct pack_doc *d, struct err *e)
{
    bool *keep = calloc(d->n_pages, sizeof *keep);
    struct buf pdf;

    if (!keep)
        return err_set(e, ERR_NOMEM, "pack: no memory");
    buf_init(&pdf, MAX_ONE);
    bool ok = p->src.pdf(p->src.ctx, d, &pdf, keep, e) && buf_ok(&pdf, "pdf", e) &&
              spool_add(&p->spool, pdf.ptr ? pdf.ptr : "", pdf.len, &r->pdf, e);
    buf_release(&pdf);
    for (uint32_t i = 0; ok && i < d->n_pages; i++)
        ok = !keep[i] || add_original(p, r, &d->pages[i], e);
    free(keep);
    return ok;
}

static bool add_sidecars(struct pack *p, struct row *r, const struct pack_doc *d,
                         const struct buf *text, struct err *e)
{
    struct buf alto, packed;

    buf_init(&alto, MAX_ONE);
    buf_init(&packed, MAX_ONE);
    const bool ok = alto_write(d, p->software, &alto, e) &&
                    zst_compress(alto.ptr, alto.len, &packed, e) &&
                    spool_add(&p->spool, packed.ptr, packed.len, &r->alto, e) &&
                    spool_add(&p->spool, text->ptr ? text->ptr : "", text->len, &r->text, e);
    buf_release(&alto);
    buf_release(&packed);
    return ok;
}

static bool spool_document(struct pack *p, const struct pack_doc *d, struct err *e)
{
    const size_t len = strlen(d->json);
    struct buf text;

    buf_init(&text, MAX_ONE);
    struct row *r = NULL;
    const bool ok = record_check(d->json, len, d->id, &text, e) && (r = new_row(p, d, e)) &&
                    spool_add(&p->spool, d->json, len, &r->record, e) && add_pdf(p, r, d, e) &&
                    add_sidecars(p, r, d, &text, e);
    buf_release(&text);
    if (ok)
        r->cost += r->pdf.len + r->alto.len + r->text.len + RECORD_COST * r->record.len + ROW_COST +
                   3 * FILE_COST;
    return ok;
}

/* ---- when a package is full ---- */

static uint64_t cost_of(const struct pack *p, uint32_t n)
{
    uint64_t sum = PACKAGE_COST;

    for (uint32_t i = 0; i < n; i++)
        sum += p->rows[i].cost;
    return sum;
}

static bool too_full(const struct pack *p)
{
    return p->n_rows > p->max_docs || p->cost > p->max_bytes;
}

static bool publish_head(struct pack *p, uint32_t n, struct err *e)
{
    if (!pack_publish(p, n, false, e))
        return false;
    p->cost = cost_of(p, p->n_rows);
    return true;
}

/* The dossier in hand waits at the tail; it goes out with what came before only when both fit. */
static bool make_room(struct pack *p, struct err *e)
{
    const struct row *last = &p->rows[p->n_rows - 1];
    uint32_t tail = p->n_rows - 1;

    while (tail > 0 && same_dossier(&p->rows[tail - 1], last->archive, last->dossier))
        tail--;
    if (too_full(p) && tail > 0 && !publish_head(p, tail, e))
        return false;
    if (too_full(p) && p->n_rows > 1) /* larger than a package: cut between its documents */
        return publish_head(p, p->n_rows - 1, e);
    return true;
}

/* Leaves out a document that could not be had; a disk that fails fails the whole. */
static void forget_document(struct pack *p, uint32_t n, uint64_t mark, const struct err *why)
{
    struct err drop;

    if (p->n_rows > n)
        row_release(&p->rows[n]);
    p->n_rows = n;
    p->failed = why->kind == ERR_IO || why->kind == ERR_FULL || !spool_cut(&p->spool, mark, &drop);
}

bool pack_add(struct pack *p, const struct pack_doc *d, struct err *e)
{
    if (p->failed)
        return err_set(e, ERR_INVALID, "pack: an earlier document failed");
    const uint64_t mark = p->spool.end;
    const uint32_t n = p->n_rows;
    if (d->n_pages == 0)
        return err_set(e, ERR_INVALID, "pack: a document without pages");
    if (!in_order(p, d, e))
        return false;
    if (!spool_document(p, d, e)) {
        forget_document(p, n, mark, e);
        return false;
    }
    p->cost = p->n_rows == 1 ? cost_of(p, 1) : p->cost + p->rows[p->n_rows - 1].cost;
    p->totals.docs++;
    p->totals.pages += d->n_pages;
    p->failed = !make_room(p, e);
    return !p->failed;
}

bool pack_finish(struct pack *p, struct pack_totals *out, struct err *e)
{
    if (p->failed)
        return err_set(e, ERR_INVALID, "pack: an earlier document failed");
    if (p->n_rows > 0 && !pack_publish(p, p->n_rows, true, e))
        return false;
    if (out)
        *out = p->totals;
    return true;
}
