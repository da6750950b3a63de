/* libtesseract, the reference engine and the fallback. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif
#include <tesseract/capi.h>

#include "base/atomicfile.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "ocr/engine.h"
#include "ocr/words.h"

enum { MODEL_MAX = 256 << 20 };

struct tess_engine {
    TessBaseAPI *api;
    uint32_t deadline_ms;
    int omp_levels;
};

/* Some of Tesseract's parameters and its message stream are process-wide: they are set by whoever
 * comes first, under this lock, to the same values always. */
static pthread_mutex_t init_lock = PTHREAD_MUTEX_INITIALIZER;
static bool init_done;

static void set_globals(TessBaseAPI *api)
{
    if (init_done)
        return;
    /* Ruled lines have been seen to stall the table finder for hours. */
    TessBaseAPISetVariable(api, "textord_tabfind_find_tables", "0");
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    init_done = true;
}

/* "vie" of ".../vie.traineddata": parameters inside the model may be named after it. */
static void language_of(const char *path, char out[64])
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const size_t len = strcspn(name, ".");

    memcpy(out, name, len < 63 ? len : 63);
    out[len < 63 ? len : 63] = '\0';
}

static bool init_api(TessBaseAPI *api, const char *path, const struct buf *model)
{
    char lang[64];

    language_of(path, lang);
    pthread_mutex_lock(&init_lock);
    set_globals(api);
    const int rc = TessBaseAPIInit5(api, model->ptr, (int)model->len, lang, OEM_LSTM_ONLY, NULL, 0,
                                    NULL, NULL, 0, 0);
    pthread_mutex_unlock(&init_lock);
    if (rc == 0)
        TessBaseAPISetPageSegMode(api, PSM_AUTO);
    return rc == 0;
}

bool tess_engine_open(struct tess_engine **out, const struct ocr_opts *o, struct err *e)
{
    struct tess_engine *t = calloc(1, sizeof *t);
    struct buf model;
    bool ok;

    *out = NULL;
    if (!t)
        return err_set(e, ERR_NOMEM, "no memory for a recogniser");
    t->deadline_ms = o->deadline_ms;
    t->omp_levels = o->omp_levels;
    buf_init(&model, MODEL_MAX);
    ok = file_read(o->model_path, &model, e);
    if (ok) {
        t->api = TessBaseAPICreate();
        ok = (t->api && init_api(t->api, o->model_path, &model)) ||
             err_set(e, ERR_INPUT, "Tesseract cannot read the model; install it again");
    }
    buf_release(&model);
    if (!ok) {
        tess_engine_close(t);
        return false;
    }
    *out = t;
    return true;
}

void tess_engine_close(struct tess_engine *t)
{
    if (!t)
        return;
    if (t->api) {
        pthread_mutex_lock(&init_lock);
        TessBaseAPIDelete(t->api);
        pthread_mutex_unlock(&init_lock);
    }
    free(t);
}

static bool cancel_at(void *when, int words)
{
    (void)words;
    return clock_mono_ms() >= *(const int64_t *)when;
}

static bool recognise(struct tess_engine *t, const struct grey *page, int32_t dpi, struct err *e)
{
    int64_t when = clock_mono_ms() + t->deadline_ms;
    ETEXT_DESC *mon = t->deadline_ms ? TessMonitorCreate() : NULL;
#ifdef _OPENMP
    const int levels = omp_get_max_active_levels();
    omp_set_max_active_levels(t->omp_levels);
#endif
    if (mon) {
        TessMonitorSetCancelFunc(mon, cancel_at);
        TessMonitorSetCancelThis(mon, &when);
    }
    TessBaseAPIClearAdaptiveClassifier(t->api);
    TessBaseAPISetImage(t->api, page->px, page->w, page->h, 1, (int)page->stride);
    TessBaseAPISetSourceResolution(t->api, dpi > 0 ? dpi : 300);
    const int rc = TessBaseAPIRecognize(t->api, mon);
#ifdef _OPENMP
    omp_set_max_active_levels(levels);
#endif
    if (mon)
        TessMonitorDelete(mon);
    if (t->deadline_ms && clock_mono_ms() >= when)
        return err_set(e, ERR_LIMIT, "reading the page took longer than %u ms", t->deadline_ms);
    return rc == 0 || err_set(e, ERR_LIBRARY, "Tesseract could not read the page");
}

