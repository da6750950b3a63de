#include "pack/pack_publish.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

static const size_t MAX_PART = (size_t)2 << 30;

/* A package in the making. */
struct draft {
    struct pack *p;
    uint32_t n;
    char name[32];
    int64_t now;
    char (*folders)[NAME_CAP]; /* one a row */
    struct members members;
    struct record_tables tables;
    struct buf jsonl, premis;
    uint64_t spool_mark;
};

static bool same_dossier(const struct row *a, const struct row *b)
{
    return strcmp(a->dossier, b->dossier) == 0 && strcmp(a->archive, b->archive) == 0;
}

static void make_name(struct draft *d)
{
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    struct sha256 *h = sha256_new();

    for (uint32_t i = 0; i < d->n; i++) {
        const struct row *r = &d->p->rows[i];
        sha256_add(h, r->id, strlen(r->id));
        sha256_add(h, " ", 1);
        sha256_add(h, r->record_sha256, strlen(r->record_sha256));
        sha256_add(h, "\n", 1);
    }
    sha256_done(h, sum);
    hash_hex(sum, hex);
    snprintf(d->name, sizeof d->name, "sohoa-%.12s", hex);
}

static bool make_folders(struct draft *d, struct err *e)
{
    struct names taken = { 0 };
    bool ok = true;

    d->folders = calloc(d->n, sizeof *d->folders);
    if (!d->folders)
        return err_set(e, ERR_NOMEM, "pack: no memory");
    for (uint32_t i = 0; ok && i < d->n; i++) {
        const struct row *r = &d->p->rows[i];
        char suffix[10];
        bool cut, again = false;
        if (i > 0 && same_dossier(r, &d->p->rows[i - 1])) {
            memcpy(d->folders[i], d->folders[i - 1], NAME_CAP);
            continue;
        }
        name_of_dossier(r->dossier, d->folders[i], &cut);
        ok = names_take(&taken, d->folders[i], &again);
        if (ok && (cut || again)) {
            name_suffix(r->archive, r->dossier, suffix);
            const size_t n = strlen(d->folders[i]);
            snprintf(d->folders[i] + n, NAME_CAP - n, "%s", suffix);
            ok = names_take(&taken, d->folders[i], &again) && !again;
        }
    }
    names_release(&taken);
    return ok || err_set(e, ERR_NOMEM, "pack: no name for a folder");
}

static bool add_originals(struct draft *d, uint32_t i, struct names *taken, struct err *e)
{
    const struct row *r = &d->p->rows[i];
    char path[600], hex[9];
    bool again;

    for (uint32_t k = 0; k < r->n_originals; k++) {
        const struct original *o = &r->originals[k];
        char leaf[NAME_CAP + 16];
        bool there = false;
        for (uint32_t j = i; !there && j-- > 0 && same_dossier(&d->p->rows[j], r);)
            for (uint32_t m = 0; !there && m < d->p->rows[j].n_originals; m++)
                there = strcmp(d->p->rows[j].originals[m].sha256, o->sha256) == 0;
        if (there)
            continue;
        snprintf(leaf, sizeof leaf, "%s", o->leaf);
        if (!names_take(taken, leaf, &again))
            return err_set(e, ERR_NOMEM, "pack: no memory");
        if (again) { /* two files of one name in one dossier */
            const char *dot = strrchr(o->leaf, '.');
            snprintf(hex, sizeof hex, "%.8s", o->sha256);
            snprintf(leaf, sizeof leaf, "%.*s-%s%s",
                     (int)(dot ? dot - o->leaf : (long)strlen(o->leaf)), o->leaf, hex,
                     dot ? dot : "");
            if (!names_take(taken, leaf, &again) || again)
                return err_set(e, ERR_NOMEM, "pack: no name for an original");
        }
        snprintf(path, sizeof path, "data/%s/original/%s", d->folders[i], leaf);
        if (!members_add(&d->members, path, &o->bytes, e))
            return false;
    }
    return true;
}

static bool add_record(struct draft *d, uint32_t i, const char *file, const char *alto,
                       struct dossier_sum *sum, struct err *e)
{
    const struct pack *p = d->p;
    const struct row *r = &p->rows[i];
    char hex[SHA256_HEX];
    struct buf json;

