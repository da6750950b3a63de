/* What the papers of a dossier say of one another's numbers. Invented numbers only. */
#include "tests/unit/ident/ident_fixture.h"

static struct identifier mention(const char *value, const char *why)
{
    return (struct identifier){
        .kind = IDENT_ID12, .value = value, .level = LEVEL_VALID, .label = "Số CCCD", .why = why
    };
}

static void agreement(void **state)
{
    struct fixture *f = *state;
    const char *lonely = NULL;
    float conf = 1;

    /* what ident_find says of a value that a second reading would do for */
    for (; conf > 0 && !lonely; conf -= 0.005f) {
        fixture_page(f, "Số CCCD: 019085000000", conf);
        fixture_find(f, "ct07");
        if (!f->ids[0].accepted)
            lonely = f->ids[0].why;
    }
    assert_string_not_equal(lonely, "read with too little confidence");
    struct identifier one[2] = { mention("019085000000", lonely), mention("024199000000", lonely) },
                      two[2] = { mention("019085000000", lonely),
                                 mention("048068000000", "read with too little confidence") },
                      three[1] = { mention("048068000000", lonely) };
    struct document docs[3] = { { .idents = one, .n_idents = 2 },
                                { .idents = two, .n_idents = 2 },
                                { .idents = three, .n_idents = 1 } };
    ident_agree(docs, 3);
    assert_true(one[0].accepted && two[0].accepted);
    assert_string_equal(one[0].why, "");
    assert_false(one[1].accepted); /* nobody else says so */
    assert_false(two[1].accepted); /* too faint in any case */
    assert_true(three[0].accepted);
}

/* One number twice, but for a digit: whoever read it wrongly, nobody takes it unseen. */
static void twins_are_for_people(void **state)
{
    static const struct {
        const char *a, *b;
        enum ident_kind kind;
        enum ident_source source; /* of a */
        uint32_t papers;          /* that have a */
        bool a_stays, b_stays;
    } rows[] = {
        { "019085000380", "019085000360", IDENT_ID12, SOURCE_OCR, 1, false, false },
        { "019085000380", "019085000360", IDENT_ID12, SOURCE_OCR, 2, true, false },
        { "019085000380", "019085000360", IDENT_ID12, SOURCE_QR, 1, true, false },
        { "042081325803", "042061325603", IDENT_ID12, SOURCE_OCR, 1, false, false },
        { "019085000380", "019085000467", IDENT_ID12, SOURCE_OCR, 1, true, true },
        { "0912345678", "0912345676", IDENT_PHONE, SOURCE_OCR, 1, false, false },
        { "428", "429", IDENT_PARCEL, SOURCE_OCR, 1, true, true }, /* neighbours */
        { "179", "170", IDENT_PARCEL, SOURCE_OCR, 2, true, false },
        { "12", "2", IDENT_PARCEL, SOURCE_OCR, 2, true, true },
        { "BA189648", "BA189618", IDENT_GCN_SERIAL, SOURCE_OCR, 1, true, true },
        { "BA189648", "BA189618", IDENT_GCN_SERIAL, SOURCE_OCR, 2, true, false },
        { "H48.14-230915-0061", "H38.14-230915-0061", IDENT_DOSSIER_CODE, SOURCE_QR, 1, true,
          false }, /* of one day and number */
        { "H48.14-230915-0061", "H48.14-230915-0062", IDENT_DOSSIER_CODE, SOURCE_QR, 1, true,
          true }, /* the next entry */
    };
    (void)state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct identifier a = mention(rows[i].a, ""), b = mention(rows[i].b, ""), again = a;
        a.kind = b.kind = again.kind = rows[i].kind;
        a.source = again.source = rows[i].source;
        a.accepted = b.accepted = again.accepted = true;
        struct document docs[3] = { { .idents = &a, .n_idents = 1 },
                                    { .idents = &b, .n_idents = 1 },
                                    { .idents = &again, .n_idents = rows[i].papers - 1 } };
        ident_agree(docs, 3);
        assert_int_equal(a.accepted, rows[i].a_stays);
        assert_int_equal(b.accepted, rows[i].b_stays);
        assert_int_equal(b.level, b.accepted ? LEVEL_VALID : LEVEL_SUSPECT);
    }
}

