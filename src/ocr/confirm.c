#include "ocr/confirm.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ocr/lstm.h"

enum {
    MIN_DIGITS = 3,
    MAX_WORDS = 400, /* of one page; a register page holds about 200 numbers */
    TEXT_BYTES = 256,
};

/* One model for all threads of the process, opened by the first and kept. */
static pthread_mutex_t model_lock = PTHREAD_MUTEX_INITIALIZER;
static struct lstm_model *model;
static unsigned model_users;

struct confirm {
    struct lstm *lstm;
};

static bool model_take(const char *path, struct err *e)
{
    pthread_mutex_lock(&model_lock);
    const bool ok = model_users > 0 || lstm_model_open(&model, path, e);
    model_users += ok;
    pthread_mutex_unlock(&model_lock);
    return ok;
}

static void model_give(void)
{
    pthread_mutex_lock(&model_lock);
    if (--model_users == 0) {
        lstm_model_close(model);
        model = NULL;
    }
    pthread_mutex_unlock(&model_lock);
}

bool confirm_open(struct confirm **out, const char *model_path, struct err *e)
{
    struct confirm *c = calloc(1, sizeof *c);

    *out = NULL;
    if (!c)
        return err_set(e, ERR_NOMEM, "no memory");
    if (!model_take(model_path, e)) {
        free(c);
        return false;
    }
    if (!lstm_open(&c->lstm, model, e)) {
        model_give();
        free(c);
        return false;
    }
    *out = c;
    return true;
}

void confirm_close(struct confirm *c)
{
    if (!c)
        return;
    lstm_close(c->lstm);
    model_give();
    free(c);
}

static bool counts(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || utf8_is_letter(cp);
}

/* The next letter or digit of s, or of a mark inside (a date's slash, a code's dot), 0 at the end.
 * Marks at the edges do not count: a neighbour's comma is cut in or out with the box. */
static uint32_t next_inner(const char *s, size_t len, size_t *i, bool *begun)
{
    while (*i < len) {
        const uint32_t cp = utf8_next(s, len, i);
        if (counts(cp)) {
            *begun = true;
            return cp;
        }
        if (!*begun || cp == ' ')
            continue;
        for (size_t k = *i; k < len;) /* a mark counts when something follows it */
            if (counts(utf8_next(s, len, &k)))
                return cp == 0x2013 || cp == 0x2014 ? '-' : cp;
        return 0;
    }
    return 0;
}

bool confirm_same(const char *a, const char *b)
{
    const size_t la = strlen(a), lb = strlen(b);
    size_t i = 0, k = 0;
    bool begun_a = false, begun_b = false;

    for (;;) {
        const uint32_t x = next_inner(a, la, &i, &begun_a), y = next_inner(b, lb, &k, &begun_b);
        if (x != y)
            return false;
        if (x == 0)
            return begun_a && begun_b;
    }
}

/* The word by itself with a margin: not the line it was read in, so the network sees other columns
 * and another scale. */
static struct box cut(const struct word *w, const struct grey *g)
{
    const int32_t h = w->box.y1 - w->box.y0, side = h / 3 + 2, above = h / 5 + 2;
    struct box b = { w->box.x0 - side, w->box.y0 - above, w->box.x1 + side, w->box.y1 + above };

    b.x0 = b.x0 < 0 ? 0 : b.x0;
    b.y0 = b.y0 < 0 ? 0 : b.y0;
    b.x1 = b.x1 > g->w ? g->w : b.x1;
    b.y1 = b.y1 > g->h ? g->h : b.y1;
    return b;
}

/* The second reading as a word: its text without spaces, and its confidence as words have it (the
 * mean of the characters' average and their minimum). */
static float join(const struct lstm_line_out *l, char out[TEXT_BYTES])
{
    float sum = 0, least = 1;
    int32_t chars = 0;
    size_t n = 0;

    for (int32_t i = 0; i < l->n; i++) {
        const size_t len = strlen(l->chars[i].text);
        if (l->chars[i].space || n + len + 1 > TEXT_BYTES)
            continue;
        memcpy(out + n, l->chars[i].text, len);
        n += len;
        sum += l->chars[i].conf;
        least = l->chars[i].conf < least ? l->chars[i].conf : least;
        chars++;
    }
    out[n] = '\0';
    return chars ? (sum / (float)chars + least) / 2 : 0;
}

static int digits_of(const char *s)
{
    int n = 0;
    for (; *s; s++)
        n += *s >= '0' && *s <= '9';
    return n;
}

static bool same_letters(const char *a, const char *b)
{
    const size_t la = strlen(a), lb = strlen(b);
    size_t i = 0, k = 0;

    for (;;) {
        uint32_t x = 0, y = 0;
        while (i < la && !counts(x = utf8_next(a, la, &i)))
            x = 0;
        while (k < lb && !counts(y = utf8_next(b, lb, &k)))
            y = 0;
        if (x != y)
            return false;
        if (x == 0)
            return true;
    }
}

/* Two readings that differ: the surer one stands, and nobody has agreed to it. */
static bool settle(struct word *w, const char *text, float conf, struct arena *a)
{
    if (confirm_same(w->text, text)) {
        w->flags |= WORD_AGREED;
        return true;
    }
    /* a mark more or less (a decimal comma) is the line's to know: by itself a word shows it badly
     */
    if (conf <= w->conf || digits_of(text) < digits_of(w->text) || same_letters(w->text, text))
        return true;
    w->text = utf8_nfc(a, text, strlen(text));
    w->conf = conf;
    w->flags |= WORD_FOLDED;
    return w->text != NULL;
}

bool confirm_numbers(struct confirm *c, const struct grey *plane, struct page_read *page,
                     struct arena *a, struct err *e)
{
    uint32_t which[MAX_WORDS];
    size_t n = 0;

    for (uint32_t i = 0; i < page->n_words && n < MAX_WORDS; i++)
        if (digits_of(page->words[i].text) >= MIN_DIGITS)
            which[n++] = i;
    if (n == 0)
        return true;
    struct lstm_line_in *in = ARENA_NEW(a, struct lstm_line_in, n);
    struct lstm_line_out *out = ARENA_NEW(a, struct lstm_line_out, n);
    if (!in || !out)
        return err_set(e, ERR_NOMEM, "no memory");
    for (size_t i = 0; i < n; i++)
        in[i] = (struct lstm_line_in){ plane, cut(&page->words[which[i]], plane) };
    if (!lstm_read_lines(c->lstm, in, n, a, out, e))
        return false;
    for (size_t i = 0; i < n; i++) {
        char text[TEXT_BYTES];
        const float conf = join(&out[i], text);
        if (!settle(&page->words[which[i]], text, conf, a))
            return err_set(e, ERR_NOMEM, "no memory");
    }
    return true;
}
