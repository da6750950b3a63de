#include "ocr/glyph.h"

#include <string.h>

#include "base/utf8.h"

/* What taking a piece for dirt costs: little of specks, nothing of a neighbour's. */
static const float DIRT = 1, INK = 14;

/* How much likelier one of look-alikes must be to be told from the others. */
static const float CLEAR = 5;

/* Look-alikes have their shares together; what each has is kept behind. */
static void share_alike(const struct glyph_model *m, float v[GLYPH_ROW])
{
    for (uint32_t c = 0; c + 1 < m->classes; c++)
        if (m->n_alike[c])
            v[m->own[c]] = v[c];
    for (uint32_t c = 0; c + 1 < m->classes; c++) {
        const float own = v[m->own[c]];
        float most = own, sum = 0;
        if (m->n_alike[c] == 0)
            continue;
        for (uint32_t i = 0; i < m->n_alike[c]; i++)
            most = v[m->own[m->alike[c][i]]] > most ? v[m->own[m->alike[c][i]]] : most;
        sum = glyph_exp(own - most);
        for (uint32_t i = 0; i < m->n_alike[c]; i++)
            sum += glyph_exp(v[m->own[m->alike[c][i]]] - most);
        v[c] = most + glyph_log(sum);
    }
}

bool glyph_lattice_init(struct glyph_lattice *l, const struct glyph_model *m, struct arena *a,
                        struct err *e)
{
    *l = (struct glyph_lattice){ .model = m };
    l->worth = arena_alloc(a, GLYPH_PIECES * GLYPH_JOIN, sizeof *l->worth);
    return l->worth || err_set(e, ERR_NOMEM, "no memory");
}

void glyph_lattice_fill(struct glyph_lattice *l, const struct glyph_ink *k)
{
    l->n = k->n;
    for (uint32_t i = 0; i < k->n; i++) {
        const struct glyph_piece *p = &k->pieces[i];
        const int32_t w = p->box.x1 - p->box.x0, h = p->box.y1 - p->box.y0, side = w > h ? w : h;
        const float part = (float)side / (float)k->cap;
        l->skip[i] = p->side == GLYPH_IN     ? -(DIRT + INK * part * part)
                     : p->side == GLYPH_NEAR ? -0.05F
                                             : 0;
        l->far[i] = p->side == GLYPH_FAR;
        for (uint32_t n = 1; n <= GLYPH_JOIN; n++) {
            float *v = l->worth[i * GLYPH_JOIN + n - 1];
            uint8_t in[GLYPH_INPUTS];
            struct box b;
            v[0] = 1;
            if (i + n > k->n || !glyph_join(k, i, n, &b))
                continue;
            glyph_picture(k, i, n, b, in);
            glyph_weigh(l->model, in, v);
            share_alike(l->model, v);
        }
    }
}

/* Of look-alikes the one that is clearly likelier than each of the others. */
static uint32_t clear_of(const struct glyph_model *m, const float *v, uint32_t class)
{
    uint32_t best = class;
    float next = -1e6F;

    for (uint32_t i = 0; i < m->n_alike[class]; i++)
        best = v[m->own[m->alike[class][i]]] > v[m->own[best]] ? m->alike[class][i] : best;
    for (uint32_t i = 0; i < m->n_alike[best]; i++)
        next = v[m->own[m->alike[best][i]]] > next ? v[m->own[m->alike[best][i]]] : next;
    return m->n_alike[class] && v[m->own[best]] - next > CLEAR ? m->cp[best] : m->cp[class];
}

static const float *candidate(const struct glyph_lattice *l, uint32_t from, uint32_t n)
{
    const float *v = l->worth[from * GLYPH_JOIN + n - 1];

    return from + n <= l->n && v[0] < 0.5F ? v : NULL;
}

static bool may_be(uint32_t cp, enum glyph_kind kind)
{
    return kind == GLYPH_ANY ||
           !(utf8_is_letter(cp) || (kind == GLYPH_DIGITS && (cp == '/' || cp == '-')));
}

/* The likeliest class of a candidate. */
static int32_t likeliest(const struct glyph_lattice *l, const float *v, enum glyph_kind kind)
{
    int32_t best = -1;

    for (uint32_t c = 0; c + 1 < l->model->classes; c++)
        if (may_be(l->model->cp[c], kind) && (best < 0 || v[c] > v[best]))
            best = (int32_t)c;
    return best;
}

