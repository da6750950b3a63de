/* The language model: costs of known text, contexts, lexicon, damaged files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/atomicfile.h"
#include "base/utf8.h"
#include "ocr/lm.h"

static struct lm *model;

static int open_model(void **state)
{
    char path[4096];
    struct err e = { 0 };

    (void)state;
    return file_data_path("models/vi-lm.bin", path, sizeof path, &e) && lm_open(&model, path, &e)
               ? 0
               : -1;
}

static int close_model(void **state)
{
    (void)state;
    lm_close(model);
    return 0;
}

static uint32_t cost_of(const char *text)
{
    const size_t len = strlen(text);
    struct lm_context c;
    uint32_t cost = 0;

    lm_start(model, &c);
    for (size_t i = 0; i < len;) {
        const uint32_t symbol = lm_symbol(utf8_next(text, len, &i));
        cost += lm_cost(model, &c, symbol);
        lm_push(model, &c, symbol);
    }
    return cost;
}

static void right_marks_cost_less(void **state)
{
    static const char *const pairs[][2] = {
        { "hỗ trợ kinh phí", "hễ trợ kinh phí" },
        { "Ủy ban nhân dân phường", "Ủy ban nhân dần phường" },
        { "Điều 5. Tổ chức thực hiện", "Điều 5. Tồ chức thực hiện" },
        { "quyền sử dụng đất", "quyển sử dụng đất" },
        { "chuyển đổi số", "chuyên đồi số" },
        { "Đinh Thị", "Định Thị" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_true(cost_of(pairs[i][0]) + LM_NAT < cost_of(pairs[i][1]));
}

static void case_digits_and_dashes_are_one(void **state)
{
    (void)state;
    assert_int_equal(cost_of("CỘNG HÒA"), cost_of("cộng hòa"));
    assert_int_equal(cost_of("ngày 12"), cost_of("ngày 98"));
    assert_int_equal(lm_symbol(0x2013), lm_symbol('-'));
    assert_int_equal(lm_symbol(0x201C), lm_symbol('"'));
    assert_int_equal(lm_symbol(0x4E00), LM_OTHER);
    assert_int_equal(lm_symbol(0), LM_OTHER);
}

/* Every symbol has a probability after anything, and they sum to about one. */
static void costs_are_probabilities(void **state)
{
    static const char *const texts[] = { "", "c", "thực hi", "xqzwk", "Số: 1", "!!!!!!" };
    double weight[LM_COST_MAX + 1] = { 1 };

    (void)state;
    for (int i = 1; i <= LM_COST_MAX; i++)
        weight[i] = weight[i - 1] * 0.9394130628134758; /* exp(-1 / LM_NAT) */
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        struct lm_context c;
        double sum = 0;
        lm_start(model, &c);
        for (size_t i = 0, len = strlen(texts[t]); i < len;)
            lm_push(model, &c, lm_symbol(utf8_next(texts[t], len, &i)));
        for (uint32_t s = 1; s < lm_symbols(); s++) {
            const uint32_t cost = lm_cost(model, &c, s);
            assert_in_range(cost, 1, LM_COST_MAX);
            sum += weight[cost];
        }
        assert_true(sum > 0.9 && sum < 1.1);
    }
}

static void a_boundary_forgets(void **state)
{
    struct lm_context a, b;

    (void)state;
    lm_start(model, &a);
    lm_start(model, &b);
    lm_push(model, &a, lm_symbol('x'));
    lm_push(model, &a, LM_BOUNDARY);
    assert_memory_equal(&a, &b, sizeof a.last);
    assert_int_equal(a.known, b.known);
    for (uint32_t s = 1; s < lm_symbols(); s++)
        assert_int_equal(lm_cost(model, &a, s), lm_cost(model, &b, s));
}

