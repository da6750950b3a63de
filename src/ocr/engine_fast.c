/* Own lines, own batched LSTM, own words; libtesseract only where a page's layout looks wrong. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "base/without.h"
#include "ocr/decode.h"
#include "ocr/engine.h"
#include "ocr/lines.h"
#include "ocr/lstm.h"
#include "ocr/models.h"
#include "ocr/spread.h"
#include "ocr/words_lines.h"
#include "ocr/words_names.h"
#include "ocr/words_tidy.h"

enum {
    SAMPLE_LINES = 8,
    SCRATCH_MAX = 64 << 20, /* characters of one page */
};

/* Over 0.9 a second look brings nothing (words right 0.9911 to 0.9913 of a set, for three times the
 * lines); a line under 0.65 is mostly noise, and costs as much as another: its print is read again
 * only where that is surely needed. */
static const float DOUBT_MAX = 0.9f, DOUBT_MIN = 0.65f, NOISY_MAX = 0.6f;

struct fast_engine {
    struct lstm *lstm, *second; /* second: NULL without an accurate model */
    const struct lstm_model *model, *second_model;
    struct lm *lm;
    struct decode *decode;    /* NULL: no language model */
    struct tess_engine *tess; /* opened when first needed */
    struct ocr_opts opts;
};

static bool open_decoder(struct fast_engine *f, struct err *e)
{
    return !f->opts.lm_path ||
           (lm_open(&f->lm, f->opts.lm_path, e) && decode_open(&f->decode, f->model, f->lm, e));
}

static bool same_codes(const struct lstm_model *a, const struct lstm_model *b)
{
    const int n = lstm_model_codes(a);
    bool same = n == lstm_model_codes(b) && lstm_model_null(a) == lstm_model_null(b);

    for (int i = 0; same && i < n; i++)
        same = strcmp(lstm_model_text(a, i), lstm_model_text(b, i)) == 0;
    return same;
}

static bool open_second(struct fast_engine *f, struct err *e)
{
    if (!f->opts.second_path || !f->decode)
        return true;
    return models_take(f->opts.second_path, &f->second_model, e) &&
           (!same_codes(f->model, f->second_model) || lstm_open(&f->second, f->second_model, e));
}

bool fast_engine_open(struct fast_engine **out, const struct ocr_opts *o, struct err *e)
{
    struct fast_engine *f = calloc(1, sizeof *f);

    *out = NULL;
    if (!f)
        return err_set(e, ERR_NOMEM, "no memory for a recogniser");
    f->opts = *o;
    if (!models_take(o->model_path, &f->model, e) || !lstm_open(&f->lstm, f->model, e) ||
        !open_decoder(f, e) || !open_second(f, e)) {
        fast_engine_close(f);
        return false;
    }
    *out = f;
    return true;
}

void fast_engine_close(struct fast_engine *f)
{
    if (!f)
        return;
    lstm_close(f->lstm);
    lstm_close(f->second);
    decode_close(f->decode);
    lm_close(f->lm);
    models_drop(f->model);
    models_drop(f->second_model);
    tess_engine_close(f->tess);
    free(f);
}

void fast_engine_set_threads(struct fast_engine *f, int n)
{
    lstm_set_threads(f->lstm, n);
    if (f->second)
        lstm_set_threads(f->second, n);
}

/* A letter the network was not sure of; a line of noise is none, but for print in it. */
static bool is_doubtful(const struct lstm_line_out *r)
{
    const bool noisy = r->mean_conf < DOUBT_MIN;
    const struct lstm_line_out text = noisy ? words_print_of(r) : *r;
    bool doubt = false;

    for (int32_t i = 0; i < text.n && !doubt; i++)
        doubt = !text.chars[i].space && text.chars[i].conf < (noisy ? NOISY_MAX : DOUBT_MAX);
    return doubt;
}

