/* Glyphs of printed numbers and symbols, and what they say of readings that networks got wrong. */
#include "tests/unit/ocr/lines_drawn.h"

#include <stdio.h>

#include "base/atomicfile.h"
#include "base/utf8.h"
#include "ocr/confirm_glyphs.h"
#include "tests/unit/ocr/glyph_cuts.h"

#define CUT(name) name, sizeof name / sizeof *name

enum { AROUND = 40, MARGIN_X = 10, MARGIN_Y = 8 };

static struct glyph_model *model(void)
{
    char path[4096];
    struct glyph_model *m;
    struct err e;

    assert_true(file_data_path("models/glyph.bin", path, sizeof path, &e));
    assert_true(glyph_model_open(&m, path, &e));
    return m;
}

/* The cut in the middle of paper. */
static struct grey picture(const char *const *rows, size_t n, struct box *word)
{
    const int32_t w = (int32_t)strlen(rows[0]), h = (int32_t)n;
    struct grey g = blank(w + 2 * AROUND, h + 2 * AROUND);

    for (int32_t y = 0; y < h; y++)
        for (int32_t x = 0; x < w; x++)
            grey_row(&g, y + AROUND)[x + AROUND] = (uint8_t)(255 - 16 * (rows[y][x] - 'a'));
    *word = (struct box){ AROUND + MARGIN_X, AROUND + MARGIN_Y, AROUND + w - MARGIN_X,
                          AROUND + h - MARGIN_Y };
    return g;
}

struct seen {
    struct grey g;
    struct glyph_model *m;
    struct arena a;
    struct glyph_lattice l;
};

static void look(struct seen *s, const char *const *rows, size_t n)
{
    struct glyph_ink k;
    struct box word;
    struct err e;

    s->m = model();
    s->g = picture(rows, n, &word);
    arena_init(&s->a, 1 << 24);
    assert_true(glyph_ink_find(&s->g, word, &k, &e));
    assert_true(k.n > 0);
    assert_true(glyph_lattice_init(&s->l, s->m, &s->a, &e));
    glyph_lattice_fill(&s->l, &k);
    glyph_ink_release(&k);
}

static void forget(struct seen *s)
{
    arena_reset(&s->a);
    grey_release(&s->g);
    glyph_model_close(s->m);
}

static void words_are_read(void **state)
{
    static const struct {
        const char *const *rows;
        size_t n;
        const char *text;
    } cuts[] = {
        { CUT(cut_slanted), "026091952405" }, { CUT(cut_slanted_ones), "131/GXN-UBND" },
        { CUT(cut_doubled), "3844/TĐĐC" },    { CUT(cut_inserted), "361/TLTĐCC-BS" },
        { CUT(cut_eight), "825/LLTP" },       { CUT(cut_slash), "232/XN" },
        { CUT(cut_symbol), "22/TBD" },        { CUT(cut_letter), "147/TLNCMC" },
    };
    (void)state;

    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        struct seen s;
        struct glyph_text t;
        look(&s, cuts[i].rows, cuts[i].n);
        glyph_best(&s.l, GLYPH_ANY, &t);
        if (!glyph_same(t.text, cuts[i].text))
            print_message("%s read %s %.2f\n", cuts[i].text, t.text, (double)t.worth);
        assert_true(glyph_same(t.text, cuts[i].text));
        forget(&s);
    }
}

