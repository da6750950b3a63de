/* pack/verify_seen.h -- what pack_verify learned on its walk; private to this room. */
#ifndef PACK_VERIFY_SEEN_H
#define PACK_VERIFY_SEEN_H
#include "pack/verify_parts.h"

struct seen {
    char *path; /* below the package's own folder, once that is known */
    uint64_t size;
    uint8_t sha256[SHA256_BYTES];
    int64_t pages; /* of a PDF or ALTO; -1 damaged, -2 not counted */
    bool listed, named;
};
enum file_kind {
    FILE_OTHER,
    FILE_BAGIT,
    FILE_INFO,
    FILE_MANIFEST,
    FILE_TAGS,
    FILE_RECORDS,
    FILE_PAPERS,
    FILE_DOSSIERS,
    FILE_INDEX,
    FILE_PDF,
    FILE_ALTO
};
enum { PAGES_UNKNOWN = -2, PAGES_DAMAGED = -1 };

struct csv_count {
    uint64_t rows;
    bool quoted, begun;
};
struct verify {
    struct pack_check *c;
    struct err *first; /* the first finding */
    uint64_t findings;
    struct seen *files;
    size_t n, cap;
    struct line_doc *docs;
    size_t n_docs, cap_docs;
    struct buf bagit, info, manifest, tags, room;
    struct csv_count papers, dossiers;
    int index_fd; /* -1: no index yet */
    uint64_t index_size;
    /* the file in hand */
    enum file_kind kind;
    struct sha256 *hash;
    uint64_t lines;
};
void verify_find(struct verify *v, const char *fmt, ...) PRINTF_LIKE(2, 3);
struct seen *verify_lookup(struct verify *v,
                           const char *path); /* NULL: no such file; files sorted */
void verify_tables(struct verify *v);         /* verify_index.c: records, CSVs, index */
#endif
