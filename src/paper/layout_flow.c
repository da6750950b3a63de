#include <math.h>
#include <string.h>

#include "paper/layout.h"

enum { SKETCH_WORDS = 2000, FORM_ROWS = 4 };

/* FNV-1a; the sketch needs no better. */
static void sketch_word(struct layout *l, const char *word, size_t n)
{
    uint32_t h = 2166136261U;

    for (size_t i = 0; i < n; i++)
        h = (h ^ (uint8_t)word[i]) * 16777619U;
    h ^= h >> 15;
    l->sketch[h >> 6 & 7] |= (uint64_t)1 << (h & 63);
}

static void sketch_text(const struct view *v, struct layout *l)
{
    uint32_t words = 0;

    for (uint32_t i = 0; i < v->fold_len && words < SKETCH_WORDS; i++) {
        const uint32_t from = i;
        while (i < v->fold_len && v->fold[i] >= 'a' && v->fold[i] <= 'z')
            i++;
        if (i - from >= 3) {
            sketch_word(l, v->fold + from, i - from);
            words++;
        }
    }
}

static void find_fill(const struct view *v, struct layout *l)
{
    const float w = fmaxf((float)v->page->frame_w, 1), h = fmaxf((float)v->page->frame_h, 1);

    l->em_rel = v->em / w;
    l->left_rel = v->left / w;
    l->right_rel = v->right / w;
    l->top_rel = v->top / h;
    l->bottom_rel = v->bottom / h;
    for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < FORM_ROWS; i++)
        l->form_top |= starts_with(v->segs[i].fold, "mau so") ||
                       starts_with(v->segs[i].fold, "mau tp") ||
                       starts_with(v->segs[i].fold, "mau ct");
}

/* "II. XÁC NHẬN CỦA ỦY BAN NHÂN DÂN XÃ": the second part of a form and what follows it. */
static bool later_part(const struct seg *s)
{
    static const char *const parts[] = { "ii.", "iii.", "iv.", "ii-", "iii-", "phan ii", "phan b" };

    if (s->caps < 0.7F || s->letters < 8)
        return false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (starts_with(s->fold, parts[i]))
            return true;
    return false;
}

/* Each word of a line begins with a capital, as names and the titles over them do: "Hồ Thị Bảo". */
static bool all_capital(const struct seg *s)
{
    bool any = false;

    for (uint32_t i = 0; i < s->len; i++)
        if (s->fold[i] >= 'a' && s->fold[i] <= 'z' && (i == 0 || s->fold[i - 1] == ' ')) {
            if (!seg_capital(s, i))
                return false;
            any = true;
        }
    return any;
}

/* Of a page of at most so many words, in lines of at most so many letters and without a number: how
 * many are names or titles, and how many "(Ký, ghi rõ họ tên)". False: there is more on it. */
static bool signed_lines(const struct view *v, uint32_t words, uint32_t letters, uint32_t *names,
                         uint32_t *remarks)
{
    *names = *remarks = 0;
    if (v->page->n_words > words)
        return false;
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if (s->letters > letters || strcspn(s->fold, "0123456789:") < s->len)
            return false;
        *names += s->letters > 5 && all_capital(s);
        *remarks += starts_with(s->fold, "(ky");
    }
    return true;
}

/* Nothing but who signs: a few short lines, some of them names. */
static bool names_only(const struct view *v)
{
    enum { WORDS = 30, LETTERS = 40, NAMES = 2 };
    uint32_t names, remarks;

    return signed_lines(v, WORDS, LETTERS, &names, &remarks) && names >= NAMES;
}

/* Blocks of signatures and nothing else, each with its "(Ký, ghi rõ họ tên)". */
static bool blocks_only(const struct view *v)
{
    enum { WORDS = 70, LETTERS = 44 };
    uint32_t names, remarks;

    return signed_lines(v, WORDS, LETTERS, &names, &remarks) && remarks > 0 && names > remarks;
}

/* The row of the first words, but for a page number; -1: none. */
static int32_t first_row(const struct view *v)
{
    for (uint32_t i = 0; i < v->n_segs; i++)
        if (v->segs[i].letters >= 3)
            return (int32_t)v->segs[i].row;
    return -1;
}

/* "Nơi nhận: | TM. ỦY BAN NHÂN DÂN": nothing of the text was left for this page. */
static bool recipients_first(const struct view *v, int32_t row)
{
    for (uint32_t i = v->row_first[row]; i < v->row_first[row + 1]; i++)
        if (starts_with(v->segs[i].fold, "noi nhan") && v->segs[i].letters < 14)
            return true;
    return false;
}

/* "LỜI CHỨNG ...", "Ủy ban nhân dân xã ... chứng thực ...": of the signatures or the contract on
 * the pages before, by the number that it has. What certifies a copy may be a paper of its own. */
static bool vouches(const struct view *v, int32_t row)
{
    enum { WORDS = 200, ROWS = 3 };

    if (v->page->n_words > WORDS || !(page_has(v, "sct/ck") || page_has(v, "sct/hd")))
        return false;
    for (uint32_t i = v->row_first[row]; i < v->n_segs && (int32_t)v->segs[i].row < row + ROWS; i++)
        if (starts_with(v->segs[i].fold, "loi chung") ||
            find_phrase(v->segs[i].fold, v->segs[i].len, "chung thuc", 0) != SIZE_MAX)
            return true;
    return false;
}

void layout_flow(const struct view *v, struct layout *l)
{
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if (s->letters < 3)
            continue;
        l->begins_lower = s->caps < 0.5F && s->lower_first;
        l->later_part = later_part(s);
        l->begins_dash = (s->fold[0] == '-' || s->fold[0] == '+') && s->caps < 0.5F;
        break;
    }
    for (uint32_t i = v->n_segs; i-- > 0;) {
        const struct seg *s = &v->segs[i];
        if (s->letters < 3)
            continue;
        const char c = s->fold[s->len - 1];
        l->ends_open = ((c >= 'a' && c <= 'z') || c == ',') &&
                       (float)s->box.x1 > v->right - 3 * v->em && s->letters > 20;
        break;
    }
    l->signs_first |= names_only(v);
    l->signed_only = blocks_only(v) || (l->signature && names_only(v));
    const int32_t row = first_row(v);
    l->closes = row >= 0 && (recipients_first(v, row) || vouches(v, row));
    find_fill(v, l);
    sketch_text(v, l);
}
