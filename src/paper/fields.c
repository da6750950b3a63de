#include "paper/fields.h"

#include <string.h>

#include "base/utf8.h"

/* Family names, lower case. Without their marks they tell a name from other words; with them they
 * tell a name that was read letter by letter. */
static const char *const family_names[] = {
    "nguyễn", "trần",  "lê",    "phạm",  "hoàng",  "huỳnh",  "phan",  "vũ",    "võ",    "đặng",
    "bùi",    "đỗ",    "hồ",    "ngô",   "dương",  "lý",     "đào",   "đoàn",  "vương", "trịnh",
    "trương", "đinh",  "lâm",   "phùng", "mai",    "tô",     "hà",    "tạ",    "cao",   "lưu",
    "lương",  "thái",  "chu",   "châu",  "quách",  "tăng",   "triệu", "la",    "kiều",  "nông",
    "ma",     "hứa",   "bế",    "lò",    "vi",     "quàng",  "tống",  "lại",   "cù",    "giang",
    "khuất",  "khổng", "lạc",   "mạc",   "mẫn",    "nghiêm", "ninh",  "ông",   "phí",   "phú",
    "thạch",  "thân",  "tiêu",  "tôn",   "từ",     "ung",    "văn",   "y",     "âu",    "bạch",
    "bồ",     "cầm",   "đàm",   "điệp",  "đồng",   "hồng",   "kim",   "liễu",  "lôi",   "lục",
    "đậu",    "trang", "lữ",    "lã",    "doãn",   "viên",   "lường", "hầu",   "vàng",  "giàng",
    "thào",   "sùng",  "mùa",   "tòng",  "cà",     "lù",     "hạ",    "khúc",  "tào",   "sầm",
    "chử",    "bành",  "diệp",  "ngụy",  "nhâm",   "quản",   "thi",   "thiều", "trà",   "trình",
    "hạng",   "đường", "danh",  "sơn",   "kha",    "mã",     "vy",    "lưỡng", "uông",  "an",
    "hàn",    "lều",   "mông",  "nùng",  "phương", "phó",    "tưởng", "tiết",  "trưng", "biện",
    "ứng",    "bàn",   "triều", "cung",  "lang",   "đái",    "đới",   "hoa",   "hình",  "vòng",
};

/* 2: the family name as it is written, 1: but for its marks, 0: none. */
static int family_name(const struct fold_map *m, const char *word, size_t len)
{
    char lower[40], fold[40], own[16];
    uint32_t none = 0;
    size_t n = 0, i = 0;

    if (len > 16)
        return 0;
    while (i < len && n + 4 < sizeof lower)
        n += utf8_put(utf8_lower(utf8_next(word, len, &i)), lower + n);
    const size_t k = fold_text(m, lower, n, fold, &none, &none);
    int found = 0;
    for (size_t f = 0; f < sizeof family_names / sizeof *family_names && found < 2; f++) {
        const size_t l = strlen(family_names[f]);
        if (l == n && memcmp(lower, family_names[f], n) == 0)
            found = 2;
        else if (fold_text(m, family_names[f], l, own, &none, &none) == k &&
                 memcmp(own, fold, k) == 0)
            found = 1;
    }
    return found;
}

static size_t consonants(const char *fold, size_t n)
{
    size_t i = 0;

    while (i < n && !strchr("aeiouy", fold[i]))
        i++;
    return i;
}

/* Capitalised like a name, but words of forms. */
static bool form_words(const struct fold_map *m, const char *text)
{
    static const char *const starts[] = { "can bo",  "nguoi ",       "chu tich", "giam doc",
                                          "pho chu", "pho giam",     "bo phan",  "so ",
                                          "ngay ",   "don vi",       "co quan",  "uy ban",
                                          "ghi ro",  "chu ky",       "ho va",    "viet nam",
                                          "mau so",  "truong phong", "doc lap" };
    char fold[96];
    uint32_t none = 0;
    const size_t len = strlen(text), n = len < 90 ? fold_text(m, text, len, fold, &none, &none) : 0;

    fold[n] = '\0';
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts_with(fold, starts[i]))
            return true;
    return false;
}

