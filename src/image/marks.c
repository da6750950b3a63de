#include "image/clean.h"
#include "image/pixels.h"
#include "image/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Chroma this far from the paper's is colour, not JPEG noise or a warm lamp. */
#define COLOURED 16
/* Cells of about 0.6 mm hold a stroke; text is under 7 mm high, seals are 20 to 45 mm (rubber stamp
 * rules, TT 08/2022/BCA: 30 to 42 mm), signatures and dated stamps of the same order. */
#define CELL_MM 0.6
#define MARK_MM 8.0
/* Coloured headings: a few lines, each lower than this, the rows between them nearly empty. A ring
 * or a stroke has no such rows. */
#define PRINT_ROWS_MM 6.0
#define PRINT_MM      18.0
/* A heading in letters of up to 30 pt, marks over and under them. */
#define HEADING_MM 15.0
/* Lines too close for such rows: no signature or stamp is that much wider than it is high. */
#define PRINT_WIDE 5

/* The median of every fourth row, bit by bit. */
static int32_t chroma_median(const struct row_ops *ops, const struct grey *g)
{
    uint64_t total = 0;
    int32_t v = 0;

    for (int32_t y = 2; y < g->h; y += 4)
        total += (uint64_t)g->w;
    if (total == 0)
        return 128;
    for (int32_t bit = 128; bit > 0; bit /= 2) {
        uint64_t below = 0;
        for (int32_t y = 2; y < g->h; y += 4)
            below += ops->count_below(grey_row(g, y), g->w, (uint8_t)(v | bit));
        v |= below * 2 < total ? bit : 0;
    }
    return v;
}

struct cells {
    int32_t w, h, side_x, side_y; /* chroma px a cell */
    uint16_t *coloured;
    int32_t *stack;
    uint32_t *row, *column; /* coloured pixels in each of the mark at hand */
};

/* Sums of side_x columns, added up over the rows of a cell. */
static void cells_close(struct cells *c, int32_t y, const uint16_t *sum, int32_t w)
{
    uint16_t *row = c->coloured + (size_t)y * (size_t)c->w;

    for (int32_t i = 0; i < c->w; i++) {
        const int32_t end = (i + 1) * c->side_x < w ? (i + 1) * c->side_x : w;
        uint32_t n = 0;
        for (int32_t x = i * c->side_x; x < end; x++)
            n += sum[x];
        row[i] = (uint16_t)n;
    }
}

static bool cells_count(const struct row_ops *ops, const struct planes *p, const struct marks *m,
                        struct cells *c, uint64_t *total)
{
    c->w = (p->cb.w + c->side_x - 1) / c->side_x;
    c->h = (p->cb.h + c->side_y - 1) / c->side_y;
    const size_t n = (size_t)c->w * (size_t)c->h, row = (size_t)p->cb.w * sizeof(uint16_t);
    c->coloured = calloc(n, sizeof *c->coloured);
    c->stack = malloc(n * sizeof *c->stack);
    c->row = calloc((size_t)c->h, sizeof *c->row);
    c->column = calloc((size_t)c->w, sizeof *c->column);
    if (!c->coloured || !c->stack || !c->row || !c->column)
        return false;
    uint16_t *sum = calloc(1, row);
    if (!sum)
        return false;
    uint32_t here = 0;
    for (int32_t y = 0; y < p->cb.h; y++) {
        here += ops->count_far(grey_row(&p->cb, y), (uint8_t)m->cb0, grey_row(&p->cr, y),
                               (uint8_t)m->cr0, COLOURED, p->cb.w, sum);
        if (((y + 1) % c->side_y && y + 1 < p->cb.h) || !here)
            continue;
        cells_close(c, y / c->side_y, sum, p->cb.w);
        memset(sum, 0, row);
        *total += here;
        here = 0;
    }
    free(sum);
    return true;
}

/* Cells joined over gaps of one; a visited cell is emptied. */
static struct box flood(struct cells *c, int32_t start, uint32_t *area)
{
    struct box b = { start % c->w, start / c->w, start % c->w + 1, start / c->w + 1 };
    int32_t n = 0;

