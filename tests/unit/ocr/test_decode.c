/* The decoder over made-up softmaxes: what it repairs, and what it must not touch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/atomicfile.h"
#include "base/utf8.h"
#include "ocr/decode.h"
#include "ocr/ocr.h"

enum { STEPS_MAX = 1024, NUMBERS = 10000 };

static struct lstm_model *net;
static struct lm *lm;
static struct decode *decoder;
static struct arena arena;
static float *softmax, *first_softmax; /* STEPS_MAX rows of codes */
static uint32_t seed = 1;
static bool next_is_small; /* the line behind begins with a small letter */

static uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static int open_models(void **state)
{
    char path[4096];
    struct err e = { 0 };

    (void)state;
    if (!ocr_default_model(path, sizeof path, &e))
        return 0;
    if (!lstm_model_open(&net, path, &e) || !ocr_default_lm(path, sizeof path, &e) ||
        !lm_open(&lm, path, &e) || !decode_open(&decoder, net, lm, &e))
        return -1;
    arena_init(&arena, 16 << 20);
    softmax = calloc((size_t)STEPS_MAX * (size_t)lstm_model_codes(net), sizeof *softmax);
    first_softmax = calloc((size_t)STEPS_MAX * (size_t)lstm_model_codes(net), sizeof *softmax);
    return softmax && first_softmax ? 0 : -1;
}

static int close_models(void **state)
{
    (void)state;
    free(softmax);
    free(first_softmax);
    if (net)
        arena_reset(&arena);
    decode_close(decoder);
    lm_close(lm);
    lstm_model_close(net);
    return 0;
}

static void need_models(void)
{
    if (!net) {
        print_message("no vie.traineddata: install tesseract-ocr-vie\n");
        skip();
    }
}

static int32_t code_of(uint32_t cp)
{
    char text[5] = { 0 };

    (void)utf8_put(cp, text);
    for (int32_t i = 0; i < lstm_model_codes(net); i++)
        if (strcmp(lstm_model_text(net, i), text) == 0)
            return i;
    fail_msg("the model has no code for %s", text);
    return -1;
}

/* A line being drawn: what the network says, step by step. */
struct line {
    int32_t steps;
    struct lstm_line_out out;
};

static void begin(struct line *l)
{
    *l = (struct line){ 0 };
    l->out.chars = ARENA_NEW(&arena, struct lstm_char, STEPS_MAX);
    memset(softmax, 0, (size_t)STEPS_MAX * (size_t)lstm_model_codes(net) * sizeof *softmax);
}

static float *row(const struct line *l)
{
    assert_in_range(l->steps, 0, STEPS_MAX - 1);
    return softmax + (size_t)l->steps * (size_t)lstm_model_codes(net);
}

/* The network reads `cp` with probability p and thinks of `other` for the rest (0: of nothing). */
static void put(struct line *l, uint32_t cp, float p, uint32_t other)
{
    const int32_t code = code_of(cp);
    float *r = row(l);

    r[code] = p;
    r[other ? code_of(other) : lstm_model_null(net)] += 1 - p;
    l->out.chars[l->out.n++] = (struct lstm_char){ .text = lstm_model_text(net, code),
                                                   .code = code,
                                                   .t0 = l->steps,
                                                   .t1 = l->steps + 1,
                                                   .x0 = 10 * l->steps,
                                                   .x1 = 10 * l->steps + 10,
                                                   .conf = p,
                                                   .space = cp == ' ' };
    l->steps++;
    row(l)[lstm_model_null(net)] = 1;
    l->steps++;
    l->out.steps = l->steps;
}

static void put_text(struct line *l, const char *text, float p)
{
    for (size_t i = 0, len = strlen(text); i < len;)
        put(l, utf8_next(text, len, &i), p, 0);
}

static struct lstm_softmax view_of(const float *p, const struct line *l)
{
    return (struct lstm_softmax){ .p = p,
                                  .stride = (size_t)lstm_model_codes(net),
                                  .steps = l->steps,
                                  .codes = lstm_model_codes(net),
                                  .null_code = lstm_model_null(net),
                                  .x0 = 0,
                                  .step_px = 10 };
}

