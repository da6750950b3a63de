#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"
#include "paper/fields_symbol.h"

/* Numbers behind labels elsewhere than in a head: "Số phiếu: 123/2024" under a title, the cell
 * beside a cell "Số sổ", whatever label has the word "số". What has no label of
 * configs/words.tsv beside it is shown, never accepted. */

enum { SERIES_WORDS = 16 };

/* "Ký hiệu: 22AA/22E Số: 24801" of receipts: where the number behind the series begins; 0: there is
 * none. The label leads its line: elsewhere it may be a person's name ("Hiếu, CMND số ..."). */
static size_t behind_series(const struct seg *s)
{
    enum { LEADS = 6 };
    const size_t series = find_phrase(s->fold, s->len, "hieu", 0),
                 glued = find_phrase(s->fold, s->len, "kyhieu", 0),
                 so = find_phrase(s->fold, s->len, "so", 0);

    if ((series == SIZE_MAX && glued == SIZE_MAX) || so == SIZE_MAX ||
        so < (series == SIZE_MAX ? glued : series) || (series == SIZE_MAX ? glued : series) > LEADS)
        return 0;
    const size_t words = strspn(s->fold + so + 2, "abcdefghiklmnopqrstuvxy "), /* "Số biên lai: " */
        n = so + 2 + words + strspn(s->fold + so + 2 + words, " :.");
    const bool label = words <= 1 || (words <= SERIES_WORDS && s->fold[so + 2 + words] == ':');
    return label && n > so + 2 && s->fold[n] >= '0' && s->fold[n] <= '9' ? n : 0;
}

/* "Số phiếu: 123/2024": in the head or under the title, the number right behind it; *at is where it
 * begins in the fold. */
static int32_t labelled_number(const struct field_list *f, size_t *at)
{
    enum { ROWS = 10 };
    const struct word_set *labels = &f->t->words.set[WORDS_NUMBER_LABEL];
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const uint32_t to = (uint32_t)(l->tieu_row > 0 ? l->tieu_row : 0) + ROWS;

    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < to; i++) {
        if ((*at = behind_series(&v->segs[i])) > 0)
            return (int32_t)i;
        for (uint32_t k = 0; k < labels->n; k++) {
            const char *s = v->segs[i].fold;
            size_t n = labels->list[k].len;
            if (!starts_with(s, labels->list[k].fold) ||
                (v->segs[i].lower_first && s[n] != ':')) /* a sentence that goes on */
                continue;
            n += strspn(s + n, " :./no()");
            if (s[n] >= '0' && s[n] <= '9') {
                *at = n;
                return (int32_t)i;
            }
        }
    }
    return -1;
}

/* The fit of a number that stands elsewhere than in a head: `shown`, or sure where its digits were
 * read twice and either what stands behind its slash is what papers of this type bear, or it is
 * the long bare one of a receipt or a citizen's paper beside a label that no other number has. */
static float fit_elsewhere(const struct field_list *f, const struct seg *s, uint32_t at,
                           const char *token, bool mended, bool labelled, float shown, float *conf)
{
    enum { LONG = 6 };
    static const float LEAST = 0.6F, TWICE = 0.95F;
    const size_t digits = strspn(token, "0123456789");
    const struct view *v = &f->d->views[0];
    bool kind = false;
    float none;

    if (mended || !labelled || *conf < LEAST)
        return shown;
    if (token[digits]) {
        if (number_form(&f->t->fold, token) < 1 || !symbol_is_there(token) ||
            !number_vouched(f, s, at, token, &kind) || !kind)
            return shown;
    } else if (digits < LONG || f->t->types[f->type].pub.cls != 'C' ||
               f->t->types[f->type].number == NUMBER_NONE || !number_agreed(f, s, at, token) ||
               number_is_small(v, seg_box(v, s, at, at + digits, &none))) {
        return shown;
    }
    *conf = *conf > TWICE ? *conf : TWICE;
    return 1;
}

static void add_labelled(struct field_list *f)
{
    const struct view *v = &f->d->views[0];
    char token[NUMBER_MAX];
    size_t at = 0;
    float conf;
    const int32_t i = labelled_number(f, &at);

    if (i < 0)
        return;
    const struct seg *s = &v->segs[i];
    bool mended = false;
    number_token(s->text + text_offset(s->text, at), token, &mended);
    if (number_form(&f->t->fold, token) < 0.6F || strspn(token, "0123456789") >= 10)
        return;
    const struct box box = seg_box(v, s, at, at + utf8_count(token, strlen(token)), &conf);
    mended = number_mend(f, s, (uint32_t)at, token) || mended;
    const float fit = fit_elsewhere(f, s, (uint32_t)at, token, mended, true, 0.9F, &conf);
    field_add(f, "doc_number", token, conf, fit, 0, box);
}