    *area = 0;
    c->stack[n++] = start;
    memset(c->row, 0, (size_t)c->h * sizeof *c->row);
    memset(c->column, 0, (size_t)c->w * sizeof *c->column);
    c->row[b.y0] = c->column[b.x0] = c->coloured[start];
    c->coloured[start] = 0;
    while (n > 0) {
        const int32_t at = c->stack[--n], x = at % c->w, y = at / c->w;
        ++*area;
        b = box_union(b, (struct box){ x, y, x + 1, y + 1 });
        for (int32_t j = y < 2 ? 0 : y - 2; j <= y + 2 && j < c->h; j++) {
            for (int32_t i = x < 2 ? 0 : x - 2; i <= x + 2 && i < c->w; i++) {
                if (c->coloured[j * c->w + i]) {
                    c->row[j] += c->coloured[j * c->w + i];
                    c->column[i] += c->coloured[j * c->w + i];
                    c->coloured[j * c->w + i] = 0;
                    c->stack[n++] = j * c->w + i;
                }
            }
        }
    }
    return b;
}

/* Lines of `wide` cells, the coloured pixels of their rows in count[0..high). */
static bool is_lines(const uint32_t *count, int32_t wide, int32_t high)
{
    uint32_t most = 0;
    int32_t highest = 0, run = 0, bands = 0;

    if (high * CELL_MM >= PRINT_MM)
        return false;
    if (wide >= PRINT_WIDE * high)
        return true;
    for (int32_t i = 0; i < high; i++)
        most = count[i] > most ? count[i] : most;
    for (int32_t i = 0; i < high; i++) {
        run = count[i] * 6 > most ? run + 1 : 0;
        bands += run == 1;
        highest = run > highest ? run : highest;
    }
    return bands > 1 && highest * CELL_MM < PRINT_ROWS_MM && wide > 2 * highest;
}

/* On a page that was scanned on its side the lines stand. */
static bool is_print(const struct cells *c, const struct box *b)
{
    const int32_t w = b->x1 - b->x0, h = b->y1 - b->y0;

    return is_lines(c->row + b->y0, w, h) || (h > w && is_lines(c->column + b->x0, h, w));
}

/* What is coloured and as large as a mark, and the words beside it, half as high or more; cells. */
enum { WORDS_MAX = 256 };
struct found {
    struct box mark[MARKS_MAX], word[WORDS_MAX];
    int32_t n_marks, n_words;
};

static struct box turned(struct box b, bool stands)
{
    return stands ? (struct box){ b.y0, b.x0, b.y1, b.x1 } : b;
}

/* Side by side on one line, as words are: as high, and a blank between. Seals, signatures and
 * thumbprints in a row stand further apart. */
static bool is_beside(struct box a, struct box b)
{
    const int32_t top = a.y0 > b.y0 ? a.y0 : b.y0, low = a.y1 < b.y1 ? a.y1 : b.y1;
    const int32_t ha = a.y1 - a.y0, hb = b.y1 - b.y0, less = ha < hb ? ha : hb;
    const int32_t gap = a.x0 > b.x0 ? a.x0 - b.x1 : b.x0 - a.x1;

    return (low - top) * 5 >= less * 3 && (ha + hb - less) * 5 <= less * 9 && gap <= less;
}

/* Adds to the line whatever of the list stands beside it; how many. */
static int32_t grow_line(struct box *line, const struct box *list, int32_t n, bool stands)
{
    int32_t added = 0;

    for (int32_t i = 0; i < n; i++) {
        const struct box b = turned(list[i], stands);
        const bool inside = b.x0 >= line->x0 && b.x1 <= line->x1;
        if (!inside && is_beside(*line, b)) {
            *line = box_union(*line, b);
            added++;
        }
    }
    return added;
}

/* The words beside a mark make a line with it: a heading in letters so large that each of its words
 * could be a mark. */
static bool is_of_heading(const struct found *f, struct box mark, bool stands)
{
    struct box line = turned(mark, stands);
    int32_t words = 1, added = 1;

    while (added > 0 && (line.y1 - line.y0) * CELL_MM < HEADING_MM) {
        added = grow_line(&line, f->mark, f->n_marks, stands) +
                grow_line(&line, f->word, f->n_words, stands);
        words += added;
    }
    const int32_t high = line.y1 - line.y0;
    return words > 2 && high * CELL_MM < HEADING_MM && line.x1 - line.x0 >= PRINT_WIDE * high;
}