static const char *decoded_line(struct line *l)
{
    struct err e = { 0 };
    static char text[8 * STEPS_MAX];
    size_t len = 0;

    text[0] = 0;
    assert_true(decode_line(decoder, 0, false, next_is_small, &l->out, &arena, &e));
    for (int32_t i = 0; i < l->out.n; i++) {
        const struct lstm_char *c = &l->out.chars[i];
        assert_true(c->x1 > c->x0 && c->conf >= 0 && c->conf <= 1);
        assert_true(c->t0 >= 0 && c->t1 > c->t0 && c->t1 <= l->steps);
        len += (size_t)snprintf(text + len, sizeof text - len, "%s", c->text);
    }
    return text;
}

static const char *decoded(struct line *l)
{
    const struct lstm_softmax view = view_of(softmax, l);
    struct err e = { 0 };

    assert_true(decode_begin(decoder, 1, &e));
    assert_true(decode_sink(decoder, 0, &view, &l->out, &e));
    return decoded_line(l);
}

/* What was drawn last is what the first network reads; the second one's line is drawn next. */
static void keep_first(const struct line *l)
{
    memcpy(first_softmax, softmax,
           (size_t)l->steps * (size_t)lstm_model_codes(net) * sizeof *softmax);
}

static const char *decoded_by_both(struct line *first, struct line *second)
{
    const struct lstm_softmax a = view_of(first_softmax, first), b = view_of(softmax, second);
    const uint32_t which = 0;
    struct decode_second sink = { decoder, &which, &first->out };
    struct err e = { 0 };

    assert_true(decode_begin(decoder, 1, &e));
    assert_true(decode_sink(decoder, 0, &a, &first->out, &e));
    assert_true(decode_second_sink(&sink, 0, &b, &second->out, &e));
    return decoded_line(first);
}

/* Two readings in which '#' stands for steps without a character. */
static const char *both(const char *first, float p, const char *second, float q,
                        struct line *result)
{
    struct line other;

    for (int k = 0; k < 2; k++) {
        struct line *l = k ? &other : result;
        const char *text = k ? second : first;
        begin(l);
        for (size_t i = 0, len = strlen(text); i < len;) {
            const uint32_t cp = utf8_next(text, len, &i);
            if (cp != '#') {
                put(l, cp, k ? q : p, cp == ' ' ? 0 : k ? '=' : '%');
                continue;
            }
            for (int blank = 0; blank < 2; blank++, l->steps++)
                row(l)[lstm_model_null(net)] = 1;
            l->out.steps = l->steps;
        }
        if (!k)
            keep_first(l);
    }
    return decoded_by_both(result, &other);
}

static float least_conf(const struct line *l, int32_t from, int32_t to)
{
    float least = 1;

    for (int32_t i = from; i < to; i++)
        least = l->out.chars[i].conf < least ? l->out.chars[i].conf : least;
    return least;
}

static const char *decode_text(const char *text, float p)
{
    struct line l;

    begin(&l);
    put_text(&l, text, p);
    return decoded(&l);
}

/* On a poor line wrong marks are put right although the network never thought of the right ones. */
static void marks_are_repaired(void **state)
{
    struct line l;
    struct lstm_char *c;

    (void)state;
    need_models();
    begin(&l);
    put_text(&l, "giấy chứng nhận quy", 0.97f);
    put(&l, 0x1EBF, 0.97f, 0);
    put_text(&l, "n sử dụng đất", 0.97f);
    assert_string_equal(decoded(&l), "giấy chứng nhận quyền sử dụng đất");
    c = &l.out.chars[19];
    assert_true(c->changed && c->conf > 0.5f);
    assert_int_equal(c->x0, 10 * 38);
    assert_false(l.out.chars[0].changed);
}

static void letters_are_repaired(void **state)
{
    struct line l;

    (void)state;
    need_models();
    begin(&l);
    put_text(&l, "tổ chức thực hi", 0.99f);
    put(&l, 0x1EC7, 0.99f, 0);
    put(&l, 'u', 0.6f, 'n'); /* hiệu for hiện is a word: left */
    put_text(&l, " chính quyề", 0.99f);
    put(&l, 'm', 0.6f, 'n'); /* quyềm is none */
    put_text(&l, " địa phương", 0.99f);
    assert_non_null(strstr(decoded(&l), "quyền địa phương"));
}

