#include "codes/mend.h"

#include <stdlib.h>
#include <string.h>

enum {
    VERSIONS = (GRID_MAX - 17) / 4,
    BITS_OFF = 6, /* of the thirty of both formats, which are three off each other at least */
    LOTS = 64,
    LOTS_CHECKS = 10, /* not given up where bits are drawn by lot: 64 chances to be wrong */
    LOTS_WHOLE = 16,  /* check words that can all be used even then */
    SPARE = 2,        /* check words of a block left unused, where words are given up or drawn */
};
/* Check words of a block, and blocks: by level L M Q H, versions 1 to 21. */
static const uint8_t checks_of[4][VERSIONS] = {
    { 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28 },
    { 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26 },
    { 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28 },
    { 17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30 },
};
static const uint8_t blocks_of[4][VERSIONS] = {
    { 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8 },
    { 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17 },
    { 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23 },
    { 1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25 },
};
static const uint8_t level_of_bits[4] = { 1, 0, 3, 2 }; /* 00 M, 01 L, 10 H, 11 Q */

/* Format and version, which tell the form; not the marks, which grid.known has. */
static bool is_form(int32_t n, int32_t x, int32_t y)
{
    if ((x == 8 && (y < 9 || y >= n - 8)) || (y == 8 && (x < 9 || x >= n - 8)))
        return true;
    return n >= 45 && ((x >= n - 11 && y < 6) || (y >= n - 11 && x < 6));
}

/* Modules that hold bits, in their order: pairs of columns from the right, up and down in turn. */
static int32_t walk(const struct grid *g, uint16_t *at, int32_t max)
{
    int32_t k = 0;
    bool up = true;

    for (int32_t right = g->n - 1; right > 0; right -= 2, up = !up) {
        right -= right == 6;
        for (int32_t i = 0; i < g->n; i++)
            for (int32_t x = right; x > right - 2; x--) {
                const int32_t y = up ? g->n - 1 - i : i;
                if (!g->known[y * g->n + x] && !is_form(g->n, x, y) && k < max)
                    at[k++] = (uint16_t)(y * g->n + x);
            }
    }
    return k;
}

/* BCH(15,5) of two bits of level and three of mask, as it stands in the code. */
static unsigned format_word(unsigned data)
{
    unsigned rest = data;

    for (int i = 0; i < 10; i++)
        rest = rest << 1 ^ (rest >> 9) * 0x537u;
    return (data << 10 | rest) ^ 0x5412u;
}

/* Both places of bit i of the format. */
static void format_places(int32_t n, int i, int32_t at[2])
{
    const int32_t line = i < 6 ? i : i < 8 ? i + 1 : 0; /* the first copy: down column 8, row 8 */

    at[0] = i < 8 ? line * n + 8 : 8 * n + (i == 8 ? 7 : 14 - i);
    at[1] = i < 8 ? 8 * n + n - 1 - i : (n - 15 + i) * n + 8;
}

static bool read_form(const struct grid *g, struct mend_work *w)
{
    int32_t at[2];
    int best = 31;
    unsigned form = 0;

    for (unsigned d = 0; d < 32; d++) {
        const unsigned word = format_word(d);
        int off = 0;
        for (int i = 0; i < 15; i++) {
            format_places(g->n, i, at);
            off += (g->dark[at[0]] != (word >> i & 1)) + (g->dark[at[1]] != (word >> i & 1));
        }
        if (off < best) {
            best = off;
            form = d;
        }
    }
    w->level = level_of_bits[form >> 3];
    w->mask = (int)(form & 7);
    return best <= BITS_OFF;
}

static void write_format(struct grid *g, const struct mend_work *w)
{
    unsigned bits = 0;
    int32_t at[2];

    while (level_of_bits[bits] != w->level)
        bits++;
    const unsigned word = format_word(bits << 3 | (unsigned)w->mask);
    g->dark[(g->n - 8) * g->n + 8] = g->known[(g->n - 8) * g->n + 8] = 1; /* always dark */
    for (int i = 0; i < 15; i++) {
        format_places(g->n, i, at);
        for (int k = 0; k < 2; k++) {
            g->dark[at[k]] = (uint8_t)(word >> i & 1);
            g->known[at[k]] = 1;
        }
    }
}

