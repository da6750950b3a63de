/* The wire form of a page: what is packed comes back; what is damaged is refused or harmless. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/page.h"

static void pack_sample(struct buf *out)
{
    struct word words[3] = {
        { "CỘNG", { 10, 20, 90, 50 }, 0.9f, WORD_BOLD },
        { "HÒA", { 100, 20, 160, 50 }, 0.8f, 0 },
        { "\xEF\xBF\xBD", { -3, 60, 40, 80 }, 0.1f, 0 },
    };
    struct text_line lines[2] = { { 0, 2, { 10, 20, 160, 50 }, 48, 14.5f, 0, 0.85f },
                                  { 2, 1, { -3, 60, 40, 80 }, 79, 0, 1, 0.1f } };
    struct code codes[1] = { { CODE_QR, "a|b|c", { 300, 300, 360, 360 } } };
    const struct page_read p = { .state = PAGE_DONE,
                                 .scan_w = 1000,
                                 .scan_h = 1400,
                                 .frame_w = 1400,
                                 .frame_h = 1000,
                                 .to_scan = { 0, 1, 0, -1, 0, 1400, 0, 0, 1 },
                                 .dpi = 200,
                                 .turned = 90,
                                 .skew_deg = -1.25f,
                                 .text_confidence = 0.75f,
                                 .colour = true,
                                 .engine = "fast",
                                 .words = words,
                                 .n_words = 3,
                                 .lines = lines,
                                 .n_lines = 2,
                                 .codes = codes,
                                 .n_codes = 1 };
    buf_init(out, 1 << 20);
    page_pack(&p, out);
    assert_false(out->failed);
}

/* A copy of its own length, so that a sanitizer sees every byte read too far. */
static bool unpack(const char *bytes, size_t len, struct arena *a, struct page_read *p)
{
    char *exact = malloc(len ? len : 1);
    struct err e = { 0 };

    assert_non_null(exact);
    memcpy(exact, bytes, len);
    const bool ok = page_unpack(exact, len, a, p, &e);
    free(exact); /* strings must be the arena's */
    assert_true(ok || (e.kind == ERR_INPUT && e.text[0]) || e.kind == ERR_NOMEM);
    return ok;
}

static void test_round_trip(void **state)
{
    struct buf b, again;
    struct arena a;
    struct page_read p;

    (void)state;
    pack_sample(&b);
    arena_init(&a, 1 << 20);
    assert_true(unpack(b.ptr, b.len, &a, &p));
    assert_int_equal(p.n_words, 3);
    assert_string_equal(p.words[0].text, "CỘNG");
    assert_string_equal(p.words[2].text, "\xEF\xBF\xBD"); /* text like any other */
    assert_int_equal(p.words[2].box.x0, -3);
    assert_string_equal(p.codes[0].text, "a|b|c");
    assert_string_equal(page_text(&p, &a), "CỘNG HÒA\n\n\xEF\xBF\xBD");
    buf_init(&again, 1 << 20);
    page_pack(&p, &again);
    assert_int_equal(again.len, b.len);
    assert_memory_equal(again.ptr, b.ptr, b.len);
    buf_release(&again);
    buf_release(&b);
    arena_reset(&a);
}

static void test_truncated(void **state)
{
    struct buf b;
    struct arena a;
    struct page_read p;

    (void)state;
    pack_sample(&b);
    arena_init(&a, 1 << 20);
    for (size_t len = 0; len < b.len; len++) {
        assert_false(unpack(b.ptr, len, &a, &p));
        assert_int_equal(p.n_words + p.n_lines + p.n_codes, 0);
        arena_reset(&a);
    }
    buf_putc(&b, 0); /* nor may anything follow */
    assert_false(unpack(b.ptr, b.len, &a, &p));
    buf_release(&b);
    arena_reset(&a);
}

