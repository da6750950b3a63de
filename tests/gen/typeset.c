/* Template lines to pages. A line that begins with '.' is a directive (data/README.md lists them),
 * any other line a justified paragraph. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/gen/paper.h"
#include "tests/gen/typeset.h"

static PangoFontDescription *font_of(const struct ts *t, const struct put *o)
{
    PangoFontDescription *f = pango_font_description_from_string(o->font ? o->font : t->s->font);
    const double size = o->size > 0 ? o->size : t->s->base_pt;

    pango_font_description_set_absolute_size(f, (t->s->dpi < FINE_DPI ? floor(size + 0.5) : size) *
                                                    PANGO_SCALE);
    if (o->bold)
        pango_font_description_set_weight(f, PANGO_WEIGHT_BOLD);
    if (o->italic)
        pango_font_description_set_style(f, PANGO_STYLE_ITALIC);
    return f;
}

static PangoLayout *layout_of(struct ts *t, const struct put *o, const char *markup)
{
    PangoLayout *l = pango_cairo_create_layout(t->cr);
    cairo_font_options_t *fo = cairo_font_options_create();
    PangoFontDescription *f = font_of(t, o);

    cairo_font_options_set_hint_style(fo, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(fo, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(fo, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(pango_layout_get_context(l), fo);
    pango_cairo_context_set_resolution(pango_layout_get_context(l), 72);
    /* else every letter moves to a whole point: five-point print loses its spaces */
    pango_context_set_round_glyph_positions(pango_layout_get_context(l), FALSE);
    cairo_font_options_destroy(fo);
    pango_layout_context_changed(l);
    pango_layout_set_font_description(l, f);
    pango_font_description_free(f);
    if (o->w > 0)
        pango_layout_set_width(l, (int)(o->w * PANGO_SCALE));
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_justify(l, o->justify);
    pango_layout_set_indent(l, (int)(o->indent * PANGO_SCALE));
    pango_layout_set_line_spacing(l, (float)(o->leading > 0 ? o->leading : 1.05));
    pango_layout_set_alignment(l, o->align == AT_CENTER  ? PANGO_ALIGN_CENTER
                                  : o->align == AT_RIGHT ? PANGO_ALIGN_RIGHT
                                                         : PANGO_ALIGN_LEFT);
    if (strchr(markup, '<') || strchr(markup, '&')) {
        if (!pango_parse_markup(markup, -1, 0, NULL, NULL, NULL, NULL))
            gen_die("type %s: bad markup: %s", t->s->tpl->slug, markup);
        pango_layout_set_markup(l, markup, -1);
    } else
        pango_layout_set_text(l, markup, -1);
    return l;
}

static void note_words(struct ts *t, PangoLayoutLine *line, const char *text, double x, double base,
                       int number)
{
    const int start = line->start_index, end = start + line->length;
    PangoRectangle ink;

    pango_layout_line_get_extents(line, &ink, NULL);
    for (int i = start; i < end;) {
        while (i < end && text[i] == ' ')
            i++;
        int j = i;
        while (j < end && text[j] != ' ')
            j++;
        if (j == i)
            break;
        int xa, xb;
        pango_layout_line_index_to_x(line, i, FALSE, &xa);
        pango_layout_line_index_to_x(line, j, FALSE, &xb);
        struct gen_word w = { g_strndup(text + i, (gsize)(j - i)),
                              x + xa / (double)PANGO_SCALE,
                              base + ink.y / (double)PANGO_SCALE,
                              x + xb / (double)PANGO_SCALE,
                              base + (ink.y + ink.height) / (double)PANGO_SCALE,
                              number };
        g_array_append_val(t->page->words, w);
        i = j;
    }
}

static void show_line(struct ts *t, const struct put *o, PangoLayoutLine *line, double x,
                      double base)
{
    cairo_set_source_rgb(t->cr, o->red, o->green, o->blue);
    cairo_move_to(t->cr, x, base);
    pango_cairo_show_layout_line(t->cr, line);
}

