#include "index/record.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

struct out {
    struct buf *b;
    struct arena *a;
    bool full; /* of the arena */
};

static void put_escaped(struct buf *b, const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        char enc[4];
        const uint32_t cp = utf8_next(s, len, &i);
        if (cp == '"' || cp == '\\')
            buf_putc(b, '\\'), buf_putc(b, (char)cp);
        else if (cp == '\n')
            buf_puts(b, "\\n");
        else if (cp < 0x20 || cp == 0x7F)
            buf_printf(b, "\\u%04x", (unsigned)cp);
        else
            buf_add(b, enc, utf8_put(cp, enc));
    }
}

/* A path: bytes that are no UTF-8 are replaced, nothing is normalised. */
static void put_path(struct out *o, const char *s)
{
    buf_putc(o->b, '"');
    put_escaped(o->b, s, strlen(s));
    buf_putc(o->b, '"');
}

static void put_text(struct out *o, const char *s)
{
    const char *nfc = utf8_nfc(o->a, s ? s : "", s ? strlen(s) : 0);

    o->full = o->full || !nfc;
    put_path(o, nfc ? nfc : "");
}

static void put_number(struct out *o, double v)
{
    char frac[8];
    const bool sane = isfinite(v) && fabs(v) < 1e9;
    long long n = sane ? llround(v * 1e4) : 0;

    if (n < 0)
        buf_putc(o->b, '-');
    n = n < 0 ? -n : n;
    buf_printf(o->b, "%lld", n / 10000);
    if (n % 10000 == 0)
        return;
    int len = 4;
    for (long long rest = n % 10000, i = 3; i >= 0; i--, rest /= 10)
        frac[i] = (char)('0' + rest % 10);
    while (frac[len - 1] == '0')
        len--;
    buf_putc(o->b, '.');
    buf_add(o->b, frac, (size_t)len);
}

static void put_confidence(struct out *o, double v)
{
    buf_puts(o->b, ",\"confidence\":");
    put_number(o, v);
}

static void put_place(struct out *o, int32_t page, struct box b)
{
    buf_printf(o->b, ",\"page\":%d,\"box_px\":[%d,%d,%d,%d]", page, b.x0, b.y0, b.x1, b.y1);
}

static void put_pages(struct out *o, const struct dossier *d, const struct document *doc)
{
    buf_puts(o->b, ",\"pages\":[");
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        const struct dossier_page *p = &d->pages[doc->pages[i]];
        buf_puts(o->b, i ? ",{\"entry\":" : "{\"entry\":");
        put_path(o, p->entry);
        buf_printf(o->b,
                   ",\"page\":%d,\"sha256\":\"%s\",\"dpi\":%d,\"turned\":%d,\"skew_deg\":", p->page,
                   p->sha256, p->read->dpi, p->read->turned);
        put_number(o, p->read->skew_deg);
        buf_puts(o->b, ",\"text_confidence\":");
        put_number(o, p->read->text_confidence);
        buf_putc(o->b, '}');
    }
    buf_putc(o->b, ']');
}

static void put_type(struct out *o, const struct document *doc)
{
    buf_puts(o->b, ",\"type\":{\"slug\":");
    put_text(o, doc->type);
    put_confidence(o, doc->type_confidence);
    buf_puts(o->b, ",\"runner_up\":");
    if (doc->runner_up && *doc->runner_up) {
        buf_puts(o->b, "{\"slug\":");
        put_text(o, doc->runner_up);
        put_confidence(o, doc->runner_up_confidence);
        buf_putc(o->b, '}');
    } else {
        buf_puts(o->b, "null");
    }
    buf_putc(o->b, '}');
}

static const char *truth(bool v)
{
    return v ? "true" : "false";
}

static void put_idents(struct out *o, const struct document *doc)
{
    buf_puts(o->b, ",\"identifiers\":[");
    for (uint32_t i = 0; i < doc->n_idents; i++) {
        const struct identifier *n = &doc->idents[i];
        buf_printf(o->b, "%s{\"kind\":\"%s\",\"value\":", i ? "," : "", ident_kind_name(n->kind));
        put_text(o, n->value);
        buf_puts(o->b, ",\"raw\":");
        put_text(o, n->raw);
        buf_printf(o->b, ",\"level\":\"%s\",\"accepted\":%s", ident_level_name(n->level),
                   truth(n->accepted));
        put_confidence(o, n->confidence);
        buf_printf(o->b, ",\"source\":\"%s\"", ident_source_name(n->source));
        put_place(o, n->page, n->box);
        buf_puts(o->b, ",\"label\":");
        put_text(o, n->label);
        buf_printf(o->b, ",\"role\":\"%s\"}", ident_role_name(n->role));
    }
    buf_putc(o->b, ']');
}

