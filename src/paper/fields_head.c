#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/fields.h"
#include "paper/office.h"

enum { SUBJECT_LINES = 8 };

/* Under this what stands for a day's digits is a hand's: left out, not guessed. */
static const float GUESS_SURE = 0.80F;

static void add_date(struct field_list *f, const char *name, const struct date *read,
                     const struct seg *s, uint32_t view, float fit)
{
    char iso[16];
    float conf;
    struct date day = *read;
    const struct date *d = &day;
    const struct box box = seg_box(&f->d->views[view], s, d->from, d->to, &conf);

    if (d->guessed_day && conf < GUESS_SURE) {
        day.d = 0;
        day.whole = false;
    }

    if (!d->guessed)
        conf = seg_digits(&f->d->views[view], s, d->from, d->to);
    if (!d->valid) {
        reason_add(f, "date_invalid");
        return;
    }
    date_iso(d, iso);
    if (iso[0] == '\0')
        return;
    if (!d->whole)
        reason_add(f, "date_partial");
    else if (d->guessed)
        reason_add(f, "date_doubtful");
    field_add(f, name, iso, conf, d->whole && !d->guessed ? fit : fit * 0.8F, view, box);
}

static void add_place(struct field_list *f, const struct seg *s, const struct date *d,
                      uint32_t view, float fit)
{
    uint32_t end = d->from;
    float conf;

    while (end > 0 &&
           (s->fold[end - 1] == ' ' || s->fold[end - 1] == ',' || s->fold[end - 1] == '.'))
        end--;
    if (end < 2 || end > 60 || memchr(s->fold, ':', end) ||
        find_phrase(s->fold, end, "ngay", 0) != SIZE_MAX)
        return;
    char *raw = seg_slice(f->a, s, 0, end);
    char *value = raw ? value_trim(f->a, raw, strlen(raw)) : NULL;
    if (!value) {
        f->failed = true;
        return;
    }
    uint32_t letters = 0;
    for (uint32_t i = 0; i < end; i++)
        letters += s->fold[i] >= 'a' && s->fold[i] <= 'z';
    if (letters < 2)
        return;
    const bool comma = memchr(s->fold + end, ',', d->from - end) != NULL;
    const struct box box = seg_box(&f->d->views[view], s, 0, end, &conf);
    field_add(f, "place", value, conf, comma && letters * 10 >= end * 7 ? fit : fit * 0.7F, view,
              box);
}

static bool find_cited(const struct seg *s)
{
    return find_phrase(s->fold, s->len, "can cu", 0) != SIZE_MAX ||
           find_phrase(s->fold, s->len, "so", 0) != SIZE_MAX;
}

/* "Hôm nay, ngày 06 tháng 8 năm 2026, tại ...": the day a contract or a record was made. */
static bool read_today(struct field_list *f)
{
    struct date d;

    for (uint32_t k = 0; k < f->d->n && k < 2; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < 30; i++) {
            const struct seg *s = &v->segs[i];
            if (!words_start(&f->t->words.set[WORDS_TODAY], s->fold) ||
                !date_any(s->fold, s->len, 0, &d) || d.from > 40)
                continue;
            add_date(f, "issued_date", &d, s, k, 1);
            return true;
        }
    }
    return false;
}

/* The date of the head, else that of the first sentence, else the one above the signature of the
 * last pages. */
static void read_date(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    struct date d;

    if (l->date_seg >= 0) {
        const struct seg *s = &v->segs[l->date_seg];
        if (date_long(s->fold, s->len, 0, &d)) {
            add_place(f, s, &d, 0, 1);
            add_date(f, "issued_date", &d, s, 0, 1);
            return;
        }
        reason_add(f, "date_missing");
        return;
    }
    if (read_today(f))
        return;
    for (uint32_t k = f->d->n; k-- > 0;) {
        const struct view *w = &f->d->views[k];
        if (f->d->layouts[k].certified)
            continue;
        for (uint32_t i = w->n_segs; i-- > 0;) {
            const struct seg *s = &w->segs[i];
            const bool low = seg_cy(s) > w->top + 0.4F * (w->bottom - w->top) && !find_cited(s);
            if (!low || s->letters > 60 || !date_long(s->fold, s->len, 0, &d) || d.to + 4 < s->len)
                continue;
            const size_t place = d.from;
            if (place > 45 || seg_cx(s) < (w->left + w->right) / 2 - 6 * w->em)
                continue;
            add_place(f, s, &d, k, 1);
            add_date(f, "issued_date", &d, s, k, 1);
            return;
        }
    }
}

