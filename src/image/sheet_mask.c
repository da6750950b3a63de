#include "image/sheet_mask.h"

#include <stdlib.h>
#include <string.h>

#define NOTHING 255

void mask_release(struct mask *m)
{
    free(m->all);
    free(m->stack);
    free(m->tmp);
    *m = (struct mask){ 0 };
}

bool mask_init(struct mask *m, int32_t w, int32_t h)
{
    const size_t n = (size_t)(w + 2) * (size_t)(h + 2);

    *m = (struct mask){ .w = w, .h = h, .stride = w + 2, .all = malloc(n) };
    m->stack = malloc(n * sizeof *m->stack);
    m->tmp = malloc(((size_t)w + 2 * MASK_REACH) * ((size_t)h + 1));
    if (!m->all || !m->stack || !m->tmp)
        return false;
    memset(m->all, NOTHING, n);
    m->px = m->all + m->stride + 1;
    return true;
}

/* d = whether any of 2 MASK_REACH + 1 places from s[x] is 1. */
static void any_near(const uint8_t *restrict s, int32_t w, uint8_t *restrict d)
{
    for (int32_t x = 0; x < w; x++)
        d[x] = (uint8_t)(s[x] | s[x + 1] | s[x + 2] | s[x + 3] | s[x + 4] | s[x + 5] | s[x + 6]);
}

static void all_near(const uint8_t *restrict s, int32_t w, uint8_t *restrict d)
{
    for (int32_t x = 0; x < w; x++)
        d[x] = (uint8_t)(s[x] & s[x + 1] & s[x + 2] & s[x + 3] & s[x + 4] & s[x + 5] & s[x + 6]);
}

/* pad: what lies outside of the row. */
static void near_row(const uint8_t *row, int32_t w, uint8_t pad, uint8_t *tmp, uint8_t *d)
{
    memset(tmp, pad, MASK_REACH);
    memcpy(tmp + MASK_REACH, row, (size_t)w);
    memset(tmp + MASK_REACH + w, pad, MASK_REACH);
    if (pad)
        all_near(tmp, w, d);
    else
        any_near(tmp, w, d);
}

static void join_any(const uint8_t *restrict s, int32_t w, uint8_t *restrict d)
{
    for (int32_t x = 0; x < w; x++)
        d[x] |= s[x];
}

static void join_all(const uint8_t *restrict s, int32_t w, uint8_t *restrict d)
{
    for (int32_t x = 0; x < w; x++)
        d[x] &= s[x];
}

static void near_column(const struct mask *m, const uint8_t *from, int32_t y, uint8_t pad,
                        uint8_t *d)
{
    const int32_t y0 = y > MASK_REACH ? y - MASK_REACH : 0;
    const int32_t y1 = y + MASK_REACH < m->h ? y + MASK_REACH : m->h - 1;

    memset(d, pad, (size_t)m->w);
    for (int32_t j = y0; j <= y1; j++)
        (pad ? join_all : join_any)(from + (size_t)j * (size_t)m->w, m->w, d);
}

void mask_spread(struct mask *m, uint8_t want)
{
    uint8_t *tmp = m->tmp, *across = tmp + m->w + 2 * MASK_REACH;

    for (int32_t y = 0; y < m->h; y++)
        near_row(mask_row(m, y), m->w, !want, tmp, across + (size_t)y * (size_t)m->w);
    for (int32_t y = 0; y < m->h; y++)
        near_column(m, across, y, !want, mask_row(m, y));
}

static int32_t flood(struct mask *m, uint8_t *start, uint8_t from, uint8_t to)
{
    const int32_t next[4] = { -1, 1, -m->stride, m->stride };
    int32_t n = 0, area = 0;

    m->stack[n++] = (int32_t)(start - m->all);
    *start = to;
    while (n > 0) {
        const int32_t at = m->stack[--n];
        area++;
        for (int i = 0; i < 4; i++) {
            if (m->all[at + next[i]] == from) {
                m->all[at + next[i]] = to;
                m->stack[n++] = at + next[i];
            }
        }
    }
    return area;
}

int32_t mask_keep_largest(struct mask *m)
{
    int32_t best = 0, parts = 0;
    uint8_t *best_at = NULL;

    for (int32_t y = 0; y < m->h; y++) {
        for (uint8_t *p = mask_row(m, y), *end = p + m->w; p < end; p++) {
            if (*p != 1)
                continue;
            const int32_t area = flood(m, p, 1, 3);
            parts++;
            if (area > best)
                best = area, best_at = p;
        }
    }
    const uint8_t only = parts == 1 ? 3 : 2;
    if (parts > 1)
        flood(m, best_at, 3, 2);
    for (int32_t y = 0; y < m->h; y++) {
        uint8_t *row = mask_row(m, y);
        for (int32_t x = 0, w = m->w; x < w; x++)
            row[x] = row[x] == only ? 2 : 0;
    }
    return best;
}

int32_t mask_fill_holes(struct mask *m)
{
    int32_t area = 0;

    for (int32_t y = 0; y < m->h; y++) {
        uint8_t *row = mask_row(m, y);
        const int32_t step = y == 0 || y == m->h - 1 || m->w == 1 ? 1 : m->w - 1;
        for (int32_t x = 0; x < m->w; x += step) {
            if (row[x] == 0)
                (void)flood(m, row + x, 0, 4);
        }
    }
    for (int32_t y = 0; y < m->h; y++) {
        uint8_t *row = mask_row(m, y);
        for (int32_t x = 0; x < m->w; x++) {
            row[x] = row[x] == 4 ? 0 : 2;
            area += row[x] == 2;
        }
    }
    return area;
}
