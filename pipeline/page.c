#include "pipeline/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/without.h"
#include "codes/codes.h"
#include "codes/zone.h"
#include "image/image.h"
#include "ocr/bilevel.h"
#include "ocr/confirm.h"
#include "ocr/ocr.h"
#include "pipeline/sheets.h"

enum {
    ARENA_BYTES = 64 << 20, /* text of one page: 200,000 words at most */
    MAX_CODES = 32,
};
/* Below this mean confidence, or with fewer or shorter words, a page may lie the wrong way up.
 * Pages upside down were read at up to 0.77, upright ones of generated and real sets seldom under
 * 0.9. */
static const float SURE = 0.88f;
enum { SURE_WORDS = 5 };
/* Letters of a word on the average: 2.9 and more on 1,250 upright pages of generated sets and
 * scans, registers of numbers among them; at most 2.1 where lines were read across, however
 * confident. */
static const double SURE_LETTERS = 2.5;
/* The second reader of numbers: the accurate model, trained apart from the one that reads pages. */
static const char ACCURATE_MODEL[] = "models/vie-best-int.traineddata";
static const char GLYPH_MODEL[] = "models/glyph.bin";

struct page_reader {
    struct image *image;
    struct ocr *ocr;
    struct confirm *confirm;
    page_threads ask;
    void *ask_ctx;
    char note[240]; /* why the engine is not the one asked for */
    struct arena arena;
};

static bool model_path(const struct config *cfg, char *out, size_t cap, struct err *e)
{
    if (!cfg->model || !*cfg->model)
        return ocr_default_model(out, cap, e);
    if (snprintf(out, cap, "%s", cfg->model) >= (int)cap)
        return err_set(e, ERR_CONFIG, "model: path too long");
    return true;
}

static bool add_model(const char *path, struct buf *out, struct err *e)
{
    char hex[SHA256_HEX];

    if (!file_sha256(path, hex, e)) {
        e->kind = ERR_MISSING;
        return false;
    }
    const char *slash = strrchr(path, '/');
    buf_printf(out, "%s %s\n", slash ? slash + 1 : path, hex);
    return true;
}

bool page_models(const struct config *cfg, struct buf *out, struct err *e)
{
    char path[4096];

    if (*without_text())
        buf_printf(out, "without %s\n", without_text());
    if (!without_check(e))
        return false;
    if (cfg->lm && (!ocr_default_lm(path, sizeof path, e) || !add_model(path, out, e)))
        return false;
    return model_path(cfg, path, sizeof path, e) && add_model(path, out, e) &&
           file_data_path(ACCURATE_MODEL, path, sizeof path, e) && add_model(path, out, e) &&
           file_data_path(GLYPH_MODEL, path, sizeof path, e) && add_model(path, out, e);
}

bool page_reader_open(struct page_reader **out, const struct config *cfg, bool with_ocr,
                      struct err *e)
{
    char path[4096], lm[4096], accurate[4096], glyphs[4096];
    struct image_opts io;
    struct page_reader *r = calloc(1, sizeof *r);

    *out = r;
    if (!r)
        return err_set(e, ERR_NOMEM, "no memory");
    arena_init(&r->arena, ARENA_BYTES);
    image_default_opts(&io);
    io.max_pixels = (uint64_t)cfg->max_mpixels * 1000000;
    io.max_skew_deg = (float)cfg->max_skew;
    io.deskew = cfg->deskew;
    io.normalise = cfg->normalise;
    io.drop_colour = cfg->drop_colour;
    io.find_page = cfg->find_page;
    if (!image_open(&r->image, &io, e))
        return false;
    if (!with_ocr)
        return true;
    if (!model_path(cfg, path, sizeof path, e) ||
        !file_data_path(ACCURATE_MODEL, accurate, sizeof accurate, e) ||
        !file_data_path(GLYPH_MODEL, glyphs, sizeof glyphs, e) ||
        (cfg->lm && !ocr_default_lm(lm, sizeof lm, e)))
        return false;
    struct ocr_opts oo = {
        .kind = cfg->engine == 0 ? OCR_FAST : OCR_TESSERACT,
        .model_path = path,
        .lm_path = cfg->lm ? lm : NULL,
        .second_path = without("again") ? NULL : accurate,
        .deadline_ms = (uint32_t)cfg->page_seconds * 1000,
    };
    bool ok = ocr_open(&r->ocr, &oo, e);
    if (!ok && e->kind == ERR_UNSUPPORTED && oo.kind == OCR_FAST) {
        /* a model the fast engine does not read (float weights, other layers): the reference does
         */
        snprintf(r->note, sizeof r->note, "%s", e->text);
        oo.kind = OCR_TESSERACT;
        ok = ocr_open(&r->ocr, &oo, e);
    }
    return ok && confirm_open(&r->confirm, accurate, path, glyphs, e);
}

void page_reader_close(struct page_reader *r)
{
    if (!r)
        return;
    confirm_close(r->confirm);
    ocr_close(r->ocr);
    image_close(r->image);
    arena_reset(&r->arena);
    free(r);
}

void page_reader_ask_threads(struct page_reader *r, page_threads ask, void *ctx)
{
    r->ask = ask;
    r->ask_ctx = ctx;
}