/* Doubtful lines once more, by the accurate model. */
static bool read_doubtful(struct fast_engine *f, const struct lstm_line_in *in, size_t n,
                          struct arena *scratch, const struct lstm_line_out *read, struct err *e)
{
    uint32_t *lines = ARENA_NEW(scratch, uint32_t, n + 1);
    struct lstm_line_in *again = ARENA_NEW(scratch, struct lstm_line_in, n + 1);
    struct lstm_line_out *out = ARENA_NEW(scratch, struct lstm_line_out, n + 1);
    uint32_t m = 0;

    if (!lines || !again || !out)
        return err_set(e, ERR_LIMIT, "a page of more text than its memory holds");
    for (size_t i = 0; i < n; i++)
        if (is_doubtful(&read[i])) {
            lines[m] = (uint32_t)i;
            again[m++] = in[i];
        }
    struct decode_second sink = { f->decode, lines, read };
    lstm_set_softmax_sink(f->second, decode_second_sink, &sink);
    const bool ok = lstm_read_lines(f->second, again, m, scratch, out, e);
    lstm_set_softmax_sink(f->second, NULL, NULL);
    return ok;
}

static uint32_t letter_at(const struct lstm_line_out *r, int32_t i)
{
    size_t at = 0;
    const uint32_t cp = i < r->n ? utf8_next(r->chars[i].text, strlen(r->chars[i].text), &at) : 0;

    return utf8_is_letter(cp) ? cp : 0;
}

/* With a small letter, and not as "c)" does. */
static bool begins_small(const struct lstm_line_out *r)
{
    const uint32_t first = letter_at(r, 0);

    return first && utf8_lower(first) == first &&
           (r->n == 1 || r->chars[1].space || letter_at(r, 1));
}

/* Reads every piece; `read` has one element a piece, characters in `scratch`. */
static bool read_pieces(struct fast_engine *f, const struct lines *l, const struct grey *page,
                        struct arena *scratch, struct lstm_line_out *read, struct err *e)
{
    struct lstm_line_in *in = calloc(l->n + 1, sizeof *in);

    if (!in)
        return err_set(e, ERR_NOMEM, "no memory to read a page");
    for (uint32_t i = 0; i < l->n; i++)
        in[i] = (struct lstm_line_in){ .page = page, .box = l->pieces[i].clip };
    bool ok = !f->decode || decode_begin(f->decode, l->n, e);
    lstm_set_softmax_sink(f->lstm, f->decode ? decode_sink : NULL, f->decode);
    ok = ok && lstm_read_lines(f->lstm, in, l->n, scratch, read, e);
    lstm_set_softmax_sink(f->lstm, NULL, NULL);
    ok = ok && (!f->second || read_doubtful(f, in, l->n, scratch, read, e));
    free(in);
    for (uint32_t i = 0; ok && f->decode && i < l->n; i++) {
        const bool follows = i && l->pieces[i].block == l->pieces[i - 1].block;
        const bool goes_on = i + 1 < l->n && l->pieces[i + 1].block == l->pieces[i].block &&
                             begins_small(&read[i + 1]);
        ok = decode_line(f->decode, i, follows, goes_on, &read[i], scratch, e);
    }
    return ok;
}

static bool read_lines(struct fast_engine *f, const struct lines *l, const struct grey *page,
                       struct arena *a, struct page_read *out, struct words_stats *stats,
                       struct err *e)
{
    struct lstm_line_out *read = calloc(l->n + 1, sizeof *read);
    struct grey level;
    struct arena scratch;
    bool made, ok;

