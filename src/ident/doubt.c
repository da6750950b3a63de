/* Doubts about values whose form is right. */
#include "ident/doubt.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

const char ident_odd_zero[] = "its first digit was read as none that it can be";
static const char joined[] = "joined from two lines";

static bool goes_on(const char *text)
{
    return isdigit((unsigned char)text[0]) && text[strspn(text, "0123456789-")] == '\0';
}

/* Digits under a value's beginning, in the next line of its cell or right under it: a narrow cell
 * broke it, so what was read is not all. */
static bool goes_on_below(const struct ident_view *v, const struct ident_candidate *c)
{
    float conf;
    const struct box b = ident_view_frame(v, c->start, c->end, &conf);
    const struct page_read *p = v->read;
    const int32_t high = b.y1 - b.y0;
    uint32_t first, last;

    ident_view_words(v, c->start, c->end, &first, &last);
    for (uint32_t l = 0; l < p->n_lines; l++) {
        const struct text_line *line = &p->lines[l], *above = l ? line - 1 : line;
        const bool cell =
            l && above->block == line->block && last == above->first + above->count - 1;
        const int32_t reach = cell ? b.y1 + 2 * high : b.y1 + high / 2;
        for (uint32_t i = 0; i < line->count; i++) {
            const struct word *o = &p->words[line->first + i];
            if (o->box.y0 >= b.y1 - high / 2 && o->box.y0 <= reach && o->box.x0 >= b.x0 - high &&
                o->box.x0 <= b.x0 + high && goes_on(o->text))
                return true;
        }
    }
    return false;
}

static bool is_torn(const struct ident_view *v, const struct ident_candidate *c)
{
    float conf;
    uint32_t first, last;

    ident_view_words(v, c->start, c->end, &first, &last);
    return page_digit_touches(v->read, first, last, ident_view_frame(v, c->start, c->end, &conf));
}

static bool has_any_length(enum ident_kind kind)
{
    return kind == IDENT_PARCEL || kind == IDENT_CIVIL_REG_NO || kind == IDENT_CERT_NO ||
           kind == IDENT_GCN_SERIAL;
}

static bool is_mended(const struct ident_view *v, const struct ident_candidate *c)
{
    bool mended = ident_view_mended(v, c->start, c->end);

    for (size_t i = 0; c->broken && i < c->broken->n_pieces; i++)
        mended |= ident_view_mended(v, c->broken->pieces[i].start, c->broken->pieces[i].end);
    return mended;
}

/* Alone in its line with a full stop behind it: the value that the line above left no room for, or
 * the number of the next item. */
static bool may_number_item(const struct ident_view *v, const struct ident_candidate *c)
{
    return !c->in_table && c->start > 0 && v->text[c->start - 1] == '\n' &&
           strncmp(v->text + c->end, ".\n", 2) == 0;
}

/* "138( Quyển số": nothing but a blank or a comma is printed behind a number without its year;
 * "4187'tờ bản đồ": 418 and a comma. */
static bool has_odd_end(const struct ident_view *v, const struct ident_candidate *c)
{
    const char after = v->text[c->end];

    if (c->kind == IDENT_PARCEL && !(c->flags & PATTERN_AREA))
        return after && strchr("'`\"*!|", after);
    return c->kind == IDENT_CIVIL_REG_NO && !strchr(c->value, '/') && after &&
           !strchr(" .,;\n", after);
}

/* "CS59671 2. Số phát hành": digits of a serial stand together or by threes; one or two that stand
 * apart may number what follows. */
static bool ends_apart(const struct ident_view *v, const struct ident_candidate *c)
{
    size_t digits = 0;

    while (digits < c->end - c->start && isdigit((unsigned char)v->text[c->end - 1 - digits]))
        digits++;
    const size_t tail = c->end - digits;
    return c->kind == IDENT_GCN_SERIAL && digits < 3 && tail > c->start + 1 &&
           v->text[tail - 1] == ' ' && isdigit((unsigned char)v->text[tail - 2]);
}

/* "AA 048841 18.": one or two digits more, as new serials have, parted by a blank; no date's
 * ("12/5/2010"). */
