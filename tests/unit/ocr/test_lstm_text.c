/* Greedy text against libtesseract's without its dictionaries, on the same line boxes.
 *
 * Pages: the images below SOHOA_LSTM_PAGES, else the crops and scans of the real corpora; skipped
 * where neither is there. Lines are found by lines_find and given to the library one by one
 * (PSM_RAW_LINE). White space at the ends and repeated spaces are no text to the library and not
 * compared. At most 1 edit in 5,000 characters. */
#include <ftw.h>
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

#include "base/atomicfile.h"
#include "base/utf8.h"
#include "ocr/lines.h"
#include "ocr/lstm.h"
#include "tests/unit/ocr/tess_pix.h"

enum { MAX_LINES = 3200, MAX_CHARS = 4096, MAX_PAGES = 400 };

static char *pages[MAX_PAGES];
static int n_pages;

static int add_page(const char *path, const struct stat *st, int type, struct FTW *at)
{
    static const char *const kinds[] = { ".png", ".jpg", ".tif" };
    const size_t len = strlen(path);

    (void)st;
    (void)at;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (type == FTW_F && n_pages < MAX_PAGES && len > 4 &&
            strcmp(path + len - 4, kinds[i]) == 0)
            pages[n_pages++] = strdup(path);
    return 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_pages(void)
{
    static const char *const parts[] = { "fields-dev", "latin/tesseract-test/testing/phototest.tif",
                                         "latin/tesseract-test/testing/eurotext.tif" };
    const char *named = getenv("SOHOA_LSTM_PAGES"), *env = getenv("SOHOA_CORPORA");
    char path[4096];

    if (named)
        (void)nftw(named, add_page, 8, FTW_PHYS);
    for (size_t i = 0; !named && i < sizeof parts / sizeof *parts; i++) {
        snprintf(path, sizeof path, "%s/%s", env ? env : "../shared/corpora", parts[i]);
        (void)nftw(path, add_page, 8, FTW_PHYS);
    }
    qsort(pages, (size_t)n_pages, sizeof *pages, by_name);
}

struct state {
    TessBaseAPI *api;
    struct lstm_model *m;
    struct lstm *l;
    struct arena a;
    int lines, same, chars, edits;
};

static int64_t offset_at(const char *file, int i)
{
    int64_t v;
    memcpy(&v, file + 4 + 8 * i, sizeof v);
    return v;
}

/* The model without its word, number and punctuation lists. load_system_dawg and its like do not
 * reach the line recogniser's dictionary: the components have to go. Components lie in the order of
 * their numbers; one ends where the next present one begins. */
static void drop_dictionaries(const struct buf *in, struct buf *out)
{
    enum { PUNC_DAWG = 18, NUMBER_DAWG = 20 };
    int32_t n;
    int64_t at, missing = -1;

    memcpy(&n, in->ptr, sizeof n);
    buf_add(out, &n, sizeof n);
    at = 4 + 8 * n;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < n; i++) {
            const int64_t from = offset_at(in->ptr, i);
            int64_t to = (int64_t)in->len;
            for (int k = n - 1; k > i; k--)
                to = offset_at(in->ptr, k) > 0 ? offset_at(in->ptr, k) : to;
            const bool keep = from > 0 && !(i >= PUNC_DAWG && i <= NUMBER_DAWG);
            if (pass == 1 && keep) {
                buf_add(out, in->ptr + from, (size_t)(to - from));
            } else if (pass == 0) {
                buf_add(out, keep ? &at : &missing, sizeof at);
                at += keep ? to - from : 0;
            }
        }
}

static int setup(void **state)
{
    static struct state s;
    static const char path[] = "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
    struct buf model, bare;
    struct err e = { 0 };

    *state = NULL;
    if (strcmp(TessVersion(), "5.3.0") != 0 || !lstm_model_open(&s.m, path, &e))
        return 0;
    arena_init(&s.a, 64 << 20);
    s.api = TessBaseAPICreate();
    buf_init(&model, 64 << 20);
    buf_init(&bare, 64 << 20);
    bool ok = lstm_open(&s.l, s.m, &e) && file_read(path, &model, &e);
    if (ok) {
        drop_dictionaries(&model, &bare);
        ok = TessBaseAPIInit5(s.api, (char *)bare.ptr, (int)bare.len, "vie", OEM_LSTM_ONLY, NULL, 0,
                              NULL, NULL, 0, 0) == 0;
    }
    buf_release(&model);
    buf_release(&bare);
    find_pages();
    *state = &s;
    return ok ? 0 : -1;
}

static int teardown(void **state)
{
    struct state *s = *state;

    for (int i = 0; i < n_pages; i++)
        free(pages[i]);
    if (!s)
        return 0;
    TessBaseAPIEnd(s->api);
    TessBaseAPIDelete(s->api);
    lstm_close(s->l);
    lstm_model_close(s->m);
    arena_reset(&s->a);
    return 0;
}

