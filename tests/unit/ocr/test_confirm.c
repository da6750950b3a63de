/* Two readings of a number compared, and what is painted over before the second. */
#include "tests/unit/ocr/lines_drawn.h"

#include "base/utf8.h"
#include "ocr/confirm.h"
#include "ocr/confirm_boxes.h"
#include "ocr/confirm_cut.h"
#include "ocr/confirm_days.h"
#include "ocr/confirm_internal.h"
#include "ocr/confirm_text.h"
#include "ocr/confirm_vote.h"
#include "ocr/ocr.h"

static void same_numbers(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } rows[] = {
        { "019085000000", "019085000000.", true },
        { "CS69788", "Cs69788", true },
        { "CS69788", "CS69768", false },
        { "01/2003", "01⁄2003", true },
        { "12/2021", "122021", false },
        { "529,5", "5295", false },
        { "46E8000001", "46F8000001", false },
        { "a1", "A1", false },
        { "63§,", "63§,", false }, /* 638: neither reader made the 8 out */
        { "63§,", "63", false },
        { "12|", "12|", false },
        { "(0912)", "0912", true },
        { "", "", false },
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(confirm_same(rows[i].a, rows[i].b), rows[i].same);
}

/* The ring of a zero, 30 high and 18 wide, perhaps with its dot. */
static void zero(struct grey *g, int32_t x, int32_t y, bool dot)
{
    fill(g, x, y, x + 18, y + 30, 0);
    for (int32_t row = y + 4; row < y + 26; row++)
        memset(grey_row(g, row) + x + 4, 255, 10);
    if (dot)
        fill(g, x + 7, y + 13, x + 11, y + 17, 0);
}

static uint32_t black(const struct grey *g, struct box b)
{
    uint32_t n = 0;
    for (int32_t y = b.y0; y < b.y1; y++)
        for (int32_t x = b.x0; x < b.x1; x++)
            n += grey_row(g, y)[x] < 128;
    return n;
}

static struct confirm_cut cut(const struct grey *g, struct box word)
{
    struct confirm_cut c;
    struct err e;

    assert_true(confirm_cut_make(g, word, (struct confirm_room){ 12, 12, 8 }, &c, &e));
    return c;
}

static void dots_go(void **state)
{
    struct grey g = blank(200, 80);
    struct box word = { 50, 20, 110, 50 };
    (void)state;

    zero(&g, 50, 20, false);
    zero(&g, 90, 20, false);
    struct confirm_cut c = cut(&g, word);
    assert_null(c.clean.px);
    const uint32_t plain = black(&g, c.box);
    confirm_cut_release(&c);
    zero(&g, 90, 20, true);
    c = cut(&g, word);
    assert_int_equal(c.dots, 1);
    assert_int_equal(black(&c.clean, (struct box){ 0, 0, c.clean.w, c.clean.h }), plain);
    assert_int_equal(black(&g, c.box), plain + 16); /* the page stays as it was */
    confirm_cut_release(&c);
    /* a full stop beside a digit, and a stroke too large to be a dot */
    struct grey other = blank(200, 80);
    zero(&other, 50, 20, false);
    fill(&other, 72, 46, 76, 50, 0);
    zero(&other, 90, 20, false);
    fill(&other, 96, 28, 102, 44, 0);
    c = cut(&other, word);
    assert_int_equal(c.dots, 0);
    confirm_cut_release(&c);
    grey_release(&g);
    grey_release(&other);
}

