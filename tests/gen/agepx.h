/* tests/gen/agepx.h -- the pixel work of age.c: warp, show-through, wear, light, blur, noise. */
#ifndef GEN_AGEPX_H
#define GEN_AGEPX_H
#include "tests/gen/age.h"

struct agepx {
    struct raster *im;
    const struct gen_page *page;
    struct rng *r;
    double to_scan[9];
    bool phone, fax, border, fold, holes, fault, specks, wear;
    double blur;  /* deviation, px */
    double noise; /* deviation, grey levels */
    double light; /* depth of the uneven light, grey levels */
    double ink;   /* how grey the black is */
    double bleed; /* share of the reverse side that shines through */
    const struct ghost *back;
};

void agepx_run(struct agepx *a);
#endif