static bool has_more_apart(const struct ident_view *v, const struct ident_candidate *c)
{
    const char *after = v->text + c->end;
    const size_t blanks = strspn(after, " "), n = strspn(after + blanks, "0123456789");

    return c->kind == IDENT_GCN_SERIAL && !(c->flags & PATTERN_REGISTER) && blanks > 0 && n > 0 &&
           n < 3 && (!after[blanks + n] || strchr(" .,;)\n", after[blanks + n]));
}

/* "0101234567" with "- 0 0 1" on its row: a branch's digits, in boxes that were not read as one. */
static bool has_branch_apart(const struct ident_view *v, const struct ident_candidate *c)
{
    float conf;

    if (c->kind != IDENT_MST || strchr(c->value, '-'))
        return false;
    const struct box b = ident_view_frame(v, c->start, c->end, &conf);
    const int32_t high = b.y1 - b.y0;
    for (uint32_t i = 0; i < v->read->n_words; i++) {
        const struct word *w = &v->read->words[i];
        const int32_t mid = (w->box.y0 + w->box.y1) / 2;
        const size_t n = strlen(w->text);
        if (mid > b.y0 && mid < b.y1 && w->box.x0 >= b.x1 - high / 2 &&
            w->box.x0 < b.x1 + 5 * high && n < 5 && strspn(w->text, "-0123456789") == n)
            return true;
    }
    return false;
}

/* "CSI7681": an entry of the land register that has letters has those of one kind of book and five
 * digits; where it has others, a digit was taken for a letter or is missing. */
static bool is_odd_entry(const struct ident_candidate *c)
{
    static const char *const books[] = { "CH", "CN", "CS", "CT", "VP", "H" };
    size_t letters = 0;

    if (!(c->flags & PATTERN_REGISTER))
        return false;
    while (c->value[letters] && !isdigit((unsigned char)c->value[letters]))
        letters++;
    bool known = letters == 0;
    for (size_t i = 0; !known && i < sizeof books / sizeof *books; i++)
        known = strlen(books[i]) == letters && strncmp(books[i], c->value, letters) == 0 &&
                strspn(c->value + letters, "0123456789") == 5;
    return !known;
}

/* "quyển số 06/2025 -": what the book is of stands behind, in a line that was torn off. */
static bool has_open_end(const struct ident_view *v, const struct ident_candidate *c)
{
    const char *after = v->text + c->end + strspn(v->text + c->end, " ");

    return c->kind == IDENT_CIVIL_REG_NO && c->labelled && v->fold[c->label_start] == 'q' &&
           (*after == '-' || *after == '/');
}

/* A branch of a tax payer, parted from its number by a blank: "9900000009 0012". */
static bool goes_on_behind(const struct ident_view *v, const struct ident_candidate *c)
{
    const char *after = v->text + c->end + strspn(v->text + c->end, " -.");
    const size_t n = strspn(after, "0123456789");

    return c->kind == IDENT_MST && strlen(c->value) == 10 && n >= 3 && n <= 5 &&
           !strchr("/.", after[n] ? after[n] : ' ');
}

static bool begins(const char *at, const char *word)
{
    const size_t n = strlen(word);
    return strncmp(at, word, n) == 0 && !isalnum((unsigned char)at[n]);
}

/* "Tổng số thửa: 2", "Số thửa: 2 thửa": how many there are, not which. */
static bool is_count(const struct ident_view *v, const struct ident_candidate *c)
{
    static const char *const before[] = { "tong ", "tong cong ", "tong\n", "luong " };
    const char *after = v->fold + v->fold_of[c->end];

    bool sheet = false; /* "tờ số 5 thửa số 112" */

    for (size_t at = c->label_start; c->labelled && at < c->label_end; at++)
        if (begins(v->fold + at, "to") || begins(v->fold + at, "thua"))
            sheet = v->fold[at + 1] == 'o';
    after += strspn(after, " \n)");
    if (!sheet && begins(after, "thua"))
        return true;
    if (begins(after, "to")) { /* "thửa số 12 tờ số 34" goes on with its sheet */
        after += 2 + strspn(after + 2, " :\n");
        if (!begins(after, "ban") && !begins(after, "bd") && !begins(after, "b.d") &&
            !begins(after, "so") && !isdigit((unsigned char)*after))
            return true;
    }
    for (size_t i = 0; c->labelled && i < sizeof before / sizeof *before; i++) {
        const size_t n = strlen(before[i]);
        if (c->label_start >= n && strncmp(v->fold + c->label_start - n, before[i], n) == 0)
            return true;
    }
    return false;
}

