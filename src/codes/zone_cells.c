#include "codes/zone_cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    HIGH_MAX = 400, /* px of a line that slants and what lies around */
    WIDE_MAX = 4000,
    SLANTS = 40, /* each way at most */
    COLUMN_STEP = 4,
    BENDS = 8, /* each way */
    PITCHES = 16,
    EDGE_PERCENT = 30, /* of the inkiest row: rows of capital letters have more */
    SHIFT = 1,
    LOST = 4, /* cells at the end that the line as read may lack, */
    MORE = 3, /* or specks and edges behind it that it has */
};
static const double SLANT = 0.002, PITCH = 0.0025, BEND = 0.0003;

/* Darkness of the rows of a box that slants. */
static void row_profile(const struct grey *g, struct box b, double slant, int32_t *rows)
{
    const int32_t h = b.y1 - b.y0, middle = (b.x0 + b.x1) / 2;

    memset(rows, 0, (size_t)h * sizeof *rows);
    for (int32_t x = b.x0; x < b.x1; x += COLUMN_STEP) {
        const int32_t down = (int32_t)floor(slant * (x - middle) + 0.5);
        for (int32_t y = 0; y < h; y++) {
            const int32_t at = b.y0 + y + down;
            rows[y] += at >= 0 && at < g->h ? 255 - grey_row(g, at)[x] : 0;
        }
    }
}

/* The slant at which rows differ most, and the rows that capital letters stand on. */
static bool find_rows(const struct grey *g, struct box b, struct zone_line *out)
{
    int32_t rows[HIGH_MAX], most = 0, least = INT32_MAX, peak = 0;
    const int32_t h = b.y1 - b.y0;
    double best = -1;

    const double steep = 0.01 + 0.6 * h / (b.x1 - b.x0); /* a level line's box is low */
    for (int k = -SLANTS; k <= SLANTS; k++) {
        double sharp = 0;
        if (fabs(k * SLANT) > steep)
            continue;
        row_profile(g, b, k * SLANT, rows);
        for (int32_t y = 1; y < h; y++)
            sharp += (double)(rows[y] - rows[y - 1]) * (rows[y] - rows[y - 1]);
        if (sharp > best) {
            best = sharp;
            out->slant = k * SLANT;
        }
    }
    row_profile(g, b, out->slant, rows);
    for (int32_t y = h / 3; y < h - h / 3; y++) {
        peak = rows[y] > most ? y : peak;
        most = rows[y] > most ? rows[y] : most;
    }
    for (int32_t y = 0; y < h; y++)
        least = rows[y] < least ? rows[y] : least;
    const int32_t edge = least + (most - least) * EDGE_PERCENT / 100;
    int32_t y0 = peak, y1 = peak;
    while (y0 > 0 && rows[y0 - 1] > edge)
        y0--;
    while (y1 + 1 < h && rows[y1 + 1] > edge)
        y1++;
    out->top = b.y0 + y0;
    out->cap = y1 + 1 - y0;
    return y0 > 0 && y1 + 1 < h && out->cap >= 8;
}

/* Darkness of the columns between those rows. */
static void column_profile(const struct grey *g, struct box b, const struct zone_line *l,
                           int32_t *columns)
{
    const int32_t middle = (b.x0 + b.x1) / 2, h = (int32_t)l->cap;

    for (int32_t x = b.x0; x < b.x1; x++) {
        const int32_t y0 = (int32_t)floor(l->top + l->slant * (x - middle) + 0.5);
        int32_t sum = 0;
        for (int32_t y = y0 < 0 ? 0 : y0; y < y0 + h && y < g->h; y++)
            sum += 255 - grey_row(g, y)[x];
        columns[x - b.x0] = sum;
    }
}

/* The pitch and the place at which the ends of cells hold least ink. */
static bool find_cells(const int32_t *columns, int32_t w, struct zone_line *l)
{
    int32_t lo = INT32_MAX, hi = 0, first = 0, last = w - 1;
    double best = -1;

    for (int32_t x = 0; x < w; x++) {
        lo = columns[x] < lo ? columns[x] : lo;
        hi = columns[x] > hi ? columns[x] : hi;
    }
    const int32_t edge = lo + (hi - lo) / 3;
    while (first < w && columns[first] < edge)
        first++;
    while (last > first && columns[last] < edge)
        last--;
    for (int n = l->cells - LOST; n <= l->cells + MORE; n++) {
        const int cells = n < l->cells ? n : l->cells;
        const double about = (last + 1 - first) / (n - 0.3);
        for (int k = -PITCHES; k <= PITCHES; k++) {
            const double pitch = about * (1 + k * PITCH);
            for (double x = first - 0.5 * pitch; x <= first + 0.15 * pitch; x += 0.5) {
                const double end = x + n * pitch;
                if (end < last - 0.15 * pitch || end > last + 0.6 * pitch)
                    continue;
                double sum = 0;
                for (int i = 0; i <= cells; i++) {
                    const int32_t at = (int32_t)(x + i * pitch);
                    sum += at >= 0 && at < w ? columns[at] : lo;
                }
                sum /= cells + 1;
                if (best >= 0 && sum >= best)
                    continue;
                best = sum;
                l->x = x;
                l->pitch = pitch;
            }
        }
    }
    return best >= 0 && l->pitch >= 8;
}