/* What stood after two readings, both, and what the glyphs make of it; "": it stays. */
static void mistakes_are_found(void **state)
{
    static const struct {
        const char *const *rows;
        size_t n;
        const char *text, *first, *second;
        bool agreed;
        enum glyph_says says;
        const char *out;
    } cuts[] = {
        /* a slanted 1 that both took for a 7; that one was right stays */
        { CUT(cut_slanted), "026097952405", "026097952405", "026097952405", true, GLYPHS_CHOOSE,
          "026091952405" },
        { CUT(cut_slanted), "026091952405", "026091952405", "026091952405", true, GLYPHS_NOTHING,
          "" },
        { CUT(cut_slanted_ones), "177/GXN-UBND", "177/GXN-UBND", "131/GXN-UBND.", false,
          GLYPHS_CHOOSE_AGREED, "131/GXN-UBND." },
        /* one of two letters swallowed, a letter made */
        { CUT(cut_doubled), "3844/TĐC", "3844/TĐC", "3844/TĐĐC.", false, GLYPHS_CHOOSE_AGREED,
          "3844/TĐĐC." },
        { CUT(cut_doubled), "3844/TĐC", "3844/TĐC", "3844/TĐC", true, GLYPHS_CHOOSE, "3844/TĐĐC" },
        { CUT(cut_inserted), "361/TLUTĐCC-BS", "361/TLUTĐCC-BS", "361/T[LTĐCC-BS.", false,
          GLYPHS_CHOOSE, "361/TLTĐCC-BS" },
        { CUT(cut_inserted), "361/TUTĐCC-BS", "361/TUTĐCC-BS", "361/TLTĐCC-BS", false,
          GLYPHS_CHOOSE_AGREED, "361/TLTĐCC-BS" },
        /* a digit twice, or a sign for it */
        { CUT(cut_eight), "8825/LLTP", "8825/LLTP", "825/LLTP", false, GLYPHS_CHOOSE, "825/LLTP" },
        { CUT(cut_eight), "8§25/LLTP", "8§25/LLTP", "825/LLTP", false, GLYPHS_CHOOSE, "825/LLTP" },
        /* a slash as a digit, and with one behind it */
        { CUT(cut_slash), "2327/XN", "2327/XN", "232/XN", false, GLYPHS_CHOOSE, "232/XN" },
        { CUT(cut_symbol), "2222", "2222", "22/TBD.", false, GLYPHS_CHOOSE_AGREED, "22/TBD." },
        /* letters for letters: two of three, and what the vote made of them */
        { CUT(cut_letter), "147/TLNOMC", "147/TLNOMC", "147/TLNCMC", false, GLYPHS_CHOOSE,
          "147/TLNCMC" },
        { CUT(cut_letter), "147/TLNCMS", "147/TLNCMC", "147/TLNCMS.", true, GLYPHS_CHOOSE_AGREED,
          "147/TLNCMC" },
        /* what stands is borne out against a reading that saw no more letters */
        { CUT(cut_letter), "147/TLNCMC", "147/TLNCMC", "147/TLNCNC", false, GLYPHS_AGREE, "" },
        { CUT(cut_letter), "147/TLNCMC", "147/TLNCMC", "0147/TLNCMC", false, GLYPHS_NOTHING, "" },
        /* a short number that a network of lines makes nothing of, or hardly knew again */
        { CUT(cut_cell), "92", "92", "Sàbấn", false, GLYPHS_AGREE, "" },
        { CUT(cut_cell), "92", "92", "S.", false, GLYPHS_AGREE, "" },
        { CUT(cut_cell), "92", "92", "92", false, GLYPHS_AGREE, "" },
        { CUT(cut_cell), "92", "92", "93", false, GLYPHS_AGREE, "" },
        { CUT(cut_cell), "92", "92", "392", false, GLYPHS_NOTHING, "" },
        { CUT(cut_area), "79.7", "79.7", "797", false, GLYPHS_NOTHING, "" },
        { CUT(cut_slanted), "026091952405", "026091952405", "026091952405", false, GLYPHS_NOTHING,
          "" },
        { CUT(cut_cell), "93", "93", "Sàbấn", false, GLYPHS_CHOOSE, "92" },
        { CUT(cut_area), "79,7", "79,7", "797", false, GLYPHS_AGREE, "" },
        { CUT(cut_area), "79,7", "79,7", "7917", false, GLYPHS_AGREE, "" },
        { CUT(cut_area), "797", "797", "Sàbấn", false, GLYPHS_NOTHING, "" },
        /* digits that go on behind what both saw; marks that the ink lost */
        { CUT(cut_slanted), "0260919524", "0260919524", "0260919524", true, GLYPHS_DOUBT, "" },
        { CUT(cut_symbol), "2/2/TBD", "2/2/TBD", "2/2/TBD", true, GLYPHS_NOTHING, "" },
        /* more than one glyph amiss in both: the ink writes it, unless they agreed */
        { CUT(cut_slanted), "026097952705", "026097952705", "02609795270S", false, GLYPHS_CHOOSE,
          "026091952405" },
        { CUT(cut_slanted), "02609/952/05", "02609/952/05", "026097952705", false, GLYPHS_CHOOSE,
          "026091952405" },
        { CUT(cut_slanted), "026097952705", "026097952705", "026097952705", true, GLYPHS_DOUBT,
          "" },
        { CUT(cut_inserted), "367/TLTĐGC-BS", "367/TLTĐGC-BS", "367/TUTĐGC-BS", false,
          GLYPHS_CHOOSE, "361/TLTĐCC-BS" },
        /* words are for others */
        { CUT(cut_letter), "147/tháng", "147/tháng", "147/tháng", true, GLYPHS_NOTHING, "" },
    };
    (void)state;

    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        const struct two_read two = { cuts[i].first, cuts[i].second, false, false };
        char out[GLYPH_BYTES] = "";
        struct seen s;
        look(&s, cuts[i].rows, cuts[i].n);
        const enum glyph_says says = glyphs_say(&s.l, cuts[i].text, cuts[i].agreed, &two, out);
        if (says != cuts[i].says || strcmp(out, cuts[i].out) != 0)
            print_message("%s: %d %s\n", cuts[i].text, (int)says, out);
        assert_int_equal(says, cuts[i].says);
        assert_string_equal(out, cuts[i].out);
        forget(&s);
    }
}

