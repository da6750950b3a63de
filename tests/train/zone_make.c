/* The maker of src/codes/zone_shapes.c: what the characters of machine readable zones look like.
 * zone_make FONT... >zone_shapes.c; a font is "family:bold" or "family". Every character is drawn
 * large, brought to the size of a cell and written as letters a (paper) to p (ink). */
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codes/zone_shapes.h"

enum { W = ZONE_W, H = ZONE_H, TOP = ZONE_TOP, CAP = ZONE_CAP, FINE = 16 };
static const char classes[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

static PangoLayout *layout_of(cairo_t *cr, const char *font, double size)
{
    PangoLayout *l = pango_cairo_create_layout(cr);
    PangoFontDescription *d = pango_font_description_new();
    cairo_font_options_t *plain = cairo_font_options_create();
    char family[128];

    /* as the outlines are, whatever the machine's settings ask of a screen */
    cairo_font_options_set_antialias(plain, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(plain, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(plain, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(l), plain);
    pango_layout_context_changed(l);
    cairo_font_options_destroy(plain);

    snprintf(family, sizeof family, "%s", font);
    char *bold = strchr(family, ':');
    if (bold)
        *bold = '\0';
    pango_font_description_set_family(d, family);
    pango_font_description_set_weight(d, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
    PangoFont *font_found = pango_context_load_font(pango_layout_get_context(l), d);
    PangoFontDescription *found = font_found ? pango_font_describe(font_found) : NULL;
    if (!found || strcmp(pango_font_description_get_family(found), family) != 0) {
        fprintf(stderr, "zone_make: %s is not installed; scripts/packages.txt names its package\n",
                family);
        exit(1);
    }
    pango_font_description_free(found);
    g_object_unref(font_found);
    pango_layout_set_font_description(l, d);
    pango_font_description_free(d);
    return l;
}

/* Ink of one character over a cell: fine pixels, its cap height on CAP rows. */
static void draw(const char *font, char c, uint8_t out[W * H])
{
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_A8, W * FINE, H * FINE);
    cairo_t *cr = cairo_create(s);
    PangoRectangle ink, logical;
    const char text[2] = { c, '\0' };
    PangoLayout *l = layout_of(cr, font, 1000);

    pango_layout_set_text(l, "M", 1);
    pango_layout_get_extents(l, &ink, &logical);
    const double cap = (double)ink.height / PANGO_SCALE,
                 advance = (double)logical.width / PANGO_SCALE, top = (double)ink.y / PANGO_SCALE;
    cairo_scale(cr, W * FINE / advance, CAP * FINE / cap);
    cairo_translate(cr, 0, -top + TOP * cap / CAP);
    pango_layout_set_text(l, text, 1);
    pango_cairo_show_layout(cr, l);
    cairo_surface_flush(s);
    const uint8_t *px = cairo_image_surface_get_data(s);
    const int stride = cairo_image_surface_get_stride(s);
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            int sum = 0;
            for (int v = 0; v < FINE; v++)
                for (int u = 0; u < FINE; u++)
                    sum += px[(y * FINE + v) * stride + x * FINE + u];
            out[y * W + x] = (uint8_t)(sum / (FINE * FINE));
        }
    g_object_unref(l);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
}

/* As a scanner blurs it: a bell of about one pixel of the cell. */
static void blur(uint8_t px[W * H])
{
    uint8_t t[W * H];

    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            int sum = 0;
            for (int v = -1; v <= 1; v++)
                for (int u = -1; u <= 1; u++)
                    if (y + v >= 0 && y + v < H && x + u >= 0 && x + u < W)
                        sum += px[(y + v) * W + x + u] * (2 - abs(v)) * (2 - abs(u));
            t[y * W + x] = (uint8_t)(sum / 16);
        }
    memcpy(px, t, sizeof t);
}

int main(int argc, char **argv)
{
    puts("/* Made by tests/train/zone_make from the faces named; see its head. */");
    puts("#include \"codes/zone_shapes.h\"\n");
    puts("/* clang-format off */\nconst char *const zone_shapes[ZONE_FACES][ZONE_CLASSES] = {");
    for (int f = 1; f < argc; f++) {
        printf("    { /* %s */\n", argv[f]);
        for (const char *c = classes; *c; c++) {
            uint8_t px[W * H];
            draw(argv[f], *c, px);
            blur(px);
            printf("        /* %c */", *c);
            for (int y = 0; y < H; y += 4) {
                printf("%s\"", y ? "\n                " : " ");
                for (int i = y * W; i < (y + 4) * W; i++)
                    putchar('a' + px[i] / 16);
                putchar('"');
            }
            puts(",");
        }
        puts("    },");
    }
    puts("};\n/* clang-format on */");
    return 0;
}
