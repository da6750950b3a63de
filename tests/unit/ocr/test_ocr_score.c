/* The scorer that the evaluations rest on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/tools/scoring.c"

static struct score of(const char *truth, const char *read)
{
    struct score s = { 0 };

    assert_true(score_add(&s, truth, strlen(truth), read, strlen(read)));
    return s;
}

static void same_text_in_other_clothes(void **state)
{
    (void)state;
    struct score s =
        of("Điều 1.  “Hộ\n tịch” – 2026", "Điều 1. \"Ho\xCC\xA3\xCC\x82 tịch\" - 2026 ");
    assert_int_equal(s.edits, 0);
    assert_int_equal(s.words_common, 6);
    assert_true(score_f1(&s) == 1.0);
}

static void marks_and_tones(void **state)
{
    (void)state;
    struct score s = of("thủy hoà", "thuỷ hòa");
    assert_int_equal(s.edits, 4);
    assert_int_equal(s.tone_edits, 0);
    assert_int_equal(s.bare_edits, 0);
    s = of("hỗ trợ", "hễ tro");
    assert_int_equal(s.edits, 2);
    assert_int_equal(s.bare_edits, 1);
    assert_int_equal(s.words_common, 0);
    s = of("đo", "do");
    assert_int_equal(s.edits, 1);
    assert_int_equal(s.bare_edits, 0);
}

static void empty_texts(void **state)
{
    (void)state;
    struct score s = of("", " \n");
    assert_true(score_cer(&s) == 0 && score_f1(&s) == 1);
    s = of("", "a");
    assert_true(score_cer(&s) == 1 && score_f1(&s) == 0);
    s = of("abc", "");
    assert_true(score_cer(&s) == 1);
}

static size_t plain_distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    static size_t d[101][101];

    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            size_t v = i ? d[i - 1][j] + 1 : j;
            if (j && (!i || d[i][j - 1] + 1 < v))
                v = d[i][j - 1] + 1;
            if (i && j && d[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < v)
                v = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            d[i][j] = v;
        }
    return d[n][m];
}

static void band_equals_plain(void **state)
{
    uint32_t a[100], b[100], seed = 7;
    size_t row[101];

    (void)state;
    for (int round = 0; round < 200; round++) {
        const size_t n = (seed >> 8) % 101, m = (seed >> 16) % 101;
        for (size_t i = 0; i < 100; i++) {
            seed = seed * 1664525u + 1013904223u;
            a[i] = (seed >> 24) % 3;
            b[i] = (seed >> 20) % 3;
        }
        const size_t want = plain_distance(a, n, b, m), gap = n > m ? n - m : m - n;
        assert_int_equal(score_distance(a, n, b, m), want);
        if (want > gap)
            assert_int_equal(banded(a, n, b, m, want - 1, row), want);
        assert_int_equal(banded(a, n, b, m, want, row), want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_text_in_other_clothes),
        cmocka_unit_test(marks_and_tones),
        cmocka_unit_test(empty_texts),
        cmocka_unit_test(band_equals_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