float name_fit(const struct fold_map *m, const char *text)
{
    uint32_t words = 0, capital = 0;
    float noise = 1;
    int family = 0;

    for (const char *at = text; *at;) {
        const size_t whole = strcspn(at, " ");
        size_t n = whole;
        uint32_t letters = 0, upper = 0, l1 = 0, u1 = 0;
        char fold[64];
        if (n > 1 && (at[n - 1] == '.' || at[n - 1] == ',')) { /* a speck behind a word */
            n--;
            noise = 0.8F;
        }
        if (n > 40)
            return 0;
        const size_t k = fold_text(m, at, n, fold, &letters, &upper);
        if (k == 0 || letters != k || k > 9 || k == consonants(fold, k))
            return 0;
        char head[8];
        const size_t one = text_offset(at, 1);
        (void)fold_text(m, at, one < sizeof head ? one : 0, head, &l1, &u1);
        if (words == 0)
            family = family_name(m, at, n);
        words++;
        capital += u1 > 0;
        at += whole;
        while (*at == ' ')
            at++;
    }
    if (words < 2 || words > 6 || capital != words)
        return 0;
    if (form_words(m, text))
        return 0;
    if (family == 0)
        return words <= 4 ? 0.8F * noise : 0;
    /* "Văn Hòa" is more often what a seal left of a longer name */
    return family == 2 && words > 2 ? noise : 0.9F * noise;
}

static bool trimmed(const char *s, size_t n)
{
    return n == 1 ? strchr(" .:;,-_*\"'`|/\\=<>~", *s) != NULL : n == 3 && strncmp(s, "…", 3) == 0;
}

char *value_trim(struct arena *a, const char *s, size_t len)
{
    /* whole code points only, so that a cut never splits a letter */
    while (len > 0) {
        const size_t n = (unsigned char)*s < 0x80 ? 1 : 3;
        if (n > len || !trimmed(s, n))
            break;
        s += n;
        len -= n;
    }
    while (len > 0) {
        const size_t n = (unsigned char)s[len - 1] < 0x80 ? 1 : 3;
        if (n > len || !trimmed(s + len - n, n))
            break;
        len -= n;
    }
    char *out = arena_alloc(a, len + 1, 1);
    size_t k = 0;
    for (size_t i = 0; out && i < len; i++) {
        /* leaders inside become one blank */
        const bool dots = s[i] == '.' && i + 2 < len && s[i + 1] == '.' && s[i + 2] == '.';
        if (dots) {
            while (i + 1 < len && s[i + 1] == '.')
                i++;
            if (k > 0 && out[k - 1] != ' ')
                out[k++] = ' ';
            continue;
        }
        if (s[i] == ' ' && k > 0 && out[k - 1] == ' ')
            continue;
        out[k++] = s[i];
    }
    if (out)
        out[k] = '\0';
    return out;
}

const struct field *field_get(const struct field_list *f, const char *name)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (strcmp(f->list[i].name, name) == 0)
            return &f->list[i];
    return NULL;
}

static float clamp01(float x)
{
    return x > 0 ? (x < 1 ? x : 1) : 0; /* NaN is 0 */
}

void field_add(struct field_list *f, const char *name, const char *value, float conf, float fit,
               uint32_t view, struct box frame)
{
    if (!value || !*value || f->n == FIELDS_MAX || field_get(f, name) || view >= f->d->n)
        return;
    struct field *r = &f->list[f->n];
    *r = (struct field){ .name = arena_strdup(f->a, name),
                         .value = arena_strdup(f->a, value),
                         .page = (int32_t)f->d->page[view] + 1 };
    if (!r->name || !r->value) {
        f->failed = true;
        return;
    }
    r->confidence = clamp01(conf) * clamp01(fit);
    /* digits were read twice before they came here, letters not: "Đinh" passes for "Định" */
    const bool digits = value[0] >= '0' && value[0] <= '9';
    r->accepted = r->confidence >= (digits ? FIELD_ACCEPT : TEXT_ACCEPT) && fit >= 0.95F;
    const struct page_read *page = f->d->views[view].page;
    if (frame.x1 <= frame.x0) /* said of the whole page */
        frame = (struct box){ 0, 0, page->frame_w, page->frame_h };
    r->box = page_box_to_scan(page, frame);
    f->n++;
}

void reason_add(struct field_list *f, const char *slug)
{
    for (uint32_t i = 0; i < f->n_reasons; i++)
        if (strcmp(f->reasons[i], slug) == 0)
            return;
    if (f->n_reasons < REASONS_MAX)
        f->reasons[f->n_reasons++] = slug;
}

const char *paper_reason_vi(const char *slug)
{
    static const char *const table[][2] = {
#define ROW(name, text) { name, text },
        PAPER_REASONS(ROW)
#undef ROW
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i][0], slug) == 0)
            return table[i][1];
    return NULL;
}