/* Health cards part their groups, if at all, as "HT 4 01 79 12345678": points and hyphens that
 * stand elsewhere are another number's ("HI1.17-250108-0050", a dossier's). */
static bool has_odd_groups(const struct ident_view *v, const struct ident_candidate *c)
{
    size_t n = 0;

    if (c->kind != IDENT_BHYT)
        return false;
    for (size_t i = c->start; i < c->end; i++) {
        if (strchr(".-", v->text[i]) && !strchr("\2\3\5\7\12", (int)n))
            return true;
        n += isalnum((unsigned char)v->text[i]) != 0;
    }
    return false;
}

/* "093303968:44": nine digits of a longer number, one of which was read as a sign. */
static bool hides_more(const struct ident_view *v, const struct ident_candidate *c)
{
    const char *after = v->text + c->end, *before = v->text + c->start;

    return (*after && strchr(".:;'*|!]", *after) && isdigit((unsigned char)after[1])) ||
           (c->start > 1 && strchr(".:;'*|![", before[-1]) && isdigit((unsigned char)before[-2]));
}

/* Three signs of which some are digits and the rest look like them, or two or four with a letter
 * among them: the piece of a number that a blank parted from it. */
static bool is_piece(const char *text, size_t n)
{
    size_t digits = 0;

    for (size_t i = 0; i < n; i++) {
        if (!text[i] || !strchr("0123456789IilO|!oSsZzB", text[i]))
            return false;
        digits += isdigit((unsigned char)text[i]) != 0;
    }
    return digits > 0 && (n == 3 || ((n == 2 || n == 4) && digits < n));
}

/* One letter or digit by itself. */
static bool has_sign_alone(const char *text)
{
    size_t at = 0;
    const uint32_t cp = utf8_next(text, strcspn(text, "\n"), &at);

    return (utf8_is_letter(cp) || (cp >= '0' && cp <= '9') || cp == '|' || cp == '!') &&
           (!text[at] || strchr(".,;\n", text[at]));
}

/* "thửa đất số 51 I, tờ bản đồ": a stroke that a blank parted from its number, of 511. */
static bool has_stroke_behind(const struct ident_view *v, const struct ident_candidate *c)
{
    const char *after = v->text + c->end;

    return *after == ' ' && strchr("Il|!1", after[1]) && after[1] && has_sign_alone(after + 1);
}

/* "035080535 I35": nine digits of a citizen's twelve. */
static bool is_part(const struct ident_view *v, const struct ident_candidate *c)
{
    const char *after = v->text + c->end;
    size_t from = c->start;

    if (c->kind != IDENT_ID9)
        return false;
    /* "098778466 I.": a telephone's tenth */
    if (*after == ' ' && has_sign_alone(after + 1))
        return true;
    if (*after == ' ' && after[1 + strcspn(after + 1, " \n.,;:)/-")] != '/' &&
        is_piece(after + 1, strcspn(after + 1, " \n.,;:)/-")))
        return true;
    if (from < 2 || v->text[from - 1] != ' ')
        return false;
    for (from--; from > 0 && !strchr(" \n.,;:(/-", v->text[from - 1]);)
        from--;
    return (from == 0 || v->text[from - 1] != '/') && is_piece(v->text + from, c->start - 1 - from);
}

/* Forms number their columns under the heads ("1 2 3 4"), and registers end in the sum of a column
 * or in how many it has: cells that hold nothing of their heads. */
