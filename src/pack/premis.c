#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "pack/pack_parts.h"

/* One event as a line: PREMIS 3.0 semantic units under their own names. */
static void put_event(const struct row *r, const char *type, int64_t when, const char *detail,
                      const char *agent, const char *object, struct buf *out)
{
    json_t *event;
    char date[32] = "", id[80], *text;

    if (when)
        clock_iso(when, date);
    snprintf(id, sizeof id, "%.40s/%.32s", r->id, type);
    event = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "eventIdentifier", id, "eventType",
                      type, "eventDateTime", date, "eventDetail", detail, "linkingAgentIdentifier",
                      agent, "linkingObjectIdentifier", object, "document_id", r->id);
    if (event && !when)
        json_object_del(event, "eventDateTime");
    text = event ? json_dumps(event, JSON_COMPACT) : NULL;
    if (text) {
        buf_puts(out, text);
        buf_putc(out, '\n');
    }
    out->failed |= !text;
    free(text);
    json_decref(event);
}

void premis_rows(const struct row *r, const char *file, const char *software,
                 const char *operator_name, int64_t now, struct buf *out)
{
    char detail[64];

    put_event(r, "ingestion", r->ingested_at,
              "pages taken in, hashed with SHA-256, stored unchanged",
              *operator_name ? operator_name : software, file, out);
    if (!r->born_digital) {
        snprintf(detail, sizeof detail, "text read, engine %.32s",
                 *r->engine ? r->engine : "unknown");
        put_event(r, "ocr", r->read_at, detail, software, file, out);
    }
    put_event(r, "creation", now,
              r->signed_pdf ? "signed PDF carried bit for bit"
              : r->n_originals
                  ? "PDF written; originals that it does not hold unchanged are beside it"
              : r->born_digital ? "born-digital PDF carried"
                                : "PDF/A-2u written around the unchanged page images",
              software, file, out);
}
