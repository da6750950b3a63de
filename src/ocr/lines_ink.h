/* ocr/lines_ink.h -- from grey pixels to connected components. Inside lines_*.c only.
 *
 * Units: px of the reduced page (1 = `reduce` px of the page). */
#ifndef OCR_LINES_INK_H
#define OCR_LINES_INK_H
#include "doc/grey.h"
#include "doc/page.h"

enum comp_kind { COMP_SMALL, COMP_LETTER, COMP_DASH, COMP_LEADER, COMP_OTHER };

struct comp {
    int32_t x0, y0, x1, y1, area;
    int32_t row; /* index of the row it was given to, -1 none */
    enum comp_kind kind;
    float scale; /* height of its neighbours in small print; 0: as the page */
};

struct comps {
    struct comp *at;
    uint32_t n;
};

/* A stretch of black in one row. */
struct run {
    int32_t y, x0, x1;
    uint32_t parent; /* index of a run of the same component, the first is its own */
};

struct runs {
    struct run *at;
    uint32_t n, cap;
    bool crowded;
};

/* A stretch of a ruled line short enough to be straight. */
struct segment {
    struct box box;
    bool vertical;
};

struct segments {
    struct segment *at;
    uint32_t n;
};

/* Grain as dark as faint print breaks it: the page is looked at through a smoothing, which takes
 * fine grain away. */
enum grain { GRAIN_NONE, GRAIN_FINE, GRAIN_COARSE };

struct ink {
    uint8_t *px;      /* 1 = black */
    uint8_t *tiles;   /* thresholds of a faint page's tiles; NULL */
    bool faint;       /* print of the page may lie above its threshold */
    enum grain grain; /* of a faint page that is not reduced */
    int32_t w, h, reduce, threshold;
    struct comps comps;
    struct comps hrules, vrules;
    struct segments segments; /* of all rules */
    float x_height;           /* reduced px; 0 = no letters */
    bool crowded;             /* more components than a page of text can have */
};

MUST_USE bool ink_find(const struct grey *page, int32_t dpi, struct ink *out, struct err *e);
/* Grey below which a page px in the middle of this box is ink: faint print has its own. */
int32_t ink_threshold(const struct ink *k, struct box b);
void ink_release(struct ink *k);
/* Components of at least min_area px of a map, in order of their first run; `r` keeps the runs. */
MUST_USE bool runs_find_comps(const uint8_t *px, int32_t w, int32_t h, int32_t min_area,
                              struct runs *r, struct comps *out);
uint32_t runs_root(struct run *at, uint32_t i);
#endif
