/* pipeline/transcode.h -- pixels of stored pages for packages and views, decoded in a child.
 *
 * Foreign decoders may crash or hang on a page's bytes though they survived reading; here that
 * costs the call (ERR_CHILD), and the next call has a fresh child. The child is started on first
 * use. Threads: one struct transcoder a thread. */
#ifndef PIPELINE_TRANSCODE_H
#define PIPELINE_TRANSCODE_H
#include "doc/page.h"
#include "pipeline/config.h"

struct transcoder;
MUST_USE bool transcode_open(struct transcoder **out, const struct config *cfg, struct err *e);
void transcode_close(struct transcoder *t);
/* Starts the child now unless it lives: for a caller whose copies (guard.h) cannot start one. */
MUST_USE bool transcode_ready(struct transcoder *t, struct err *e);
/* Ends it: after a copy was lost, an answer may be on its way that nobody asked for. */
void transcode_drop(struct transcoder *t);
struct transcoded {
    uint8_t *px; /* tightly packed rows; the caller frees */
    int32_t w, h, channels, bits;
};
MUST_USE bool transcode_raster(struct transcoder *t, enum image_format format, const void *bytes,
                               size_t len, struct transcoded *out, struct err *e);
/* A JPEG, upright by `turn`, its longest side at most `side` px. */
MUST_USE bool transcode_thumbnail(struct transcoder *t, enum image_format format, const void *bytes,
                                  size_t len, int32_t turn, int32_t side, struct buf *out,
                                  struct err *e);
#endif