/* A line that begins otherwise than bodies do continues the one above. */
static bool body_starts(const struct word_set *bodies, const char *fold)
{
    for (uint32_t i = 0; i < bodies->n; i++) {
        const char *w = bodies->list[i].fold, *f = fold;
        /* a lost blank between two words is no other word: "uyban", "congan" */
        while (*w && (*f == *w || (*w == ' ' && w[1]))) {
            f += *f == *w;
            w++;
        }
        if (!*w)
            return true;
    }
    return false;
}

/* Without its place, or its last word, a body's name was not read to its end. */
static bool body_cut(const struct paper_tables *t, const char *value)
{
    char fold[400];
    uint32_t none = 0;
    const size_t len = strlen(value),
                 n = len < 400 ? fold_text(&t->fold, value, len, fold, &none, &none) : 0;

    return words_end(&t->words.set[WORDS_BODY_CUT], fold, n);
}

struct body_name {
    char text[400];
    size_t n;
    struct box box;
    float conf;
    uint32_t lines;
    bool known; /* begins with a word that bodies begin with */
    bool loose; /* that a line of it belongs here is a guess: shown, never accepted */
};

static const char *from_letter(const char *fold)
{
    while (*fold && !(*fold >= 'a' && *fold <= 'z'))
        fold++;
    return fold;
}

static bool ends_with(const struct body_name *b, const char *end)
{
    const size_t n = strlen(end);

    return b->n > n && strcmp(b->text + b->n - n, end) == 0;
}

/* Of what the last line ends with there must be more. */
static bool body_unfinished(const struct word_set *ends, const struct body_name *b)
{
    for (uint32_t i = 0; i < ends->n; i++)
        if (ends_with(b, ends->list[i].text))
            return true;
    return false;
}

static void body_add(const struct word_lists *w, struct body_name *b, const struct seg *s)
{
    const char *text = s->text + strspn(s->text, " -_.'\"`"); /* specks before the line */
    const size_t len = strlen(text);
    const bool unfinished = body_unfinished(&w->set[WORDS_BODY_MORE], b);

    if (b->n + len + 2 > sizeof b->text)
        return;
    if (b->n > 0)
        b->text[b->n++] = ' ';
    memcpy(b->text + b->n, text, len + 1);
    b->n += len;
    b->box = b->lines == 0 ? s->box : box_union(b->box, s->box);
    b->conf += s->conf;
    if (b->lines == 0)
        b->known = body_starts(&w->set[WORDS_BODY], s->fold);
    else if (!unfinished && !words_start(&w->set[WORDS_BODY_ON], from_letter(s->fold)))
        b->loose = true;
    if (b->lines++ == 0 && words_start(&w->set[WORDS_BODY_PART], from_letter(s->fold)))
        b->loose = true;
}

static void body_field(struct field_list *f, const char *name, struct body_name *b, float fit,
                       const char *around)
{
    char *value = b->lines ? value_trim(f->a, b->text, b->n) : NULL;

    value = value ? office_mend(&f->t->words.set[WORDS_OFFICE_NAME], &f->t->fold, f->a, value, &fit)
                  : NULL;
    value = place_marks(f, value, around, &fit);
    if (b->loose || (value && body_cut(f->t, value)))
        fit = fminf(fit, 0.9F);
    if (value && strlen(value) >= 4)
        field_add(f, name, value, b->conf / (float)b->lines, fit, 0, b->box);
}

