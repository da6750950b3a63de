/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "paper/places.h"

struct world {
    struct fold_map fold;
    struct places *p;
};

static int open_world(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    struct err e = { 0 };

    fold_map_init(&w->fold);
    if (!places_open(&w->p, &w->fold, &e))
        fprintf(stderr, "%s\n", e.text);
    *state = w;
    return w->p ? 0 : -1;
}

static int close_world(void **state)
{
    struct world *w = *state;

    places_close(w->p);
    free(w);
    return 0;
}

static void provinces_of_both_eras(void **state)
{
    static const char *const now[] = { "01", "04", "08", "11", "12", "14", "15", "19", "20",
                                       "22", "24", "25", "31", "33", "37", "38", "40", "42",
                                       "44", "46", "48", "51", "52", "56", "66", "68", "75",
                                       "79", "80", "82", "86", "91", "92", "96" };
    /* NQ 202/2025/QH15: old unit, code of the new one */
    static const char *const merged[][2] = {
        { "Hà Giang", "08" },   { "Yên Bái", "15" },           { "Bắc Kạn", "19" },
        { "Bắc Giang", "24" },  { "Vĩnh Phúc", "25" },         { "Hòa Bình", "25" },
        { "Hải Dương", "31" },  { "Thái Bình", "33" },         { "Hà Nam", "37" },
        { "Nam Định", "37" },   { "Quảng Bình", "44" },        { "Quảng Nam", "48" },
        { "Kon Tum", "51" },    { "Bình Định", "52" },         { "Ninh Thuận", "56" },
        { "Phú Yên", "66" },    { "Đắk Nông", "68" },          { "Bình Thuận", "68" },
        { "Bình Phước", "75" }, { "Bình Dương", "79" },        { "Long An", "80" },
        { "Tiền Giang", "82" }, { "Bến Tre", "86" },           { "Trà Vinh", "86" },
        { "Kiên Giang", "91" }, { "Sóc Trăng", "92" },         { "Hậu Giang", "92" },
        { "Bạc Liêu", "96" },   { "Bà Rịa - Vũng Tàu", "79" }, { "Thừa Thiên Huế", "46" },
    };
    const struct world *w = *state;
    struct place p;
    uint32_t before = 0, after = 0;

    for (int c = 0; c < 100; c++) {
        char code[16];
        snprintf(code, sizeof code, "%02d", c);
        before += places_code(w->p, PLACE_PROVINCE, PLACE_BEFORE, code, &p);
        after += places_code(w->p, PLACE_PROVINCE, PLACE_NOW, code, &p);
    }
    assert_int_equal(before, 63);
    assert_int_equal(after, 34);
    for (size_t i = 0; i < sizeof now / sizeof *now; i++)
        assert_true(places_code(w->p, PLACE_PROVINCE, PLACE_NOW, now[i], &p));
    for (size_t i = 0; i < sizeof merged / sizeof *merged; i++) {
        if (places_find(w->p, merged[i][0], PLACE_PROVINCE, PLACE_BEFORE, &p, 1) != 1)
            fail_msg("%s", merged[i][0]);
        assert_int_equal(p.n_next, 1);
        assert_string_equal(p.next[0].code, merged[i][1]);
    }
    /* a kept code may belong to the other old province */
    assert_true(places_code(w->p, PLACE_PROVINCE, PLACE_BEFORE, "24", &p));
    assert_string_equal(p.name, "Bắc Giang");
    assert_true(places_code(w->p, PLACE_PROVINCE, PLACE_NOW, "24", &p));
    assert_string_equal(p.name, "Bắc Ninh");
}

static void every_successor_is_a_unit_of_today(void **state)
{
    const struct world *w = *state;
    struct place p, next;
    uint32_t communes = 0, split = 0;

    for (int c = 0; c < 100000; c++) {
        char code[16];
        snprintf(code, sizeof code, "%05d", c);
        if (places_code(w->p, PLACE_COMMUNE, PLACE_NOW, code, &p)) {
            communes++;
            assert_true(places_code(w->p, PLACE_PROVINCE, PLACE_NOW, p.parent, &next));
        }
        if (!places_code(w->p, PLACE_COMMUNE, PLACE_BEFORE, code, &p))
            continue;
        assert_true(places_code(w->p, PLACE_DISTRICT, PLACE_BEFORE, p.parent, &next));
        split += p.n_next > 1;
        for (uint32_t i = 0; i < p.n_next; i++)
            assert_true(places_code(w->p, PLACE_COMMUNE, PLACE_NOW, p.next[i].code, &next));
    }
    assert_int_equal(communes, 3321); /* NQ 202/2025/QH15 */
    assert_in_range(split, 300, 600);
}

static void names_are_found_however_written(void **state)
{
    static const char *const same[] = { "Phường Chũ", "phuong chu", "PHƯỜNG CHŨ", "Chũ", "P. Chũ" };
    const struct world *w = *state;
    struct place p[8];

    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        assert_int_equal(places_find(w->p, same[i], PLACE_COMMUNE, PLACE_NOW, p, 8), 1);
        assert_string_equal(p[0].code, "07525");
        assert_string_equal(p[0].kind, "Phường");
    }
    /* many communes are called Tân An: ambiguous, said so */
    assert_true(places_find(w->p, "Tân An", PLACE_COMMUNE, PLACE_BOTH, p, 8) > 8);
    assert_int_equal(places_find(w->p, "Không Có Xã Này", PLACE_ANY, PLACE_BOTH, p, 8), 0);
    assert_int_equal(places_find(w->p, "", PLACE_ANY, PLACE_BOTH, p, 8), 0);
}