static bool is_of_table(const struct ident_view *v, const struct ident_candidate *c)
{
    enum { COLUMNS = 30, LEAST = 3 };
    float conf;
    const struct box b = ident_view_frame(v, c->start, c->end, &conf);
    const struct page_read *p = v->read;
    struct box at[COLUMNS + 1] = { { 0 } };
    bool others = false;
    int most = 0;

    for (uint32_t i = 0; i < p->n_words; i++) {
        const struct word *w = &p->words[i];
        const int32_t top = w->box.y0 > b.y0 ? w->box.y0 : b.y0,
                      low = w->box.y1 < b.y1 ? w->box.y1 : b.y1;
        if (2 * (low - top) <= b.y1 - b.y0)
            continue;
        const char *fold = v->fold + v->fold_of[v->word_start[i]];
        if (w->box.x1 <= b.x0 &&
            (strncmp(fold, "tong ", 5) == 0 || strncmp(fold, "cong ", 5) == 0 ||
             strncmp(fold, "tong\n", 5) == 0 || strncmp(fold, "cong\n", 5) == 0 ||
             strncmp(fold, "cong:", 5) == 0))
            return true;
        char *end;
        const long n = strtol(w->text, &end, 10);
        if (*end || n < 1 || n > COLUMNS) {
            others |= isdigit((unsigned char)w->text[0]) != 0;
            continue;
        }
        at[n] = w->box;
        most = n > most ? (int)n : most;
    }
    int run = 0;
    for (int n = most; n > 0 && at[n].x1 > 0 && (n == most || at[n].x1 <= at[n + 1].x0); n--)
        run++;
    return !others && run >= LEAST;
}

/* Other words stand between the head of a column and a value under it, and not as the head's next
 * lines: the head of another table, or of none. */
static bool is_under_others(const struct ident_view *v, const struct ident_candidate *c)
{
    float conf;

    if (!c->labelled || c->head)
        return false;
    const struct box b = ident_view_frame(v, c->start, c->end, &conf);
    const struct page_read *p = v->read;
    struct box head =
        ident_view_frame(v, v->text_of[c->label_start], v->text_of[c->label_end], &conf);
    for (uint32_t i = 0; i < p->n_words; i++) {
        const struct word *w = &p->words[i];
        const int32_t high = w->box.y1 - w->box.y0;
        if (w->box.x0 >= b.x1 || w->box.x1 <= b.x0 || w->box.y0 + high / 2 <= head.y1 ||
            w->box.y1 > b.y0 + high / 2 || strpbrk(w->text, "0123456789()"))
            continue;
        size_t at = 0;
        if (!utf8_is_letter(utf8_next(w->text, strlen(w->text), &at)))
            continue;
        if (w->box.y0 > head.y1 + high || begins(v->fold + v->fold_of[v->word_start[i]], "tt") ||
            begins(v->fold + v->fold_of[v->word_start[i]], "stt"))
            return true;
        head.y1 = w->box.y1; /* words are in order of reading */
    }
    return false;
}

/* "TRÍCH LỤC BẢN ĐỒ ĐỊA CHÍNH", and under it "Số: 154": the paper's own number. Does the label go
 * on below a line that ends in a word of capitals? */
static bool has_title_for_label(const struct ident_view *v, const struct ident_candidate *c)
{
    bool capitals = true;

    if (!c->labelled || c->in_table)
        return false;
    size_t at = c->label_start;
    while (at < c->label_end && v->fold[at] != '\n')
        at++;
    if (at == c->label_end || at == c->label_start)
        return false;
    size_t from = at;
    while (from > c->label_start && v->fold[from - 1] != ' ')
        from--;
    for (size_t i = v->text_of[from], end = v->text_of[at]; capitals && i < end;) {
        const uint32_t cp = utf8_next(v->text, end, &i);
        capitals = !utf8_is_letter(cp) || utf8_lower(cp) != cp;
    }
    return capitals && at - from > 1;
}

/* "thửa đất số 12, tổ 5": the group of houses that the parcel lies in, no sheet ("tờ"). */
static bool is_group_of_houses(const struct ident_view *v, const struct ident_candidate *c)
{
    for (size_t at = c->label_start; c->labelled && at < c->label_end; at++) {
        if (!begins(v->fold + at, "to") || (at > 0 && isalnum((unsigned char)v->fold[at - 1])))
            continue;
        const char *after = v->fold + at + 2 + strspn(v->fold + at + 2, " \n");
        size_t i = v->text_of[at + 1];
        const uint32_t vowel = utf8_lower(utf8_next(v->text, v->len, &i));
        /* all that has the roof of an "ô" */
        if (strncmp(after, "ban", 3) != 0 && strncmp(after, "bd", 2) != 0 &&
            (vowel == 0xF4 || (vowel >= 0x1ED0 && vowel <= 0x1ED9)))
            return true;
    }
    return false;
}

/* "tờ bản đồ số" ends a line, "2" stands alone in the next and "136, diện tích" (or "số 136") goes
 * on under it: the raised 2 of "m²" was read as a line of its own. */
