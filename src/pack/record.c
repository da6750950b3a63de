#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "pack/pack_parts.h"

/* Columns: the Kho's and the dossier sync's own names (domain rules, section 6), then ours. Only
 * values that are accepted fill the Kho's columns; what waits for a person stands in id_raw and the
 * record. */
static const char *const PAPER_COLUMNS[] = {
    "Ten",
    "Ma",
    "MaHoSo",
    "MaGiayToKhoQuocGia",
    "MaDinhDanh",
    "SoKyHieu",
    "MaGiayTo",
    "NgayBanHanh",
    "ThoiHanHieuLuc",
    "ThoiHanVinhVien",
    "PhamViHieuLuc",
    "TrichYeuNoiDung",
    "CoQuanBanHanh",
    "NguoiKy",
    "LoaiSoHoa",
    "DinhKem",
    "JsonOcr",
    "ThoiGianSoHoa",
    "NguoiSoHoa",
    "DonViId",
    "MaTTHC",
    "MaLinhVuc",
    "ChuGiayTo",
    "TrangThai",
    "document_id",
    "archive",
    "dossier",
    "folder",
    "ordinal",
    "slug",
    "pages",
    "sheets",
    "dpi",
    "colour",
    "ocr_conf",
    "review_state",
    "review_reasons",
    "sha256",
    "source_image",
    "reuse_of",
    "id_level",
    "id_raw",
    "copy_kind",
};
static const char *const DOSSIER_COLUMNS[] = {
    "MaHoSo",
    "MaTTHC",
    "TenTTHC",
    "MaLinhVuc",
    "ChuHoSo",
    "LoaiDinhDanh",
    "SoDinhDanh",
    "NgayTiepNhan",
    "NgayHenTra",
    "NgayTra",
    "NgayKetThucXuLy",
    "TrangThaiHoSo",
    "DonViXuLy",
    "NoiNopHoSo",
    "HoSoCoThanhPhanSoHoa",
    "TaiLieuNop",
    "DanhSachGiayToKetQua",
    "archive",
    "dossier",
    "folder",
    "documents",
    "pages",
    "pages_in",
    "blank",
    "separator",
    "quarantined",
    "waiting",
    "review",
};
static const char *const REJECT_COLUMNS[] = {
    "archive", "dossier", "entry", "page", "sha256", "state", "reason", "dpi",
};
#define COUNT(a) (sizeof(a) / sizeof *(a))

void record_tables_init(struct record_tables *t)
{
    table_init(&t->papers, "giayto", PAPER_COLUMNS, COUNT(PAPER_COLUMNS));
    table_init(&t->dossiers, "hoso", DOSSIER_COLUMNS, COUNT(DOSSIER_COLUMNS));
    table_init(&t->rejects, "rejects", REJECT_COLUMNS, COUNT(REJECT_COLUMNS));
}

void record_tables_release(struct record_tables *t)
{
    table_release(&t->papers);
    table_release(&t->dossiers);
    table_release(&t->rejects);
}

/* A member's string, "" when it is none. */
static const char *str(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static bool accepted(const json_t *o)
{
    return json_is_true(json_object_get(o, "accepted"));
}

static const char *field(const json_t *record, const char *name)
{
    const json_t *f = json_object_get(json_object_get(record, "fields"), name);
    return accepted(f) ? str(f, "value") : "";
}

static json_t *parse(const char *json, size_t len, struct err *e)
{
    json_t *r = json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL);

    if (!json_is_object(r)) {
        json_decref(r);
        err_set(e, ERR_INVALID, "pack: a record is no JSON object");
        return NULL;
    }
    return r;
}

bool record_check(const char *json, size_t len, const char *id, struct buf *text, struct err *e)
{
    json_t *r = parse(json, len, e);

    if (!r)
        return false;
    const bool ok = strcmp(str(r, "document_id"), id) == 0 && len > 2 && json[len - 1] == '}';
    const char *t = str(r, "text");
    buf_puts(text, t);
    if (*t && t[strlen(t) - 1] != '\n')
        buf_putc(text, '\n');
    json_decref(r);
    if (!ok)
        return err_set(e, ERR_INVALID, "pack: a record does not carry its document's id");
    return buf_ok(text, "text of a document", e);
}

