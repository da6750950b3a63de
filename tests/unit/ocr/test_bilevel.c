/* Confidence of words of bilevel pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ocr/bilevel.h"

enum { MOST = 8 };

/* The confidence of the n-th word in 1/1000 after rating. */
static int rated(const char *const *texts, const float *conf, uint32_t n, uint32_t which)
{
    struct word words[MOST] = { 0 };
    struct page_read p = { .words = words, .n_words = n };

    for (uint32_t i = 0; i < n; i++) {
        words[i].text = texts[i];
        words[i].conf = conf[i];
    }
    bilevel_rate(&p);
    return (int)(words[which].conf * 1000 + 0.5F);
}

static int alone(const char *text, float conf)
{
    return rated(&text, &conf, 1, 0);
}

static void nothing_becomes_surer(void **state)
{
    static const char *const texts[] = { "phường", "12/3", "m", "-", "trên:", "NG", "", "ở" };
    int last;

    (void)state;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        last = 0;
        for (int c = 0; c <= 1000; c++) {
            const int now = alone(texts[t], (float)c / 1000);
            assert_in_range(now, last, c);
            last = now;
        }
    }
}

/* Readings of faxes: whole words stay sure, pieces of words under a seal do not. */
static void pieces_are_doubtful(void **state)
{
    (void)state;
    assert_in_range(alone("phường", 0.9999F), 990, 1000);
    assert_in_range(alone("phường", 0.992F), 0, 989);
    assert_in_range(alone("NG", 0.9991F), 0, 989);
    assert_in_range(alone("m", 0.9991F), 0, 950);
    assert_in_range(alone("trên:", 0.9992F), 0, 991);
}

static void what_suffered_beside_it_counts(void **state)
{
    static const char *const texts[] = { "Nguyễn", "Nam", "Phi" };
    static const float well[] = { 0.9999F, 0.9996F, 0.9999F }, badly[] = { 0.9999F, 0.9996F, 0.6F };

    (void)state;
    assert_in_range(rated(texts, well, 3, 1), 990, 1000);
    assert_in_range(rated(texts, badly, 3, 1), 0, 993);
    assert_true(rated(texts, badly, 3, 1) < rated(texts, well, 3, 1));
    /* by what the neighbour was, not by what it became */
    assert_int_equal(rated(texts, badly, 3, 0), rated(texts, well, 3, 0));
}

/* What configs/accept.tsv asks of numbers is in the network's measure. */
static void numbers_keep_their_thresholds(void **state)
{
    (void)state;
    assert_int_equal(alone("086903321400", 0.85F), 850);
    assert_int_equal(alone("12", 0.975F), 975);
    assert_in_range(alone("086903321400", 0.9999F), 975, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_becomes_surer),
        cmocka_unit_test(pieces_are_doubtful),
        cmocka_unit_test(what_suffered_beside_it_counts),
        cmocka_unit_test(numbers_keep_their_thresholds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
