#include <math.h>
#include <string.h>

#include "tests/gen/dossier.h"

void json_text(GString *s, const char *text)
{
    g_string_append_c(s, '"');
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_printf(s, "\\%c", *p);
        else if (*p == '\n')
            g_string_append(s, "\\n");
        else if (*p < 0x20)
            g_string_append_printf(s, "\\u%04x", *p);
        else
            g_string_append_c(s, (gchar)*p);
    }
    g_string_append_c(s, '"');
}

static void word_box(const struct gen_page *p, const struct aged *a, const struct gen_word *w,
                     int box[4])
{
    const double k = p->dpi / 72.0, xs[2] = { w->x0 * k, w->x1 * k },
                 ys[2] = { w->y0 * k, w->y1 * k };
    double lo[2] = { 1e9, 1e9 }, hi[2] = { -1e9, -1e9 };

    for (int i = 0; i < 4; i++) {
        double x, y;
        age_point(a->to_scan, xs[i & 1], ys[i >> 1], &x, &y);
        lo[0] = fmin(lo[0], x), lo[1] = fmin(lo[1], y);
        hi[0] = fmax(hi[0], x), hi[1] = fmax(hi[1], y);
    }
    box[0] = CLAMP((int)floor(lo[0]), 0, a->image.w);
    box[1] = CLAMP((int)floor(lo[1]), 0, a->image.h);
    box[2] = CLAMP((int)ceil(hi[0]), 0, a->image.w);
    box[3] = CLAMP((int)ceil(hi[1]), 0, a->image.h);
}

void truth_page(GString *s, const struct gen_page *p, const struct aged *a, bool words)
{
    static const char *const kinds[] = { "page", "blank", "separator" };
    char *text = page_words_text(p);

    g_string_append_printf(s,
                           "\"kind\":\"%s\",\"dpi\":%d,\"turned\":%d,\"skew\":%.3f,\"width\":%d,"
                           "\"height\":%d,\"text\":",
                           kinds[p->kind], p->dpi, a->turned, a->skew_deg, a->image.w, a->image.h);
    json_text(s, p->kind == GEN_PAGE ? text : "");
    g_free(text);
    if (p->kind == GEN_PAGE && p->codes->len > 0) {
        char **codes = g_strsplit(p->codes->str, "\n", -1);
        g_string_append(s, ",\"codes\":[");
        for (int i = 0; codes[i] && *codes[i]; i++) {
            g_string_append(s, i ? "," : "");
            json_text(s, codes[i]);
        }
        g_string_append_c(s, ']');
        g_strfreev(codes);
    }
    if (!words || p->kind != GEN_PAGE)
        return;
    g_string_append(s, ",\"words\":[");
    for (guint i = 0; i < p->words->len; i++) {
        const struct gen_word *w = &g_array_index(p->words, struct gen_word, i);
        int b[4];
        word_box(p, a, w, b);
        g_string_append(s, i ? ",[" : "[");
        json_text(s, w->text);
        g_string_append_printf(s, ",%d,%d,%d,%d]", b[0], b[1], b[2], b[3]);
    }
    g_string_append_c(s, ']');
}

void truth_facts(GString *s, const GPtrArray *idents, const GPtrArray *fields)
{
    g_string_append(s, "\"fields\":{");
    for (guint i = 0; i < fields->len; i++) {
        const struct fact *f = fields->pdata[i];
        g_string_append(s, i ? "," : "");
        json_text(s, f->kind);
        g_string_append_c(s, ':');
        json_text(s, f->value);
    }
    g_string_append(s, "},\"identifiers\":[");
    for (guint i = 0; i < idents->len; i++) {
        const struct fact *f = idents->pdata[i];
        g_string_append(s, i ? ",{\"kind\":" : "{\"kind\":");
        json_text(s, f->kind);
        g_string_append(s, ",\"value\":");
        json_text(s, f->value);
        g_string_append(s, ",\"role\":");
        json_text(s, f->role);
        if (*f->part) {
            g_string_append(s, ",\"part\":");
            json_text(s, f->part);
        }
        g_string_append_printf(s, ",\"page\":%d}", f->page);
    }
    g_string_append_c(s, ']');
}
