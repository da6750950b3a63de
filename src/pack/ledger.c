#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/pack_parts.h"

enum { LEAST_DPI = 200 }; /* domain rules: below it a page is read and packed, and listed */

static uint64_t hash_key(const char *archive, const char *dossier)
{
    uint64_t h = 14695981039346656037ULL; /* FNV-1a, 64 bit */

    for (const char *s = archive; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211ULL;
    h *= 1099511628211ULL;
    for (const char *s = dossier; *s; s++)
        h = (h ^ (unsigned char)*s) * 1099511628211ULL;
    return h ^ h >> 32;
}

static bool is_it(const struct ledger_dossier *d, const char *archive, const char *dossier)
{
    return strcmp(d->dossier, dossier) == 0 && strcmp(d->archive, archive) == 0;
}

static bool grow_slots(struct ledger *l)
{
    const size_t n = l->n_slots ? l->n_slots * 2 : 256;
    uint32_t *slots = calloc(n, sizeof *slots);

    if (!slots)
        return false;
    for (size_t i = 0; i < l->n; i++) {
        size_t s = hash_key(l->v[i].archive, l->v[i].dossier) & (n - 1);
        while (slots[s])
            s = (s + 1) & (n - 1);
        slots[s] = (uint32_t)i + 1;
    }
    free(l->slots);
    l->slots = slots;
    l->n_slots = n;
    return true;
}

struct ledger_dossier *ledger_find(struct ledger *l, const char *archive, const char *dossier)
{
    if (l->n_slots == 0)
        return NULL;
    for (size_t s = hash_key(archive, dossier) & (l->n_slots - 1); l->slots[s];
         s = (s + 1) & (l->n_slots - 1))
        if (is_it(&l->v[l->slots[s] - 1], archive, dossier))
            return &l->v[l->slots[s] - 1];
    return NULL;
}

static struct ledger_dossier *take(struct ledger *l, const char *archive, const char *dossier)
{
    struct ledger_dossier *d = ledger_find(l, archive, dossier);

    if (d)
        return d;
    if (l->n == UINT32_MAX - 1 || ((l->n + 1) * 2 > l->n_slots && !grow_slots(l)))
        return NULL;
    if (l->n == l->cap) {
        const size_t cap = l->cap ? l->cap * 2 : 128;
        d = realloc(l->v, cap * sizeof *d);
        if (!d)
            return NULL;
        l->v = d;
        l->cap = cap;
    }
    d = &l->v[l->n];
    *d = (struct ledger_dossier){ .archive = strdup(archive), .dossier = strdup(dossier) };
    if (!d->archive || !d->dossier) {
        free(d->archive);
        free(d->dossier);
        return NULL;
    }
    size_t s = hash_key(archive, dossier) & (l->n_slots - 1);
    while (l->slots[s])
        s = (s + 1) & (l->n_slots - 1);
    l->slots[s] = (uint32_t)++l->n;
    return d;
}

static bool add_reject(struct ledger_dossier *d, const struct pack_ledger_page *p)
{
    if (d->n_rejects == d->cap_rejects) {
        const size_t cap = d->cap_rejects ? d->cap_rejects * 2 : 4;
        struct reject *v = realloc(d->rejects, cap * sizeof *v);
        if (!v)
            return false;
        d->rejects = v;
        d->cap_rejects = cap;
    }
    struct reject *r = &d->rejects[d->n_rejects++];
    *r = (struct reject){ .entry = strdup(p->entry),
                          .sha256 = strdup(p->sha256 ? p->sha256 : ""),
                          .reason = strdup(p->reason ? p->reason : ""),
                          .page = p->page,
                          .dpi = p->dpi,
                          .state = p->state };
    return r->entry && r->sha256 && r->reason;
}

bool ledger_add(struct ledger *l, const struct pack_ledger_page *p, struct err *e)
{
    struct ledger_dossier *d = take(l, p->archive, p->dossier);

    if (!d)
        return err_set(e, ERR_NOMEM, "pack: no memory for the ledger");
    if ((unsigned)p->state >= PAGE_STATES)
        return err_set(e, ERR_INPUT, "pack: page state %d", (int)p->state);
    d->pages[p->state]++;
    const bool coarse = p->state == PAGE_DONE && p->dpi > 0 && p->dpi < LEAST_DPI;
    if ((p->state == PAGE_QUARANTINED || coarse) && !add_reject(d, p))
        return err_set(e, ERR_NOMEM, "pack: no memory for the ledger");
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct reject *x = a, *y = b;
    const int c = utf8_natural_cmp(x->entry, y->entry);

    return c ? c : x->page < y->page ? -1 : x->page > y->page;
}

void ledger_sort(struct ledger_dossier *d)
{
    if (d->n_rejects > 1)
        qsort(d->rejects, d->n_rejects, sizeof *d->rejects, by_place);
}

static int by_dossier(const void *a, const void *b)
{
    const struct ledger_dossier *const *x = a, *const *y = b;
    const int c = strcmp((*x)->archive, (*y)->archive);

    return c ? c : utf8_natural_cmp((*x)->dossier, (*y)->dossier);
}

struct ledger_dossier **ledger_rest(struct ledger *l, size_t *n)
{
    struct ledger_dossier **out = malloc((l->n + 1) * sizeof *out);

    *n = 0;
    for (size_t i = 0; out && i < l->n; i++)
        if (!l->v[i].packed && l->v[i].n_rejects > 0)
            out[(*n)++] = &l->v[i];
    if (*n > 1)
        qsort(out, *n, sizeof *out, by_dossier);
    return out;
}

void ledger_release(struct ledger *l)
{
    for (size_t i = 0; i < l->n; i++) {
        for (size_t k = 0; k < l->v[i].n_rejects; k++) {
            free(l->v[i].rejects[k].entry);
            free(l->v[i].rejects[k].sha256);
            free(l->v[i].rejects[k].reason);
        }
        free(l->v[i].rejects);
        free(l->v[i].archive);
        free(l->v[i].dossier);
    }
    free(l->v);
    free(l->slots);
    *l = (struct ledger){ 0 };
}
