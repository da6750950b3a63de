#include "paper/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Commonest first. Without their marks they tell a name from other words; with them they tell a
 * name that was read letter by letter. */
static const char *const family_names[] = {
    "nguyễn", "trần",  "lê",    "phạm",  "hoàng", "huỳnh",  "phan",   "vũ",    "võ",    "đặng",
    "bùi",    "đỗ",    "hồ",    "ngô",   "dương", "lý",     "đào",    "đoàn",  "vương", "trịnh",
    "trương", "đinh",  "lâm",   "phùng", "mai",   "tô",     "hà",     "tạ",    "cao",   "lưu",
    "lương",  "thái",  "chu",   "châu",  "quách", "tăng",   "triệu",  "la",    "kiều",  "nông",
    "ma",     "hứa",   "bế",    "lò",    "vi",    "quàng",  "tống",   "lại",   "cù",    "giang",
    "giáp",   "khuất", "khổng", "lạc",   "mạc",   "mẫn",    "nghiêm", "ninh",  "ông",   "phí",
    "phú",    "thạch", "thân",  "tiêu",  "tôn",   "từ",     "ung",    "văn",   "y",     "âu",
    "bạch",   "bồ",    "cầm",   "đàm",   "điệp",  "đồng",   "hồng",   "kim",   "liễu",  "lôi",
    "lục",    "đậu",   "trang", "lữ",    "lã",    "doãn",   "viên",   "lường", "hầu",   "vàng",
    "giàng",  "thào",  "sùng",  "mùa",   "tòng",  "cà",     "lù",     "hạ",    "khúc",  "tào",
    "sầm",    "chử",   "bành",  "diệp",  "ngụy",  "nhâm",   "quản",   "thi",   "thiều", "trà",
    "trình",  "hạng",  "đường", "danh",  "sơn",   "kha",    "mã",     "vy",    "lưỡng", "uông",
    "an",     "hàn",   "lều",   "mông",  "nùng",  "phương", "phó",    "tưởng", "tiết",  "trưng",
    "biện",   "ứng",   "bàn",   "triều", "cung",  "lang",   "đái",    "đới",   "hoa",   "hình",
    "vòng",
};
enum { FAMILIES = sizeof family_names / sizeof *family_names, COMMON = 40 };

static size_t lower_word(const char *word, size_t len, char out[SYLLABLE_MAX * 2])
{
    size_t n = 0, i = 0;

    while (i < len && n + 4 < (size_t)SYLLABLE_MAX * 2)
        n += utf8_put(utf8_lower(utf8_next(word, len, &i)), out + n);
    out[n] = '\0';
    return i < len ? 0 : n;
}

static size_t fold_word(const struct fold_map *m, const char *word, size_t len,
                        char out[SYLLABLE_MAX * 2])
{
    uint32_t none = 0;
    const size_t n = len < SYLLABLE_MAX * 2 ? fold_text(m, word, len, out, &none, &none) : 0;

    out[n] = '\0';
    return n;
}

int family_name(const struct fold_map *m, const char *word, size_t len)
{
    char lower[SYLLABLE_MAX * 2], fold[SYLLABLE_MAX * 2], own[SYLLABLE_MAX * 2];

    if (len > 16)
        return 0;
    const size_t n = lower_word(word, len, lower), k = fold_word(m, lower, n, fold);
    int found = 0;
    for (size_t f = 0; f < FAMILIES && found < 2; f++) {
        const size_t l = strlen(family_names[f]);
        /* a plain first letter tells most apart at once */
        if ((unsigned char)family_names[f][0] < 0x80 && family_names[f][0] != fold[0])
            continue;
        if (l == n && memcmp(lower, family_names[f], n) == 0)
            found = 2;
        else if (fold_word(m, family_names[f], l, own) == k && memcmp(own, fold, k) == 0)
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
    static const char *const starts[] = {
        "can bo",  "nguoi ",        "chu tich",    "giam doc", "pho chu", "pho giam",
        "bo phan", "so ",           "ngay ",       "don vi",   "co quan", "uy ban",
        "ghi ro",  "chu ky",        "ho va ",      "viet nam", "mau so",  "truong phong",
        "doc lap", "ho kinh doanh", "ho gia dinh", "dau vet",  "ho so "
    };
    char fold[96];
    uint32_t none = 0;
    const size_t len = strlen(text), n = len < 90 ? fold_text(m, text, len, fold, &none, &none) : 0;

    fold[n] = ' '; /* whole words may be asked for at the end too */
    fold[n + 1] = '\0';
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

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct given_name *)a)->text, ((const struct given_name *)b)->text);
}