static void boxes_go(void **state)
{
    struct grey g = blank(300, 100);
    const struct box word = { 60, 30, 160, 60 };
    (void)state;

    for (int32_t i = 0; i < 3; i++)
        zero(&g, 62 + 40 * i, 30, false);
    fill(&g, 135, 30, 139, 60, 0); /* a one is no higher than the rest */
    struct confirm_cut c = cut(&g, word);
    assert_null(c.clean.px);
    const uint32_t digits = black(&g, c.box);
    confirm_cut_release(&c);
    for (int32_t x = 50; x <= 170; x += 40)
        fill(&g, x, 22, x + 2, 70, 0);
    fill(&g, 50, 24, 172, 26, 0);
    c = cut(&g, word);
    assert_non_null(c.clean.px);
    assert_true(c.boxes);
    assert_int_equal(c.dots, 0);
    assert_true(c.clean.w < c.box.x1 - c.box.x0 - 20); /* the digits stand together */
    assert_int_equal(black(&c.clean, (struct box){ 0, 0, c.clean.w, c.clean.h }), digits);
    confirm_cut_release(&c);
    grey_release(&g);
}

/* A row of twelve boxes with a ring in each of `filled`, standing on the rule below; it leans. */
static struct grey boxed(uint32_t filled, double lean)
{
    struct grey g = blank(900, 200);

    for (int32_t i = 0; i < 12; i++) {
        if ((uint32_t)i >= filled)
            continue;
        for (int32_t y = 0; y < 30; y++) {
            const bool edge = y < 4 || y >= 26;
            const int32_t x = 134 + 50 * i, at = 78 + y;
            fill(&g, x, at, x + (edge ? 18 : 4), at + 1, lean);
            fill(&g, x + (edge ? 0 : 14), at, x + 18, at + 1, lean);
        }
    }
    for (int32_t x = 120; x <= 720; x += 50)
        fill(&g, x, 62, x + 3, 110, lean);
    fill(&g, 120, 62, 723, 65, lean);
    fill(&g, 120, 107, 723, 110, lean);
    return g;
}

static bool has_row(const struct grey *g, struct box_row *r)
{
    return boxes_right_of(g, (struct box){ 20, 75, 100, 108 }, 30, r);
}

static void boxes_are_found(void **state)
{
    struct box_row r;
    struct grey out;
    struct err e;
    uint32_t n, dash;
    (void)state;

    for (int32_t k = -1; k <= 1; k++) {
        struct grey g = boxed(12, 0.02 * k);
        fill(&g, 20, 80, 98, 108, 0.02 * k); /* what stands before them */
        assert_true(has_row(&g, &r));
        assert_int_equal(r.n, 12);
        assert_true(boxes_cut(&g, &r, 8, &out, &n, &dash, &e));
        assert_int_equal(n, 12);
        assert_int_equal(dash, 0);
        assert_true(out.w < 12 * 32);        /* side by side, */
        assert_true(out.h < 30 + 2 * 8 + 6); /* level, without rules, */
        const uint32_t ink = black(&out, (struct box){ 0, 0, out.w, out.h });
        assert_true(ink > 12 * 280 && ink < 12 * 360); /* and whole: a ring has some 320 px */
        grey_release(&out);
        grey_release(&g);
    }
}

/* "0101234567-001": a box holds the dash, and digits follow it. */
static void a_dash_has_a_box(void **state)
{
    struct box_row r;
    struct grey out, g = boxed(12, 0);
    struct err e;
    uint32_t n, dash;
    (void)state;

    fill(&g, 20, 80, 98, 108, 0);
    for (int32_t y = 65; y < 107; y++)
        memset(grey_row(&g, y) + 573, 255, 40);
    fill(&g, 588, 90, 600, 93, 0);
    assert_true(has_row(&g, &r));
    assert_int_equal(r.n, 12);
    assert_true(boxes_cut(&g, &r, 8, &out, &n, &dash, &e));
    assert_non_null(out.px);
    assert_int_equal(n, 11);
    assert_int_equal(dash, 9);
    grey_release(&out);
    grey_release(&g);
}

