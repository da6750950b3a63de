/* pack/pack.h -- packages that leave a store, and their check.
 *
 * pack_write reads documents and blobs through callbacks (it knows neither SQL nor OCR), writes one
 * package per at most max_bytes / max_docs, complete or absent (temporary name, fsync, rename):
 * BagIt 1.0 (RFC 8493) in ZIP store (ZIP64) or tar with one zstd frame a member. Layout and names:
 * the contract. Reproducible: fixed order and mtimes, time from base/clock.
 * pack_verify needs nothing but the package: checksums, counts, Payload-Oxum, index against files.
 * Errors: ERR_IO, ERR_FULL, ERR_INVALID (verify: says what and where), ERR_NOMEM. */
#ifndef PACK_PACK_H
#define PACK_PACK_H
#include "base/buf.h"
#include "doc/document.h"

enum pack_format { PACK_ZIP, PACK_TAR_ZST };
struct pack_opts {
    enum pack_format format;
    const char *out_dir, *unit, *operator_name;
    uint64_t max_bytes;  /* 2 GiB */
    uint32_t max_docs;   /* 2000 */
    const char *config_json; /* effective configuration and model hashes */
};
/* (the owner of this room completes this header) */
#endif
