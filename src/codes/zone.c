#include "codes/zone.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "codes/zone_cells.h"
#include "doc/card.h"

enum {
    NUMBER = 5, /* first line: number without its province, */
    NUMBER_CHECK = 14,
    WHOLE = 15, /* the whole of it, */
    DIGITS = 12,
    FILLERS = 27, /* two of them, */
    WHOLE_CHECK = 29,
    BIRTH = 0, /* second line: days of six digits and their checks */
    SEX = 7,
    EXPIRY = 8,
    DAY = 6,
    COUNTRY = 15,
    REST = 18,
    COMPOSITE = 29,
    TEXT_LEAST = 22, /* characters of a line read that may be one */
    HEAD = 6,        /* of which "VNM" stands among the first */
    TRIED_MAX = 16,  /* lines of a page; a sheet of copies shows eight cards */
};
/* Of correlations. A number taken may be behind the likest characters by a share of what the next
 * number that agrees is behind it; a right one is not behind at all but for grain. */
static const float LIKE_LEAST = 0.5f, LIKE_MEAN = 0.72f, MARGIN = 0.1f, BEHIND = 0.25f,
                   DAY_MARGIN = 0.06f;
static const int weight_of[3] = { 7, 3, 1 };

struct cells {
    struct zone_line line;
    float like[ZONE_CELLS][ZONE_CLASSES];
};

/* Digits so far, how like they look, and the sums their checks have come to. */
struct path {
    float score;
    char digits[DIGITS];
};
enum { STATES = 100 };
struct paths {
    struct path best[STATES][2]; /* and the next best */
};

static void offer(struct path best[2], const struct path *p)
{
    if (p->score > best[0].score) {
        best[1] = best[0];
        best[0] = *p;
    } else if (p->score > best[1].score) {
        best[1] = *p;
    }
}

static void clear(struct paths *p)
{
    for (int s = 0; s < STATES; s++)
        p->best[s][0].score = p->best[s][1].score = -1e9f;
}

/* One digit more: of the whole number, and from the fourth on of the short one too. */
static void add_digit(const struct paths *from, struct paths *to, const struct cells *c, int i)
{
    clear(to);
    for (int s = 0; s < STATES; s++)
        for (int k = 0; k < 2; k++) {
            if (from->best[s][k].score < -1e8f)
                continue;
            for (int d = 0; d < (i ? 10 : 1); d++) { /* provinces are 001 to 096 */
                struct path p = from->best[s][k];
                const bool both = i >= 3;
                p.score += c->like[WHOLE + i][d] + (both ? c->like[NUMBER + i - 3][d] : 0);
                p.digits[i] = (char)('0' + d);
                const int short_sum = (s % 10 + (both ? d * weight_of[(i - 3) % 3] : 0)) % 10,
                          whole_sum = (s / 10 + d * weight_of[i % 3]) % 10;
                offer(to->best[whole_sum * 10 + short_sum], &p);
            }
        }
}

/* The two numbers whose checks agree that look most like the cells. */
static void decode_number(const struct cells *c, struct paths work[2], struct path out[2])
{
    clear(&work[0]);
    work[0].best[0][0].score = 0;
    for (int i = 0; i < DIGITS; i++)
        add_digit(&work[i % 2], &work[(i + 1) % 2], c, i);
    out[0].score = out[1].score = -1e9f;
    for (int s = 0; s < STATES; s++)
        for (int k = 0; k < 2; k++) {
            struct path p = work[DIGITS % 2].best[s][k];
            p.score += c->like[NUMBER_CHECK][s % 10] + c->like[WHOLE_CHECK][s / 10];
            offer(out, &p);
        }
}

/* What the cells taken look like: each enough by itself, all on average, none much less than
 * like something else that could stand there. */
struct proof {
    float least, sum, behind;
    int n;
};

static void prove(struct proof *p, const float like[ZONE_CLASSES], char taken)
{
    const float own = like[zone_class(taken)];
    float best = own;

    for (int c = 0; c < ZONE_CLASSES; c++)
        best = like[c] > best ? like[c] : best;
    p->least = own < p->least ? own : p->least;
    p->behind += best - own;
    p->sum += own;
    p->n++;
}

static bool holds(const struct proof *p, float margin)
{
    return p->least >= LIKE_LEAST && p->sum >= LIKE_MEAN * (float)p->n &&
           p->behind <= BEHIND * margin;
}

