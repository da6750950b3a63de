/* pack/verify_parts.h -- the pieces of pack_verify; private to this room.
 *
 * A reader walks a package, whatever it is stored as, and hands every file to one visitor as begin,
 * data..., end. The visitor keeps hashes and sizes, and the bytes of the few files that it must
 * read. */
#ifndef PACK_VERIFY_PARTS_H
#define PACK_VERIFY_PARTS_H
#include "base/hash.h"
#include "pack/pack.h"

struct visitor {
    void *ctx;
    /* path as stored, with the package's folder in front when there is one; false stops the walk */
    bool (*begin)(void *ctx, const char *path, struct err *e);
    bool (*data)(void *ctx, const void *p, size_t len, struct err *e);
    bool (*end)(void *ctx, struct err *e);
    /* Something that is no plain file, or bytes that cannot be read: a finding, the walk goes on.
     */
    bool (*odd)(void *ctx, const char *path, const char *what, struct err *e);
};
/* Total bytes a package may unfold to: generous for ours, closed to bombs. */
enum { VERIFY_RATIO = 100, VERIFY_DEPTH = 16, VERIFY_FILES = 1000000, VERIFY_PATH = 1024 };
MUST_USE bool walk_archive(const char *path, const struct visitor *v, struct err *e);
MUST_USE bool walk_folder(const char *path, const struct visitor *v, struct err *e);
/* Structure of a ZIP that the walk does not see: nothing between, before or behind its parts,
 * central directory and local headers agree. `what` gets the finding. */
enum zip_answer { ZIP_SOUND, ZIP_ODD, ZIP_UNREADABLE };
enum zip_answer zip_check(int fd, uint64_t size, char *what, size_t cap);
/* The same for the frames of a .zst. */
enum zip_answer zst_check(int fd, uint64_t size, char *what, size_t cap);

/* One document as documents.jsonl has it. */
struct line_doc {
    char *id, *file, *archive, *dossier;
    char file_sha256[SHA256_HEX];
    uint32_t pages;
    bool is_signed; /* its PDF may hold blank pages that belong to no document */
};
/* False with a reason in what: the line is no record of ours. ERR_NOMEM is a reason too. */
bool line_parse(const char *line, size_t len, struct line_doc *out, char *what, size_t cap);
void line_release(struct line_doc *d);

/* Pages of an ALTO document in zstd; -1: damaged or no ALTO. Bounded output. */
int64_t alto_pages(const void *p, size_t len);
/* Checks an SQLite file held in an open descriptor. */
bool sqlite_check(int fd, uint64_t size, uint64_t docs, char *what, size_t cap);
#endif