static bool is_line_between(const struct ident_view *v, const struct ident_candidate *c)
{
    const size_t from = v->fold_of[c->start], to = v->fold_of[c->end];
    size_t next = to;

    if (!c->labelled || c->label_end > from || from == 0 || v->fold[from - 1] != '\n' ||
        v->fold[to] != '\n')
        return false;
    while (next < v->fold_len && v->fold[next] == '\n')
        next++;
    next += strncmp(v->fold + next, "so ", 3) == 0 ? 3 : 0;
    return isdigit((unsigned char)v->fold[next]);
}

/* "1/1999" of "11/1999": two strokes side by side run into one, each time it is read. */
static bool may_be_eleven(const struct ident_candidate *c)
{
    return (c->kind == IDENT_CIVIL_REG_NO && strncmp(c->value, "1/", 2) == 0) ||
           (c->kind == IDENT_CERT_NO && strstr(c->value, "quyểnsố1/"));
}

/* "SCT/HĐ" of "SCT/HĐ,GD": what stood behind the comma was not read. */
static bool may_lack_end(const struct ident_candidate *c)
{
    static const char sign[] = "SCT/HĐ";
    const size_t n = strlen(c->value);

    return c->kind == IDENT_CERT_NO && n >= sizeof sign - 1 &&
           strcmp(c->value + n - (sizeof sign - 1), sign) == 0;
}

const char *ident_doubt(const struct ident_view *v, const struct ident_candidate *c)
{
    const bool sure = c->broken && c->kind != IDENT_DOSSIER_CODE && c->broken->full && c->labelled;

    if (is_mended(v, c))
        return "a sign was read where a digit belongs";
    if ((c->flags & IDENT_REPAIRED) && !sure)
        return c->flags & PATTERN_BOXED        ? "digits in boxes were read with the boxes"
               : c->flags & PATTERN_DOUBLED    ? "a digit was read twice"
               : c->flags & PATTERN_LOOSE      ? "signs or blanks were read where digits belong"
               : c->flags & PATTERN_FIRST_ZERO ? ident_odd_zero
               : c->flags & PATTERN_FOLDED     ? "letters were read where digits belong"
               : c->flags & PATTERN_CUT_YEAR   ? "its year lost a digit"
               : c->flags & PATTERN_BROKEN     ? joined
                                               : "a zero is missing";
    if (c->flags & PATTERN_SHOWN)
        return "in words that are no label known";
    if (c->flags & PATTERN_BARE) /* "222" of "222/2026" */
        return "without its year or its book";
    if ((c->flags & PATTERN_AREA) && !strchr(c->value, ',')) /* 538,0 read as 5380, each time */
        return "an area without decimals may have lost its comma";
    if (may_lack_end(c))
        return "its sign may go on with GD";
    if (may_be_eleven(c))
        return "a single one may be what is left of eleven";
    if (c->kind == IDENT_DOSSIER_CODE && !c->broken && goes_on_below(v, c))
        return "goes on in the next line";
    if (c->kind == IDENT_PARCEL && !(c->flags & PATTERN_AREA) && is_count(v, c))
        return "says how many there are";
    if (c->kind == IDENT_PARCEL && is_group_of_houses(v, c))
        return "a group of houses, no sheet of a map";
    if (c->account)
        return "behind the label of an account, which many number by their telephone";
    if (c->kind == IDENT_PARCEL && has_title_for_label(v, c))
        return "the title of the paper stands above it, no label";
    if (c->across || (c->flags & PATTERN_ACROSS))
        return "its label stands in another block";
    if (has_odd_groups(v, c))
        return "its groups are those of another number";
    if (c->kind == IDENT_ID9 && hides_more(v, c))
        return "digits go on behind a sign";
    if (c->aside)
        return "stands between the heads of two columns";
    if (is_part(v, c))
        return "digits stand beside it that it may go on with";
    if (c->lone)
        return "not in a row with a parcel and its sheet";
    if (c->kind == IDENT_PARCEL && c->in_table && is_of_table(v, c))
        return "numbers the columns of its table, or sums one up";
    if (c->kind == IDENT_PARCEL && c->in_table && is_under_others(v, c))
        return "other words stand between it and the head of its column";
    if (c->kind == IDENT_PARCEL && may_number_item(v, c))
        return "may number the next item";
    if (c->kind == IDENT_PARCEL && !c->in_table && is_line_between(v, c))
        return "alone between two lines that may belong together";
    if (is_odd_entry(c))
        return "not the letters and digits of an entry of the land register";
    if (has_open_end(v, c))
        return "goes on behind a sign";
    if (ends_apart(v, c) || has_more_apart(v, c) || has_branch_apart(v, c))
        return "its last digits stand apart";
    if (has_odd_end(v, c) || (has_any_length(c->kind) && has_stroke_behind(v, c)))
        return "a sign behind it may be a digit";
    if (((c->flags & PATTERN_REGISTER) && ident_view_register_goes_on(v, c->end)) ||
        goes_on_behind(v, c))
        return "goes on behind a blank";
    if (has_any_length(c->kind) && !(c->flags & PATTERN_AREA) && is_torn(v, c))
        return "a digit touches its end";
    /* "5§6" is no 5, however often it is read so; areas end in "m²", which is read as "m?" */
    if (has_any_length(c->kind) && !(c->flags & PATTERN_AREA) &&
        ident_view_hides_digit(v, c->start, c->end))
        return "a sign beside it may be a digit";
    return NULL;
}