bool names_load(struct name_table *t, const char *name, const char *text, size_t len, struct err *e)
{
    uint32_t no = 0;

    t->n_given = 0;
    for (size_t at = 0; at < len; no++) {
        const char *line = text + at, *nl = memchr(line, '\n', len - at);
        const size_t n = nl ? (size_t)(nl - line) : len - at;
        at += n + 1;
        if (n == 0 || *line == '#')
            continue;
        const char *tab = memchr(line, '\t', n);
        const size_t k = tab ? (size_t)(tab - line) : 0;
        if (k == 0 || k >= SYLLABLE_MAX || t->n_given == GIVEN_MAX)
            return err_set(e, ERR_CONFIG, "%s line %u: not SYLLABLE and COUNT", name, no + 1);
        struct given_name *g = &t->given[t->n_given++];
        *g = (struct given_name){ 0 };
        memcpy(g->text, line, k);
    }
    qsort(t->given, t->n_given, sizeof *t->given, by_text);
    return true;
}

/* Lower case with the tone where it is put today. */
static bool tone_word(const char *word, size_t len, char out[SYLLABLE_MAX])
{
    char lower[SYLLABLE_MAX * 2];
    struct arena a;
    const size_t n = lower_word(word, len, lower);

    arena_init(&a, 64 << 10);
    const char *t = n ? utf8_tone_fold(&a, lower, n) : NULL;
    const size_t k = t ? strlen(t) : SYLLABLE_MAX;
    if (k < SYLLABLE_MAX)
        memcpy(out, t, k + 1);
    arena_reset(&a);
    return k < SYLLABLE_MAX;
}

static bool is_given(const struct name_table *t, const char *lower)
{
    struct given_name key = { "" };

    memcpy(key.text, lower, strlen(lower) + 1);
    return bsearch(&key, t->given, t->n_given, sizeof key, by_text) != NULL;
}

bool given_name(const struct name_table *t, const char *word)
{
    char lower[SYLLABLE_MAX];

    return tone_word(word, strlen(word), lower) && is_given(t, lower);
}

bool name_known(const struct name_table *t, const char *name)
{
    const char *at = name + strcspn(name, " ");

    while (*at) {
        char lower[SYLLABLE_MAX];
        at += strspn(at, " ");
        const size_t n = strcspn(at, " ");
        if (n == 0)
            break;
        if (!tone_word(at, n, lower) || !is_given(t, lower))
            return false;
        at += n;
    }
    return true;
}

static bool with_bar(const char *lower)
{
    return strncmp(lower, "đ", strlen("đ")) == 0;
}

/* One code point wrong, missing or added. */
static bool one_off(const char *a, const char *b)
{
    size_t head = 0, na = strlen(a), nb = strlen(b);

    while (head < na && head < nb && a[head] == b[head])
        head++;
    while (head > 0 && ((unsigned char)a[head] & 0xC0) == 0x80)
        head--;
    size_t ta = na, tb = nb;
    while (ta > head && tb > head && a[ta - 1] == b[tb - 1])
        ta--, tb--;
    while (ta < na && ((unsigned char)a[ta] & 0xC0) == 0x80)
        ta++, tb++;
    return utf8_count(a + head, ta - head) <= 1 && utf8_count(b + head, tb - head) <= 1;
}

/* The family name a first word was: its letters with other marks, one letter off in a long one, or
 * what is left of it behind a seal. NULL: none, or several. */