/* "QUYẾT ĐỊNH SỐ 15/QĐ-UB" of a title's own lines. */
static bool in_title(const struct field_list *f, const struct seg *s)
{
    const struct layout *l = &f->d->layouts[0];

    return l->n_hits > 0 && (int32_t)s->row >= l->hits[0].row &&
           (int32_t)s->row <= l->hits[0].last_row + 1 && s->caps > 0.6F;
}

/* "Thông báo số: 1234/TB-CCT" of a notice, and nothing behind the number: what the paper calls
 * itself. */
static bool own_name(const struct field_list *f, const struct seg *s, size_t at)
{
    const char *name = f->t->types[f->type].pub.name_vi;
    const size_t so = find_phrase(s->fold, at, "so", 0), len = strlen(name);
    char fold[NUMBER_MAX * 2];
    uint32_t none = 0;

    if (so == SIZE_MAX || so < 2 || len >= sizeof fold || !memchr(s->fold, ':', at))
        return false;
    const size_t n = fold_text(&f->t->fold, name, len, fold, &none, &none);
    return so <= n && memcmp(s->fold, fold, so - 1) == 0 && s->fold[at] != '\0' &&
           !strchr(s->fold + at, ' ');
}

/* "Nghị quyết số 11-NQ/TW", also where the line breaks before "số": another paper's. */
static bool cites(const struct field_list *f, const struct seg *s, size_t at)
{
    const struct word_set *words = &f->t->words.set[WORDS_CITING];

    if (s->lower_first)
        return true;
    for (uint32_t i = 0; i < words->n && !in_title(f, s) && !own_name(f, s, at); i++)
        if (find_phrase(s->fold, at, words->list[i].fold, 0) != SIZE_MAX)
            return true;
    return false;
}

/* Numbers of these are no paper's own. */
static bool another_number(const struct field_list *f, const struct seg *s, size_t n)
{
    const char *label = s->fold;
    static const char *const others[] = {
        "cccd",     "cmnd",    "can cuoc",  "chung minh", "dinh danh", "ddcn",   "dien thoai",
        "dt",       "may",     "tai khoan", "thua",       "to",        "nha",    "quyen",
        "ho so",    "seri",    "phat hanh", "khung",      "loai",      "bien",   "can",
        "thue",     "fax",     "trang",     "tien",       "tuoi",      "nguoi",  "khau",
        "mau",      "luat",    "nghi dinh", "thong tu",   "bhxh",      "bhyt",   "bao hiem",
        "ho chieu", "ban",     "lan",       "ngay",       "cho",       "toa do", "hop dong",
        "ngo",      "duong",   "lo",        "gio",        "phong",     "quay",   "ke khai",
        "thu tu",   "ma so ho"
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const size_t k = strlen(others[i]), at = find_phrase(label, n, others[i], 0);
        if (at != SIZE_MAX && (at + k == n || !(label[at + k] >= 'a' && label[at + k] <= 'z')))
            return true;
    }
    return cites(f, s, n);
}

/* Where the number begins behind a label that holds the word "số" and speaks of no other number;
 * 0: there is none. */
static size_t behind_so(const struct field_list *f, const struct seg *s)
{
    enum { REACH = 45 };
    size_t n = 0, word = SIZE_MAX;

    while (n < s->len && n < REACH && !(s->fold[n] >= '0' && s->fold[n] <= '9'))
        n++;
    for (size_t at = find_phrase(s->fold, n, "so", 0); at != SIZE_MAX;
         at = find_phrase(s->fold, n, "so", at + 1))
        if (at + 2 == n || !(s->fold[at + 2] >= 'a' && s->fold[at + 2] <= 'z'))
            word = at;
    const char *colon = n < s->len ? memchr(s->fold, ':', n) : NULL;
    const bool right_behind =
        word != SIZE_MAX && strspn(s->fold + word + 2, " :./") >= n - word - 2;
    if (n == s->len || n == REACH || n < 2 || word == SIZE_MAX || (!right_behind && !colon) ||
        (colon && strspn(colon, " :.") < (size_t)(s->fold + n - colon)) || another_number(f, s, n))
        return 0;
    return n;
}

