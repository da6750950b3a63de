/* pagewords STORE -- every page of a store as it was read, a JSON line each:
 * {"archive","dossier","entry","page","state","text","words":[["Số:",0.9981],...],"codes":[...]}
 *
 * What `sohoa list --pages` prints does not say how sure a word is; the evaluation needs it. The
 * store is only read; its key is that of the user ($XDG_CONFIG_HOME). Prints page text: invented or
 * public papers only. */
#include <jansson.h>
#include <stdio.h>

#include "index/store.h"

enum { TEXT_BYTES = 64 << 20 };

static bool print_page(void *ctx, const struct store_page *p, const char *document_id,
                       const struct page_read *read, struct err *e)
{
    struct arena *a = ctx;
    json_t *words = json_array(), *codes = json_array();

    (void)document_id;
    arena_reset(a);
    const char *text = read ? page_text(read, a) : "";
    for (uint32_t l = 0; read && l < read->n_lines; l++)
        for (uint32_t i = 0; i < read->lines[l].count; i++) {
            const struct word *w = &read->words[read->lines[l].first + i];
            json_array_append_new(words, json_pack("[sf]", w->text, (double)w->conf));
        }
    for (uint32_t i = 0; read && i < read->n_codes; i++)
        json_array_append_new(codes, json_string(read->codes[i].text));
    json_t *o =
        json_pack("{ss ss ss si ss ss so so}", "archive", p->archive, "dossier", p->dossier,
                  "entry", p->entry, "page", (int)p->page, "state", page_state_name(p->state),
                  "text", text ? text : "", "words", words, "codes", codes);
    char *line = o ? json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(5)) : NULL;
    const bool ok = line && puts(line) >= 0;
    free(line);
    json_decref(o);
    return ok || err_set(e, ERR_NOMEM, "a page cannot be printed");
}

int main(int argc, char **argv)
{
    struct store *s = NULL;
    struct arena a;
    struct err e = { 0 };

    if (argc != 2) {
        fputs("usage: pagewords STORE\n", stderr);
        return 2;
    }
    arena_init(&a, TEXT_BYTES);
    const bool ok =
        store_open(&s, argv[1], STORE_SIDE, false, &e) && store_pages(s, true, print_page, &a, &e);
    if (!ok)
        fprintf(stderr, "pagewords: %s\n", e.text);
    store_close(s);
    arena_reset(&a);
    return ok ? 0 : 1;
}