static const char *const field_order[] = {
    "doc_number", "issued_date", "issuer",    "subject",       "signer",
    "full_name",  "birth_date",  "copy_kind", "receiving_org", "handling_org",
};
enum { N_ORDER = sizeof field_order / sizeof *field_order };

static size_t rank_of(const char *name)
{
    size_t r = 0;

    while (r < N_ORDER && strcmp(name, field_order[r]) != 0)
        r++;
    return r;
}

/* The contract's names in its order, all others behind them by name. */
static int field_cmp(const struct field *a, const struct field *b)
{
    const size_t ra = rank_of(a->name), rb = rank_of(b->name);

    return ra != rb ? (ra < rb ? -1 : 1) : strcmp(a->name, b->name);
}

static const struct field *field_after(const struct document *doc, const struct field *last)
{
    const struct field *best = NULL;

    for (uint32_t i = 0; i < doc->n_fields; i++) {
        const struct field *f = &doc->fields[i];
        if (last && field_cmp(f, last) <= 0)
            continue;
        const int c = best ? field_cmp(f, best) : -1;
        if (c < 0 || (c == 0 && f->accepted && !best->accepted))
            best = f;
    }
    return best;
}

static void put_fields(struct out *o, const struct document *doc)
{
    const struct field *f = NULL;

    buf_puts(o->b, ",\"fields\":{");
    for (bool first = true; (f = field_after(doc, f)) != NULL; first = false) {
        if (!first)
            buf_putc(o->b, ',');
        put_text(o, f->name);
        buf_puts(o->b, ":{\"value\":");
        put_text(o, f->value);
        put_confidence(o, f->confidence);
        buf_printf(o->b, ",\"accepted\":%s", truth(f->accepted));
        put_place(o, f->page, f->box);
        buf_putc(o->b, '}');
    }
    buf_putc(o->b, '}');
}

char *record_text(const struct dossier *d, const struct document *doc, struct arena *a)
{
    struct buf b;
    char *out = NULL;

    buf_init(&b, a->ceiling);
    for (uint32_t i = 0; i < doc->n_pages; i++) {
        struct arena page;
        arena_init(&page, a->ceiling);
        const char *text = page_text(d->pages[doc->pages[i]].read, &page);
        if (text && *text && b.len > 0)
            buf_puts(&b, "\n\n");
        if (text)
            buf_puts(&b, text);
        else
            b.failed = true;
        arena_reset(&page);
    }
    if (!b.failed)
        out = utf8_nfc(a, b.ptr ? b.ptr : "", b.len);
    buf_release(&b);
    return out;
}

bool record_write(const struct dossier *d, const struct document *doc, const char *text,
                  struct buf *out, struct err *e)
{
    struct arena a;
    struct out o = { out, &a, false };

    arena_init(&a, out->ceiling);
    buf_printf(out, "{\"document_id\":\"%s\",\"dossier\":", doc->id);
    put_path(&o, d->key);
    buf_puts(out, ",\"archive\":");
    put_path(&o, d->archive);
    buf_printf(out, ",\"ordinal\":%d", doc->ordinal);
    put_pages(&o, d, doc);
    put_type(&o, doc);
    put_idents(&o, doc);
    put_fields(&o, doc);
    buf_puts(out, ",\"text\":");
    put_path(&o, text); /* NFC already */
    buf_printf(out, ",\"review\":{\"needed\":%s,\"reasons\":[", truth(doc->n_reasons > 0));
    for (uint32_t i = 0; i < doc->n_reasons; i++) {
        if (i)
            buf_putc(out, ',');
        put_text(&o, doc->reasons[i]);
    }
    buf_puts(out, "]}}");
    arena_reset(&a);
    return o.full ? err_set(e, ERR_NOMEM, "document record: no memory")
                  : buf_ok(out, "document record", e);
}
