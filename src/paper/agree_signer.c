/* Signers behind seals: what is left of their names against the names that the dossier has. */
#include <string.h>

#include "base/utf8.h"
#include "paper/agree_parts.h"

enum { TAIL_LONG = 7 }; /* of a name nobody says to be an official's */

static size_t common_tail(const char *a, const char *b)
{
    const size_t na = strlen(a), nb = strlen(b);
    size_t n = 0;

    while (n < na && n < nb && a[na - 1 - n] == b[nb - 1 - n])
        n++;
    return n;
}

/* Whom the paper is about does not sign it for an office. */
static bool about(const struct paper_tables *t, const struct document *doc, const char *key)
{
    char own[NAME_BYTES];

    for (uint32_t i = 0; i < doc->n_fields; i++) {
        const struct field *f = &doc->fields[i];
        if (name_field(f->name) && strcmp(f->name, "signer") != 0 &&
            strlen(f->value) < NAME_BYTES) {
            (void)name_key(&t->fold, f->value, own);
            if (agree_same(own, key))
                return true;
        }
    }
    return false;
}

/* The last word of the tail is, marks and all, the end of the name's. */
static bool last_word_fits(const char *tail, const char *name)
{
    const char *a = strrchr(tail, ' '), *b = strrchr(name, ' ');
    const size_t na = strlen(a ? a + 1 : tail), nb = strlen(b ? b + 1 : name);

    return na <= nb && name_same((b ? b + 1 : name) + nb - na, a ? a + 1 : tail);
}

/* The one known name that ends as the tail does; NULL for none or several. */
static const struct pool_name *name_of_tail(const struct name_pool *p, const struct paper_tables *t,
                                            const struct document *doc, const struct signer_tail *x,
                                            size_t *length)
{
    const struct pool_name *best = NULL;
    size_t most = 0;
    bool several = false;

    for (uint32_t i = 0; i < p->n_names; i++) {
        const struct pool_name *n = &p->names[i];
        const size_t k = common_tail(x->key, n->key);
        const size_t need = n->official ? AGREE_TAIL_MIN : TAIL_LONG;
        if (k < need ||
            (k < 6 && (k * 5 < strlen(x->key) * 3 || !last_word_fits(x->text, n->text))) ||
            (!n->official && about(t, doc, n->key)))
            continue;
        const size_t worth = 2 * k + n->official;
        if (worth > most) {
            best = n;
            most = worth;
            several = false;
        } else if (worth == most && strcmp(n->key, best->key) != 0) {
            several = true;
        } else if (worth == most && n->times > best->times) {
            best = n;
        }
    }
    *length = most;
    return several ? NULL : best;
}

static bool field_append(struct document *doc, const struct field *f, struct arena *a)
{
    struct field *more = ARENA_NEW(a, struct field, doc->n_fields + 1);

    if (!more)
        return false;
    if (doc->n_fields)
        memcpy(more, doc->fields, doc->n_fields * sizeof *more);
    more[doc->n_fields++] = *f;
    doc->fields = more;
    return true;
}

/* A tail that is a whole name but for what is between and before its words. */
static bool clean_name(const struct paper_tables *t, const char *tail, char out[NAME_BYTES])
{
    char words[NAME_BYTES];
    const size_t len = strlen(tail);
    size_t n = 0;

    for (size_t i = 0; i < len;) {
        const size_t from = i;
        const uint32_t cp = utf8_next(tail, len, &i);
        if (utf8_is_letter(cp)) {
            memcpy(words + n, tail + from, i - from);
            n += i - from;
        } else if (n > 0 && words[n - 1] != ' ') {
            words[n++] = ' ';
        }
    }
    while (n > 0 && words[n - 1] == ' ')
        n--;
    words[n] = '\0';
    for (const char *at = words; at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL) {
        if (!name_mend(&t->fold, at, out))
            memcpy(out, at, strlen(at) + 1);
        if (agree_fits(t, out))
            return true;
    }
    return false;
}

/* Whom the paper is about cannot be who signs it. */
void agree_drop_signer(const struct paper_tables *t, struct document *doc)
{
    const struct field *own = document_field(doc, "signer");
    char key[NAME_BYTES];

    if (!own || strlen(own->value) >= NAME_BYTES || document_field(doc, "applicant_name"))
        return;
    (void)name_key(&t->fold, own->value, key);
    for (uint32_t i = 0; i < doc->n_fields; i++) /* a copy of the person's own name is meant so */
        if (&doc->fields[i] != own &&
            memcmp(&doc->fields[i].box, &own->box, sizeof own->box) == 0 &&
            name_same(doc->fields[i].value, own->value))
            return;
    if (!about(t, doc, key))
        return;
    const uint32_t i = (uint32_t)(own - doc->fields);
    memmove(&doc->fields[i], &doc->fields[i + 1], (doc->n_fields - i - 1) * sizeof *doc->fields);
    doc->n_fields--;
}

bool agree_complete_signer(const struct name_pool *p, const struct paper_tables *t,
                           struct document *doc, uint32_t d, struct arena *a)
{
    struct field *own = document_field(doc, "signer");
    const struct pool_name *best = NULL;
    const struct signer_tail *from = NULL;
    size_t most = 0;
    char key[NAME_BYTES] = "";

    if (own && strlen(own->value) < NAME_BYTES)
        (void)name_key(&t->fold, own->value, key);
    if (own && agree_fits(t, own->value) && !about(t, doc, key) &&
        !agree_cut_wrongly(t, own->value))
        return true;
    for (uint32_t i = 0; i < p->n_tails; i++) {
        size_t k;
        if (p->tails[i].doc != d)
            continue;
        const struct pool_name *n = name_of_tail(p, t, doc, &p->tails[i], &k);
        if (n && k > most) {
            most = k;
            best = n;
            from = &p->tails[i];
        }
    }
    char clean[NAME_BYTES];
    for (uint32_t i = 0; i < p->n_tails && !best && !own; i++)
        if (p->tails[i].doc == d && clean_name(t, p->tails[i].text, clean)) {
            (void)name_key(&t->fold, clean, key);
            from = about(t, doc, key) ? NULL : &p->tails[i];
            if (from)
                break;
        }
    if (!best && !from)
        return true;
    /* what was read as a whole name is none that only shares its last word */
    if (own && !about(t, doc, key) && name_fit(&t->fold, own->value) >= 0.95F &&
        common_tail(key, best->key) < TAIL_LONG)
        return true;
    const struct field f = { .name = "signer",
                             .value = arena_strdup(a, best ? best->text : clean),
                             .confidence = from->conf * 0.8F,
                             .page = from->page,
                             .box = from->box };
    if (!f.value)
        return false;
    if (own)
        *own = f;
    else if (!field_append(doc, &f, a))
        return false;
    return true;
}

void agree_doubt_signed(const struct name_pool *p, struct document *doc, uint32_t d)
{
    struct field *name = document_field(doc, "full_name");

    for (uint32_t i = 0; name && i < p->n_tails; i++) {
        const struct signer_tail *x = &p->tails[i];
        const int32_t cx = (name->box.x0 + name->box.x1) / 2,
                      cy = (name->box.y0 + name->box.y1) / 2;
        if (x->doc == d && x->page == name->page && cx >= x->box.x0 && cx < x->box.x1 &&
            cy >= x->box.y0 && cy < x->box.y1)
            name->accepted = false;
    }
}
