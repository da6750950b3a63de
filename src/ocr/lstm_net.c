/* A batch of lines through convolution and layers.
 *
 * DESIGN. Front: each line is normalised, convolved, pooled and read down its columns, 48 columns
 * at a time, which keeps that state in the first-level cache. Then each layer runs over the batch:
 * at step t the first n(t) lines are still active. With several threads each takes every n-th line
 * through both: a line's rows belong to one thread, the state of a front and of a step to its part.
 * Parts may be in different layers, whose rows differ in length: in the buffers between layers a
 * line's room is that of the widest row. */
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "ocr/lstm_internal.h"

enum {
    TILE = 48,
    PART_LINES = 8, /* fewer lines a thread cost more in loading weights than a thread brings */
};

/* What one thread needs to take its lines of a batch through the network. */
struct lstm_part {
    struct lstm_job *jobs[LSTM_BATCH_LINES];
    int32_t n;
    struct lstm_mem columns, tile, cells;
    struct lstm_times times;
    const uint8_t *x[LSTM_BATCH_LINES], *h[LSTM_BATCH_LINES];
    uint8_t *out[LSTM_BATCH_LINES];
    float *c[LSTM_BATCH_LINES];
};

/* Only where somebody asks: a look at a thread's clock is a system call, and a page has many
 * hundred of them. */
static atomic_bool timed;

void lstm_measure(void)
{
    atomic_store_explicit(&timed, true, memory_order_relaxed);
}