/* A table, a row cut off by a shadow, fewer digits than a number has, one missing. */
static void boxes_of_no_number(void **state)
{
    struct box_row r;
    struct grey out, g = boxed(12, 0);
    struct err e;
    uint32_t n, dash;
    (void)state;

    fill(&g, 20, 80, 98, 108, 0);
    for (int32_t y = 65; y < 107; y++)
        memset(grey_row(&g, y) + 560, 255, 340); /* the rules above and below go on */
    assert_false(has_row(&g, &r));
    grey_release(&g);

    g = boxed(8, 0);
    fill(&g, 20, 80, 98, 108, 0);
    assert_true(has_row(&g, &r));
    assert_true(boxes_cut(&g, &r, 8, &out, &n, &dash, &e));
    assert_null(out.px);
    grey_release(&g);

    g = boxed(12, 0);
    fill(&g, 20, 80, 98, 108, 0);
    for (int32_t y = 65; y < 107; y++)
        memset(grey_row(&g, y) + 273, 255, 40); /* an empty box between others */
    assert_true(has_row(&g, &r));
    assert_true(boxes_cut(&g, &r, 8, &out, &n, &dash, &e));
    assert_null(out.px);
    grey_release(&g);

    g = blank(900, 200);
    fill(&g, 20, 80, 98, 108, 0);
    for (int32_t y = 66; y < 112; y++) { /* a bracket: what bulges ends left of its middle */
        const int32_t d = y < 86 || y >= 95 ? 0 : y < 88 || y >= 93 ? 1 : 2;
        fill(&g, 130 + d, y, 131 + d, y + 1, 0);
    }
    assert_false(has_row(&g, &r));
    grey_release(&g);

    g = blank(900, 200);
    fill(&g, 20, 80, 98, 108, 0);
    for (int32_t i = 0; i < 20; i++) /* letters are no rules */
        fill(&g, 130 + 30 * i, 78, 134 + 30 * i, 108, 0);
    assert_false(has_row(&g, &r));
    grey_release(&g);
}

static void commas(void **state)
{
    struct grey g = blank(300, 100);
    const struct box word = { 60, 30, 150, 66 };
    (void)state;

    for (int32_t i = 0; i < 3; i++)
        zero(&g, 60 + 22 * i, 30, false);
    zero(&g, 132, 30, false);
    assert_false(confirm_cut_has_comma(&g, word, 1));
    fill(&g, 124, 56, 128, 60, 0); /* a full stop */
    assert_false(confirm_cut_has_comma(&g, word, 1));
    fill(&g, 124, 56, 128, 66, 0);
    assert_true(confirm_cut_has_comma(&g, word, 1));
    assert_false(confirm_cut_has_comma(&g, word, 3)); /* not where one would stand */
    grey_release(&g);
}

/* Cuts at the edges of a page, of nothing, and of one grey. */
static void odd_cuts(void **state)
{
    struct grey g = blank(40, 20);
    static const struct box words[] = {
        { 0, 0, 40, 20 }, { 38, 18, 40, 20 }, { 5, 5, 5, 5 }, { 0, 0, 2, 20 }, { 0, 19, 40, 20 },
    };
    (void)state;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct confirm_cut c = cut(&g, words[i]);
        assert_null(c.clean.px);
        assert_true(c.box.x0 >= 0 && c.box.y0 >= 0 && c.box.x1 <= 40 && c.box.y1 <= 20);
        assert_false(confirm_cut_has_comma(&g, words[i], 1));
        confirm_cut_release(&c);
    }
    for (int32_t y = 0; y < 20; y++)
        for (int32_t x = 0; x < 40; x++)
            grey_row(&g, y)[x] = (uint8_t)((x * 7 + y * 13) % 256);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct confirm_cut c = cut(&g, words[i]);
        (void)confirm_cut_has_comma(&g, words[i], 2);
        confirm_cut_release(&c);
    }
    grey_release(&g);
}

/* ---- days ---- */

/* Words of one line, 10 px a letter, 20 high; "_" is room where one was lost. */
static struct page_read dated(struct arena *a, const char *const *words)
{
    struct page_read p = { .frame_w = 2000, .frame_h = 100 };
    int32_t x = 10;

