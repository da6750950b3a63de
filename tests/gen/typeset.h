/* tests/gen/typeset.h -- between the flow of a paper (typeset.c) and its directives (directive*.c).
 */
#ifndef GEN_TYPESET_H
#define GEN_TYPESET_H
#include "tests/gen/paper.h"

enum at { AT_LEFT, AT_CENTER, AT_RIGHT };

/* How a piece of text is put: points; w 0 = one line; font NULL and size 0 = the paper's own. */
struct put {
    double x, y, w, size, indent, leading, red, green, blue;
    enum at align;
    bool bold, italic, justify, join,
        silent; /* join: continues the last printed line; silent: no truth */
    const char *font;
};

struct ts {
    struct scene *s;
    gen_page_sink *sink;
    void *ctx;
    cairo_t *cr;
    struct gen_page *page;
    int n_pages, n_cols;
    char *header;                               /* running: at the top of every page; NULL: none */
    int header_no;                              /* of the first page */
    double y, left, right, top, bottom, ox, oy; /* ox, oy: origin of .at and friends, pt */
    double margin_left, margin_right, leading, para_gap, indent, last_x, last_base;
    double cols[12];
    const char *land[12]; /* part of a parcel that a column holds (directive.c); NULL: none */
    struct {
        int page;
        double x, y0, y1; /* its left side; rows of fields beside it end there */
    } code;
};

double ts_put(struct ts *t, const struct put *o, const char *markup); /* returns the bottom */
double ts_height(struct ts *t, const struct put *o, const char *markup);
double ts_width(struct ts *t, const struct put *o, const char *markup);
void ts_flow(struct ts *t, const struct put *o, const char *markup); /* at t->y, breaking pages */
void ts_need(struct ts *t, double h);
void ts_break(struct ts *t);
void ts_directive(struct ts *t, const char *verb, const char *args);
bool ts_directive_at(struct ts *t, const char *verb, const char *args); /* placed in millimetres */
#endif