/* The left column of the head, from the motto's row down to the number: superior, then issuer. */
static void read_issuer(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    const struct word_lists *words = &f->t->words;
    struct body_name bodies[4] = { 0 };
    uint32_t n = 0;

    if (!l->two_columns || l->motto_seg < 0)
        return;
    const struct seg *m = &v->segs[l->motto_seg];
    const int32_t stop = l->number_seg >= 0 ? (int32_t)v->segs[l->number_seg].row
                         : l->date_seg >= 0 ? (int32_t)v->segs[l->date_seg].row
                                            : l->tieu_row + 4;
    for (uint32_t i = v->row_first[m->row > 0 ? m->row - 1 : 0];
         i < v->n_segs && (int32_t)v->segs[i].row < stop; i++) {
        const struct seg *s = &v->segs[i];
        if (s->row + 1 == m->row && seg_cy(m) - seg_cy(s) > 2.2F * v->em)
            continue;
        if (s->letters < 3 || s->caps < 0.6F ||
            (float)s->box.x1 > (float)m->box.x0 + 1.5F * v->em || starts_with(s->fold, "mau"))
            continue;
        const bool general = n > 0 && starts_with(from_letter(s->fold), "khoa") &&
                             ends_with(&bodies[n - 1], " ĐA"); /* BỆNH VIỆN ĐA / KHOA */
        if ((n == 0 || (body_starts(&words->set[WORDS_BODY], from_letter(s->fold)) && !general)) &&
            n < 4)
            n++;
        body_add(words, &bodies[n - 1], s);
    }
    if (n == 0) {
        reason_add(f, "issuer_missing");
        return;
    }
    if (n >= 2)
        body_field(f, "superior", &bodies[n - 2], bodies[n - 2].known ? 1 : 0.9F, NULL);
    const struct field *superior = field_get(f, "superior");
    body_field(f, "issuer", &bodies[n - 1], bodies[n - 1].known ? 1 : 0.9F,
               superior ? superior->value : NULL);
}

static bool small_letter(const struct seg *s)
{
    size_t one = 0;
    const uint32_t cp = *s->text ? utf8_next(s->text, strlen(s->text), &one) : 0;

    return utf8_is_letter(cp) && !utf8_is_upper(cp);
}

/* Bodies and offices in ordinary print are words of a subject ("... của / Hội đồng nhân dân xã");
 * in capitals they begin what follows. */
static bool names_body(const struct word_lists *w, const struct seg *s)
{
    return s->caps < 0.7F && words_start(&w->set[WORDS_SUBJECT_BODY], s->fold);
}

/* The line under a subject that ended may be its next one, whatever ended it. */
static bool may_go_on(const struct word_lists *w, const struct view *v, const struct seg *s,
                      const struct seg *last)
{
    const float dy = seg_cy(s) - seg_cy(last);

    return dy > 0 && dy < 2.4F * fmaxf(v->em, last->height) && s->letters >= 2 &&
           (small_letter(s) || names_body(w, s));
}

static bool subject_stops(const struct word_lists *w, const struct seg *s)
{
    /* "can cu" may be "Căn cứ" whose first letter looks alike */
    const bool goes_on = names_body(w, s) || (small_letter(s) && s->fold[0] != 'c');

    if (!goes_on && words_start(&w->set[WORDS_SUBJECT_STOP], s->fold))
        return true;
    return s->letters < 3 && strspn(s->fold, "0123456789 .") < s->len;
}

/* Sits in the middle: both margins alike, or bold over the full width. */
static bool centred(const struct view *v, const struct seg *s)
{
    const float l = (float)s->box.x0 - v->left, r = v->right - (float)s->box.x1;
    return fabsf(l - r) < 3.0F * v->em && (s->bold || l > 1.5F * v->em || fabsf(l - r) < v->em);
}

