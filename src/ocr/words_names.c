#include "ocr/words_names.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_LEAST = 3, NAME_MOST = 4, LETTERS_MAX = 8 };
/* The network's own doubt; above it the marks are as printed. */
static const float DOUBT = 0.975F;

/* Lower case; those that share their letters stand for themselves only. */
static const char *const surnames[] = {
    "nguyễn", "trần",  "lê",     "phạm",   "hoàng", "huỳnh", "phan",  "vũ",   "vu",    "võ",
    "vò",     "đặng",  "bùi",    "đỗ",     "hồ",    "ngô",   "dương", "lý",   "ly",    "đinh",
    "đoàn",   "trịnh", "trương", "lâm",    "lầm",   "mai",   "đào",   "tô",   "hà",    "hạ",
    "cao",    "lương", "phùng",  "tạ",     "châu",  "thái",  "quách", "tăng", "triệu", "vương",
    "lưu",    "lựu",   "la",     "lã",     "lục",   "nông",  "bế",    "hứa",  "chu",   "chú",
    "kiều",   "mạc",   "ma",     "mã",     "giàng", "thào",  "thao",  "vàng", "sùng",  "lò",
    "cầm",    "quàng", "bạch",   "nghiêm", "khổng", "thạch", "danh",  "kim",  "sơn",   "viên",
    "từ",     "tống",  "doãn",   "đàm",    "diệp",  "âu",    "cù",    "đồng", "tôn",   "ninh",
    "trà",    "ung",   "văn",    "thân",   "giang", "liễu",  "phí",   "vi",   "vì",    "hầu",
    "hậu",    "hồng",  "tòng",   "điêu",   "điều",  "lường", "mùa",   "hờ",   "đèo",   "bàn",
    "bản",    "đăng",  "triều",  "tiêu",   "đường", "nhan",  "cung",  "thi",  "thị",   "tường",
};

struct letters {
    uint32_t at[LETTERS_MAX];
    uint32_t n;
};

/* False when it is no word of letters alone, or too long. */
static bool letters_of(const char *s, struct letters *l)
{
    const size_t len = strlen(s);

    l->n = 0;
    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(s, len, &i);
        if (l->n == LETTERS_MAX || !utf8_is_letter(cp))
            return false;
        l->at[l->n++] = cp;
    }
    return l->n > 0;
}

static bool same_base(const struct letters *a, const struct letters *b)
{
    bool same = a->n == b->n;

    for (uint32_t i = 0; same && i < a->n; i++)
        same = utf8_base(utf8_lower(a->at[i])) == utf8_base(b->at[i]);
    return same;
}

/* The only surname with these letters; false when there is none, several, or it is one already. */
static bool only_surname(const struct letters *read, struct letters *name)
{
    uint32_t found = 0;

    for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++) {
        struct letters s;
        if (!letters_of(surnames[i], &s) || !same_base(read, &s))
            continue;
        *name = s;
        found++;
    }
    if (found != 1)
        return false;
    for (uint32_t i = 0; i < read->n; i++)
        if (utf8_lower(read->at[i]) != name->at[i])
            return true;
    return false;
}

/* All its letters are capitals, or only the first one is. */
static bool capitalised(const struct word *w, bool *all)
{
    struct letters l;
    uint32_t upper = 0;

    if (!letters_of(w->text, &l) || !utf8_is_upper(l.at[0]))
        return false;
    for (uint32_t i = 0; i < l.n; i++)
        upper += utf8_is_upper(l.at[i]);
    *all = upper == l.n;
    return upper == 1 || *all;
}

/* Words i .. end - 1, all alike, are what a name is. */
static bool is_name(const struct page_read *p, uint32_t i, uint32_t end)
{
    bool first, all;

    if (end - i < NAME_LEAST || end - i > NAME_MOST || !capitalised(&p->words[i], &first))
        return false;
    for (uint32_t k = i + 1; k < end; k++)
        if (!capitalised(&p->words[k], &all) || all != first)
            return false;
    return true;
}

static bool ends_label(const char *s)
{
    const size_t n = strlen(s);

    return n && s[n - 1] == ':';
}

static bool rename_word(struct word *w, struct arena *a, struct err *e)
{
    struct letters read, name;
    char text[LETTERS_MAX * 4 + 1];
    size_t len = 0;

    if (w->conf >= DOUBT || !letters_of(w->text, &read) || !only_surname(&read, &name))
        return true;
    for (uint32_t i = 0; i < name.n; i++) {
        const uint32_t cp = name.at[i];
        len += utf8_put(utf8_is_upper(read.at[i]) ? utf8_upper(cp) : cp, text + len);
    }
    w->text = utf8_nfc(a, text, len);
    w->flags |= WORD_FOLDED;
    return w->text || err_set(e, ERR_LIMIT, "the words of a page need more memory than it may use");
}

bool words_surnames(struct page_read *p, struct arena *a, struct err *e)
{
    for (uint32_t l = 0; l < p->n_lines; l++) {
        const uint32_t from = p->lines[l].first, end = from + p->lines[l].count;
        for (uint32_t i = from; i < end; i++)
            if ((i == from || ends_label(p->words[i - 1].text)) && is_name(p, i, end) &&
                !rename_word(&p->words[i], a, e))
                return false;
    }
    return true;
}