/* "13918-855" of a household's book (Circular 36/2014/TT-BCA). */
static bool book_number(const struct field_list *f, const char *token)
{
    const size_t n = strspn(token, "0123456789");
    const char *slug = f->t->types[f->type].pub.slug;

    return starts_with(slug, "so_") && n >= 4 && token[n] == '-' && token[n + 1] &&
           token[n + 1 + strspn(token + n + 1, "0123456789")] == '\0';
}

/* Letters of a cell that is a label and nothing else, without the marks behind it. */
static size_t label_len(const struct seg *s)
{
    size_t n = s->len;

    while (n > 0 && strchr(" .:/-_\1'", s->fold[n - 1]))
        n--;
    return n;
}

/* "Số sổ", "Số trích lục" of configs/words.tsv, a letter of a long one misread. */
static bool known_label(const struct field_list *f, const struct seg *s)
{
    static const char *const bare[] = { "so", "so hieu" };
    enum { LONG = 7 };
    const struct word_set *labels = &f->t->words.set[WORDS_NUMBER_LABEL];
    const size_t n = label_len(s);

    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        if (strlen(bare[i]) == n && memcmp(bare[i], s->fold, n) == 0)
            return true;
    for (uint32_t i = 0; i < labels->n; i++) {
        const size_t len = labels->list[i].len;
        if (text_off(s->fold, n, labels->list[i].fold, len) <= (len >= LONG))
            return true;
    }
    return false;
}

/* Any other cell with "số" that speaks of no other number. */
static bool likely_label(const struct field_list *f, const struct seg *s)
{
    enum { LONGEST = 40 };
    const size_t n = label_len(s), so = find_phrase(s->fold, n, "so", 0);

    return n <= LONGEST && so != SIZE_MAX && (so + 2 == n || s->fold[so + 2] == ' ') &&
           strcspn(s->fold, "0123456789") >= n && !another_number(f, s, n);
}

/* The whole cell is a number as papers of the type bear it. */
static bool cell_number(const struct field_list *f, const struct seg *s, bool known, bool beside,
                        char token[NUMBER_MAX])
{
    const size_t specks = strspn(s->fold, " :.,'_-\1");
    bool mended = false;

    number_token(s->text + text_offset(s->text, specks), token, &mended);
    const size_t n = specks + utf8_count(token, strlen(token)),
                 digits = strspn(token, "0123456789");
    const float form = number_form(&f->t->fold, token);
    if (digits == 0 || digits >= 10 || s->fold[n + strspn(s->fold + n, " .,:;_'\1")])
        return false;
    if (form >= 1 || book_number(f, token))
        return true;
    return form >= 0.6F && digits >= (known && beside ? 2 : 5) && (known || beside);
}

/* "Sổ số | 37078473", "Số trích lục | 14/TLKS-BS" of a table: the cell on the right, else the one
 * below. */
static void number_of_cell(struct field_list *f, uint32_t rows)
{
    static const float CELL = 0.8F;
    const struct view *v = &f->d->views[0];
    char token[NUMBER_MAX];

    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const bool known = known_label(f, s);
        if (!known && !(s->row <= rows && likely_label(f, s)))
            continue;
        const struct seg *q = i + 1 < v->row_first[s->row + 1] ? s + 1 : NULL;
        if (!q || !cell_number(f, q, known, true, token))
            q = line_under(v, s);
        if (!q || !cell_number(f, q, known, q->row == s->row, token))
            continue;
        float conf = q->conf;
        const uint32_t at = (uint32_t)strspn(q->fold, " :.,'_-\1");
        const bool mended = number_mend(f, q, at, token);
        const float fit = fit_elsewhere(f, q, at, token, mended, known, CELL, &conf);
        field_add(f, "doc_number", token, conf, fit, 0, q->box);
        return;
    }
}

/* Before the number stands "Số", in brackets or not, with its English twin, or a label of
 * configs/words.tsv, and nothing else. */
