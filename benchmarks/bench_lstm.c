/* Milliseconds a page and stage of the line recogniser, and multiply-accumulates a second.
 *
 *   bench_lstm MODEL PAGE.pgm [BOXES [REPEATS [text]]]
 *
 * BOXES: lines of "x0 y0 x1 y1"; without it (or "-") text lines are found by row sums, good enough
 * for clean one-column pages. Best of REPEATS (7). With "text" the greedy reading is printed
 * instead. SOHOA_CPU chooses the kernel. Prints one JSON line. THREADS=N in the environment: each
 * repeat is followed by one with N threads, wall_ms_threads is the best of these; differing text
 * ends the program. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ocr/lstm.h"

enum { MAX_LINES = 4096 };

static int number(FILE *f)
{
    int c, v = 0;
    while ((c = getc(f)) != EOF && !isdigit(c))
        if (c == '#')
            while ((c = getc(f)) != EOF && c != '\n')
                ;
    for (; c != EOF && isdigit(c); c = getc(f))
        v = v * 10 + c - '0';
    return v;
}

static bool read_pgm(const char *path, struct grey *g, struct err *e)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return err_set(e, ERR_IO, "%s: cannot be opened", path);
    bool ok = getc(f) == 'P' && getc(f) == '5';
    const int w = number(f), h = number(f), max = number(f);
    ok = (ok && max == 255 && grey_init(g, w, h, e)) ||
         err_set(e, ERR_INPUT, "%s: no 8-bit binary PGM", path);
    for (int y = 0; ok && y < h; y++)
        ok = fread(grey_row(g, y), 1, (size_t)w, f) == (size_t)w ||
             err_set(e, ERR_INPUT, "%s: cut short", path);
    fclose(f);
    return ok;
}

static size_t read_boxes(const char *path, const struct grey *g, struct lstm_line_in *in)
{
    size_t n = 0;
    FILE *f = fopen(path, "r");
    struct box b;
    while (f && n < MAX_LINES && fscanf(f, "%d %d %d %d%*[^\n]", &b.x0, &b.y0, &b.x1, &b.y1) == 4)
        in[n++] = (struct lstm_line_in){ g, b };
    if (f)
        fclose(f);
    return n;
}

/* Rows with ink, joined over gaps of 2. */
static size_t find_lines(const struct grey *g, struct lstm_line_in *in)
{
    size_t n = 0;
    int32_t top = -1, last = 0;
    for (int32_t y = 0; y < g->h && n < MAX_LINES; y++) {
        int32_t ink = 0;
        for (int32_t x = g->w / 20; x < g->w - g->w / 20; x++)
            ink += grey_row(g, y)[x] < 128;
        if (ink > 3) {
            top = top < 0 ? y : top;
            last = y;
        } else if (top >= 0 && y - last > 2) {
            if (last - top > 12)
                in[n++] =
                    (struct lstm_line_in){ g, { g->w / 20, top - 4, g->w - g->w / 20, last + 5 } };
            top = -1;
        }
    }
    return n;
}

static void print_text(const struct lstm_line_out *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (int32_t k = 0; k < out[i].n; k++)
            fputs(out[i].chars[k].text, stdout);
        putchar('\n');
    }
}

static uint64_t wall_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Bytes of everything that was read: the same ones whatever the number of threads. */
static uint64_t digest(const struct lstm_line_out *out, size_t n)
{
    uint64_t h = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < n; i++)
        for (int32_t k = 0; k < out[i].n; k++) {
            uint32_t conf;
            memcpy(&conf, &out[i].chars[k].conf, sizeof conf);
            h = (h ^ (uint32_t)out[i].chars[k].code) * 1099511628211u;
            h = (h ^ conf) * 1099511628211u;
        }
    return h;
}