    p.words = ARENA_NEW(a, struct word, 20);
    p.lines = ARENA_NEW(a, struct text_line, 1);
    assert_true(p.words && p.lines);
    for (; *words; words++) {
        const int32_t w = 10 * (int32_t)utf8_count(*words, strlen(*words));
        if (**words != '_')
            p.words[p.n_words++] = (struct word){ *words, { x, 20, x + w, 40 }, 0.9F, 0 };
        x += **words == '_' ? 30 : w + 6;
    }
    p.lines[p.n_lines++] = (struct text_line){ .count = p.n_words };
    return p;
}

static void days_have_slots(void **state)
{
    static const char *const read[] = { "Cam", "Tân,", "ngày", "1Š", "tháng",
                                        "_",   "năm",  "202",  "S",  NULL },
                             *const none[] = {
                                 "Ngày", "đăng", "ký:", "ngày", "tháng", "năm", NULL
                             };
    struct day_slot s[8];
    struct arena a;
    (void)state;

    arena_init(&a, 1 << 20);
    struct page_read p = dated(&a, read);
    assert_int_equal(day_slots(&p, s, 8), 3);
    assert_int_equal(s[0].first, 3);
    assert_int_equal(s[0].n, 1);
    assert_int_equal(s[0].most, 31);
    assert_int_equal(s[1].first, 5);
    assert_int_equal(s[1].n, 0);
    assert_int_equal(s[2].first, 6);
    assert_int_equal(s[2].n, 1); /* a number, and a letter that is none */
    p = dated(&a, none);
    assert_int_equal(day_slots(&p, s, 8), 0); /* left blank: no room for a number */
    arena_reset(&a);
}

static void letters_look_like_digits(void **state)
{
    static const struct {
        const char *word, *digits;
        bool alike;
    } rows[] = { { "1Š", "15", true },      { "I7", "17", true },    { "L3", "13", true },
                 { "0§", "08", true },      { "2Ä", "28", true },    { "LI", "11", true },
                 { "202.S", "2025", true }, { "T0", "10", true },    { "1Š", "16", false },
                 { "ba", "03", false },     { "mười", "10", false }, { "", "11", false },
                 { "1", "11", false },      { "†2", "12", false } };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(day_alike(rows[i].word, rows[i].digits), rows[i].alike);
}

/* What the second reading says of a slot: text to put there, and whether that can be accepted. */
static void days_settle(void **state)
{
    static const char *const read[] = { "ngày", "1Š", "tháng", "_", "năm", "2024", NULL };
    const struct day_guess fifteen = { "15", 0.99F, 1.5F }, poor = { "15", 0.6F, 0.2F },
                           hand = { "15", 0.99F, 0.001F }, eleven = { "11", 0.99F, 1.5F },
                           year = { "2024", 1, 1 }, other = { "2021", 0.99F, 1 };
    struct day_slot s[4];
    struct arena a;
    float conf;
    (void)state;

    arena_init(&a, 1 << 20);
    struct page_read p = dated(&a, read);
    assert_int_equal(day_slots(&p, s, 4), 3);
    assert_string_equal(day_settle(&p, &s[0], &fifteen, &a, &conf), "15");
    assert_true(conf > 0.98F); /* two readings say so */
    assert_string_equal(day_settle(&p, &s[0], &poor, &a, &conf), "15");
    assert_true(conf < 0.7F);
    assert_null(day_settle(&p, &s[0], &hand, &a, &conf));
    assert_string_equal(day_settle(&p, &s[1], &eleven, &a, &conf), "11");
    assert_true(conf < 0.7F); /* one reading alone */
    assert_null(day_settle(&p, &s[2], &year, &a, &conf));
    assert_true(p.words[s[2].first].flags & WORD_AGREED);
    assert_string_equal(day_settle(&p, &s[2], &other, &a, &conf), "2021");
    assert_true(conf < 0.7F);
    p.words[s[2].first].text = "202S;"; /* the mark behind it is the line's */
    assert_string_equal(day_settle(&p, &s[2], &year, &a, &conf), "2024;");
    p.words[s[2].first].text = "2024;";
    assert_null(day_settle(&p, &s[2], &year, &a, &conf));
    p.words[s[2].first].text = "2024";
    p.words[s[2].first].conf = 0.999F; /* the first is surer: it stays, for people */
    assert_null(day_settle(&p, &s[2], &other, &a, &conf));
    assert_true(p.words[s[2].first].conf < 0.7F);
    assert_false(p.words[s[2].first].flags & WORD_AGREED);

    const char *const text[] = { "15", "11", NULL };
    const float sure[] = { 0.99F, 0.6F, 0 };
    struct err e;
    assert_true(day_fill(&p, s, text, sure, 3, &a, &e));
    assert_int_equal(p.n_words, 6);
    assert_int_equal(p.lines[0].count, 6);
    assert_string_equal(p.words[1].text, "15");
    assert_string_equal(p.words[3].text, "11");
    assert_string_equal(p.words[5].text, "2024");
    assert_true(p.words[3].box.x0 > p.words[2].box.x1 && p.words[3].box.x1 < p.words[4].box.x0);
    arena_reset(&a);
}

