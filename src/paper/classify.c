#include "paper/classify.h"

#include <math.h>
#include <string.h>

#include "paper/grams.h"
#include "paper/names.h"
#include "paper/odds.h"

/* Natural-logarithm strengths before the model weighs them: a clean title outweighs whatever the
 * words of the body say together. ATTESTED, a probability: the words of certification make a paper
 * a certified copy by law (Decree 23/2015/NĐ-CP); of 208 in generated sets all were. */
static const float TITLE = 8.5F, FORM = 4.0F, ABBR = 2.5F, BODY_MAX = 6.0F, LETTER_SUBJECT = 5.0F,
                   LETTER_TO = 2.2F, LETTER_NUMBER = 2.0F, PAGES = 0.6F, ATTESTED = 0.995F;

/* What such a title adds to "unknown", in the strengths that stand against each other. */
static const float OTHER_TITLE = 12;

struct evidence {
    float score[TYPES_MAX];
    float margin[MODEL_CLASSES_MAX]; /* of the words, a class */
};

typedef void source_fn(const struct paper_tables *, const struct doc_view *, struct evidence *);

static void from_title(const struct paper_tables *t, const struct doc_view *d, struct evidence *e)
{
    const struct layout *l = &d->layouts[0];

    for (uint32_t i = 0; i < l->n_hits; i++) {
        const struct title_hit *h = &l->hits[i];
        const char cls = t->types[h->type].pub.cls;
        float q = h->quality;
        /* an administrative paper has a head; its title word without one is likely a heading */
        if (cls == 'A' && !l->motto_top && l->number_seg < 0)
            q *= 0.7F;
        /* below other titles of the page: a second paper copied onto the sheet, or a heading */
        if (i > 0 && h->row > l->hits[0].last_row && l->hits[0].quality > 0.5F)
            q *= 0.4F;
        e->score[h->type] += TITLE * q;
    }
}

static void from_forms(const struct paper_tables *t, const struct doc_view *d, struct evidence *e)
{
    const struct view *v = &d->views[0];

    if (v->n_rows == 0)
        return;
    const uint32_t rows = v->n_rows < 8 ? v->n_rows : 8;
    for (uint32_t i = 0; i < t->n_forms; i++)
        for (uint32_t s = 0; s < v->row_first[rows]; s++)
            if (find_phrase(v->segs[s].fold, v->segs[s].len, t->forms[i].fold, 0) != SIZE_MAX) {
                e->score[t->forms[i].type] += FORM;
                break;
            }
}

static bool has_word(const char *text, const char *word)
{
    const size_t n = strlen(word);

    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
        const char before = at == text ? '/' : at[-1], after = at[n];
        if ((before == '/' || before == '-' || before == ' ') &&
            (after == '-' || after == '/' || after == '\0' || after == ' '))
            return true;
    }
    return false;
}

/* The type part of the number: "QĐ" of 12/QĐ-UBND. */
static void from_number(const struct paper_tables *t, const struct doc_view *d, struct evidence *e)
{
    const struct layout *l = &d->layouts[0];

    if (l->number_seg < 0 || !l->motto_top)
        return;
    const char *text = d->views[0].segs[l->number_seg].text;
    for (uint32_t i = 0; i < t->n_abbrs; i++)
        if (has_word(text, t->abbrs[i].text))
            e->score[t->abbrs[i].type] += ABBR;
}

enum { SQUASH_MAX = 6000, FUZZY_LETTERS = 10, CARD_LETTERS = 5, SHORT_PAGE = 100 };

/* One letter in seven may be wrong; on a card, whose small print is read worst, one in four. */
static bool body_like(const struct body_row *b, const char *text, size_t n, uint32_t words)
{
    const bool card = words <= SHORT_PAGE;

    if (b->pattern.len < (card ? CARD_LETTERS : FUZZY_LETTERS))
        return false;
    const struct hit h = pattern_search(&b->pattern, text, n);
    const float least = !card ? 0.86F : b->pattern.len >= 14 ? 0.75F : 0.795F;
    return hit_similarity(&b->pattern, &h) >= least;
}

static void from_body(const struct paper_tables *t, const struct doc_view *d, struct evidence *e)
{
    float sum[TYPES_MAX] = { 0 };
    char sq[SQUASH_MAX];
    const struct view *first = &d->views[0];
    const size_t n =
        squash(first->fold, first->fold_len < SQUASH_MAX ? first->fold_len : SQUASH_MAX, sq, NULL);

    for (uint32_t i = 0; i < t->n_bodies; i++) {
        const struct body_row *b = &t->bodies[i];
        uint32_t k = 0;
        while (k < d->n && k < 4 &&
               find_phrase(d->views[k].fold, d->views[k].fold_len, b->fold, 0) == SIZE_MAX)
            k++;
        if (k < d->n && k < 4)
            sum[b->type] += k == 0 ? b->weight : 0.6F * b->weight;
        else if (body_like(b, sq, n, first->page->n_words))
            sum[b->type] += (first->page->n_words <= SHORT_PAGE ? 1.0F : 0.8F) * b->weight;
    }
    for (uint32_t i = 0; i < t->n_types; i++)
        e->score[i] += sum[i] < BODY_MAX ? sum[i] : BODY_MAX;
}

