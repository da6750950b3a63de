#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/gen/paper.h"

void scene_open_dossier(struct scene *s)
{
    s->people = g_hash_table_new(g_str_hash, g_str_equal);
    s->kept = g_hash_table_new(g_str_hash, g_str_equal);
    s->place = s->lex->places->pdata[rng_int(&s->rng, 0, (int)s->lex->places->len - 1)];
    /* One campaign digitizes neighbouring years: papers of a dossier share theirs, give or take. */
    s->y = rng_int(&s->rng, 2021, 2026);
    s->m = s->y == 2026 ? rng_int(&s->rng, 1, 9) : rng_int(&s->rng, 1, 12);
    s->d = rng_int(&s->rng, 1, 28);
}

void scene_open_paper(struct scene *s, const struct template *t)
{
    const char *years = head_value(t, "years");
    int from = s->y, to = s->y;

    s->tpl = t;
    s->vars = g_hash_table_new(g_str_hash, g_str_equal);
    s->roles = g_hash_table_new(g_str_hash, g_str_equal);
    s->used = g_hash_table_new(g_str_hash, g_str_equal);
    s->idents = g_ptr_array_new();
    s->fields = g_ptr_array_new();
    if (years && sscanf(years, "%d %d", &from, &to) == 2 && (s->y < from || s->y > to))
        s->y = rng_int(&s->rng, from, to);
    s->d = rng_int(&s->rng, 1, 28);
    s->old = s->y < 2025 || (s->y == 2025 && s->m < 7);
    const char *partial = head_value(t, "partial");
    s->partial = partial && rng_pct(&s->rng, (int)strtol(partial, NULL, 10));
    s->font = font_pick(s->fonts, &s->rng);
    s->hand = s->font;
    if (s->handwritten)
        s->hand = "TeX Gyre Chorus";
    else if (rng_pct(&s->rng, 35)) /* filled in with a typewriter or another program */
        s->hand = s->fonts == FONTS_HOLDOUT    ? "TeX Gyre Pagella"
                  : s->fonts == FONTS_HELD_OUT ? font_sans(s->fonts)
                  : rng_pct(&s->rng, 50)       ? "Cousine"
                                               : "Arimo";
    if (head_value(t, "typed"))
        s->font = s->hand = font_typewriter(s->fonts);
    s->dots = rng_pct(&s->rng, 25);
    s->base_pt = rng_real(&s->rng, 12.4, 14);
    if (s->dpi < FINE_DPI)
        s->font = s->hand = rng_pct(&s->rng, 70) ? "Tinos" : "Arimo";
    for (guint i = 0; i < t->head->len; i++) {
        char **f = g_strsplit(t->head->pdata[i], " ", 3);
        if (!strcmp(f[0], "role") && g_strv_length(f) == 3)
            g_hash_table_insert(s->roles, f[1], f[2]);
    }
}

static void release_words(GArray *words)
{
    for (guint i = 0; i < words->len; i++)
        g_free(g_array_index(words, struct gen_word, i).text);
    g_array_free(words, TRUE);
}

struct gen_page *page_make(int dpi, double w_mm, double h_mm, enum gen_page_kind kind)
{
    struct gen_page *p = g_new0(struct gen_page, 1);

    p->dpi = dpi;
    p->w_pt = w_mm * PT_PER_MM;
    p->h_pt = h_mm * PT_PER_MM;
    p->kind = kind;
    p->number = 1;
    p->words = g_array_new(FALSE, TRUE, sizeof(struct gen_word));
    p->codes = g_string_new(NULL);
    p->image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(w_mm / 25.4 * dpi + 0.5),
                                          (int)(h_mm / 25.4 * dpi + 0.5));
    cairo_t *cr = cairo_create(p->image);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_destroy(cr);
    return p;
}

void page_release(struct gen_page *p)
{
    cairo_surface_destroy(p->image);
    release_words(p->words);
    g_string_free(p->codes, TRUE);
    g_free(p);
}

char *page_words_text(const struct gen_page *p)
{
    GString *s = g_string_new(NULL);
    int line = -1;

    for (guint i = 0; i < p->words->len; i++) {
        const struct gen_word *w = &g_array_index(p->words, struct gen_word, i);
        if (line >= 0)
            g_string_append_c(s, w->line == line ? ' ' : '\n');
        g_string_append(s, w->text);
        line = w->line;
    }
    return g_string_free(s, FALSE);
}