/* A day of which both took a slanted 1 for a 7, and one that is right. */
static void days_are_ruled_out(void **state)
{
    struct seen s;
    (void)state;

    look(&s, CUT(cut_slanted));
    assert_true(glyphs_rule_out(&s.l, "026097952405"));
    assert_true(glyphs_rule_out(&s.l, "026097952405."));
    assert_false(glyphs_rule_out(&s.l, "026091952405"));
    assert_false(glyphs_rule_out(&s.l, "026091952405."));
    assert_false(glyphs_rule_out(&s.l, "Iăm"));
    forget(&s);
}

/* A frame that cut the first digit off is no reason to drop it. */
static void narrow_frames_take_nothing(void **state)
{
    const struct two_read two = { "825/LLTP", "825/LLTP", false, false };
    struct glyph_lattice l;
    struct glyph_ink k;
    struct box word;
    struct err e;
    struct arena a;
    char out[GLYPH_BYTES];
    struct glyph_model *m = model();
    struct grey g = picture(CUT(cut_eight), &word);
    (void)state;

    arena_init(&a, 1 << 24);
    for (int32_t x = 0; x < AROUND + MARGIN_X + 13; x++) /* and it lies outside of the cut */
        for (int32_t y = 0; y < g.h; y++)
            grey_row(&g, y)[x] = 255;
    assert_true(glyph_ink_find(&g, word, &k, &e));
    assert_true(glyph_lattice_init(&l, m, &a, &e));
    glyph_lattice_fill(&l, &k);
    assert_int_equal(glyphs_say(&l, "825/LLTP", true, &two, out), GLYPHS_NOTHING);
    glyph_ink_release(&k);
    arena_reset(&a);
    grey_release(&g);
    glyph_model_close(m);
}

static void no_ink_says_nothing(void **state)
{
    struct grey g = blank(200, 80);
    struct glyph_ink k;
    struct glyph_lattice l;
    struct glyph_text t;
    struct err e;
    struct arena a;
    float worth;
    struct glyph_model *m = model();
    (void)state;

    arena_init(&a, 1 << 24);
    static const struct box boxes[] = { { 20, 20, 120, 50 },
                                        { 0, 0, 200, 80 },
                                        { 20, 20, 20, 20 },
                                        { 150, 60, 260, 110 },
                                        { 20, 20, 120, 24 } };
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        assert_true(glyph_ink_find(&g, boxes[i], &k, &e));
        assert_int_equal(k.n, 0);
        assert_true(glyph_lattice_init(&l, m, &a, &e));
        glyph_lattice_fill(&l, &k);
        glyph_best(&l, GLYPH_ANY, &t);
        assert_string_equal(t.text, "");
        assert_false(glyph_text_worth(&l, "825", &worth));
        glyph_ink_release(&k);
    }
    arena_reset(&a);
    grey_release(&g);
    glyph_model_close(m);
}

