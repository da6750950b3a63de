/* Machine readable zones drawn with the characters' own pictures: read where they can be, blurred,
 * grainy, slanting, seen from aside; silent where not; a number that is not printed is never given.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "codes/zone.h"
#include "codes/zone_cells.h"

enum { W = 1100, H = 300, X = 80, Y = 90 };
static uint32_t seed;
static uint32_t draw(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static int check_digit(const char *s, int n)
{
    static const int weights[] = { 7, 3, 1 };
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += (s[i] >= '0' && s[i] <= '9' ? s[i] - '0' : 0) * weights[i % 3];
    return sum % 10;
}

/* Both lines of somebody. */
static void invent(char l[2][31])
{
    const unsigned sex = draw(2), year = draw(100), month = 1 + draw(12), day = 1 + draw(28);
    char id[13], all[64];

    snprintf(id, sizeof id, "0%02u%u%02u%06u", 1 + draw(96), sex, year, draw(1000000));
    snprintf(l[0], 31, "IDVNM%.9s%d%s<<", id + 3, check_digit(id + 3, 9), id);
    l[0][29] = (char)('0' + check_digit(l[0] + 15, 14));
    l[0][30] = '\0';
    snprintf(l[1], 31, "%02u%02u%02u", year, month, day);
    snprintf(l[1] + 6, 25, "%d%c%02u%02u%02u", check_digit(l[1], 6), sex ? 'F' : 'M', draw(60) + 25,
             month, day);
    snprintf(l[1] + 14, 17, "%dVNM<<<<<<<<<<<", check_digit(l[1] + 8, 6));
    snprintf(all, sizeof all, "%.25s%.7s%.7s", l[0] + 5, l[1], l[1] + 8);
    l[1][29] = (char)('0' + check_digit(all, 39));
    l[1][30] = '\0';
}

struct look {
    int face, grain;
    double pitch, cap, slant, bend;
};

/* The second line of a passport's zone. */
static void invent_passport(char l[45])
{
    const unsigned sex = draw(2), year = draw(100), month = 1 + draw(12), day = 1 + draw(28);
    char all[64];

    snprintf(l, 45, "%c%07u<", "BCNDPK"[draw(6)], draw(10000000));
    const int letter = (l[0] - 'A' + 10) * 7; /* check_digit knows no letters */
    snprintf(l + 9, 36, "%dVNM%02u%02u%02u", (check_digit(l, 9) + letter) % 10, year, month, day);
    snprintf(l + 19, 26, "%d%c%02u%02u%02u", check_digit(l + 13, 6), sex ? 'F' : 'M', draw(60) + 25,
             month, day);
    snprintf(l + 27, 18, "%d0%02u%u%02u%06u<<", check_digit(l + 21, 6), 1 + draw(96), sex, year,
             draw(1000000));
    snprintf(l + 42, 3, "%d", check_digit(l + 28, 14));
    snprintf(all, sizeof all, "%.10s%.7s%.22s", l, l + 13, l + 21);
    l[43] = (char)('0' + (check_digit(all, 39) + letter) % 10);
    l[44] = '\0';
}

static uint8_t ink_at(const struct look *k, const char *text, double x, double y)
{
    const double u = (x - X) / (k->pitch + k->bend * (x - X)),
                 v = (y - k->slant * (x - X)) / k->cap;
    const int cell = (int)floor(u), px = (int)floor((u - cell) * ZONE_W),
              py = ZONE_TOP + (int)floor(v * ZONE_CAP);

    if (cell < 0 || cell >= (int)strlen(text) || py < 0 || py >= ZONE_H)
        return 0;
    return (uint8_t)((zone_shapes[k->face][zone_class(text[cell])][py * ZONE_W + px] - 'a') * 12);
}

static void paint_lines(const struct grey *g, const struct look *k, const char *const l[2])
{
    for (int32_t y = 0; y < g->h; y++)
        for (int32_t x = 0; x < g->w; x++) {
            int v = 225;
            for (int i = 0; i < 2; i++)
                v -= ink_at(k, l[i], x + 0.5, y + 0.5 - Y - i * 1.8 * k->cap);
            v += (int)draw((uint32_t)(2 * k->grain + 1)) - k->grain;
            grey_row(g, y)[x] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
        }
}

