#include "image/streak_mend.h"

#include <stdlib.h>

/* How well the sides agree along a line that rises by `rise` from one to the other through row r at
 * column j of n. */
static int32_t disagree(const struct axis *a, const struct streak *f, int32_t r, int32_t j,
                        int32_t rise, int32_t *value)
{
    const int32_t n = f->x1 - f->x0, l = r - rise * (j + 1) / (n + 1), h = l + rise;
    int32_t sum = 0;

    if (l < 1 || h < 1 || l >= a->along - 1 || h >= a->along - 1)
        return INT32_MAX;
    const uint8_t *left = at_of(a, f->x0 - 1, l), *right = at_of(a, f->x1, h);
    for (int32_t i = -1; i <= 1; i++)
        sum += abs(left[i * a->down] - right[i * a->down]) * (i ? 1 : 2);
    *value = (*left * (n - j) + *right * (j + 1)) / (n + 1);
    return sum + 12 * abs(rise);
}

/* Rows must not see repaired ones: only the columns beside the fault are read. */
static void mend(const struct axis *a, const struct streak *f)
{
    const int32_t n = f->x1 - f->x0, reach = n + 2;

    for (int32_t r = 0; r < a->along; r++)
        for (int32_t j = 0; j < n; j++) {
            uint8_t *p = at_of(a, f->x0 + j, r);
            int32_t value = 255, best, other = 255;
            best = disagree(a, f, r, j, 0, &value);
            if (best == INT32_MAX)
                value = *at_of(a, f->x0 - 1, r);
            const int32_t level = value;
            for (int32_t d = 1; d <= reach && best > 40 && best < INT32_MAX; d++)
                for (int32_t sign = -1; sign <= 1; sign += 2) {
                    const int32_t cost = disagree(a, f, r, j, sign * d, &other);
                    if (cost < best)
                        best = cost, value = other;
                }
            if (best > 400)
                value = level;
            if (f->tone[j] < 255 && *p < f->tone[j] - 40 && *p < value)
                continue;
            *p = (uint8_t)value;
        }
}

static void mend_chroma(const struct axis *luma, const struct streak *f, const struct grey *g,
                        int32_t sub_x, int32_t sub_y)
{
    const bool t = luma->turned;
    const int32_t across = t ? sub_y : sub_x, along = t ? sub_x : sub_y;
    const ptrdiff_t row = (ptrdiff_t)g->stride;
    const struct axis a = { .px = g->px,
                            .across = t ? g->h : g->w,
                            .along = t ? g->w : g->h,
                            .step = t ? row : 1,
                            .down = t ? 1 : row,
                            .turned = t,
                            .tilt = luma->tilt * along / across };
    const int32_t x0 = f->x0 / across - 1, x1 = (f->x1 + across - 1) / across + 1 + (a.tilt != 0);

    if (!is_on_page(&a, x0 - 1, x1 + 1))
        return;
    for (int32_t r = 0; r < a.along; r++) {
        const int32_t l = *at_of(&a, x0 - 1, r), h = *at_of(&a, x1, r), n = x1 - x0 + 1;
        for (int32_t x = x0; x < x1; x++)
            *at_of(&a, x, r) = (uint8_t)((l * (x1 - x) + h * (x - x0 + 1)) / n);
    }
}

void streak_mend(struct planes *p, const struct axis *a, struct streak *f)
{
    for (int32_t i = 0; i < STREAK_WINDOW && p->bilevel; i++)
        f->tone[i] = 255; /* two tones: nothing shows through */
    mend(a, f);
    if (p->cb.px && p->sub_x > 0 && p->sub_y > 0) {
        mend_chroma(a, f, &p->cb, p->sub_x, p->sub_y);
        mend_chroma(a, f, &p->cr, p->sub_x, p->sub_y);
    }
}
