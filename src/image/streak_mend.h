/* image/streak_mend.h -- the pixels of a streak become what lies at its two sides. Inside
 * image/streak*.c only.
 *
 * streak_mend: the luma that `a` goes over, and the chroma of p, in place; f->tone of a bilevel
 * page is forgotten. Units: px. Threads: safe. */
#ifndef IMAGE_STREAK_MEND_H
#define IMAGE_STREAK_MEND_H
#include "image/planes.h"

enum {
    STREAK_FAR = 8, /* px from the middle of a streak that are certainly outside */
    STREAK_WINDOW = 2 * STREAK_FAR + 1,
};

/* The page as columns from top to bottom, or its rows as such. */
struct axis {
    uint8_t *px;
    int32_t across, along; /* px */
    ptrdiff_t step, down;  /* from a column to the next, and along it */
    bool turned;
    int32_t tilt, offset; /* columns lean by so many 1/65536 px a row, and begin so far right */
};

static inline int32_t shift_of(const struct axis *a, int32_t r)
{
    const int64_t v = (int64_t)r * a->tilt + a->offset, far = (int64_t)1 << 40;

    return (int32_t)((v + far * 65536) / 65536 - far); /* rounds down */
}

static inline uint8_t *at_of(const struct axis *a, int32_t c, int32_t r)
{
    return a->px + (c + shift_of(a, r)) * a->step + r * a->down;
}

/* Are columns x0 to x1 on the page from end to end? */
static inline bool is_on_page(const struct axis *a, int32_t x0, int32_t x1)
{
    const int32_t top = shift_of(a, 0), end = shift_of(a, a->along - 1);

    return x0 + (end < top ? end : top) >= 0 && x1 + (end > top ? end : top) <= a->across;
}

struct streak {
    int32_t x0, x1; /* half open, at row 0 */
    int32_t tilt, offset, hits;
    int32_t tone[STREAK_WINDOW]; /* of its columns; 255: nothing shows through */
};

void streak_mend(struct planes *p, const struct axis *a, struct streak *f);
#endif