static const char *mend_family(const struct fold_map *m, const char *lower)
{
    char fold[SYLLABLE_MAX * 2], own[SYLLABLE_MAX * 2];
    const size_t n = strlen(lower), k = fold_word(m, lower, n, fold);
    const char *marks = NULL, *near = NULL, *tail = NULL;
    uint32_t nears = 0, tails = 0;

    for (size_t f = 0; f < FAMILIES; f++) {
        const char *name = family_names[f];
        const size_t l = strlen(name), o = fold_word(m, name, l, own);
        if (strcmp(name, lower) == 0)
            return name;
        if (o == k && memcmp(own, fold, k) == 0 && with_bar(name) == with_bar(lower) && !marks)
            marks = name;
        if (f >= COMMON)
            continue;
        if (k >= 4 && o >= 4 && one_off(name, lower)) {
            near = near ? near : name;
            nears++;
        }
        /* "ũ" of Vũ, "uyễn" of Nguyễn */
        if (l > n && n >= 2 && strcmp(name + l - n, lower) == 0 && consonants(fold, k) == 0) {
            tail = tail ? tail : name;
            tails++;
        }
    }
    return marks ? marks : nears == 1 ? near : nears == 0 && tails == 1 ? tail : NULL;
}

static bool all_upper(const char *word, size_t len)
{
    uint32_t n = 0;

    for (size_t i = 0; i < len; n++)
        if (!utf8_is_upper(utf8_next(word, len, &i)))
            return false;
    return n > 1;
}

static size_t put_word(char *out, const char *lower, bool upper)
{
    const size_t len = strlen(lower);
    size_t at = 0;

    for (size_t i = 0; i < len && at + 4 < NAME_BYTES;) {
        const bool first = i == 0;
        const uint32_t cp = utf8_next(lower, len, &i);
        at += utf8_put(upper || first ? utf8_upper(cp) : cp, out + at);
    }
    return at;
}

bool name_mend(const struct fold_map *m, const char *name, char out[NAME_BYTES])
{
    char lower[SYLLABLE_MAX];
    const char *c = name;

    for (size_t i = 0, len = strlen(name); i < len;) {
        if (utf8_is_letter(utf8_next(name, len, &i)))
            break;
        c = name + i;
    }
    const size_t n = strcspn(c, " "), rest = strlen(c + n);
    if (rest < 3 || !tone_word(c, n, lower) || n + rest + 8 > NAME_BYTES)
        return false;
    size_t one = 0;
    const bool whole = utf8_is_upper(utf8_next(c, n, &one)) && family_name(m, c, n) == 2;
    /* "Thị Lan": what a seal left of a longer name, no Thi */
    const char *mended = whole || strcmp(lower, "thị") == 0 ? NULL : mend_family(m, lower);
    size_t at = n;
    if (mended)
        at = put_word(out, mended, all_upper(c + n + 1, strcspn(c + n + 1, " ")));
    else
        memcpy(out, c, n);
    memcpy(out + at, c + n, rest + 1);
    return strcmp(out, name) != 0 && name_fit(m, out) > name_fit(m, name) - 0.01F;
}

size_t name_key(const struct fold_map *m, const char *name, char out[NAME_BYTES])
{
    char fold[NAME_BYTES];
    uint32_t none = 0;
    const size_t len = strlen(name);
    const size_t n = len < NAME_BYTES ? fold_text(m, name, len, fold, &none, &none) : 0;
    const size_t k = squash(fold, n, out, NULL);

    out[k] = '\0';
    return k;
}

bool name_same(const char *a, const char *b)
{
    struct arena arena;
    size_t i = 0, j = 0;

    arena_init(&arena, 64 << 10);
    const char *x = utf8_tone_fold(&arena, a, strlen(a)), *y = utf8_tone_fold(&arena, b, strlen(b));
    bool same = x && y;
    const size_t nx = same ? strlen(x) : 0, ny = same ? strlen(y) : 0;
    while (same && i < nx && j < ny)
        same = utf8_lower(utf8_next(x, nx, &i)) == utf8_lower(utf8_next(y, ny, &j));
    same = same && i == nx && j == ny;
    arena_reset(&arena);
    return same;
}

bool name_begins(const char *part, const char *whole)
{
    const size_t n = strlen(part);
    char head[NAME_BYTES];

    if (n + 1 >= sizeof head || strlen(whole) <= n + 1 || whole[n] != ' ')
        return false;
    memcpy(head, whole, n);
    head[n] = '\0';
    return name_same(head, part);
}