/* A clean line is the network's, whatever the language would prefer. */
static void clean_lines_stay(void **state)
{
    static const char *const texts[] = { "Sẹo chấm cách 1cm trên mắt trái", "thềm lục địa",
                                         "Đinh Thiện Giang", "hễ trợ", "Họ tên: Ngô Thúy Quyên" };

    (void)state;
    need_models();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(decode_text(texts[i], 0.9999f), texts[i]);
}

static void protected_words_stay(void **state)
{
    static const char *const texts[] = {
        "theo Công văn số 12/UBND-TTPVHCC ngày",
        "QD-TTg của Thủ tướng",
        "gửi về hòm thư vanban@phuong.gov.vn",
        "Ông Đinh Văn Quyên, sinh năm",
        "tên: ĐINH THỊ QUYÊN",
        "phần mềm Microsoft Windows",
        "uỷ quyền cho ông hoà giải viên thuỷ",
        "Số: 5S/2O24/NĐ-CP",
        "Tôi phạm vi",
        "Tôi xin chịu trách nhiệm hình sự",
    };

    (void)state;
    need_models();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(decode_text(texts[i], 0.97f), texts[i]);
}

/* A hook read as an acute. */
static void put_hook(struct line *l, const char *before, const char *after)
{
    begin(l);
    put_text(l, before, 0.999f);
    put(l, 0x1EBF, 0.97f, 0x1EC3);
    put_text(l, after, 0.999f);
}

/* The first word of a sentence begins with a capital and is no name for that. */
static void sentences_begin_with_words(void **state)
{
    struct line l;

    (void)state;
    need_models();
    put_hook(&l, "Quy", "n số: 01/2009");
    assert_string_equal(decoded(&l), "Quyển số: 01/2009");
    put_hook(&l, "- Quy", "n số: 01/2009");
    assert_string_equal(decoded(&l), "- Quyển số: 01/2009");
    put_hook(&l, "ông Lâm Quy", "n về việc");
    assert_string_equal(decoded(&l), "ông Lâm Quyến về việc");
    put_hook(&l, "Quy", "n Lâm, về việc");
    assert_string_equal(decoded(&l), "Quyến Lâm, về việc");
}

/* Typewriters have one key for both: a figure among marked letters is a letter the network thought
 * of. Nothing else with a figure in it is touched. */
static void figures_in_words(void **state)
{
    static const struct {
        const char *before, *after, *want;
        uint32_t other;
    } cases[] = {
        { "cha mẹ nuô", " con nuôi", "cha mẹ nuôi con nuôi", 'i' },
        { "ông Nguyễn Há", " hai", "ông Nguyễn Há1 hai", 0 },
        { "lô ", " hai", "lô 1 hai", 'i' },
        { "thửa ha", " hai", "thửa ha1 hai", 'i' },
        { "số 4", "/TB của", "số 41/TB của", 'i' },
    };

    (void)state;
    need_models();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line l;
        begin(&l);
        put_text(&l, cases[i].before, 0.99f);
        put(&l, '1', 0.8f, cases[i].other);
        put_text(&l, cases[i].after, 0.99f);
        assert_string_equal(decoded(&l), cases[i].want);
    }
}

/* Words with a digit, in order, each followed by a line feed. */
static void digit_words(const char *text, char *out)
{
    for (const char *p = text; *p;) {
        const size_t n = strcspn(p, " ");
        const size_t d = strcspn(p, "0123456789");
        if (d < n) {
            memcpy(out, p, n);
            out += n;
            *out++ = '\n';
        }
        p += n + (p[n] == ' ');
    }
    *out = 0;
}

static void put_number(struct line *l)
{
    static const char *const forms[] = { "#",         "###",        "##/##/####", "############",
                                         "#.###.###", "##/QĐ-UBND", "#a",         "l#O#" };
    static const char confusable[] = "0OoDQ1lI|7Z2S5B8g9";
    const char *form = forms[random_below(sizeof forms / sizeof *forms)];

    for (size_t i = 0, len = strlen(form); i < len;) {
        uint32_t cp = utf8_next(form, len, &i);
        cp = cp == '#' ? '0' + random_below(10) : cp;
        uint32_t other = random_below(3) ? (uint8_t)confusable[random_below(18)] : 0;
        put(l, cp, 0.55f + 0.001f * (float)random_below(440), other == cp ? 0 : other);
    }
}

