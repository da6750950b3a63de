/* image/prepare.h -- the steps of image_prepare after decoding, and what each one cost. */
#ifndef IMAGE_PREPARE_H
#define IMAGE_PREPARE_H
#include "image/planes.h"

/* Takes p->y; chroma is borrowed. Fills everything in out; on failure out may hold planes:
 * prepared_release it. */
MUST_USE bool prepare_page(const struct image_opts *o, struct planes *p, int32_t dpi, int32_t turn,
                           struct prepared *out, struct err *e);
#endif
