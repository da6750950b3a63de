/* glyph_train [--seed N] [--rounds N] [--test] OUT
 *
 * Trains models/glyph.bin (ocr/glyph.h) on numbers and symbols that it prints in the faces readers
 * are tuned on, ages like scans of every condition (tests/gen/age.h) and cuts into pieces as the
 * reader does: a group of pieces that covers a printed glyph is one of its class, one that covers
 * part of one or more than one is none. The same options give the same bytes. --test: only says how
 * OUT does on faces that are kept apart for scoring. */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "image/image.h"
#include "ocr/glyph.h"
#include "tests/train/glyph_fit.h"
#include "tests/train/glyph_page.h"
#include "tests/train/must.h"

enum { PAGES = 105, TEST_PAGES = 14, NEGATIVE_PCT = 30, SAMPLES_MAX = 800000 };

static const char glyphs[] = "0123456789ABCDEFGHIKLMNOPQRSTUVXYĐƯ/-.,:;()+";

/* ---- pages ---- */

struct frame_page {
    struct drawn_page drawn;
    struct prepared read;
    double to_frame[9];
};

static void invert(const double m[9], double out[9])
{
    const double a = m[4] * m[8] - m[5] * m[7], b = m[5] * m[6] - m[3] * m[8],
                 c = m[3] * m[7] - m[4] * m[6], det = m[0] * a + m[1] * b + m[2] * c;
    const double v[9] = { a, m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
                          b, m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
                          c, m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3] };

    for (int i = 0; i < 9; i++)
        out[i] = v[i] / det;
}

static void page_open(struct image *im, struct rng *r, int faces, int condition, int dpi,
                      struct frame_page *p)
{
    struct err e = { 0 };

    glyph_page_make(r, faces, condition, dpi, &p->drawn);
    if (!image_prepare(im, IMAGE_JPEG, p->drawn.jpeg, p->drawn.len, dpi, 0, &p->read, &e))
        die(e.text);
    invert(p->read.to_scan, p->to_frame);
}

static void page_close(struct frame_page *p)
{
    prepared_release(&p->read);
    glyph_page_release(&p->drawn);
}

static const struct grey *plane_of(const struct frame_page *p)
{
    return p->read.raw.px ? &p->read.raw : &p->read.grey;
}

struct frame {
    double x0, y0, x1, y1; /* px of the frame */
};

static struct frame frame_of(const struct frame_page *p, const struct drawn_glyph *g)
{
    const double *m = p->to_frame;
    struct frame f = { 1e9, 1e9, -1e9, -1e9 };

    for (int i = 0; i < 4; i++) {
        const double w = m[6] * g->x[i] + m[7] * g->y[i] + m[8],
                     x = (m[0] * g->x[i] + m[1] * g->y[i] + m[2]) / w,
                     y = (m[3] * g->x[i] + m[4] * g->y[i] + m[5]) / w;
        f.x0 = x < f.x0 ? x : f.x0;
        f.y0 = y < f.y0 ? y : f.y0;
        f.x1 = x > f.x1 ? x : f.x1;
        f.y1 = y > f.y1 ? y : f.y1;
    }
    return f;
}

/* As a reader frames it: some px off. */
static struct box word_box(const struct frame_page *p, const struct drawn_word *w, struct rng *r)
{
    struct frame u = frame_of(p, &p->drawn.glyphs[w->first]);

    for (uint32_t i = 1; i < w->n; i++) {
        const struct frame f = frame_of(p, &p->drawn.glyphs[w->first + i]);
        u.x0 = f.x0 < u.x0 ? f.x0 : u.x0;
        u.y0 = f.y0 < u.y0 ? f.y0 : u.y0;
        u.x1 = f.x1 > u.x1 ? f.x1 : u.x1;
        u.y1 = f.y1 > u.y1 ? f.y1 : u.y1;
    }
    const double off = (u.y1 - u.y0) * 0.1;
    return (struct box){ (int32_t)(u.x0 - 0.5 + rng_real(r, -off, off)),
                         (int32_t)(u.y0 - 0.5 + rng_real(r, -off, off)),
                         (int32_t)(u.x1 + 0.5 + rng_real(r, -off, off)),
                         (int32_t)(u.y1 + 0.5 + rng_real(r, -off, off)) };
}

/* How far a side of the frames is apart at most, in heights of capitals and px. */
static double apart(const struct glyph_ink *k, struct box b, struct frame f)
{
    const double d[] = { fabs(b.x0 + k->x0 - f.x0), fabs(b.y0 + k->y0 - f.y0),
                         fabs(b.x1 + k->x0 - f.x1), fabs(b.y1 + k->y0 - f.y1) };
    double most = 0;

    for (int i = 0; i < 4; i++)
        most = d[i] > most ? d[i] : most;
    return (most - 1.2) / k->cap;
}

/* ---- samples ---- */

