/* base/atomicfile.h -- files that are there completely or not at all.
 *
 * Written under a temporary name in the target's folder (".tmp-" in front), fsynced, renamed, and
 * the folder fsynced; a power cut leaves the old file or the new one. file_read reads a whole
 * regular file up to a ceiling. Errors: ERR_IO, ERR_FULL, ERR_LIMIT, ERR_NOMEM. Threads: safe. */
#ifndef BASE_ATOMICFILE_H
#define BASE_ATOMICFILE_H
#include "base/buf.h"
#include "base/hash.h"

/* What stands there and is no regular file (a device, a pipe) stays, and is ERR_IO. */
MUST_USE bool file_write_atomic(const char *path, const void *p, size_t len, struct err *e);
MUST_USE bool file_read(const char *path, struct buf *out,
                        struct err *e); /* appends; out's ceiling holds */
/* The hash of a file, 64 KB of it in memory at a time. */
MUST_USE bool file_sha256(const char *path, char hex[SHA256_HEX], struct err *e);
MUST_USE bool file_mkdirs(const char *path,
                          struct err *e); /* mkdir -p, mode 0700 for new folders */
MUST_USE bool file_sync_dir(const char *path, struct err *e);
MUST_USE bool fd_write_all(int fd, const void *p, size_t len, struct err *e);
/* Folder of the running program's data: SOHOA_DATA, else the checkout or installation the program
 * lies in. `name` as "configs/types.tsv". False with ERR_MISSING when absent. */
MUST_USE bool file_data_path(const char *name, char *out, size_t cap, struct err *e);
#endif
