/* codes/zoom.h -- a part of a frame at twice or a quarter of its size.
 * In: a grey frame and a box within it. Out: a frame of its own (grey_release), between the pixels
 * the mean of those beside; or the mean of four by four. Errors: ERR_NOMEM, ERR_LIMIT. Threads:
 * safe. Cost: 2 ms a megapixel. */
#ifndef CODES_ZOOM_H
#define CODES_ZOOM_H
#include "doc/grey.h"
#include "doc/page.h"

MUST_USE bool zoom_twice(const struct grey *g, struct box b, struct grey *out, struct err *e);
MUST_USE bool zoom_quarter(const struct grey *g, struct box b, struct grey *out, struct err *e);
#endif
