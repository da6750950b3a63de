/* From the characters of a line to its words: boxed numbers, dots to write on. */
#include "lines_drawn.h"

#include "ocr/words_lines.h"

static float conf_of_all = 0.99f;
static int32_t noise_from = 64; /* characters from there on are read at 0.3 */

static struct lstm_line_out read_as(const char *text, char (*store)[2], struct lstm_char *chars)
{
    const int32_t n = (int32_t)strlen(text);

    for (int32_t i = 0; i < n; i++) {
        store[i][0] = text[i];
        store[i][1] = '\0';
        chars[i] = (struct lstm_char){ .text = store[i],
                                       .x0 = 20 + 10 * i,
                                       .x1 = 30 + 10 * i,
                                       .conf = i < noise_from ? conf_of_all : 0.3f,
                                       .space = text[i] == ' ' };
    }
    return (struct lstm_line_out){ .chars = chars, .n = n, .steps = n };
}

static void words_are(const char *text, bool boxed, const char *const *want, uint32_t n)
{
    char store[64][2];
    struct lstm_char chars[64];
    struct line_piece piece = {
        .clip = { 10, 10, 700, 60 },
        .ink = { 20, 20, 690, 50 },
        .baseline = 50,
        .x_height = 20,
        .letters = 10,
        .threshold = 128,
        .boxed = boxed,
    };
    struct lines l = { .pieces = &piece, .n = 1, .x_height = 20, .threshold = 128 };
    struct lstm_line_out read = read_as(text, store, chars);
    struct grey page = blank(720, 80);
    struct page_read out = { 0 };
    struct words_stats stats;
    struct arena a;
    struct err e;

    arena_init(&a, 1 << 20);
    fill(&page, 20, 20, 690, 50, 0);
    assert_true(words_of_lines(&l, &read, &page, &a, &out, &stats, &e));
    assert_int_equal(out.n_words, n);
    for (uint32_t i = 0; i < n; i++)
        assert_string_equal(out.words[i].text, want[i]);
    if (n) { /* each box ends where its own characters end */
        const char *last = want[n - 1];
        const int32_t end = (int32_t)(strstr(text, last) ? strstr(text, last) - text : 0);
        if (!boxed)
            assert_int_equal(out.words[n - 1].box.x1, 20 + 10 * (end + (int32_t)strlen(last)));
    }
    arena_reset(&a);
    grey_release(&page);
}

static void a_boxed_number_is_one_word(void **state)
{
    (void)state;
    words_are("0 4 6 183  881 6 7 5", true, (const char *const[]){ "046183881675" }, 1);
    words_are("046 183", false, (const char *const[]){ "046", "183" }, 2);
}

static void dots_to_write_on_are_no_text(void **state)
{
    (void)state;
    words_are("tel 0949781743........", false, (const char *const[]){ "tel", "0949781743" }, 2);
    words_are("......Nguyen", false, (const char *const[]){ "Nguyen" }, 1);
    words_are("name ..........", false, (const char *const[]){ "name" }, 1);
    words_are("and so on...", false, (const char *const[]){ "and", "so", "on..." }, 3);
}

static void lone_dots_and_strokes_are_no_text(void **state)
{
    (void)state;
    words_are("so . he", false, (const char *const[]){ "so", "he" }, 2);
    words_are("so .. he _", false, (const char *const[]){ "so", "he" }, 2);
    words_are("so ' he", false, (const char *const[]){ "so", "he" }, 2);
    words_are("so ... he", false, (const char *const[]){ "so", "...", "he" }, 3);
    words_are("so - he / .//.", false, (const char *const[]){ "so", "-", "he", "/", ".//." }, 5);
}

static void strokes_of_signatures_are_no_text(void **state)
{
    (void)state;
    conf_of_all = 0.8f;
    words_are("so v he", false, (const char *const[]){ "so", "he" }, 2);
    words_are("so IS[ he", false, (const char *const[]){ "so", "he" }, 2);
    words_are("so a 5 he", false, (const char *const[]){ "so", "a", "5", "he" }, 4);
    words_are("so 772/UBND_^ he", false, (const char *const[]){ "so", "772/UBND_^", "he" }, 3);
    conf_of_all = 0.99f;
    words_are("so B he IS[ x", false, (const char *const[]){ "so", "B", "he", "IS[", "x" }, 5);
}

