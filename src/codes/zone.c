#include "codes/zone.h"

#include <ctype.h>
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
    P_NUMBER = 9, /* a passport's second line: number, its check, */
    P_COUNTRY = 10,
    P_BIRTH = 13,
    P_SEX = 20,
    P_EXPIRY = 21,
    P_ID = 28, /* the twelve digits of the person, two fillers, their check, */
    P_REST = 40,
    P_ID_CHECK = 42,
    P_COMPOSITE = 43,
    P_TEXT_LEAST = 34,
    P_DIGITS_LEAST = 15,
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
    float like[ZONE_CELLS_TD3][ZONE_CLASSES];
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

enum kind { FIRST, SECOND, PASSPORT };

static const char *classes_of(enum kind kind, int i)
{
    static const char digits[] = "0123456789";

    if (kind == PASSPORT)
        return i == 0                           ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
               : i >= P_COUNTRY && i < P_BIRTH  ? "VNM"
               : i == P_SEX                     ? "MF<"
               : i >= P_REST && i < P_REST + 2  ? "<KCX"
               : i == P_NUMBER - 1 || i >= P_ID ? "0123456789<"
                                                : digits;
    if (kind == FIRST)
        return i < NUMBER ? "IDVNM0158TLJ" : i == FILLERS || i == FILLERS + 1 ? "<KCX" : digits;
    return i == SEX                     ? "MF<"
           : i >= COUNTRY && i < REST   ? "VNM"
           : i >= REST && i < COMPOSITE ? "<KCX"
                                        : digits;
}

static void look_at(const struct grey *g, struct cells *c, const struct zone_face *f,
                    enum kind kind)
{
    for (int i = 0; i < c->line.cells; i++)
        zone_likeness(g, &c->line, i, f, classes_of(kind, i), c->like[i]);
}