bool marks_find(const struct planes *p, int32_t dpi, struct marks *out, struct err *e)
{
    const struct row_ops *ops = row_ops();
    struct cells c = { 0 };
    struct found f = { .n_marks = 0 };
    uint64_t coloured = 0;
    bool ok = false;

    *out = (struct marks){ .cb0 = 128, .cr0 = 128 };
    if (!p->cb.px)
        return true;
    out->cb0 = chroma_median(ops, &p->cb);
    out->cr0 = chroma_median(ops, &p->cr);
    const double cell = dpi * CELL_MM / 25.4;
    c.side_x = (int32_t)fmax(1, round(cell / p->sub_x));
    c.side_y = (int32_t)fmax(1, round(cell / p->sub_y));
    if (!cells_count(ops, p, out, &c, &coloured)) {
        (void)err_set(e, ERR_NOMEM, "no memory to look for seals");
        goto done;
    }
    out->colour = coloured * 1000 > (uint64_t)p->cb.w * (uint64_t)p->cb.h;
    const int32_t least = (int32_t)(MARK_MM / CELL_MM);
    for (int32_t i = 0; i < c.w * c.h && f.n_marks < MARKS_MAX; i++) {
        uint32_t area;
        /* single pixels are fringes of a misaligned scanner head */
        if (c.coloured[i] * 6 < c.side_x * c.side_y)
            continue;
        const struct box b = flood(&c, i, &area);
        /* A coloured ground (form, photograph) is not a mark on the paper. */
        const bool large = (uint64_t)area * 3 > (uint64_t)c.w * (uint64_t)c.h;
        const int32_t w = b.x1 - b.x0, h = b.y1 - b.y0;
        if (large)
            continue;
        if (w >= least && h >= least && !is_print(&c, &b))
            f.mark[f.n_marks++] = b;
        else if (w * 2 >= least && h * 2 >= least && f.n_words < WORDS_MAX)
            f.word[f.n_words++] = b;
    }
    for (int32_t i = 0; i < f.n_marks; i++) {
        const struct box b = f.mark[i];
        const int32_t sx = c.side_x * p->sub_x, sy = c.side_y * p->sub_y;
        if (!is_of_heading(&f, b, false) && !is_of_heading(&f, b, true))
            out->at[out->n++].box =
                (struct box){ (b.x0 - 1) * sx, (b.y0 - 1) * sy, (b.x1 + 1) * sx, (b.y1 + 1) * sy };
    }
    ok = true;
done:
    free(c.coloured);
    free(c.stack);
    free(c.row);
    free(c.column);
    return ok;
}

/* Between these values of its strongest channel a coloured pixel fades from kept to white: seal red
 * reaches 150 to 250, black under it stays below 90 although subsampled chroma bleeds into it. */
#define KEPT 90
#define GONE 130

/* floor(v) of v > -1, in line. */
static int32_t floor_of(double v)
{
    return v < 0 ? -1 : (int32_t)v;
}

/* Chroma's distance from the paper: the largest of the four samples around the place, since edges
 * of a stroke are paler in chroma than in luma. */
static int32_t distance(const struct marks *m, const struct planes *p, double cx, double cy)
{
    const int32_t x0 = floor_of(cx - 0.5), y0 = floor_of(cy - 0.5);
    int32_t most = 0;

    if (x0 >= 0 && y0 >= 0 && x0 + 1 < p->cb.w && y0 + 1 < p->cb.h) {
        const uint8_t *cb = grey_row(&p->cb, y0) + x0, *cr = grey_row(&p->cr, y0) + x0;
        const size_t down[2] = { p->cb.stride, p->cr.stride };
        const int32_t d[8] = { cb[0] - m->cb0,       cb[1] - m->cb0,
                               cb[down[0]] - m->cb0, cb[down[0] + 1] - m->cb0,
                               cr[0] - m->cr0,       cr[1] - m->cr0,
                               cr[down[1]] - m->cr0, cr[down[1] + 1] - m->cr0 };
        for (int i = 0; i < 8; i++)
            most = abs(d[i]) > most ? abs(d[i]) : most;
        return most;
    }
    for (int32_t y = y0 < 0 ? 0 : y0; y <= y0 + 1 && y < p->cb.h; y++) {
        const uint8_t *cb = grey_row(&p->cb, y), *cr = grey_row(&p->cr, y);
        for (int32_t x = x0 < 0 ? 0 : x0; x <= x0 + 1 && x < p->cb.w; x++) {
            const int32_t db = abs(cb[x] - m->cb0), dr = abs(cr[x] - m->cr0);
            most = db > most ? db : most;
            most = dr > most ? dr : most;
        }
    }
    return most;
}