static int32_t code_of(const struct lstm_model *m, const char *text)
{
    for (int32_t i = 0; i < lstm_model_codes(m); i++)
        if (strcmp(lstm_model_text(m, i), text) == 0)
            return i;
    fail_msg("no code for %s", text);
    return -1;
}

/* A 1, then a 5 that may be a 6, among `steps` in each of which nothing has the probability `idle`
 * and a letter the rest. */
static struct day_guess decoded(const struct lstm_model *m, int32_t steps, float idle)
{
    const struct day_slot slot = { .least = 1, .most = 31, .from = 0, .to = steps };
    struct lstm_softmax v = { .stride = (size_t)lstm_model_codes(m),
                              .steps = steps,
                              .codes = lstm_model_codes(m),
                              .null_code = lstm_model_null(m),
                              .step_px = 1 };
    float *p = calloc((size_t)steps * v.stride, sizeof *p);
    struct day_guess g;

    assert_non_null(p);
    for (int32_t t = 0; t < steps; t++) {
        p[(size_t)t * v.stride + (size_t)v.null_code] = idle;
        p[(size_t)t * v.stride + (size_t)code_of(m, "a")] = 1 - idle;
    }
    float *one = p + (size_t)(steps / 2) * v.stride, *five = one + 2 * v.stride;
    memset(one, 0, v.stride * sizeof *p);
    memset(five, 0, v.stride * sizeof *p);
    one[code_of(m, "1")] = 1;
    five[code_of(m, "5")] = 0.6F;
    five[code_of(m, "6")] = 0.4F;
    v.p = p;
    day_decode(&v, m, &slot, &g);
    free(p);
    return g;
}

/* Shares among the numbers; a slot so long and so unlikely that no double holds it (0.001 ^ 2000)
 * still has its number, which is worth nothing. */
static void days_decode(void **state)
{
    struct lstm_model *m = NULL;
    char path[4096];
    struct err e;
    (void)state;

    if (!ocr_default_model(path, sizeof path, &e)) {
        print_message("no vie.traineddata: install tesseract-ocr-vie\n");
        skip();
    }
    assert_true(lstm_model_open(&m, path, &e));
    struct day_guess g = decoded(m, 40, 1);
    assert_string_equal(g.text, "15");
    assert_true(fabsf(g.share - 0.6F) < 1e-5F && fabsf(g.worth - 1) < 1e-5F);
    g = decoded(m, 2000, 0.001F);
    assert_string_equal(g.text, "15");
    assert_true(fabsf(g.share - 0.6F) < 1e-5F && g.worth >= 0 && g.worth < 1e-6F);
    g = decoded(m, 40, 0.2F);
    assert_true(g.worth < 0.05F); /* letters all around: no number stands there */
    lstm_model_close(m);
}

