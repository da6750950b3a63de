/* Marks without ink, marks Vietnamese does not have. */
#include "words_drawn.h"

enum { STEP = 20 };

/* One character every STEP px: a letter is a box of x-height; '.' and ',' have a dot where `dots`
 * says 'x', quotes a stroke where it says 'x', a raised mark where it says '^', a fine dot 'f', a
 * stroke '|', a long comma ';'. */
static void draw(struct drawn *d, const char *text, const char *dots, float mark_conf)
{
    const size_t len = strlen(text);

    for (size_t i = 0; i < len;) {
        const size_t from = i;
        const uint32_t cp = utf8_next(text, len, &i);
        const int32_t n = d->read.n, x = LEFT + STEP * n;
        const bool solid = utf8_is_letter(cp) || (cp >= '0' && cp <= '9');
        drawn_read(d, text + from, i - from, x, x + STEP, solid ? 0.99f : mark_conf);
        if (dots[n] == 'x' && cp == '"')
            fill(&d->page, x + 6, BASE - 30, x + 12, BASE - 18, 0);
        else if (dots[n] == 'x')
            fill(&d->page, x + 6, BASE - 5, x + 11, BASE, 0);
        else if (dots[n] == ';') /* a typewriter's comma: as long as a letter is high */
            fill(&d->page, x + 6, BASE - 8, x + 11, BASE + 10, 0);
        else if (dots[n] == '|')
            fill(&d->page, x + 8, BASE - X_HEIGHT, x + 11, BASE, 0);
        else if (dots[n] == 'f')
            fill(&d->page, x + 8, BASE - 2, x + 10, BASE, 0);
        else if (dots[n] == '^')
            fill(&d->page, x + 6, BASE - 30, x + 14, BASE - 14, 0);
        else if (solid && dots[n] != '-')
            fill(&d->page, x + 2, BASE - X_HEIGHT, x + STEP - 2, BASE, 0);
    }
}

static float first_conf; /* of what was tidied last */

static void tidied(const char *text, const char *dots, float mark_conf, const char *want)
{
    static struct drawn d;

    drawn_begin(&d);
    draw(&d, text, dots, mark_conf);
    drawn_tidy(&d);
    first_conf = d.read.chars[0].conf;
    drawn_end(&d);
    assert_string_equal(d.text, want);
}

static void tall_stops_are_doubtful(void **state)
{
    static const struct {
        const char *dots; /* |: ink as tall as a digit */
        float conf;
    } cases[] = { { " |", 0.5f }, { " x", 0.99f }, { "  ", 0.99f }, { " ;", 0.99f } };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tidied("3.", cases[i].dots, 0.99f, "3.");
        assert_true(first_conf == cases[i].conf);
    }
}

static void slashes_are_slashes(void **state)
{
    (void)state;
    tidied("13/07⁄2022", "          ", 0.9f, "13/07/2022");
    tidied("03⁄/08/1988", "           ", 0.9f, "03/08/1988");
    tidied("a//b", "    ", 0.9f, "a//b");
}

static void quotes_need_ink_or_an_end(void **state)
{
    (void)state;
    tidied("'Tên em", "       ", 0.9f, "Tên em");
    tidied("\"Tên em", "       ", 0.9f, "Tên em");
    tidied("\"Tên em", "x      ", 0.9f, "\"Tên em");
    tidied("M'Drak", "      ", 0.9f, "M'Drak");
}

static void stops_need_ink(void **state)
{
    (void)state;
    tidied("HUE.", "    ", 0.6f, "HUE");
    tidied("HUE.", "   x", 0.6f, "HUE.");
    tidied("HUE.", "    ", 0.99f, "HUE.");
    tidied("HUE,", "    ", 0.6f, "HUE");
    tidied("1985.", "    f", 0.99f, "1985");
}

/* The tip of a letter of the next line is no fine dot that the comma was read from. */
static void commas_stay_above_the_next_line(void **state)
{
    static struct drawn d;

    (void)state;
    drawn_begin(&d);
    draw(&d, "an, ve", "  ;   ", 0.99f);
    fill(&d.page, LEFT + 3 * STEP - 7, BASE + 18, LEFT + 3 * STEP - 2, BASE + 20, 0);
    drawn_tidy(&d);
    drawn_end(&d);
    assert_string_equal(d.text, "an, ve");
}

/* A run of ink for each digit, and none for a stop. */
static void stops_of_numbers_need_ink(void **state)
{
    (void)state;
    tidied("27609.", "      ", 0.9f, "27609");
    tidied("27609.", "     x", 0.9f, "27609.");
    tidied("27609.", "      ", 0.99f, "27609.");
}

