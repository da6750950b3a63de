#include "tests/train/noise.h"

#include <string.h>

#include "base/utf8.h"

enum { WORD_BYTES = 120 };

struct noise noise_pick(struct rng *r)
{
    static const double levels[] = { 0.0, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05 };
    static const double scales[] = { 1.0, 1.0, 2.0 / 3, 0.5 };

    return (struct noise){ .level = levels[rng_int(r, 0, 6)],
                           .scale = scales[rng_int(r, 0, 3)],
                           .slope = rng_real(r, -0.004, 0.004),
                           .jitter = rng_int(r, 0, 3) };
}

/* Letters that recognisers take for each other, without their marks: marks do not count here. */
static uint32_t mistaken(struct rng *r, uint32_t cp)
{
    static const char *const pairs[] = { "nu", "nh", "hb", "ec", "eo", "oc", "ao", "il", "lt", "ft",
                                         "rn", "vy", "gq", "mn", "uv", "DO", "OQ", "CG", "EF", "IL",
                                         "IT", "HN", "MN", "UV", "PR", "BR", "SB", "TY", "KX" };
    const bool upper = utf8_is_upper(cp);
    const uint32_t base = utf8_base(cp);

    for (int tries = 0; tries < 40; tries++) {
        const char *p = pairs[rng_int(r, 0, (int)(sizeof pairs / sizeof *pairs) - 1)];
        if ((uint32_t)p[0] == base)
            return (uint32_t)p[1];
        if ((uint32_t)p[1] == base)
            return (uint32_t)p[0];
    }
    return (uint32_t)rng_int(r, upper ? 'A' : 'a', upper ? 'Z' : 'z');
}

static size_t spoil(const struct noise *n, struct rng *r, const char *text, char *out)
{
    const size_t len = strlen(text);
    size_t at = 0;

    for (size_t i = 0; i < len && at + 12 < WORD_BYTES;) {
        const uint32_t cp = utf8_next(text, len, &i);
        const double u = rng_real(r, 0, 1);
        if (u < 0.2 * n->level)
            continue; /* lost */
        if (u < n->level && utf8_is_letter(cp))
            at += utf8_put(mistaken(r, cp), out + at);
        else if (u < n->level && cp >= '0' && cp <= '9')
            out[at++] = (char)('0' + rng_int(r, 0, 9));
        else
            at += utf8_put(cp, out + at);
        if (u > 1 - 0.1 * n->level)
            out[at++] = ".'|,"[rng_int(r, 0, 3)];
    }
    out[at] = '\0';
    return at;
}

static void push(struct page_read *p, const char *text, struct box b, float conf)
{
    p->words[p->n_words++] = (struct word){ .text = text, .box = b, .conf = conf };
    p->lines[p->n_lines - 1].count++;
}

void noise_word(const struct noise *n, struct rng *r, struct arena *a, struct page_read *p,
                const char *text, struct box box)
{
    char out[WORD_BYTES];

    if (rng_real(r, 0, 1) < 0.3 * n->level)
        return;
    const double mid = (box.x0 + box.x1) / 2.0 - p->frame_w / 2.0 / n->scale;
    const int32_t dx = rng_int(r, -n->jitter, n->jitter),
                  dy = (int32_t)(n->slope * mid) + rng_int(r, -n->jitter, n->jitter);
    const struct box b = { (int32_t)((box.x0 + dx) * n->scale), (int32_t)((box.y0 + dy) * n->scale),
                           (int32_t)((box.x1 + dx) * n->scale) + 1,
                           (int32_t)((box.y1 + dy) * n->scale) + 1 };
    const size_t len = spoil(n, r, text, out);
    const float conf = (float)(0.97 - 2 * n->level * rng_real(r, 0, 1));
    const char *whole = len ? arena_strdup(a, out) : NULL;
    if (whole)
        push(p, whole, b, conf);
}