const char *page_reader_note(const struct page_reader *r)
{
    return r->note;
}

struct image *page_reader_image(struct page_reader *r)
{
    return r->image;
}

/* How much text was read with conviction: what decides between two ways up. */
static double conviction(const struct page_read *p)
{
    double sum = 0;
    for (uint32_t i = 0; i < p->n_words; i++)
        if (p->words[i].conf > 0.5f)
            sum += ((double)p->words[i].conf - 0.5) * (double)strlen(p->words[i].text);
    return sum;
}

/* Are there words at all, as lines read across have none? */
static bool worded(const struct page_read *p)
{
    size_t letters = 0;

    for (uint32_t i = 0; i < p->n_words; i++)
        for (const char *s = p->words[i].text; *s; s++)
            letters += ((unsigned char)*s & 0xC0) != 0x80;
    return p->n_words >= SURE_WORDS && (double)letters >= SURE_LETTERS * p->n_words;
}

static bool sure(const struct page_read *p)
{
    return p->text_confidence >= SURE && worded(p);
}

/* Reads the frame as it lies and keeps the reading when it beats *best. */
static bool try_way(struct page_reader *r, const struct prepared *p, struct page_read *best,
                    int32_t *best_turned, struct err *e)
{
    struct page_read now = { 0 };

    ocr_set_threads(r->ocr, r->ask ? r->ask(r->ask_ctx) : 1);
    if (!ocr_read(r->ocr, &p->grey, p->dpi, &r->arena, &now, e))
        return false;
    if (*best_turned < 0 || conviction(&now) > conviction(best)) {
        *best = now;
        *best_turned = p->turned;
    }
    return true;
}

static int32_t quarter_between(int32_t from, int32_t to)
{
    return ((to - from) % 360 + 360) % 360;
}

/* The text axis is known from the image, up and down only from reading. The other axis is tried
 * last, when neither way up made sense. */
static bool read_right_way_up(struct page_reader *r, struct prepared *p, bool cheap,
                              struct page_read *best, struct err *e)
{
    static const int32_t turns[] = { 0, 180, 90, 180 };
    int32_t best_turned = -1;

    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        if (i > 0 && (sure(best) || cheap || without("turn")))
            break;
        if (i == 1) { /* cheap question first: most poor pages are poor, not upside down */
            bool flip = false;
            float margin = 0;
            if (!ocr_upside_down(r->ocr, &p->grey, &flip, &margin, e))
                return false;
            if (!flip && best->text_confidence > 0.6f && worded(best))
                break;
        }
        if (turns[i] && !image_turn(p, turns[i], e))
            return false;
        if (!try_way(r, p, best, &best_turned, e))
            return false;
    }
    if (best_turned != p->turned && !image_turn(p, quarter_between(p->turned, best_turned), e))
        return false;
    return true;
}

static bool read_prepared(struct page_reader *r, struct prepared *p, bool cheap,
                          struct page_read *out, struct err *e)
{
    struct code *codes = ARENA_NEW(&r->arena, struct code, MAX_CODES);
    uint32_t n_codes = 0;

    if (!codes)
        return err_set(e, ERR_NOMEM, "no memory");
    *out = (struct page_read){ .state = PAGE_BLANK, .engine = "" };
    if (!p->blank) {
        if (!read_right_way_up(r, p, cheap, out, e))
            return false;
        const struct grey *raw = p->raw.px ? &p->raw : &p->grey,
                          *clean = p->raw.px && p->colour ? &p->grey : NULL;
        if ((!without("second") && !confirm_numbers(r->confirm, raw, out, &r->arena, e)) ||
            !codes_find(raw, clean, !cheap, &r->arena, codes, MAX_CODES, &n_codes, e) ||
            !zone_find(raw, out, &r->arena, codes, MAX_CODES, &n_codes, e))
            return false;
        out->codes = codes;
        out->n_codes = n_codes;
        out->state = sheets_is_one(out) ? PAGE_SEPARATOR : PAGE_DONE;
        if (p->bilevel)
            bilevel_rate(out);
    }
    out->scan_w = p->scan_w;
    out->scan_h = p->scan_h;
    out->frame_w = p->grey.w;
    out->frame_h = p->grey.h;
    memcpy(out->to_scan, p->to_scan, sizeof out->to_scan);
    out->dpi = p->dpi;
    out->turned = p->turned;
    out->skew_deg = p->skew_deg;
    out->colour = p->colour;
    return true;
}

bool page_reader_run(struct page_reader *r, enum image_format format, const uint8_t *bytes,
                     size_t len, int32_t dpi, int32_t turn, bool cheap, struct page_read *out,
                     struct err *e)
{
    struct prepared p = { 0 };

    struct image_info info;
    arena_reset(&r->arena);
    if (dpi == 0) { /* a bare image: what it says of itself; a container's word is final */
        if (!image_probe(format, bytes, len, &info, e))
            return false;
        dpi = info.dpi;
        turn = turn ? turn : info.exif_turn;
    }
    bool ok = image_prepare(r->image, format, bytes, len, dpi, turn, &p, e);
    if (ok)
        ok = read_prepared(r, &p, cheap, out, e);
    prepared_release(&p);
    return ok;
}
