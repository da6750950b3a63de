/* Equality with libtesseract, pixel for pixel and step for step.
 *
 * The library's internal functions are exported, so this program stands in front of two of them:
 * Input::PreparePixInput shows the scaled line, LSTMRecognizer::RecognizeLine the softmax. Each
 * line is given to the engine as an image of its own (PSM_RAW_LINE), to ours as a box. What is
 * declared here of the library's classes holds for 5.3.0, the release whose padding noise is
 * reproduced; another release is skipped. */
#include <dlfcn.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <allheaders.h>
#include <tesseract/capi.h>

#include "ocr/lstm_internal.h"
#include "tests/unit/ocr/lstm_tiny.h"
#include "tests/unit/ocr/tess_pix.h"

/* GENERIC_2D_ARRAY<float>, the first member of NetworkIO. */
struct network_io {
    void *vptr;
    const float *array;
    float empty;
    int dim1, dim2;
};

static struct {
    uint8_t *scaled;
    int w, h;
    float *softmax;
    int steps, codes, calls;
} real;

bool recognize_line(
    void *self, const void *image, float invert, bool debug, bool re_invert, bool upside_down,
    float *scale, void *inputs,
    struct network_io *outputs) __asm__("_ZN9tesseract14LSTMRecognizer13RecognizeLineERKNS_"
                                        "9ImageDataEfbbbPfPNS_9NetworkIOES6_");
void prepare_pix(const void *shape, PIX *pix, void *random, void *input) __asm__(
    "_ZN9tesseract5Input15PreparePixInputERKNS_11StaticShapeENS_5ImageEPNS_5TRandEPNS_9NetworkIOE");

bool recognize_line(void *self, const void *image, float invert, bool debug, bool re_invert,
                    bool upside_down, float *scale, void *inputs, struct network_io *outputs)
{
    static bool (*next)(void *, const void *, float, bool, bool, bool, float *, void *,
                        struct network_io *);
    if (!next)
        *(void **)&next =
            dlsym(RTLD_NEXT, "_ZN9tesseract14LSTMRecognizer13RecognizeLineERKNS_9ImageDataEfbbb"
                             "PfPNS_9NetworkIOES6_");
    const bool ok =
        next(self, image, invert, debug, re_invert, upside_down, scale, inputs, outputs);
    if (ok) {
        const size_t n = (size_t)outputs->dim1 * (size_t)outputs->dim2;
        free(real.softmax);
        real.softmax = malloc(n * sizeof(float));
        memcpy(real.softmax, outputs->array, n * sizeof(float));
        real.steps = outputs->dim1;
        real.codes = outputs->dim2;
        real.calls++;
    }
    return ok;
}

void prepare_pix(const void *shape, PIX *pix, void *random, void *input)
{
    static void (*next)(const void *, PIX *, void *, void *);
    if (!next)
        *(void **)&next =
            dlsym(RTLD_NEXT, "_ZN9tesseract5Input15PreparePixInputERKNS_11StaticShapeENS_5ImageE"
                             "PNS_5TRandEPNS_9NetworkIOE");
    if (!real.scaled &&
        pixGetDepth(pix) == 8) { /* the first of a line; a second one is its negative */
        real.w = pixGetWidth(pix);
        real.h = pixGetHeight(pix);
        real.scaled = malloc((size_t)real.w * (size_t)real.h);
        for (int y = 0; y < real.h; y++)
            for (int x = 0; x < real.w; x++)
                real.scaled[y * real.w + x] =
                    (uint8_t)GET_DATA_BYTE(pixGetData(pix) + (size_t)y * (size_t)pixGetWpl(pix), x);
    }
    next(shape, pix, random, input);
}

struct state {
    TessBaseAPI *api;
    struct lstm_model *m;
    struct lstm *l;
    struct arena a;
    /* findings */
    int lines, steps, inverted, changed_winner;
    float worst;
};

