/* Both engines on a page typeset with Leptonica's bitmap font. */
#include <leptonica/allheaders.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/ocr.h"

static const char *const lines_of_page[] = { "Cong van so 123 ngay 14 thang 5",
                                             "Ho ten nguoi dan trong to khai",
                                             "Noi nhan va luu tru ho so giay" };

static struct ocr *engine(enum ocr_kind kind)
{
    static char model[4096];
    struct err e;
    struct ocr *o = NULL;

    if (!ocr_default_model(model, sizeof model, &e))
        skip();
    const struct ocr_opts opts = { .kind = kind, .model_path = model, .deadline_ms = 60000 };
    if (!ocr_open(&o, &opts, &e))
        fail_msg("%s", e.text);
    return o;
}

static struct grey typeset(void)
{
    L_BMF *font = bmfCreate(NULL, 20);
    PIX *pix = pixCreate(1600, 500, 8);
    struct grey g;
    struct err e;

    pixSetAll(pix);
    for (int i = 0; i < 3; i++)
        pixSetTextline(pix, font, lines_of_page[i], 0, 60, 120 + 120 * i, NULL, NULL);
    assert_true(grey_init(&g, pixGetWidth(pix), pixGetHeight(pix), &e));
    for (int32_t y = 0; y < g.h; y++)
        for (int32_t x = 0; x < g.w; x++) {
            l_uint32 v;
            pixGetPixel(pix, x, y, &v);
            grey_row(&g, y)[x] = (uint8_t)v;
        }
    bmfDestroy(&font);
    pixDestroy(&pix);
    return g;
}

static bool has_word(const struct page_read *p, const char *text)
{
    for (uint32_t i = 0; i < p->n_words; i++)
        if (strcmp(p->words[i].text, text) == 0)
            return true;
    return false;
}

static void check_page(const struct page_read *p, const struct grey *g)
{
    uint32_t words = 0;

    assert_int_equal(p->n_lines, 3);
    for (uint32_t i = 0; i < p->n_lines; i++) {
        assert_int_equal(p->lines[i].first, words);
        words += p->lines[i].count;
        assert_in_range(p->lines[i].baseline_y, 110 + 120 * i, 130 + 120 * i);
    }
    assert_int_equal(words, p->n_words);
    for (uint32_t i = 0; i < p->n_words; i++) {
        const struct box b = p->words[i].box;
        assert_true(b.x0 >= 0 && b.x0 < b.x1 && b.x1 <= g->w && b.y0 >= 0 && b.y0 < b.y1 &&
                    b.y1 <= g->h);
        assert_true(p->words[i].conf >= 0 && p->words[i].conf <= 1);
    }
    assert_true(has_word(p, "123") && has_word(p, "thang"));
    assert_true(p->text_confidence > 0.5f);
}

static void reads(enum ocr_kind kind)
{
    struct ocr *o = engine(kind);
    struct grey g = typeset();
    struct arena a;
    struct page_read p = { 0 }, again = { 0 };
    struct err e;

    arena_init(&a, 64 << 20);
    assert_true(ocr_read(o, &g, 300, &a, &p, &e));
    check_page(&p, &g);
    assert_true(ocr_read(o, &g, 300, &a, &again, &e));
    assert_int_equal(p.n_words, again.n_words);
    for (uint32_t i = 0; i < p.n_words; i++) {
        assert_string_equal(p.words[i].text, again.words[i].text);
        assert_memory_equal(&p.words[i].box, &again.words[i].box, sizeof(struct box));
        assert_true(!(p.words[i].conf < again.words[i].conf) &&
                    !(p.words[i].conf > again.words[i].conf));
    }
    memset(g.px, 255, g.stride * (size_t)g.h);
    assert_true(ocr_read(o, &g, 300, &a, &p, &e));
    assert_int_equal(p.n_words, 0);
    assert_int_equal(p.n_lines, 0);
    arena_reset(&a);
    grey_release(&g);
    ocr_close(o);
}

static void fast_reads(void **state)
{
    (void)state;
    reads(OCR_FAST);
}

static void tesseract_reads(void **state)
{
    (void)state;
    reads(OCR_TESSERACT);
}

static void turn(struct grey *g)
{
    for (int32_t y = 0; y < (g->h + 1) / 2; y++)
        for (int32_t x = 0; x < g->w; x++) {
            uint8_t *a = &grey_row(g, y)[x], *b = &grey_row(g, g->h - 1 - y)[g->w - 1 - x];
            const uint8_t v = *a;
            *a = *b;
            *b = v;
        }
}

static void tells_up_from_down(void **state)
{
    struct ocr *o = engine(OCR_FAST);
    struct grey g = typeset();
    struct err e;
    bool flip;
    float margin;

    (void)state;
    assert_true(ocr_upside_down(o, &g, &flip, &margin, &e));
    assert_false(flip);
    assert_true(margin > 0.05f);
    turn(&g);
    assert_true(ocr_upside_down(o, &g, &flip, &margin, &e));
    assert_true(flip);
    memset(g.px, 255, g.stride * (size_t)g.h);
    assert_true(ocr_upside_down(o, &g, &flip, &margin, &e));
    assert_false(flip);
    assert_true(margin == 0);
    grey_release(&g);
    ocr_close(o);
}

static void missing_model(void **state)
{
    struct ocr *o;
    struct err e = { 0 };

    (void)state;
    for (int kind = OCR_FAST; kind <= OCR_TESSERACT; kind++) {
        const struct ocr_opts opts = { .kind = (enum ocr_kind)kind,
                                       .model_path = "/nowhere/vie.traineddata" };
        assert_false(ocr_open(&o, &opts, &e));
        assert_null(o);
        assert_true(e.text[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fast_reads),
        cmocka_unit_test(tesseract_reads),
        cmocka_unit_test(tells_up_from_down),
        cmocka_unit_test(missing_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
