/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include "tests/unit/paper/wants.h"

#define TEXT                                                                                       \
    "I Giao Văn phòng tổng hợp kết quả của từng đơn vị, trình Chủ tịch xem xét vào ngày 25.",      \
        "L Các đơn vị chịu trách nhiệm thi hành kể từ ngày ký."
#define HEAD(number)                                                                               \
    "B UBND HUYỆN CỦ CHI | " STATE, "B UBND XÃ TRUNG AN | " LIBERTY,                               \
        "B Số: " number " | Trung An, ngày 12 tháng 3 năm 2002"
#define DECIDES                                                                                    \
    "C CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRUNG AN", "I - Căn cứ Luật Tổ chức Hội đồng nhân dân;",        \
        "C QUYẾT ĐỊNH", "I ĐIỀU 1: Nay giao cho ông Trần Văn Nam phụ trách công việc nêu trên."

/* Where subjects stand and how they end, as offices write them. */
static const struct wanted papers[] = {
    /* titles that go on in a second line */
    { PAPER(HEAD("119/QĐ.UB"), "-", "C QUYẾT ĐỊNH CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRUNG", "C AN",
            "C V/v cử cán bộ phụ trách vệ sinh môi trường", "-", DECIDES),
      { { "subject", "cử cán bộ phụ trách vệ sinh môi trường" } } },
    { PAPER(HEAD("218/QĐ.UB"), "-", "C QUYẾT ĐỊNH CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "C LƯƠNG THÔNG",
            "C V/v thành lập Ban điều hành tổ dân phố", "-", DECIDES),
      { { "subject", "thành lập Ban điều hành tổ dân phố" } } },
    { PAPER(HEAD("31/QĐ-UB"), "-", "C QUYẾT ĐỊNH", "C CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TRUNG",
            "C AN", "C Về việc trợ cấp khó khăn đột xuất", "-", DECIDES),
      { { "subject", "Về việc trợ cấp khó khăn đột xuất" } } },
    { PAPER(HEAD("31/QĐ-UB"), "-", "C QUYẾT ĐỊNH CỦA UBND XÃ TRUNG AN", "C HUYỆN CỦ CHI",
            "C Thành lập Ban bảo vệ dân phố", "-", DECIDES),
      { { "subject", "Thành lập Ban bảo vệ dân phố" } } },
    { PAPER("B HỘI ĐỒNG NHÂN DÂN | " STATE, "B XÃ TRUNG AN | " LIBERTY,
            "B Số: 05/NQ-HĐND | Trung An, ngày 12 tháng 3 năm 2012", "-",
            "C NGHỊ QUYẾT CỦA HỘI ĐỒNG NHÂN DÂN XÃ TRUNG AN", "C KHÓA III, KỲ HỌP THỨ NĂM",
            "C Về phê chuẩn quyết toán ngân sách năm 2011", "-", "C HỘI ĐỒNG NHÂN DÂN XÃ TRUNG AN",
            "I Căn cứ Luật Ngân sách nhà nước;", "C QUYẾT NGHỊ:", TEXT),
      { { "subject", "Về phê chuẩn quyết toán ngân sách năm 2011" } } },
    { PAPER(HEAD("02/CT-UB"), "-", "C CHỈ THỊ CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "C TRUNG AN",
            "C VỀ VIỆC TĂNG CƯỜNG CÔNG TÁC PHÒNG CHÁY", "-", TEXT),
      { { "subject", "VỀ VIỆC TĂNG CƯỜNG CÔNG TÁC PHÒNG CHÁY" } } },
    /* "Phan" is no "phần" where a name is wanting */
    { PAPER("B UBND HUYỆN CỦ CHI | " STATE, "B UBND XÃ TRUNG AN | " LIBERTY,
            "B Số: 720/UBND-TP | Trung An, ngày 12 tháng 3 năm 2022",
            "B V/v xác minh tình trạng hôn nhân của ông | ", "B Phan Văn Bảo | ", "-",
            "C Kính gửi: Ủy ban nhân dân xã Vĩnh Phúc", TEXT),
      { { "subject", "xác minh tình trạng hôn nhân của ông Phan Văn Bảo" } } },
    /* the state's name in it is no motto */
    { PAPER(HEAD("112/KH-UBND"), "-", "C KẾ HOẠCH",
            "C Triển khai Ngày Pháp luật nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2022", "-",
            "I Thực hiện Luật Phổ biến, giáo dục pháp luật, Ủy ban nhân dân xã lập kế hoạch.",
            TEXT),
      { { "subject",
          "Triển khai Ngày Pháp luật nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2022" } } },
    /* "quý ba" wants no name */
    { PAPER("B UBND HUYỆN CỦ CHI | " STATE, "B UBND XÃ TRUNG AN | " LIBERTY,
            "B Số: 720/UBND-TP | Trung An, ngày 12 tháng 3 năm 2022",
            "B V/v báo cáo tình hình quý ba | ", "B Kính gửi Ủy ban nhân dân huyện | ", "-", TEXT),
      { { "subject", "báo cáo tình hình quý ba" } } },
    { PAPER(HEAD("31/KH-UBND"), "-", "C KẾ HOẠCH", "C Lan tỏa sách hay", "-", TEXT),
      { { "subject", "Lan tỏa sách hay" } } },
    /* how often it is said stands between */
    { PAPER(HEAD("31/GM-UBND"), "-", "C GIẤY MỜI", "C (Lần thứ hai)",
            "C Về việc hòa giải tranh chấp đất đai", "-",
            "C Kính gửi: Ông Trần Văn Nam, thường trú tại Thôn 3", TEXT),
      { { "subject", "Về việc hòa giải tranh chấp đất đai" } } },
    /* a citizen's, without an office's head */
    { PAPER(MOTTO, "C ĐƠN XIN XÁC NHẬN", "C Về việc xác nhận hộ khẩu thường trú", "-",
            "C Kính gửi: Ủy ban nhân dân xã Trung An", "L Tôi tên là: TRẦN VĂN NAM", TEXT),
      { { "subject", "Về việc xác nhận hộ khẩu thường trú" } } },
    /* what is confirmed, in small letters under a title that does not say it */
    { PAPER(HEAD("12/GXN-UBND"), "-", "C GIẤY XÁC NHẬN", "C Hộ gia đình sống ở vùng lũ", "-",
            "C ỦY BAN NHÂN DÂN XÃ TRUNG AN", "I Xét đề nghị của ông Trần Văn Nam;", "C XÁC NHẬN",
            TEXT),
      { { "subject", "Hộ gia đình sống ở vùng lũ" } } },
    { PAPER(HEAD("12/GXN-UBND"), "-", "C GIẤY XÁC NHẬN",
            "C Người trực tiếp sản xuất nông nghiệp, nuôi trồng thủy sản",
            "C Kính gửi: Trạm Kiểm dịch", "C ỦY BAN NHÂN DÂN XÃ TRUNG AN XÁC NHẬN",
            "L Họ và tên chủ hộ: TRẦN VĂN NAM", TEXT),
      { { "subject", "Người trực tiếp sản xuất nông nghiệp, nuôi trồng thủy sản" } } },
    /* a conference's, of the Party */
    { PAPER("B ĐẢNG BỘ HUYỆN VÍ DỤ | ĐẢNG CỘNG SẢN VIỆT NAM", "B ĐẢNG ỦY XÃ TRUNG AN |  ",
            "B Số 13-NQ/ĐU | Trung An, ngày 23 tháng 10 năm 2023", "-", "C NGHỊ QUYẾT",
            "C HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ XÃ TRUNG AN",
            "C về lãnh đạo thực hiện nhiệm vụ quý 4 năm 2023", "-", TEXT),
      { { "subject", "về lãnh đạo thực hiện nhiệm vụ quý 4 năm 2023" } } },
    /* a hamlet's record, which has no head */
    { PAPER("C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "C Độc lập - Tự do - Hạnh phúc", "-",
            "C BIÊN BẢN", "C Họp dân bàn việc đóng góp làm đường ngõ xóm", "-",
            "I Hôm nay, vào hồi 14 giờ 27, ngày 04 tháng 10 năm 2024, tại trụ sở Tổ dân phố 2,",
            "L chúng tôi gồm có: Ông Trần Văn Nam - chủ trì; bà Trần Thị Mai - thư ký.",
            "L Biên bản kết thúc lúc 16 giờ cùng ngày, đã đọc lại cho mọi người cùng nghe.", "-",
            "B THƯ KÝ | CHỦ TRÌ", "-", "B Trần Thị Mai | Trần Văn Nam"),
      { { "subject", "Họp dân bàn việc đóng góp làm đường ngõ xóm" } } },
    /* for which year */
    { PAPER(HEAD("12/GCN-UBND"), "-", "C GIẤY CHỨNG NHẬN HỘ NGHÈO", "C Năm 2012", "-",
            "I Căn cứ kết quả điều tra hộ nghèo cuối năm;", "C ỦY BAN NHÂN DÂN XÃ CHỨNG NHẬN",
            "L Hộ ông (bà): TRẦN VĂN NAM", TEXT),
      { { "subject", "Năm 2012" } } },
    /* a stamp under it */
    { PAPER(HEAD("2/CĐ-PCTT"), "-", "C CÔNG ĐIỆN", "C Về việc sẵn sàng ứng phó lũ quét trong đêm",
            "C HỎA TỐC", "-", "I Trưởng ban chỉ huy điện:", TEXT),
      { { "subject", "Về việc sẵn sàng ứng phó lũ quét trong đêm" } } },
    { PAPER(HEAD("2/CĐ-PCTT"), "-", "C CÔNG ĐIỆN", "C Về việc sẵn sàng ứng phó lũ quét trong đêm",
            "C Khẩn", "-", "I Trưởng ban chỉ huy điện:", TEXT),
      { { "subject", "Về việc sẵn sàng ứng phó lũ quét trong đêm" } } },
    /* what goes on in capitals under a title is its subject, where it says so */
    { PAPER(HEAD("12/BC-UBND"), "-", "C BÁO CÁO", "C KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 5 NĂM 2002",
            "-", TEXT),
      { { "subject", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ THÁNG 5 NĂM 2002" } } },
    { PAPER(HEAD("12/TTr-UBND"), "-", "C TỜ TRÌNH", "C (V/v xin kinh phí sửa chữa trụ sở)", "-",
            "C Kính gửi: UBND huyện Củ Chi", TEXT),
      { { "subject", "xin kinh phí sửa chữa trụ sở" } } },
    { PAPER(HEAD("12/TTr-UBND"), "-", "C TỜ TRÌNH", "C Về việc: Xin kinh phí sửa chữa trụ sở", "-",
            "C Kính gửi: UBND huyện Củ Chi", TEXT),
      { { "subject", "Về việc: Xin kinh phí sửa chữa trụ sở" } } },
    { PAPER(HEAD("12/KH-UBND"), "-", "C KẾ HOẠCH",
            "C Tổ chức “Ngày thứ Bảy tình nguyện giải quyết”", "-", TEXT),
      { { "subject", "Tổ chức “Ngày thứ Bảy tình nguyện giải quyết”" } } },
    { PAPER(HEAD("12/KH-UBND"), "-", "C KẾ HOẠCH",
            "C Tổ chức \"Ngày thứ Bảy tình nguyện giải quyết”", "-", TEXT),
      { { "subject", "Tổ chức \"Ngày thứ Bảy tình nguyện giải quyết\"" } } },
    /* a mark that only closes was opened at the capital before it */
    { PAPER(HEAD("12/KH-UBND"), "-", "C KẾ HOẠCH",
            "C Phát động thi đua ''Dạy tốt, học tốt\"' năm học mới", "-", TEXT),
      { { "subject", "Phát động thi đua \"Dạy tốt, học tốt\" năm học mới" } } },
    { PAPER(HEAD("12/KH-UBND"), "-", "C KẾ HOẠCH",
            "C Hội thi và phong trào Ông bà mẫu mực\" tại xã", "-", TEXT),
      { { "subject", "Hội thi và phong trào \"Ông bà mẫu mực\" tại xã" } } },
    { PAPER(HEAD("12/KH-UBND"), "-", "C KẾ HOẠCH", "C Triển khai tuần lễ \"Nước sạch\"", "-", TEXT),
      { { "subject", "Triển khai tuần lễ \"Nước sạch\"" } } },
    /* in the title's own row, in quotation marks, under a row of the title */
    { PAPER(HEAD("12/BC-UB"), "-", "C BÁO CÁO KẾT QUẢ CÔNG TÁC QUÝ I NĂM 2002", "-", TEXT),
      { { "subject", "KẾT QUẢ CÔNG TÁC QUÝ I NĂM 2002" } } },
    { PAPER(HEAD("12/KH-UB"), "-", "C KẾ HOẠCH PHÁT ĐỘNG PHONG TRÀO THI ĐUA",
            "C TRÊN ĐỊA BÀN XÃ NĂM 2002", "-", TEXT),
      { { "subject", "PHÁT ĐỘNG PHONG TRÀO THI ĐUA TRÊN ĐỊA BÀN XÃ NĂM 2002" } } },
    { PAPER(HEAD("12/QĐ-UB"), "-", "C QUYẾT ĐỊNH", "C CỦA ỦY BAN NHÂN DÂN XÃ TRUNG AN",
            "C “V/v bổ nhiệm kế toán hợp tác xã”", "-", DECIDES),
      { { "subject", "bổ nhiệm kế toán hợp tác xã" } } },
    { PAPER(HEAD("12/QĐ-UB"), "-", "C QUYẾT ĐỊNH CỦA UBND XÃ TRUNG AN",
            "C V/v bổ nhiệm kế toán hợp tác xã", "C =====", DECIDES),
      { { "subject", "bổ nhiệm kế toán hợp tác xã" } } },
    { PAPER(HEAD("12/QĐ-UBND"), "-", "C QUYẾT ĐỊNH", "C Về việc giải quyết khiếu nại của ông",
            "C Nguyễn Văn Hai (lần đầu)", "-", DECIDES),
      { { "subject", "Về việc giải quyết khiếu nại của ông Nguyễn Văn Hai (lần đầu)" } } },
    { PAPER("B ĐẢNG BỘ HUYỆN CỦ CHI | ĐẢNG CỘNG SẢN VIỆT NAM", "B ĐẢNG ỦY XÃ TRUNG AN | ",
            "B * | Trung An, ngày 12 tháng 3 năm 2022", "B Số 05-NQ/ĐU | ", "-", "C NGHỊ QUYẾT",
            "C CỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ", "C về lãnh đạo nhiệm vụ phát triển kinh tế - xã hội",
            "C năm 2022", TEXT),
      { { "subject", "về lãnh đạo nhiệm vụ phát triển kinh tế - xã hội năm 2022" } } },
    { PAPER(HEAD("12/KH-UB"), "-", "C KẾ HOẠCH", "C Thực hiện Nghị quyết số 18-NQ/TW",
            "C ngày 25/10/2017", "I Thực hiện Công văn số 12 của Huyện ủy về kế hoạch.", TEXT),
      { { "subject", "Thực hiện Nghị quyết số 18-NQ/TW ngày 25/10/2017" } } },
    /* words that are no others with other marks; names stay */
    { PAPER(HEAD("12/BC-UBND"), "-", "C BÁO CÁO",
            "C Kết quả chỉ trợ cấp cho người có cộng, ý kiến cử trí", "-", TEXT),
      { { "subject", "Kết quả chi trợ cấp cho người có công, ý kiến cử tri" } } },
    { PAPER(HEAD("12/KH-UBND"), "-", "C KẾ HOẠCH", "C Tiễn tân bình phường Tân Bình", "-", TEXT),
      { { "subject", "Tiễn tân binh phường Tân Bình" } } },
    { PAPER(HEAD("12/KH-UBND"), "-", "C KẾ HOẠCH", "C Hoà giải ở cơ sở, tổ hoà giải ấp Bình Hoà",
            "-", TEXT),
      { { "subject", "Hoà giải ở cơ sở, tổ hoà giải ấp Bình Hoà" } } },
    { PAPER(HEAD("12/HD-UBND"), "-", "C HƯỚNG DẪN",
            "C Lập quỹ chỉ hội và bốc thắm nhận hố gà phải phun hóa chất diệt muối", "-", TEXT),
      { { "subject", "Lập quỹ chi hội và bốc thăm nhận hố ga phải phun hóa chất diệt muỗi" } } },
    /* the left column */
    { PAPER("B UBND HUYỆN CỦ CHI | " STATE, "B UBND XÃ TRUNG AN | " LIBERTY,
            "B Số: 253/CV.UB | Trung An, ngày 12 tháng 3 năm 2002", "B V/v: Báo cáo kết quả | ",
            "B rà soát hộ nghèo | ", "-", "C Kính gửi: Phòng Lao động huyện", TEXT),
      { { "subject", "Báo cáo kết quả rà soát hộ nghèo" } } },
    { PAPER("B UBND HUYỆN CỦ CHI | " STATE, "B UBND XÃ TRUNG AN | " LIBERTY,
            "B Số: 253/UBND-VP | Trung An, ngày 12 tháng 3 năm 2002",
            "B V/v hướng dẫn bà con cài đặt và dùng | ", "B tài khoản định danh điện tử | ",
            "B tại các khu phố, | ", "B ấp | ", "-", "C Kính gửi: Các khu phố, ấp", TEXT),
      { { "subject",
          "hướng dẫn bà con cài đặt và dùng tài khoản định danh điện tử tại các khu phố, ấp" } } },
    { PAPER(HEAD("253/UBND-VP"), "B (V/v phối hợp xác minh nguồn | ",
            "B gốc thửa đất, tờ bản đồ | ", "B số 5) | ", "-", "C Kính gửi: Các khu phố, ấp", TEXT),
      { { "subject", "phối hợp xác minh nguồn gốc thửa đất, tờ bản đồ số 5" } } },
    { PAPER("B UBND HUYỆN CỦ CHI | " STATE, "B UBND XÃ TRUNG AN | " LIBERTY,
            "B Số: 253/UBND-VP | Trung An, ngày 12 tháng 3 năm 2002",
            "B Về việc mời dự hội nghị | ", "B tổng kết năm 2002 | ", "-",
            "C Kính gửi: Các khu phố, ấp", TEXT),
      { { "subject", "Về việc mời dự hội nghị tổng kết năm 2002" } } },
};

static void subjects_are_found(void **state)
{
    expect_all(*state, papers, sizeof papers / sizeof *papers);
}

/* All words of the page were read twice, letter for letter. */
static struct page_read *twice(struct page_read *p)
{
    for (uint32_t i = 0; i < p->n_words; i++)
        p->words[i].flags |= WORD_TWICE;
    return p;
}

static void what_is_mended_or_wants_more_is_not_accepted(void **state)
{
    static const char *const doubtful[] = {
        "C Về việc chỉ trả trợ cấp mai táng", "C Về việc họp các khu phố,",
        "C Về việc tổ chức \"Ngày thứ Bảy”",  "C Về việc giao đất cho",
        "C Về việc ghi số theo dõi hồ sơ",    "C Về việc niêm yết hồ sơ của bà Định Thị Mẫu",
        "C Về việc rà. soát hộ nghèo",        "C Về'cập nhật dữ liệu đất đai",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++) {
        const struct document *d =
            only(f, twice(SHEET(&f->a, HEAD("12/TB-UBND"), "-", "C THÔNG BÁO", doubtful[i], "-",
                                "C Kính gửi: Các khu phố", TEXT)));
        assert_false(get(d, "subject")->accepted);
    }
    static const char *const sure[] = { "C Về việc tăng cường trợ cấp",
                                        "C Về việc chuyển đổi số trong nhà trường",
                                        "C Về việc cung cấp số liệu hộ nghèo" };
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
        assert_true(get(only(f, twice(SHEET(&f->a, HEAD("12/TB-UBND"), "-", "C THÔNG BÁO", sure[i],
                                            "-", "C Kính gửi: Các khu phố", TEXT))),
                        "subject")
                        ->accepted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subjects_are_found),
        cmocka_unit_test(what_is_mended_or_wants_more_is_not_accepted),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