/* Ink at the ends of cells that stand ever closer or wider, as a lens from aside sees them. */
static double ink_between(const int32_t *columns, int32_t w, const struct zone_line *l)
{
    double sum = 0;

    for (int i = 0; i <= l->cells; i++) {
        const double at = zone_x(l, i);
        sum += at >= 1 && at < w - 1 ? columns[(int32_t)at - 1] + 2.0 * columns[(int32_t)at] +
                                           columns[(int32_t)at + 1]
                                     : 0;
    }
    return sum;
}

static void bend(const int32_t *columns, int32_t w, struct zone_line *l)
{
    struct zone_line best = *l;
    double least = ink_between(columns, w, l);

    for (int k = -BENDS; k <= BENDS; k++)
        for (int j = -BENDS; j <= BENDS; j++)
            for (int i = -2; i <= 2; i++) {
                struct zone_line now = *l;
                now.bend = k * l->pitch * BEND;
                now.pitch = l->pitch * (1 + j * PITCH) - (l->cells - 1) * now.bend;
                now.x = l->x + i * l->pitch * 0.06;
                const double ink = ink_between(columns, w, &now);
                if (ink < least) {
                    least = ink;
                    best = now;
                }
            }
    *l = best;
}

double zone_x(const struct zone_line *l, double cell)
{
    return l->x + cell * (l->pitch + cell * l->bend);
}

bool zone_fit(const struct grey *g, struct box b, int cells, struct zone_line *out)
{
    const int32_t h = b.y1 - b.y0, around = h / 3 + 2, beside = (b.x1 - b.x0) / cells;

    *out = (struct zone_line){ .cells = cells };
    b = (struct box){ b.x0 - beside / 2, b.y0 - around, b.x1 + beside, b.y1 + around };
    b.x0 = b.x0 < 0 ? 0 : b.x0;
    b.x1 = b.x1 > g->w ? g->w : b.x1;
    const int32_t w = b.x1 - b.x0;
    if (h < 8 || b.y1 - b.y0 > HIGH_MAX || w < 8 * cells || w > WIDE_MAX || !find_rows(g, b, out))
        return false;
    int32_t *columns = malloc((size_t)w * sizeof *columns);
    if (!columns)
        return false;
    column_profile(g, b, out, columns);
    const bool ok = find_cells(columns, w, out);
    if (ok)
        bend(columns, w, out);
    free(columns);
    out->x += b.x0;
    out->top += out->slant * (out->x - (b.x0 + b.x1) / 2);
    return ok && out->cap > 0.7 * out->pitch && out->cap < 1.7 * out->pitch;
}

int zone_class(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'Z' ? c - 'A' + 10
           : c == '<'             ? 36
                                  : -1;
}

/* Mean nought, length one: a product of two is their correlation. */
static void even_out(float *v, int n)
{
    float mean = 0, length = 0;

    for (int i = 0; i < n; i++)
        mean += v[i];
    mean /= (float)n;
    for (int i = 0; i < n; i++) {
        v[i] -= mean;
        length += v[i] * v[i];
    }
    length = sqrtf(length);
    for (int i = 0; i < n; i++)
        v[i] = length > 0 ? v[i] / length : 0;
}

void zone_face_init(struct zone_face *f, int face)
{
    for (int c = 0; c < ZONE_CLASSES; c++) {
        for (int i = 0; i < ZONE_W * ZONE_H; i++)
            f->shape[c][i] = (float)(zone_shapes[face][c][i] - 'a');
        even_out(f->shape[c], ZONE_W * ZONE_H);
    }
}

void zone_likeness(const struct grey *g, const struct zone_line *l, int cell,
                   const struct zone_face *f, const char *classes, float out[ZONE_CLASSES])
{
    enum { WIDE = ZONE_W + 2 * SHIFT, HIGH = ZONE_H + 2 * SHIFT };
    float px[WIDE * HIGH], part[ZONE_W * ZONE_H];
    const double at = zone_x(l, cell) - l->x, wide = zone_x(l, cell + 1) - l->x - at,
                 sx = wide / ZONE_W, sy = l->cap / ZONE_CAP;

    for (int c = 0; c < ZONE_CLASSES; c++)
        out[c] = -1;
    for (int y = 0; y < HIGH; y++)
        for (int x = 0; x < WIDE; x++) {
            double sum = 0;
            for (int k = 0; k < 4; k++) {
                const double u = at + (x - SHIFT + 0.25 + 0.5 * (k & 1)) * sx,
                             v = (y - SHIFT - ZONE_TOP + 0.25 + 0.5 * (k >> 1)) * sy;
                const double grey =
                    grey_between(g, l->x + u - 0.5, l->top + v + l->slant * u - 0.5);
                sum += grey < 0 ? 255 : grey;
            }
            px[y * WIDE + x] = (float)(255 - sum / 4);
        }
    for (int dy = 0; dy <= 2 * SHIFT; dy++)
        for (int dx = 0; dx <= 2 * SHIFT; dx++) {
            for (int y = 0; y < ZONE_H; y++)
                memcpy(part + y * ZONE_W, px + (y + dy) * WIDE + dx, ZONE_W * sizeof *part);
            even_out(part, ZONE_W * ZONE_H);
            for (const char *p = classes; *p; p++) {
                const int c = zone_class(*p);
                float sum = 0;
                for (int i = 0; i < ZONE_W * ZONE_H; i++)
                    sum += part[i] * f->shape[c][i];
                out[c] = sum > out[c] ? sum : out[c];
            }
        }
}