static void add(struct glyph_samples *s, const struct glyph_ink *k, uint32_t from, uint32_t n,
                struct box b, uint32_t class)
{
    if (s->n == SAMPLES_MAX)
        return;
    glyph_picture(k, from, n, b, s->in[s->n]);
    s->class[s->n++] = (uint8_t) class;
}

static void gather_word(const struct frame_page *p, const struct drawn_word *w,
                        const struct glyph_model *m, struct rng *r, struct glyph_samples *s)
{
    struct glyph_ink k;
    struct err e = { 0 };
    struct frame f[64];

    for (uint32_t i = 0; i < w->n && i < 64; i++)
        f[i] = frame_of(p, &p->drawn.glyphs[w->first + i]);
    if (!glyph_ink_find(plane_of(p), word_box(p, w, r), &k, &e))
        die(e.text);
    for (uint32_t from = 0; from < k.n; from++)
        for (uint32_t n = 1; n <= GLYPH_JOIN && from + n <= k.n; n++) {
            struct box b;
            double best = 1e9;
            uint32_t at = 0;
            if (!glyph_join(&k, from, n, &b))
                continue;
            for (uint32_t i = 0; i < w->n; i++) {
                const double d = apart(&k, b, f[i]);
                at = d < best ? i : at;
                best = d < best ? d : best;
            }
            const int32_t class = glyph_class(m, p->drawn.glyphs[w->first + at].cp);
            if (best < 0.09 && class >= 0)
                add(s, &k, from, n, b, (uint32_t) class);
            else if ((best > 0.17 || class < 0) && rng_pct(r, NEGATIVE_PCT) &&
                     k.pieces[from].side == GLYPH_IN && k.pieces[from + n - 1].side == GLYPH_IN)
                add(s, &k, from, n, b, m->classes - 1);
        }
    glyph_ink_release(&k);
}

static void conditions_of(int i, int *condition, int *dpi)
{
    static const int dpis[] = { 300, 200, 150 };

    /* as many faxes again: those are the hardest */
    *condition = i % (GLYPH_CONDITIONS + 1) < GLYPH_CONDITIONS ? i % (GLYPH_CONDITIONS + 1) : 4;
    *dpi = strcmp(glyph_condition(*condition), "fax") == 0 ? 200
                                                           : dpis[i / (GLYPH_CONDITIONS + 1) % 3];
}

static void gather(struct image *im, const struct glyph_model *m, const struct rng *seed,
                   struct glyph_samples *s)
{
    s->in = must_calloc(SAMPLES_MAX, sizeof *s->in);
    s->class = must_calloc(SAMPLES_MAX, 1);
    for (int i = 0; i < PAGES; i++) {
        struct rng r = rng_fork(seed, (uint64_t)i);
        struct frame_page p;
        int condition, dpi;
        const uint32_t before = s->n;
        conditions_of(i, &condition, &dpi);
        page_open(im, &r, 0, condition, dpi, &p);
        for (uint32_t w = 0; w < p.drawn.n_words; w++)
            gather_word(&p, &p.drawn.words[w], m, &r, s);
        fprintf(stderr, "page %d: %s %d dpi, %u words, %u glyphs, %u samples\n", i,
                glyph_condition(condition), dpi, p.drawn.n_words, p.drawn.n_glyphs, s->n - before);
        page_close(&p);
    }
}

/* ---- how it does ---- */

struct score {
    uint32_t words, whole, glyphs, found, right;
};

static void put_text(const struct frame_page *p, const struct drawn_word *w, char *out)
{
    for (uint32_t i = 0; i < w->n; i++)
        out += utf8_put(p->drawn.glyphs[w->first + i].cp, out);
    *out = '\0';
}

static bool readable(const struct glyph_model *m, const struct frame_page *p,
                     const struct drawn_word *w)
{
    for (uint32_t i = 0; i < w->n; i++)
        if (glyph_class(m, p->drawn.glyphs[w->first + i].cp) < 0)
            return false;
    return true;
}

static void test_glyphs(const struct frame_page *p, const struct drawn_word *w,
                        const struct glyph_ink *k, const struct glyph_lattice *l, struct score *s)
{
    for (uint32_t i = 0; i < w->n; i++) {
        const struct drawn_glyph *g = &p->drawn.glyphs[w->first + i];
        const struct frame f = frame_of(p, g);
        const float *v = NULL;
        double best = 0.09;
        for (uint32_t from = 0; from < k->n; from++)
            for (uint32_t n = 1; n <= GLYPH_JOIN && from + n <= k->n; n++) {
                struct box b;
                if (!glyph_join(k, from, n, &b) || apart(k, b, f) >= best)
                    continue;
                best = apart(k, b, f);
                v = l->worth[from * GLYPH_JOIN + n - 1];
            }
        uint32_t most = 0;
        for (uint32_t c = 1; v && c < l->model->classes; c++)
            most = v[c] > v[most] ? c : most;
        s->glyphs++;
        s->found += v != NULL;
        s->right += v && glyph_shape(l->model->cp[most]) == glyph_shape(g->cp);
    }
}