static bool plain_label(const struct field_list *f, const struct seg *s, size_t at)
{
    static const char *const bare[] = { "so", "sohieu", "sono", "sonumber" };
    const struct word_set *labels = &f->t->words.set[WORDS_NUMBER_LABEL];
    char letters[NUMBER_MAX];
    size_t n = 0;

    for (size_t i = 0; i < at && n + 1 < sizeof letters; i++)
        if (s->fold[i] >= 'a' && s->fold[i] <= 'z')
            letters[n++] = s->fold[i];
    letters[n] = '\0';
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        if (strcmp(letters, bare[i]) == 0)
            return true;
    for (uint32_t i = 0; i < labels->n; i++) {
        const char *l = labels->list[i].fold;
        size_t k = 0;
        for (; *l; l++) {
            if (*l == ' ')
                continue;
            if (letters[k] != *l)
                break;
            k++;
        }
        if (!*l && k == n && n > 0)
            return true;
    }
    return false;
}

/* Whatever label with "số" stands in the head or beside the title, and anywhere a number with a
 * symbol behind "Số" at the beginning of a line: shown, but for the symbols of fit_elsewhere. */
static void number_of_rest(struct field_list *f)
{
    enum { ROWS = 10 };
    static const float REST = 0.7F;
    const struct layout *l = &f->d->layouts[0];
    const bool card = l->card_front || l->card_back;
    const struct view *v = &f->d->views[0];
    const int32_t title = l->n_hits ? (int32_t)l->hits[0].last_row + 4 : 0,
                  head = l->tieu_row > 0 ? l->tieu_row + 3 : ROWS, to = title > head ? title : head;
    char token[NUMBER_MAX];
    float conf;

    /* those of these have a form of their own, which number_in_text knows */
    if (strcmp(f->t->types[f->type].pub.slug, "gcn_ho_kinh_doanh") == 0 ||
        strcmp(f->t->types[f->type].pub.slug, "giay_phep_lai_xe") == 0)
        return;
    if (f->t->types[f->type].number == NUMBER_NONE &&
        !starts_with(f->t->types[f->type].pub.slug, "so_"))
        return;
    if (!card)
        number_of_cell(f, to > 0 ? (uint32_t)to : 0);
    for (uint32_t i = 0; i < v->n_segs && !field_get(f, "doc_number"); i++) {
        const struct seg *s = &v->segs[i];
        const size_t at = behind_so(f, s);
        bool mended = false;
        if (at == 0 || cites(f, s, at))
            continue;
        number_token(s->text + text_offset(s->text, at), token, &mended);
        const bool symbol = strchr(token, '/') && number_form(&f->t->fold, token) >= 1 &&
                            (starts_with(s->fold, "so") || in_title(f, s));
        const float form = number_form(&f->t->fold, token);
        const bool whole =
            form >= 1 || (form >= 0.6F && strlen(token) > 1) || book_number(f, token);
        if (!whole || (in_title(f, s) && !symbol) || strspn(token, "0123456789") >= 10 ||
            !((int32_t)s->row <= to || symbol) || symbol_of_others(f, token) || (card && !symbol))
            continue; /* the others of a card are a person's */
        const struct box box = seg_box(v, s, at, at + utf8_count(token, strlen(token)), &conf);
        mended = number_mend(f, s, (uint32_t)at, token) || mended;
        const bool label = (int32_t)s->row <= to && (plain_label(f, s, at) || in_title(f, s));
        const float fit =
            symbol ? fit_elsewhere(f, s, (uint32_t)at, token, mended, label, REST, &conf) : REST;
        field_add(f, "doc_number", token, conf, fit, 0, box);
        return;
    }
}

/* "472 Quyển số: 01/1992" of an old register whose "Số" was lost: how many digits lead it. */
static size_t before_book(const struct view *v, uint32_t i, size_t *at)
{
    enum { LONGEST = 4 };
    const struct seg *s = &v->segs[i];
    const size_t digits = strspn(s->fold, "0123456789"), gap = strspn(s->fold + digits, " .,:;'-");
    const bool last = i + 1 == v->row_first[s->row + 1];
    const char *next = s->fold[digits + gap] ? s->fold + digits + gap : last ? "" : s[1].fold;

    *at = 0;
    return digits <= LONGEST && starts_with(next, "quyen") ? digits : 0;
}

/* "Quyển 62 - Số: 132931" of a receipt: the digits behind its book, up to the end. */
static size_t behind_book(const struct seg *s, size_t *at)
{
    const size_t book = strcspn(s->fold, "0123456789"),
                 so = starts_with(s->fold, "quyen") && s->fold[book]
                          ? find_phrase(s->fold, s->len, "so", book)
                          : SIZE_MAX;

    if (so == SIZE_MAX)
        return 0;
    *at = so + 2 + strspn(s->fold + so + 2, " :.");
    const size_t digits = strspn(s->fold + *at, "0123456789");
    const size_t specks = strspn(s->fold + *at + digits, " .,:;'_");
    return *at > so + 2 && *at + digits + specks == s->len ? digits : 0;
}

