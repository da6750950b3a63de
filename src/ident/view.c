#include "ident/view.h"

#include <string.h>

#include "base/utf8.h"

static bool fold_text(struct arena *a, struct ident_view *v, struct err *e)
{
    v->fold = arena_alloc(a, v->len + 1, 1);
    v->fold_of = ARENA_NEW(a, uint32_t, v->len + 1);
    if (!v->fold || !v->fold_of)
        return err_set(e, ERR_LIMIT, "a page of %zu bytes of text", v->len);
    for (size_t i = 0; i < v->len;) {
        const size_t from = i;
        uint32_t cp = utf8_next(v->text, v->len, &i);
        cp = utf8_base(utf8_lower(cp));
        for (size_t k = from; k < i; k++)
            v->fold_of[k] = (uint32_t)v->fold_len;
        v->fold[v->fold_len++] = cp < 128 ? (char)cp : '?';
    }
    v->fold_of[v->len] = (uint32_t)v->fold_len;
    return true;
}

bool ident_view_make(const struct page_read *p, struct arena *a, struct ident_view *v,
                     struct err *e)
{
    size_t cap = 1;

    *v = (struct ident_view){ .read = p };
    for (uint32_t i = 0; i < p->n_words; i++)
        cap += strlen(p->words[i].text) + 1;
    v->text = arena_alloc(a, cap, 1);
    v->word_start = ARENA_NEW(a, uint32_t, p->n_words);
    if (!v->text || !v->word_start)
        return err_set(e, ERR_LIMIT, "a page of %zu bytes of text", cap);
    for (uint32_t l = 0; l < p->n_lines; l++) {
        for (uint32_t w = p->lines[l].first; w < p->lines[l].first + p->lines[l].count; w++) {
            if (v->len > 0)
                v->text[v->len++] = w == p->lines[l].first ? '\n' : ' ';
            v->word_start[w] = (uint32_t)v->len;
            const size_t n = strlen(p->words[w].text);
            memcpy(v->text + v->len, p->words[w].text, n);
            v->len += n;
        }
    }
    return fold_text(a, v, e);
}

void ident_view_words(const struct ident_view *v, size_t start, size_t end, uint32_t *first,
                      uint32_t *last)
{
    uint32_t lo = 0, hi = v->read->n_words;

    while (lo + 1 < hi) { /* the last word that starts at or before `start` */
        const uint32_t mid = lo + (hi - lo) / 2;
        if (v->word_start[mid] <= start)
            lo = mid;
        else
            hi = mid;
    }
    *first = lo;
    *last = lo;
    while (*last + 1 < v->read->n_words && v->word_start[*last + 1] < end)
        ++*last;
}

struct box ident_view_box(const struct ident_view *v, size_t start, size_t end, float *conf)
{
    struct box frame = { 0 };
    uint32_t first, last;

    *conf = 0;
    if (v->read->n_words == 0)
        return frame;
    ident_view_words(v, start, end, &first, &last);
    frame = v->read->words[first].box;
    *conf = v->read->words[first].conf;
    for (uint32_t w = first + 1; w <= last; w++) {
        frame = box_union(frame, v->read->words[w].box);
        if (v->read->words[w].conf < *conf)
            *conf = v->read->words[w].conf;
    }
    return page_box_to_scan(v->read, frame);
}