static void paint(const struct grey *g, const struct look *k, char l[2][31])
{
    paint_lines(g, k, (const char *const[]){ l[0], l[1] });
}

/* What zone_find gives; `read` is what the recogniser made of the first line. */
static const char *find_wide(const struct grey *g, const struct look *k, int cells,
                             const char *read, struct arena *a)
{
    struct word words[2];
    struct text_line lines[2] = { { 0 } };
    static struct code out[1];
    struct err e = { 0 };
    uint32_t n = 0;

    for (int i = 0; i < 2; i++) {
        const int32_t down = (int32_t)(k->slant * cells * k->pitch),
                      y = Y + (int32_t)(i * 1.8 * k->cap);
        words[i] =
            (struct word){ .text = i ? "9901155F3901153VNM<<<<" : read,
                           .box = { X, down < 0 ? y + down : y, X + (int32_t)(cells * k->pitch),
                                    y + (int32_t)k->cap + (down > 0 ? down : 0) } };
        lines[i].first = (uint32_t)i;
        lines[i].count = 1;
        lines[i].box = words[i].box;
    }
    const struct page_read p = { .words = words, .n_words = 2, .lines = lines, .n_lines = 2 };
    arena_reset(a);
    assert_true(zone_find(g, &p, a, out, 1, &n, &e));
    assert_true(n == 0 || out[0].kind == CODE_ZONE);
    return n ? out[0].text : NULL;
}

static const char *find(const struct grey *g, const struct look *k, const char *read,
                        struct arena *a)
{
    return find_wide(g, k, ZONE_CELLS, read, a);
}

static const char READ[] = "IDVNM19900O0003024199OOOO00<<3";

static void test_read(void **state)
{
    static const struct look looks[] = {
        { 0, 8, 31, 29, 0, 0 },      { 1, 8, 31, 34, 0, 0 },     { 2, 8, 31, 34, 0, 0 },
        { 0, 40, 31, 29, 0.004, 0 }, { 0, 15, 21, 20, 0, 0 },    { 0, 15, 29, 27, 0, 0.0012 },
        { 1, 20, 25, 27, -0.02, 0 }, { 0, 10, 33, 32, 0.05, 0 },
    };
    struct grey g;
    struct err e;
    struct arena a;
    (void)state;
    arena_init(&a, 1 << 20);
    seed = 1;
    assert_true(grey_init(&g, W, H, &e));
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        char l[2][31], want[62];
        invent(l);
        snprintf(want, sizeof want, "%s\n%s", l[0], l[1]);
        paint(&g, &looks[i], l);
        const char *got = find(&g, &looks[i], READ, &a);
        if (!got || strcmp(got, want) != 0)
            fail_msg("look %zu: %s, not %s", i, got ? got : "nothing", want);
        assert_null(find(&g, &looks[i], "CONG HOA XA HOI CHU NGHIA VIET NAM", &a));
    }
    grey_release(&g);
    arena_reset(&a);
}

/* Letters of the head read wrongly; a line that a streak of the scanner cuts in two. */
static void test_begins(void **state)
{
    static const char *const heads[] = { "1DVAM19900O0003024199OOOO00<<3",
                                         "TDVHM19900O0003024199OOOO00<<3" };
    static const struct look k = { 0, 8, 31, 29, 0, 0 };
    struct word words[2] = {
        { .text = "IDVNM19900O0003", .box = { X, Y, X + 15 * 31 - 8, Y + 29 } },
        { .text = "024199OOOO00<<3", .box = { X + 15 * 31 + 4, Y, X + 30 * 31, Y + 29 } },
    };
    struct text_line lines[2] = { { .first = 0, .count = 1, .box = words[0].box },
                                  { .first = 1, .count = 1, .box = words[1].box } };
    const struct page_read p = { .words = words, .n_words = 2, .lines = lines, .n_lines = 2 };
    struct code out[1];
    struct grey g;
    struct err e = { 0 };
    struct arena a;
    char l[2][31];
    uint32_t n = 0;
    (void)state;
    arena_init(&a, 1 << 20);
    seed = 7;
    assert_true(grey_init(&g, W, H, &e));
    invent(l);
    paint(&g, &k, l);
    for (int i = 0; i < 2; i++) {
        const char *got = find(&g, &k, heads[i], &a);
        assert_true(got && memcmp(got, l[0], 30) == 0);
    }
    assert_true(zone_find(&g, &p, &a, out, 1, &n, &e));
    assert_int_equal(n, 1);
    assert_memory_equal(out[0].text, l[0], 30);
    grey_release(&g);
    arena_reset(&a);
}

