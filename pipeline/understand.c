#include "pipeline/understand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "ident/ident.h"
#include "paper/paper.h"

/* A ceiling, not use: the words of a folder of 100,000 loose pages. */
static const size_t DOSSIER_BYTES = (size_t)4 << 30;

struct understander {
    struct paper_tables *paper;
    struct ident_tables *ident;
    struct arena arena;
};

bool understander_open(struct understander **out, struct err *e)
{
    struct understander *u = calloc(1, sizeof *u);

    *out = u;
    if (!u)
        return err_set(e, ERR_NOMEM, "no memory");
    arena_init(&u->arena, DOSSIER_BYTES);
    return paper_open(&u->paper, e) && ident_open(&u->ident, e);
}

void understander_close(struct understander *u)
{
    if (!u)
        return;
    paper_close(u->paper);
    ident_close(u->ident);
    arena_reset(&u->arena);
    free(u);
}

/* A document is named by what it is made of: place and content of its pages. */
static void name_document(const struct dossier *d, struct document *doc)
{
    struct sha256 *h = sha256_new();
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX], no[16];

    sha256_add(h, d->archive, strlen(d->archive) + 1);
    sha256_add(h, d->key, strlen(d->key) + 1);
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        const struct dossier_page *p = &d->pages[doc->pages[i]];
        snprintf(no, sizeof no, "%d", p->page);
        sha256_add(h, p->entry, strlen(p->entry) + 1);
        sha256_add(h, no, strlen(no) + 1);
        sha256_add(h, p->sha256, strlen(p->sha256) + 1);
    }
    sha256_done(h, sum);
    hash_hex(sum, hex);
    memcpy(doc->id, hex, 32);
    doc->id[32] = '\0';
}

/* What is not accepted goes to a person, with the kind as the reason. */
static bool add_reasons(struct document *doc, struct arena *a, struct err *e)
{
    const char **reasons = ARENA_NEW(a, const char *, doc->n_reasons + IDENT_KINDS);
    bool seen[IDENT_KINDS] = { false };
    uint32_t n = doc->n_reasons;

    if (!reasons)
        return err_set(e, ERR_NOMEM, "no memory");
    for (uint32_t i = 0; i < n; i++)
        reasons[i] = doc->reasons[i];
    for (uint32_t i = 0; i < doc->n_idents; i++) {
        const struct identifier *id = &doc->idents[i];
        char slug[64];
        if (id->accepted || id->level == LEVEL_INVALID || seen[id->kind])
            continue;
        seen[id->kind] = true;
        snprintf(slug, sizeof slug, "%s_%s", ident_kind_name(id->kind),
                 id->level == LEVEL_SUSPECT ? "suspect" : "unsure");
        reasons[n] = arena_strdup(a, slug);
        if (!reasons[n])
            return err_set(e, ERR_NOMEM, "no memory");
        n++;
    }
    doc->reasons = reasons;
    doc->n_reasons = n;
    return true;
}

static bool has_reason(const struct document *doc, const char *slug)
{
    for (uint32_t i = 0; i < doc->n_reasons; i++)
        if (strcmp(doc->reasons[i], slug) == 0)
            return true;
    return false;
}

static void drop_reason(struct document *doc, const char *slug)
{
    uint32_t k = 0;

    for (uint32_t i = 0; i < doc->n_reasons; i++)
        if (strcmp(doc->reasons[i], slug) != 0)
            doc->reasons[k++] = doc->reasons[i];
    doc->n_reasons = k;
}

/* What the other room accepted by its own rules, by label, book or a second print, is sure here
 * too, where the paper has no second one. */
static void accept_registered(const struct paper_tables *t, struct document *doc)
{
    static const char doubt[] = "number_doubtful";
    const struct paper_type *type = paper_type_find(t, doc->type);
    struct field *number = document_field(doc, "doc_number");
    bool same = false, other = false;

    if (!number || number->accepted || !has_reason(doc, doubt) || has_reason(doc, "type_low") ||
        has_reason(doc, "boundary_low") || !type || !type->of_register)
        return;
    for (uint32_t i = 0; i < doc->n_idents; i++) {
        const struct identifier *id = &doc->idents[i];
        const bool equal = strcmp(id->value, number->value) == 0;
        if (id->kind != IDENT_CIVIL_REG_NO && id->kind != IDENT_HKD_CODE)
            continue;
        same |= equal && id->accepted;
        other |= !equal && id->level != LEVEL_INVALID;
    }
    if (!same || other)
        return;
    number->accepted = true;
    drop_reason(doc, doubt);
}

bool understand_dossier(struct understander *u, struct store *s, const char *archive,
                        const char *key, const char *understand_key, struct err *e)
{
    struct dossier d;
    struct dossier_result r = { 0 };

    arena_reset(&u->arena);
    if (!store_dossier_load(s, archive, key, &u->arena, &d, e) ||
        !paper_understand(u->paper, &d, &u->arena, &r, e))
        return false;
    for (uint32_t i = 0; i < r.n_docs; i++) {
        struct document *doc = &r.docs[i];
        name_document(&d, doc);
        if (!ident_find(u->ident, &d, doc, &u->arena, &doc->idents, &doc->n_idents, e))
            return false;
    }
    ident_agree(r.docs, r.n_docs);
    for (uint32_t i = 0; i < r.n_docs; i++)
        accept_registered(u->paper, &r.docs[i]);
    for (uint32_t i = 0; i < r.n_docs; i++)
        if (!add_reasons(&r.docs[i], &u->arena, e))
            return false;
    return store_dossier_put(s, &d, &r, understand_key, e);
}