/* Its middle is the title's, whatever the margins are. */
static bool under(const struct view *v, const struct seg *s, const struct seg *title)
{
    return fabsf(seg_cx(s) - seg_cx(title)) < v->em && (float)s->box.x0 - v->left > 2 * v->em &&
           v->right - (float)s->box.x1 > -v->em;
}

struct text_run {
    char text[1200];
    size_t n;
    struct box box;
    float conf;
    uint32_t lines;
};

static void run_add(struct text_run *r, const struct seg *s, size_t skip)
{
    const char *t = s->text + text_offset(s->text, skip);
    const size_t len = strlen(t);

    if (r->n + len + 2 > sizeof r->text)
        return;
    if (r->n > 0)
        r->text[r->n++] = ' ';
    memcpy(r->text + r->n, t, len + 1);
    r->n += len;
    r->box = r->lines == 0 ? s->box : box_union(r->box, s->box);
    r->conf = r->lines == 0 ? s->conf : fminf(r->conf, s->conf);
    r->lines++;
}

/* "CHI1 111] Về việc ...", "Vềviệc": the foot of a title that was cut, a lost blank. */
static char *from_about(struct field_list *f, char *value, float *fit)
{
    enum { REACH = 24 };
    char *at = value ? strstr(value, "Về việc ") : NULL,
         *glued = value ? strstr(value, "Vềviệc ") : NULL;
    bool digits = false;

    at = glued && (!at || glued < at) ? glued : at;
    for (const char *c = value; at && c < at; c++)
        digits |= *c >= '0' && *c <= '9';
    if (!at || at - value > REACH || (at > value && !digits))
        return value;
    if (at > value || at == glued)
        *fit = fminf(*fit, 0.9F);
    if (at != glued)
        return at;
    const size_t n = strlen(at), word = strlen("Về");
    char *out = arena_alloc(f->a, n + 2, 1);
    if (!out)
        return NULL;
    memcpy(out, at, word);
    out[word] = ' ';
    memcpy(out + word + 1, at + word, n - word + 1);
    return out;
}

/* Of "Về việc" the first letter is lost oftenest. */
static char *whole_about(struct field_list *f, char *value, float *fit)
{
    static const char *const torn[] = { "ề việc ", "/v " };

    for (size_t i = 0; value && i < sizeof torn / sizeof *torn; i++)
        if (starts_with(value, torn[i])) {
            const size_t n = strlen(value);
            char *out = arena_alloc(f->a, n + 2, 1);
            if (!out)
                return NULL;
            out[0] = 'V';
            memcpy(out + 1, value, n + 1);
            *fit = fminf(*fit, 0.9F);
            return out;
        }
    return value;
}

/* A word of one consonant is what is left of a longer one: "c uyển", "đối với h". */
static bool torn_word(const struct fold_map *m, const char *value)
{
    for (const char *at = value; *at;) {
        char fold[8];
        uint32_t letters = 0, upper = 0;
        const size_t n = strcspn(at, " ");
        if (n > 0 && n <= 2 && fold_text(m, at, n, fold, &letters, &upper) == 1 && letters == 1 &&
            upper == 0 && !strchr("aeiouy", fold[0]))
            return true;
        at += n + strspn(at + n, " ");
    }
    return false;
}

static void run_field(struct field_list *f, const struct text_run *r, float fit)
{
    char *value = r->lines ? value_trim(f->a, r->text, r->n) : NULL;

    value = whole_about(f, from_about(f, value, &fit), &fit);
    if (value && torn_word(&f->t->fold, value))
        fit = fminf(fit, 0.9F);

    if (value && strlen(value) >= 6)
        field_add(f, "subject", value, r->conf, fit, 0, r->box);
}