static int role_rank(const json_t *ident, bool dossier)
{
    const char *role = str(ident, "role");

    if (strcmp(role, "subject") == 0)
        return dossier ? 3 : 4;
    if (strcmp(role, "applicant") == 0)
        return dossier ? 4 : 3;
    return *role == '\0' ? 2 : strcmp(role, "official") == 0 ? 0 : 1;
}

/* The identifier of this kind to show: accepted ones by role; NULL when there is none. */
static const json_t *best_ident(const json_t *record, const char *kind, bool dossier, int *rank)
{
    const json_t *best = NULL, *i;
    size_t at;

    *rank = 0;
    json_array_foreach(json_object_get(record, "identifiers"), at, i) {
        const int r = role_rank(i, dossier);
        if (strcmp(str(i, "kind"), kind) == 0 && accepted(i) && r > *rank) {
            best = i;
            *rank = r;
        }
    }
    return best;
}

static const json_t *first_ident(const json_t *record, const char *kind)
{
    const json_t *i;
    size_t at;

    json_array_foreach(json_object_get(record, "identifiers"), at, i)
        if (strcmp(str(i, "kind"), kind) == 0)
            return i;
    return NULL;
}

static const char *ident_value(const json_t *record, const char *kind)
{
    int rank;
    const json_t *i = best_ident(record, kind, false, &rank);
    return i ? str(i, "value") : "";
}

/* yyyyMMddHHmmss in Vietnam's time, UTC+7 all year */
static void local_time(int64_t t, char out[20])
{
    const time_t when = (time_t)(t + 7 * 3600);
    struct tm tm = { 0 };

    gmtime_r(&when, &tm);
    strftime(out, 20, "%Y%m%d%H%M%S", &tm);
}

/* Lowest dpi and mean confidence of the pages, and where they came from: "ENTRY#1-3". */
static void page_cells(struct table *t, const json_t *record, const struct row *row)
{
    const json_t *pages = json_object_get(record, "pages"), *p;
    const size_t n = json_array_size(pages);
    int64_t dpi = 0;
    double sum = 0;
    char conf[16];
    size_t at;

    json_array_foreach(pages, at, p) {
        const int64_t d = json_integer_value(json_object_get(p, "dpi"));
        dpi = d > 0 && (dpi == 0 || d < dpi) ? d : dpi;
        sum += json_number_value(json_object_get(p, "text_confidence"));
    }
    table_number(t, (int64_t)n);
    table_cell(t, "", 0); /* sheets: one or two sides of a sheet cannot be told from images */
    table_number(t, dpi);
    table_number(t, row->colour);
    const int mean = n ? (int)(sum / (double)n * 1000 + 0.5) : 0;
    snprintf(conf, sizeof conf, "%d.%03d", mean / 1000 % 10, mean % 1000);
    table_cell(t, conf, 0);
}

static void source_cell(struct table *t, const json_t *record)
{
    const json_t *pages = json_object_get(record, "pages"), *p;
    struct buf b;
    size_t at;

    buf_init(&b, 1 << 20);
    json_array_foreach(pages, at, p) {
        if (at > 0)
            buf_puts(&b, "; ");
        buf_printf(&b, "%s#%lld", str(p, "entry"),
                   (long long)json_integer_value(json_object_get(p, "page")));
    }
    table_cell(t, b.ptr, 0);
    buf_release(&b);
}

static void review_cells(struct table *t, const json_t *record)
{
    const json_t *review = json_object_get(record, "review"), *r;
    struct buf b;
    size_t at;

    table_cell(t, json_is_true(json_object_get(review, "needed")) ? "needed" : "none", 0);
    buf_init(&b, 1 << 16);
    json_array_foreach(json_object_get(review, "reasons"), at, r)
        if (json_is_string(r))
            buf_printf(&b, "%s%s", b.len ? "; " : "", json_string_value(r));
    table_cell(t, b.ptr, 0);
    buf_release(&b);
}