    hash_hex(r->pdf.sha256, hex);
    buf_init(&json, MAX_PART);
    const struct paper_names names = { .folder = d->folders[i],
                                       .file = file,
                                       .alto = alto,
                                       .unit = p->unit,
                                       .operator_name = p->operator_name,
                                       .file_sha256 = hex,
                                       .src = &p->src,
                                       .now = d->now };
    const bool ok = spool_get(&p->spool, &r->record, &json, e) &&
                    record_row(json.ptr, json.len, r, &names, &d->tables.papers, sum, e);
    if (ok) { /* the record byte for byte as `sohoa list` prints it, two members longer */
        buf_add(&d->jsonl, json.ptr, json.len - 1);
        buf_printf(&d->jsonl, ",\"file\":\"%s\",\"file_sha256\":\"%s\"%s}\n", file, hex,
                   r->signed_pdf ? ",\"signed\":true" : "");
        premis_rows(r, file, p->software, p->operator_name, d->now, &d->premis);
    }
    buf_release(&json);
    return ok;
}

static bool add_document(struct draft *d, uint32_t i, struct names *taken, struct dossier_sum *sum,
                         struct err *e)
{
    const struct row *r = &d->p->rows[i];
    char stem[500], file[600], alto[600], text[600];

    snprintf(stem, sizeof stem, "data/%s/%s.%03d", d->folders[i], d->folders[i], r->ordinal);
    snprintf(file, sizeof file, "%s.pdf", stem);
    snprintf(alto, sizeof alto, "%s.alto.xml.zst", stem);
    snprintf(text, sizeof text, "%s.txt", stem);
    return members_add(&d->members, file, &r->pdf, e) &&
           members_add(&d->members, alto, &r->alto, e) &&
           members_add(&d->members, text, &r->text, e) && add_originals(d, i, taken, e) &&
           add_record(d, i, file, alto, sum, e);
}

static bool add_dossier(struct draft *d, uint32_t first, uint32_t end, struct err *e)
{
    const struct row *r = &d->p->rows[first];
    struct ledger_dossier *l = ledger_find(&d->p->ledger, r->archive, r->dossier);
    struct dossier_sum sum = { 0 };
    struct names taken = { 0 };
    bool ok = true;

    for (uint32_t i = first; ok && i < end; i++)
        ok = add_document(d, i, &taken, &sum, e);
    if (ok)
        dossier_sum_row(&sum, r, d->folders[first], l, &d->tables.dossiers);
    if (ok && l)
        reject_rows(l, &d->tables.rejects);
    names_release(&taken);
    dossier_sum_release(&sum);
    return ok;
}

static bool add_dossiers(struct draft *d, bool last, struct err *e)
{
    for (uint32_t i = 0, end; i < d->n; i = end) {
        for (end = i + 1; end < d->n && same_dossier(&d->p->rows[i], &d->p->rows[end]);)
            end++;
        if (!add_dossier(d, i, end, e))
            return false;
    }
    if (last) {
        size_t n;
        struct ledger_dossier **rest = ledger_rest(&d->p->ledger, &n);
        for (size_t i = 0; rest && i < n; i++)
            reject_rows(rest[i], &d->tables.rejects);
        free(rest);
        if (!rest)
            return err_set(e, ERR_NOMEM, "pack: no memory");
    }
    return true;
}

/* ---- metadata/ ---- */

static bool add_bytes(struct draft *d, const char *path, const struct buf *b, struct err *e)
{
    struct piece piece;

    return buf_ok(b, path, e) && spool_add(&d->p->spool, b->ptr ? b->ptr : "", b->len, &piece, e) &&
           members_add(&d->members, path, &piece, e);
}

static bool add_csv(struct draft *d, const char *path, const struct table *t, struct err *e)
{
    struct buf csv;

    buf_init(&csv, MAX_PART);
    table_csv(t, &csv);
    const bool ok = add_bytes(d, path, &csv, e);
    buf_release(&csv);
    return ok;
}

static bool add_file(struct draft *d, const char *path, const char *from, struct err *e)
{
    struct piece piece;

    return spool_add_file(&d->p->spool, from, &piece, e) &&
           members_add(&d->members, path, &piece, e);
}

static bool add_workbook(struct draft *d, struct err *e)
{
    const struct table *const tables[] = { &d->tables.dossiers, &d->tables.papers,
                                           &d->tables.rejects };
    char path[PATH_MAX];

    snprintf(path, sizeof path, "%s/.tmp-index.xlsx", d->p->out_dir);
    const bool ok = xlsx_write(path, d->p->out_dir, tables, 3, e) &&
                    add_file(d, "metadata/index.xlsx", path, e);
    unlink(path);
    return ok;
}