void glyph_best(const struct glyph_lattice *l, enum glyph_kind kind, struct glyph_text *out)
{
    float best[GLYPH_PIECES + 1] = { 0 };
    uint8_t came[GLYPH_PIECES + 1] = { 0 }; /* pieces of the last glyph; 0: one was left out */
    int32_t what[GLYPH_PIECES + 1] = { 0 };
    uint32_t ends[GLYPH_PIECES], n = 0;
    size_t at = 0;

    *out = (struct glyph_text){ 0 };
    for (uint32_t j = 1; j <= l->n; j++) {
        best[j] = best[j - 1] + l->skip[j - 1];
        for (uint32_t k = 1; k <= GLYPH_JOIN && k <= j; k++) {
            const float *v = candidate(l, j - k, k);
            const int32_t c = v ? likeliest(l, v, kind) : -1;
            if (c < 0 || l->far[j - k] || l->far[j - 1] || best[j - k] + v[c] <= best[j])
                continue;
            best[j] = best[j - k] + v[c];
            came[j] = (uint8_t)k;
            what[j] = c;
        }
    }
    for (uint32_t j = l->n; j > 0; j -= came[j] ? came[j] : 1)
        if (came[j])
            ends[n++] = j;
    out->worth = best[l->n];
    for (; n > 0 && out->n < GLYPH_TEXT; n--) {
        const uint32_t j = ends[n - 1];
        const float v = candidate(l, j - came[j], came[j])[what[j]];
        out->least = v < out->least ? v : out->least;
        at += utf8_put(l->model->cp[what[j]], out->text + at);
        out->cp[out->n++] =
            clear_of(l->model, candidate(l, j - came[j], came[j]), (uint32_t)what[j]);
    }
    out->text[at] = '\0';
}

static const float NEVER = -1e6F, ODD = 6; /* a sign that stands for any glyph */
enum { ODD_MOST = 2 };

static bool counts(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || utf8_is_letter(cp);
}

/* Dashes and slashes of all kinds as one; eth as the letter it looks like. */
static uint32_t plain(uint32_t cp)
{
    if (cp == 0x2044 || cp == 0x2215)
        return '/';
    if (cp == 0x2013 || cp == 0x2014)
        return '-';
    return cp == 0xD0 ? 0x110 : cp;
}

/* The text between marks at its ends, as code points. */
static uint32_t inner(const char *text, bool whole, uint32_t out[GLYPH_TEXT])
{
    const size_t len = strlen(text);
    uint32_t all[GLYPH_TEXT], n = 0, from = 0;

    for (size_t i = 0; i < len;) {
        if (n == GLYPH_TEXT)
            return 0;
        all[n++] = plain(utf8_next(text, len, &i));
    }
    while (!whole && n > from && !counts(all[n - 1]))
        n--;
    while (!whole && n > from && !counts(all[from]))
        from++;
    memcpy(out, all + from, (n - from) * sizeof *out);
    return n - from;
}

/* Signs that digits and letters are read as where nobody made them out. */
static bool is_misread(uint32_t cp)
{
    static const uint32_t signs[] = { 0xA7, 0xA2, 0xA3, 0xA5, 0xA9, 0xAE, 0x20AC };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cp == signs[i])
            return true;
    return cp < 128 && strchr("&|!?[]{}$*\\#@", (int)cp);
}

/* The class of every sign; -1: it stands for any glyph. */
static bool signs_of(const struct glyph_model *m, const uint32_t *cp, uint32_t n, int32_t *out)
{
    uint32_t odd = 0;

    for (uint32_t i = 0; i < n; i++) {
        out[i] = glyph_class(m, cp[i]);
        if (out[i] < 0 && !(utf8_is_letter(cp[i]) ? utf8_is_upper(cp[i]) : is_misread(cp[i])))
            return false;
        odd += out[i] < 0;
    }
    return n > 0 && odd <= ODD_MOST && 3 * odd <= n;
}

static float sign_worth(const struct glyph_lattice *l, const float *v, int32_t class)
{
    float most = v[0];

    if (class >= 0)
        return v[class];
    for (uint32_t c = 1; c + 1 < l->model->classes; c++)
        most = v[c] > most ? v[c] : most;
    return most - ODD;
}

uint32_t glyph_inner(const char *text, uint32_t out[GLYPH_TEXT])
{
    return inner(text, false, out);
}

static bool worth_of(const struct glyph_lattice *l, const uint32_t *cp, uint32_t n, float *worth)
{
    float row[2][GLYPH_PIECES + 1];
    int32_t signs[GLYPH_TEXT];
    uint32_t now = 0;

    if (l->n == 0 || !signs_of(l->model, cp, n, signs))
        return false;
    row[0][0] = 0;
    for (uint32_t j = 1; j <= l->n; j++)
        row[0][j] = row[0][j - 1] + l->skip[j - 1];
    for (uint32_t i = 0; i < n; i++, now = !now) {
        const float *before = row[now];
        float *after = row[!now];
        for (uint32_t j = 0; j <= l->n; j++) {
            after[j] = j ? after[j - 1] + l->skip[j - 1] : NEVER;
            for (uint32_t k = 1; k <= GLYPH_JOIN && k <= j; k++) {
                const float *v = candidate(l, j - k, k);
                const float w = v ? before[j - k] + sign_worth(l, v, signs[i]) : NEVER;
                after[j] = w > after[j] ? w : after[j];
            }
        }
    }
    *worth = row[now][l->n];
    return *worth > NEVER / 2;
}