/* A long line of dots, read as letters of all kinds, does not take what was written with it. */
static void noise_behind_print_leaves_the_print(void **state)
{
    (void)state;
    noise_from = 14;
    words_are("tel 0949781743 0c0n 4 0re 80 eer0 40na", false,
              (const char *const[]){ "tel", "0949781743" }, 2);
    noise_from = 6;
    words_are("tel 09 c0n 4 0re 80 eer0 40na", false, NULL, 0);
    noise_from = 0;
    words_are("tel 0949781743 0c0n 4 0re 80", false, NULL, 0);
    noise_from = 64;
}

/* "Về" over the whole of a piece, and its last letter again at the head of the next. */
static void a_letter_of_two_pieces_is_read_once(void **state)
{
    char store[2][64][2];
    struct lstm_char chars[2][64];
    struct lstm_line_out read[2];
    struct line_piece pieces[2];
    struct lines l = { .pieces = pieces, .n = 2, .x_height = 20, .threshold = 128 };
    struct grey page = blank(720, 80);
    struct page_read out = { 0 };
    struct words_stats stats;
    struct arena a;
    struct err e;

    (void)state;
    for (int32_t i = 0; i < 2; i++)
        pieces[i] = (struct line_piece){ .clip = { 10, 10, 700, 60 },
                                         .ink = { 20, 20, 690, 50 },
                                         .baseline = 50,
                                         .x_height = 20,
                                         .letters = 10,
                                         .threshold = 128 };
    read[0] = read_as("Tan", store[0], chars[0]);
    read[1] = read_as("   n xa n an", store[1], chars[1]);
    chars[1][3].x0 = chars[0][2].x0 + 1;
    chars[1][3].x1 = chars[0][2].x1;
    fill(&page, 20, 20, 690, 50, 0);
    arena_init(&a, 1 << 20);
    assert_true(words_of_lines(&l, read, &page, &a, &out, &stats, &e));
    assert_int_equal(out.n_words, 4);
    assert_int_equal(out.n_lines, 1);
    assert_string_equal(out.words[0].text, "Tan");
    assert_string_equal(out.words[1].text, "xa");
    assert_string_equal(out.words[2].text, "n");
    assert_string_equal(out.words[3].text, "an");
    arena_reset(&a);
    grey_release(&page);
}

