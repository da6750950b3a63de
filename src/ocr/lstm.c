/* Lines to characters: batches of lines in lockstep, then a greedy decoder.
 *
 * DESIGN. Lines are sorted by length and cut into batches that fit the scratch memory. In a batch
 * line i owns rows [off, off + steps) of every activation buffer. Each line is scaled, then the
 * batch goes through the network (lstm_net.c). The softmax is made line by line at the end, so its
 * matrix is as long as one line, not as the batch. Lines whose mean is poor run a second time
 * inverted; both outputs of the last layer are kept until it is known which is better. */
#include "ocr/lstm.h"

#include <stdlib.h>
#include <string.h>

#include "ocr/lstm_internal.h"

enum {
    MAX_BATCH_STEPS = 16384,
    LINE_BYTES = 12 << 20,  /* softmax and input of the longest line */
    BATCH_BYTES = 16 << 20, /* pixels and activations of a batch */
    CELL_BYTES = 2 << 20,
    INVERT_BELOW_PERCENT = 70, /* Tesseract's invert_threshold */
    REACH_STEPS = LSTM_ROWS,   /* a character reaches at most a line height from its peak */
};

struct lstm {
    const struct lstm_model *m;
    int32_t max_steps, batch_steps, batch_lines;
    lstm_sink sink;
    void *sink_ctx;
    struct lstm_net net;
    struct lstm_mem top[2], softmax, best, scale_tmp;
};

bool lstm_open(struct lstm **out, const struct lstm_model *m, struct err *e)
{
    struct lstm *l = calloc(1, sizeof *l);

    *out = NULL;
    if (!l)
        return err_set(e, ERR_NOMEM, "line recogniser: no memory");
    const int32_t per_step =
        2 * lstm_widest(m) + 2 * lstm_last_layer(m)->out_stride + LSTM_POOL * LSTM_HEIGHT;
    const int32_t per_line_step =
        m->out.out_stride * 4 + LSTM_POOL * LSTM_COLUMN + (int32_t)sizeof(struct lstm_best);
    l->m = m;
    l->net = (struct lstm_net){ .m = m, .threads = 1 };
    l->batch_steps = lstm_least(MAX_BATCH_STEPS, BATCH_BYTES / per_step);
    l->max_steps =
        lstm_least(l->batch_steps, lstm_least(LSTM_MAX_STEPS, LINE_BYTES / per_line_step));
    l->batch_lines =
        lstm_least(LSTM_BATCH_LINES, (int32_t)(CELL_BYTES / (lstm_cell_floats(m) * 4)));
    *out = l;
    return true;
}

void lstm_close(struct lstm *l)
{
    if (!l)
        return;
    struct lstm_mem *all[] = { &l->top[0], &l->top[1], &l->softmax, &l->best, &l->scale_tmp };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        lstm_mem_release(all[i]);
    lstm_net_release(&l->net);
    free(l);
}

int lstm_max_steps(const struct lstm *l)
{
    return l->max_steps;
}

void lstm_set_threads(struct lstm *l, int n)
{
    l->net.threads = lstm_least(n > 1 ? n : 1, LSTM_MAX_THREADS);
}

void lstm_set_softmax_sink(struct lstm *l, lstm_sink sink, void *ctx)
{
    l->sink = sink;
    l->sink_ctx = ctx;
}

struct lstm_times lstm_times(const struct lstm *l)
{
    return l->net.times;
}

/* ---- output of one line ---- */

static void softmax_line(struct lstm *l, const struct lstm_job *j, bool inverted)
{
    const struct lstm_mat *o = &l->m->out;
    const size_t stride = (size_t)o->out_stride;
    float *p = l->softmax.p;
    struct lstm_best *best = l->best.p;

    l->m->k->dense(o, (const uint8_t *)l->top[inverted].p + j->off * (size_t)o->kx, j->steps, p);
    for (int32_t t = 0; t < j->steps; t++, p += stride) {
        const int32_t code = l->m->k->softmax(p, l->m->codes, o->out_stride);
        best[t] = (struct lstm_best){ .code = code, .p = p[code] };
    }
    l->net.times.macs += (uint64_t)j->steps * o->macs;
}

/* Tesseract's OutputStats: whole 127ths, over the steps that are not null. */
static double line_mean(const struct lstm *l, const struct lstm_job *j)
{
    const struct lstm_best *best = l->best.p;
    int64_t sum = 0, n = 0;

    for (int32_t t = 0; t < j->steps; t++)
        if (best[t].code != l->m->null_code) {
            sum += (int)(127 * best[t].p);
            n++;
        }
    return n ? (double)((float)((double)sum / (double)n / 127)) : 0;
}

/* The run of equal winners that begins at t; its end is returned. */
static int32_t run_end(const struct lstm_best *best, int32_t steps, int32_t t)
{
    const int32_t code = best[t].code;
    while (t < steps && best[t].code == code)
        t++;
    return t;
}