static void look_alikes_are_one(void **state)
{
    (void)state;
    assert_true(glyph_same("KSQTGQ", ".KSOTG0."));
    assert_true(glyph_same("I2,5", "12.5"));
    assert_true(glyph_same("01⁄2003", "01/2003"));
    assert_false(glyph_same("825", "8825"));
    assert_false(glyph_same("", ""));
}

/* One glyph is plain though the whole text is none of the best. */
static void slips_are_weighed(void **state)
{
    struct seen s;
    (void)state;

    look(&s, CUT(cut_slanted));
    assert_true(glyph_text_slip(&s.l, "026097952405") > 4);
    assert_true(glyph_text_slip(&s.l, "026091952405") < 1);
    assert_true(glyph_text_slip(&s.l, "026091952495") < 1); /* nobody takes a 0 for a 9 */
    assert_true(glyph_text_slip(&s.l, "ngày") < 1);
    forget(&s);
}

static void sums_are_exact(void **state)
{
    (void)state;
    for (float x = 0; x > -20; x -= 0.37F)
        assert_true(fabs((double)glyph_exp(x) / exp((double)x) - 1) < 1e-5);
    assert_true(glyph_exp(-1000) >= 0);
    for (float x = 1; x < 100; x *= 1.13F)
        assert_true(fabs((double)glyph_log(x) - log((double)x)) < 1e-5);
}

/* ---- the file ---- */

static bool parses(const void *p, size_t len)
{
    struct glyph_model *m;
    struct err e;
    const bool ok = glyph_model_parse(&m, p, len, &e);

    assert_true(ok || e.kind == ERR_INPUT);
    glyph_model_close(m);
    return ok;
}

static void read_data(const char *name, struct buf *b)
{
    char path[4096];
    struct err e;

    buf_init(b, 1 << 20);
    assert_true(file_data_path(name, path, sizeof path, &e));
    assert_true(file_read(path, b, &e));
}

static void the_packaged_model_is_the_manifests(void **state)
{
    struct buf b, manifest;
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX], line[128];
    (void)state;

    read_data("models/glyph.bin", &b);
    read_data("models/MANIFEST", &manifest);
    buf_putc(&manifest, '\0');
    sha256_mem(b.ptr, b.len, sum);
    hash_hex(sum, hex);
    snprintf(line, sizeof line, "glyph.bin\t%s\t", hex);
    assert_non_null(strstr(manifest.ptr, line));
    buf_release(&b);
    buf_release(&manifest);
}

static void damaged_bytes_are_refused(void **state)
{
    struct glyph_model *m;
    struct buf b;
    struct err e;
    (void)state;

    read_data("models/glyph.bin", &b);
    assert_true(parses(b.ptr, b.len));
    assert_false(parses(b.ptr, 0));
    assert_false(parses(b.ptr, 23));
    assert_false(parses(b.ptr, b.len - 1));
    for (size_t i = 0; i < b.len; i += i < 300 ? 1 : 997) { /* whatever byte it is */
        b.ptr[i] ^= 0x55;
        assert_false(parses(b.ptr, b.len));
        b.ptr[i] ^= 0x55;
    }
    buf_release(&b);
    assert_false(glyph_model_open(&m, "/nonexistent/glyph.bin", &e));
    assert_int_equal(e.kind, ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read),
        cmocka_unit_test(mistakes_are_found),
        cmocka_unit_test(days_are_ruled_out),
        cmocka_unit_test(narrow_frames_take_nothing),
        cmocka_unit_test(no_ink_says_nothing),
        cmocka_unit_test(look_alikes_are_one),
        cmocka_unit_test(slips_are_weighed),
        cmocka_unit_test(sums_are_exact),
        cmocka_unit_test(the_packaged_model_is_the_manifests),
        cmocka_unit_test(damaged_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