double ts_put(struct ts *t, const struct put *o, const char *markup)
{
    PangoLayout *l = layout_of(t, o, markup);
    PangoLayoutIter *it = pango_layout_get_iter(l);
    PangoRectangle logical;
    double shift = 0, bottom = o->y;

    pango_layout_get_extents(l, NULL, &logical);
    if (o->w <= 0 && o->align != AT_LEFT)
        shift = -logical.width / (double)PANGO_SCALE / (o->align == AT_CENTER ? 2 : 1);
    do {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(it);
        PangoRectangle r;
        pango_layout_iter_get_line_extents(it, NULL, &r);
        const double x = o->x + shift + r.x / (double)PANGO_SCALE;
        const double base = o->y + pango_layout_iter_get_baseline(it) / (double)PANGO_SCALE;
        show_line(t, o, line, x, base);
        if (!o->silent)
            note_words(t, line, pango_layout_get_text(l), x, base,
                       o->join && t->page->n_lines ? t->page->n_lines - 1 : t->page->n_lines++);
        bottom = MAX(bottom, o->y + (r.y + r.height) / (double)PANGO_SCALE);
        t->last_x = x + r.width / (double)PANGO_SCALE;
        t->last_base = base;
    } while (pango_layout_iter_next_line(it));
    pango_layout_iter_free(it);
    g_object_unref(l);
    return bottom;
}

double ts_height(struct ts *t, const struct put *o, const char *markup)
{
    PangoLayout *l = layout_of(t, o, markup);
    int h;

    pango_layout_get_size(l, NULL, &h);
    g_object_unref(l);
    return h / (double)PANGO_SCALE;
}

double ts_width(struct ts *t, const struct put *o, const char *markup)
{
    PangoLayout *l = layout_of(t, o, markup);
    int w;

    pango_layout_get_size(l, &w, NULL);
    g_object_unref(l);
    return w / (double)PANGO_SCALE;
}

/* ---- pages ---- */

/* The same words at the top of every page, its number at the outer edge. */
static void put_header(struct ts *t, const char *header)
{
    if (!t->header) {
        t->header = expand_plain(t->s, header);
        t->header_no = rng_int(&t->s->rng, 1, 60);
    }
    const int no = t->header_no + t->n_pages - 1;
    const bool left = no % 2 == 0;
    char *n = g_strdup_printf("%d", no);
    struct put o = {
        .x = left ? t->left : t->right, .y = 30, .align = left ? AT_LEFT : AT_RIGHT, .size = 11.5
    };

    ts_put(t, &o, n);
    o.x = t->page->w_pt / 2;
    o.align = AT_CENTER;
    o.italic = true;
    ts_put(t, &o, t->header);
    g_free(n);
    t->y += 8;
}

static void page_begin(struct ts *t)
{
    const char *paper = head_value(t->s->tpl, "paper");
    double w = 210, h = 297;

    if (paper) {
        char **f = g_strsplit(paper, " ", 2);
        w = g_ascii_strtod(f[0], NULL);
        h = g_ascii_strtod(f[1], NULL);
        g_strfreev(f);
    }
    t->page = page_make(t->s->dpi, w, h, GEN_PAGE);
    t->page->number = ++t->n_pages;
    t->page->card = head_value(t->s->tpl, "card") != NULL;
    t->cr = cairo_create(t->page->image);
    cairo_scale(t->cr, t->s->dpi / 72.0, t->s->dpi / 72.0);
    t->left = w > 150 ? t->margin_left : 20;
    t->right = t->page->w_pt - (w > 150 ? t->margin_right : 20);
    t->top = t->y = w > 150 ? 52 : 18;
    t->bottom = t->page->h_pt - (w > 150 ? 58 : 16);
    t->ox = t->oy = 0;
    const char *header = head_value(t->s->tpl, "header");
    if (header)
        put_header(t, header);
    const char *numbers = head_value(t->s->tpl, "pagenum");
    if (t->n_pages > 1 && numbers) {
        const bool foot = !strcmp(numbers, "bottom");
        char *n = g_strdup_printf("%d", t->n_pages);
        ts_put(t,
               &(struct put){ .x = t->page->w_pt / 2,
                              .y = foot ? t->page->h_pt - 42 : 32,
                              .align = AT_CENTER,
                              .size = 12.5 },
               n);
        g_free(n);
        t->y += 8;
    }
}

static void page_end(struct ts *t)
{
    cairo_destroy(t->cr);
    cairo_surface_flush(t->page->image);
    t->sink(t->ctx, t->page);
    t->page = NULL;
}

void ts_break(struct ts *t)
{
    page_end(t);
    page_begin(t);
}

void ts_need(struct ts *t, double h)
{
    if (t->y + h > t->bottom && t->y > t->top + 40)
        ts_break(t);
}

