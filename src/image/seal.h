/* image/seal.h -- round seals without colour: in grey scans, photocopies of red seals.
 *
 * seals_find looks for rings in the sketch of a page: the centre where the normals of strokes meet,
 * then the outermost radius with ink nearly all the way round. Seals have 20 to 42 mm (TT
 * 08/2022/BCA and its forerunners).
 *
 * seals_fade whitens what is a seal's own ink in the copy that is read. A copied red seal is
 * lighter than print, so its tone, taken from its ring, parts it from the words under it; pixels
 * that touch a dark one stay, or letters would be eaten. Where both are of one tone (faxes, bilevel
 * copies) only its rings go, by their shape: a stroke of the ring's thickness along the circle, but
 * not where something crosses it. Its lettering and its star stay.
 *
 * Errors: ERR_NOMEM. Threads: safe. Deterministic: no trigonometry, fixed order. */
#ifndef IMAGE_SEAL_H
#define IMAGE_SEAL_H
#include "image/sketch.h"

#define SEALS_MAX 4
struct seal {
    double x, y, r; /* px of the picture they were found in */
};
struct seals {
    struct seal at[SEALS_MAX];
    int32_t n;
};

/* At most SEALS_MAX, in px of the sketch; none is success. */
MUST_USE bool seals_find(const struct sketch *s, struct seals *out, struct err *e);
/* m: in px of the frame. *gone: how many pixels rose over half tone. */
MUST_USE bool seals_fade(const struct seals *m, int32_t dpi, struct grey *frame, uint64_t *gone,
                         struct err *e);
#endif