static void test_page(const struct glyph_model *m, const struct frame_page *p, struct rng *r,
                      bool say, struct score *s)
{
    struct arena a;

    arena_init(&a, (size_t)64 << 20);
    for (uint32_t i = 0; i < p->drawn.n_words; i++) {
        const struct drawn_word *w = &p->drawn.words[i];
        struct glyph_ink k;
        struct glyph_lattice l;
        struct glyph_text best;
        struct err e = { 0 };
        char text[256];
        float worth = 0;
        if (!readable(m, p, w))
            continue;
        if (!glyph_ink_find(plane_of(p), word_box(p, w, r), &k, &e) ||
            !glyph_lattice_init(&l, m, &a, &e))
            die(e.text);
        glyph_lattice_fill(&l, &k);
        put_text(p, w, text);
        glyph_best(&l, GLYPH_ANY, &best);
        s->words++;
        s->whole += glyph_same(text, best.text);
        if (say && !glyph_same(text, best.text))
            printf("%s read %s %.1f, %s\n", text, best.text, (double)best.worth,
                   glyph_text_worth(&l, text, &worth) ? "" : "not worth");
        test_glyphs(p, w, &k, &l, s);
        glyph_ink_release(&k);
        arena_reset(&a);
    }
}

static void test(struct image *im, const struct glyph_model *m, const struct rng *seed, int faces,
                 bool say)
{
    struct score by[GLYPH_CONDITIONS] = { 0 };

    for (int i = 0; i < TEST_PAGES; i++) {
        struct rng r = rng_fork(seed, 1000 + (uint64_t)i);
        struct frame_page p;
        int condition, dpi;
        conditions_of(i, &condition, &dpi);
        page_open(im, &r, faces, condition, dpi, &p);
        test_page(m, &p, &r, say, &by[condition]);
        page_close(&p);
    }
    for (int c = 0; c < GLYPH_CONDITIONS; c++)
        printf("%-7s words %u whole %.2f%%  glyphs %u cut right %.2f%% known of these %.2f%%\n",
               glyph_condition(c), by[c].words, 100.0 * by[c].whole / by[c].words, by[c].glyphs,
               100.0 * by[c].found / by[c].glyphs, 100.0 * by[c].right / by[c].found);
}

static void usage(void)
{
    fprintf(stderr, "glyph_train [--seed N] [--rounds N] [--test] [--say] OUT\n");
    exit(2);
}

static void train(struct image *im, const struct rng *seed, int rounds, const char *path)
{
    struct glyph_model m = { .hidden = 80 };
    struct glyph_samples s = { 0 };
    struct buf out;
    struct err e = { 0 };
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    struct rng r = rng_fork(seed, 99);

    for (size_t i = 0; i < sizeof glyphs - 1;)
        m.cp[m.classes++] = utf8_next(glyphs, sizeof glyphs - 1, &i);
    m.cp[m.classes++] = 0;
    gather(im, &m, seed, &s);
    buf_init(&out, (size_t)1 << 20);
    glyph_fit(&m, &s, rounds, &r, &out);
    if (out.failed || !file_write_atomic(path, out.ptr, out.len, &e))
        die(out.failed ? "no memory" : e.text);
    sha256_mem(out.ptr, out.len, sum);
    hash_hex(sum, hex);
    printf("%s  %s\n", hex, path);
    buf_release(&out);
    free(s.in);
    free(s.class);
}

int main(int argc, char **argv)
{
    static const struct option longs[] = { { "seed", required_argument, NULL, 's' },
                                           { "rounds", required_argument, NULL, 'r' },
                                           { "test", no_argument, NULL, 't' },
                                           { "say", no_argument, NULL, 'v' },
                                           { NULL, 0, NULL, 0 } };
    struct image_opts o;
    struct image *im;
    struct glyph_model *m;
    struct err e = { 0 };
    uint64_t seed = 2001;
    bool only_test = false, say = false;
    int rounds = 8, c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 's')
            seed = strtoul(optarg, NULL, 10);
        else if (c == 'r')
            rounds = atoi(optarg);
        else if (c == 't')
            only_test = true;
        else if (c == 'v')
            say = true;
        else
            usage();
    }
    if (argc - optind != 1 || rounds < 1)
        usage();
    image_start();
    image_default_opts(&o);
    if (!image_open(&im, &o, &e))
        die(e.text);
    const struct rng r = rng_make(seed);
    glyph_faces_check();
    if (!only_test)
        train(im, &r, rounds, argv[optind]);
    if (!glyph_model_open(&m, argv[optind], &e))
        die(e.text);
    if (only_test)
        for (int faces = 0; faces < 2; faces++) {
            printf("faces %s\n", faces ? "kept apart" : "trained on");
            test(im, m, &r, faces, say);
        }
    glyph_model_close(m);
    image_close(im);
    return 0;
}