static float likest(const struct cells *c)
{
    float sum = 0;

    for (int i = 0; i < c->line.cells; i++) {
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

/* Characters under one check digit, what may stand where, and which two readings look most like the
 * cells with a check that agrees. */
static void decode_run(const struct cells *c, int at, int n, const char *const *may, int check,
                       struct path out[2])
{
    struct path best[10][2], next[10][2];

    for (int s = 0; s < 10; s++)
        best[s][0].score = best[s][1].score = -1e9f;
    best[0][0].score = 0;
    for (int i = 0; i < n; i++) {
        for (int s = 0; s < 10; s++)
            next[s][0].score = next[s][1].score = -1e9f;
        for (int s = 0; s < 20; s++)
            for (const char *one = may[i]; *one; one++) {
                struct path p = best[s / 2][s % 2];
                const int k = zone_class(*one), value = *one == '<' ? 0 : k;
                if (p.score < -1e8f)
                    continue;
                p.score += c->like[at + i][k];
                p.digits[i] = *one;
                offer(next[(s / 2 + value * weight_of[i % 3]) % 10], &p);
            }
        memcpy(best, next, sizeof best);
    }
    out[0].score = out[1].score = -1e9f;
    for (int s = 0; s < 10; s++)
        for (int k = 0; k < 2; k++) {
            best[s][k].score += c->like[check][s];
            offer(out, &best[s][k]);
        }
}

static const char any_digit[] = "0123456789";

/* Six digits and their check; `begin`: what the first two must be, or NULL. False when another day
 * looks nearly as like. */
static bool decode_day(const struct cells *c, int at, const char *begin, char *out)
{
    const char first[2] = { begin ? begin[0] : '0', '\0' },
               then[2] = { begin ? begin[1] : '0', '\0' };
    const char *const may[DAY] = { begin ? first : any_digit,
                                   begin ? then : any_digit,
                                   any_digit,
                                   any_digit,
                                   any_digit,
                                   any_digit };
    struct path two[2];

    decode_run(c, at, DAY, may, at + DAY, two);
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

/* The whole line must look like what is given: four fields, each under its own check digit and
 * further from its next reading than noise takes it, and the digit over all of them. */
static bool read_passport(const struct cells *c, char text[ZONE_CELLS_TD3 + 1])
{
    static const char *const number[P_NUMBER] = { "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                                  any_digit,
                                                  any_digit,
                                                  any_digit,
                                                  any_digit,
                                                  any_digit,
                                                  any_digit,
                                                  any_digit,
                                                  "0123456789<" };
    struct proof p = { .least = 1 };
    struct path two[2];
    char all[ZONE_CELLS_TD3];

    decode_run(c, 0, P_NUMBER, number, P_NUMBER, two);
    if (two[0].score - two[1].score < DAY_MARGIN)
        return false;
    memcpy(text, two[0].digits, P_NUMBER);
    text[P_NUMBER] = check_of(text, P_NUMBER);
    memcpy(text + P_COUNTRY, "VNM", 3);
    if (!decode_day(c, P_BIRTH, NULL, text + P_BIRTH) ||
        !decode_day(c, P_EXPIRY, NULL, text + P_EXPIRY))
        return false;
    text[P_SEX] = c->like[P_SEX][zone_class('M')] > c->like[P_SEX][zone_class('F')] ? 'M' : 'F';
    const bool male = text[P_SEX] == 'M';
    const char tens[2] = { text[P_BIRTH], '\0' }, ones[2] = { text[P_BIRTH + 1], '\0' };
    const char *const id[DIGITS] = { "0",       any_digit, any_digit, male ? "02" : "13",
                                     tens,      ones,      any_digit, any_digit,
                                     any_digit, any_digit, any_digit, any_digit };
    decode_run(c, P_ID, DIGITS, id, P_ID_CHECK, two); /* fillers behind count nothing */
    if (two[0].score - two[1].score < DAY_MARGIN)
        return false;
    memcpy(text + P_ID, two[0].digits, DIGITS);
    memcpy(text + P_REST, "<<", 2);
    text[P_ID_CHECK] = check_of(text + P_ID, DIGITS);
    memcpy(all, text, P_COUNTRY);
    memcpy(all + P_COUNTRY, text + P_BIRTH, DAY + 1);
    memcpy(all + P_COUNTRY + DAY + 1, text + P_EXPIRY, P_COMPOSITE - P_EXPIRY);
    text[P_COMPOSITE] = check_of(all, P_COUNTRY + DAY + 1 + P_COMPOSITE - P_EXPIRY);
    text[ZONE_CELLS_TD3] = '\0';
    for (int i = 0; i < ZONE_CELLS_TD3; i++)
        prove(&p, c->like[i], text[i]);
    return holds(&p, DAY_MARGIN);
}

/* Letters and digits of a text line, capitals without marks, what else there is as '?'. */
static size_t letters_of(const struct page_read *read, const struct text_line *l, char *s,
                         size_t cap)
{
    size_t n = 0;

    for (uint32_t w = l->first; w < l->first + l->count; w++) {
        const char *t = read->words[w].text;
        const size_t len = strlen(t);
        for (size_t i = 0; i < len && n + 1 < cap;) {
            const uint32_t cp = utf8_base(utf8_next(t, len, &i));
            s[n++] = cp >= 'a' && cp <= 'z' ? (char)(cp - 'a' + 'A') : cp < 128 ? (char)cp : '?';
        }
    }
    s[n] = '\0';
    return n;
}

/* Is it the second line of a passport's zone? VNM stands behind number and check, whatever its last
 * letter was taken for ("VNW"). */
static bool begins_passport(const struct page_read *read, const struct text_line *l)
{
    char s[2 * ZONE_CELLS_TD3];
    const size_t n = letters_of(read, l, s, sizeof s);
    const char *vn = strstr(s, "VN");
    int digits = 0;

    for (size_t i = 0; i < n; i++)
        digits += isdigit((unsigned char)s[i]) != 0;
    return n >= P_TEXT_LEAST && vn && vn - s >= P_COUNTRY - 2 && vn - s <= P_COUNTRY + 2 &&
           digits >= P_DIGITS_LEAST;
}

/* The line of the name right above it ("P<VNM...") ends where it does: the box grows by what the
 * recogniser lost of either end. */
static void join_ends(const struct page_read *read, struct box *b)
{
    const int32_t h = b->y1 - b->y0, reach = 3 * (b->x1 - b->x0) / ZONE_CELLS_TD3;

    for (uint32_t i = 0; i < read->n_lines; i++) {
        const struct box *o = &read->lines[i].box;
        char s[2 * ZONE_CELLS_TD3];
        if (o->y1 > b->y0 + h || o->y1 < b->y0 - 2 * h || abs(o->x0 - b->x0) > reach ||
            abs(o->x1 - b->x1) > reach || letters_of(read, &read->lines[i], s, sizeof s) < 30 ||
            !strstr(s, "<<"))
            continue;
        b->x0 = o->x0 < b->x0 ? o->x0 : b->x0;
        b->x1 = o->x1 > b->x1 ? o->x1 : b->x1;
    }
}

/* Does a line begin with IDVNM, two of its letters read wrongly at most? */
static bool is_head(const char *s)
{
    static const char head[] = "IDVNM";

    if (strstr(s, "VNM"))
        return true;
    for (size_t from = 0; from < 2; from++) {
        int same = 0;
        for (size_t i = 0; i < 5 && strlen(s) >= from + 5; i++)
            same += s[from + i] == head[i];
        if (same >= 3 && isdigit((unsigned char)s[from + 5]))
            return true;
    }
    return false;
}

/* What a streak of the scanner cut off a line: the box grows by it. How many bytes of text it has.
 */
static size_t join_row(const struct page_read *read, const struct text_line *l, struct box *b)
{
    const int32_t h = b->y1 - b->y0;
    size_t more = 0;

    for (uint32_t i = 0; i < read->n_lines; i++) {
        const struct text_line *o = &read->lines[i];
        if (o == l || o->box.x0 < b->x1 - h / 2 || o->box.x0 > b->x1 + 3 * h ||
            o->box.y0 > b->y1 - h / 2 || o->box.y1 < b->y0 + h / 2 || o->box.y1 - o->box.y0 > 2 * h)
            continue;
        for (uint32_t w = o->first; w < o->first + o->count; w++)
            more += strlen(read->words[w].text);
        *b = box_union(*b, o->box);
    }
    return more;
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
    if (all < TEXT_LEAST && strstr(s, "VNM"))
        all += join_row(read, l, b);
    return all >= TEXT_LEAST && is_head(s);
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
enum { TEXT_MAX = 2 * ZONE_CELLS + 2 };

/* Cells of the line at `b` in the face they are most like; its number, -1 for no row of cells. */
static int look_in_faces(const struct grey *g, const struct box *b, int cells, enum kind kind,
                         struct zone *z)
{
    float best = -1;
    int face = -1;

    if (!zone_fit(g, *b, cells, &z->tried.line))
        return -1;
    for (int f = 0; f < ZONE_FACES; f++) {
        zone_face_init(&z->face, f);
        look_at(g, &z->tried, &z->face, kind);
        const float like = likest(&z->tried);
        if (f > 0 && like <= best)
            continue;
        best = like;
        face = f;
        z->first = z->tried;
    }
    return face;
}

static bool read_zone(const struct grey *g, const struct page_read *read, const struct box *b,
                      struct zone *z, char text[TEXT_MAX])
{
    const int face = look_in_faces(g, b, ZONE_CELLS, FIRST, z);

    if (face < 0 || !read_first(&z->first, z->work, text))
        return false;
    const struct text_line *l = below(read, b);
    if (!l || !zone_fit(g,
                        (struct box){ (int32_t)zone_x(&z->first.line, 0), l->box.y0,
                                      (int32_t)zone_x(&z->first.line, ZONE_CELLS), l->box.y1 },
                        ZONE_CELLS, &z->second.line))
        return true;
    zone_face_init(&z->face, face);
    look_at(g, &z->second, &z->face, SECOND);
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
        char text[TEXT_MAX];
        struct box b = read->lines[i].box;
        const bool passport = begins_passport(read, &read->lines[i]);
        if (!passport && !begins(read, &read->lines[i], &b))
            continue;
        tried++;
        if (passport)
            join_ends(read, &b);
        if (!z && !(z = malloc(sizeof *z)))
            return err_set(e, ERR_NOMEM, "no memory for a machine readable zone");
        if (passport ? look_in_faces(g, &b, ZONE_CELLS_TD3, PASSPORT, z) < 0 ||
                           !read_passport(&z->first, text)
                     : !read_zone(g, read, &b, z, text))
            continue;
        out[*n] = (struct code){ CODE_ZONE, arena_strdup(a, text), b };
        ok = out[*n].text || err_set(e, ERR_NOMEM, "no memory");
        *n += ok;
    }
    free(z);
    return ok;
}