/* C's iterator has no x-height: the top of the rows that carry most ink above the baseline. */
static float x_height_of(const struct grey *page, struct box b, int32_t baseline)
{
    const int32_t y0 = b.y0 > 0 ? b.y0 : 0, y1 = baseline < page->h ? baseline : page->h;
    int64_t best = 0;
    int32_t top = y1;

    for (int pass = 0; pass < 2; pass++)
        for (int32_t y = y1 - 1; y >= y0; y--) {
            int64_t ink = 0;
            for (int32_t x = b.x0 > 0 ? b.x0 : 0; x < b.x1 && x < page->w; x++)
                ink += 255 - grey_row(page, y)[x];
            if (pass == 0 && ink > best)
                best = ink;
            if (pass == 1 && ink * 5 >= best * 2)
                top = y;
        }
    return best ? (float)(y1 - top) : 0;
}

static void begin_line(const struct grey *page, const TessPageIterator *it, uint32_t block,
                       struct words *w)
{
    struct box b = { 0 };
    int x1, y1, x2, y2, base;

    if (!TessPageIteratorBoundingBox(it, RIL_TEXTLINE, &b.x0, &b.y0, &b.x1, &b.y1))
        b = (struct box){ 0 };
    base = b.y1;
    if (TessPageIteratorBaseline(it, RIL_TEXTLINE, &x1, &y1, &x2, &y2))
        base = (y1 + y2) / 2;
    words_line(w, block, base, x_height_of(page, b, base));
}

static void collect(struct tess_engine *t, const struct grey *page, struct words *w)
{
    TessResultIterator *r = TessBaseAPIGetIterator(t->api);
    uint32_t block = 0;

    if (!r)
        return;
    const TessPageIterator *it = TessResultIteratorGetPageIteratorConst(r);
    do {
        struct box b;
        if (TessPageIteratorIsAtBeginningOf(it, RIL_BLOCK))
            block++;
        if (TessPageIteratorIsAtBeginningOf(it, RIL_TEXTLINE))
            begin_line(page, it, block, w);
        char *text = TessResultIteratorGetUTF8Text(r, RIL_WORD);
        if (text && TessPageIteratorBoundingBox(it, RIL_WORD, &b.x0, &b.y0, &b.x1, &b.y1))
            words_add(w, text, strlen(text), b, TessResultIteratorConfidence(r, RIL_WORD) / 100);
        TessDeleteText(text);
    } while (TessResultIteratorNext(r, RIL_WORD));
    TessResultIteratorDelete(r);
}

bool tess_engine_read(struct tess_engine *t, const struct grey *page, int32_t dpi, struct arena *a,
                      struct page_read *out, struct err *e)
{
    struct words w;
    bool ok;

    out->engine = "tesseract";
    words_init(&w, a);
    ok = recognise(t, page, dpi, e);
    if (ok) {
        collect(t, page, &w);
        ok = words_finish(&w, out, e);
    }
    words_release(&w);
    TessBaseAPIClear(t->api);
    return ok;
}

bool tess_engine_rate(struct tess_engine *t, const struct grey *page, float *conf, uint32_t *chars,
                      struct err *e)
{
    *conf = 0;
    *chars = 0;
    const bool ok = recognise(t, page, 0, e);
    if (ok) {
        char *text = TessBaseAPIGetUTF8Text(t->api);
        const size_t len = text ? strlen(text) : 0;
        for (size_t i = 0; i < len;) {
            const uint32_t cp = utf8_next(text, len, &i);
            *chars += utf8_is_letter(cp) || (cp >= '0' && cp <= '9');
        }
        *conf = (float)TessBaseAPIMeanTextConf(t->api) / 100;
        TessDeleteText(text);
    }
    TessBaseAPIClear(t->api);
    return ok;
}
