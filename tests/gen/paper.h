/* tests/gen/paper.h -- one invented paper: its values, its pages as drawn, and the truth about
 * both.
 *
 * expand.c turns template text into printed text and notes every identifier and field it prints;
 * typeset.c and draw.c put it on pages (Pango, Cairo) and note every word with its box; each
 * finished page goes to the sink. Lengths in the typesetter are points (1/72 inch), in templates
 * millimetres. Threads: one paper at a time. */
#ifndef GEN_PAPER_H
#define GEN_PAPER_H
#include <cairo.h>
#include <pango/pangocairo.h>

#include "tests/gen/lexicon.h"

#define PT_PER_MM (72.0 / 25.4)

/* Coarser pages are for their words only: few fonts in whole sizes, because Pango keeps 256 sets of
 * fonts and makes any other anew, which costs more than the page. */
enum { FINE_DPI = 72 };

/* A value of the truth. page is the 1-based page of the document, 0 until known. */
struct fact {
    char *kind, *value, *role, *part;
    int page;
};

struct gen_word {
    char *text;
    double x0, y0, x1, y1; /* pt */
    int line;
};

enum gen_page_kind { GEN_PAGE, GEN_BLANK, GEN_SEPARATOR };

struct gen_page {
    cairo_surface_t *image; /* RGB24 at dpi */
    double w_pt, h_pt;
    int dpi;
    enum gen_page_kind kind;
    bool card;           /* colour paper with a photo: never a bilevel scan */
    GArray *words;       /* struct gen_word */
    GString *codes;      /* what its bar and QR codes say, one a line */
    int n_lines, number; /* number: 1-based inside the document */
};

/* Faces of body text, card text and typewriters. Readers are tuned on the first; the second goes
 * with --holdout; the third is used for nothing but scores. */
enum font_group { FONTS_TUNE, FONTS_HOLDOUT, FONTS_HELD_OUT };

/* Values shared by the papers of one dossier, and those of the paper at hand. */
struct scene {
    const struct lexicon *lex;
    struct rng rng;
    int holdout, dpi;
    enum font_group fonts;
    bool dense;             /* letters: twice the text */
    bool handwritten, dots; /* values in a script hand; dotted leaders behind them */
    /* dossier */
    const struct place *place;
    GHashTable *people; /* key -> struct person * */
    GHashTable *kept;   /* dossier-wide values: dossier code, serial, parcel ... */
    /* paper */
    const struct template *tpl;
    GHashTable *vars;
    bool old;             /* before 1/7/2025: three tiers */
    int y, m, d, partial; /* partial: the day is left open */
    int n_of_pages, row;
    GPtrArray *idents, *fields; /* struct fact * */
    GHashTable *roles, *used;
    const char *font, *hand;
    double base_pt;
};

typedef void gen_page_sink(void *ctx, struct gen_page *page); /* takes the page */

void scene_open_dossier(struct scene *s);
void scene_open_paper(struct scene *s, const struct template *t);
const char *head_value(const struct template *t, const char *key); /* NULL when absent */
char *expand(struct scene *s, const char *text);                   /* markup text */
char *expand_plain(struct scene *s, const char *text);
void scene_field(struct scene *s, const char *name, const char *value);
void scene_subject(struct scene *s, const char *text);
void scene_ident(struct scene *s, const char *kind, const char *value, const char *role,
                 const char *part);
/* scene_people.c: "dob" ... of person "p" ...; names of places without their rank, or with it in
 * lower case. */
char *scene_person_value(struct scene *s, const char *key, const char *what);
const char *scene_short_unit(const char *unit);
char *scene_lower_first(const char *s);
/* Draws the paper; returns the number of pages. */
int typeset_paper(struct scene *s, gen_page_sink *sink, void *ctx);
struct gen_page *page_make(int dpi, double w_mm, double h_mm, enum gen_page_kind kind);
void page_release(struct gen_page *p);
char *page_words_text(const struct gen_page *p);        /* one printed line a line */
void font_need(const char *name, const char *packages); /* is installed, or the program ends */
void fonts_check(enum font_group g); /* every font drawn with is installed, or the program ends */
const char *font_pick(enum font_group g, struct rng *r);
const char *font_sans(enum font_group g);
const char *font_typewriter(enum font_group g);

/* draw.c: things that are not text of the paper. Millimetres. */
void draw_seal(cairo_t *cr, struct rng *r, double cx, double cy, double radius, const char *ring,
               const char *middle);
void draw_signature(cairo_t *cr, struct rng *r, double x, double y, double w, double h, bool blue);
void draw_qr(cairo_t *cr, double x, double y, double size, const char *text);
void draw_code128(cairo_t *cr, double x, double y, double w, double h, const char *text);
void draw_portrait(cairo_t *cr, struct rng *r, double x, double y, double w, double h);
void draw_guilloche(cairo_t *cr, struct rng *r, double x, double y, double w, double h, double red,
                    double green, double blue);
void draw_map(cairo_t *cr, struct rng *r, double x, double y, double w, double h);
void draw_emblem(cairo_t *cr, double cx, double cy, double radius);
#endif