/* Code points, white space as the library has it. */
static int points(const char *s, uint32_t out[MAX_CHARS])
{
    const size_t len = strlen(s);
    int n = 0;

    for (size_t i = 0; i < len && n < MAX_CHARS;) {
        const uint32_t cp = utf8_next(s, len, &i);
        const bool space = cp == ' ' || cp == '\n';
        if (!space)
            out[n++] = cp;
        else if (n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    return n > 0 && out[n - 1] == ' ' ? n - 1 : n;
}

static int edits(const uint32_t *a, int na, const uint32_t *b, int nb)
{
    static int row[MAX_CHARS + 1];

    for (int k = 0; k <= nb; k++)
        row[k] = k;
    for (int i = 1; i <= na; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int k = 1; k <= nb; k++) {
            const int swap = diagonal + (a[i - 1] != b[k - 1]);
            diagonal = row[k];
            row[k] = row[k] < row[k - 1] ? row[k] + 1 : row[k - 1] + 1;
            row[k] = swap < row[k] ? swap : row[k];
        }
    }
    return row[nb];
}

static void compare(struct state *s, const char *ours, const char *theirs)
{
    static uint32_t a[MAX_CHARS], b[MAX_CHARS];
    const int na = points(ours, a), nb = points(theirs, b), d = edits(a, na, b, nb);

    s->lines++;
    s->same += d == 0;
    s->chars += nb;
    s->edits += d;
    if (d)
        print_message("%d: %s\n   %s\n", d, ours, theirs);
}

static char *theirs(struct state *s, const struct grey *g, struct box b)
{
    PIX *p = pix_of(g, b);

    TessBaseAPISetPageSegMode(s->api, PSM_RAW_LINE);
    TessBaseAPISetImage2(s->api, p);
    char *text = TessBaseAPIGetUTF8Text(s->api);
    pixDestroy(&p);
    assert_non_null(text);
    return text;
}

static void read_line(struct state *s, const struct grey *g, struct box b)
{
    const struct lstm_line_in in = { g, b };
    struct lstm_line_out out;
    char ours[MAX_CHARS] = "";
    struct err e = { 0 };
    size_t len = 0;

    assert_true(lstm_read_lines(s->l, &in, 1, &s->a, &out, &e));
    for (int32_t i = 0; i < out.n; i++) {
        const size_t n = strlen(out.chars[i].text);
        assert_true(len + n < sizeof ours);
        memcpy(ours + len, out.chars[i].text, n + 1);
        len += n;
    }
    char *text = theirs(s, g, b);
    compare(s, ours, text);
    TessDeleteText(text);
}

static bool load(const char *path, struct grey *g)
{
    PIX *page = pixRead(path), *skewed = page ? pixConvertTo8(page, 0) : NULL,
        *grey = skewed ? pixDeskew(skewed, 0) : NULL;
    const bool ok = grey != NULL;

    if (ok)
        *g = grey_of(grey);
    pixDestroy(&grey);
    pixDestroy(&skewed);
    pixDestroy(&page);
    return ok;
}

static void read_page(struct state *s, const char *path)
{
    struct grey g = { 0 }, level = { 0 };
    struct lines l;
    struct err e = { 0 };
    bool made;

    if (!load(path, &g))
        return;
    assert_true(lines_find(&g, 0, &l, &e));
    assert_true(lines_straighten(&l, &g, &level, &made, &e));
    for (uint32_t i = 0; i < l.n && s->lines < MAX_LINES; i++) {
        struct box b = l.pieces[i].clip;
        b.x0 = b.x0 < 0 ? 0 : b.x0;
        b.y0 = b.y0 < 0 ? 0 : b.y0;
        b.x1 = b.x1 > g.w ? g.w : b.x1;
        b.y1 = b.y1 > g.h ? g.h : b.y1;
        if (l.pieces[i].letters >= 3 && b.x1 - b.x0 >= b.y1 - b.y0 && b.y1 > b.y0)
            read_line(s, made ? &level : &g, b);
    }
    lines_release(&l);
    grey_release(&level);
    grey_release(&g);
}

static void text_without_dictionaries(void **state)
{
    struct state *s = *state;

    if (!s || n_pages == 0)
        skip();
    for (int i = 0; i < n_pages && s->lines < MAX_LINES; i++)
        read_page(s, pages[i]);
    print_message("%d lines of %d pages, %d the same: %d edits in %d characters\n", s->lines,
                  n_pages, s->same, s->edits, s->chars);
    assert_true(s->chars > 1000);
    assert_true(s->edits * 5000 <= s->chars);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(text_without_dictionaries) };
    return cmocka_run_group_tests(tests, setup, teardown);
}