/* Beside the number of its book, without a label that is known: shown, but for the long one of a
 * receipt, behind its book. */
static void number_of_book(struct field_list *f)
{
    enum { ROWS = 10 };
    static const float BOOK = 0.6F;
    const struct view *v = &f->d->views[0];
    char token[NUMBER_MAX];
    float conf;

    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < ROWS; i++) {
        const struct seg *s = &v->segs[i];
        size_t at, digits = before_book(v, i, &at);
        if (digits == 0)
            digits = behind_book(s, &at);
        if (digits == 0 || digits >= sizeof token)
            continue;
        memcpy(token, s->fold + at, digits);
        token[digits] = '\0';
        const struct box box = seg_box(v, s, (uint32_t)at, (uint32_t)(at + digits), &conf);
        const float fit = fit_elsewhere(f, s, (uint32_t)at, token, false, at > 0, BOOK, &conf);
        field_add(f, "doc_number", token, conf, fit, 0, box);
        return;
    }
}

/* Where the value begins behind "Vào sổ đăng ký kết hôn số:", "Số đăng ký", "Số vào sổ"; 0: that is
 * not what stands here. */
static size_t behind_register(const struct seg *s)
{
    static const char *const leads[] = { "vao so", "ghi vao so", "da vao so", "so dang ky",
                                         "so vao so" };
    enum { REACH = 60 };
    size_t n = strcspn(s->fold, "0123456789"), lead = 0;

    while (lead < sizeof leads / sizeof *leads && !starts_with(s->fold, leads[lead]))
        lead++;
    if (lead == sizeof leads / sizeof *leads || n > REACH)
        return 0;
    size_t end = n;
    while (end > 0 && strchr(" .:,;_'-\1", s->fold[end - 1]))
        end--;
    const bool so = end >= 3 && memcmp(s->fold + end - 3, " so", 3) == 0;
    const bool colon = memchr(s->fold + end, ':', n - end) != NULL;
    return lead < 3 ? (so && end > strlen(leads[lead]) ? n : 0) : colon || n == s->len ? n : 0;
}

/* Certificates whose own number is that of the register, which stands in it under the text: behind
 * its label, or in the next cell of its row however far. Shown: nothing else says it. */
static void number_of_register(struct field_list *f)
{
    static const char *const slugs[] = { "giay_chung_nhan_ket_hon", "giay_khai_sinh" };
    enum { LONGEST = 4 };
    static const float REGISTER = 0.7F;
    const struct view *v = &f->d->views[0];
    const char *slug = f->t->types[f->type].pub.slug;
    float conf;

    if (strcmp(slug, slugs[0]) != 0 && strcmp(slug, slugs[1]) != 0)
        return;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        size_t at = behind_register(s);
        if (at == 0)
            continue;
        if (at == s->len && i + 1 < v->row_first[s->row + 1]) {
            s++;
            at = strspn(s->fold, " .:,;_'-\1");
        }
        char token[NUMBER_MAX];
        bool mended = false;
        number_token(s->text + text_offset(s->text, at), token, &mended);
        const size_t digits = strspn(token, "0123456789"),
                     behind = at + digits + strspn(s->fold + at + digits, " .,;_'-\1");
        const bool year = token[digits] && number_form(&f->t->fold, token) >= 1;
        if (digits == 0 || digits > LONGEST ||
            (!year && s->fold[behind] && !starts_with(s->fold + behind, "quyen")))
            continue;
        if (!year)
            token[digits] = '\0';
        const struct box box = seg_box(v, s, at, at + utf8_count(token, strlen(token)), &conf);
        field_add(f, "doc_number", token, conf, REGISTER, 0, box);
        return;
    }
}

void number_elsewhere(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const bool card = l->card_front || l->card_back;

    if (field_get(f, "doc_number") || l->number_seg >= 0)
        return;
    if (!card)
        add_labelled(f);
    if (!field_get(f, "doc_number") && !f->certified)
        number_of_rest(f);
    if (!field_get(f, "doc_number") && !f->certified && !card)
        number_of_book(f);
    if (!field_get(f, "doc_number") && !card)
        number_of_register(f);
}
