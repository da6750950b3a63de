#include "paper/words.h"

#include <string.h>

#include "base/utf8.h"
#include "paper/lines.h"

static const char *const list_names[WORDS_LISTS] = {
    [WORDS_TODAY] = "today",
    [WORDS_DATE_LABEL] = "date_label",
    [WORDS_NUMBER_LABEL] = "number_label",
    [WORDS_CITING] = "citing",
    [WORDS_BODY_JOINS] = "body_joins",
    [WORDS_BODY] = "body",
    [WORDS_BODY_HEAD] = "body_head",
    [WORDS_BODY_PART] = "body_part",
    [WORDS_BODY_ON] = "body_on",
    [WORDS_BODY_NOT] = "body_not",
    [WORDS_BODY_MORE] = "body_more",
    [WORDS_BODY_CUT] = "body_cut",
    [WORDS_HAMLET] = "hamlet",
    [WORDS_BODY_SYMBOL] = "body_symbol",
    [WORDS_KIND_SYMBOL] = "kind_symbol",
    [WORDS_PART_SYMBOL] = "part_symbol",
    [WORDS_SUBJECT_FIRST] = "subject_first",
    [WORDS_SUBJECT_STOP] = "subject_stop",
    [WORDS_SUBJECT_BODY] = "subject_body",
    [WORDS_SUBJECT_PAIR] = "subject_pair",
    [WORDS_AUTHORITY] = "authority",
    [WORDS_OFFICE] = "office",
    [WORDS_OFFICE_END] = "office_end",
    [WORDS_CITIZEN] = "citizen",
    [WORDS_RANK] = "rank",
    [WORDS_OTHER_TITLE] = "other_title",
    [WORDS_OFFICE_NAME] = "office_name",
};

struct loading {
    struct word_lists *w;
    const struct fold_map *m;
    struct arena *a;
    size_t room;
};

static char *with_blanks(struct arena *a, const char *s)
{
    char *out = utf8_nfc(a, s, strlen(s));
    const size_t n = out ? strlen(out) : 0;

    if (n > 0 && out[0] == '_')
        out[0] = ' ';
    if (n > 0 && out[n - 1] == '_')
        out[n - 1] = ' ';
    return out;
}

static char *folded(const struct loading *x, const char *s)
{
    uint32_t none = 0;
    char *out = arena_alloc(x->a, strlen(s) + 1, 1);

    if (out)
        (void)fold_text(x->m, s, strlen(s), out, &none, &none);
    return out;
}

static bool fill(const struct loading *x, const struct line *l, struct word_row *r)
{
    r->text = with_blanks(x->a, l->col[2]);
    r->fold = r->text ? folded(x, r->text) : NULL;
    r->torn = "";
    if (!r->fold)
        return false;
    r->len = (uint32_t)strlen(r->fold);
    if (l->n < 4)
        return true;
    char *rest = utf8_nfc(x->a, l->col[3], strlen(l->col[3]));
    char *fold = rest ? folded(x, rest) : NULL;
    char *torn = fold ? arena_alloc(x->a, strlen(fold) + 1, 1) : NULL;
    if (!torn)
        return false;
    (void)squash(fold, strlen(fold), torn, NULL);
    r->torn = torn;
    return true;
}

static bool add_word(void *ctx, const struct line *l, struct err *e)
{
    const struct loading *x = ctx;
    size_t k = 0;

    if (strcmp(l->col[0], "words") != 0 || l->n < 3 || l->n > 4)
        return line_fail(l, e, "a line has 3 columns: words LIST PHRASE (4 for office_name)");
    while (k < WORDS_LISTS && strcmp(list_names[k], l->col[1]) != 0)
        k++;
    if (k == WORDS_LISTS)
        return line_fail(l, e, "no such LIST (the top of the file names them)");
    if (l->n == 4 && k != WORDS_OFFICE_NAME)
        return line_fail(l, e, "REST is for office_name alone");
    struct word_set *s = &x->w->set[k];
    if (!s->list)
        s->list = ARENA_NEW(x->a, struct word_row, x->room);
    if (!s->list || !fill(x, l, &s->list[s->n]))
        return err_set(e, ERR_NOMEM, "%s: no memory", l->name);
    if (s->list[s->n].len < 2)
        return line_fail(l, e, "a phrase needs at least 2 letters");
    s->n++;
    return true;
}

bool words_load(struct word_lists *w, const struct fold_map *m, struct arena *a, const char *name,
                const char *text, size_t len, struct err *e)
{
    struct loading x = { .w = w, .m = m, .a = a, .room = lines_count(text, len) };

    *w = (struct word_lists){ 0 };
    return lines_each(a, name, text, len, add_word, &x, e);
}

bool words_start(const struct word_set *s, const char *fold)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (starts_with(fold, s->list[i].fold))
            return true;
    return false;
}

bool words_end(const struct word_set *s, const char *fold, size_t n)
{
    for (uint32_t i = 0; i < s->n; i++)
        if (n >= s->list[i].len &&
            memcmp(fold + n - s->list[i].len, s->list[i].fold, s->list[i].len) == 0)
            return true;
    return false;
}