/* "V/v ..." of a letter: the left column under the number. */
static void read_letter_subject(struct field_list *f)
{
    const struct word_lists *w = &f->t->words;
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    struct text_run r = { 0 };
    const struct seg *first = &v->segs[l->subject_seg], *prev = first;
    const float limit =
        l->motto_seg >= 0
            ? fmaxf((float)v->segs[l->motto_seg].box.x0, (v->left + v->right) / 2) + 3 * v->em
            : v->right;

    run_add(&r, first, subject_mark(first));
    for (uint32_t i = v->row_first[first->row + 1]; i < v->n_segs && r.lines < SUBJECT_LINES; i++) {
        const struct seg *s = &v->segs[i];
        if (seg_cy(s) - seg_cy(prev) > 1.9F * fmaxf(v->em, prev->height) || subject_stops(w, s))
            break;
        if ((float)s->box.x0 > limit || seg_cx(s) > limit)
            continue;
        const bool stamp = s->caps > 0.7F && s->letters > 5; /* of what came in */
        if (stamp ||
            ((names_body(w, s) || small_letter(s)) && (float)s->box.x1 > limit + 2 * v->em))
            break;
        run_add(&r, s, 0);
        prev = s;
    }
    bool more = false;
    for (uint32_t i = v->row_first[prev->row + 1]; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if (s->row > prev->row + 2)
            break;
        more |= (float)s->box.x0 <= limit && seg_cx(s) <= limit && may_go_on(w, v, s, prev);
    }
    run_field(f, &r, more ? 0.94F : 1);
}

/* What stands centred under an administrative title. */
static void read_title_subject(struct field_list *f, bool only_about)
{
    const struct word_lists *w = &f->t->words;
    const struct layout *l = &f->d->layouts[0];
    const struct view *v = &f->d->views[0];
    struct text_run r = { 0 };
    int32_t prev_row = l->hits[0].row;

    const struct seg *title = &v->segs[v->row_first[prev_row]];
    /* the title may have taken lines of the subject with it */
    while (prev_row < l->hits[0].last_row && v->segs[v->row_first[prev_row + 1]].caps >= 0.7F)
        prev_row++;

    for (int32_t row = prev_row + 1; row < (int32_t)v->n_rows && r.lines < SUBJECT_LINES; row++) {
        const struct seg *s = &v->segs[v->row_first[row]];
        const float dy = seg_cy(s) - seg_cy(&v->segs[v->row_first[prev_row]]);
        if (v->row_first[row + 1] - v->row_first[row] != 1 && s->letters < 3)
            continue;
        if (subject_stops(w, s) || dy > (r.lines ? 1.9F : 3.2F) * fmaxf(v->em, s->height) ||
            !(centred(v, s) || under(v, s, title)))
            break;
        /* an indented first line ends the middle block */
        if (r.lines > 0 && !s->bold && (float)s->box.x0 - v->left > 2 * v->em &&
            v->right - (float)s->box.x1 < v->em)
            break;
        run_add(&r, s, 0);
        prev_row = row;
    }
    bool more = false;
    for (int32_t row = prev_row + 1; row < (int32_t)v->n_rows && row <= prev_row + 2; row++)
        more |= may_go_on(w, v, &v->segs[v->row_first[row]], &v->segs[v->row_first[prev_row]]);
    const bool about =
        r.lines && (strncmp(r.text, "Về", strlen("Về")) == 0 || strncmp(r.text, "V/v", 3) == 0);
    if (!about && only_about)
        return;
    run_field(f, &r,
              about && !more ? 1 : 0.94F); /* where it does not say "Về", its end is a guess */
}

void fields_head(struct field_list *f)
{
    const struct layout *l = &f->d->layouts[0];

    if (f->d->n == 0 || f->d->views[0].n_segs == 0)
        return;
    const char cls = f->t->types[f->type].pub.cls;
    const char *slug = f->t->types[f->type].pub.slug;
    const bool office = cls == 'A' || strcmp(slug, "quyet_dinh") == 0;
    fields_number(f);
    read_issuer(f);
    if (office && l->subject_seg >= 0)
        read_letter_subject(f);
    if (l->two_columns && l->n_hits > 0 && l->hits[0].type == f->type)
        read_title_subject(f, !office);
    read_date(f);
}
