/* Directives placed in millimetres from an origin (.card sets it): cards, codes, photos. */
#include <stdlib.h>
#include <string.h>

#include "tests/gen/typeset.h"

/* .at x y w style ;; text -- style letters: c r centred, right of x; b i bold, italic; R W B
 * colours; a number is the size in points; j joins the last line; m monospaced; s not in the truth
 */
static void put_at(struct ts *t, double x, double y, double w, const char *style, const char *text)
{
    struct put o = { .x = t->ox + x * PT_PER_MM,
                     .y = t->oy + y * PT_PER_MM,
                     .w = w * PT_PER_MM,
                     .size = 9,
                     .leading = 1.0 };

    for (const char *p = style; *p; p++) {
        switch (*p) {
        case 'c':
            o.align = AT_CENTER;
            break;
        case 'r':
            o.align = AT_RIGHT;
            break;
        case 'b':
            o.bold = true;
            break;
        case 'i':
            o.italic = true;
            break;
        case 'R':
            o.red = 0.72;
            o.green = 0.05;
            o.blue = 0.1;
            break;
        case 'B':
            o.blue = 0.5;
            o.red = 0.1;
            o.green = 0.1;
            break;
        case 'W':
            o.red = o.green = o.blue = 1;
            break;
        case 'j':
            o.join = true;
            break;
        case 'a':
            o.font = font_sans(t->s->fonts);
            break;
        case 'm':
            o.font = font_typewriter(t->s->fonts);
            break;
        case 'h':
            o.font = t->s->hand;
            break;
        case 's':
            o.silent = true;
            break;
        default:
            if (g_ascii_isdigit(*p)) {
                char *end = NULL;
                o.size = g_ascii_strtod(p, &end);
                p = end - 1;
            }
        }
    }
    if (o.w > 0 && o.align != AT_LEFT)
        o.x -= o.align == AT_CENTER ? o.w / 2 : o.w;
    ts_put(t, &o, text);
}

static void put_card(struct ts *t, double x, double y, double w, double h, const char *colour)
{
    const double c[3] = { g_ascii_strtod(colour, NULL) / 100, 0, 0 };
    char **f = g_strsplit(colour, ",", 3);
    double rgb[3] = { c[0], c[0], c[0] };

    for (int i = 0; i < 3 && f[i]; i++)
        rgb[i] = g_ascii_strtod(f[i], NULL) / 100;
    g_strfreev(f);
    t->ox = x * PT_PER_MM;
    t->oy = y * PT_PER_MM;
    struct rng r = rng_fork(&t->s->rng, 31);
    draw_guilloche(t->cr, &r, t->ox, t->oy, w * PT_PER_MM, h * PT_PER_MM, rgb[0], rgb[1], rgb[2]);
}

static void put_mrz(struct ts *t, double x, double y, double w, const char *text)
{
    char **lines = g_strsplit(text, "\n", 3);

    for (int i = 0; lines[i]; i++) {
        struct put o = { .x = t->ox + x * PT_PER_MM,
                         .y = t->oy + (y + 4.6 * i) * PT_PER_MM,
                         .font = font_typewriter(t->s->fonts),
                         .bold = true };
        o.size = w * PT_PER_MM / 30 / 0.6;
        char *safe = g_markup_escape_text(lines[i], -1);
        ts_put(t, &o, safe);
        g_free(safe);
    }
    g_strfreev(lines);
}

bool ts_directive_at(struct ts *t, const char *verb, const char *args)
{
    static const char *const verbs[] = { "at",  "card", "qr",  "bar",    "mrz",    "photo",
                                         "box", "line", "map", "emblem", "sealat", "signat" };
    bool known = false;

    for (size_t i = 0; i < G_N_ELEMENTS(verbs); i++)
        known |= !strcmp(verb, verbs[i]);
    if (!known)
        return false;
    char **part = g_strsplit(args, " ;; ", 2), *nums = part[0];
    double v[4] = { 0 };
    for (int i = 0; i < (strcmp(verb, "at") ? 4 : 3);
         i++) { /* behind three of .at stands the style */
        char *end = nums;
        v[i] = g_ascii_strtod(nums, &end);
        if (end == nums)
            break;
        nums = end;
    }
    const double mm = PT_PER_MM, x = t->ox + v[0] * mm, y = t->oy + v[1] * mm;
    char *markup = expand(t->s, part[1] ? part[1] : ""), *plain = NULL;
    if (!pango_parse_markup(markup, -1, 0, NULL, &plain, NULL, NULL))
        plain = g_strdup(markup);
    struct rng r = rng_fork(&t->s->rng, 13);
    if (!strcmp(verb, "qr") || !strcmp(verb, "bar"))
        g_string_append_printf(t->page->codes, "%s\n", plain);
    if (!strcmp(verb, "at"))
        put_at(t, v[0], v[1], v[2], nums, markup);
    else if (!strcmp(verb, "card"))
        put_card(t, v[0], v[1], v[2], v[3], plain);
    else if (!strcmp(verb, "qr")) {
        draw_qr(t->cr, x, y, v[2] * mm, plain);
        t->code.page = t->n_pages;
        t->code.x = x;
        t->code.y0 = y;
        t->code.y1 = y + v[2] * mm;
    } else if (!strcmp(verb, "bar"))
        draw_code128(t->cr, x, y, v[2] * mm, v[3] * mm, plain);
    else if (!strcmp(verb, "mrz"))
        put_mrz(t, v[0], v[1], v[2], plain);
    else if (!strcmp(verb, "photo"))
        draw_portrait(t->cr, &r, x, y, v[2] * mm, v[3] * mm);
    else if (!strcmp(verb, "map"))
        draw_map(t->cr, &r, x, y, v[2] * mm, v[3] * mm);
    else if (!strcmp(verb, "emblem"))
        draw_emblem(t->cr, x, y, v[2] * mm);
    else if (!strcmp(verb, "sealat"))
        draw_seal(t->cr, &r, x, y, v[2] * mm, plain, "★");
    else if (!strcmp(verb, "signat"))
        draw_signature(t->cr, &r, x, y, v[2] * mm, v[3] * mm, true);
    else {
        cairo_set_source_rgb(t->cr, 0.1, 0.1, 0.1);
        cairo_set_line_width(t->cr, 0.7);
        if (!strcmp(verb, "box"))
            cairo_rectangle(t->cr, x, y, v[2] * mm, v[3] * mm);
        else {
            cairo_move_to(t->cr, x, y);
            cairo_line_to(t->cr, t->ox + v[2] * mm, t->oy + v[3] * mm);
        }
        cairo_stroke(t->cr);
    }
    g_strfreev(part);
    g_free(markup);
    g_free(plain);
    return true;
}
