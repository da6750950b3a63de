#include <string.h>

#include "base/utf8.h"
#include "paper/agree_parts.h"

/* A shorter key is of many people: its marks are left as they were read. */
enum { KEY_LEAST = 6 };

/* Readers agree on the commoner of two names ("Thị" for "Thi") as easily as on what is printed: one
 * print with other marks weighs as much as a few without. */
enum { MANY = 6 };

/* "TUYỂN" for "TUYỀN", a name as well: of two or three papers all are misread alike now and then,
 * and one of them was less sure than most names are. */
enum { FEW = 3 };
static const float FEW_ACCEPT = 0.93F;

static const char *const name_fields[] = { "signer",       "full_name",    "applicant_name",
                                           "owner",        "payer",        "mother_name",
                                           "father_name",  "wife_name",    "husband_name",
                                           "adopter_name", "subject_name", "head_name",
                                           "giver_name" };

bool name_field(const char *field)
{
    for (size_t i = 0; i < sizeof name_fields / sizeof *name_fields; i++)
        if (strcmp(field, name_fields[i]) == 0)
            return true;
    return false;
}

bool agree_fits(const struct paper_tables *t, const char *name)
{
    return name_fit(&t->fold, name) >= 1 && name_known(&t->names, name);
}

static void pool_add(struct name_pool *p, const struct paper_tables *t, const char *text,
                     bool official)
{
    char key[NAME_BYTES];

    if (strlen(text) >= NAME_BYTES || name_key(&t->fold, text, key) < 5)
        return;
    for (uint32_t i = 0; i < p->n_names; i++)
        if (name_same(p->names[i].text, text)) {
            p->names[i].official |= official;
            p->names[i].times++;
            return;
        }
    if (p->n_names == POOL_MAX)
        return;
    struct pool_name *n = &p->names[p->n_names++];
    *n = (struct pool_name){ .official = official, .times = 1 };
    memcpy(n->text, text, strlen(text) + 1);
    memcpy(n->key, key, sizeof key);
}

void name_decoded(struct name_pool *p, const struct paper_tables *t, const char *name)
{
    pool_add(p, t, name, false);
    for (uint32_t i = 0; i < p->n_names; i++)
        p->names[i].decoded |= name_same(p->names[i].text, name);
}

/* Words from `at` that can go on a name: the run's end, words counted. Punctuation ends it. */
static size_t name_run(const struct fold_map *m, const char *at, uint32_t *words)
{
    size_t end = 0;

    *words = 0;
    while (*words < 5) {
        uint32_t letters = 0, upper = 0;
        char fold[64];
        const char *w = at + end + (end > 0);
        const size_t n = strcspn(w, " ");
        size_t k = n;
        while (k > 0 && strchr(",.;:-)", w[k - 1]))
            k--;
        if (k == 0 || k >= SYLLABLE_MAX)
            break;
        const size_t f = fold_text(m, w, k, fold, &letters, &upper);
        if (letters != f || upper == 0 || (upper == f && f > 1))
            break;
        end = (size_t)(w - at) + k;
        ++*words;
        if (k < n || w[n] == '\0')
            break;
    }
    return end;
}