static int setup(void **state)
{
    static struct state s;
    const char *named = getenv("SOHOA_LSTM_TESSDATA"); /* a folder with another vie.traineddata */
    const char *folder = named ? named : "/usr/share/tesseract-ocr/5/tessdata";
    char path[200];
    struct err e = { 0 };

    *state = NULL;
    snprintf(path, sizeof path, "%s/vie.traineddata", folder);
    if (strcmp(TessVersion(), "5.3.0") != 0 || !lstm_model_open(&s.m, path, &e))
        return 0;
    arena_init(&s.a, 64 << 20);
    s.api = TessBaseAPICreate();
    if (!lstm_open(&s.l, s.m, &e) || TessBaseAPIInit2(s.api, folder, "vie", OEM_LSTM_ONLY) != 0)
        return -1;
    *state = &s;
    return 0;
}

static int teardown(void **state)
{
    struct state *s = *state;

    if (!s)
        return 0;
    TessBaseAPIEnd(s->api);
    TessBaseAPIDelete(s->api);
    lstm_close(s->l);
    lstm_model_close(s->m);
    arena_reset(&s->a);
    free(real.softmax);
    free(real.scaled);
    return 0;
}

static int winner(const float *p, int n)
{
    int best = 0;
    for (int i = 1; i < n; i++)
        best = p[i] > p[best] ? i : best;
    return best;
}

static bool compare(void *ctx, size_t line, const struct lstm_softmax *v, struct lstm_line_out *out,
                    struct err *e)
{
    struct state *s = ctx;

    (void)line;
    (void)e;
    assert_int_equal(v->steps, real.steps);
    assert_int_equal(v->codes, real.codes);
    for (int t = 0; t < v->steps; t++) {
        const float *ours = v->p + (size_t)t * v->stride, *theirs = real.softmax + t * real.codes;
        for (int c = 0; c < v->codes; c++)
            s->worst = fmaxf(s->worst, fabsf(ours[c] - theirs[c]));
        s->changed_winner += winner(ours, v->codes) != winner(theirs, v->codes);
    }
    s->steps += v->steps;
    s->inverted += out->inverted;
    s->lines++;
    return true;
}

static void check_line(struct state *s, const struct grey *g, struct box b)
{
    struct lstm_line_out out;
    const struct lstm_line_in in = { g, b };
    struct err e = { 0 };
    struct lstm_mem tmp = { 0 };
    PIX *clip = pix_of(g, b);

    free(real.scaled);
    real.scaled = NULL;
    real.calls = 0;
    TessBaseAPISetPageSegMode(s->api, PSM_RAW_LINE);
    TessBaseAPISetImage2(s->api, clip);
    assert_int_equal(TessBaseAPIRecognize(s->api, NULL), 0);
    pixDestroy(&clip);
    if (real.calls == 0) { /* too narrow: both refuse */
        lstm_set_softmax_sink(s->l, NULL, NULL);
        assert_true(lstm_read_lines(s->l, &in, 1, &s->a, &out, &e));
        assert_int_equal(out.steps, 0);
        return;
    }
    assert_int_equal(real.calls, 1);

    const int32_t w = lstm_scaled_width(b.x1 - b.x0, b.y1 - b.y0);
    assert_int_equal(real.w, w);
    uint8_t *ours = malloc((size_t)w * LSTM_HEIGHT);
    assert_true(lstm_scale(g, b, ours, w, &tmp, &e));
    assert_memory_equal(ours, real.scaled, (size_t)w * LSTM_HEIGHT);
    free(ours);
    lstm_mem_release(&tmp);

    lstm_set_softmax_sink(s->l, compare, s);
    assert_true(lstm_read_lines(s->l, &in, 1, &s->a, &out, &e));
    assert_int_equal(out.steps, real.steps);
}

static void begin(struct state *s)
{
    s->lines = s->steps = s->inverted = s->changed_winner = 0;
    s->worst = 0;
}

static void verdict(const struct state *s)
{
    print_message("%d lines, %d steps, %d inverted: largest difference %.2g, %d winners changed\n",
                  s->lines, s->steps, s->inverted, (double)s->worst, s->changed_winner);
    assert_true(s->worst <= 2e-6f);
    assert_int_equal(s->changed_winner, 0);
}