/* Ever more grain, and digits that no check knows of: read where they can be, never wrongly. */
static void test_passports(void **state)
{
    struct grey g;
    struct err e;
    struct arena a;
    int given = 0;
    (void)state;
    arena_init(&a, 1 << 20);
    seed = 5;
    assert_true(grey_init(&g, 1260, 170, &e));
    for (int round = 0; round < 60; round++) {
        const struct look k = { round % 3, 8 + 3 * round, 25, 24, round % 5 * 0.002, 0 };
        char l[45], was[45];
        invent_passport(l);
        memcpy(was, l, sizeof was);
        if (round % 4 == 3)
            l[1 + draw(7)] = (char)('0' + draw(10));
        paint_lines(&g, &k, (const char *const[]){ l, "" });
        const char *got =
            find_wide(&g, &k, ZONE_CELLS_TD3, "C552I761K3VNW88O1122M3204l86033088681422KK72", &a);
        if (round < 3 && (!got || strcmp(got, was) != 0))
            fail_msg("face %d: %s, not %s", round, got ? got : "nothing", was);
        given += got != NULL;
        if (got && strcmp(got, was) != 0)
            fail_msg("grain %d: %s, not %s", k.grain, got, was);
    }
    assert_in_range(given, 10, 59);
    grey_release(&g);
    arena_reset(&a);
}

/* Ever more grain, digits that their checks disown: what is given is what was meant. */
static void test_never_wrong(void **state)
{
    struct grey g;
    struct err e;
    struct arena a;
    int given = 0;
    (void)state;
    arena_init(&a, 1 << 20);
    seed = 2;
    assert_true(grey_init(&g, 760, 170, &e));
    for (int round = 0; round < 60; round++) {
        const struct look k = { round % 3, 20 + 4 * round, 21, 21, 0, 0 };
        char l[2][31], was[31];
        invent(l);
        memcpy(was, l[0], sizeof was);
        if (round % 4 == 3) /* a digit of those that stand twice is another: the rest outvotes it */
            l[0][18 + draw(9)] = (char)('0' + draw(10));
        paint(&g, &k, l);
        const char *got = find(&g, &k, READ, &a);
        given += got != NULL;
        if (got && memcmp(got, was, 30) != 0)
            fail_msg("grain %d: %s, not %s", k.grain, got, was);
    }
    assert_in_range(given, 15, 59);
    grey_release(&g);
    arena_reset(&a);
}

/* A page that says IDVNM in every line costs no more than one with a few zones. */
static void test_lines_tried_are_bounded(void **state)
{
    enum { MANY = 40, TRIED = 16 };
    static const struct look k = { 0, 8, 21, 21, 0, 0 };
    struct word word = { .text = READ, .box = { X, Y, X + ZONE_CELLS * 21, Y + 21 } };
    struct text_line lines[MANY] = { { 0 } };
    struct code out[MANY];
    struct page_read p = { .words = &word, .n_words = 1, .lines = lines, .n_lines = MANY };
    struct grey g;
    struct err e;
    struct arena a;
    char l[2][31];
    uint32_t n = 0;
    (void)state;
    arena_init(&a, 1 << 20);
    seed = 3;
    assert_true(grey_init(&g, 760, 170, &e));
    invent(l);
    paint(&g, &k, l);
    for (int i = 0; i < MANY; i++)
        lines[i] = (struct text_line){ .first = 0, .count = 1, .box = word.box };
    assert_true(zone_find(&g, &p, &a, out, MANY, &n, &e));
    assert_int_equal(n, TRIED);
    assert_memory_equal(out[TRIED - 1].text, l[0], 30);
    grey_release(&g);
    arena_reset(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_begins),
        cmocka_unit_test(test_passports),
        cmocka_unit_test(test_never_wrong),
        cmocka_unit_test(test_lines_tried_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
