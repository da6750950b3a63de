/* Any text as a page: identifiers are found in bounded time, and what is accepted is valid. The
 * first byte chooses the type of the paper and whether the text is a code's payload as well. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ident/ident.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const types[] = { "the_cccd", "giay_khai_sinh", "gcn_qsdd", "so_bhxh", "" };

/* Lines end with a newline, words with a blank; boxes by position. */
static bool make_page(struct arena *a, char *text, struct page_read *p)
{
    const size_t cap = strlen(text) + 1;

    *p = (struct page_read){ .state = PAGE_DONE,
                             .scan_w = 2480,
                             .scan_h = 3508,
                             .frame_w = 2480,
                             .frame_h = 3508,
                             .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 } };
    p->words = ARENA_NEW(a, struct word, cap);
    p->lines = ARENA_NEW(a, struct text_line, cap + 1);
    if (!p->words || !p->lines)
        return false;
    for (char *line = text, *next; line; line = next) {
        struct text_line *l = &p->lines[p->n_lines++];
        char *rest = NULL;
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        l->first = p->n_words;
        for (char *w = strtok_r(line, " \t", &rest); w; w = strtok_r(NULL, " \t", &rest)) {
            const int32_t x = (int32_t)(w - line) * 20, y = (int32_t)p->n_lines * 40;
            const struct box b = { x, y, x + (int32_t)strlen(w) * 20, y + 30 };
            p->words[p->n_words++] = (struct word){ w, b, 0.99f, 0 };
            l->count++;
        }
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ident_tables *tables;
    struct err e = { 0 };
    struct arena a;
    struct page_read page;
    struct identifier *ids;
    uint32_t n = 0, order[1] = { 0 };

    if (!tables && !ident_open(&tables, &e))
        abort();
    if (size < 1 || size > 1 << 20)
        return 0;
    arena_init(&a, 256 << 20);
    char *text = utf8_nfc(&a, (const char *)data + 1, size - 1);
    if (text && make_page(&a, text, &page)) {
        struct code code = { data[0] & 64 ? CODE_ZONE : CODE_QR,
                             utf8_nfc(&a, (const char *)data + 1, size - 1),
                             { 0 } };
        page.codes = &code;
        page.n_codes = data[0] & 1 && code.text ? 1 : 0;
        const struct dossier_page at = { .entry = "", .sha256 = "", .read = &page };
        const struct dossier d = { .archive = "", .key = "", .pages = &at, .n_pages = 1 };
        struct document doc = { .pages = order,
                                .n_pages = 1,
                                .type = types[data[0] / 2 % (sizeof types / sizeof *types)] };
        if (ident_find(tables, &d, &doc, &a, &ids, &n, &e)) {
            for (uint32_t i = 0; i < n; i++)
                if (ids[i].accepted != (*ids[i].why == '\0') ||
                    (ids[i].accepted && ids[i].level != LEVEL_VALID))
                    abort();
            doc.idents = ids;
            doc.n_idents = n;
            ident_agree(&doc, 1);
        } else if (e.kind == ERR_NONE) {
            abort();
        }
    }
    arena_reset(&a);
    return 0;
}