static void marks_in_doubt_are_specks(void **state)
{
    (void)state;
    tidied("nam: x", "    x ", 0.5f, "nam x");
    tidied("nam: x", "    x ", 0.6f, "nam: x");
    tidied("\"Gioi", "x    ", 0.6f, "Gioi");
    tidied("-_chap", "x     ", 0.9f, "- chap");
    tidied("quyet./.", "      xx", 0.6f, "quyet./.");
}

/* Two letters came where the ink has room for one. */
static void letters_read_twice(void **state)
{
    (void)state;
    tidied("QĐÐ-CCT", "       ", 0.9f, "QĐÐ-CCT"); /* both sure, and ink for both */
    for (int wide = 15; wide <= 40; wide += 25) {
        static struct drawn d;
        drawn_begin(&d);
        fill(&d.page, LEFT, BASE - 20, LEFT + wide, BASE, 0);
        drawn_read(&d, "Đ", strlen("Đ"), LEFT, LEFT + 20, 0.89f);
        drawn_read(&d, "Ð", strlen("Ð"), LEFT + 20, LEFT + 40, 0.6f);
        drawn_tidy(&d);
        drawn_end(&d);
        assert_string_equal(d.text, wide == 15 ? "Đ" : "ĐÐ");
    }
    tidied("TT--UBND", "        ", 0.6f, "TT-UBND");
}

static void dots_of_a_line_to_write_on_go(void **state)
{
    (void)state;
    tidied("1985.     ", "    xxxxx ", 0.99f, "1985     ");
    tidied("van van...", "       xxx", 0.99f, "van van...");
    tidied("van van..", "       xx", 0.99f, "van van");
}

static void dots_between_words_are_a_space(void **state)
{
    (void)state;
    tidied("An........Hoa x", "  xxxxxxxx     ", 0.99f, "An Hoa x");
    tidied("v.v", " x ", 0.99f, "v.v");
}

static void specks_are_no_marks(void **state)
{
    (void)state;
    tidied(".TM nam_", "x       ", 0.9f, "TM nam");
    tidied("-Luu a_b", "        ", 0.9f, "-Luu a_b");
    tidied("__ ~", "    ", 0.9f, "__ ~");
}

static void a_raised_mark_is_a_square(void **state)
{
    (void)state;
    tidied("120 m?,", "     ^x", 0.99f, "120 m²,");
    tidied("120 m2", "     ^", 0.99f, "120 m²");
    tidied("120 m2", "      ", 0.99f, "120 m2");
    tidied("am?", "  ^", 0.99f, "am?");
    /* the mark was not read at all */
    tidied("120 m ;", "     ^x", 0.99f, "120 m² ;");
    tidied("120 m x", "     ^ ", 0.99f, "120 m² x");
    tidied("120 m x", "       ", 0.99f, "120 m x");
    tidied("am x", "  ^ ", 0.99f, "am x");
}

static void labels_of_headings_and_lists(void **state)
{
    (void)state;
    tidied("1I. Phan", "  x     ", 0.99f, "II. Phan");
    tidied("11. Phan", "  x     ", 0.99f, "11. Phan");
    tidied("€) nam", "      ", 0.99f, "c) nam");
    tidied("5, Dan", " x    ", 0.6f, "5. Dan");
    tidied("5, Dan", " x    ", 0.99f, "5, Dan");
    tidied("~ Luu", "     ", 0.9f, "- Luu");
}

static void zeros_with_a_stroke_are_zeros(void **state)
{
    (void)state;
    tidied("Ø1", "  ", 0.9f, "01");
    tidied("2Ø04", "    ", 0.9f, "2004"); /* four columns of ink */
    tidied("6Ø0", "  -", 0.9f, "60");     /* two, in which three were read */
    tidied("Øst", "   ", 0.9f, "Øst");
}

static void a_loose_slash_stands_alone(void **state)
{
    (void)state;
    tidied("So/No", "  x  ", 0.9f, "So / No");
    tidied("3/4", " x ", 0.9f, "3/4");
}

static void a_card_begins_with_its_country(void **state)
{
    (void)state;
    tidied("TDVNM0870000000000000000000<<1", "                              ", 0.9f,
           "IDVNM0870000000000000000000<<1");
    tidied("TDVNM", "     ", 0.9f, "TDVNM");
}

static void telephone_numbers_hang_together(void **state)
{
    (void)state;
    tidied("0972. 369.430", "    x    x   ", 0.99f, "0972.369.430");
    tidied("so 0972. 369. 430 va", "       x    x       ", 0.99f, "so 0972.369.430 va");
    tidied("0972. 369", "    x    ", 0.99f, "0972. 369");
    tidied("0972. 369.43", "    x    x  ", 0.99f, "0972. 369.43");
    tidied("1972. 369.430", "    x    x   ", 0.99f, "1972. 369.430");
    tidied("0972. 369.430.1", "    x    x   x ", 0.99f, "0972. 369.430.1");
}