static bool says_office(const struct seg *s)
{
    static const char *const words[] = { "chu tich",   "giam doc",   "truong phong",  "dong chi",
                                         "cong chung", "chung thuc", "truong cong an" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (find_phrase(s->fold, s->len, words[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* "Ông Nguyễn ...", "Ông" before a family name: no part of the name, though families bear it. */
static bool addresses(const struct fold_map *m, const char *at)
{
    static const char *const words[] = { "Ông ", "Bà " };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (starts_with(at, words[i])) {
            const char *next = at + strlen(words[i]);
            return family_name(m, next, strcspn(next, " ")) > 0;
        }
    return false;
}

void names_collect(struct name_pool *p, const struct paper_tables *t, const struct view *v)
{
    for (uint32_t i = 0; i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        if (s->letters < 8 || s->caps > 0.6F)
            continue;
        const bool office = says_office(s);
        for (const char *at = s->text; *at;) {
            const size_t n = strcspn(at, " ");
            uint32_t words = 0;
            char text[NAME_BYTES];
            size_t one = 0;
            if (n > 0 && n < SYLLABLE_MAX && utf8_is_upper(utf8_next(at, n, &one)) &&
                family_name(&t->fold, at, n) == 2 && !addresses(&t->fold, at)) {
                const size_t end = name_run(&t->fold, at, &words);
                if (words >= 3 && end < NAME_BYTES) {
                    memcpy(text, at, end);
                    text[end] = '\0';
                    if (agree_fits(t, text))
                        pool_add(p, t, text, office);
                }
            }
            at += n + (at[n] == ' ');
        }
    }
}

void tail_add(struct name_pool *p, const struct paper_tables *t, const char *text, int32_t page,
              struct box scan, float conf)
{
    struct signer_tail *x = &p->tails[p->n_tails];
    const size_t len = strlen(text);

    if (p->n_tails == TAILS_MAX || len >= NAME_BYTES)
        return;
    *x = (struct signer_tail){ .doc = p->doc, .page = page, .box = scan, .conf = conf };
    if (name_key(&t->fold, text, x->key) < AGREE_TAIL_MIN)
        return;
    memcpy(x->text, text, len + 1);
    p->n_tails++;
}

void name_of_stranger(struct name_pool *p)
{
    if (p->n_strangers < STRANGERS_MAX)
        p->strangers[p->n_strangers++] = p->doc;
    else
        p->n_strangers = STRANGERS_MAX + 1;
}

static bool of_stranger(const struct name_pool *p, uint32_t doc)
{
    for (uint32_t i = 0; i < p->n_strangers && i < STRANGERS_MAX; i++)
        if (p->strangers[i] == doc)
            return true;
    return p->n_strangers > STRANGERS_MAX;
}

/* ---- one spelling a name ---- */

struct mention {
    struct field *field;
    char key[NAME_BYTES];
    uint32_t doc;
    float weight;
    bool sure;     /* fits every table as it was read */
    bool cut;      /* begins or ends where no name does */
    bool doubt;    /* of a document whose type or bounds are unsure */
    float support; /* how much speaks for its spelling */
    uint32_t docs; /* and how many documents */
    bool again;    /* printed once more, here or there */
    bool dotted;   /* here or in a sure print elsewhere each dot below has its ink */
    bool brief;    /* compared, never spelt otherwise */
};
struct mentions {
    struct mention *list;
    uint32_t n;
};

static bool doubtful(const struct document *doc)
{
    static const char *const reasons[] = { "type_unknown", "type_low", "boundary_low" };

    for (uint32_t i = 0; i < doc->n_reasons; i++)
        for (size_t k = 0; k < sizeof reasons / sizeof *reasons; k++)
            if (strcmp(doc->reasons[i], reasons[k]) == 0)
                return true;
    return false;
}

static bool capitals_only(const char *s)
{
    const size_t len = strlen(s);

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(s, len, &i);
        if (utf8_is_letter(cp) && !utf8_is_upper(cp))
            return false;
    }
    return true;
}

/* "Văn Hoài Vỹ", "LÝ ĐÌNH HIẾU Sinh": a seal took the family name (Văn is one of a person in a
 * thousand, and the middle name of every third man), or the next label came along. */
bool agree_cut_wrongly(const struct paper_tables *t, const char *name)
{
    char first[SYLLABLE_MAX];
    uint32_t letters = 0, upper = 0;
    const size_t n = strcspn(name, " ");

    if (n == 0 || n >= SYLLABLE_MAX)
        return true;
    const size_t k = fold_text(&t->fold, name, n, first, &letters, &upper);
    const bool middle = k == 3 && (memcmp(first, "van", 3) == 0 || memcmp(first, "thi", 3) == 0);
    return middle || (upper > 1 && upper == letters && !capitals_only(name));
}

static bool mentions_make(const struct paper_tables *t, struct document *docs, uint32_t n_docs,
                          struct arena *a, struct mentions *out)
{
    out->n = 0;
    out->list = ARENA_NEW(a, struct mention, AGREE_MENTIONS_MAX);
    if (!out->list)
        return false;
    for (uint32_t d = 0; d < n_docs; d++)
        for (uint32_t i = 0; i < docs[d].n_fields; i++) {
            struct field *f = &docs[d].fields[i];
            struct mention *m = &out->list[out->n];
            if (!name_field(f->name))
                continue;
            if (out->n == AGREE_MENTIONS_MAX || strlen(f->value) >= NAME_BYTES) {
                f->accepted = false; /* nothing was compared with it */
                continue;
            }
            const size_t letters = name_key(&t->fold, f->value, m->key);
            m->field = f;
            m->doc = d;
            m->doubt = doubtful(&docs[d]);
            m->sure = agree_fits(t, f->value);
            m->cut = agree_cut_wrongly(t, f->value);
            m->weight = f->confidence * (m->sure ? 1 : 0.4F);
            m->brief = letters < KEY_LEAST;
            out->n++;
        }
    return true;
}

/* Keys of one name: equal, or of eight letters and more with one wrong, missing or added. */
bool agree_same(const char *a, const char *b)
{
    const size_t na = strlen(a), nb = strlen(b), off = text_off(a, na, b, nb);

    return off == 0 || (off == 1 && na >= 8 && nb >= 8);
}

/* Mentions stand in the order of their documents. */
static void count_support(const struct mentions *all, struct mention *m)
{
    uint32_t last = UINT32_MAX;

    m->support = 0;
    m->docs = 0;
    for (uint32_t i = 0; i < all->n; i++) {
        const struct mention *o = &all->list[i];
        if (strcmp(o->key, m->key) != 0 || !name_same(o->field->value, m->field->value))
            continue;
        m->support += o->weight;
        m->again |= o->doc != m->doc || o->field->page != m->field->page ||
                    memcmp(&o->field->box, &m->field->box, sizeof m->field->box) != 0;
        m->dotted |= !o->field->dot_unseen && (o == m || o->field->confidence >= FIELD_ACCEPT);
        m->docs += o->doc != last;
        last = o->doc;
    }
}

/* `name` in the case of `like`: TRẦN VĂN MẪU or Trần Văn Mẫu. */
static char *cased(struct arena *a, const char *name, const char *like)
{
    const bool caps = capitals_only(like);
    const size_t len = strlen(name);
    char *out = arena_alloc(a, len * 2 + 8, 1);
    size_t n = 0;
    bool first = true;

    for (size_t i = 0; out && i < len;) {
        const uint32_t cp = utf8_next(name, len, &i);
        n += utf8_put(caps || first ? utf8_upper(cp) : utf8_lower(cp), out + n);
        first = cp == ' ';
    }
    return out;
}

/* Half of a name that another paper has whole, as a line's end leaves it. */
static bool is_part(const struct mentions *all, const struct mention *m)
{
    for (uint32_t i = 0; i < all->n; i++)
        if (all->list[i].sure && name_begins(m->field->value, all->list[i].field->value))
            return true;
    return false;
}

static bool two_words(const char *name)
{
    const char *blank = strchr(name, ' ');

    return blank && !strchr(blank + 1, ' ');
}

/* What a line's end or a stroke through its beginning left of `whole`. */
static bool left_of(const struct mention *m, const struct mention *whole)
{
    const char *part = m->field->value, *name = whole->field->value;
    const size_t n = strlen(part), all = strlen(name);

    if (name_begins(part, name))
        return true;
    return (m->cut || !m->sure || two_words(part)) && all > n + 1 && name[all - n - 1] == ' ' &&
           name_same(name + all - n, part);
}

/* The one whole name that papers have of which only this print has a part; NULL: none, several. */
static const struct mention *whole_of(const struct mentions *all, const struct mention *m)
{
    const struct mention *best = NULL;

    for (uint32_t i = 0; m->docs == 1 && i < all->n; i++) {
        const struct mention *o = &all->list[i];
        if (!o->sure || o->cut || o->docs < 2 || !left_of(m, o))
            continue;
        if (best && strcmp(best->key, o->key) != 0)
            return NULL;
        if (!best || o->support > best->support)
            best = o;
    }
    return best;
}

struct verdict_of {
    const char *value; /* another mention's; NULL: its own is the best */
    bool accepted;
};

/* A mention against all others of its name. */
static struct verdict_of judge(const struct name_pool *p, const struct mentions *all,
                               const struct mention *m)
{
    struct verdict_of v = { NULL, false };
    for (uint32_t i = 0; i < p->n_names; i++) {
        const struct pool_name *n = &p->names[i];
        if (!n->decoded || !agree_same(n->key, m->key))
            continue;
        v.accepted = name_same(n->text, m->field->value) && !m->doubt;
        v.value = name_same(n->text, m->field->value) ? NULL : n->text;
        return v;
    }
    float best = m->support * 1.2F, against = 0; /* its own stands unless clearly beaten */
    uint32_t marked = 0;                         /* read with other marks, as a name too */

    for (uint32_t i = 0; i < all->n; i++) {
        const struct mention *o = &all->list[i];
        if (!agree_same(o->key, m->key) || name_same(o->field->value, m->field->value))
            continue;
        against = o->support > against ? o->support : against;
        marked += o->sure && strcmp(o->key, m->key) == 0;
        if (o->support > best && o->sure) {
            best = o->support;
            v.value = o->field->value;
        }
    }
    v.accepted = !v.value && m->sure && !m->doubt && !is_part(all, m) && !m->cut && m->dotted &&
                 against < 0.4F * m->support && marked <= (m->docs >= MANY) && m->again &&
                 (m->docs >= 2 ? m->field->confidence >= (m->docs > FEW ? FIELD_ACCEPT : FEW_ACCEPT)
                               : m->field->accepted);
    const struct mention *whole = v.value || v.accepted ? NULL : whole_of(all, m);
    if (whole)
        v.value = whole->field->value;
    return v;
}

static bool spell_alike(const struct name_pool *p, const struct paper_tables *t,
                        struct mentions *all, struct arena *a)
{
    struct verdict_of *v = ARENA_NEW(a, struct verdict_of, all->n);
    char mended[NAME_BYTES];

    if (!v && all->n)
        return false;
    for (uint32_t i = 0; i < all->n; i++)
        count_support(all, &all->list[i]);
    for (uint32_t i = 0; i < all->n; i++)
        v[i] = judge(p, all, &all->list[i]);
    for (uint32_t i = 0; i < all->n; i++) { /* values change only when all are judged */
        struct field *f = all->list[i].field;
        f->accepted = v[i].accepted &&
                      !(strcmp(f->name, "full_name") == 0 && of_stranger(p, all->list[i].doc));
        if (all->list[i].brief)
            continue;
        if (v[i].value)
            f->value = cased(a, v[i].value, f->value);
        else if (!all->list[i].sure && name_mend(&t->fold, f->value, mended))
            f->value = arena_strdup(a, mended);
        if (!f->value)
            return false;
    }
    return true;
}

bool names_agree(struct name_pool *p, const struct paper_tables *t, struct document *docs,
                 uint32_t n_docs, struct arena *a, struct err *e)
{
    struct mentions all;
    bool ok = mentions_make(t, docs, n_docs, a, &all) && spell_alike(p, t, &all, a);

    for (uint32_t d = 0; ok && d < n_docs; d++)
        agree_drop_signer(t, &docs[d]);
    for (uint32_t d = 0; ok && d < n_docs; d++)
        for (uint32_t i = 0; i < docs[d].n_fields; i++) {
            const struct field *f = &docs[d].fields[i];
            if (name_field(f->name) && agree_fits(t, f->value) && !agree_cut_wrongly(t, f->value))
                pool_add(p, t, f->value, strcmp(f->name, "signer") == 0);
        }
    for (uint32_t d = 0; ok && d < n_docs; d++)
        ok = agree_complete_signer(p, t, &docs[d], d, a);
    for (uint32_t d = 0; ok && d < n_docs; d++)
        agree_doubt_signed(p, &docs[d], d);
    ok = ok && agree_births(docs, n_docs, a);
    return ok || err_set(e, ERR_NOMEM, "paper: no memory for the names of a dossier");
}