uint64_t lstm_now_ns(void)
{
    struct timespec t;

    if (!atomic_load_explicit(&timed, memory_order_relaxed))
        return 0;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void lstm_spent(uint64_t *stage, uint64_t *since)
{
    const uint64_t t = lstm_now_ns();
    *stage += t - *since;
    *since = t;
}

const struct lstm_mat *lstm_last_layer(const struct lstm_model *m)
{
    return &m->layers[m->n_layers - 1].m;
}

/* Widest row of the buffers the layers alternate between: all but the last. */
int32_t lstm_widest(const struct lstm_model *m)
{
    int32_t most = m->column.out_stride;
    for (int32_t i = 0; i + 1 < m->n_layers; i++)
        most = m->layers[i].m.out_stride > most ? m->layers[i].m.out_stride : most;
    return most;
}

size_t lstm_cell_floats(const struct lstm_model *m)
{
    const int32_t a = lstm_widest(m), b = lstm_last_layer(m)->out_stride;
    return (size_t)(a > b ? a : b);
}

/* ---- front: pixels to the first layer's input ---- */

struct tile {
    uint8_t *pooled, *h[2];
    float *c;
};

static size_t tile_rows(const struct lstm_model *m)
{
    return (size_t)TILE * (size_t)m->column.out_stride;
}

static size_t tile_pooled(const struct lstm_model *m)
{
    return (size_t)TILE * LSTM_ROWS * (size_t)m->conv.out_stride;
}

static struct tile lay_tile(const struct lstm_model *m, uint8_t *p)
{
    const size_t rows = tile_rows(m);
    uint8_t *pooled = p + 4 * rows, *h = pooled + tile_pooled(m);

    return (struct tile){ .pooled = pooled, .h = { h, h + rows }, .c = (float *)(void *)p };
}

/* The LSTM down n pooled columns; its last output becomes a row of `out`. */
static void read_columns(const struct lstm_model *m, struct lstm_part *p, const struct tile *t,
                         int32_t n, uint8_t *out)
{
    const struct lstm_mat *co = &m->column;
    const size_t stride = (size_t)co->out_stride, in = (size_t)m->conv.out_stride;

    for (int32_t y = 0; y < LSTM_ROWS; y++) {
        uint8_t *to = y == LSTM_ROWS - 1 ? out : t->h[y % 2];
        for (int32_t i = 0; i < n; i++) {
            p->x[i] = t->pooled + (size_t)(i * LSTM_ROWS + y) * in;
            p->h[i] = t->h[(y + 1) % 2] + (size_t)i * stride;
            p->out[i] = to + (size_t)i * stride;
            p->c[i] = t->c + (size_t)i * stride;
        }
        const struct lstm_step s = { p->x, p->h, p->out, p->c, n, y == 0, false };
        m->k->step(co, &s);
    }
}

static void front(const struct lstm_net *l, struct lstm_part *p, const struct lstm_job *j,
                  bool invert)
{
    const struct lstm_model *m = l->m;
    struct lstm_view view;
    const struct tile t = lay_tile(m, p->tile.p);
    uint8_t *to = (uint8_t *)l->act[0].p + j->off * (size_t)lstm_widest(m);
    uint64_t clock = lstm_now_ns();

    lstm_normalise((const uint8_t *)l->grey.p + j->grey_at, j->w, invert, p->columns.p);
    lstm_spent(&p->times.input_ns, &clock);
    for (int32_t s = 0; s < j->steps; s += TILE) {
        const int32_t n = lstm_least(TILE, j->steps - s);
        for (int32_t i = 0; i < n; i++) {
            lstm_look(m, p->columns.p, j->w, s + i, &view);
            m->k->conv(&m->conv, &view,
                       t.pooled + (size_t)i * LSTM_ROWS * (size_t)m->conv.out_stride);
        }
        lstm_spent(&p->times.conv_ns, &clock);
        read_columns(m, p, &t, n, to + (size_t)s * (size_t)m->column.out_stride);
        lstm_spent(&p->times.lstm_ns, &clock);
    }
    p->times.macs += (uint64_t)j->steps * LSTM_ROWS * (9 * m->conv.macs + m->column.macs);
}

/* ---- layers along the lines ---- */

/* room_in, room_out: bytes a step of a line has in these buffers. */
static void run_layer(const struct lstm_model *model, const struct lstm_layer *layer,
                      struct lstm_part *p, const uint8_t *in, size_t room_in, uint8_t *out,
                      size_t room_out)
{
    const struct lstm_mat *m = &layer->m;
    const size_t si = (size_t)m->kx, so = (size_t)m->out_stride;
    int32_t n = p->n;

    for (int32_t i = 0; i < n; i++)
        p->times.macs += (uint64_t)p->jobs[i]->steps * m->macs;
    for (int32_t t = 0; n > 0; t++) {
        while (n > 0 && p->jobs[n - 1]->steps <= t)
            n--;
        for (int32_t i = 0; i < n; i++) {
            const struct lstm_job *j = p->jobs[i];
            const size_t row = (size_t)(layer->reversed ? j->steps - 1 - t : t);
            p->x[i] = in + j->off * room_in + row * si;
            p->out[i] = out + j->off * room_out + row * so;
            p->h[i] = t == 0 ? p->out[i] : layer->reversed ? p->out[i] + so : p->out[i] - so;
            p->c[i] = (float *)p->cells.p + (size_t)i * so;
        }
        const struct lstm_step s = { p->x, p->h, p->out, p->c, n, t == 0, t % 2 != 0 };
        if (n > 0)
            model->k->step(m, &s);
    }
}

static void run_part(const struct lstm_net *l, struct lstm_part *p, bool invert, uint8_t *top)
{
    const struct lstm_model *m = l->m;
    const size_t room = (size_t)lstm_widest(m);

    for (int32_t i = 0; i < p->n; i++)
        front(l, p, p->jobs[i], invert);
    uint64_t clock = lstm_now_ns();
    for (int32_t i = 0; i < m->n_layers; i++) {
        const bool last = i == m->n_layers - 1;
        run_layer(m, &m->layers[i], p, l->act[i % 2].p, room, last ? top : l->act[(i + 1) % 2].p,
                  last ? (size_t)m->layers[i].m.out_stride : room);
    }
    lstm_spent(&p->times.lstm_ns, &clock);
}

static bool need_part(struct lstm_net *l, int i, struct err *e)
{
    struct lstm_part *p = l->parts[i] ? l->parts[i] : calloc(1, sizeof *p);

    if (!p)
        return err_set(e, ERR_NOMEM, "line recogniser: no memory");
    l->parts[i] = p;
    p->n = 0;
    p->times = (struct lstm_times){ 0 };
    return true;
}

/* Deals the lines out; both what a part holds and that it is sorted by length follow from it. */
static bool deal(struct lstm_net *l, struct lstm_job *const *jobs, int32_t n, int parts,
                 struct err *e)
{
    const struct lstm_model *m = l->m;

    for (int i = 0; i < parts; i++)
        if (!need_part(l, i, e))
            return false;
    for (int32_t i = 0; i < n; i++) {
        struct lstm_part *p = l->parts[i % parts];
        p->jobs[p->n++] = jobs[i];
    }
    for (int i = 0; i < parts; i++) {
        struct lstm_part *p = l->parts[i];
        int32_t w = 0;
        for (int32_t k = 0; k < p->n; k++)
            w = p->jobs[k]->w > w ? p->jobs[k]->w : w;
        if (!lstm_mem_need(&p->columns, (size_t)w * LSTM_COLUMN + LSTM_COLUMN_ROOM, e) ||
            !lstm_mem_need(&p->tile, 6 * tile_rows(m) + tile_pooled(m), e) ||
            !lstm_mem_need(&p->cells, (size_t)p->n * lstm_cell_floats(m) * sizeof(float), e))
            return false;
    }
    return true;
}

static void add_times(struct lstm_times *to, const struct lstm_times *t)
{
    to->input_ns += t->input_ns;
    to->conv_ns += t->conv_ns;
    to->lstm_ns += t->lstm_ns;
    to->macs += t->macs;
}

bool lstm_net_run(struct lstm_net *l, struct lstm_job *const *jobs, int32_t n, bool invert,
                  uint8_t *top, struct err *e)
{
    const int parts = lstm_least(l->threads, n / PART_LINES > 1 ? n / PART_LINES : 1);

    if (!deal(l, jobs, n, parts, e))
        return false;
#ifdef _OPENMP
    const int levels = omp_get_max_active_levels(); /* of this thread; Tesseract's too */
    omp_set_max_active_levels(parts > 1 ? 1 : levels);
#endif
#pragma omp parallel for num_threads(parts) schedule(static, 1) if (parts > 1)
    for (int i = 0; i < parts; i++)
        run_part(l, l->parts[i], invert, top);
#ifdef _OPENMP
    omp_set_max_active_levels(levels);
#endif
    for (int i = 0; i < parts; i++)
        add_times(&l->times, &l->parts[i]->times);
    return true;
}

void lstm_net_release(struct lstm_net *l)
{
    for (int i = 0; i < LSTM_MAX_THREADS && l->parts[i]; i++) {
        lstm_mem_release(&l->parts[i]->columns);
        lstm_mem_release(&l->parts[i]->tile);
        lstm_mem_release(&l->parts[i]->cells);
        free(l->parts[i]);
    }
    for (int i = 0; i < 2; i++)
        lstm_mem_release(&l->act[i]);
    lstm_mem_release(&l->grey);
}
