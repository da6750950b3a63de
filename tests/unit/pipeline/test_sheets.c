/* Sheets between documents: known by their code, else by their title; papers are never taken for
 * one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline/sheets.h"

enum { MAX = 128 };
/* A page of these words, lines parted by \n. */
static bool is_sheet(const char *text, const char *code)
{
    static char copy[4096];
    struct word words[MAX];
    struct text_line lines[MAX] = { { 0 } };
    struct code c = { CODE_QR, code, { 0, 0, 1, 1 } };
    struct page_read p = { .words = words, .lines = lines, .codes = &c, .n_codes = code != NULL };

    snprintf(copy, sizeof copy, "%s", text);
    for (char *at = copy, *line; (line = strsep(&at, "\n"));) {
        lines[p.n_lines].first = p.n_words;
        for (char *w; (w = strsep(&line, " ")) && p.n_words < MAX;)
            if (*w)
                words[p.n_words++] = (struct word){ .text = w };
        lines[p.n_lines].count = p.n_words - lines[p.n_lines].first;
        p.n_lines++;
    }
    return sheets_is_one(&p);
}

static void by_code(void **state)
{
    (void)state;
    assert_true(is_sheet("", "SOHOA-SEPARATOR"));
    assert_true(is_sheet("", "SOHOA-SEPARATOR DOSSIER"));
    assert_false(is_sheet("", "SOHOA"));
    assert_false(is_sheet("", "H35.46-230905-0072"));
}

static void by_title(void **state)
{
    static const char *const sheets[] = {
        "TRANG PHÂN CÁCH",
        "TO PHAN CACH\nSau to nay la mot giay to moi\nDat mot to truoc moi giay to trong xap.",
        "TỜ PHÂN CÁCH HỒ SƠ\nSau tờ này là một hồ sơ mới",
        ". '\nTRANG PHAN CACH .\n- ,",
        "SEPARATOR SHEET\nA new document begins behind this sheet",
    };
    (void)state;
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        if (!is_sheet(sheets[i], NULL))
            fail_msg("no sheet: %s", sheets[i]);
}

static void papers(void **state)
{
    static const char *const papers[] = {
        "",
        "ĐƠN ĐỀ NGHỊ\nPhân cách thửa đất",
        "Trang phân cách giữa các hồ sơ trong hộp",
        "BIÊN BẢN\nVề việc làm tờ phân cách hồ sơ",
    };
    char text[1024] = "";
    (void)state;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++)
        if (is_sheet(papers[i], NULL))
            fail_msg("a sheet: %s", papers[i]);
    assert_false(is_sheet("TRANG PHÂN CÁCH", "H35.46-230905-0072")); /* a code of its own */
    size_t n = (size_t)snprintf(text, sizeof text, "TRANG PHÂN CÁCH");
    for (int i = 0; i < 60; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "\nabc");
    assert_false(is_sheet(text, NULL)); /* a text about them */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_code),
        cmocka_unit_test(by_title),
        cmocka_unit_test(papers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