/* An official letter has no title: number, "V/v", "Kính gửi". */
static void from_letter(const struct paper_tables *t, const struct doc_view *d, struct evidence *e)
{
    const struct layout *l = &d->layouts[0];
    float s = 0, abbr = 0;

    if (!l->motto_top || !l->two_columns)
        return;
    if (l->subject_seg >= 0)
        s += LETTER_SUBJECT;
    /* between head and addressee stand the lines of "V/v" and stamps */
    if (l->to_row >= 0 && l->to_row <= l->head_end + (l->subject_seg >= 0 ? 12 : 5))
        s += LETTER_TO;
    if (l->number_seg >= 0) {
        const char *text = d->views[0].segs[l->number_seg].text;
        for (uint32_t i = 0; i < t->n_abbrs; i++)
            if (has_word(text, t->abbrs[i].text))
                abbr = 1;
        if (abbr == 0 && strchr(text, '/'))
            s += LETTER_NUMBER;
    }
    const float title = l->n_hits ? l->hits[0].quality : 0;
    e->score[t->cong_van] += s * (1 - 0.85F * title) * (abbr > 0 ? 0.6F : 1);
}

static void from_pages(const struct paper_tables *t, const struct doc_view *d, struct evidence *e)
{
    for (uint32_t i = 0; i < t->n_types; i++)
        if ((int32_t)d->n_pages > t->types[i].pages_max + 2)
            e->score[i] -= PAGES;
}

static source_fn *const sources[] = { from_title, from_forms,  from_number,
                                      from_body,  from_letter, from_pages };

static bool attested(const struct doc_view *d)
{
    for (uint32_t i = 0; i < d->n; i++)
        if (d->layouts[i].certified)
            return true;
    return false;
}

/* Further out a margin says nothing more. */
static const float MARGIN_LOW = -1.5F, MARGIN_HIGH = 1.5F, NEUTRAL_RULES = 4.0F;

/* What a type that nobody could train on is worth more than "unknown" for each point of its rules
 * above neutral ones: 0.996 with a clean title (8.5) and no words against it. */
static const float UNSEEN_RULE = 1.25F;

static float within(float x, float low, float high)
{
    return x < low ? low : x > high ? high : x;
}

float classify_margin(const struct paper_tables *t, uint32_t type, const float *margins)
{
    const uint32_t own = t->class_of[type], unknown = t->class_of[t->unknown];

    return own != NO_CLASS ? margins[own] : unknown != NO_CLASS ? margins[unknown] : 0;
}

float classify_strength(const struct paper_tables *t, uint32_t type, float rules, float margin,
                        const float params[MODEL_PARAMS])
{
    const float z = params[MODEL_MARGIN] * within(margin, MARGIN_LOW, MARGIN_HIGH);

    if (t->class_of[type] == NO_CLASS) /* its words look unknown; its title makes up for that */
        return params[MODEL_UNKNOWN] + (z > 0 ? z : 0) + UNSEEN_RULE * (rules - NEUTRAL_RULES) +
               params[MODEL_MARGIN] * params[MODEL_UNSEEN] *
                   (1 - within(rules / NEUTRAL_RULES, 0, 1));
    return type == t->unknown ? params[MODEL_UNKNOWN] + z : params[MODEL_RULE] * rules + z;
}

float classify_sure(const struct paper_tables *t)
{
    return t->model->params[MODEL_TYPE_SURE];
}

/* From what the rules found to what stands against each other in the softmax. */
static void weigh(const struct paper_tables *t, const struct doc_view *d, struct evidence *e)
{
    struct gram_set g;

    grams_of(t, d, t->model->bits, &g);
    grams_margins(t->model, &g, e->margin);
    for (uint32_t i = 0; i < t->n_types; i++)
        e->score[i] = classify_strength(t, i, e->score[i], classify_margin(t, i, e->margin),
                                        t->model->params);
}

/* A title alone says the type where the words say that it is none of its papers, or as well one of
 * another type: "THÔNG BÁO" over a process slip's text. Of 6,500 papers of generated sets that
 * nothing else sent to review 18 have so little. */
static const float OWN_LEAST = 0, APART_LEAST = 0.5F;

