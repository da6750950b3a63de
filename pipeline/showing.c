#include "pipeline/showing.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "paper/paper.h"
#include "pipeline/transcode.h"
#include "pipeline/words.h"
#include "report/scans_html.h"

enum { SIDE = 1100, DOSSIER_BYTES = 1 << 30, MAX_MARKS = 256 };

struct showing {
    struct store *store;
    struct transcoder *transcoder;
    struct paper_tables *paper;
    struct scans_html *html;
    struct arena arena;
    char *const *ids;
    size_t n_ids;
};

static const char *str(json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

static struct box box_of(json_t *o)
{
    json_t *b = json_object_get(o, "box_px");
    return (struct box){ (int32_t)json_integer_value(json_array_get(b, 0)),
                         (int32_t)json_integer_value(json_array_get(b, 1)),
                         (int32_t)json_integer_value(json_array_get(b, 2)),
                         (int32_t)json_integer_value(json_array_get(b, 3)) };
}

static float conf(json_t *o)
{
    return (float)json_number_value(json_object_get(o, "confidence"));
}

/* Whose an identifier is, where it is not the one's the paper is about. */
static const char *role_of(const char *slug)
{
    return strcmp(slug, "subject") == 0 ? "" : words_of(slug);
}

static void facts(struct showing *s, json_t *record)
{
    json_t *item, *fields = json_object_get(record, "fields");
    const char *name;
    size_t i;

    json_array_foreach(json_object_get(record, "identifiers"), i, item)
        scans_html_fact(s->html, words_of(str(item, "kind")), str(item, "value"), conf(item),
                        json_is_true(json_object_get(item, "accepted")),
                        role_of(str(item, "role")));
    json_object_foreach(fields, name, item)
        scans_html_fact(s->html, words_of(name), str(item, "value"), conf(item),
                        json_is_true(json_object_get(item, "accepted")), "");
    json_array_foreach(json_object_get(json_object_get(record, "review"), "reasons"), i, item) {
        const char *slug = json_string_value(item);
        char words[256];
        words_of_reason(slug ? slug : "", words, sizeof words);
        scans_html_reason(s->html, words);
    }
    scans_html_facts_end(s->html);
}

static uint32_t marks_of(json_t *record, size_t page, struct scans_mark *out)
{
    json_t *item;
    size_t i;
    uint32_t n = 0;

    json_array_foreach(json_object_get(record, "identifiers"), i, item)
        if (n < MAX_MARKS && json_integer_value(json_object_get(item, "page")) == (json_int_t)page)
            out[n++] =
                (struct scans_mark){ box_of(item), json_is_true(json_object_get(item, "accepted")),
                                     words_of(str(item, "kind")) };
    return n;
}

static bool show_page(struct showing *s, json_t *record, size_t no, const struct dossier_page *p,
                      struct err *e)
{
    struct scans_mark marks[MAX_MARKS];
    struct buf bytes, jpeg;
    struct err why = { 0 };

    if (p->format == IMAGE_PDF_TEXT)
        return true; /* a born-digital page has no scan */
    buf_init(&bytes, (size_t)1 << 30);
    buf_init(&jpeg, (size_t)64 << 20);
    bool ok = store_blob_get(s->store, p->sha256, &bytes, e);
    if (ok && transcode_thumbnail(s->transcoder, p->format, bytes.ptr, bytes.len, p->read->turned,
                                  SIDE, &jpeg, &why))
        scans_html_page(s->html, p->read, &jpeg, marks, marks_of(record, no, marks));
    buf_release(&bytes);
    buf_release(&jpeg);
    return ok;
}

static bool show_record(struct showing *s, const struct store_doc *d, json_t *record, struct err *e)
{
    struct dossier dossier;
    json_t *page, *type = json_object_get(record, "type");
    const struct paper_type *t = paper_type_find(s->paper, str(type, "slug"));
    char where[512];
    size_t i;

    arena_reset(&s->arena);
    if (!store_dossier_load(s->store, d->archive, d->dossier, &s->arena, &dossier, e))
        return false;
    snprintf(where, sizeof where, "%s · %s · %d", d->archive, d->dossier, d->ordinal);
    scans_html_document(s->html, where, t ? t->name_vi : str(type, "slug"), conf(type),
                        json_is_true(json_object_get(json_object_get(record, "review"), "needed")));
    facts(s, record);
    json_array_foreach(json_object_get(record, "pages"), i, page)
        for (uint32_t k = 0; k < dossier.n_pages; k++)
            if (dossier.pages[k].page == json_integer_value(json_object_get(page, "page")) &&
                strcmp(dossier.pages[k].entry, str(page, "entry")) == 0 &&
                !show_page(s, record, i + 1, &dossier.pages[k], e))
                return false;
    return true;
}

static bool show_document(void *ctx, const struct store_doc *d, struct err *e)
{
    struct showing *s = ctx;
    bool asked = s->n_ids == 0;

    for (size_t i = 0; i < s->n_ids; i++)
        asked |= strcmp(s->ids[i], d->id) == 0;
    if (!asked)
        return true;
    json_t *record = json_loads(d->json, 0, NULL);
    const bool ok = record ? show_record(s, d, record, e)
                           : err_set(e, ERR_INVALID, "a document record in the store is damaged");
    json_decref(record);
    return ok;
}

bool showing_html(const struct config *cfg, struct store *store, const char *path, char *const *ids,
                  size_t n, struct err *e)
{
    struct showing s = { .store = store, .ids = ids, .n_ids = n };
    struct err ignored;

    arena_init(&s.arena, DOSSIER_BYTES);
    bool ok = paper_open(&s.paper, e) && transcode_open(&s.transcoder, cfg, e) &&
              scans_html_open(&s.html, path, T("Scans and what was read on them"), e) &&
              store_docs(store, show_document, &s, e);
    if (s.html && !scans_html_close(s.html, ok ? e : &ignored))
        ok = false;
    transcode_close(s.transcoder);
    paper_close(s.paper);
    arena_reset(&s.arena);
    return ok;
}
