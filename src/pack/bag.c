#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "pack/pack_parts.h"

static const size_t MAX_TAG_FILE = (size_t)1 << 30;

bool members_add(struct members *m, const char *path, const struct piece *bytes, struct err *e)
{
    if (m->n == m->cap) {
        const size_t cap = m->cap ? m->cap * 2 : 256;
        struct member *v = realloc(m->v, cap * sizeof *v);
        if (!v)
            return err_set(e, ERR_NOMEM, "pack: no memory for the list of files");
        m->v = v;
        m->cap = cap;
    }
    m->v[m->n] = (struct member){ strdup(path), *bytes };
    return m->v[m->n++].path || err_set(e, ERR_NOMEM, "pack: no memory for the list of files");
}

void members_release(struct members *m)
{
    for (size_t i = 0; i < m->n; i++)
        free(m->v[i].path);
    free(m->v);
    *m = (struct members){ 0 };
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct member *)a)->path, ((const struct member *)b)->path);
}

static bool is_payload(const struct member *m)
{
    return strncmp(m->path, "data/", 5) == 0;
}

static bool add_text(struct members *m, struct spool *s, const char *path, struct buf *text,
                     struct err *e)
{
    struct piece piece;
    const bool ok = buf_ok(text, path, e) &&
                    spool_add(s, text->ptr ? text->ptr : "", text->len, &piece, e) &&
                    members_add(m, path, &piece, e);

    buf_release(text);
    return ok;
}

/* RFC 8493, 2.1.3; `sha256sum -c` reads it. Paths are ASCII without CR, LF or %, so none is
 * escaped. */
static void put_manifest(const struct members *m, bool payload, struct buf *out)
{
    char hex[SHA256_HEX];

    for (size_t i = 0; i < m->n; i++) {
        if (is_payload(&m->v[i]) != payload)
            continue;
        hash_hex(m->v[i].bytes.sha256, hex);
        buf_printf(out, "%s  %s\n", hex, m->v[i].path);
    }
}

static void put_label(struct buf *out, const char *label, const char *value)
{
    if (!*value)
        return;
    buf_printf(out, "%s: ", label);
    for (; *value; value++)
        buf_putc(out, *value == '\n' || *value == '\r' ? ' ' : *value);
    buf_putc(out, '\n');
}

static void put_info(const struct members *m, const struct bag_info *info, struct buf *out)
{
    uint64_t bytes = 0, files = 0;
    char date[32];

    for (size_t i = 0; i < m->n; i++)
        if (is_payload(&m->v[i])) {
            files++;
            bytes += m->v[i].bytes.len;
        }
    clock_iso(info->now, date);
    date[10] = '\0';
    put_label(out, "Source-Organization", info->unit);
    put_label(out, "Contact-Name", info->operator_name);
    put_label(out, "External-Identifier", info->name);
    put_label(out, "Bagging-Date", date);
    put_label(out, "Bag-Software-Agent", info->software);
    buf_printf(out, "Payload-Oxum: %llu.%llu\n", (unsigned long long)bytes,
               (unsigned long long)files);
}

bool bag_close(struct members *m, struct spool *s, const struct bag_info *info, struct err *e)
{
    struct buf text;

    qsort(m->v, m->n, sizeof *m->v, by_path);
    buf_init(&text, MAX_TAG_FILE);
    put_manifest(m, true, &text);
    if (!add_text(m, s, "manifest-sha256.txt", &text, e))
        return false;
    buf_puts(&text, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    if (!add_text(m, s, "bagit.txt", &text, e))
        return false;
    put_info(m, info, &text);
    if (!add_text(m, s, "bag-info.txt", &text, e))
        return false;
    qsort(m->v, m->n, sizeof *m->v, by_path);
    put_manifest(m, false, &text);
    if (!add_text(m, s, "tagmanifest-sha256.txt", &text, e))
        return false;
    qsort(m->v, m->n, sizeof *m->v, by_path);
    return true;
}
