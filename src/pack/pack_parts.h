/* pack/pack_parts.h -- the pieces pack.c puts together; private to this room.
 *
 * Payload waits in a spool (an unlinked file in the output folder) until its package closes,
 * because every path in a package begins with a name that only its last document settles. */
#ifndef PACK_PACK_PARTS_H
#define PACK_PACK_PARTS_H
#include "base/hash.h"
#include "pack/pack.h"

/* ---- spool.c: bytes that wait ---- */
struct piece {
    uint64_t at, len;
    uint8_t sha256[SHA256_BYTES];
};
struct spool {
    int fd;
    uint64_t end;
};
MUST_USE bool spool_open(struct spool *s, const char *dir, struct err *e);
void spool_close(struct spool *s);
MUST_USE bool spool_add(struct spool *s, const void *p, size_t len, struct piece *out,
                        struct err *e);
MUST_USE bool spool_add_file(struct spool *s, const char *path, struct piece *out, struct err *e);
MUST_USE bool spool_read(const struct spool *s, const struct piece *p, uint64_t from, void *out,
                         size_t len, struct err *e);
MUST_USE bool spool_get(const struct spool *s, const struct piece *p, struct buf *out,
                        struct err *e);
MUST_USE bool spool_cut(struct spool *s, uint64_t end,
                        struct err *e);               /* forgets what lies behind end */
void spool_free_before(struct spool *s, uint64_t at); /* gives the disk back, best effort */

/* ---- a document that waits ---- */
struct original {
    char *leaf; /* folded name of the file it was */
    char sha256[SHA256_HEX];
    struct piece bytes;
};
struct row {
    char *id, *record_sha256, *archive, *dossier;
    char *engine; /* of its pages, "" unknown */
    int32_t ordinal;
    uint32_t n_pages, n_originals;
    struct piece record, pdf, alto, text;
    struct original *originals;
    int64_t ingested_at, read_at;
    uint64_t cost; /* bytes of the package it takes, estimated from above */
    bool colour, born_digital, signed_pdf;
};
void row_release(struct row *r);

/* ---- folder.c: names that are safe everywhere ---- */
enum { NAME_CAP = 192 };
void name_fold(const char *s,
               char out[NAME_CAP]); /* any text to [A-Za-z0-9._-]+, at most 100 bytes */
/* Dossier key without extension, folded; long is set when it was cut and needs its suffix. */
void name_of_dossier(const char *key, char out[NAME_CAP], bool *cut);
void name_suffix(const char *archive, const char *key, char out[10]); /* "-" and 8 hex */
void name_of_original(const char *entry, int32_t page, char out[NAME_CAP]);
struct names { /* what is taken, without regard to case */
    char **v;
    size_t n, cap;
};
bool names_take(struct names *t, const char *name, bool *taken); /* false: no memory */
void names_release(struct names *t);

/* ---- table.c, pack_xlsx.c: rows of plain values ---- */
struct table {
    const char *title;
    const char *const *columns;
    size_t n_columns, n_rows;
    struct buf cells; /* NUL-terminated, row after row */
};
void table_init(struct table *t, const char *title, const char *const *columns, size_t n);
void table_release(struct table *t);
/* Adds one cell: white space squeezed, at most max characters (0: no limit). */
void table_cell(struct table *t, const char *value, size_t max);
void table_number(struct table *t, int64_t value);
void table_csv(const struct table *t, struct buf *out); /* RFC 4180 with BOM */
MUST_USE bool xlsx_write(const char *path, const char *tmp_dir, const struct table *const *tables,
                         size_t n, struct err *e);

/* ---- ledger.c: pages in, by dossier ---- */
struct reject {
    char *entry, *sha256, *reason;
    int32_t page, dpi;
    enum page_state state;
};
struct ledger_dossier {
    char *archive, *dossier;
    uint64_t pages[PAGE_STATES];
    struct reject *rejects; /* sorted */
    size_t n_rejects, cap_rejects;
    bool packed;
};
struct ledger {
    struct ledger_dossier *v;
    size_t n, cap;
    uint32_t *slots; /* open addressing, index + 1 */
    size_t n_slots;
};
MUST_USE bool ledger_add(struct ledger *l, const struct pack_ledger_page *p, struct err *e);
struct ledger_dossier *ledger_find(struct ledger *l, const char *archive,
                                   const char *dossier); /* NULL: unknown */
void ledger_sort(struct ledger_dossier *d);
/* Dossiers with rejects no package had, in order; *n of them; free() the array. */
struct ledger_dossier **ledger_rest(struct ledger *l, size_t *n);
void ledger_release(struct ledger *l);

/* ---- record.c: what a record says, for people ---- */
struct record_tables {
    struct table papers, dossiers, rejects;
};
struct dossier_sum { /* one dossier's row of hoso.csv in the making */
    char *code, *tthc, *owner, *owner_id, *owner_kind, *received, *due, *returned, *handling,
        *receiving, *files, *results;
    uint32_t documents, pages, review;
    int owner_rank, id_rank;
};
struct paper_names { /* of one document in its package */
    const char *folder, *file, *alto, *unit, *operator_name;
    const char *file_sha256;
    const struct pack_source *src;
    int64_t now;
};
MUST_USE bool record_check(const char *json, size_t len, const char *id, struct buf *text,
                           struct err *e);
MUST_USE bool record_row(const char *json, size_t len, const struct row *row,
                         const struct paper_names *names, struct table *papers,
                         struct dossier_sum *sum, struct err *e);
void dossier_sum_row(const struct dossier_sum *s, const struct row *any, const char *folder,
                     const struct ledger_dossier *l, struct table *out);
void dossier_sum_release(struct dossier_sum *s);
void reject_rows(struct ledger_dossier *d, struct table *out);
void record_tables_init(struct record_tables *t);
void record_tables_release(struct record_tables *t);

/* ---- alto.c, premis.c, pack_zst.c ---- */
MUST_USE bool alto_write(const struct pack_doc *d, const char *software, struct buf *out,
                         struct err *e);
void premis_rows(const struct row *r, const char *file, const char *software,
                 const char *operator_name, int64_t now, struct buf *out);
MUST_USE bool zst_compress(const void *p, size_t len, struct buf *out, struct err *e);
struct zst_stream; /* many frames into a descriptor */
MUST_USE bool zst_open(struct zst_stream **out, int fd, struct err *e);
MUST_USE bool zst_add(struct zst_stream *z, const void *p, size_t len, struct err *e);
MUST_USE bool zst_frame(struct zst_stream *z,
                        struct err *e); /* ends the frame, when it holds anything */
void zst_close(struct zst_stream *z);

/* ---- bag.c, container.c ---- */
struct member {
    char *path; /* below the package's name */
    struct piece bytes;
};
struct members {
    struct member *v;
    size_t n, cap;
};
MUST_USE bool members_add(struct members *m, const char *path, const struct piece *bytes,
                          struct err *e);
void members_release(struct members *m);
struct bag_info {
    const char *name, *unit, *operator_name, *software;
    int64_t now;
};
/* Adds bagit.txt, bag-info.txt and both manifests to members that hold data/ and metadata/; sorts.
 */
MUST_USE bool bag_close(struct members *m, struct spool *s, const struct bag_info *info,
                        struct err *e);
/* Writes dir/NAME.zip or dir/NAME.tar.zst, complete or not at all; path gets it. */
MUST_USE bool container_write(const struct members *m, const struct spool *s,
                              enum pack_format format, const char *dir, const char *name,
                              char *path, size_t cap, uint64_t *bytes, struct err *e);
#endif
