/* ingest/tiffmem.h -- libtiff on memory: reading from a slice, writing to a struct buf.
 * Messages of libtiff end in `said` of the handle (first one kept), never on stderr. Handles are
 * closed with TIFFClose by the files that know libtiff. Threads: one owner at a time. */
#ifndef INGEST_TIFFMEM_H
#define INGEST_TIFFMEM_H
#include "base/buf.h"

struct tiff;
struct tiffmem {
    const uint8_t *in;
    size_t in_len;
    struct buf *out; /* NULL when reading */
    size_t at;
    char said[160];
};
/* NULL and e on failure. max_alloc bounds any single allocation libtiff makes for the file. */
struct tiff *tiffmem_read(struct tiffmem *m, const uint8_t *p, size_t len, size_t max_alloc,
                          struct err *e);
struct tiff *tiffmem_write(struct tiffmem *m, struct buf *out, struct err *e);
#endif