static const char *classes_of(bool second, int i)
{
    static const char digits[] = "0123456789";

    if (!second)
        return i < NUMBER ? "IDVNM0158TLJ" : i == FILLERS || i == FILLERS + 1 ? "<KCX" : digits;
    return i == SEX                     ? "MF<"
           : i >= COUNTRY && i < REST   ? "VNM"
           : i >= REST && i < COMPOSITE ? "<KCX"
                                        : digits;
}

static void look_at(const struct grey *g, struct cells *c, const struct zone_face *f, bool second)
{
    for (int i = 0; i < ZONE_CELLS; i++)
        zone_likeness(g, &c->line, i, f, classes_of(second, i), c->like[i]);
}

static float likest(const struct cells *c)
{
    float sum = 0;

    for (int i = 0; i < ZONE_CELLS; i++) {
        float best = -1;
        for (int k = 0; k < ZONE_CLASSES; k++)
            best = c->like[i][k] > best ? c->like[i][k] : best;
        sum += best;
    }
    return sum;
}

static char check_of(const char *s, size_t n)
{
    return (char)('0' + card_check_digit(s, n));
}

static bool read_first(const struct cells *c, struct paths work[2], char text[ZONE_CELLS + 1])
{
    struct proof p = { .least = 1 };
    struct path two[2];

    decode_number(c, work, two);
    memcpy(text, "IDVNM", NUMBER);
    memcpy(text + NUMBER, two[0].digits + 3, 9);
    memcpy(text + WHOLE, two[0].digits, DIGITS);
    memcpy(text + FILLERS, "<<", 2);
    text[NUMBER_CHECK] = check_of(text + NUMBER, 9);
    text[WHOLE_CHECK] = check_of(text + WHOLE, 14);
    text[ZONE_CELLS] = '\0';
    for (int i = 0; i < ZONE_CELLS; i++)
        prove(&p, c->like[i], text[i]);
    const float margin = two[0].score - two[1].score;
    return margin >= MARGIN && holds(&p, margin);
}

/* Six digits and their check; `begin`: what the first two must be, or NULL. False when another day
 * looks nearly as like. */
static bool decode_day(const struct cells *c, int at, const char *begin, char *out)
{
    struct path best[10][2], next[10][2], two[2];

    for (int s = 0; s < 10; s++)
        best[s][0].score = best[s][1].score = -1e9f;
    best[0][0].score = 0;
    for (int i = 0; i < DAY; i++) {
        for (int s = 0; s < 10; s++)
            next[s][0].score = next[s][1].score = -1e9f;
        for (int s = 0; s < 20; s++)
            for (int d = 0; d < 10; d++) {
                struct path p = best[s / 2][s % 2];
                if (p.score < -1e8f || (begin && i < 2 && begin[i] != '0' + d))
                    continue;
                p.score += c->like[at + i][d];
                p.digits[i] = (char)('0' + d);
                offer(next[(s / 2 + d * weight_of[i % 3]) % 10], &p);
            }
        memcpy(best, next, sizeof best);
    }
    two[0].score = two[1].score = -1e9f;
    for (int s = 0; s < 10; s++)
        for (int k = 0; k < 2; k++) {
            best[s][k].score += c->like[at + DAY][s];
            offer(two, &best[s][k]);
        }
    memcpy(out, two[0].digits, DAY);
    out[DAY] = check_of(out, DAY);
    return two[0].score - two[1].score >= DAY_MARGIN;
}

static bool read_second(const struct cells *c, const char *first, char text[ZONE_CELLS + 1])
{
    struct proof p = { .least = 1 };
    const bool male = (first[WHOLE + 3] - '0') % 2 == 0;
    char all[ZONE_CELLS - NUMBER + 2 * (DAY + 1)];

    if (!decode_day(c, BIRTH, first + WHOLE + 4, text + BIRTH) ||
        !decode_day(c, EXPIRY, NULL, text + EXPIRY))
        return false;
    text[SEX] = male ? 'M' : 'F';
    memcpy(text + COUNTRY, "VNM", 3);
    memset(text + REST, '<', COMPOSITE - REST);
    memcpy(all, first + NUMBER, ZONE_CELLS - NUMBER);
    memcpy(all + ZONE_CELLS - NUMBER, text + BIRTH, DAY + 1);
    memcpy(all + ZONE_CELLS - NUMBER + DAY + 1, text + EXPIRY, DAY + 1);
    text[COMPOSITE] = check_of(all, sizeof all); /* fillers behind count nothing */
    text[ZONE_CELLS] = '\0';
    for (int i = 0; i < ZONE_CELLS; i++)
        prove(&p, c->like[i], text[i]);
    return holds(&p, DAY_MARGIN);
}

