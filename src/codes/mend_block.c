#include "codes/mend.h"

#include <string.h>

enum { CHECKS_MAX = 30, FIELD = 255 };

struct field {
    uint8_t power[2 * FIELD + 2], log[256];
};

static void field_init(struct field *f)
{
    unsigned v = 1;

    f->log[0] = 0;
    for (int i = 0; i < FIELD; i++) {
        f->power[i] = f->power[i + FIELD] = (uint8_t)v;
        f->log[v] = (uint8_t)i;
        v = v << 1 ^ (v & 0x80 ? 0x11du : 0);
    }
    f->power[2 * FIELD] = f->power[0];
    f->power[2 * FIELD + 1] = f->power[1];
}

static uint8_t times(const struct field *f, uint8_t a, uint8_t b)
{
    return a && b ? f->power[f->log[a] + f->log[b]] : 0;
}

static uint8_t over(const struct field *f, uint8_t a, uint8_t b) /* b is not 0 */
{
    return a ? f->power[f->log[a] + FIELD - f->log[b]] : 0;
}

static uint8_t value_at(const struct field *f, const uint8_t *poly, int degree, uint8_t x)
{
    uint8_t v = 0;

    for (int i = degree; i >= 0; i--)
        v = times(f, v, x) ^ poly[i];
    return v;
}

/* What is left of a block in each root; true when nothing is. */
static bool syndromes(const struct field *f, const uint8_t *words, int n, int checks, uint8_t *s)
{
    bool clean = true;

    for (int i = 0; i < checks; i++) {
        uint8_t v = 0;
        for (int k = 0; k < n; k++)
            v = times(f, v, f->power[i]) ^ words[k];
        s[i] = v;
        clean &= v == 0;
    }
    return clean;
}

static void shift(uint8_t *poly)
{
    memmove(poly + 1, poly, CHECKS_MAX);
    poly[0] = 0;
}

/* Berlekamp and Massey, begun with the places given up. Out: the degree of the locator. */
static int locate(const struct field *f, const uint8_t *s, int checks, int n_lost,
                  uint8_t locator[CHECKS_MAX + 1])
{
    uint8_t b[CHECKS_MAX + 1], t[CHECKS_MAX + 1];
    int len = n_lost, degree = CHECKS_MAX;

    memcpy(b, locator, sizeof b);
    for (int r = n_lost + 1; r <= checks; r++) {
        uint8_t off = 0;
        for (int i = 0; i < r; i++)
            off ^= times(f, locator[i], s[r - 1 - i]);
        shift(b);
        if (off == 0)
            continue;
        for (int i = 0; i <= CHECKS_MAX; i++)
            t[i] = locator[i] ^ times(f, off, b[i]);
        if (2 * len <= r + n_lost - 1) {
            len = r + n_lost - len;
            for (int i = 0; i <= CHECKS_MAX; i++)
                b[i] = over(f, locator[i], off);
        }
        memcpy(locator, t, sizeof t);
    }
    while (degree > 0 && !locator[degree])
        degree--;
    return degree;
}

int mend_block(uint8_t *words, int n, int checks, const uint8_t *lost, int n_lost)
{
    struct field f;
    uint8_t s[CHECKS_MAX], locator[CHECKS_MAX + 1] = { 1 }, rest[CHECKS_MAX] = { 0 },
                                                at[CHECKS_MAX];
    int found = 0;

    field_init(&f);
    if (syndromes(&f, words, n, checks, s))
        return 0;
    for (int i = 0; i < n_lost; i++) {
        const uint8_t x = f.power[n - 1 - lost[i]];
        for (int k = i + 1; k > 0; k--)
            locator[k] ^= times(&f, x, locator[k - 1]);
    }
    const int degree = locate(&f, s, checks, n_lost, locator);
    for (int k = 0; k < n && found <= degree; k++)
        if (value_at(&f, locator, degree, f.power[(FIELD - (n - 1 - k)) % FIELD]) == 0) {
            if (found == degree)
                return -1;
            at[found++] = (uint8_t)k;
        }
    if (found != degree || degree == 0)
        return -1;
    for (int i = 0; i < checks; i++)
        for (int k = 0; k <= i && k <= degree; k++)
            rest[i] ^= times(&f, locator[k], s[i - k]);
    for (int j = 0; j < found; j++) { /* Forney */
        const uint8_t x = f.power[n - 1 - at[j]], back = f.power[(FIELD - (n - 1 - at[j])) % FIELD];
        uint8_t slope = 0;
        for (int i = 1; i <= degree; i += 2)
            slope ^= times(&f, locator[i], f.power[f.log[back] * (i - 1) % FIELD]);
        if (!slope)
            return -1;
        words[at[j]] ^= times(&f, x, over(&f, value_at(&f, rest, checks - 1, back), slope));
    }
    return syndromes(&f, words, n, checks, s) ? found : -1;
}