static bool add_snapshot(struct draft *d, struct err *e)
{
    const char **ids = calloc(d->n, sizeof *ids);
    char path[PATH_MAX];

    if (!ids)
        return err_set(e, ERR_NOMEM, "pack: no memory");
    for (uint32_t i = 0; i < d->n; i++)
        ids[i] = d->p->rows[i].id;
    snprintf(path, sizeof path, "%s/.tmp-index.sqlite", d->p->out_dir);
    unlink(path);
    const bool ok = d->p->src.snapshot(d->p->src.ctx, ids, d->n, path, e) &&
                    add_file(d, "metadata/index.sqlite", path, e);
    unlink(path);
    free(ids);
    return ok;
}

static bool add_metadata(struct draft *d, struct err *e)
{
    const char *config = *d->p->config_json ? d->p->config_json : "{}\n";
    const struct buf json = { .ptr = (char *)(uintptr_t)config, .len = strlen(config) };

    return add_bytes(d, "metadata/documents.jsonl", &d->jsonl, e) &&
           add_csv(d, "metadata/giayto.csv", &d->tables.papers, e) &&
           add_csv(d, "metadata/hoso.csv", &d->tables.dossiers, e) &&
           add_csv(d, "metadata/rejects.csv", &d->tables.rejects, e) && add_workbook(d, e) &&
           add_snapshot(d, e) && add_bytes(d, "metadata/premis.jsonl", &d->premis, e) &&
           add_bytes(d, "metadata/config.json", &json, e);
}

/* ---- the whole ---- */

static bool tell(const struct draft *d, const char *path, struct err *e)
{
    const struct pack_source *src = &d->p->src;
    const char **ids = calloc(2 * (size_t)d->n, sizeof *ids);

    if (!ids)
        return err_set(e, ERR_NOMEM, "pack: no memory");
    for (uint32_t i = 0; i < d->n; i++) {
        ids[i] = d->p->rows[i].id;
        ids[d->n + i] = d->p->rows[i].record_sha256;
    }
    const bool ok = !src->packed || src->packed(src->ctx, path, d->name, ids, ids + d->n, d->n, e);
    free(ids);
    return ok;
}

/* Drops the first n rows; pieces that rows behind them share keep their place in the spool. */
static bool drop_rows(struct pack *p, uint32_t n, uint64_t mark, struct err *e)
{
    uint64_t least = mark;

    for (uint32_t i = 0; i < n; i++)
        row_release(&p->rows[i]);
    p->n_rows -= n;
    memmove(p->rows, p->rows + n, p->n_rows * sizeof *p->rows);
    for (uint32_t i = 0; i < p->n_rows; i++) {
        const struct row *r = &p->rows[i];
        least = r->record.at < least ? r->record.at : least;
        for (uint32_t k = 0; k < r->n_originals; k++)
            least = r->originals[k].bytes.at < least ? r->originals[k].bytes.at : least;
    }
    spool_free_before(&p->spool, least);
    return spool_cut(&p->spool, p->n_rows ? mark : 0, e);
}

static bool write_package(struct draft *d, bool last, struct err *e)
{
    struct pack *p = d->p;
    const struct bag_info info = { d->name, p->unit, p->operator_name, p->software, d->now };
    char path[PATH_MAX];
    uint64_t bytes = 0;

    make_name(d);
    if (!make_folders(d, e) || !add_dossiers(d, last, e) || !add_metadata(d, e) ||
        !bag_close(&d->members, &p->spool, &info, e) ||
        !container_write(&d->members, &p->spool, p->format, p->out_dir, d->name, path, sizeof path,
                         &bytes, e))
        return err_at(e, "package %s", d->name);
    p->totals.packages++;
    p->totals.bytes += bytes;
    return tell(d, path, e);
}

bool pack_publish(struct pack *p, uint32_t n, bool last, struct err *e)
{
    struct draft d = { .p = p, .n = n, .now = clock_now(), .spool_mark = p->spool.end };

    buf_init(&d.jsonl, MAX_PART);
    buf_init(&d.premis, MAX_PART);
    record_tables_init(&d.tables);
    const bool ok = write_package(&d, last, e);
    free(d.folders);
    members_release(&d.members);
    record_tables_release(&d.tables);
    buf_release(&d.jsonl);
    buf_release(&d.premis);
    return ok && drop_rows(p, n, d.spool_mark, e);
}