static int32_t count_chars(const struct lstm *l, const struct lstm_job *j)
{
    const struct lstm_best *best = l->best.p;
    int32_t n = 0;

    for (int32_t t = 0; t < j->steps; t = run_end(best, j->steps, t))
        n += *l->m->text[best[t].code] != 0;
    return n;
}

static int32_t page_x(const struct lstm_job *j, float step)
{
    const double per = (double)(j->clip.x1 - j->clip.x0) / j->w * LSTM_POOL;
    const int32_t x = j->clip.x0 + (int32_t)(step * per + 0.5);
    return x > j->clip.x1 ? j->clip.x1 : x;
}

/* Peaks are narrow; characters reach half-way to their neighbours. */
static void place_chars(const struct lstm_job *j, struct lstm_char *c, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        float from = i ? (float)(c[i - 1].t1 + c[i].t0) / 2 : 0;
        float to = i + 1 < n ? (float)(c[i].t1 + c[i + 1].t0) / 2 : (float)j->steps + 1;
        const float lo = (float)(c[i].t0 - REACH_STEPS / 2),
                    hi = (float)(c[i].t1 + REACH_STEPS / 2);
        from = from < lo ? lo : from;
        to = to > hi ? hi : to;
        c[i].x0 = page_x(j, from);
        c[i].x1 = page_x(j, to);
    }
}

static bool greedy(const struct lstm *l, const struct lstm_job *j, struct arena *a,
                   struct lstm_line_out *out, struct err *e)
{
    const struct lstm_best *best = l->best.p;
    const int32_t n = count_chars(l, j);
    double sum = 0;
    int32_t read = 0, k = 0;

    out->chars = ARENA_NEW(a, struct lstm_char, (size_t)n);
    if (!out->chars)
        return err_set(e, ERR_LIMIT, "line recogniser: a page of more text than its memory holds");
    for (int32_t t = 0, end; t < j->steps; t = end) {
        const char *text = l->m->text[best[t].code];
        float conf = 0;
        end = run_end(best, j->steps, t);
        for (int32_t i = t; i < end && best[t].code != l->m->null_code; i++, read++) {
            conf = best[i].p > conf ? best[i].p : conf;
            sum += (double)best[i].p;
        }
        if (*text)
            out->chars[k++] = (struct lstm_char){ .text = text,
                                                  .code = best[t].code,
                                                  .t0 = t,
                                                  .t1 = end,
                                                  .conf = conf,
                                                  .space = strcmp(text, " ") == 0 };
    }
    out->n = n;
    out->steps = j->steps;
    out->mean_conf = read ? (float)(sum / read) : 0;
    place_chars(j, out->chars, n);
    return true;
}

static bool emit(struct lstm *l, const struct lstm_job *j, bool inverted, struct arena *a,
                 struct lstm_line_out *out, struct err *e)
{
    uint64_t clock = lstm_now_ns();

    lstm_path(l->softmax.p, (size_t)l->m->out.out_stride, j->steps, l->m->codes, l->m->null_code,
              l->best.p);
    if (!greedy(l, j, a, out, e))
        return false;
    out->inverted = inverted;
    lstm_spent(&l->net.times.decode_ns, &clock);
    if (!l->sink)
        return true;
    const struct lstm_softmax view = { .p = l->softmax.p,
                                       .stride = (size_t)l->m->out.out_stride,
                                       .steps = j->steps,
                                       .codes = l->m->codes,
                                       .null_code = l->m->null_code,
                                       .x0 = (float)j->clip.x0,
                                       .step_px = (float)((double)(j->clip.x1 - j->clip.x0) / j->w *
                                                          LSTM_POOL) };
    return l->sink(l->sink_ctx, j->line, &view, out, e);
}

/* ---- batches ---- */

static bool need_batch(struct lstm *l, struct lstm_job *const *jobs, int32_t n, struct err *e)
{
    const struct lstm_model *m = l->m;
    size_t steps = 0, pixels = 0;

    for (int32_t i = 0; i < n; i++) {
        jobs[i]->off = steps;
        jobs[i]->grey_at = pixels;
        steps += (size_t)jobs[i]->steps;
        pixels += (size_t)jobs[i]->w * LSTM_HEIGHT;
    }
    const size_t longest = (size_t)jobs[0]->steps, top = (size_t)lstm_last_layer(m)->out_stride;
    return lstm_mem_need(&l->net.grey, pixels, e) &&
           lstm_mem_need(&l->net.act[0], steps * (size_t)lstm_widest(m), e) &&
           lstm_mem_need(&l->net.act[1], steps * (size_t)lstm_widest(m), e) &&
           lstm_mem_need(&l->top[0], steps * top, e) &&
           lstm_mem_need(&l->softmax, longest * (size_t)m->out.out_stride * sizeof(float), e) &&
           lstm_mem_need(&l->best, longest * sizeof(struct lstm_best), e);
}

