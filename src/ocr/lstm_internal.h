/* ocr/lstm_internal.h -- what the files of the line recogniser share; not for callers.
 *
 * Activations are int8 in [-127, 127] (u means u / 127), stored as u8 = value + 128, one row a time
 * step, rows padded to a multiple of LSTM_PAD with columns whose weights are zero. Weights are
 * packed for a kernel: [block][k / group][gate][lane][group], so that the four gates of the same
 * cells are computed together and need not visit memory as int32.
 *
 * One LSTM step: sum = w * [x ; h] + bias * 127 (exact in int32), v = float(sum) * scale, g = tanh,
 * i f o = logistic, c = c * f, c = c + g * i, clip to +-100, h = tanh(c) * o, stored as
 * round-half-away(h * 127). Every float operation rounds once: kernels may not contract,
 * reassociate or approximate, then they agree bit for bit with each other and with libtesseract.
 * Source: Tesseract 5.3.0 src/lstm/{lstm,weightmatrix,functions,convolve,networkio}. */
#ifndef OCR_LSTM_INTERNAL_H
#define OCR_LSTM_INTERNAL_H
#include "ocr/lstm.h"

enum {
    LSTM_HEIGHT = 36,
    LSTM_POOL = 3,
    LSTM_ROWS = LSTM_HEIGHT / LSTM_POOL, /* of the pooled map */
    LSTM_PAD = 16,
    LSTM_OUT_PAD = 64,     /* softmax rows */
    LSTM_PATCH = 12,       /* bytes: 3 columns of 3 pixels and one that does not count */
    LSTM_MAX_DIM = 4096,   /* inputs or cells of a layer */
    LSTM_MAX_STEPS = 8192, /* of one line */
    LSTM_MAX_LAYERS = 16,
    LSTM_TABLE = 4096, /* entries of a nonlinearity, step 1 / LSTM_PER_ONE */
    LSTM_PER_ONE = 256,
    LSTM_NOISE = 6 * (3 * LSTM_MAX_STEPS + 8) + 6 * 36,
};

static inline int32_t lstm_pad(int32_t n, int32_t to)
{
    return (n + to - 1) / to * to;
}

struct lstm_mat {
    int32_t n_in, n_out; /* as trained; n_in without recurrence */
    int32_t gates;       /* 4, or 1 for the convolution */
    int32_t kx, kh;      /* bytes of x and h rows, multiples of 4 */
    int32_t blocks;      /* of gates * lanes outputs */
    int32_t out_stride;  /* padded outputs: bytes (LSTM, convolution), floats (dense) */
    void *w;
    int32_t *start;   /* [block][gate][lane]: what the accumulator begins with, x and h */
    int32_t *start_x; /* the same without h, for the first step */
    float *scale;     /* times LSTM_PER_ONE where a nonlinearity follows: entries of its table */
    uint64_t macs;    /* a row */
};

/* One step of n independent sequences. `first`: no h yet, c is taken as zero. */
struct lstm_step {
    const uint8_t *const *x, *const *h;
    uint8_t *const *out;
    float *const *c; /* out_stride floats each */
    int32_t n;
    bool first;
    bool back; /* the last block first: what of the weights the step before left in the cache */
};
static inline int32_t lstm_block(const struct lstm_mat *m, const struct lstm_step *s, int32_t i)
{
    return s->back ? m->blocks - 1 - i : i;
}

/* What the convolution reads for the 3 columns of pixels under one column of the pooled map. The
 * patch at (i, y) has its three columns of 4 bytes at col[i][0..2] + y * step[i], the last of the 4
 * not counting; in the first and the last row it is edge[i][0] and [1]. Columns may be read up to
 * the next multiple of 16 bytes. */
enum { LSTM_VIEW_COLUMN = 4 * LSTM_HEIGHT };
struct lstm_view {
    const uint8_t *col[LSTM_POOL][3];
    int32_t step[LSTM_POOL];
    uint8_t edge[LSTM_POOL][2][LSTM_PATCH];
    uint8_t end[LSTM_POOL][3][LSTM_VIEW_COLUMN]; /* columns at an end of the line, if any */
};

struct lstm_kernel {
    const char *name;
    int32_t lanes, group,
        weight_bytes; /* weight_bytes 1: unsigned x, signed w, start corrected by -128 * sum */
    void (*step)(const struct lstm_mat *m, const struct lstm_step *s);
    /* rows of x, kx apart, to rows of floats, out_stride apart: sum * scale */
    void (*dense)(const struct lstm_mat *m, const uint8_t *x, int32_t rows, float *out);
    /* 36 rows x 3 columns of patches to 12 cells of out_stride bytes: 3 x 3 maximum, tanh */
    void (*conv)(const struct lstm_mat *m, const struct lstm_view *v, uint8_t *out);
    /* In place over n logits, padded to out_stride; padding becomes 0. The first of the most
     * probable. */
    int32_t (*softmax)(float *row, int32_t n, int32_t padded);
};
extern const struct lstm_kernel lstm_kernel_plain;
const struct lstm_kernel *lstm_kernel_sse2(void); /* NULL when not compiled in */
const struct lstm_kernel *lstm_kernel_avx2(void);
const struct lstm_kernel *lstm_kernel_avx512(void);

/* Tables of one process, filled before the first model exists: float(tanh(i / 256)) and
 * float(1 / (1 + exp(-i / 256))). Entry and successor side by side, one 8-byte load for both. */
struct lstm_tables {
    _Alignas(64) float tanh2[LSTM_TABLE][2];
    _Alignas(64) float logistic2[LSTM_TABLE][2];
};
extern struct lstm_tables lstm_tables;
void lstm_tables_init(void);