static bool words_doubt(const struct paper_tables *t, const struct evidence *e, uint32_t type)
{
    const uint32_t own = t->class_of[type], around = t->class_of[t->certified];

    if (own == NO_CLASS || type == t->unknown)
        return false;
    for (uint32_t c = 0; c < t->model->n_classes; c++)
        if (c != own && c != around && e->margin[own] - e->margin[c] < APART_LEAST)
            return true;
    return e->margin[own] < OWN_LEAST;
}

/* The words of a title that is one of the list, or begins so: marks and all, but where it is long
 * enough for no other to have its letters ("BAN AN TOÀN GIAO THÔNG" is no "bản án"). */
static bool is_other_title(const struct word_set *titles, const struct seg *s)
{
    enum { LONG = 12 };

    for (uint32_t i = 0; i < titles->n; i++) {
        const struct word_row *r = &titles->list[i];
        char own[NAME_BYTES];
        const size_t n = text_offset(s->text, r->len);
        if (!starts_with(s->fold, r->fold) || (s->fold[r->len] >= 'a' && s->fold[r->len] <= 'z') ||
            n >= sizeof own)
            continue;
        memcpy(own, s->text, n);
        own[n] = '\0';
        if (r->len >= LONG || name_same(own, r->text))
            return true;
    }
    return false;
}

/* A title that says the paper to be none of the types ("KẾT LUẬN THANH TRA", "PHƯƠNG ÁN"), in
 * capitals in the middle under the head, with none of theirs above it. */
static bool has_other_title(const struct paper_tables *t, const struct doc_view *d)
{
    enum { ROWS = 6 };
    static const float THEIRS = 0.5F;
    const struct layout *l = &d->layouts[0];
    const struct view *v = &d->views[0];
    const int32_t from = l->head_end + 1;

    const bool theirs = l->n_hits > 0 && l->hits[0].quality > THEIRS;
    for (int32_t row = from; row < from + ROWS && row < (int32_t)v->n_rows; row++) {
        if (theirs && row > l->hits[0].row) /* "PHƯƠNG ÁN" is like "HƯỚNG DẪN" */
            return false;
        const struct seg *s = &v->segs[v->row_first[row]];
        const float aside = fabsf(((float)s->box.x0 - v->left) - (v->right - (float)s->box.x1));
        if (s->caps > 0.7F && v->row_first[row + 1] - v->row_first[row] == 1 && aside < 6 * v->em &&
            is_other_title(&t->words.set[WORDS_OTHER_TITLE], s))
            return true;
    }
    return false;
}

/* Softmax over all types but `without`. */
static struct verdict decide(const struct paper_tables *t, const struct evidence *e,
                             uint32_t without)
{
    struct verdict v = { .type = t->unknown, .second = t->unknown, .wrapped = t->n_types };
    double sum = 0, best = -1, second = -1;

    for (uint32_t i = 0; i < t->n_types; i++) {
        if ((t->types[i].pub.cls == '-' && i != t->unknown) || i == without)
            continue;
        const double w = odds_exp((double)e->score[i]);
        sum += w;
        if (w > best) {
            second = best;
            v.second = v.type;
            best = w;
            v.type = i;
        } else if (w > second) {
            second = w;
            v.second = i;
        }
    }
    v.p = sum > 0 ? (float)(best / sum) : 0;
    v.p_second = sum > 0 && second > 0 ? (float)(second / sum) : 0;
    return v;
}

void classify_rules(const struct paper_tables *t, const struct doc_view *d, float *score)
{
    struct evidence e = { .score = { 0 } };

    if (d->n > 0)
        for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
            sources[i](t, d, &e);
    memcpy(score, e.score, t->n_types * sizeof *score);
}

struct verdict classify_document(const struct paper_tables *t, const struct doc_view *d)
{
    struct evidence e = { .score = { 0 } };

    classify_rules(t, d, e.score);
    weigh(t, d, &e);
    /* what is copied may have any title */
    if (decide(t, &e, t->n_types).type != t->certified && has_other_title(t, d))
        e.score[t->unknown] += OTHER_TITLE;
    if (!attested(d)) {
        struct verdict v = decide(t, &e, t->n_types);
        v.words_doubt = words_doubt(t, &e, v.type);
        return v;
    }
    const struct verdict under = decide(t, &e, t->certified);
    struct verdict v = { .type = t->certified,
                         .second = under.type,
                         .p = ATTESTED,
                         .p_second = 1 - ATTESTED,
                         .wrapped = under.type,
                         .p_wrapped = under.p,
                         .words_doubt = words_doubt(t, &e, under.type) };
    if (under.type == t->unknown)
        v.wrapped = t->n_types;
    return v;
}
