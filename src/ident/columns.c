/* Columns of a register that goes on, and telephones side by side. */
#include "ident/columns.h"

#include <string.h>

void ident_column_keep(struct ident_columns *c, const struct ident_view *v, enum ident_kind kind,
                       size_t start, size_t end, const char *label)
{
    float conf;
    const struct box b = ident_view_frame(v, start, end, &conf);
    const double wide = v->read->frame_w;

    if (c->n == sizeof c->of / sizeof *c->of || wide <= 0)
        return;
    for (size_t i = 0; i < c->n; i++)
        if (c->of[i].kind == kind)
            return;
    c->of[c->n++] = (struct ident_column){ kind, b.x0 / wide, b.x1 / wide, label };
}

const char *ident_column_head(const struct ident_columns *c, const struct ident_view *v,
                              enum ident_kind kind, size_t start, size_t end)
{
    float conf;
    const struct box b = ident_view_frame(v, start, end, &conf);
    const double wide = v->read->frame_w, mid = wide > 0 ? (b.x0 + b.x1) / 2.0 / wide : -1;

    for (size_t i = 0; i < c->n; i++)
        if (c->of[i].kind == kind && mid > c->of[i].x0 && mid < c->of[i].x1)
            return c->of[i].label;
    return NULL;
}

bool ident_joins_telephones(const struct ident_view *v, size_t start, size_t end)
{
    static const char *const words[] = { "/", "-", ",", ";", "hoac", "va" };
    size_t from = v->fold_of[start], to = v->fold_of[end];

    while (from < to && strchr(" .\n", v->fold[from]))
        from++;
    while (to > from && strchr(" .\n", v->fold[to - 1]))
        to--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (to - from == strlen(words[i]) && strncmp(v->fold + from, words[i], to - from) == 0)
            return true;
    return false;
}