/* Text of Leptonica's own bitmap font, any height, some noise, either polarity. */
static void draw(struct grey *g, int32_t h, const char *text, bool negative)
{
    struct err e = { 0 };
    L_BMF *font = bmfCreate(NULL, 20);
    PIX *p = pixCreate(700, 44, 8), *scaled;

    pixSetAll(p);
    pixSetTextline(p, font, text, 0x20, 10, 34, NULL, NULL);
    scaled = pixScale(p, (float)h / 44, (float)h / 44);
    assert_true(grey_init(g, pixGetWidth(scaled), pixGetHeight(scaled), &e));
    tiny_seed = (uint32_t)h;
    for (int32_t y = 0; y < g->h; y++)
        for (int32_t x = 0; x < g->w; x++) {
            const int v =
                (int)GET_DATA_BYTE(pixGetData(scaled) + (size_t)y * (size_t)pixGetWpl(scaled), x) -
                (int)(tiny_random() % 24);
            grey_row(g, y)[x] = (uint8_t)(v < 0 ? 0 : v);
            if (negative)
                grey_row(g, y)[x] ^= 255;
        }
    pixDestroy(&scaled);
    pixDestroy(&p);
    bmfDestroy(&font);
}

static void drawn_lines(void **state)
{
    struct state *s = *state;
    static const char *const texts[] = { "SO: 12/2026/UBND-VP", "Ho ten: Tran Van Mau, sinh 1984",
                                         "dia chi: 15 pho Hang Dao, Ha Noi" };
    if (!s)
        skip();
    begin(s);
    for (int32_t h = 14; h < 130; h += h < 60 ? 5 : 17)
        for (int k = 0; k < 2; k++) {
            struct grey g = { 0 };
            draw(&g, h, texts[h % 3], k == 1);
            check_line(s, &g, (struct box){ 0, 0, g.w, g.h });
            check_line(s, &g, (struct box){ g.w / 3, 0, g.w * 2 / 3 + k, g.h - 1 });
            grey_release(&g);
        }
    verdict(s);
    assert_true(s->inverted > 0);
}

static void special_sizes(void **state)
{
    struct state *s = *state;
    static const int32_t sizes[][2] = { { 200, 9 },   { 200, 18 },  { 200, 36 },  { 201, 72 },
                                        { 203, 144 }, { 207, 288 }, { 600, 576 }, { 300, 181 },
                                        { 300, 179 }, { 300, 51 },  { 300, 52 },  { 300, 25 },
                                        { 300, 26 },  { 35, 35 },   { 37, 37 },   { 16, 40 },
                                        { 17, 40 },   { 18, 40 },   { 19, 40 },   { 2, 36 },
                                        { 3, 36 } };
    if (!s)
        skip();
    begin(s);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct grey g = { 0 };
        struct err e = { 0 };
        assert_true(grey_init(&g, sizes[i][0], sizes[i][1], &e));
        tiny_strokes(&g, (uint32_t)i, i % 4 == 3);
        check_line(s, &g, (struct box){ 0, 0, g.w, g.h });
        grey_release(&g);
    }
    verdict(s);
}

/* A page named by SOHOA_LSTM_PAGE (any image Leptonica reads): every line Tesseract's layout finds.
 */
static void lines_of_a_page(void **state)
{
    struct state *s = *state;
    const char *path = getenv("SOHOA_LSTM_PAGE");

    if (!s || !path)
        skip();
    PIX *page = pixRead(path), *grey = page ? pixConvertTo8(page, 0) : NULL;
    assert_non_null(grey);
    struct grey g = grey_of(grey);
    TessBaseAPISetPageSegMode(s->api, PSM_AUTO);
    TessBaseAPISetImage2(s->api, grey);
    BOXA *lines = TessBaseAPIGetComponentImages(s->api, RIL_TEXTLINE, 1, NULL, NULL);
    begin(s);
    for (int i = 0; lines && i < boxaGetCount(lines); i++) {
        l_int32 x, y, w, h;
        boxaGetBoxGeometry(lines, i, &x, &y, &w, &h);
        struct box b = { x - 4, y - 4, x + w + 4, y + h + 4 };
        b.x0 = b.x0 < 0 ? 0 : b.x0;
        b.y0 = b.y0 < 0 ? 0 : b.y0;
        b.x1 = b.x1 > g.w ? g.w : b.x1;
        b.y1 = b.y1 > g.h ? g.h : b.y1;
        check_line(s, &g, b);
    }
    boxaDestroy(&lines);
    pixDestroy(&grey);
    pixDestroy(&page);
    grey_release(&g);
    verdict(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawn_lines),
        cmocka_unit_test(special_sizes),
        cmocka_unit_test(lines_of_a_page),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