static bool masked(int mask, int32_t x, int32_t y)
{
    switch (mask) {
    case 0:
        return (x + y) % 2 == 0;
    case 1:
        return y % 2 == 0;
    case 2:
        return x % 3 == 0;
    case 3:
        return (x + y) % 3 == 0;
    case 4:
        return (y / 2 + x / 3) % 2 == 0;
    case 5:
        return x * y % 2 + x * y % 3 == 0;
    case 6:
        return (x * y % 2 + x * y % 3) % 2 == 0;
    default:
        return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

/* Which block a word of the stream belongs to and where in it: data in turn, then checks. */
static void deal(struct mend_work *w)
{
    const int data = w->words / w->blocks - w->checks; /* of the shorter */
    int k = 0;

    for (int i = 0; i <= data; i++)
        for (int b = i < data ? 0 : w->shorter; b < w->blocks; b++, k++) {
            w->of_block[k] = (uint8_t)b;
            w->place[k] = (uint8_t)i;
        }
    for (int i = 0; i < w->checks; i++)
        for (int b = 0; b < w->blocks; b++, k++) {
            w->of_block[k] = (uint8_t)b;
            w->place[k] = (uint8_t)(data + (b >= w->shorter) + i);
        }
}

struct doubt {
    float wrong; /* how many of its bits, to be expected */
    uint8_t place;
};
static int by_doubt(const void *a, const void *b)
{
    const struct doubt *x = a, *y = b;
    const int more = (x->wrong < y->wrong) - (x->wrong > y->wrong);

    return more ? more : (int)x->place - (int)y->place;
}

struct block {
    uint8_t words[255];
    float wrong[255][8]; /* how likely each bit is */
    struct doubt doubts[255];
    int n;
};

/* One block out of the grid, with the doubt of each of its words, the greatest first. */
static void take(const struct grid *g, const struct mend_work *w, int at, struct block *b)
{
    memset(b, 0, sizeof *b);
    for (int k = 0; k < w->words; k++) {
        if (w->of_block[k] != at)
            continue;
        unsigned v = 0;
        float *wrong = b->wrong[w->place[k]], all = 0;
        for (int i = 0; i < 8; i++) {
            const int32_t m = w->at[8 * k + i];
            v = v << 1 | (g->dark[m] != masked(w->mask, m % g->n, m / g->n));
            wrong[i] = (float)(1 / (1 + grid_exp(g->cost[m] < 60 ? (double)g->cost[m] : 60)));
            all += wrong[i];
        }
        b->words[w->place[k]] = (uint8_t)v;
        b->doubts[b->n++] = (struct doubt){ all, w->place[k] };
    }
    qsort(b->doubts, (size_t)b->n, sizeof *b->doubts, by_doubt);
}

static void put(struct grid *g, const struct mend_work *w, int b, const uint8_t words[255])
{
    for (int k = 0; k < w->words; k++)
        for (int i = 0; i < 8 && w->of_block[k] == b; i++) {
            const int32_t at = w->at[8 * k + i];
            const bool bit = words[w->place[k]] >> (7 - i) & 1;
            g->dark[at] = bit != masked(w->mask, at % g->n, at / g->n);
            g->known[at] = 1;
        }
}

struct way {
    int step, least; /* words more given up from one trial to the next; check words left then */
    bool whole;      /* without any given up all check words may be used */
};

/* Mends with ever more words given up. */
static bool mend_given(const struct mend_work *w, const struct block *b, const struct way *way,
                       uint8_t tried[255])
{
    uint8_t lost[255], words[255];

    memcpy(words, tried, sizeof words);
    for (int given = 0; given <= w->checks - way->least; given += way->step) {
        for (int i = 0; i < given; i++)
            lost[i] = b->doubts[i].place;
        memcpy(tried, words, (size_t)b->n);
        const int off = mend_block(tried, b->n, w->checks, lost, given);
        if (off >= 0 && ((given == 0 && way->whole) || 2 * off - given <= w->checks - SPARE))
            return true;
    }
    return false;
}

/* Bits turned by lot, each as often as it is wrong. The same lots every time. */
static void draw_lots(const struct block *b, uint32_t *lot, uint8_t words[255])
{
    memcpy(words, b->words, sizeof b->words);
    for (int k = 0; k < b->n; k++)
        for (int i = 0; i < 8; i++) {
            *lot = *lot * 1664525u + 1013904223u;
            if ((float)(*lot >> 8) < b->wrong[k][i] * 16777216)
                words[k] ^= (uint8_t)(1u << (7 - i));
        }
}

static bool mend_one(struct grid *g, const struct mend_work *w, int at)
{
    const struct way as_is = { 2, 3 * SPARE, true },
                     by_lot = { 4, LOTS_CHECKS, w->checks >= LOTS_WHOLE };
    struct block b;
    uint8_t tried[255] = { 0 };
    uint32_t lot = 1;

    take(g, w, at, &b);
    memcpy(tried, b.words, sizeof tried);
    bool ok = mend_given(w, &b, &as_is, tried);
    for (int t = 0; !ok && t < LOTS && w->checks >= LOTS_CHECKS; t++) {
        draw_lots(&b, &lot, tried);
        ok = mend_given(w, &b, &by_lot, tried);
    }
    if (ok)
        put(g, w, at, tried);
    return ok;
}

bool mend_begin(struct grid *g, struct mend_work *w)
{
    const int32_t version = (g->n - 17) / 4;

    if (!read_form(g, w))
        return false;
    const int32_t bits = walk(g, w->at, 8 * MEND_WORDS + 7);
    w->words = bits / 8;
    for (int32_t k = 8 * w->words; k < bits; k++) { /* no word's: always 0 */
        g->dark[w->at[k]] = masked(w->mask, w->at[k] % g->n, w->at[k] / g->n);
        g->known[w->at[k]] = 1;
    }
    w->checks = checks_of[w->level][version - 1];
    w->blocks = w->left = blocks_of[w->level][version - 1];
    w->shorter = w->blocks - w->words % w->blocks;
    deal(w);
    memset(w->right, 0, sizeof w->right);
    write_format(g, w);
    return true;
}

bool mend_blocks(struct grid *g, struct mend_work *w)
{
    const int before = w->left;

    for (int b = 0; b < w->blocks; b++)
        if (!w->right[b] && mend_one(g, w, b)) {
            w->right[b] = 1;
            w->left--;
        }
    return w->left < before;
}
