#include "tests/tools/scoring.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "tests/tools/scoring_text.h"

int text_compare(const struct symbols *a, const struct symbols *b)
{
    for (size_t i = 0; i < a->n && i < b->n; i++)
        if (a->at[i] != b->at[i])
            return a->at[i] < b->at[i] ? -1 : 1;
    return a->n < b->n ? -1 : a->n > b->n;
}

struct symbols *text_words(const struct symbols *s, size_t *n)
{
    struct symbols *w = calloc(s->n / 2 + 2, sizeof *w);

    *n = 0;
    for (size_t i = 0; w && i < s->n; i++) {
        if (s->at[i] == ' ')
            continue;
        if (i == 0 || s->at[i - 1] == ' ')
            w[(*n)++].at = s->at + i;
        w[*n - 1].n++;
    }
    return w;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || (cp >= 9 && cp <= 13) || cp == 0xA0;
}

static uint32_t unify(uint32_t cp)
{
    if (cp == 0x201C || cp == 0x201D || cp == 0x201E)
        return '"';
    if (cp == 0x2018 || cp == 0x2019)
        return '\'';
    if (cp == 0x2013 || cp == 0x2014)
        return '-';
    return is_space(cp) ? ' ' : cp;
}

bool text_normalise(const char *s, size_t len, struct symbols *out)
{
    struct arena a;

    arena_init(&a, len * 8 + 65536);
    const char *nfc = utf8_nfc(&a, s, len);
    const size_t n = nfc ? strlen(nfc) : 0;
    *out = (struct symbols){ .at = calloc(n + 1, sizeof *out->at) };
    for (size_t i = 0; out->at && i < n;) {
        const uint32_t cp = unify(utf8_next(nfc, n, &i));
        if (cp != ' ' || (out->n && out->at[out->n - 1] != ' '))
            out->at[out->n++] = cp;
    }
    if (out->n && out->at[out->n - 1] == ' ')
        out->n--;
    arena_reset(&a);
    return nfc && out->at;
}

static bool is_tone(uint32_t mark)
{
    return mark == 0x300 || mark == 0x301 || mark == 0x303 || mark == 0x309 || mark == 0x323;
}

/* The letter without its tone (ộ -> ô); the tone goes to *tone. */
static uint32_t split_tone(uint32_t cp, uint32_t *tone)
{
    utf8proc_int32_t part[8];
    utf8proc_ssize_t used = 0;
    int state = 0;
    const utf8proc_ssize_t n = cp < 0xC0 ? 0
                                         : utf8proc_decompose_char((utf8proc_int32_t)cp, part, 8,
                                                                   UTF8PROC_DECOMPOSE, &state);
    *tone = 0;
    for (utf8proc_ssize_t i = 0; i < n && i < 8; i++) {
        if (is_tone((uint32_t)part[i]))
            *tone = (uint32_t)part[i];
        else
            part[used++] = part[i];
    }
    if (!*tone)
        return cp;
    used = utf8proc_normalize_utf32(part, used, UTF8PROC_COMPOSE);
    return used > 0 ? (uint32_t)part[0] : cp;
}

bool text_fold_tones(const struct symbols *in, struct symbols *out)
{
    uint32_t pending = 0, tone;

    *out = (struct symbols){ .at = calloc(in->n * 2 + 1, sizeof *out->at) };
    for (size_t i = 0; out->at && i < in->n; i++) {
        if (pending && !utf8_is_letter(in->at[i])) {
            out->at[out->n++] = pending;
            pending = 0;
        }
        out->at[out->n++] = split_tone(in->at[i], &tone);
        if (tone && pending)
            out->at[out->n++] = pending;
        pending = tone ? tone : pending;
    }
    if (out->at && pending)
        out->at[out->n++] = pending;
    return out->at != NULL;
}