/* A print that was not sure enough still speaks against the only paper that has another. */
static void unsure_twins_speak_too(void **state)
{
    (void)state;

    for (uint32_t papers = 1; papers <= 2; papers++) {
        struct identifier a = mention("042081325803", ""), again = a,
                          b = mention("042061325603", "read with too little confidence");
        a.accepted = again.accepted = true;
        struct document docs[3] = { { .idents = &a, .n_idents = 1 },
                                    { .idents = &b, .n_idents = 1 },
                                    { .idents = &again, .n_idents = papers - 1 } };
        ident_agree(docs, 3);
        assert_int_equal(a.accepted, papers == 2);
        assert_false(b.accepted);
    }
}

/* A number that was not made out is proposed where another paper holds one like it; never taken. */
static void wrecks_are_compared_across_papers(void **state)
{
    static const struct {
        const char *text;
        bool proposed;
    } rows[] = {
        { "Số CCCD: 0190850000003", true },  /* a digit too many */
        { "Số CCCD: 91****500O*00", false }, /* too little is left of it */
        { "Số CCCD: 919085000000", true },   /* the 0 in front read as 9 */
        { "Số CCCD: 0241990000007", false }, /* like no other */
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct identifier known[1] = { mention("019085000000", "") };
        known[0].accepted = true;
        fixture_read(f, "ct07", rows[i].text);
        struct document docs[2] = { { .idents = known, .n_idents = 1 },
                                    { .idents = f->ids, .n_idents = f->n } };
        for (uint32_t k = 0; k < f->n; k++)
            assert_false(f->ids[k].accepted);
        ident_agree(docs, 2);
        const struct identifier *id = fixture_get(f, IDENT_ID12, "019085000000");
        if (rows[i].proposed != (id != NULL))
            fail_msg("%s", rows[i].text);
        if (id) {
            assert_int_equal(id->level, LEVEL_SUSPECT);
            assert_false(id->accepted);
            assert_true(*id->why);
        }
    }
}

/* The same of certificates, of cards, and of areas that lost their comma. */
static void other_kinds_are_compared_too(void **state)
{
    static const struct {
        enum ident_kind kind;
        const char *known, *type, *text;
        bool proposed;
    } rows[] = {
        { IDENT_GCN_SERIAL, "AA01700276", "don_dang_ky_bien_dong", "Số phát hành: A 01700276",
          true },
        { IDENT_ID9, "058508189", "don_dang_ky_dat_dai", "CMND số 0585081899", true },
        { IDENT_ID9, "058508189", "don_dang_ky_dat_dai", "CMND số 0585081", false },
        { IDENT_BHYT, "DN4626256044960", "giay_chung_sinh", "mã thẻ BHYT DN46262560449600", true },
        { IDENT_PARCEL, "808,7", "gcn_qsdd", "Diện tích: 8087 m2", true },
        { IDENT_PARCEL, "808,7", "gcn_qsdd", "Diện tích: 808.7 m2", false },
        { IDENT_PARCEL, "807", "gcn_qsdd", "Diện tích: 8087 m2", false },
        { IDENT_PARCEL, "808,8", "gcn_qsdd", "Diện tích: 8087 m2", false },
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct identifier known[1] = { mention(rows[i].known, "") };
        known[0].accepted = true;
        known[0].kind = rows[i].kind;
        fixture_read(f, rows[i].type, rows[i].text);
        struct document docs[2] = { { .idents = known, .n_idents = 1 },
                                    { .idents = f->ids, .n_idents = f->n } };
        const bool before = fixture_get(f, rows[i].kind, rows[i].known);
        ident_agree(docs, 2);
        const struct identifier *id = fixture_get(f, rows[i].kind, rows[i].known);
        if (!before && rows[i].proposed != (id != NULL))
            fail_msg("%s", rows[i].text);
        assert_false(id && id->accepted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreement),
        cmocka_unit_test(twins_are_for_people),
        cmocka_unit_test(unsure_twins_speak_too),
        cmocka_unit_test(wrecks_are_compared_across_papers),
        cmocka_unit_test(other_kinds_are_compared_too),
    };
    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