static void reads(const struct world *w, const char *text, const char *around, const char *date,
                  const char *code, enum place_era era)
{
    struct place_reading r;

    if (!places_read(w->p, text, around, date, &r) || r.n != 1 || strcmp(r.unit.code, code) != 0 ||
        r.unit.era != era)
        fail_msg("%s: %u units, first %s", text, r.n, r.unit.code);
}

static void addresses_are_read_from_the_right(void **state)
{
    const struct world *w = *state;
    struct place_reading r;

    reads(w, "Tổ 1, phường Bách Quang, thành phố Sông Công, tỉnh Thái Nguyên", NULL, "", "05528",
          PLACE_BEFORE);
    reads(w, "Tổ 1, Bách Quang, Sông Công, Thái Nguyên", NULL, "", "05528", PLACE_BEFORE);
    reads(w, "Phường Chũ, Bắc Ninh", NULL, "2026-01-05", "07525", PLACE_NOW);
    reads(w, "Phường Chũ, thị xã Chũ, tỉnh Bắc Giang", NULL, "2024-12-31", "07525", PLACE_BEFORE);
    /* an old address on a new paper */
    reads(w, "Phường Chũ, thị xã Chũ, tỉnh Bắc Giang", NULL, "2026-01-05", "07525", PLACE_BEFORE);
    reads(w, "ỦY BAN NHÂN DÂN PHƯỜNG QUÁN THÁNH", "QUẬN BA ĐÌNH", "", "00013", PLACE_BEFORE);
    reads(w, "UBND xã Hải An, huyện Hải Lăng", NULL, "", "19684", PLACE_BEFORE);
    /* a name that exists, in a province that has no such unit */
    assert_true(places_read(w->p, "Phường Bách Quang, tỉnh Cà Mau", NULL, "", &r));
    assert_int_equal(r.n, 0);
    assert_int_equal(r.level, PLACE_COMMUNE);
    /* no unit at all */
    assert_false(places_read(w->p, "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", NULL, "", &r));
    assert_false(places_read(w->p, "", NULL, "", &r));
}

static void marks_that_were_lost_are_seen(void **state)
{
    const struct world *w = *state;
    struct place_reading r;

    assert_true(places_read(w->p, "ỦY BAN NHÂN DÂN PHƯỜNG BACH QUANG", NULL, "", &r));
    assert_true(r.n > 0 && !r.spelled && r.one_spelling);
    assert_string_equal(r.unit.name, "Bách Quang");
    assert_int_equal(r.to - r.from, 10);
    assert_true(places_read(w->p, "ỦY BAN NHÂN DÂN PHƯỜNG BÁCH QUANG", NULL, "", &r));
    assert_true(r.spelled);
    /* a letter off, and one name of this kind that it can be */
    assert_true(places_read(w->p, "ỦY BAN NHÂN DÂN PHƯỜNG BẠCH QUANGG", NULL, "", &r));
    assert_true(r.n == 1 && r.near && !r.spelled);
    assert_string_equal(r.unit.name, "Bách Quang");
    /* where the tone is put does not matter: Hoà, Hòa */
    assert_true(places_read(w->p, "thành phố Hoà Bình, tỉnh Hòa Bình", NULL, "", &r));
    assert_true(r.n == 1 && r.spelled);
}

static void hostile_texts_are_bounded(void **state)
{
    static const char *const some[] = { "xã ",    "xã xã xã xã xã xã xã xã xã xã xã xã",
                                        ",,,,,,", "tp.",
                                        "\xc3",   "xã \xff\xfe" };
    const struct world *w = *state;
    struct place_reading r;
    char text[2000];

    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        (void)places_read(w->p, some[i], some[i], "x", &r);
    memset(text, 'q', sizeof text);
    text[sizeof text - 1] = '\0';
    assert_false(places_read(w->p, text, text, "", &r));
}

static void bad_tables_are_refused(void **state)
{
    static const char *const bad[] = {
        "-P\t001\n",           "*P\t00004\t001\tA\n", "-ZZ\t00004\t001\tA\n",
        "-P\tabcde\t001\tA\n", "-P\t00004\t001\t\n",  "no tabs here\n"
    };
    const struct world *w = *state;
    struct err e = { 0 };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct places *p;
        if (places_load(&p, &w->fold, "t", bad[i], strlen(bad[i]), &e))
            fail_msg("row %zu taken", i);
        assert_int_equal(e.kind, ERR_CONFIG);
        places_close(p);
    }
}

static void opens_at_once(void **state)
{
    enum { TIMES = 20 };
    const struct world *w = *state;
    struct places *p;
    struct err e = { 0 };
    const int64_t from = clock_mono_ms();

    for (int i = 0; i < TIMES; i++) {
        assert_true(places_open(&p, &w->fold, &e));
        places_close(p);
    }
    const int64_t took = clock_mono_ms() - from;
    print_message("opened in %.2f ms\n", (double)took / TIMES);
    assert_true(took < 50 * TIMES); /* 5 ms by the design; sanitizers and busy machines get ten */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(provinces_of_both_eras),
        cmocka_unit_test(every_successor_is_a_unit_of_today),
        cmocka_unit_test(names_are_found_however_written),
        cmocka_unit_test(addresses_are_read_from_the_right),
        cmocka_unit_test(marks_that_were_lost_are_seen),
        cmocka_unit_test(hostile_texts_are_bounded),
        cmocka_unit_test(bad_tables_are_refused),
        cmocka_unit_test(opens_at_once),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