/* The type in words, and whether it is a result (class R). */
static const char *type_of(const json_t *record, const struct pack_source *src, const char **slug,
                           bool *result)
{
    const char *name = NULL;
    char cls = '-';

    *slug = str(json_object_get(record, "type"), "slug");
    if (src->type_name)
        name = src->type_name(src->ctx, *slug, &cls);
    *result = cls == 'R';
    return name ? name : *slug;
}

static void kho_cells(struct table *t, const json_t *r, const struct row *row,
                      const struct paper_names *n)
{
    const char *slug, *id12 = ident_value(r, "id12");
    bool result;
    char when[20];
    const char *name = type_of(r, n->src, &slug, &result);

    local_time(row->read_at ? row->read_at : n->now, when);
    table_cell(t, name, 2000);
    table_cell(t, ident_value(r, "result_code"), 200);
    table_cell(t, ident_value(r, "dossier_code"), 50);
    table_cell(t, "", 50);
    table_cell(t, *id12 ? id12 : ident_value(r, "id9"), 50);
    table_cell(t, field(r, "doc_number"), 60);
    table_cell(t, "", 200);
    table_cell(t, field(r, "issued_date"), 0);
    table_cell(t, field(r, "expiry_date"), 0);
    table_cell(t, "", 0);
    table_cell(t, "", 200);
    table_cell(t, field(r, "subject"), 1000);
    table_cell(t, field(r, "issuer"), 200);
    table_cell(t, field(r, "signer"), 50);
    table_number(t, result);
    table_cell(t, n->file, 0);
    table_cell(t, n->alto, 0);
    table_cell(t, when, 0);
    table_cell(t, n->operator_name, 0);
    table_cell(t, n->unit, 0);
    table_cell(t, ident_value(r, "tthc_code"), 0);
    table_cell(t, "", 0);
    table_cell(t, field(r, "full_name"), 500);
    table_cell(t, "1", 0); /* waits for the office's approval */
}

static void own_cells(struct table *t, const json_t *r, const struct row *row,
                      const struct paper_names *n)
{
    const json_t *id12 = first_ident(r, "id12"), *id = id12 ? id12 : first_ident(r, "id9");
    const char *reuse = str(r, "reuse_of");

    table_cell(t, row->id, 0);
    table_cell(t, row->archive, 0);
    table_cell(t, row->dossier, 0);
    table_cell(t, n->folder, 0);
    table_number(t, row->ordinal);
    table_cell(t, str(json_object_get(r, "type"), "slug"), 0);
    page_cells(t, r, row);
    review_cells(t, r);
    table_cell(t, n->file_sha256, 0);
    source_cell(t, r);
    table_cell(t, reuse, 0);
    table_cell(t, str(id, "level"), 0);
    table_cell(t, str(id, "raw"), 0);
    table_cell(t, field(r, "copy_kind"), 0);
    t->n_rows++;
}

static void keep(char **slot, const char *value)
{
    if (!*slot && *value)
        *slot = strdup(value);
}

static void replace(char **slot, const char *value)
{
    free(*slot);
    *slot = strdup(value);
}

static void append(char **slot, const char *value)
{
    char *joined = NULL;

    if (*slot && asprintf(&joined, "%s; %s", *slot, value) >= 0) {
        free(*slot);
        *slot = joined;
    } else if (!*slot) {
        *slot = strdup(value);
    }
}