/* Lines that looked poor, once more as light on dark. */
static bool retry_inverted(struct lstm *l, struct lstm_job *const *jobs, int32_t n, struct arena *a,
                           struct lstm_line_out *out, struct err *e)
{
    if (n == 0)
        return true;
    if (!lstm_mem_need(&l->top[1], l->top[0].n / 5 * 4, e) ||
        !lstm_net_run(&l->net, jobs, n, true, l->top[1].p, e))
        return false;
    for (int32_t i = 0; i < n; i++) {
        uint64_t clock = lstm_now_ns();
        softmax_line(l, jobs[i], true);
        const bool better = line_mean(l, jobs[i]) > jobs[i]->mean;
        if (!better)
            softmax_line(l, jobs[i], false);
        lstm_spent(&l->net.times.softmax_ns, &clock);
        if (!emit(l, jobs[i], better, a, &out[jobs[i]->line], e))
            return false;
    }
    return true;
}

static bool read_batch(struct lstm *l, const struct lstm_line_in *lines, struct lstm_job **jobs,
                       int32_t n, struct arena *a, struct lstm_line_out *out, struct err *e)
{
    int32_t poor = 0;
    uint64_t clock = lstm_now_ns();

    if (!need_batch(l, jobs, n, e))
        return false;
    for (int32_t i = 0; i < n; i++)
        if (!lstm_scale(lines[jobs[i]->line].page, jobs[i]->clip,
                        (uint8_t *)l->net.grey.p + jobs[i]->grey_at, jobs[i]->w, &l->scale_tmp, e))
            return false;
    lstm_spent(&l->net.times.scale_ns, &clock);
    if (!lstm_net_run(&l->net, jobs, n, false, l->top[0].p, e))
        return false;
    for (int32_t i = 0; i < n; i++) {
        clock = lstm_now_ns();
        softmax_line(l, jobs[i], false);
        jobs[i]->mean = line_mean(l, jobs[i]);
        lstm_spent(&l->net.times.softmax_ns, &clock);
        if ((float)jobs[i]->mean < INVERT_BELOW_PERCENT / 100.0f)
            jobs[poor++] = jobs[i];
        else if (!emit(l, jobs[i], false, a, &out[jobs[i]->line], e))
            return false;
    }
    return retry_inverted(l, jobs, poor, a, out, e);
}

static int by_length(const void *pa, const void *pb)
{
    const struct lstm_job *a = *(struct lstm_job *const *)pa, *b = *(struct lstm_job *const *)pb;
    if (a->steps != b->steps)
        return a->steps > b->steps ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* False: nothing to read here. */
static bool plan_line(const struct lstm *l, const struct lstm_line_in *in, struct lstm_job *j)
{
    const struct box c = box_clip(in->box, in->page->w, in->page->h);

    if (c.x0 >= c.x1 || c.y0 >= c.y1)
        return false;
    const int64_t rough = (int64_t)(c.x1 - c.x0) * LSTM_HEIGHT / (c.y1 - c.y0);
    if (rough / LSTM_POOL > l->max_steps)
        return false;
    j->clip = c;
    j->w = lstm_scaled_width(c.x1 - c.x0, c.y1 - c.y0);
    j->steps = j->w / LSTM_POOL;
    return j->steps > 0 && j->steps <= l->max_steps;
}

static bool read_jobs(struct lstm *l, const struct lstm_line_in *lines, struct lstm_job **order,
                      size_t n, struct arena *a, struct lstm_line_out *out, struct err *e)
{
    for (size_t i = 0, end; i < n; i = end) {
        int64_t steps = 0;
        for (end = i; end < n && end - i < (size_t)l->batch_lines; end++) {
            steps += order[end]->steps;
            if (steps > l->batch_steps)
                break;
        }
        if (!read_batch(l, lines, order + i, (int32_t)(end - i), a, out, e))
            return false;
    }
    return true;
}

bool lstm_read_lines(struct lstm *l, const struct lstm_line_in *lines, size_t n, struct arena *a,
                     struct lstm_line_out *out, struct err *e)
{
    struct lstm_job *jobs = calloc(n ? n : 1, sizeof *jobs),
                    **order = calloc(n ? n : 1, sizeof *order);
    size_t readable = 0;
    bool ok = jobs && order;

    if (!ok)
        err_set(e, ERR_NOMEM, "line recogniser: no memory for %zu lines", n);
    for (size_t i = 0; ok && i < n; i++) {
        out[i] = (struct lstm_line_out){ 0 };
        jobs[readable].line = i;
        if (plan_line(l, &lines[i], &jobs[readable])) {
            order[readable] = &jobs[readable];
            readable++;
        }
    }
    if (ok && readable > 1)
        qsort(order, readable, sizeof *order, by_length);
    ok = ok && read_jobs(l, lines, order, readable, a, out, e);
    free(jobs);
    free(order);
    return ok;
}