static void lexicon_knows_syllables_not_abbreviations(void **state)
{
    (void)state;
    static const char *const yes[] = { "nguyễn", "quyết", "phường", "nghĩa", "huyện" };
    static const char *const no[] = { "ubnd", "quyêt", "nghiã", "xyz", "" };
    for (size_t i = 0; i < 5; i++) {
        assert_true(lm_knows(model, yes[i], strlen(yes[i])));
        assert_false(lm_knows(model, no[i], strlen(no[i])));
    }
}

static void opened_twice_is_one(void **state)
{
    char path[4096];
    struct err e = { 0 };
    struct lm *again = NULL;

    (void)state;
    assert_true(file_data_path("models/vi-lm.bin", path, sizeof path, &e));
    assert_true(lm_open(&again, path, &e));
    assert_ptr_equal(again, model);
    lm_close(again);
    assert_true(cost_of("còn đây") > 0);
    assert_false(lm_open(&again, "no/such/file", &e));
    assert_null(again);
}

static void put32(uint8_t *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (uint8_t)(v >> 8 * i);
}

/* Head, one bucket, two lexicon words. */
enum { TINY = 16 + 64 + 8 };

static void tiny(uint8_t *p)
{
    memset(p, 0, TINY);
    memcpy(p, "SOHOALM1", 8);
    put32(p + 8, 1);
    put32(p + 12, 2);
    put32(p + 80, 5);
    put32(p + 84, 9);
}

static void damaged_files_are_refused(void **state)
{
    uint8_t p[TINY];
    struct err e = { 0 };
    struct lm *m = NULL;

    (void)state;
    tiny(p);
    assert_true(lm_parse(&m, p, sizeof p, &e));
    lm_close(m);
    for (size_t len = 0; len < sizeof p; len++) {
        assert_false(lm_parse(&m, p, len, &e));
        assert_int_equal(e.kind, ERR_INPUT);
    }
    static const struct {
        size_t at;
        uint32_t value;
    } bad[] = { { 0, 0 },           { 8, 0 },  { 8, UINT32_MAX }, { 8, 1 << 28 },
                { 12, UINT32_MAX }, { 12, 1 }, { 84, 5 },         { 84, 1 } };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        tiny(p);
        put32(p + bad[i].at, bad[i].value);
        assert_false(lm_parse(&m, p, sizeof p, &e));
        assert_int_equal(e.kind, ERR_INPUT);
        assert_null(m);
    }
}

/* Full buckets and senseless slots: every question still ends, within its range. */
static void senseless_tables_answer(void **state)
{
    enum { BUCKETS = 5, LEN = 16 + BUCKETS * 64 };
    uint8_t p[LEN];
    uint32_t seed = 7;
    struct err e = { 0 };
    struct lm *m = NULL;

    (void)state;
    for (int round = 0; round < 50; round++) {
        memcpy(p, "SOHOALM1", 8);
        put32(p + 8, BUCKETS);
        put32(p + 12, 0);
        for (size_t i = 16; i < LEN; i++) {
            seed = seed * 1664525 + 1013904223;
            p[i] = round == 0 ? 0xFF : (uint8_t)(seed >> 24);
        }
        assert_true(lm_parse(&m, p, LEN, &e));
        struct lm_context c;
        lm_start(m, &c);
        for (uint32_t s = 0; s < 300; s++) {
            assert_in_range(lm_cost(m, &c, s % 256), 1, LM_COST_MAX);
            lm_push(m, &c, s % 256);
            assert_in_range(c.known, 0, LM_ORDER - 1);
        }
        assert_false(lm_knows(m, "a", 1));
        lm_close(m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_marks_cost_less),
        cmocka_unit_test(case_digits_and_dashes_are_one),
        cmocka_unit_test(costs_are_probabilities),
        cmocka_unit_test(a_boundary_forgets),
        cmocka_unit_test(lexicon_knows_syllables_not_abbreviations),
        cmocka_unit_test(opened_twice_is_one),
        cmocka_unit_test(damaged_files_are_refused),
        cmocka_unit_test(senseless_tables_answer),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