/* Is a text line the first of a zone? Its box then, from the word on that begins it. */
static bool begins(const struct page_read *read, const struct text_line *l, struct box *b)
{
    char s[HEAD + 4] = { 0 };
    size_t n = 0, all = 0;

    for (uint32_t w = l->first; w < l->first + l->count; w++) {
        const char *t = read->words[w].text;
        const size_t len = strlen(t);
        if (all < 2 && len > 4) { /* what stood before was a speck */
            all = n = 0;
            *b = l->box;
            b->x0 = read->words[w].box.x0;
        }
        for (size_t i = 0; i < len; all++) {
            const uint32_t cp = utf8_base(utf8_next(t, len, &i));
            if (n + 1 < sizeof s)
                s[n++] = cp >= 'a' && cp <= 'z' ? (char)(cp - 'a' + 'A')
                         : cp < 128             ? (char)cp
                                                : '?';
        }
    }
    return all >= TEXT_LEAST && strstr(s, "VNM") != NULL;
}

/* The line that stands right below. */
static const struct text_line *below(const struct page_read *read, const struct box *b)
{
    const int32_t h = b->y1 - b->y0;

    for (uint32_t i = 0; i < read->n_lines; i++) {
        const struct box *o = &read->lines[i].box;
        if (o->y0 > b->y0 + h / 2 && o->y0 < b->y1 + 2 * h && o->x0 < b->x0 + 2 * h &&
            o->x1 > b->x0 + (b->x1 - b->x0) / 2)
            return &read->lines[i];
    }
    return NULL;
}

struct zone {
    struct cells first, second, tried;
    struct paths work[2];
    struct zone_face face;
};

static bool read_zone(const struct grey *g, const struct page_read *read, const struct box *b,
                      struct zone *z, char text[2 * ZONE_CELLS + 2])
{
    float best = -1;
    int face = 0;

    if (!zone_fit(g, *b, &z->tried.line))
        return false;
    for (int f = 0; f < ZONE_FACES; f++) {
        zone_face_init(&z->face, f);
        look_at(g, &z->tried, &z->face, false);
        const float like = likest(&z->tried);
        if (f > 0 && like <= best)
            continue;
        best = like;
        face = f;
        z->first = z->tried;
    }
    if (!read_first(&z->first, z->work, text))
        return false;
    const struct text_line *l = below(read, b);
    if (!l || !zone_fit(g,
                        (struct box){ (int32_t)zone_x(&z->first.line, 0), l->box.y0,
                                      (int32_t)zone_x(&z->first.line, ZONE_CELLS), l->box.y1 },
                        &z->second.line))
        return true;
    zone_face_init(&z->face, face);
    look_at(g, &z->second, &z->face, true);
    if (read_second(&z->second, text, text + ZONE_CELLS + 1))
        text[ZONE_CELLS] = '\n';
    return true;
}

bool zone_find(const struct grey *g, const struct page_read *read, struct arena *a,
               struct code *out, uint32_t max, uint32_t *n, struct err *e)
{
    struct zone *z = NULL;
    bool ok = true;
    int tried = 0;

    for (uint32_t i = 0; ok && i < read->n_lines && *n < max && tried < TRIED_MAX; i++) {
        char text[2 * ZONE_CELLS + 2];
        struct box b = read->lines[i].box;
        if (!begins(read, &read->lines[i], &b))
            continue;
        tried++;
        if (!z && !(z = malloc(sizeof *z)))
            return err_set(e, ERR_NOMEM, "no memory for a machine readable zone");
        if (!read_zone(g, read, &b, z, text))
            continue;
        out[*n] = (struct code){ CODE_ZONE, arena_strdup(a, text), b };
        ok = out[*n].text || err_set(e, ERR_NOMEM, "no memory");
        *n += ok;
    }
    free(z);
    return ok;
}