static void numbers_stay(void **state)
{
    static const char *const before[] = { "ngày",  "số",         "khoản",  "Điều",
                                          "tháng", "tổng cộng",  "hễ trợ", "thửa đất số",
                                          "CCCD",  "điện thoại:" };
    static const char *const after[] = { "của", "đồng", "năm", "Luật này", "dần phố", "" };
    static char was[8 * STEPS_MAX], is[8 * STEPS_MAX];

    (void)state;
    need_models();
    for (int n = 0; n < NUMBERS; n += 8) {
        struct line l;
        char text[8 * STEPS_MAX];
        size_t len = 0;
        arena_reset(&arena);
        begin(&l);
        for (int k = 0; k < 8; k++) {
            put_text(&l, before[random_below(10)], 0.9f);
            put(&l, ' ', 0.8f + 0.001f * (float)random_below(200), 0);
            put_number(&l);
            put(&l, ' ', 0.8f + 0.001f * (float)random_below(200), 0);
            put_text(&l, after[random_below(6)], 0.93f);
            put(&l, ' ', 0.99f, 0);
        }
        for (int32_t i = 0; i < l.out.n; i++)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s", l.out.chars[i].text);
        digit_words(text, was);
        digit_words(decoded(&l), is);
        assert_string_equal(is, was);
    }
}

/* Lines whose softmax was not kept, empty lines, noise: nothing breaks, nothing is invented. */
static void odd_lines(void **state)
{
    struct line l;
    struct err e = { 0 };

    (void)state;
    need_models();
    begin(&l);
    assert_string_equal(decoded(&l), "");
    assert_true(decode_begin(decoder, 1, &e));
    put_text(&l, "hễ trợ", 0.9f);
    struct lstm_line_out out = l.out;
    assert_true(decode_line(decoder, 0, true, false, &out, &arena, &e));
    assert_ptr_equal(out.chars, l.out.chars);
    assert_true(decode_line(decoder, 77, true, false, &out, &arena, &e));
    assert_string_equal(decode_text("hễ trợ", 0.5f), "hễ trợ");
    for (int round = 0; round < 20; round++) {
        begin(&l);
        for (int i = 0; i < 200; i++)
            put(&l, random_below(6) ? 'a' + random_below(26) : ' ',
                0.4f + 0.001f * (float)random_below(600), 'a' + random_below(26));
        (void)decoded(&l);
    }
}

/* On a line without any doubt a character whose steps hold nothing of it still has a way through.
 */
static void sure_letters_without_outputs(void **state)
{
    struct line l;

    (void)state;
    need_models();
    for (int32_t lost = 0; lost < 6; lost++) {
        begin(&l);
        put_text(&l, "ho tro", 1);
        float *r = softmax + (size_t)l.out.chars[lost].t0 * (size_t)lstm_model_codes(net);
        r[l.out.chars[lost].code] = 0;
        r[lstm_model_null(net)] = 1;
        assert_string_equal(decoded(&l), "ho tro");
    }
}

/* A comma without its tail, as a fax has it, on a line of some doubt. */
static const char *with_stop(const char *before, const char *after, float p)
{
    static struct line l;

    begin(&l);
    put_text(&l, before, p);
    put(&l, '.', 0.999f, ',');
    if (*after) {
        put(&l, ' ', 1, 0);
        put_text(&l, after, p);
    }
    return decoded(&l);
}