/* rows[i]: the first i signs, [j]: of the first j pieces; or of what is behind these. */
struct table {
    float rows[GLYPH_TEXT + 1][GLYPH_PIECES + 1];
};

static void fill_front(const struct glyph_lattice *l, const int32_t *signs, uint32_t n,
                       struct table *t)
{
    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t j = 0; j <= l->n; j++) {
            float *to = &t->rows[i][j];
            *to = j ? t->rows[i][j - 1] + l->skip[j - 1] : i ? NEVER : 0;
            for (uint32_t k = 1; i && k <= GLYPH_JOIN && k <= j; k++) {
                const float *v = candidate(l, j - k, k);
                const float w = v ? t->rows[i - 1][j - k] + sign_worth(l, v, signs[i - 1]) : NEVER;
                *to = w > *to ? w : *to;
            }
        }
}

static void fill_back(const struct glyph_lattice *l, const int32_t *signs, uint32_t n,
                      struct table *t)
{
    for (uint32_t i = n + 1; i-- > 0;)
        for (uint32_t j = l->n + 1; j-- > 0;) {
            float *to = &t->rows[i][j];
            *to = j < l->n ? t->rows[i][j + 1] + l->skip[j] : i < n ? NEVER : 0;
            for (uint32_t k = 1; i < n && k <= GLYPH_JOIN && j + k <= l->n; k++) {
                const float *v = candidate(l, j, k);
                const float w = v ? t->rows[i + 1][j + k] + sign_worth(l, v, signs[i]) : NEVER;
                *to = w > *to ? w : *to;
            }
        }
}

/* The best of the digits that networks, both of them, have read as this one: slanted ones as
 * sevens, sixes and threes whose bow is nearly closed. */
static float mistaken_worth(const struct glyph_lattice *l, const float *v, uint32_t cp)
{
    static const char *const printed[] = { "89", "4", "", "8", "", "", "8", "1", "36", "8" };
    float most = NEVER;

    if (!(cp >= '0' && cp <= '9'))
        return most;
    for (const char *s = printed[cp - '0']; *s; s++) {
        const int32_t c = glyph_class(l->model, (uint32_t)*s);
        most = c >= 0 && v[c] > most ? v[c] : most;
    }
    return most;
}

static float slip_of(const struct glyph_lattice *l, const uint32_t *cp, uint32_t n)
{
    struct table front, back;
    int32_t signs[GLYPH_TEXT];
    float most = NEVER;

    if (l->n == 0 || !signs_of(l->model, cp, n, signs))
        return 0;
    fill_front(l, signs, n, &front);
    fill_back(l, signs, n, &back);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 1; counts(cp[i]) && j <= l->n; j++)
            for (uint32_t k = 1; k <= GLYPH_JOIN && k <= j; k++) {
                const float *v = candidate(l, j - k, k);
                const float w =
                    v ? front.rows[i][j - k] + back.rows[i + 1][j] + mistaken_worth(l, v, cp[i])
                      : NEVER;
                most = w > most ? w : most;
            }
    const float own = front.rows[n][l->n];
    return own > NEVER / 2 && most > own ? most - own : 0;
}

/* Has it signs that are printed, but no class knows? */
static bool has_others(const char *text)
{
    const size_t len = strlen(text);

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(text, len, &i);
        if ((cp < 128 && strchr("%<>=_~^", (int)cp)) || (cp >= 0xB0 && cp <= 0xBF))
            return true;
    }
    return false;
}

bool glyph_text_worth(const struct glyph_lattice *l, const char *text, float *worth)
{
    uint32_t cp[GLYPH_TEXT];
    float other;

    if (has_others(text))
        return false;
    bool ok = worth_of(l, cp, inner(text, false, cp), worth);

    if (worth_of(l, cp, inner(text, true, cp), &other) && (!ok || other > *worth)) {
        *worth = other;
        ok = true;
    }
    return ok;
}

float glyph_text_slip(const struct glyph_lattice *l, const char *text)
{
    uint32_t cp[GLYPH_TEXT];

    if (has_others(text))
        return 0;
    /* of both texts the less, so that no mark at its end passes for a digit */
    const float part = slip_of(l, cp, inner(text, false, cp)),
                whole = slip_of(l, cp, inner(text, true, cp));
    return part < whole ? part : whole;
}

bool glyph_same(const char *a, const char *b)
{
    uint32_t x[GLYPH_TEXT], y[GLYPH_TEXT];
    const uint32_t n = inner(a, false, x), m = inner(b, false, y);

    if (n == 0 || n != m)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (glyph_shape(x[i]) != glyph_shape(y[i]))
            return false;
    return true;
}