static void is_harmless(const struct page_read *p, struct arena *a)
{
    assert_true(p->state < PAGE_STATES);
    assert_true(p->turned % 90 == 0 && p->turned >= 0 && p->turned < 360);
    assert_true(p->scan_w >= 0 && p->scan_h >= 0 && p->dpi >= 0);
    assert_true(p->text_confidence >= 0 && p->text_confidence <= 1);
    for (int i = 0; i < 9; i++)
        assert_true(isfinite(p->to_scan[i]));
    for (uint32_t i = 0; i < p->n_words; i++) {
        const struct box b = p->words[i].box, s = page_box_to_scan(p, b);
        assert_true(b.x0 <= b.x1 && b.y0 <= b.y1);
        assert_true(s.x0 >= 0 && s.x1 <= p->scan_w && s.y0 >= 0 && s.y1 <= p->scan_h);
    }
    assert_non_null(page_text(p, a));
}

static void test_bit_flips(void **state)
{
    struct buf b;
    struct arena a;
    struct page_read p;
    size_t taken = 0;

    (void)state;
    pack_sample(&b);
    arena_init(&a, 64 << 20);
    for (size_t i = 0; i < b.len * 8; i++) {
        b.ptr[i / 8] = (char)(b.ptr[i / 8] ^ (1 << i % 8));
        if (unpack(b.ptr, b.len, &a, &p)) {
            is_harmless(&p, &a);
            taken++;
        }
        b.ptr[i / 8] = (char)(b.ptr[i / 8] ^ (1 << i % 8));
        arena_reset(&a);
    }
    assert_true(taken > 0 && taken < b.len * 8);
    buf_release(&b);
}

static void test_long_string(void **state)
{
    struct buf b;
    struct arena a;
    struct page_read p;
    char *text = malloc(70001);

    (void)state;
    /* the cut falls inside a letter of two bytes */
    text[0] = 'x';
    for (int i = 1; i + 1 < 70000; i += 2)
        memcpy(text + i, "đ", 2);
    text[69999] = '\0';
    struct word w = { text, { 0, 0, 1, 1 }, 1, 0 };
    struct text_line l = { 0, 1, { 0, 0, 1, 1 }, 0, 0, 0, 1 };
    const struct page_read in = {
        .state = PAGE_DONE, .engine = "", .words = &w, .n_words = 1, .lines = &l, .n_lines = 1
    };
    buf_init(&b, 1 << 20);
    page_pack(&in, &b);
    arena_init(&a, 1 << 20);
    assert_true(unpack(b.ptr, b.len, &a, &p));
    const size_t len = strlen(p.words[0].text);
    assert_true(len > 65000 && len <= 65535);
    assert_memory_equal(p.words[0].text, text, len);
    free(text);
    buf_release(&b);
    arena_reset(&a);
}

static void test_small_arena(void **state)
{
    struct buf b;
    struct arena a;
    struct page_read p;

    (void)state;
    pack_sample(&b);
    arena_init(&a, 64); /* less than one chunk */
    assert_false(unpack(b.ptr, b.len, &a, &p));
    buf_release(&b);
    arena_reset(&a);
}

static void test_boxes(void **state)
{
    /* a quarter turn clockwise makes the scan upright: frame (x, y) lies at scan (y, h - x) */
    const struct page_read p = { .scan_w = 1000,
                                 .scan_h = 1400,
                                 .to_scan = { 0, 1, 0, -1, 0, 1400, 0, 0, 1 } };
    const struct box s = page_box_to_scan(&p, (struct box){ 10, 20, 90, 50 });

    (void)state;
    assert_int_equal(s.x0, 20);
    assert_int_equal(s.y0, 1310);
    assert_int_equal(s.x1, 50);
    assert_int_equal(s.y1, 1390);
    const struct box u = box_union((struct box){ 5, 5, 5, 9 }, (struct box){ 1, 2, 3, 4 });
    assert_int_equal(u.x1, 3); /* an empty box adds nothing */
}

static void signs_that_hide_digits(void **state)
{
    (void)state;
    assert_true(word_hides_digit("5§6,"));
    assert_true(word_hides_digit("09|2345678"));
    assert_true(word_hides_digit("012]"));
    assert_false(word_hides_digit("(0912)345.678,"));
    assert_false(word_hides_digit("H15.39-220318-0058"));
    assert_false(word_hides_digit("Số:"));
    assert_false(word_hides_digit(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_bit_flips),         cmocka_unit_test(test_long_string),
        cmocka_unit_test(test_small_arena),       cmocka_unit_test(test_boxes),
        cmocka_unit_test(signs_that_hide_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