    if (!read)
        return err_set(e, ERR_NOMEM, "no memory to read a page");
    arena_init(&scratch, SCRATCH_MAX);
    ok = lines_straighten(l, page, &level, &made, e);
    ok = ok && read_pieces(f, l, made ? &level : page, &scratch, read, e);
    for (uint32_t i = without("tidy") ? l->n : 0; ok && i < l->n; i++)
        ok = words_tidy(&l->pieces[i], made ? &level : page, &read[i], &scratch) ||
             err_set(e, ERR_LIMIT, "a page of more text than its memory holds");
    ok = ok && words_of_lines(l, read, made ? &level : page, a, out, stats, e) &&
         (!f->decode || words_surnames(out, a, e));
    grey_release(&level);
    arena_reset(&scratch);
    free(read);
    return ok;
}

/* Most of what was found is no text, or most ink was not found: the layout deserves a second look.
 */
static bool looks_wrong(const struct lines *l, const struct words_stats *s,
                        const struct page_read *out)
{
    const uint32_t all = s->kept + s->dropped;

    if (all < 60)
        return false;
    return s->dropped > s->kept || (l->doubtful && out->text_confidence < 0.7f);
}

/* The slow way; its answer is taken when it is surer of at least as much. Its failure costs
 * nothing. */
static void read_again(struct fast_engine *f, const struct grey *page, int32_t dpi, struct arena *a,
                       struct page_read *out)
{
    struct page_read other = *out;
    struct err ignored;

    if (!f->tess && !tess_engine_open(&f->tess, &f->opts, &ignored))
        return;
    if (tess_engine_read(f->tess, page, dpi, a, &other, &ignored) &&
        other.text_confidence * (float)other.n_words > out->text_confidence * (float)out->n_words &&
        other.text_confidence > 0.6f)
        *out = other;
}

/* A page, or one page of a spread. */
static bool read_page(struct fast_engine *f, const struct lines *l, const struct grey *page,
                      int32_t dpi, struct arena *a, struct page_read *out, struct err *e)
{
    const int64_t start = clock_mono_ms();
    struct words_stats stats = { 0 };

    if (!read_lines(f, l, page, a, out, &stats, e))
        return false;
    if (f->opts.deadline_ms && clock_mono_ms() - start >= (int64_t)f->opts.deadline_ms)
        return err_set(e, ERR_LIMIT, "reading the page took longer than %u ms",
                       f->opts.deadline_ms);
    if (!l->crowded && looks_wrong(l, &stats, out))
        read_again(f, page, dpi, a, out);
    return true;
}

static bool read_half(void *engine, const struct grey *half, int32_t dpi, struct arena *a,
                      struct page_read *out, struct err *e)
{
    struct lines l;

    if (!lines_find(half, dpi, &l, e))
        return false;
    const bool ok = read_page(engine, &l, half, dpi, a, out, e);
    lines_release(&l);
    return ok;
}

bool fast_engine_read(struct fast_engine *f, const struct grey *page, int32_t dpi, struct arena *a,
                      struct page_read *out, struct err *e)
{
    struct lines l;
    int32_t x;

    out->engine = "fast";
    if (!lines_find(page, dpi, &l, e))
        return false;
    const bool ok = spread_gutter(&l, page->w, page->h, &x)
                        ? spread_read(read_half, f, page, x, dpi, a, out, e)
                        : read_page(f, &l, page, dpi, a, out, e);
    lines_release(&l);
    return ok;
}

static int most_letters(const void *a, const void *b)
{
    const struct line_piece *p = a, *q = b;

    if (p->letters != q->letters)
        return p->letters > q->letters ? -1 : 1;
    if (p->clip.y0 != q->clip.y0)
        return p->clip.y0 < q->clip.y0 ? -1 : 1;
    return p->clip.x0 < q->clip.x0 ? -1 : p->clip.x0 > q->clip.x0;
}

/* Marks may hang on either side of a line whose right side up is unknown; a quarter of the page's
 * width is sample enough of a line. */
static struct box sample_box(const struct line_piece *p, const struct grey *page)
{
    const int32_t h = p->clip.y1 - p->clip.y0, w = 24 * h;
    struct box b = p->clip;

