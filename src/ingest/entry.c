/* One entry: what is it, and who opens it. */
#include <string.h>

#include "ingest/inner.h"

static uint64_t min64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* ERR_LIMIT and friends of the entry itself are its own; ours stop the walk. */
static bool fail_or_stop(struct walk *w, const struct place *p, bool container, bool own,
                         const struct err *e)
{
    return own ? walk_stop(w, e) : walk_fail(w, p, container, 1, e);
}

static bool open_image(struct walk *w, const struct place *p, struct feed *f,
                       enum image_format format)
{
    const struct ingest_limits *const l = &w->o->limits;
    struct ingest_page pg = { .page = 1, .format = format };
    struct blob b;
    struct err e = { 0 };
    bool own, go;

    if (!spool_all(&w->spool, f, min64(l->max_page_bytes, l->max_entry_bytes), &b, &own, &e))
        return fail_or_stop(w, p, false, own, &e);
    pg.bytes = b.ptr;
    pg.len = b.len;
    go = walk_page(w, p, false, &pg);
    blob_release(&b);
    return go;
}

static bool open_container(struct walk *w, const struct place *p, struct feed *f, enum content c)
{
    struct blob b;
    struct err e = { 0 };
    bool own, go;

    if (!spool_all(&w->spool, f, w->o->limits.max_entry_bytes, &b, &own, &e))
        return fail_or_stop(w, p, true, own, &e);
    go = c == CONTENT_PDF ? pdf_walk(w, p, &b) : tiff_walk(w, p, &b);
    blob_release(&b);
    return go;
}

static bool open_archive(struct walk *w, const struct place *p, struct feed *f, enum content c,
                         struct level *outer, enum turn t)
{
    const unsigned depth = outer ? outer->depth + 1 : 0;
    struct buf name;
    struct err e = { 0 };
    bool go;

    /* One that crashed us is not entered again; what follows its first member proves it harmless.
     */
    if (t == TURN_PAST)
        return true;
    if (depth > w->o->limits.max_depth) {
        err_set(&e, ERR_LIMIT, "archives nested deeper than the limit of %llu: unpack it by hand",
                (unsigned long long)w->o->limits.max_depth);
        return t == TURN_THROUGH || walk_fail(w, p, false, 1, &e);
    }
    buf_init(&name, 1 << 20);
    buf_puts(&name, p->archive);
    if (!p->top) {
        buf_puts(&name, "!/");
        buf_puts(&name, p->entry);
    }
    if (buf_ok(&name, "the name of a nested archive", &e))
        go = unpack_walk(w, p, name.ptr, f, c, outer, t);
    else
        go = walk_fail(w, p, false, 1, &e);
    buf_release(&name);
    return go;
}

bool entry_open(struct walk *w, const struct place *p, struct feed *f, struct level *outer,
                enum turn t)
{
    enum image_format format;
    struct err e = { 0 };
    char why[96];

    if (!feed_peek(f, &e))
        return t != TURN_OPEN || walk_fail(w, p, false, 1, &e);
    if (!f->head_len) {
        err_set(&e, ERR_INPUT, "the file is empty");
        return t != TURN_OPEN || walk_fail(w, p, false, 1, &e);
    }
    const enum content c = content_of(f->head, f->head_len, &format, why, sizeof why);
    if (c == CONTENT_STREAM || c == CONTENT_SEEK || c == CONTENT_COMPRESSED)
        return open_archive(w, p, f, c, outer, t);
    if (t != TURN_OPEN)
        return true;
    if (c == CONTENT_IMAGE)
        return open_image(w, p, f, format);
    if (c == CONTENT_PDF || c == CONTENT_TIFF)
        return open_container(w, p, f, c);
    err_set(&e, ERR_UNSUPPORTED, "not a page image, PDF or archive: %s", why);
    return walk_fail(w, p, false, 1, &e);
}
