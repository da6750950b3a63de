/* Lines: kernels agree bit for bit, batches do not matter, odd sizes, memory. */
#include <malloc.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/lstm_internal.h"
#include "tests/unit/ocr/lstm_tiny.h"

enum { LINES = 66 }; /* so many that every thread has some */

struct seen {
    uint64_t hash[LINES];
    int32_t steps[LINES];
    int calls[LINES];
    float worst_sum; /* how far a row's sum is from 1 */
};

static bool look(void *ctx, size_t line, const struct lstm_softmax *v, struct lstm_line_out *out,
                 struct err *e)
{
    struct seen *s = ctx;
    uint64_t h = 14695981039346656037u;

    (void)e;
    assert_int_equal(out->steps, v->steps);
    for (int32_t t = 0; t < v->steps; t++) {
        float sum = 0;
        for (int32_t c = 0; c < v->codes; c++) {
            uint32_t bits;
            memcpy(&bits, &v->p[(size_t)t * v->stride + (size_t)c], 4);
            h = (h ^ bits) * 1099511628211u;
            sum += v->p[(size_t)t * v->stride + (size_t)c];
        }
        s->worst_sum = fmaxf(s->worst_sum, fabsf(sum - 1));
    }
    s->hash[line] = h;
    s->steps[line] = v->steps;
    s->calls[line]++;
    return true;
}

struct session {
    struct lstm_model *m;
    struct lstm *l;
    struct arena a;
    struct seen seen;
};

static void begin(struct session *s, const char *cpu, const char *path)
{
    struct err e = { 0 };
    struct buf b;

    setenv("SOHOA_CPU", cpu, 1);
    memset(s, 0, sizeof *s);
    arena_init(&s->a, 64 << 20);
    if (path) {
        assert_true(lstm_model_open(&s->m, path, &e));
    } else {
        buf_init(&b, 1 << 20);
        tiny_model(&b);
        assert_true(lstm_model_parse(&s->m, b.ptr, b.len, &e));
        buf_release(&b);
    }
    assert_true(lstm_open(&s->l, s->m, &e));
    lstm_set_softmax_sink(s->l, look, &s->seen);
}

static void end(struct session *s)
{
    lstm_close(s->l);
    lstm_model_close(s->m);
    arena_reset(&s->a);
    unsetenv("SOHOA_CPU");
}

static void page_of_strokes(struct grey *g, struct lstm_line_in *in)
{
    struct err e = { 0 };

    assert_true(grey_init(g, 900, 1200, &e));
    tiny_strokes(g, 7, false);
    for (int32_t i = 0; i < LINES; i++) {
        const int32_t h = 20 + 3 * i, w = 40 + i * 37 % 800;
        in[i] = (struct lstm_line_in){ g, { i, 10 * i, i + w, 10 * i + h } };
    }
}

static const char *installed_model(void)
{
    const char *p = "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata";
    FILE *f = fopen(p, "rb");
    if (!f)
        return NULL;
    fclose(f);
    return p;
}

static void same_bits(const char *path, int n)
{
    enum { CPUS = 4 };
    static const char *const cpus[CPUS] = { "plain", "portable", "avx2", "avx512" };
    struct lstm_line_in in[LINES];
    struct lstm_line_out out[LINES];
    struct session s[CPUS];
    struct grey g = { 0 };

    page_of_strokes(&g, in);
    for (int k = 0; k < CPUS; k++) {
        struct err e = { 0 };
        begin(&s[k], cpus[k], path);
        assert_true(lstm_read_lines(s[k].l, in, (size_t)n, &s[k].a, out, &e));
        print_message("%s ran as %s\n", cpus[k], lstm_model_cpu(s[k].m));
        assert_true(s[k].seen.worst_sum < 1e-5f);
        for (int i = 0; i < n; i++) {
            assert_int_equal(s[k].seen.calls[i], 1);
            assert_int_equal(s[k].seen.steps[i], s[0].seen.steps[i]);
            assert_true(s[k].seen.hash[i] == s[0].seen.hash[i]);
        }
    }
    for (int k = 0; k < CPUS; k++)
        end(&s[k]);
    grey_release(&g);
}

static void kernels_agree_on_odd_sizes(void **state)
{
    (void)state;
    same_bits(NULL, LINES);
}

static void kernels_agree_on_the_real_model(void **state)
{
    (void)state;
    if (!installed_model())
        skip();
    same_bits(installed_model(), 7);
}