    b.y0 -= (int32_t)(0.1f * p->x_height);
    b.y1 = p->ink.y1 > b.y1 && p->ink.y1 < b.y1 + (int32_t)p->x_height ? p->ink.y1 : b.y1;
    b.y0 = b.y0 < 0 ? 0 : b.y0;
    b.y1 = b.y1 > page->h ? page->h : b.y1;
    b.x1 = b.x1 - b.x0 > w ? b.x0 + w : b.x1;
    return b;
}

/* The sample boxes one under the other, each turned by 180 degrees; in[n ..] get their places. */
static bool turn_samples(struct lstm_line_in *in, uint32_t n, struct grey *turned, struct err *e)
{
    int32_t w = 1, h = 0;

    for (uint32_t i = 0; i < n; i++) {
        const struct box b = in[i].box;
        w = b.x1 - b.x0 > w ? b.x1 - b.x0 : w;
        h += b.y1 - b.y0;
    }
    if (!grey_init(turned, w, h, e))
        return false;
    h = 0;
    for (uint32_t i = 0; i < n; i++) {
        const struct box b = in[i].box;
        for (int32_t y = b.y1 - 1, to = h; y >= b.y0; y--, to++)
            for (int32_t x = b.x1 - 1; x >= b.x0; x--)
                grey_row(turned, to)[b.x1 - 1 - x] = grey_row(in[i].page, y)[x];
        in[n + i] =
            (struct lstm_line_in){ .page = turned, .box = { 0, h, b.x1 - b.x0, h + b.y1 - b.y0 } };
        h += b.y1 - b.y0;
    }
    return true;
}

/* Mean confidence of the characters: 0.98 and more for upright print, 0.75 for print on its head.
 */
static float rate(const struct lstm_line_out *r, uint32_t n, uint32_t *chars)
{
    double sum = 0;

    *chars = 0;
    for (uint32_t i = 0; i < n; i++)
        for (int32_t j = 0; j < r[i].n; j++)
            if (!r[i].chars[j].space) {
                sum += (double)r[i].chars[j].conf;
                (*chars)++;
            }
    return *chars ? (float)(sum / *chars) : 0;
}

static bool compare(struct fast_engine *f, struct lines *l, const struct grey *page, bool *flip,
                    float *margin, struct err *e)
{
    struct lstm_line_in in[2 * SAMPLE_LINES];
    struct lstm_line_out read[2 * SAMPLE_LINES] = { 0 };
    const uint32_t n = l->n < SAMPLE_LINES ? l->n : SAMPLE_LINES;
    struct grey turned = { 0 };
    struct arena scratch;
    uint32_t up_chars, down_chars;

    qsort(l->pieces, l->n, sizeof *l->pieces, most_letters);
    for (uint32_t i = 0; i < n; i++)
        in[i] = (struct lstm_line_in){ .page = page, .box = sample_box(&l->pieces[i], page) };
    arena_init(&scratch, SCRATCH_MAX);
    const bool ok =
        turn_samples(in, n, &turned, e) && lstm_read_lines(f->lstm, in, 2 * n, &scratch, read, e);
    const float up = rate(read, n, &up_chars), down = rate(read + n, n, &down_chars);
    arena_reset(&scratch);
    grey_release(&turned);
    if (!ok)
        return false;
    if (up_chars + down_chars < 12)
        return true;
    *margin = up > down ? up - down : down - up;
    *flip = down > up + 0.05f;
    return true;
}

bool fast_engine_upside_down(struct fast_engine *f, const struct grey *page, bool *flip,
                             float *margin, struct err *e)
{
    struct grey level;
    struct lines l;
    bool made;

    if (!lines_find(page, 0, &l, e))
        return false;
    bool ok = lines_straighten(&l, page, &level, &made, e);
    ok = ok && (!l.n || compare(f, &l, made ? &level : page, flip, margin, e));
    grey_release(&level);
    lines_release(&l);
    return ok;
}
