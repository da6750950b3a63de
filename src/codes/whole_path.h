/* codes/whole_path.h -- inside whole.c: the picture of a row of symbols, and the row that fits
 * best.
 *
 * A profile is drawn as light less ink, dark modules wider by some gain, blurred by a bell. What a
 * module gives hangs on two modules each side of it: a window of five, of which there are 32, each
 * with its energy (the squares it leaves unexplained) around each module. A path of symbols is the
 * sum of its windows' energies. */
#ifndef CODES_WHOLE_PATH_H
#define CODES_WHOLE_PATH_H
#include "codes/bars.h"
#include "codes/symbols.h"

enum {
    WHOLE_LEAST = 4,  /* symbols: start, two, check */
    WHOLE_MOST = 44,  /* symbols */
    WHOLE_BEFORE = 4, /* modules of paper looked at beside the code */
    WHOLE_MODULES = SYMBOL_MODULES * WHOLE_MOST + STOP_MODULES + 2 * WHOLE_BEFORE,
    WHOLE_WINDOW = 32,
    WHOLE_CLASSES = 8, /* ways a symbol can end: its modules 7 to 9; the last is light */
    WHOLE_SUMS = 103,
    WHOLE_STATES = WHOLE_CLASSES * WHOLE_SUMS,
    WHOLE_BELL = 64, /* steps of a deviation */
    WHOLE_BELLS = 4 * WHOLE_BELL,
    WHOLE_LIGHT = 4, /* powers of the place along the code that light may change by, and ink */
    WHOLE_INK = 3,
    WHOLE_TERMS = WHOLE_LIGHT + WHOLE_INK,
};
static const float WHOLE_FAR = 1e30f;

struct whole_model {
    double x0, m, bend, dev, gain; /* px; px a module, below 0 from right to left; modules */
    double light[WHOLE_TERMS];
    int symbols;
};
struct whole_work {
    const struct profile *p;
    struct profile even; /* p, of even light */
    int32_t from, to;    /* bins that are looked at */
    float bell[WHOLE_BELLS + 2];
    float energy[WHOLE_MODULES][WHOLE_WINDOW];
    uint16_t shape[SYMBOLS];
    uint8_t ends[SYMBOLS];
    uint8_t bits[WHOLE_MODULES]; /* of the path as decided */
    uint8_t path[WHOLE_MOST];
    float weight; /* of all bins looked at */
    float part[WHOLE_CLASSES][SYMBOLS];
    float forward[WHOLE_MOST + 1][WHOLE_STATES], back[2][WHOLE_STATES];
    uint8_t came[WHOLE_MOST + 1][WHOLE_STATES];
    uint8_t came_class[WHOLE_MOST + 1][WHOLE_STATES];
};

void whole_begin(struct whole_work *w, const struct profile *p);
/* Energies of all windows. */
void whole_set_energy(struct whole_work *w, const struct whole_model *q);
/* How well start and stop look as they must. */
float whole_score_ends(struct whole_work *w, const struct whole_model *q);
/* To w->path the best path; its energy. */
float whole_best_path(struct whole_work *w, const struct whole_model *q);
/* The best path whose check comes out right; *other: of the best other one. */
float whole_checked_path(struct whole_work *w, const struct whole_model *q, float *other);
/* Light and ink that fit best under the path; the mean square of what is left, below 0 when none
 * do. *spread: of the greys around their mean. */
double whole_fit(struct whole_work *w, struct whole_model *q, double *spread);
/* Moves ends, bend, blur and gain as long as the path fits better. */
double whole_refine(struct whole_work *w, struct whole_model *q, double *spread);
#endif