static void add_to_dossier(const json_t *r, const struct paper_names *n, struct dossier_sum *s)
{
    const char *slug, *owner = field(r, "full_name");
    bool result;
    int rank;

    (void)type_of(r, n->src, &slug, &result);
    s->documents++;
    s->pages += (uint32_t)json_array_size(json_object_get(r, "pages"));
    s->review += json_is_true(json_object_get(json_object_get(r, "review"), "needed"));
    keep(&s->code, ident_value(r, "dossier_code"));
    keep(&s->tthc, ident_value(r, "tthc_code"));
    /* the intake slip names the owner of the dossier; any other paper is a guess */
    const int owner_rank = strcmp(slug, "giay_tiep_nhan_hen_tra") == 0 ? 2 : 1;
    if (*owner && owner_rank > s->owner_rank) {
        replace(&s->owner, owner);
        s->owner_rank = owner_rank;
    }
    const json_t *id = best_ident(r, "id12", true, &rank);
    const char *kind = "1";
    if (!id) {
        id = best_ident(r, "id9", true, &rank);
        kind = "2";
    }
    if (id && rank > s->id_rank) {
        replace(&s->owner_id, str(id, "value"));
        replace(&s->owner_kind, kind);
        s->id_rank = rank;
    }
    keep(&s->received, field(r, "received_date"));
    keep(&s->due, field(r, "due_date"));
    keep(&s->returned, field(r, "returned_date"));
    keep(&s->receiving, field(r, "receiving_org"));
    keep(&s->handling, field(r, "handling_org"));
    append(result ? &s->results : &s->files, n->file);
}

bool record_row(const char *json, size_t len, const struct row *row,
                const struct paper_names *names, struct table *papers, struct dossier_sum *sum,
                struct err *e)
{
    json_t *r = parse(json, len, e);

    if (!r)
        return false;
    kho_cells(papers, r, row, names);
    own_cells(papers, r, row, names);
    add_to_dossier(r, names, sum);
    json_decref(r);
    return buf_ok(&papers->cells, "giayto.csv", e);
}

void dossier_sum_row(const struct dossier_sum *s, const struct row *any, const char *folder,
                     const struct ledger_dossier *l, struct table *t)
{
    static const struct ledger_dossier none;
    uint64_t in = 0;

    if (!l)
        l = &none;
    for (int i = 0; i < PAGE_STATES; i++)
        in += l->pages[i];
    const char *const cells[] = { s->code,      s->tthc,      "",
                                  "",           s->owner,     s->owner_kind,
                                  s->owner_id,  s->received,  s->due,
                                  s->returned,  "",           "",
                                  s->handling,  s->receiving, s->documents ? "1" : "0",
                                  s->files,     s->results,   any->archive,
                                  any->dossier, folder };
    for (size_t i = 0; i < COUNT(cells); i++)
        table_cell(t, cells[i] ? cells[i] : "", i == 4 ? 500 : 0);
    table_number(t, s->documents);
    table_number(t, s->pages);
    table_number(t, (int64_t)in);
    table_number(t, (int64_t)l->pages[PAGE_BLANK]);
    table_number(t, (int64_t)l->pages[PAGE_SEPARATOR]);
    table_number(t, (int64_t)l->pages[PAGE_QUARANTINED]);
    table_number(t, (int64_t)l->pages[PAGE_WAITING]);
    table_number(t, s->review);
    t->n_rows++;
}

void dossier_sum_release(struct dossier_sum *s)
{
    char *const all[] = { s->code,       s->tthc,      s->owner, s->owner_id,
                          s->owner_kind, s->received,  s->due,   s->returned,
                          s->handling,   s->receiving, s->files, s->results };

    for (size_t i = 0; i < COUNT(all); i++)
        free(all[i]);
    *s = (struct dossier_sum){ 0 };
}

void reject_rows(struct ledger_dossier *d, struct table *t)
{
    ledger_sort(d);
    for (size_t i = 0; i < d->n_rejects; i++) {
        const struct reject *r = &d->rejects[i];
        const bool out = r->state == PAGE_QUARANTINED;
        table_cell(t, d->archive, 0);
        table_cell(t, d->dossier, 0);
        table_cell(t, r->entry, 0);
        table_number(t, r->page);
        table_cell(t, r->sha256, 0);
        table_cell(t, page_state_name(r->state), 0);
        table_cell(t, out ? r->reason : "low_dpi: below 200 dpi; read and packed", 0);
        table_number(t, r->dpi);
        t->n_rows++;
    }
    d->packed = true;
}
