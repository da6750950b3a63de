/* Which code a step belongs to, where the winners of the steps leave it open.
 *
 * DESIGN. Tesseract's beam without dictionaries, as a shortest path. A code may take the null's
 * share of one step (p + p_null), as its first step, which a second one must follow (ONLY_DUP), or
 * as its last (NO_DUP); where one code follows another at once and both lead the step, the first
 * also takes its predecessor's. A stretch begins and ends at steps one code has all of: there the
 * winner is the path. Scores are products, set to 1 at the best state of each step: no logarithm,
 * whose last bit depends on the library. Source: Tesseract 5.3.0 src/lstm/recodebeam.cpp,
 * ContinueContext. */
#include <string.h>

#include "ocr/lstm_internal.h"

enum cont { ANY, ONLY_DUP, NO_DUP, CONTS };
enum { CANDS = LSTM_PATH_CANDS, STATES = LSTM_PATH_STATES, TOP = 0, SECOND = 1, NUL = 2 };
static const float SURE = 0.99f;
static const double LEAST = 2.061153622438558e-9; /* exp(-20): no step costs more */

struct search {
    const float *p; /* of the step */
    const struct lstm_best *before;
    struct lstm_best *now;
    double score[STATES], next[STATES];
    int32_t null_code;
};

static double share(double p)
{
    return p > LEAST ? p : LEAST;
}

static void offer(struct search *s, int cand, enum cont cont, int from, double score)
{
    const int to = cand * CONTS + (int)cont;

    if (score > s->next[to]) {
        s->next[to] = score;
        s->now->from[to] = (uint8_t)from;
    }
}

/* From one state of the step before, if there is one, to all of this step. */
static void go_on(struct search *s, int from, double score)
{
    const int32_t *cand = s->now->cand;
    const int32_t was = from < STATES ? s->before->cand[from / CONTS] : -1;
    const int cont = from < STATES ? from % CONTS : ANY;
    const double null_p = (double)s->p[s->null_code];

    for (int c = 0; c < CANDS; c++) {
        if (cand[c] < 0)
            continue;
        const double p = (double)s->p[cand[c]];
        if (cand[c] == was) {
            if (cont != NO_DUP)
                offer(s, c, ANY, from, score * share(p));
            if (cont == ANY && was != s->null_code)
                offer(s, c, NO_DUP, from, score * share(p + null_p));
        } else if (cont != ONLY_DUP) {
            const bool lead = c < NUL && was >= 0 && was != s->null_code && cont == ANY &&
                              was == cand[c == TOP ? SECOND : TOP];
            offer(s, c, ANY, from, score * share(p));
            if (cand[c] != s->null_code)
                offer(s, c, ONLY_DUP, from,
                      score * share(p + null_p + (lead ? (double)s->p[was] : 0)));
        }
    }
}

static void advance(struct search *s, bool first)
{
    double best = 0;

    memset(s->next, 0, sizeof s->next);
    if (first)
        go_on(s, STATES, 1);
    for (int i = 0; i < STATES && !first; i++)
        if (s->score[i] > 0)
            go_on(s, i, s->score[i]);
    for (int i = 0; i < STATES; i++)
        best = s->next[i] > best ? s->next[i] : best;
    for (int i = 0; i < STATES; i++)
        s->score[i] = s->next[i] / best;
}

static float greatest(const float *p, int32_t n, float m)
{
#pragma omp simd reduction(max : m)
    for (int32_t i = 0; i < n; i++)
        m = p[i] > m ? p[i] : m;
    return m;
}

/* The first of [from, to) that is not below `most`, or `to`. */
static int32_t first_of(const float *p, int32_t from, int32_t to, float most)
{
    enum { BLOCK = 16 };

    while (from + BLOCK <= to) {
        int some = 0;
#pragma omp simd reduction(| : some)
        for (int32_t i = 0; i < BLOCK; i++)
            some |= p[from + i] >= most;
        if (some)
            break;
        from += BLOCK;
    }
    while (from < to && !(p[from] >= most))
        from++;
    return from;
}

/* The first of the most probable but one; -1 when there is no other. */
static int32_t runner_up(const float *p, int32_t codes, int32_t top)
{
    const float most = greatest(p + top + 1, codes - top - 1, greatest(p, top, -1));
    const int32_t before = first_of(p, 0, top, most);

    if (before < top)
        return before;
    const int32_t after = first_of(p, top + 1, codes, most);
    return after < codes ? after : -1;
}

/* The two leading codes and the null, each once. */
static void candidates(const float *p, int32_t codes, int32_t null_code, struct lstm_best *b)
{
    const int32_t second = b->p < SURE ? runner_up(p, codes, b->code) : -1;

    b->cand[TOP] = b->code;
    b->cand[SECOND] = second;
    b->cand[NUL] = b->code == null_code || second == null_code ? -1 : null_code;
}

static void settle(const struct search *s, const float *p, size_t stride, struct lstm_best *best,
                   int32_t n)
{
    int at = -1;

    for (int i = 0; i < STATES; i++)
        if (i % CONTS != ONLY_DUP && s->score[i] > 0 && (at < 0 || s->score[i] > s->score[at]))
            at = i;
    for (int32_t t = n - 1; t >= 0 && at >= 0 && at < STATES; t--) {
        struct lstm_best *b = &best[t];
        b->code = b->cand[at / CONTS];
        b->p = p[(size_t)t * stride + (size_t)b->code];
        at = b->from[at];
    }
}

static void find_path(const float *p, size_t stride, int32_t codes, int32_t null_code,
                      struct lstm_best *best, int32_t n)
{
    struct search s = { .null_code = null_code };

    for (int32_t t = 0; t < n; t++) {
        s.p = p + (size_t)t * stride;
        s.now = &best[t];
        s.before = t ? &best[t - 1] : NULL;
        candidates(s.p, codes, null_code, s.now);
        advance(&s, t == 0);
    }
    settle(&s, p, stride, best, n);
}

void lstm_path(const float *p, size_t stride, int32_t steps, int32_t codes, int32_t null_code,
               struct lstm_best *best)
{
    for (int32_t t = 0, end; t < steps; t = end) {
        end = t + 1;
        if (best[t].p >= SURE)
            continue;
        while (end < steps && (best[end].p < SURE || best[end - 1].p < SURE))
            end++;
        const int32_t from = t ? t - 1 : 0;
        find_path(p + (size_t)from * stride, stride, codes, null_code, best + from, end - from);
    }
}