void ts_flow(struct ts *t, const struct put *o, const char *markup)
{
    struct put q = *o;

    if (q.w <= 0)
        q.w = t->right - t->left;
    PangoLayout *l = layout_of(t, &q, markup);
    PangoLayoutIter *it = pango_layout_get_iter(l);
    double top_of_line = 0;
    do {
        PangoLayoutLine *line = pango_layout_iter_get_line_readonly(it);
        PangoRectangle r;
        int y0, y1;
        pango_layout_iter_get_line_extents(it, NULL, &r);
        pango_layout_iter_get_line_yrange(it, &y0, &y1);
        const double h = (y1 - y0) / (double)PANGO_SCALE;
        top_of_line = y0 / (double)PANGO_SCALE;
        if (t->y + h > t->bottom)
            ts_break(t);
        const double base =
            t->y + pango_layout_iter_get_baseline(it) / (double)PANGO_SCALE - top_of_line;
        const double x = (q.x > 0 ? q.x : t->left) + r.x / (double)PANGO_SCALE;
        show_line(t, &q, line, x, base);
        note_words(t, line, pango_layout_get_text(l), x, base, t->page->n_lines++);
        t->y += h;
    } while (pango_layout_iter_next_line(it));
    pango_layout_iter_free(it);
    g_object_unref(l);
    t->y += t->para_gap;
}

/* ---- conditions in front of a line: ?H ?D ?O ?N ?40 ?a40 ---- */

static const char *passes(struct scene *s, const char *line)
{
    while (*line == '?') {
        char *end = NULL;
        bool ok = true;
        if (line[1] == 'H' || line[1] == 'D' || line[1] == 'O' || line[1] == 'N') {
            ok = line[1] == 'H'   ? s->holdout
                 : line[1] == 'D' ? !s->holdout
                 : line[1] == 'O' ? s->old
                                  : !s->old;
            end = (char *)(intptr_t)(line + 2);
        } else if (g_ascii_islower(line[1])) { /* a coin thrown once a paper */
            char key[] = { 'c', 'o', 'i', 'n', line[1], '\0' };
            char *coin = g_hash_table_lookup(s->vars, key);
            const int pct = (int)strtol(line + 2, &end, 10);
            if (!coin) {
                coin = rng_pct(&s->rng, pct) ? g_strdup("1") : g_strdup("");
                g_hash_table_insert(s->vars, g_strdup(key), coin);
            }
            ok = *coin != '\0';
        } else {
            ok = rng_pct(&s->rng, (int)strtol(line + 1, &end, 10));
        }
        if (!ok || *end != ' ')
            return NULL;
        line = end + 1;
    }
    return line;
}

static void one_line(struct ts *t, const char *line)
{
    struct scene *s = t->s;
    const char *text = passes(s, line);

    if (!text)
        return;
    int from = 1, to = 1;
    char *star = *text == '.' ? strchr(text, '*') : NULL, *rest = NULL;
    if (star && star < text + strcspn(text, " ")) { /* .tr*2-5 */
        from = (int)strtol(star + 1, &rest, 10);
        to = (int)strtol(rest + 1, &rest, 10);
    } else {
        star = NULL;
        rest = *text == '.' ? (char *)(intptr_t)(text + strcspn(text, " ")) : NULL;
    }
    const int n = rng_int(&s->rng, from, to);
    for (s->row = 1; s->row <= n; s->row++) {
        if (star)
            g_hash_table_remove(s->people, "r");
        if (star)
            g_hash_table_remove(s->kept, "dossier9");
        if (!rest) {
            char *m = expand(s, text);
            ts_flow(t, &(struct put){ .justify = true, .indent = t->indent, .leading = t->leading },
                    m);
            g_free(m);
            continue;
        }
        char *verb = g_strndup(text + 1, (gsize)((star ? star : rest) - text - 1));
        ts_directive(t, verb, *rest ? rest + 1 : rest);
        g_free(verb);
    }
    s->row = 0;
}

int typeset_paper(struct scene *s, gen_page_sink *sink, void *ctx)
{
    struct ts t = { .s = s, .sink = sink, .ctx = ctx };

    t.margin_left = rng_real(&s->rng, 68, 88);
    t.margin_right = rng_real(&s->rng, 40, 56);
    t.leading = rng_real(&s->rng, 1.0, 1.28);
    t.para_gap = rng_real(&s->rng, 1.5, 6);
    t.indent = rng_real(&s->rng, 26, 36);
    page_begin(&t);
    for (guint i = 0; i < s->tpl->body->len; i++)
        one_line(&t, s->tpl->body->pdata[i]);
    for (guint i = 0; i < s->tpl->head->len; i++) {
        char **f = g_strsplit(s->tpl->head->pdata[i], " ", 3);
        if (!strcmp(f[0], "field") && g_strv_length(f) == 3)
            scene_field(s, f[1], expand_plain(s, f[2]));
        g_strfreev(f);
    }
    page_end(&t);
    return t.n_pages;
}