/* Three more readings of a slot: what one saw, or the first doubted, stands when all say it. */
static void days_are_voted_for(void **state)
{
    static const char *const read[] = { "ngày", "1", "tháng", "07", "năm", "2024", NULL };
    static const struct {
        struct day_guess g[3];
        int32_t number;
        bool voted;
    } rows[] = {
        { { { "11", 0.98F, 2.5F }, { "11", 0.95F, 1 }, { "11", 0.95F, 0.5F } }, 11, true },
        /* a lost digit is what is feared: none was invented where all see two */
        { { { "11", 0.98F, 2.5F }, { "11", 0.74F, 1 }, { "11", 0.98F, 0.5F } }, 11, true },
        { { { "11", 0.98F, 2.5F }, { "1", 0.55F, 1 }, { "11", 0.93F, 0.5F } }, 11, false },
        { { { "11", 0.8F, 0.2F }, { "11", 0.7F, 0.1F }, { "11", 0.95F, 0.5F } }, 11, false },
        { { { "01", 0.98F, 2 }, { "1", 0.98F, 1 }, { "01", 1, 1 } }, 1, true },
        { { { "01", 0.98F, 2 }, { "1", 0.8F, 1 }, { "01", 1, 1 } }, 1, false },
        { { { "16", 0.95F, 1 }, { "", 0, 0 }, { "16", 1, 1 } }, 16, false },
    };
    struct day_slot s[4];
    struct arena a;
    int32_t number;
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(day_voted(rows[i].g, 3, rows[i].number), rows[i].voted);
    arena_init(&a, 1 << 20);
    struct page_read p = dated(&a, read);
    assert_int_equal(day_slots(&p, s, 4), 3);
    struct word *w = &p.words[s[1].first];
    w->flags |= WORD_AGREED;
    w->conf = 0.99F;
    assert_false(day_doubted(&p, &s[1], NULL, 0, &number));
    w->conf = 0.6F;
    assert_true(day_doubted(&p, &s[1], NULL, 0, &number));
    assert_int_equal(number, 7);
    assert_true(day_doubted(&p, &s[0], "11", 0.6F, &number));
    assert_int_equal(number, 11);
    arena_reset(&a);
}