static bool same_form(const char *a, const char *b)
{
    const size_t org = strcspn(a, "-");
    return strlen(a) == strlen(b) && strncmp(a, b, org + 1) == 0;
}

void ident_trust_joined(struct ident_found *f)
{
    enum { OTHERS = 3 };

    for (uint32_t i = 0; i < f->n; i++) {
        struct identifier *id = &f->items[i];
        uint32_t others = 0;
        if (id->level != LEVEL_SUSPECT || id->why != joined)
            continue;
        for (uint32_t k = 0; k < f->n; k++) {
            const struct identifier *o = &f->items[k];
            others += o->kind == id->kind && o->level != LEVEL_INVALID &&
                      strcmp(o->value, id->value) != 0 && same_form(o->value, id->value);
        }
        if (others >= OTHERS)
            id->level = LEVEL_VALID;
    }
}

/* How many letters of the agencies differ; 2 for any more. */
static uint32_t agency_apart(const char *a, const char *b)
{
    const size_t na = strcspn(a, "-"), nb = strcspn(b, "-");
    uint32_t apart = 0;

    if (na != nb || !a[na] || !b[nb])
        return 2;
    for (size_t i = 0; i < na && apart < 2; i++)
        apart += a[i] != b[i];
    return apart;
}

static bool is_code(const struct identifier *id, enum ident_level least)
{
    return id->kind == IDENT_DOSSIER_CODE && id->level >= least;
}

bool ident_same_agency(struct ident_found *f, struct err *e)
{
    enum { ENTRIES = 3, LOOKED_AT = 300 };
    const uint32_t n = f->n < LOOKED_AT ? f->n : LOOKED_AT;
    uint32_t like[LOOKED_AT] = { 0 }; /* other entries of the same agency, as they were read */

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < n && is_code(&f->items[i], LEVEL_SUSPECT); k++)
            like[i] += k != i && is_code(&f->items[k], LEVEL_VALID) &&
                       agency_apart(f->items[i].value, f->items[k].value) == 0;
    for (uint32_t i = 0; i < n; i++) {
        struct identifier *id = &f->items[i];
        const char *most = NULL;
        uint32_t entries = 0;
        bool several = false;
        if (!is_code(id, LEVEL_SUSPECT) || id->source != SOURCE_OCR)
            continue;
        for (uint32_t k = 0; k < n; k++) {
            const struct identifier *o = &f->items[k];
            if (!is_code(o, LEVEL_VALID) || like[k] + 1 < entries ||
                agency_apart(id->value, o->value) != 1)
                continue;
            several = like[k] + 1 == entries && agency_apart(most, o->value) != 0;
            entries = like[k] + 1;
            most = o->value;
        }
        if (several || entries < ENTRIES || entries < 2 * (like[i] + 1))
            continue;
        char *value = arena_strdup(f->arena, id->value);
        if (!value)
            return err_set(e, ERR_NOMEM, "no memory");
        memcpy(value, most, strcspn(value, "-"));
        id->value = value;
        id->level = LEVEL_SUSPECT;
        id->why = "its agency was read as none of the other entries has";
    }
    return true;
}
