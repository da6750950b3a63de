#include "ocr/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { WORDS_MAX = 200000 }; /* a page of A0 in 4-point type stays below */

void words_init(struct words *w, struct arena *a)
{
    *w = (struct words){ .arena = a };
}

void words_release(struct words *w)
{
    free(w->words);
    free(w->lines);
    *w = (struct words){ 0 };
}

static void *grow(void *p, uint32_t n, uint32_t *cap, size_t size)
{
    if (n < *cap)
        return p;
    const uint32_t bigger = *cap ? *cap * 2 : 256;
    void *q = bigger <= WORDS_MAX * 2 ? realloc(p, bigger * size) : NULL;
    if (q)
        *cap = bigger;
    return q;
}

void words_line(struct words *w, uint32_t block, int32_t baseline_y, float x_height)
{
    struct text_line *p = w->failed ? NULL : grow(w->lines, w->n_lines, &w->cap_lines, sizeof *p);

    if (!p) {
        w->failed = true;
        return;
    }
    w->lines = p;
    p[w->n_lines++] = (struct text_line){
        .first = w->n_words, .baseline_y = baseline_y, .x_height = x_height, .block = block
    };
}

/* The arena's copy without the white space a recogniser may leave inside. */
static char *squeeze(char *s)
{
    char *to = s;

    for (const char *from = s; *from; from++)
        if (*from != ' ' && *from != '\n' && *from != '\t')
            *to++ = *from;
    *to = '\0';
    return s;
}

void words_add(struct words *w, const char *text, size_t len, struct box box, float conf)
{
    if (w->failed || !w->n_lines)
        return;
    struct word *p = grow(w->words, w->n_words, &w->cap_words, sizeof *p);
    char *nfc = p ? utf8_nfc(w->arena, text, len) : NULL;

    if (p)
        w->words = p;
    if (!nfc) {
        w->failed = true;
        return;
    }
    if (!*squeeze(nfc))
        return;
    p[w->n_words++] =
        (struct word){ .text = nfc, .box = box, .conf = conf > 0 ? (conf < 1 ? conf : 1) : 0 };
    w->lines[w->n_lines - 1].count++;
}

/* Letters of a word, so that a page of commas does not outweigh its text. */
static uint32_t weight(const char *s)
{
    const size_t len = strlen(s);
    uint32_t n = 0;

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(s, len, &i);
        n += (cp >= '0' && cp <= '9') || utf8_is_letter(cp);
    }
    return n;
}

static void line_finish(struct text_line *l, const struct word *words, double *sum, double *total)
{
    double conf = 0, n = 0;

    l->box = words[l->first].box;
    for (uint32_t i = l->first; i < l->first + l->count; i++) {
        const double k = weight(words[i].text) + 0.1;
        l->box = box_union(l->box, words[i].box);
        conf += words[i].conf * k;
        n += k;
    }
    l->conf = (float)(conf / n);
    *sum += conf;
    *total += n;
}

bool words_finish(struct words *w, struct page_read *out, struct err *e)
{
    uint32_t n = 0, block = 0, last = 0;
    double sum = 0, total = 0;

    out->words = NULL;
    out->lines = NULL;
    out->n_words = out->n_lines = 0;
    out->text_confidence = 0;
    if (w->failed)
        return err_set(e, ERR_LIMIT, "the words of a page need more memory than a page may use");
    if (!w->n_words)
        return true;
    out->words = ARENA_NEW(w->arena, struct word, w->n_words);
    out->lines = ARENA_NEW(w->arena, struct text_line, w->n_lines);
    if (!out->words || !out->lines)
        return err_set(e, ERR_LIMIT, "the words of a page need more memory than a page may use");
    memcpy(out->words, w->words, w->n_words * sizeof *w->words);
    for (uint32_t i = 0; i < w->n_lines; i++) {
        struct text_line l = w->lines[i];
        if (!l.count)
            continue;
        line_finish(&l, out->words, &sum, &total);
        if (n && l.block != last)
            block++;
        last = l.block;
        l.block = block;
        out->lines[n++] = l;
    }
    out->n_words = w->n_words;
    out->n_lines = n;
    out->text_confidence = (float)(sum / total);
    return true;
}
