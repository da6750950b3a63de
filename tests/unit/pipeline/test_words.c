/* Slugs in words: every kind, field and reason there is has some, in both languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/atomicfile.h"
#include "base/lang.h"
#include "doc/document.h"
#include "paper/paper.h"
#include "pipeline/words.h"

static void test_names(void **state)
{
    (void)state;
    lang_set(LANG_VI);
    for (int k = 0; k < IDENT_KINDS; k++)
        assert_string_not_equal(words_of(ident_kind_name((enum ident_kind)k)),
                                ident_kind_name((enum ident_kind)k));
    assert_string_equal(words_of("doc_number"), "số, ký hiệu");
    assert_string_equal(words_of("no_such_field"), "no_such_field");
    assert_string_equal(words_of(""), "");
    lang_set(LANG_EN);
    assert_string_equal(words_of("doc_number"), "document number");
}

/* Fields are added in configs/fields.tsv: their words must not be forgotten. */
static void test_labels(void **state)
{
    char path[4096], name[64];
    struct err e = { 0 };
    struct buf b;
    int n = 0;

    (void)state;
    buf_init(&b, 8 << 20);
    assert_true(file_data_path("configs/fields.tsv", path, sizeof path, &e));
    assert_true(file_read(path, &b, &e));
    buf_putc(&b, '\0');
    for (const char *line = b.ptr; *line; line += strcspn(line, "\n"), line += *line == '\n')
        if (sscanf(line, "label\t%63[^\t]", name) == 1) {
            if (words_of(name) == name)
                fail_msg("no words for %s", name);
            n++;
        }
    assert_true(n > 100);
    buf_release(&b);
}

static void test_reasons(void **state)
{
    static const char *const slugs[] = { PAPER_REASONS };
    char words[256], slug[64], cut[8];

    (void)state;
    lang_set(LANG_VI);
    for (size_t i = 0; i < sizeof slugs / sizeof *slugs; i++) {
        words_of_reason(slugs[i], words, sizeof words);
        assert_null(strstr(words, slugs[i]));
    }
    for (int k = 0; k < IDENT_KINDS; k++)
        for (int j = 0; j < 2; j++) {
            snprintf(slug, sizeof slug, "%s_%s", ident_kind_name((enum ident_kind)k),
                     j ? "suspect" : "unsure");
            words_of_reason(slug, words, sizeof words);
            assert_non_null(strstr(words, words_of(ident_kind_name((enum ident_kind)k))));
            assert_null(strstr(words, "_"));
        }
    words_of_reason("of_tomorrow_unsure", words, sizeof words);
    assert_string_equal(words, "of_tomorrow_unsure");
    words_of_reason("type_low", cut, sizeof cut);
    assert_int_equal(strlen(cut), sizeof cut - 1);
    lang_set(LANG_EN);
    words_of_reason("id12_suspect", words, sizeof words);
    assert_string_equal(words, "personal identification number: a check or another number "
                               "contradicts it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
