#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack/verify_parts.h"

static bool is_hex(const char *s)
{
    size_t n = 0;

    for (; isdigit((unsigned char)*s) || (*s >= 'a' && *s <= 'f'); s++)
        n++;
    return n == SHA256_HEX - 1 && *s == '\0';
}

static char *take(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? strdup(s) : NULL;
}

bool line_parse(const char *line, size_t len, struct line_doc *out, char *what, size_t cap)
{
    json_error_t why;
    json_t *r = json_loadb(line, len, JSON_REJECT_DUPLICATES, &why);
    const char *sum = json_string_value(json_object_get(r, "file_sha256"));

    *out = (struct line_doc){ .id = take(r, "document_id"),
                              .file = take(r, "file"),
                              .archive = take(r, "archive"),
                              .dossier = take(r, "dossier"),
                              .is_signed = json_is_true(json_object_get(r, "signed")),
                              .pages = (uint32_t)json_array_size(json_object_get(r, "pages")) };
    bool ok = out->id && out->file && out->archive && out->dossier && sum && is_hex(sum) &&
              out->pages > 0;
    if (ok)
        memcpy(out->file_sha256, sum, SHA256_HEX);
    else if (!r)
        snprintf(what, cap, "is no JSON: column %d",
                 why.column); /* the parser's text may quote the record */
    else
        snprintf(what, cap, "lacks document_id, dossier, archive, pages, file or file_sha256");
    json_decref(r);
    return ok;
}

void line_release(struct line_doc *d)
{
    free(d->id);
    free(d->file);
    free(d->archive);
    free(d->dossier);
}
