/* The code a step belongs to: worked examples, and that sure steps stay what they are. Equality
 * with the library's own search is test_lstm_text.c's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/lstm_internal.h"

enum { A, B, C, NUL, CODES, STEPS_MAX = 64 };

static void path(const float p[][CODES], int32_t n, int32_t out[])
{
    struct lstm_best best[STEPS_MAX];

    for (int32_t t = 0; t < n; t++) {
        int32_t top = 0;
        for (int32_t c = 1; c < CODES; c++)
            top = p[t][c] > p[t][top] ? c : top;
        best[t] = (struct lstm_best){ .code = top, .p = p[t][top] };
    }
    lstm_path(p[0], CODES, n, CODES, NUL, best);
    for (int32_t t = 0; t < n; t++) {
        out[t] = best[t].code;
        assert_true(best[t].p == p[t][out[t]]);
    }
}

static void expect(const float p[][CODES], int32_t n, const int32_t *wanted)
{
    int32_t got[STEPS_MAX];

    path(p, n, got);
    for (int32_t t = 0; t < n; t++)
        assert_int_equal(got[t], wanted[t]);
}

#define SURE_NULL                                                                                  \
    {                                                                                              \
        0, 0, 0, 1                                                                                 \
    }

static void one_letter_of_two_winners(void **state)
{
    (void)state;
    /* A A: (.40 + .25) * .45 = .29; B B: (.35 + .25) * .50 = .30; A B: .40 * .50 = .20 */
    const float p[][CODES] = {
        SURE_NULL, { .40f, .35f, 0, .25f }, { .45f, .50f, 0, .05f }, SURE_NULL
    };
    expect(p, 4, (int32_t[]){ NUL, B, B, NUL });
}

static void two_letters_that_are_two(void **state)
{
    (void)state;
    /* A B: .9 * .9 before the null's shares; nothing else comes near */
    const float p[][CODES] = {
        SURE_NULL, { .90f, .05f, 0, .05f }, { .05f, .90f, 0, .05f }, SURE_NULL
    };
    expect(p, 4, (int32_t[]){ NUL, A, B, NUL });
}

static void the_null_lends_to_a_letter_that_lasts(void **state)
{
    (void)state;
    /* the null wins step 1, but A takes its share there because A follows: (.45 + .54) * .95 */
    const float p[][CODES] = {
        SURE_NULL, { .45f, 0, .01f, .54f }, { .95f, 0, 0, .05f }, SURE_NULL
    };
    expect(p, 4, (int32_t[]){ NUL, A, A, NUL });
    /* a single weak step cannot borrow: a letter that begins there must go on */
    const float q[][CODES] = { SURE_NULL, { .45f, 0, .01f, .54f }, SURE_NULL };
    expect(q, 3, (int32_t[]){ NUL, NUL, NUL });
}

static void sure_steps_stay(void **state)
{
    (void)state;
    float p[STEPS_MAX][CODES];
    int32_t got[STEPS_MAX];
    uint32_t seed = 5;

    for (int32_t t = 0; t < STEPS_MAX; t++) {
        seed = seed * 1664525u + 1013904223u;
        const int32_t sure = (int32_t)(seed >> 29) % CODES;
        const float rest = (seed >> 20 & 3) ? 0.002f : 0.2f;
        for (int32_t c = 0; c < CODES; c++)
            p[t][c] = c == sure ? 1 - 3 * rest : rest;
    }
    path((const float(*)[CODES])p, STEPS_MAX, got);
    int sure = 0;
    for (int32_t t = 0; t < STEPS_MAX; t++)
        if (p[t][got[t]] > 0.99f)
            sure++;
        else
            for (int32_t c = 0; c < CODES; c++)
                assert_true(p[t][c] <= 0.99f);
    assert_true(sure > STEPS_MAX / 2);
}

/* Zeros and ones only, unsure only, a single step: every path has a score. */
static void odd_matrices(void **state)
{
    (void)state;
    int32_t got[STEPS_MAX];
    const float flat[][CODES] = { { .25f, .25f, .25f, .25f }, { .25f, .25f, .25f, .25f } };
    const float split[][CODES] = { { .5f, .5f, 0, 0 }, { 0, 0, .5f, .5f }, { .5f, .5f, 0, 0 } };

    path(flat, 1, got);
    path(flat, 2, got);
    path(split, 3, got);
    for (int32_t t = 0; t < 3; t++)
        assert_true(got[t] >= 0 && got[t] < CODES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_letter_of_two_winners),
        cmocka_unit_test(two_letters_that_are_two),
        cmocka_unit_test(the_null_lends_to_a_letter_that_lasts),
        cmocka_unit_test(sure_steps_stay),
        cmocka_unit_test(odd_matrices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