/* Distance if it is at most k, else k + 1: only a band of 2k + 1 diagonals can matter. */
static size_t banded(const uint32_t *a, size_t n, const uint32_t *b, size_t m, size_t k,
                     size_t *row)
{
    const size_t far = k + 1;

    for (size_t j = 0; j <= m; j++)
        row[j] = j < far ? j : far;
    for (size_t i = 1; i <= n; i++) {
        const size_t lo = i > k ? i - k : 1, hi = i + k < m ? i + k : m;
        size_t diag = row[lo - 1], left;
        row[lo - 1] = left = lo == 1 ? (i < far ? i : far) : far;
        for (size_t j = lo; j <= hi; j++) {
            const size_t up = j == i + k ? far : row[j];
            size_t best = diag + (a[i - 1] != b[j - 1]);
            best = up + 1 < best ? up + 1 : best;
            best = left + 1 < best ? left + 1 : best;
            diag = row[j];
            row[j] = left = best < far ? best : far;
        }
    }
    return row[m];
}

size_t score_distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    size_t *row = calloc(m + 1, sizeof *row), d = SIZE_MAX;
    const size_t gap = n > m ? n - m : m - n;

    for (size_t k = gap > 64 ? gap : 64; row; k *= 2) {
        d = banded(a, n, b, m, k, row);
        if (d <= k)
            break;
    }
    free(row);
    return d;
}

static int compare_words(const void *l, const void *r)
{
    return text_compare(l, r);
}

static struct symbols *sorted_words(const struct symbols *s, size_t *n)
{
    struct symbols *w = text_words(s, n);

    if (w)
        qsort(w, *n, sizeof *w, compare_words);
    return w;
}

static bool add_words(struct score *s, const struct symbols *t, const struct symbols *r)
{
    size_t nt, nr;
    struct symbols *wt = sorted_words(t, &nt), *wr = sorted_words(r, &nr);

    for (size_t i = 0, j = 0; wt && wr && i < nt && j < nr;) {
        const int c = compare_words(&wt[i], &wr[j]);
        s->words_common += c == 0;
        i += c <= 0;
        j += c >= 0;
    }
    s->words_truth += nt;
    s->words_read += nr;
    const bool ok = wt && wr;
    free(wt);
    free(wr);
    return ok;
}

static bool add_distance(const struct symbols *t, const struct symbols *r, uint64_t *chars,
                         uint64_t *edits)
{
    const size_t d = score_distance(t->at, t->n, r->at, r->n);

    *chars += t->n;
    *edits += d;
    return d != SIZE_MAX;
}

bool score_add(struct score *s, const char *truth, size_t truth_len, const char *read,
               size_t read_len)
{
    struct symbols t = { 0 }, r = { 0 }, tt = { 0 }, rt = { 0 };
    bool ok = text_normalise(truth, truth_len, &t) && text_normalise(read, read_len, &r) &&
              text_fold_tones(&t, &tt) && text_fold_tones(&r, &rt) &&
              add_distance(&t, &r, &s->chars, &s->edits) &&
              add_distance(&tt, &rt, &s->tone_chars, &s->tone_edits) && add_words(s, &t, &r);

    if (ok) {
        for (size_t i = 0; i < t.n; i++)
            t.at[i] = utf8_base(t.at[i]);
        for (size_t i = 0; i < r.n; i++)
            r.at[i] = utf8_base(r.at[i]);
        ok = add_distance(&t, &r, &s->bare_chars, &s->bare_edits);
    }
    free(t.at);
    free(r.at);
    free(tt.at);
    free(rt.at);
    return ok;
}

void score_merge(struct score *to, const struct score *from)
{
    to->chars += from->chars;
    to->edits += from->edits;
    to->tone_chars += from->tone_chars;
    to->tone_edits += from->tone_edits;
    to->bare_chars += from->bare_chars;
    to->bare_edits += from->bare_edits;
    to->words_truth += from->words_truth;
    to->words_read += from->words_read;
    to->words_common += from->words_common;
}

static double rate(uint64_t edits, uint64_t chars)
{
    return chars ? (double)edits / (double)chars : edits ? 1 : 0;
}

double score_cer(const struct score *s)
{
    return rate(s->edits, s->chars);
}

double score_cer_tone(const struct score *s)
{
    return rate(s->tone_edits, s->tone_chars);
}

double score_cer_bare(const struct score *s)
{
    return rate(s->bare_edits, s->bare_chars);
}

double score_f1(const struct score *s)
{
    const uint64_t sum = s->words_truth + s->words_read;

    return sum ? 2.0 * (double)s->words_common / (double)sum : 1;
}
