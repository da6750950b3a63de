/* pack/pack.h -- packages that leave a store, and their check.
 *
 * A package is a BagIt 1.0 bag (RFC 8493) in ZIP store or in tar with one zstd frame a member, laid
 * out as the contract says. The caller pushes what goes in, in this order:
 *   1. pack_ledger() for the pages of the dossiers concerned, any state, any order: they fill the
 *      counts of hoso.csv and rejects.csv, where dossiers without documents come last;
 *   2. pack_add() for every document in the order of `sohoa list` (archive, dossier, ordinal),
 *   3. pack_finish().
 * The room knows neither SQL nor OCR nor PDF: blobs, PDFs, the index snapshot and type names come
 * through struct pack_source.
 *
 * Splitting: a package closes before it would pass max_bytes or max_docs; a dossier stays whole in
 * one package when it fits in one. A single document over max_bytes has a package of its own.
 * Names: "sohoa-" and 12 hex of SHA-256 over "ID RECORD_SHA256\n" of its documents, so the same
 * documents have the same name wherever and whenever they are packed.
 *
 * Complete or absent: payload waits in an unlinked file in out_dir, the package is written as
 * ".tmp-...", fsynced, renamed, the folder fsynced; only then source->packed is told. The folder is
 * locked meanwhile, leftovers of killed runs are removed when the next one opens it.
 * Reproducible: fixed member order, members dated 1980-01-01, all other times from base/clock.
 * Memory: one document (its PDF) and the index of the open package; disk: twice max_bytes.
 *
 * Errors: ERR_IO, ERR_FULL, ERR_LOCKED (another pack writes in out_dir), ERR_INVALID (a record that
 * is no JSON object, a document out of order), ERR_LIMIT, ERR_NOMEM, and those of the callbacks.
 * A document that pack_add refuses is left out and the next may follow; after ERR_IO, ERR_FULL or a
 * failed package the handle can only be closed. Packages told to source->packed stay.
 * Nothing to pack is no error and no package. A signed PDF's record gets "signed":true as well.
 * Threads: one struct pack a thread; pack_verify is re-entrant. */
#ifndef PACK_PACK_H
#define PACK_PACK_H
#include "base/buf.h"
#include "doc/document.h"

enum pack_format { PACK_ZIP, PACK_TAR_ZST };

struct pack_opts {
    enum pack_format format;
    const char *out_dir;       /* made when absent */
    const char *unit;          /* code of the office, "" unknown: Source-Organization, DonViId */
    const char *operator_name; /* "" unknown: Contact-Name, NguoiSoHoa */
    uint64_t max_bytes;        /* of the package file; 0 = 2 GiB */
    uint32_t max_docs;         /* 0 = 2000 */
    const char *config_json;   /* effective configuration and model hashes: metadata/config.json */
    const char *software;      /* "sohoa 0.1.0" */
};

struct pack_page {
    const char *entry;
    int32_t page;
    const char *sha256; /* blob of the page as stored */
    enum image_format format;
    int32_t dpi;
    bool lossless_copy, signed_pdf, born_digital; /* as in ingest_page */
    const char *source_sha256;                    /* "" or the blob of the whole entry */
    const struct page_read *read;
};

struct pack_doc {
    const char *id, *archive, *dossier;
    int32_t ordinal;
    const char *json;          /* the record of `sohoa list`, compact, without newline */
    const char *record_sha256; /* hex */
    const struct pack_page *pages;
    uint32_t n_pages;
    int64_t ingested_at, read_at; /* seconds since 1970 for premis.jsonl; 0: not known, left out */
};

/* One page of the ledger (store_pages). */
struct pack_ledger_page {
    const char *archive, *dossier, *entry;
    int32_t page, dpi;
    const char *sha256;
    enum page_state state;
    const char *reason; /* of a quarantined page */
};

struct pack_source {
    void *ctx;
    /* Bytes of a blob, appended. */
    bool (*blob)(void *ctx, const char *sha256, struct buf *out, struct err *e);
    /* The document's PDF, appended (pdf_document() makes it). keep_original has one flag a page,
     * all false before: set where the page's source (source_sha256, else sha256) is not inside the
     * PDF unchanged and goes to original/. */
    bool (*pdf)(void *ctx, const struct pack_doc *doc, struct buf *out, bool *keep_original,
                struct err *e);
    /* Writes metadata/index.sqlite for these documents to path (which does not exist). */
    bool (*snapshot)(void *ctx, const char *const *ids, size_t n, const char *path, struct err *e);
    /* Name in Vietnamese and class of a type slug (paper_type_find); NULL: slugs are shown. */
    const char *(*type_name)(void *ctx, const char *slug, char *cls);
    /* A package is on disk for good; NULL: nobody wants to know. */
    bool (*packed)(void *ctx, const char *path, const char *name, const char *const *ids,
                   const char *const *record_sha256, size_t n, struct err *e);
};

struct pack_totals {
    uint32_t packages, docs, pages;
    uint64_t bytes;
};

struct pack;
MUST_USE bool pack_open(struct pack **out, const struct pack_opts *o, const struct pack_source *src,
                        struct err *e);
MUST_USE bool pack_ledger(struct pack *p, const struct pack_ledger_page *page, struct err *e);
MUST_USE bool pack_add(struct pack *p, const struct pack_doc *doc, struct err *e);
MUST_USE bool pack_finish(struct pack *p, struct pack_totals *out, struct err *e);
void pack_close(struct pack *p); /* NULL allowed; drops what is not published */

/* Checks a package (.zip, .tar.zst or an unpacked bag folder) with nothing but itself: every byte
 * of every file against the manifests, missing and extra files, Payload-Oxum, documents.jsonl
 * against the files it names, page counts, rows of the CSVs, index.sqlite. Hostile packages cost
 * bounded time and memory and write nothing. True: sound. False with ERR_INVALID: every finding
 * went to `report`, the first is in e; ERR_IO: it cannot be read. Texts name files of the package,
 * never a document's content. */
struct pack_check {
    void *ctx;
    void (*report)(void *ctx, const char *finding); /* NULL allowed */
    /* Pages of a PDF (pdf_page_count); NULL: page counts are checked against the ALTO files only.
     */
    bool (*pdf_pages)(void *ctx, const void *bytes, size_t len, uint32_t *pages, struct err *e);
    uint64_t docs, pages, bytes; /* out: what was found */
};
MUST_USE bool pack_verify(const char *path, struct pack_check *c, struct err *e);
#endif
