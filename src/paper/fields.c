#include "paper/fields.h"

#include <string.h>

static const char *const family_names[] = {
    "nguyen", "tran",  "le",   "pham",  "hoang", "huynh",  "phan",  "vu",   "vo",    "dang",
    "bui",    "do",    "ho",   "ngo",   "duong", "ly",     "dao",   "doan", "vuong", "trinh",
    "truong", "dinh",  "lam",  "phung", "mai",   "to",     "ha",    "ta",   "cao",   "luu",
    "luong",  "thai",  "chu",  "chau",  "quach", "tang",   "trieu", "la",   "kieu",  "nong",
    "ma",     "hua",   "be",   "lo",    "vi",    "quang",  "tong",  "lai",  "cu",    "giang",
    "khuat",  "khong", "lac",  "mac",   "man",   "nghiem", "ninh",  "ong",  "phi",   "phu",
    "thach",  "than",  "tieu", "ton",   "tu",    "ung",    "van",   "y",    "au",    "bach",
    "bo",     "cam",   "dam",  "diep",  "dong",  "hong",   "kim",   "lieu", "loi",   "luc",
};

float name_fit(const struct fold_map *m, const char *text)
{
    uint32_t words = 0, capital = 0, first_len = 0;
    float noise = 1;
    char first[12] = { 0 };

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
        if (k == 0 || letters != k || k > 9)
            return 0;
        char head[8];
        const size_t one = text_offset(at, 1);
        (void)fold_text(m, at, one < sizeof head ? one : 0, head, &l1, &u1);
        if (words == 0) {
            first_len = (uint32_t)(k < 11 ? k : 11);
            memcpy(first, fold, first_len);
        }
        words++;
        capital += u1 > 0;
        at += whole;
        while (*at == ' ')
            at++;
    }
    if (words < 2 || words > 6 || capital != words)
        return 0;
    for (size_t i = 0; i < sizeof family_names / sizeof *family_names; i++)
        if (strcmp(first, family_names[i]) == 0)
            return noise;
    return words <= 4 ? 0.8F * noise : 0;
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
    r->accepted = r->confidence >= FIELD_ACCEPT && fit >= 0.95F;
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