/* "H35.36-230206-003" fills its cell, and "0" stands in the next line of it. */
static void last_digits_of_a_cell_are_text(void **state)
{
    static const struct {
        const char *above, *below;
        int32_t x, baseline;
        uint32_t words;
    } rows[] = {
        { "H35.36-230206-003", "0", 20, 100, 2 },  { "H35.36-230206-00", "7I", 20, 100, 2 },
        { "H35.36-230206-003", "0", 200, 100, 1 }, { "H35.36-230206-003", "0", 20, 190, 1 },
        { "Nguyen Van An", "0", 20, 100, 3 },      { "H35.36-230206-003", "v", 20, 100, 1 },
        { "093675522", "l", 22, 100, 2 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char store[2][64][2];
        struct lstm_char chars[2][64];
        const int32_t x = rows[i].x, y = rows[i].baseline, n = (int32_t)strlen(rows[i].below);
        struct line_piece pieces[2] = {
            { .clip = { 10, 20, 700, 70 }, .ink = { 20, 25, 300, 60 }, .baseline = 60 },
            { .clip = { x - 10, y - 40, x + 60, y + 5 },
              .ink = { x, y - 35, x + 10 * n, y },
              .baseline = y,
              .line = 1 },
        };
        struct lines l = { .pieces = pieces, .n = 2, .x_height = 30, .threshold = 128 };
        struct grey page = blank(720, 220);
        struct page_read out = { 0 };
        struct words_stats stats;
        struct arena a;
        struct err e;
        for (int k = 0; k < 2; k++) {
            pieces[k].x_height = 30;
            pieces[k].letters = 1;
            pieces[k].threshold = 128;
        }
        struct lstm_line_out read[2] = { read_as(rows[i].above, store[0], chars[0]) };
        conf_of_all = 0.5f;
        read[1] = read_as(rows[i].below, store[1], chars[1]);
        conf_of_all = 0.99f;
        for (int32_t k = 0; k < n; k++) {
            chars[1][k].x0 = x + 10 * k;
            chars[1][k].x1 = x + 10 * k + 10;
        }
        fill(&page, 20, 25, 690, 60, 0);
        fill(&page, x, y - 35, x + 10 * n, y, 0);
        arena_init(&a, 1 << 20);
        assert_true(words_of_lines(&l, read, &page, &a, &out, &stats, &e));
        assert_int_equal(out.n_words, rows[i].words);
        arena_reset(&a);
        grey_release(&page);
    }
}

/* A table of parcels, a piece a cell: "11" that the network hardly knew stands in a row with other
 * print and in a column with other numbers; a stroke stands in neither. */
static void unsure_numbers_of_cells_are_text(void **state)
{
    enum { CELLS = 5 };
    static const struct {
        const char *read;
        int32_t x, baseline; /* of the fifth */
        bool kept;
    } rows[] = {
        { "1I", 200, 160, true },  { "8", 200, 160, true },   { "1I", 200, 300, false },
        { "1I", 400, 160, false }, { "vl", 200, 160, false }, { "11I1", 200, 160, false },
        { "T", 600, 160, false },
    };
    static const char *const cells[CELLS - 1] = { "Nguyen", "112", "Tran", "82" };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char store[CELLS][64][2];
        struct lstm_char chars[CELLS][64];
        struct line_piece pieces[CELLS];
        struct lstm_line_out read[CELLS];
        struct lines l = { .pieces = pieces, .n = CELLS, .x_height = 30, .threshold = 128 };
        struct grey page = blank(720, 360);
        struct page_read out = { 0 };
        struct words_stats stats;
        struct arena a;
        struct err e;
        for (int32_t k = 0; k < CELLS; k++) {
            const bool own = k == CELLS - 1;
            const char *text = own ? rows[i].read : cells[k];
            const int32_t x = own     ? rows[i].x
                              : k % 2 ? 200
                                      : 20,
                          y = own      ? rows[i].baseline
                              : k == 0 ? 160
                              : k == 1 ? 100
                                       : 220,
                          n = (int32_t)strlen(text);
            pieces[k] = (struct line_piece){ .clip = { x - 5, y - 40, x + 10 * n + 5, y + 5 },
                                             .ink = { x, y - 35, x + 10 * n, y },
                                             .baseline = y,
                                             .x_height = 30,
                                             .letters = 1,
                                             .line = (uint32_t)k,
                                             .block = (uint32_t)k,
                                             .threshold = 128 };
            conf_of_all = own ? 0.5f : 0.99f;
            read[k] = read_as(text, store[k], chars[k]);
            for (int32_t c = 0; c < n; c++) {
                chars[k][c].x0 = x + 10 * c;
                chars[k][c].x1 = x + 10 * c + 10;
            }
            fill(&page, x, y - 35, x + 10 * n, y, 0);
        }
        conf_of_all = 0.99f;
        arena_init(&a, 1 << 20);
        assert_true(words_of_lines(&l, read, &page, &a, &out, &stats, &e));
        if (out.n_words != CELLS - 1U + rows[i].kept)
            fail_msg("%s at %d, %d: %u words", rows[i].read, rows[i].x, rows[i].baseline,
                     out.n_words);
        arena_reset(&a);
        grey_release(&page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boxed_number_is_one_word),
        cmocka_unit_test(dots_to_write_on_are_no_text),
        cmocka_unit_test(lone_dots_and_strokes_are_no_text),
        cmocka_unit_test(strokes_of_signatures_are_no_text),
        cmocka_unit_test(noise_behind_print_leaves_the_print),
        cmocka_unit_test(a_letter_of_two_pieces_is_read_once),
        cmocka_unit_test(last_digits_of_a_cell_are_text),
        cmocka_unit_test(unsure_numbers_of_cells_are_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
