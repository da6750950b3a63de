#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "pack/pack_parts.h"

static const size_t MAX_CELLS = (size_t)1 << 30;

void table_init(struct table *t, const char *title, const char *const *columns, size_t n)
{
    *t = (struct table){ .title = title, .columns = columns, .n_columns = n };
    buf_init(&t->cells, MAX_CELLS);
}

void table_release(struct table *t)
{
    buf_release(&t->cells);
}

void table_cell(struct table *t, const char *value, size_t max)
{
    const size_t len = value ? strlen(value) : 0;
    size_t chars = 0;
    bool gap = false;

    for (size_t i = 0; i < len && (max == 0 || chars < max);) {
        char raw[4];
        const uint32_t cp = utf8_next(value, len, &i);
        if (cp <= ' ' || cp == 0x7F) {
            gap = chars > 0;
            continue;
        }
        if (gap && (max == 0 || chars + 1 < max)) {
            buf_putc(&t->cells, ' ');
            chars++;
        }
        gap = false;
        buf_add(&t->cells, raw, utf8_put(cp, raw));
        chars++;
    }
    buf_add(&t->cells, "", 1);
}

void table_number(struct table *t, int64_t value)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)value);
    table_cell(t, text, 0);
}

static void put_field(struct buf *out, const char *s, size_t column)
{
    if (column > 0)
        buf_putc(out, ',');
    if (!strpbrk(s, ",\"\r\n") && *s != ' ') {
        buf_puts(out, s);
        return;
    }
    buf_putc(out, '"');
    for (; *s; s++) {
        if (*s == '"')
            buf_putc(out, '"');
        buf_putc(out, *s);
    }
    buf_putc(out, '"');
}

void table_csv(const struct table *t, struct buf *out)
{
    const char *at = t->cells.ptr;

    buf_puts(out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < t->n_columns; c++)
        put_field(out, t->columns[c], c);
    buf_puts(out, "\r\n");
    for (size_t r = 0; r < t->n_rows; r++) {
        for (size_t c = 0; c < t->n_columns; c++) {
            put_field(out, at, c);
            at += strlen(at) + 1;
        }
        buf_puts(out, "\r\n");
    }
    out->failed |= t->cells.failed;
}