static void neighbours_do_not_matter(void **state)
{
    (void)state;
    struct lstm_line_in in[LINES];
    struct lstm_line_out out[LINES], one;
    struct session s;
    struct seen all;
    struct grey g = { 0 };
    struct err e = { 0 };

    page_of_strokes(&g, in);
    begin(&s, "", NULL);
    assert_true(lstm_read_lines(s.l, in, LINES, &s.a, out, &e));
    all = s.seen;
    for (int i = 0; i < LINES; i++) {
        assert_true(lstm_read_lines(s.l, &in[i], 1, &s.a, &one, &e));
        assert_true(s.seen.hash[0] == all.hash[i]);
        assert_int_equal(one.n, out[i].n);
        for (int32_t k = 0; k < one.n; k++)
            assert_memory_equal(&one.chars[k], &out[i].chars[k], sizeof one.chars[k]);
    }
    end(&s);
    grey_release(&g);
}

/* Lines of one call are dealt out to threads, which run at their own pace. */
static void threads_do_not_matter(void **state)
{
    (void)state;
    struct lstm_line_in in[LINES];
    struct lstm_line_out out[LINES];
    struct session s;
    struct seen one;
    struct grey g = { 0 };
    struct err e = { 0 };

    page_of_strokes(&g, in);
    begin(&s, "", installed_model());
    assert_true(lstm_read_lines(s.l, in, LINES, &s.a, out, &e));
    one = s.seen;
    for (int threads = 2; threads <= LSTM_MAX_THREADS + 1; threads++) {
        memset(&s.seen, 0, sizeof s.seen);
        lstm_set_threads(s.l, threads);
        assert_true(lstm_read_lines(s.l, in, LINES, &s.a, out, &e));
        assert_memory_equal(s.seen.hash, one.hash, sizeof one.hash);
        assert_memory_equal(s.seen.calls, one.calls, sizeof one.calls);
    }
    end(&s);
    grey_release(&g);
}

static void characters_lie_in_their_line(void **state)
{
    (void)state;
    struct lstm_line_in in[LINES];
    struct lstm_line_out out[LINES];
    struct session s;
    struct grey g = { 0 };
    struct err e = { 0 };
    int chars = 0;

    page_of_strokes(&g, in);
    begin(&s, "", NULL);
    assert_true(lstm_read_lines(s.l, in, LINES, &s.a, out, &e));
    for (int i = 0; i < LINES; i++)
        for (int32_t k = 0, last = 0; k < out[i].n; k++, chars++) {
            const struct lstm_char *c = &out[i].chars[k];
            assert_true(c->t0 >= last && c->t1 > c->t0 && c->t1 <= out[i].steps);
            assert_true(c->x0 >= in[i].box.x0 && c->x1 >= c->x0 && c->x1 <= in[i].box.x1);
            assert_true(c->conf > 0 && c->conf <= 1);
            assert_string_equal(c->text, lstm_model_text(s.m, c->code));
            assert_int_equal(c->space, c->code == 0);
            last = c->t1;
        }
    assert_true(chars > LINES);
    end(&s);
    grey_release(&g);
}

static void odd_boxes(void **state)
{
    (void)state;
    static const struct {
        struct box b;
        int32_t steps;
    } cases[] = {
        { { 0, 0, 0, 36 }, 0 },
        { { 10, 10, 5, 5 }, 0 },
        { { 500, 0, 600, 36 }, 0 },
        { { 0, 0, 1, 36 }, 0 },
        { { 0, 0, 2, 36 }, 0 },
        { { 0, 0, 3, 36 }, 1 },
        { { 0, 0, 4, 36 }, 1 },
        { { 0, 0, 5, 36 }, 1 },
        { { 0, 0, 6, 36 }, 2 },
        { { -50, -50, 6, 36 }, 2 },
        { { 294, 0, 9000, 36 }, 2 },
        { { 0, 0, 300, 1 }, 3600 },
        { { 7, 0, 8, 1 }, 12 },
        { { 0, 0, 300, 18 }, 200 },
        { { 0, 0, 300, 9 }, 400 },
        { { 0, 0, 300, 72 }, 50 },
        { { 0, 0, 299, 144 }, 24 },
        { { 0, 0, 300, 288 }, 12 },
        { { 0, 0, 300, 300 }, 12 },
        { { INT32_MIN, INT32_MIN, INT32_MAX, INT32_MAX }, 12 },
        { { INT32_MAX, 0, INT32_MIN, 1 }, 0 },
    };
    struct session s;
    struct grey g = { 0 };
    struct err e = { 0 };

    assert_true(grey_init(&g, 300, 300, &e));
    tiny_strokes(&g, 3, false);
    begin(&s, "", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lstm_line_out out;
        const struct lstm_line_in in = { &g, cases[i].b };
        assert_true(lstm_read_lines(s.l, &in, 1, &s.a, &out, &e));
        if (out.steps != cases[i].steps)
            fail_msg("box %zu has %d steps", i, out.steps);
    }
    end(&s);
    grey_release(&g);
}