static void stops_before_small_letters(void **state)
{
    (void)state;
    need_models();
    assert_string_equal(with_stop("Thu Phú", "huyện", 0.98f), "Thu Phú, huyện");
    assert_string_equal(with_stop("đất số: 739", "tờ", 0.98f), "đất số: 739, tờ");
    assert_string_equal(with_stop("Thu Phú", "Huyện", 0.98f), "Thu Phú. Huyện");
    assert_string_equal(with_stop("Thu Phú", "", 0.98f), "Thu Phú.");
    next_is_small = true;
    assert_string_equal(with_stop("Thu Phú", "", 0.98f), "Thu Phú,");
    next_is_small = false;
    /* items and abbreviations */
    assert_string_equal(with_stop("1", "hồ", 0.98f), "1. hồ");
    assert_string_equal(with_stop("v.v", "và", 0.98f), "v.v. và");
    assert_string_equal(with_stop("Q", "hồ", 0.98f), "Q. hồ");
    assert_string_equal(with_stop("Thông tư này", "c) hồ", 0.98f), "Thông tư này. c) hồ");
}

/* The surer of two networks is believed, word by word, and a word they differ in is not sure. */
static void two_networks_vote(void **state)
{
    struct line l;

    (void)state;
    need_models();
    assert_string_equal(both("NHT Brno", 0.7f, "NHI Brno", 0.99f, &l), "NHI Brno");
    assert_in_range((int)(1000 * least_conf(&l, 0, 3)), 0, 980);
    assert_string_equal(both("NHI Brno", 0.99f, "NHT Brno", 0.7f, &l), "NHI Brno");
    assert_string_equal(both("Brno khac", 0.8f, "Brno khac", 0.999f, &l), "Brno khac");
    assert_true(least_conf(&l, 0, 4) > 0.8f);
    /* one that is of another length says nothing */
    assert_string_equal(both("NHT Brno", 0.7f, "NHI Brn", 0.99f, &l), "NHT Brno");
}

/* The networks see a space at different steps, and their mean would lose it. */
static void spaces_stay(void **state)
{
    struct line l;

    (void)state;
    need_models();
    assert_string_equal(both("- Lưu: VT.", 0.9f, "-#Lưu: VT.", 0.99f, &l), "- Lưu: VT.");
    assert_string_equal(both("-#Lưu: VT.", 0.99f, "- Lưu: VT.", 0.9f, &l), "- Lưu: VT.");
    assert_string_equal(both("IV.#CAM KẾT", 0.9f, "IV. CAM KẾT", 0.9f, &l), "IV. CAM KẾT");
}

/* A number's second reading is one of its own, elsewhere: this one must not go ahead of it. */
static void numbers_stay_with_two(void **state)
{
    struct line l;

    (void)state;
    need_models();
    assert_string_equal(both("số 1234/TB", 0.8f, "số 1734/TB", 0.999f, &l), "số 1234/TB");
    assert_string_equal(both("ngày 02 tháng", 0.9f, "ngày 92 tháng", 0.999f, &l), "ngày 02 tháng");
    assert_true(least_conf(&l, 5, 7) < 0.981f);
    assert_string_equal(both("1V. ký", 0.8f, "IV. ký", 0.99f, &l), "IV. ký");
}

/* Noise against noise: nothing breaks. */
static void odd_lines_of_two(void **state)
{
    struct line a, b;

    (void)state;
    need_models();
    for (int round = 0; round < 20; round++)
        for (int k = 0; k < 2; k++) {
            struct line *l = k ? &b : &a;
            begin(l);
            for (int i = 0; i < 200; i++)
                put(l, random_below(6) ? '0' + random_below(70) : ' ',
                    0.7f + 0.001f * (float)random_below(300), 'a' + random_below(26));
            if (!k)
                keep_first(l);
            else
                (void)decoded_by_both(&a, &b);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_repaired),
        cmocka_unit_test(letters_are_repaired),
        cmocka_unit_test(clean_lines_stay),
        cmocka_unit_test(protected_words_stay),
        cmocka_unit_test(sentences_begin_with_words),
        cmocka_unit_test(figures_in_words),
        cmocka_unit_test(numbers_stay),
        cmocka_unit_test(odd_lines),
        cmocka_unit_test(sure_letters_without_outputs),
        cmocka_unit_test(stops_before_small_letters),
        cmocka_unit_test(two_networks_vote),
        cmocka_unit_test(spaces_stay),
        cmocka_unit_test(numbers_stay_with_two),
        cmocka_unit_test(odd_lines_of_two),
    };
    return cmocka_run_group_tests(tests, open_models, close_models);
}