static void numbers_are_voted_for(void **state)
{
    static const struct {
        const char *first, *second, *third, *voted; /* NULL: nobody knows */
    } rows[] = {
        { "158/GM-UBND", "158GM-UBND.", NULL, "158/GM-UBND" }, /* marks are lost, never made */
        { "2/CTCTUBND", ".2/CT-CTUBND.", NULL, "2/CT-CTUBND" },
        { "613/QĐ-UBND", "613⁄/QĐ-UBND.", NULL, "613/QĐ-UBND" },
        { "58/GPXD-UBND", "'58/GPXD-UBNDˆ.", NULL, "58/GPXD-UBND" },
        { "03/07/2022", "03/072022", NULL, "03/07/2022" },
        { "3/QĐ-UB", ".3/0Đ-UB.", NULL, "3/QĐ-UB" },
        { "I80/TN-BPMC", ".180/TN-BPMC.", NULL, NULL },
        { "I80/TN-BPMC", ".180/TN-BPMC.", "-180/TN-BPMC-", "180/TN-BPMC" },
        { "I6/11/2025", "16/11/2025", "16/11/2025", "16/11/2025" },
        { "08/10/1968", "06/10/1968", "06/10/1968", NULL }, /* both are days */
        { "244/PC-UBND", "244/PC-UBNDĐ.", "244/PC-UBND.", "244/PC-UBND" },
        { "297/XNCT", "207/XNCT.", "297/XNCT.", NULL }, /* one network against the other */
        { "86/GBT-TYT", "8%GBT-TYT.", "86/GBTTYT-", NULL },
        { "136TLKT-BS", "136/TLKT-BS", "136/TLKT-BS", NULL }, /* the register's own */
        { "122021", "12/2021", "12/2021", NULL },
        { "1572/UBND-VHXH", "572/UBND-VHXH", "572/UBND-VHXH", NULL }, /* lost by both */
        { "11/QĐ-", "11/QĐ", NULL, NULL },                            /* "UB" is another word */
        { "22/GBTTYT1A", "22/GBTTYT1A.", NULL, NULL },
    };
    char out[VOTE_BYTES];
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const bool voted = vote_number(rows[i].first, rows[i].second, rows[i].third, out);
        if (voted != (rows[i].voted != NULL) || (voted && strcmp(out, rows[i].voted) != 0))
            fail_msg("%s, %s, %s: %s", rows[i].first, rows[i].second,
                     rows[i].third ? rows[i].third : "-", voted ? out : "nothing");
    }
    assert_true(vote_points("95/0Đ.UB"));
    assert_false(vote_points("95/QĐ-UB."));
    assert_true(vote_pointed("95/QĐ.UB", "95/QĐUB"));
    assert_true(vote_pointed("95/QĐ.UB,", "95/QĐUB"));
    assert_false(vote_pointed("95/QĐUB", "95/QĐUB"));
    assert_false(vote_pointed("95/QĐUB.", "95/QĐUB"));
    assert_false(vote_pointed("95/QĐ.UB", "95/QĐ-UB")); /* a dash that one reader saw as a point */
    assert_false(vote_pointed("13.5/QĐ-UB", "135/QĐ-UB"));
    assert_true(vote_wanted("54/GBT-TYT"));
    assert_true(vote_wanted("24/062021"));
    assert_false(vote_wanted("001095000000"));
    assert_false(vote_wanted("12/2021"));
    assert_false(vote_wanted("46E8000001"));
    assert_false(vote_wanted("72/TLKS-BS"));
    assert_false(vote_wanted("03/2025-SCT/BS"));
    assert_false(vote_wanted("H60.9-240911-0017"));
}

struct drawn_line {
    const char *text;
    int32_t x0, x1, y0;
};

/* A page of lines 30 px high, their words as wide as their share of letters. */
static struct page_read page_of(struct arena *a, const struct drawn_line *l, uint32_t n)
{
    struct page_read p = { .lines = ARENA_NEW(a, struct text_line, n),
                           .words = ARENA_NEW(a, struct word, 100) };

    assert_true(p.lines && p.words);
    for (uint32_t i = 0; i < n; i++) {
        const int32_t wide = l[i].x1 - l[i].x0, all = (int32_t)strlen(l[i].text);
        p.lines[i] = (struct text_line){ .first = p.n_words,
                                         .box = { l[i].x0, l[i].y0, l[i].x1, l[i].y0 + 30 } };
        for (const char *t = l[i].text; *t;) {
            const size_t len = strcspn(t, " ");
            const int32_t at = (int32_t)(t - l[i].text);
            p.words[p.n_words++] = (struct word){
                .text = arena_strndup(a, t, len),
                .box = { l[i].x0 + wide * at / all, l[i].y0,
                         l[i].x0 + wide * (at + (int32_t)len) / all, l[i].y0 + 30 },
            };
            t += len + (t[len] == ' ');
        }
        p.lines[i].count = p.n_words - p.lines[i].first;
    }
    p.n_lines = n;
    return p;
}