static void flat_pages(void **state)
{
    (void)state;
    struct session s;
    struct grey g = { 0 };
    struct err e = { 0 };

    assert_true(grey_init(&g, 200, 40, &e));
    begin(&s, "", installed_model());
    for (int v = 0; v < 256; v += 51) {
        struct lstm_line_out out;
        const struct lstm_line_in in = { &g, { 0, 0, 200, 40 } };
        for (int32_t y = 0; y < g.h; y++)
            memset(grey_row(&g, y), v, 200);
        assert_true(lstm_read_lines(s.l, &in, 1, &s.a, &out, &e));
        assert_int_equal(out.steps, 60);
        assert_true(s.seen.worst_sum < 1e-5f);
    }
    assert_true(lstm_read_lines(s.l, NULL, 0, &s.a, NULL, &e));
    end(&s);
    grey_release(&g);
}

/* Bytes malloc has handed out; 0 under a sanitizer. */
static size_t in_use(void)
{
    const struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

/* What is allocated is what the header promises, however long and many the lines. */
enum { MANY = 700 };

static void read_many(const char *path, int n)
{
    static struct lstm_line_in in[MANY];
    static struct lstm_line_out out[MANY];
    struct session s;
    struct grey g = { 0 };
    struct err e = { 0 };

    assert_true(grey_init(&g, 30000, 60, &e));
    tiny_strokes(&g, 5, false);
    begin(&s, "", path);
    lstm_set_softmax_sink(s.l, NULL, NULL);
    const int32_t most = lstm_max_steps(s.l) * 3;
    for (int i = 0; i < n; i++)
        in[i] = (struct lstm_line_in){ &g, { i, 0, i + (i < 3 ? most : 30 + i / 4), 36 } };
    in[3].box = (struct box){ 0, 0, most + 3, 36 };
    const size_t before = in_use();
    assert_true(lstm_read_lines(s.l, in, (size_t)n, &s.a, out, &e));
    const size_t grown = in_use() - before;
    print_message("%zu bytes for %d lines, longest %d steps\n", grown, n, lstm_max_steps(s.l));
    assert_true(grown < LSTM_SCRATCH_BYTES + s.a.used);
    for (int i = 0; i < n; i++)
        assert_int_equal(out[i].steps, i == 3 ? 0 : (in[i].box.x1 - in[i].box.x0) / 3);
    end(&s);
    grey_release(&g);
}

static void many_long_lines(void **state)
{
    (void)state;
    read_many(NULL, MANY);
    if (installed_model())
        read_many(installed_model(), 40);
}

/* Of a line and its negative, read one by one, the same image may be chosen: then one of the two
 * answers says `inverted`, and both are equal to the last bit. */
static void inversion(void **state)
{
    (void)state;
    struct session s;
    struct lstm_line_out out[2];
    struct grey g[2] = { { 0 } };
    struct err e = { 0 };
    struct lstm_line_in in[2];
    int agreed = 0;

    begin(&s, "", NULL);
    for (uint32_t seed = 1; seed < 40; seed++) {
        for (int k = 0; k < 2; k++) {
            assert_true(grey_init(&g[k], 300, 36, &e));
            tiny_strokes(&g[k], seed, k == 1);
            in[k] = (struct lstm_line_in){ &g[k], { 0, 0, 300, 36 } };
        }
        assert_true(lstm_read_lines(s.l, in, 2, &s.a, out, &e));
        if (out[0].inverted != out[1].inverted) {
            assert_true(s.seen.hash[0] == s.seen.hash[1]);
            assert_true(out[0].mean_conf == out[1].mean_conf);
            agreed++;
        }
        grey_release(&g[0]);
        grey_release(&g[1]);
    }
    assert_true(agreed > 0);
    end(&s);
}

static void a_full_arena_is_an_error(void **state)
{
    (void)state;
    struct lstm_line_in in[LINES];
    struct lstm_line_out out[LINES];
    struct session s;
    struct grey g = { 0 };
    struct err e = { 0 };

    page_of_strokes(&g, in);
    begin(&s, "", NULL);
    arena_init(&s.a, 100);
    assert_false(lstm_read_lines(s.l, in, LINES, &s.a, out, &e));
    assert_int_equal(e.kind, ERR_LIMIT);
    end(&s);
    grey_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kernels_agree_on_odd_sizes),
        cmocka_unit_test(kernels_agree_on_the_real_model),
        cmocka_unit_test(neighbours_do_not_matter),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(characters_lie_in_their_line),
        cmocka_unit_test(odd_boxes),
        cmocka_unit_test(flat_pages),
        cmocka_unit_test(many_long_lines),
        cmocka_unit_test(inversion),
        cmocka_unit_test(a_full_arena_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
