/* Blocks and whole codes, damaged and mended; what cannot be mended is left, never guessed. */
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "codes/mend.h"

static uint32_t seed;
static uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

/* Check words of a block by division, the long way. */
static unsigned product(unsigned a, unsigned b)
{
    unsigned v = 0;
    for (int i = 7; i >= 0; i--)
        v = (v << 1 ^ (v & 0x80 ? 0x11du : 0)) ^ (b >> i & 1 ? a : 0);
    return v;
}

static void add_checks(uint8_t *words, int n, int checks)
{
    uint8_t by[31] = { 0 };
    unsigned root = 1;

    by[checks - 1] = 1;
    for (int i = 0; i < checks; i++) {
        for (int k = 0; k < checks; k++)
            by[k] = (uint8_t)(product(by[k], root) ^ (k + 1 < checks ? by[k + 1] : 0u));
        root = product(root, 2);
    }
    memset(words + n - checks, 0, (size_t)checks);
    for (int i = 0; i < n - checks; i++) {
        const unsigned first = words[i] ^ words[n - checks];
        memmove(words + n - checks, words + n - checks + 1, (size_t)checks - 1);
        words[n - 1] = 0;
        for (int k = 0; k < checks; k++)
            words[n - checks + k] ^= (uint8_t)product(by[k], first);
    }
}

/* n different places. */
static void places(uint8_t *out, int n, int below)
{
    for (int i = 0; i < n; i++)
        for (bool again = true; again;) {
            out[i] = (uint8_t)draw((uint32_t)below);
            again = memchr(out, out[i], (size_t)i) != NULL;
        }
}

static void test_block(void **state)
{
    (void)state;
    seed = 1;
    for (int round = 0; round < 400; round++) {
        const int checks = 7 + (int)draw(24), n = checks + 1 + (int)draw((uint32_t)(150 - checks));
        uint8_t words[255] = { 0 }, was[255], at[255];
        for (int i = 0; i < n - checks; i++)
            words[i] = (uint8_t)draw(256);
        add_checks(words, n, checks);
        memcpy(was, words, sizeof was);
        assert_int_equal(mend_block(words, n, checks, NULL, 0), 0);
        const int lost = (int)draw((uint32_t)checks + 1), off = (checks - lost) / 2;
        places(at, lost + off, n < lost + off ? lost + off : n);
        if (n < lost + off)
            continue;
        for (int i = 0; i < lost + off; i++)
            words[at[i]] ^= (uint8_t)(1 + draw(255));
        assert_int_equal(mend_block(words, n, checks, at, lost), lost + off);
        assert_memory_equal(words, was, sizeof was);
    }
}

static void test_block_of_noise(void **state)
{
    int passed = 0;
    (void)state;
    seed = 2;
    for (int round = 0; round < 3000; round++) {
        uint8_t words[255];
        for (int i = 0; i < 60; i++)
            words[i] = (uint8_t)draw(256);
        passed += mend_block(words, 60, 22, NULL, 0) >= 0;
    }
    assert_int_equal(passed, 0);
}

/* A code as grid_lay hands it over: its marks known, all modules sure but those that are wrong. */
static void lay(struct grid *g, const QRcode *q)
{
    const int32_t n = q->width;
    memset(g, 0, sizeof *g);
    g->n = n;
    for (int32_t i = 0; i < n * n; i++) {
        const int v = q->data[i];
        g->dark[i] = v & 1;
        g->known[i] = (v & 0x80) && !(v & 0x04) && !(v & 0x08); /* neither format nor version */
        g->cost[i] = 20;
    }
    g->known[(n - 8) * n + 8] = 0; /* the module that is always dark stands among the format */
}

static int32_t wrong(const struct grid *g, const QRcode *q)
{
    int32_t n = 0;
    for (int32_t i = 0; i < q->width * q->width; i++)
        n += g->dark[i] != (q->data[i] & 1) && !(q->data[i] & 0x08);
    return n;
}

/* Every version that a grid can have, every level; a part of the modules is wrong and doubtful. */
static void test_codes(void **state)
{
    static const QRecLevel levels[] = { QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H };
    static const uint32_t percent[] = { 1, 3, 5, 6 };
    struct grid *g = malloc(sizeof *g);
    struct mend_work *w = malloc(sizeof *w);
    (void)state;
    assert_non_null(g);
    assert_non_null(w);
    seed = 3;
    for (int version = 1; version <= (GRID_MAX - 17) / 4; version++)
        for (int l = 0; l < 4; l++) {
            QRcode *q = QRcode_encodeString8bit("H29.1-0041", version, levels[l]);
            assert_non_null(q);
            lay(g, q);
            for (int32_t i = 0; i < g->n * g->n; i++) {
                if (g->known[i] || draw(100) >= (q->data[i] & 0x04 ? 2 : percent[l]))
                    continue;
                g->dark[i] ^= 1;
                g->cost[i] = 1;
            }
            assert_true(mend_begin(g, w));
            assert_int_equal(w->level, l);
            (void)mend_blocks(g, w);
            assert_int_equal(w->left, 0);
            assert_int_equal(wrong(g, q), 0);
            QRcode_free(q);
        }
    free(g);
    free(w);
}

/* Noise where modules should be: no form, or not a block that comes out right. */
static void test_noise(void **state)
{
    struct grid *g = malloc(sizeof *g);
    struct mend_work *w = malloc(sizeof *w);
    (void)state;
    assert_non_null(g);
    assert_non_null(w);
    seed = 4;
    QRcode *q = QRcode_encodeString8bit("H29.1-0041", 8, QR_ECLEVEL_M);
    assert_non_null(q);
    for (int round = 0; round < 60; round++) {
        lay(g, q);
        for (int32_t i = 0; i < g->n * g->n; i++) {
            const bool form = (q->data[i] & 0x04) != 0;
            g->dark[i] ^= g->known[i] || form ? 0 : (uint8_t)draw(2);
            g->cost[i] = (float)draw(60) / 10;
        }
        assert_true(mend_begin(g, w));
        assert_false(mend_blocks(g, w));
        assert_int_equal(w->left, w->blocks);
    }
    QRcode_free(q);
    free(g);
    free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_block),
        cmocka_unit_test(test_block_of_noise),
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