struct lstm_layer {
    struct lstm_mat m;
    bool reversed;
};

struct lstm_model {
    const struct lstm_kernel *k;
    struct lstm_mat conv, column, out;
    struct lstm_layer layers[LSTM_MAX_LAYERS];
    int32_t n_layers;
    int32_t codes, null_code;
    char *spec;
    char *texts;       /* all texts, NUL terminated */
    const char **text; /* per code */
    uint8_t *noise;    /* what Convolve reads outside an image, in order of use, + 128 */
};

/* A cursor over file bytes: a read beyond the end turns it bad and yields zeros. */
struct lstm_bytes {
    const uint8_t *p, *end;
    bool bad;
};
const uint8_t *lstm_take(struct lstm_bytes *b, size_t n); /* NULL when bad */
uint32_t lstm_u32(struct lstm_bytes *b);
uint8_t lstm_u8(struct lstm_bytes *b);

/* lstm_tree.c: the layers of component `lstm`, packed for m->k. */
MUST_USE bool lstm_tree_read(struct lstm_model *m, struct lstm_bytes *b, struct err *e);
/* lstm_pack.c */
struct lstm_raw { /* int8 rows of cols bytes, last column the bias */
    const int8_t *w;
    const uint8_t *scales; /* doubles, unaligned */
    int32_t rows, cols;
};
MUST_USE bool lstm_pack_lstm(struct lstm_mat *out, const struct lstm_raw g[4], int32_t ni,
                             int32_t ns, const struct lstm_kernel *k, struct err *e);
MUST_USE bool lstm_pack_dense(struct lstm_mat *out, const struct lstm_raw *g,
                              const struct lstm_kernel *k, struct err *e);
MUST_USE bool lstm_pack_conv(struct lstm_mat *out, const struct lstm_raw *g,
                             const struct lstm_kernel *k, struct err *e);
void lstm_mat_release(struct lstm_mat *m);
/* lstm_charset.c: recoder and unicharset to text per code. */
MUST_USE bool lstm_charset_read(struct lstm_model *m, struct lstm_bytes *unicharset,
                                struct lstm_bytes *recoder, struct err *e);

/* lstm_scale.c: what pixScale(clip, 36 / h, 36 / h) makes of the clip. Width of the result, 36 rows
 * of
 * `*stride` bytes in `out`; out is grown, *tmp too. */
struct lstm_mem {
    void *p;
    size_t n;
};
MUST_USE bool lstm_mem_need(struct lstm_mem *m, size_t n,
                            struct err *e); /* 64-byte aligned; contents lost */
void lstm_mem_release(struct lstm_mem *m);
int32_t lstm_scaled_width(int32_t w, int32_t h);
MUST_USE bool lstm_scale(const struct grey *page, struct box clip, uint8_t *out, int32_t w,
                         struct lstm_mem *tmp, struct err *e);
/* lstm_scale_lept.c */
MUST_USE bool lstm_scale_lept(const struct grey *page, struct box clip, uint8_t *out, int32_t w,
                              struct err *e);

/* lstm_input.c: grey 36 x w (rows w apart) to network input, columns of LSTM_COLUMN bytes: one byte
 * of room, 36 rows, 3 bytes of room; LSTM_COLUMN_ROOM bytes after the last one may be read. */
enum { LSTM_COLUMN = 40, LSTM_COLUMN_ROOM = 8 };
void lstm_normalise(const uint8_t *grey, int32_t w, bool invert, uint8_t *columns);
/* What lies under pooled column t of an image w wide. It points into columns and into itself. */
void lstm_look(const struct lstm_model *m, const uint8_t *columns, int32_t w, int32_t t,
               struct lstm_view *v);

/* lstm_net.c: a batch of lines in lockstep, from scaled pixels to the last layer's output. */
struct lstm_job {
    size_t line;
    struct box clip;
    int32_t w, steps;    /* of the scaled line */
    size_t off, grey_at; /* its first row in activations; its first byte in grey */
    double mean;
};
enum { LSTM_BATCH_LINES = 512 };
struct lstm_part;
struct lstm_net {
    const struct lstm_model *m;
    struct lstm_mem grey, act[2]; /* the caller makes them large enough for a batch */
    int threads;
    struct lstm_part *parts[LSTM_MAX_THREADS]; /* made when first needed */
    struct lstm_times times;
};
/* Jobs sorted by length, longest first, LSTM_BATCH_LINES at most; `top` gets their rows. */
MUST_USE bool lstm_net_run(struct lstm_net *l, struct lstm_job *const *jobs, int32_t n, bool invert,
                           uint8_t *top, struct err *e);
void lstm_net_release(struct lstm_net *l);
const struct lstm_mat *lstm_last_layer(const struct lstm_model *m);
int32_t lstm_widest(const struct lstm_model *m); /* row of a buffer the layers alternate between */
size_t lstm_cell_floats(const struct lstm_model *m); /* state of a line */
static inline int32_t lstm_least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}
uint64_t lstm_now_ns(void); /* CPU time of the calling thread; 0 before lstm_measure() */
void lstm_spent(uint64_t *stage, uint64_t *since);

/* lstm_path.c: the winner of each step, then the code the step belongs to. */
enum { LSTM_PATH_CANDS = 3, LSTM_PATH_STATES = 9 };
struct lstm_best {
    int32_t code;
    float p; /* of that code */
    /* of the search */
    int32_t cand[LSTM_PATH_CANDS];
    uint8_t from[LSTM_PATH_STATES];
};
void lstm_path(const float *p, size_t stride, int32_t steps, int32_t codes, int32_t null_code,
               struct lstm_best *best);
#endif
