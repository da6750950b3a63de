/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <string.h>

#include "paper/office.h"
#include "paper/types.h"

struct name {
    const char *read, *is;
    bool sure;
};

typedef char *mend_fn(const struct paper_tables *t, struct arena *a, char *read, float *fit);

static char *standing(const struct paper_tables *t, struct arena *a, char *read, float *fit)
{
    return office_mend(&t->words.set[WORDS_OFFICE_NAME], &t->fold, a, read, fit);
}

static void all_mended(const struct name *rows, size_t n, mend_fn *mend)
{
    struct paper_tables *t;
    struct arena a;
    struct err e = { 0 };

    if (!paper_open(&t, &e))
        fail_msg("%s", e.text);
    arena_init(&a, 1 << 20);
    for (size_t i = 0; i < n; i++) {
        float fit = 1;
        char *read = arena_strdup(&a, rows[i].read);
        const char *got = read ? mend(t, &a, read, &fit) : NULL;
        assert_non_null(got);
        assert_string_equal(got, rows[i].is);
        if ((fit >= 0.95F) != rows[i].sure)
            fail_msg("%s: fit %.2f", rows[i].read, (double)fit);
    }
    arena_reset(&a);
    paper_close(t);
}

static void standing_names_keep_their_letters(void **state)
{
    static const struct name rows[] = {
        { "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", true },
        { "ỦY BAN NHÂN DÂN . XÃ VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", true },
        { "ˆỦY BAN NHÂN DÂN XÃ VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", true },
        { "ÚY BAN NHÂN DẦN XÃ VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", true },
        { "UỶ BAN NHÂN DÂN XÃ VÍ DỤ", "UỶ BAN NHÂN DÂN XÃ VÍ DỤ", true },
        { "ỦY BẢAN NHÂN DÂN XÃ VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", false },
        { "BAN NHÂN DÂN XÃ VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", false },
        { "BỘ PHẬN TIẾP NHẬN VÀ TRẢÁ KẾT QUẢ", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", false },
        { "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT- QUẢẢ", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", false },
        { "TRUNG TÂM PHỤC VỤ HÀN: CHÍNH CÔNG XÃ A", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ A",
          false },
        { "THUÊ CƠ SỞ 30 TỈNH VÍ DỤ", "THUẾ CƠ SỞ 30 TỈNH VÍ DỤ", true },
        { "HỘI ĐỒNG THỊ ĐUA", "HỘI ĐỒNG THI ĐUA", true },
        { "BỘ TÀI CHÍNH", "BỘ TÀI CHÍNH", true },
        { "SỞ LAO ĐỘNG TBXH TỈNH A", "SỞ LAO ĐỘNG TBXH TỈNH A", false }, /* a dash may be lost */
        { "BAN NHÂN DÂN ẤP 3", "BAN NHÂN DÂN ẤP 3", true },
        { "ĐẲNG ỦY XÃ VÍ DỤ", "ĐẢNG ỦY XÃ VÍ DỤ", true },
        { "HỘI LIÊN HIỆP THANH NIÊN XÃ A", "HỘI LIÊN HIỆP THANH NIÊN XÃ A", true },
        /* none of them: left as it was read, but for specks */
        { "CÔNG AN XÃ VÍ DỤ", "CÔNG AN XÃ VÍ DỤ", true },
        { "TỈNH BÀ RỊA - VŨNG TÀU", "TỈNH BÀ RỊA - VŨNG TÀU", true },
        { "Ủy ban nhân dân xã Ví Dụ", "Ủy ban nhân dân xã Ví Dụ", true },
        { "ỦY BAN BẦU CỬ XÃ VÍ DỤ", "ỦY BAN BẦU CỬ XÃ VÍ DỤ", true },
        { "BAN NHÂN LỰC", "BAN NHÂN LỰC", true },
        /* its first word is no misprint of another's */
        { "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", "PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG", true },
        { "CHI CỤC TÀI NGUYÊN VÀ MÔI TRƯỜNG", "CHI CỤC TÀI NGUYÊN VÀ MÔI TRƯỜNG", true },
        { "TÔ HÒA GIẢI KHU DÂN CƯ 3", "TỔ HÒA GIẢI KHU DÂN CƯ 3", true },
        { "TỔ HOÀ GIẢI KHU DÂN CƯ 3", "TỔ HOÀ GIẢI KHU DÂN CƯ 3", true }, /* as printed */
        { "TỔ H HÒA GIẢI ẤP 5", "TỔ HÒA GIẢI ẤP 5", false },
        { "BAN HÒA GIẢI KHU PHỐ 1I", "BAN HÒA GIẢI KHU PHỐ 11", false },
        { "BAN HÒA GIẢI KHU PHỐ I1I", "BAN HÒA GIẢI KHU PHỐ I1I", true }, /* 11 or 111? */
        { "TIỂU ĐOÀN II", "TIỂU ĐOÀN II", true },
        { "", "", true },
    };
    (void)state;
    all_mended(rows, sizeof rows / sizeof *rows, standing);
}

/* Words that no name of a body has with the marks they were read with. */
static void words_of_bodies_get_their_marks(void **state)
{
    static const struct name rows[] = {
        { "TÔ TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "TỔ TIẾP NHẬN VÀ TRẢ KẾT QUẢ", false },
        { "BẠN VẬN ĐỘNG QUỸ VÌ NGƯỜI NGHÈO", "BAN VẬN ĐỘNG QUỸ VÌ NGƯỜI NGHÈO", false },
        { "ĐOÀN ĐẠI BIỂU QUỐC HỘI TÍNH SƠN LA", "ĐOÀN ĐẠI BIỂU QUỐC HỘI TỈNH SƠN LA", false },
        { "TRUNG TÂM GIỚI THIỆU ĐỊCH VỤ", "TRUNG TÂM GIỚI THIỆU DỊCH VỤ", false },
        { "TỔ TIẾP NHÂN VÀ TRẢ KẾT QUẢ", "TỔ TIẾP NHẬN VÀ TRẢ KẾT QUẢ", false },
        { "BAN CHỈ HUY QUÂN SỰ THANH PHÔ HUẾ", "BAN CHỈ HUY QUÂN SỰ THÀNH PHỐ HUẾ", false },
        { "TRƯỜNG CAO ĐẲNG CÔNG NGHỆ", "TRƯỜNG CAO ĐẲNG CÔNG NGHỆ", true }, /* "Đảng cộng sản" */
        { "TRUNG TÂM Y TẾ KHU VỤC 4", "TRUNG TÂM Y TẾ KHU VỰC 4", false },
        { "TRƯỜNG THPT SỐ 3", "TRƯỜNG THPT SỐ 3", true },
        { "BẢN 12", "BẢN 12", true },
        { "Bạn quản lý chợ", "Ban quản lý chợ", false },
        { "UBND XÃ BÀN ĐẠT", "UBND XÃ BÀN ĐẠT", true }, /* the unit's own name */
        { "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", true },
        { "", "", true },
    };
    (void)state;
    all_mended(rows, sizeof rows / sizeof *rows, office_marks_mend);
}

static void bad_word_lists_are_refused(void **state)
{
    static const struct {
        const char *text, *says;
    } rows[] = {
        { "word\tbody\tSở", "t line 1: a line has 3 columns" },
        { "# a\nwords\tbody", "t line 2: a line has 3 columns" },
        { "words\tbodies\tSở", "t line 1: no such LIST" },
        { "words\tbody\tSở\tở", "t line 1: REST" },
        { "words\tbody\tS", "t line 1: a phrase needs" },
    };
    struct word_lists w;
    struct fold_map m;
    struct arena a;
    struct err e = { 0 };

    (void)state;
    fold_map_init(&m);
    arena_init(&a, 1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(words_load(&w, &m, &a, "t", rows[i].text, strlen(rows[i].text), &e));
        assert_int_equal(e.kind, ERR_CONFIG);
        if (!strstr(e.text, rows[i].says))
            fail_msg("%s", e.text);
    }
    static const char good[] = "words\tbody\tSở_\r\nwords\trank\tThS._\n";
    assert_true(words_load(&w, &m, &a, "t", good, strlen(good), &e));
    assert_true(words_start(&w.set[WORDS_BODY], "so tai chinh"));
    assert_false(words_start(&w.set[WORDS_BODY], "song hong"));
    assert_string_equal(w.set[WORDS_RANK].list[0].text, "ThS. ");
    arena_reset(&a);
}

/* Standing names that came without one of their words. */
static void names_that_lack_a_word(void **state)
{
    static const char *const lacking[] = {
        "uy ban nhan phuong hong hai",
        "hoi dong nhan xa dong cuu",
        "uy nhan dan xa vi du",
        "bo phan tiep va tra ket qua",
        "trung tam phuc hanh chinh cong xa a",
    };
    static const char *const whole[] = {
        "uy ban nhan dan phuong hong hai",
        "hoi dong nhan dan",
        "bao hiem xa hoi tinh vi du",
        "bao hiem xa hoi khu vuc i",
        "uy ban bau cu xa vi du",
        "uy ban kiem tra",
        "cong an xa vi du",
        "van phong",
        "phong kham da khoa",
        "hoi dong thi dua khen thuong",
        "ubnd xa vi du",
        "",
    };
    struct paper_tables *t;
    struct err e = { 0 };

    (void)state;
    if (!paper_open(&t, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++)
        if (!office_lacks_word(&t->words.set[WORDS_OFFICE_NAME], lacking[i]))
            fail_msg("%s lacks a word", lacking[i]);
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (office_lacks_word(&t->words.set[WORDS_OFFICE_NAME], whole[i]))
            fail_msg("%s is whole", whole[i]);
    paper_close(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(standing_names_keep_their_letters),
                                        cmocka_unit_test(names_that_lack_a_word),
                                        cmocka_unit_test(words_of_bodies_get_their_marks),
                                        cmocka_unit_test(bad_word_lists_are_refused) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
