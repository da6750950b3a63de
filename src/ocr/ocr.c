#include "ocr/ocr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "ocr/engine.h"
#include "ocr/spread.h"

struct ocr {
    struct ocr_opts opts;
    struct fast_engine *fast;
    struct tess_engine *tess;
    char model[4096], lm[4096], second[4096];
};

bool ocr_default_model(char *out, size_t cap, struct err *e)
{
    static const char *const dirs[] = { "/usr/share/tesseract-ocr/5/tessdata",
                                        "/usr/share/tesseract-ocr/4.00/tessdata",
                                        "/usr/share/tessdata", "/usr/local/share/tessdata" };
    const char *env = getenv("TESSDATA_PREFIX");

    if (env && *env && snprintf(out, cap, "%s/vie.traineddata", env) < (int)cap &&
        access(out, R_OK) == 0)
        return true;
    for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
        if (snprintf(out, cap, "%s/vie.traineddata", dirs[i]) < (int)cap && access(out, R_OK) == 0)
            return true;
    return err_set(e, ERR_MISSING,
                   "no vie.traineddata found; install tesseract-ocr-vie, or set "
                   "TESSDATA_PREFIX to the folder that holds it");
}

bool ocr_default_lm(char *out, size_t cap, struct err *e)
{
    return file_data_path("models/vi-lm.bin", out, cap, e);
}

/* A copy of an option's path, NULL of none. */
static bool keep_path(const char **path, char *own, size_t cap, struct err *e)
{
    if (*path && snprintf(own, cap, "%s", *path) >= (int)cap)
        return err_set(e, ERR_MISSING, "the path of a model is too long");
    *path = *path ? own : NULL;
    return true;
}

bool ocr_open(struct ocr **out, const struct ocr_opts *o, struct err *e)
{
    struct ocr *p = calloc(1, sizeof *p);
    bool ok;

    *out = NULL;
    if (!p)
        return err_set(e, ERR_NOMEM, "no memory for a recogniser");
    p->opts = *o;
    ok = (o->model_path || err_set(e, ERR_MISSING, "no model given")) &&
         keep_path(&p->opts.model_path, p->model, sizeof p->model, e) &&
         keep_path(&p->opts.lm_path, p->lm, sizeof p->lm, e) &&
         keep_path(&p->opts.second_path, p->second, sizeof p->second, e);
    if (ok)
        ok = o->kind == OCR_TESSERACT ? tess_engine_open(&p->tess, &p->opts, e)
                                      : fast_engine_open(&p->fast, &p->opts, e);
    if (!ok) {
        ocr_close(p);
        return false;
    }
    *out = p;
    return true;
}

void ocr_close(struct ocr *o)
{
    if (!o)
        return;
    tess_engine_close(o->tess);
    fast_engine_close(o->fast);
    free(o);
}

void ocr_set_threads(struct ocr *o, int n)
{
    if (o->fast)
        fast_engine_set_threads(o->fast, n);
}

static void empty_page(struct page_read *out, const char *engine)
{
    out->words = NULL;
    out->lines = NULL;
    out->n_words = out->n_lines = 0;
    out->text_confidence = 0;
    out->engine = engine;
}

static bool tess_part(void *engine, const struct grey *page, int32_t dpi, struct arena *a,
                      struct page_read *out, struct err *e)
{
    return tess_engine_read(engine, page, dpi, a, out, e);
}

static bool tess_read(struct tess_engine *t, const struct grey *page, int32_t dpi, struct arena *a,
                      struct page_read *out, struct err *e)
{
    struct lines l = { 0 };
    int32_t x;

    if (page->w > page->h && !lines_find(page, dpi, &l, e))
        return false;
    const bool spread = l.n && spread_gutter(&l, page->w, page->h, &x);
    lines_release(&l);
    return spread ? spread_read(tess_part, t, page, x, dpi, a, out, e)
                  : tess_engine_read(t, page, dpi, a, out, e);
}

bool ocr_read(struct ocr *o, const struct grey *page, int32_t dpi, struct arena *a,
              struct page_read *out, struct err *e)
{
    empty_page(out, o->fast ? "fast" : "tesseract");
    return o->fast ? fast_engine_read(o->fast, page, dpi, a, out, e)
                   : tess_read(o->tess, page, dpi, a, out, e);
}

static bool turned_half(const struct grey *page, struct grey *out, struct err *e)
{
    if (!grey_init(out, page->w, page->h, e))
        return false;
    for (int32_t y = 0; y < page->h; y++) {
        const uint8_t *from = grey_row(page, page->h - 1 - y);
        uint8_t *to = grey_row(out, y);
        for (int32_t x = 0; x < page->w; x++)
            to[x] = from[page->w - 1 - x];
    }
    return true;
}

/* The reference engine has no sample of lines: it reads the page both ways. */
static bool tess_upside_down(struct tess_engine *t, const struct grey *page, bool *flip,
                             float *margin, struct err *e)
{
    struct grey other = { 0 };
    float up, down;
    uint32_t n_up, n_down;
    bool ok = tess_engine_rate(t, page, &up, &n_up, e) && turned_half(page, &other, e) &&
              tess_engine_rate(t, &other, &down, &n_down, e);

    grey_release(&other);
    if (!ok)
        return false;
    if (n_up + n_down < 12)
        return true;
    *margin = up > down ? up - down : down - up;
    *flip = down > up + 0.05f;
    return true;
}

bool ocr_upside_down(struct ocr *o, const struct grey *page, bool *flip, float *margin,
                     struct err *e)
{
    *flip = false;
    *margin = 0;
    return o->fast ? fast_engine_upside_down(o->fast, page, flip, margin, e)
                   : tess_upside_down(o->tess, page, flip, margin, e);
}