static void texts_end_close_to_their_last_word(void **state)
{
    (void)state;
    tidied("quyet. /", "     x  ", 0.99f, "quyet./.");
    tidied("quyet. /.", "     x  x", 0.99f, "quyet./.");
    tidied("quyet ./.", "      x x", 0.99f, "quyet./.");
    tidied("12 /", "    ", 0.99f, "12 /");
    tidied("so / No.", "       x", 0.99f, "so / No.");
}

static void places_of_the_highlands(void **state)
{
    (void)state;
    tidied("xa la Hrung", "           ", 0.99f, "xa Ia Hrung");
    tidied("la he", "     ", 0.99f, "la he");
    tidied("1a Hrung", "        ", 0.99f, "1a Hrung");
}

static void form_numbers_are_numbers(void **state)
{
    (void)state;
    tidied("so CT0I va", "          ", 0.99f, "so CT01 va");
    tidied("CTOl", "    ", 0.99f, "CT01");
    tidied("CT0IA CTOX", "          ", 0.99f, "CT0IA CTOX");
}

static void signs_stand_in_no_word(void **state)
{
    (void)state;
    tidied("S%o: 25", "       ", 0.99f, "So: 25");
    tidied("S$o 25", "      ", 0.99f, "So 25");
    tidied("5%o N%M a%b", "           ", 0.99f, "5%o N%M a%b");
}

/* "9/QDUB" of a typewriter with something small, `high` px above the line, between D and U. */
static void symbol(bool blank, int32_t side, int32_t high, const char *want)
{
    static const char *const text[] = { "9", "/", "Q", "D", "U", "B" };
    static struct drawn d;
    int32_t x = LEFT;

    drawn_begin(&d);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++, x += STEP) {
        if (i == 4) {
            fill(&d.page, x + 8, BASE - high - side, x + 8 + side, BASE - high, 0);
            x += STEP;
            if (blank)
                drawn_read(&d, " ", 1, x - STEP + 5, x - 5, 0.9f);
        }
        drawn_read(&d, text[i], 1, i == 4 ? x - STEP / 2 : x, i == 3 ? x + STEP * 3 / 2 : x + STEP,
                   0.99f);
        fill(&d.page, x + 4, BASE - X_HEIGHT, x + STEP - 4, BASE, 0);
    }
    drawn_tidy(&d);
    drawn_end(&d);
    assert_string_equal(d.text, want);
}

static void points_of_symbols_by_their_ink(void **state)
{
    (void)state;
    symbol(false, 5, 0, "9/QD.UB");
    symbol(false, 4, 2, "9/QD.UB");
    symbol(true, 5, 0, "9/QD.UB");
    symbol(false, 0, 0, "9/QDUB");
    symbol(true, 0, 0, "9/QD UB");
    symbol(false, 1, 0, "9/QDUB");  /* a speck */
    symbol(false, 5, 8, "9/QDUB");  /* a dash, or a stroke of the letter */
    symbol(false, 10, 0, "9/QDUB"); /* too large for a point */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tall_stops_are_doubtful),
        cmocka_unit_test(slashes_are_slashes),
        cmocka_unit_test(quotes_need_ink_or_an_end),
        cmocka_unit_test(stops_need_ink),
        cmocka_unit_test(stops_of_numbers_need_ink),
        cmocka_unit_test(commas_stay_above_the_next_line),
        cmocka_unit_test(marks_in_doubt_are_specks),
        cmocka_unit_test(letters_read_twice),
        cmocka_unit_test(points_of_symbols_by_their_ink),
        cmocka_unit_test(dots_of_a_line_to_write_on_go),
        cmocka_unit_test(dots_between_words_are_a_space),
        cmocka_unit_test(specks_are_no_marks),
        cmocka_unit_test(a_raised_mark_is_a_square),
        cmocka_unit_test(labels_of_headings_and_lists),
        cmocka_unit_test(zeros_with_a_stroke_are_zeros),
        cmocka_unit_test(a_loose_slash_stands_alone),
        cmocka_unit_test(a_card_begins_with_its_country),
        cmocka_unit_test(telephone_numbers_hang_together),
        cmocka_unit_test(texts_end_close_to_their_last_word),
        cmocka_unit_test(places_of_the_highlands),
        cmocka_unit_test(form_numbers_are_numbers),
        cmocka_unit_test(signs_stand_in_no_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
