/* ocr/lstm.h -- text lines to characters with the LSTM component of a Tesseract .traineddata file.
 *
 * The network of integer models is reproduced step for step, so its outputs equal those of
 * libtesseract 5.3.0 (softmax within 2e-6, same winner at every time step); the lines of a page run
 * in lockstep, which is where the speed comes from. What is ours is the decoder: greedy here, and a
 * view of the softmax for whoever wants a better one. Greedy: each step belongs to one code, which
 * is the path Tesseract's search takes when it has no dictionary.
 *
 *   struct lstm_model *m;  lstm_model_open(&m, path, e)        once per process, shared by threads
 *   struct lstm *l;        lstm_open(&l, m, e)                 once per thread
 *   lstm_read_lines(l, lines, n, arena, out, e)                once per page
 *
 * Lines: a box on a grey page, clipped to it; text level, left to right. Height is scaled to 36 px.
 * A line that cannot hold text is an answer with n = 0, not an error: empty after clipping,
 * narrower than 3 px after scaling, or longer than lstm_max_steps() (an A4 line has about 250
 * steps, a line of 500 times its own height 6000).
 *
 * Pixels and steps: step t of a line covers page x in [x0 + t * step_px, x0 + (t + 1) * step_px).
 *
 * Memory: a model is one to two times its file (weights repacked for the CPU). A struct lstm grows
 * to what the largest call needed and never beyond LSTM_SCRATCH_BYTES: lines are cut into batches
 * to fit.
 *
 * Errors: ERR_MISSING / ERR_IO / ERR_LIMIT (the file cannot be read, is over 64 MB), ERR_INPUT
 * (damaged), ERR_UNSUPPORTED (float weights, 2-D LSTM, unknown layers, scripts with several codes a
 * character), ERR_NOMEM, ERR_LIMIT (arena full), ERR_LIBRARY (scaling).
 * Threads: a model is immutable; a struct lstm has one owner at a time. Same pixels in, same bits
 * out, whatever the CPU, batch or neighbours: all kernels agree bit for bit. SOHOA_CPU=plain,
 * portable, avx2 or avx512 forces one when a model is opened (ignored if the CPU lacks it). */
#ifndef OCR_LSTM_H
#define OCR_LSTM_H
#include "doc/grey.h"
#include "doc/page.h"

enum { LSTM_SCRATCH_BYTES = 40 * 1024 * 1024, LSTM_MAX_THREADS = 8 };

struct lstm_model;
struct lstm;

MUST_USE bool lstm_model_open(struct lstm_model **out, const char *traineddata_path, struct err *e);
MUST_USE bool lstm_model_parse(struct lstm_model **out, const void *bytes, size_t len,
                               struct err *e);
void lstm_model_close(
    struct lstm_model *m); /* NULL allowed; every struct lstm on it closed before */
/* Softmax outputs are numbered 0 .. codes - 1. The text of a code is UTF-8 and lives as long as the
 * model: " " for the space (code 0), "" for the null code and for codes no character uses. */
int lstm_model_codes(const struct lstm_model *m);
int lstm_model_null(const struct lstm_model *m);
const char *lstm_model_text(const struct lstm_model *m, int code);
const char *lstm_model_cpu(const struct lstm_model *m); /* "plain", "sse2", "avx2", "avx512" */
const char *
lstm_model_spec(const struct lstm_model *m); /* "[1,36,0,1[C3,3Ft16]...": what was trained */

MUST_USE bool lstm_open(struct lstm **out, const struct lstm_model *m, struct err *e);
void lstm_close(struct lstm *l); /* NULL allowed */
int lstm_max_steps(const struct lstm *l);
/* Threads (OpenMP) the next calls of lstm_read_lines may use for the network, where a batch has
 * lines for them; 1 when opened, at most LSTM_MAX_THREADS. Outputs do not depend on it. Sinks are
 * called from the calling thread only. */
void lstm_set_threads(struct lstm *l, int n);

struct lstm_line_in {
    const struct grey *page; /* borrowed for the call */
    struct box box;          /* page px */
};

struct lstm_char {
    const char *text; /* the model's; not the arena's */
    int32_t code;
    int32_t t0, t1; /* its steps, half open */
    int32_t x0,
        x1;     /* page px, half open: cut half-way to its neighbours, at most a line height wide */
    float conf; /* 0..1: highest probability over its steps; a later stage may know better */
    bool space;
    bool changed; /* a later stage put its word in place of what was read */
};

struct lstm_line_out {
    struct lstm_char *chars; /* the arena's */
    int32_t n;
    int32_t steps;   /* 0: the line could not be read */
    float mean_conf; /* mean probability of the code over steps that are not null; 0 if none */
    bool inverted;   /* read as light on dark: that was clearly better */
};

/* All lines of a page (or several pages); out has n elements. */
MUST_USE bool lstm_read_lines(struct lstm *l, const struct lstm_line_in *lines, size_t n,
                              struct arena *a, struct lstm_line_out *out, struct err *e);

/* The decoder seam: during lstm_read_lines, `sink` sees the softmax of every line with steps > 0
 * exactly once, in no particular but always the same order. The view dies when sink returns.
 * out[line] is filled already and may be rewritten by the sink (chars from its own arena). False
 * from the sink ends the call with the sink's error. */
struct lstm_softmax {
    const float *p; /* row t: p + t * stride; codes columns; a row sums to 1 */
    size_t stride;  /* floats */
    int32_t steps, codes, null_code;
    float x0, step_px; /* page px */
};
typedef bool (*lstm_sink)(void *ctx, size_t line, const struct lstm_softmax *view,
                          struct lstm_line_out *out, struct err *e);
void lstm_set_softmax_sink(struct lstm *l, lstm_sink sink, void *ctx); /* NULL: none */

/* Nanoseconds of thread CPU time since lstm_measure, by stage; and multiply-accumulates since
 * lstm_open. For benchmarks. */
void lstm_measure(void);
struct lstm_times {
    uint64_t scale_ns, input_ns, conv_ns, lstm_ns, softmax_ns, decode_ns, macs;
};
struct lstm_times lstm_times(const struct lstm *l);
#endif