static void what_a_paper_is_about_is_found(void **state)
{
    static const struct drawn_line lines[] = {
        { "ỦY BAN NHÂN DÂN", 150, 500, 100 },
        { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 700, 1500, 100 },
        { "Độc lập - Tự do - Hạnh phúc", 800, 1400, 150 },
        { "V/v rà soát hồ sơ tồn đọng", 150, 560, 200 },
        { "năm 2025", 280, 420, 240 },
        { "KẾ HOẠCH", 700, 950, 400 },
        { "Tổ chức Tết Trung thu", 650, 1000, 445 },
        { "Kính gửi: Sở Tư pháp", 650, 1000, 520 },
        { "Thực hiện nhiệm vụ được giao tại văn bản của cấp trên,", 150, 1500, 600 },
    };
    struct text_run r[8];
    struct arena a;
    (void)state;

    arena_init(&a, 1 << 20);
    struct page_read p = page_of(&a, lines, sizeof lines / sizeof *lines);
    assert_int_equal(text_runs(&p, 1654, 2339, r, 8), 3);
    assert_string_equal(p.words[r[0].first].text, "V/v");
    assert_string_equal(p.words[r[1].first].text, "năm");
    assert_string_equal(p.words[r[2].first].text, "Tổ");
    assert_true(text_same(&p, &r[2], "TổchứcTếtTrungthu."));
    assert_false(text_same(&p, &r[2], "TổchứcTếtTrungthư"));
    assert_false(text_same(&p, &r[2], "TốchứcTếtTrungthu"));
    assert_false(text_same(&p, &r[2], ""));
    p.words[p.lines[1].first].text = p.words[p.lines[2].first].text = "-"; /* no head */
    assert_int_equal(text_runs(&p, 1654, 2339, r, 8), 0);
    arena_reset(&a);
}

static void short_numbers(void **state)
{
    static const struct {
        const char *text, *digits; /* NULL: it is none */
    } rows[] = { { "1I", "11" }, { "§", "8" },   { "T1", "71" },   { "III", "111" },
                 { "9O", "90" }, { "82", "82" }, { "1234", NULL }, { "82,", NULL },
                 { "", NULL },   { "Đ", NULL } };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char digits[CELL_DIGITS + 1] = "";
        assert_int_equal(confirm_short_number(rows[i].text, digits), rows[i].digits != NULL);
        if (rows[i].digits)
            assert_string_equal(digits, rows[i].digits);
    }
}

/* Alone in their lines, on a page that speaks of parcels. */
static void cells_of_parcels(void **state)
{
    struct word words[] = { { .text = "Thửa" }, { .text = "11" }, { .text = "Ao" },
                            { .text = "tổ" },   { .text = "15" }, { .text = "§" } };
    struct text_line lines[] = { { 0, 1, { 0 }, 0, 0, 0, 0 },
                                 { 1, 1, { 0 }, 0, 0, 0, 0 },
                                 { 2, 1, { 0 }, 0, 0, 0, 0 },
                                 { 3, 2, { 0 }, 0, 0, 0, 0 },
                                 { 5, 1, { 0 }, 0, 0, 0, 0 } };
    struct page_read p = { .words = words, .n_words = 6, .lines = lines, .n_lines = 5 };
    bool cell[6];
    (void)state;

    confirm_cells(&p, cell);
    for (uint32_t i = 0; i < p.n_words; i++)
        assert_int_equal(cell[i], i == 1 || i == 5);
    words[0].text = "Tên";
    confirm_cells(&p, cell);
    for (uint32_t i = 0; i < p.n_words; i++)
        assert_false(cell[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_numbers),
        cmocka_unit_test(dots_go),
        cmocka_unit_test(boxes_go),
        cmocka_unit_test(boxes_are_found),
        cmocka_unit_test(boxes_of_no_number),
        cmocka_unit_test(a_dash_has_a_box),
        cmocka_unit_test(commas),
        cmocka_unit_test(odd_cuts),
        cmocka_unit_test(days_have_slots),
        cmocka_unit_test(letters_look_like_digits),
        cmocka_unit_test(days_settle),
        cmocka_unit_test(days_decode),
        cmocka_unit_test(days_are_voted_for),
        cmocka_unit_test(numbers_are_voted_for),
        cmocka_unit_test(what_a_paper_is_about_is_found),
        cmocka_unit_test(short_numbers),
        cmocka_unit_test(cells_of_parcels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