/* Once more with THREADS; *best is the shortest time. */
static bool run_threads(struct lstm *l, const struct lstm_line_in *in, size_t n, uint64_t expected,
                        uint64_t *best, struct err *e)
{
    static struct lstm_line_out out[MAX_LINES];
    const char *threads = getenv("THREADS");
    struct arena a;

    if (!threads)
        return true;
    arena_init(&a, 64u << 20);
    lstm_set_threads(l, atoi(threads));
    const uint64_t t = wall_ns();
    bool ok = lstm_read_lines(l, in, n, &a, out, e);
    const uint64_t took = wall_ns() - t;
    *best = took < *best ? took : *best;
    lstm_set_threads(l, 1);
    ok = ok && (digest(out, n) == expected ||
                err_set(e, ERR_INPUT, "%s threads read other bytes than one", threads));
    arena_reset(&a);
    return ok;
}

static double ms(uint64_t ns)
{
    return (double)ns / 1e6;
}

static bool run(int argc, char **argv, struct err *e)
{
    struct lstm_model *m = NULL;
    struct lstm *l = NULL;
    struct grey g = { 0 };
    struct arena a;
    struct lstm_times best = { 0 };
    uint64_t best_ns = UINT64_MAX, wall = UINT64_MAX, wall_threads = UINT64_MAX;
    static struct lstm_line_in in[MAX_LINES];
    static struct lstm_line_out out[MAX_LINES];
    const int repeats = argc > 4 ? atoi(argv[4]) : 7;

    arena_init(&a, 64u << 20);
    lstm_measure();
    bool ok = read_pgm(argv[2], &g, e) && lstm_model_open(&m, argv[1], e) && lstm_open(&l, m, e);
    const size_t n = !ok                                     ? 0
                     : argc > 3 && strcmp(argv[3], "-") != 0 ? read_boxes(argv[3], &g, in)
                                                             : find_lines(&g, in);
    for (int i = 0; ok && i < repeats; i++) {
        const struct lstm_times t0 = lstm_times(l);
        const uint64_t since = wall_ns();
        ok = lstm_read_lines(l, in, n, &a, out, e);
        const uint64_t took = wall_ns() - since;
        wall = took < wall ? took : wall;
        const struct lstm_times t1 = lstm_times(l);
        const struct lstm_times d = {
            t1.scale_ns - t0.scale_ns, t1.input_ns - t0.input_ns,     t1.conv_ns - t0.conv_ns,
            t1.lstm_ns - t0.lstm_ns,   t1.softmax_ns - t0.softmax_ns, t1.decode_ns - t0.decode_ns,
            t1.macs - t0.macs
        };
        const uint64_t all =
            d.scale_ns + d.input_ns + d.conv_ns + d.lstm_ns + d.softmax_ns + d.decode_ns;
        if (all < best_ns) {
            best_ns = all;
            best = d;
        }
        ok = ok && run_threads(l, in, n, digest(out, n), &wall_threads, e);
        if (ok && argc > 5)
            print_text(out, n);
        arena_reset(&a);
    }
    if (ok && argc <= 5)
        printf(
            "{\"bench\":\"lstm\",\"cpu\":\"%s\",\"lines\":%zu,\"total_ms\":%.2f,\"scale_ms\":%.2f,"
            "\"input_ms\":%.2f,\"conv_ms\":%.2f,\"lstm_ms\":%.2f,\"softmax_ms\":%.2f,\"decode_ms\":"
            "%.2f,"
            "\"gmac\":%.3f,\"gmac_per_s\":%.1f,\"wall_ms\":%.2f,\"wall_ms_threads\":%.2f}\n",
            lstm_model_cpu(m), n, ms(best_ns), ms(best.scale_ns), ms(best.input_ns),
            ms(best.conv_ns), ms(best.lstm_ns), ms(best.softmax_ns), ms(best.decode_ns),
            (double)best.macs / 1e9, (double)best.macs / (double)best_ns, ms(wall),
            getenv("THREADS") ? ms(wall_threads) : ms(wall));
    lstm_close(l);
    lstm_model_close(m);
    grey_release(&g);
    return ok;
}

int main(int argc, char **argv)
{
    struct err e = { 0 };
    if (argc < 3) {
        fprintf(stderr, "usage: bench_lstm MODEL PAGE.pgm [BOXES [REPEATS [text]]]\n");
        return 2;
    }
    if (!run(argc, argv, &e)) {
        fprintf(stderr, "bench_lstm: %s\n", e.text);
        return 1;
    }
    return 0;
}