static int32_t share(int32_t v, int32_t none, int32_t all)
{
    const int32_t s = (v - none) * 256 / (all - none);
    return s < 0 ? 0 : s > 256 ? 256 : s;
}

static uint8_t faded(const struct marks *m, const struct planes *p, double sx, double sy,
                     uint8_t raw, uint8_t clean)
{
    /* a power of two, or rounding would differ from a division */
    const double cx = p->sub_x == 2 ? sx * 0.5 : sx / p->sub_x;
    const double cy = p->sub_y == 2 ? sy * 0.5 : sy / p->sub_y;

    if (!(cx >= 0 && cy >= 0 && cx < p->cb.w && cy < p->cb.h))
        return clean;
    const int32_t x = (int32_t)cx, y = (int32_t)cy;
    const int32_t colour = share(distance(m, p, cx, cy), 6, COLOURED);
    if (colour == 0)
        return clean;
    const int32_t db = grey_row(&p->cb, y)[x] - m->cb0, dr = grey_row(&p->cr, y)[x] - m->cr0;
    const int32_t red = raw + dr * 359 / 256, blue = raw + db * 454 / 256; /* JFIF */
    const int32_t tone = share(red > blue ? red : blue, KEPT, GONE);
    return (uint8_t)(clean + ((255 - clean) * ((colour * tone) >> 8) >> 8));
}

static struct box box_to_frame(const struct box *b, const double from_scan[9], const struct grey *f)
{
    double x0 = f->w, y0 = f->h, x1 = 0, y1 = 0;

    for (int i = 0; i < 4; i++) {
        double x, y;
        map_apply(from_scan, i % 2 ? b->x1 : b->x0, i / 2 ? b->y1 : b->y0, &x, &y);
        x0 = fmin(x0, x), x1 = fmax(x1, x), y0 = fmin(y0, y), y1 = fmax(y1, y);
    }
    return (struct box){ (int32_t)fmax(0, floor(x0)), (int32_t)fmax(0, floor(y0)),
                         (int32_t)fmin(f->w, ceil(x1)), (int32_t)fmin(f->h, ceil(y1)) };
}

/* map_apply of a map without perspective, which need not divide. */
static void map_plain(const double m[9], double x, double y, double *ox, double *oy)
{
    *ox = m[0] * x + m[1] * y + m[2];
    *oy = m[3] * x + m[4] * y + m[5];
}

uint64_t marks_drop(const struct marks *m, const struct planes *p, const double to_scan[9],
                    const struct grey *raw, struct grey *frame)
{
    const bool plain = to_scan[6] == 0 && to_scan[7] == 0 && to_scan[8] == 1;
    double from_scan[9];
    uint64_t gone = 0;

    if (!map_invert(to_scan, from_scan))
        return 0;
    for (int32_t i = 0; i < m->n; i++) {
        const struct box b = box_to_frame(&m->at[i].box, from_scan, frame);
        for (int32_t y = b.y0; y < b.y1; y++) {
            const uint8_t *r = grey_row(raw, y);
            uint8_t *d = grey_row(frame, y);
            for (int32_t x = b.x0; x < b.x1; x++) {
                double sx, sy;
                if (d[x] == 255)
                    continue;
                if (plain)
                    map_plain(to_scan, x + 0.5, y + 0.5, &sx, &sy);
                else
                    map_apply(to_scan, x + 0.5, y + 0.5, &sx, &sy);
                const uint8_t was = d[x];
                d[x] = faded(m, p, sx, sy, r[x], was);
                gone += was < 128 && d[x] >= 128;
            }
        }
    }
    return gone;
}
