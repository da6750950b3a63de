/* The layers of an integer LSTM model: one fixed shape, any sizes.
 *
 *   Series [ Input 36 high, grey
 *            Series [ Convolve 3x3, Tanh ]
 *            Maxpool 3x3
 *            XYTranspose [ SummLSTM ]              down the columns
 *            LSTM | RTLReversed [ LSTM ]  ...      along the line
 *            Softmax ]
 *
 * Every Tesseract line model made with [1,36,0,1 Ct3,3,n Mp3,3 Lfysn Lf|rxn ... O1cn] has it. */
#include <string.h>

#include "ocr/lstm_internal.h"

struct head {
    char type[16];
    uint32_t flags;
    int32_t ni, no;
};

const uint8_t *lstm_take(struct lstm_bytes *b, size_t n)
{
    if (b->bad || (size_t)(b->end - b->p) < n) {
        b->bad = true;
        return NULL;
    }
    const uint8_t *p = b->p;
    b->p += n;
    return p;
}

uint32_t lstm_u32(struct lstm_bytes *b)
{
    const uint8_t *p = lstm_take(b, 4);
    return p ? (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24
             : 0;
}

uint8_t lstm_u8(struct lstm_bytes *b)
{
    const uint8_t *p = lstm_take(b, 1);
    return p ? *p : 0;
}

static bool damaged(struct err *e, const char *what)
{
    return err_set(e, ERR_INPUT,
                   "model: %s is damaged or cut short; install the .traineddata again", what);
}

static bool read_head(struct lstm_bytes *b, struct head *h, struct err *e)
{
    if (lstm_u8(b) != 0)
        return err_set(e, ERR_UNSUPPORTED,
                       "model: a layer has a numeric type; only named types are read");
    const uint32_t n = lstm_u32(b);
    const uint8_t *p = lstm_take(b, n);
    if (!p || n >= sizeof h->type || memchr(p, 0, n))
        return damaged(e, "a layer's type");
    memset(h->type, 0, sizeof h->type);
    memcpy(h->type, p, n);
    lstm_take(b, 2); /* training, needs_backprop */
    h->flags = lstm_u32(b);
    h->ni = (int32_t)lstm_u32(b);
    h->no = (int32_t)lstm_u32(b);
    lstm_u32(b);               /* num_weights */
    lstm_take(b, lstm_u32(b)); /* name */
    return !b->bad || damaged(e, "a layer's header");
}

/* A header of exactly this type. */
static bool expect(struct lstm_bytes *b, const char *type, struct head *h, struct err *e)
{
    if (!read_head(b, h, e))
        return false;
    if (strcmp(h->type, type) != 0)
        return err_set(e, ERR_UNSUPPORTED,
                       "model: layer %s where %s is known; use the tesseract engine", h->type,
                       type);
    return true;
}

static bool plumbing(struct lstm_bytes *b, const struct head *h, uint32_t children, struct err *e)
{
    const uint32_t n = lstm_u32(b);
    if (b->bad)
        return damaged(e, h->type);
    if (children ? n != children : n < 4 || n > LSTM_MAX_LAYERS + 5)
        return err_set(e, ERR_UNSUPPORTED, "model: %s of %u layers; use the tesseract engine",
                       h->type, n);
    return true;
}

/* Learning rates of the children follow the children. */
static bool plumbing_end(struct lstm_bytes *b, const struct head *h, struct err *e)
{
    if (h->flags & 64) {
        const uint32_t n = lstm_u32(b);
        for (uint32_t i = 0; i < n && !b->bad; i++)
            lstm_u32(b);
    }
    return !b->bad || damaged(e, h->type);
}

static bool two_ints(struct lstm_bytes *b, int32_t x, int32_t y, const struct head *h,
                     struct err *e)
{
    const int32_t gx = (int32_t)lstm_u32(b), gy = (int32_t)lstm_u32(b);
    if (b->bad)
        return damaged(e, h->type);
    if (gx != x || gy != y)
        return err_set(e, ERR_UNSUPPORTED,
                       "model: %s of %d x %d where %d x %d is known; use the tesseract engine",
                       h->type, gx, gy, x, y);
    return true;
}

static bool read_matrix(struct lstm_bytes *b, struct lstm_raw *m, struct err *e)
{
    const uint8_t mode = lstm_u8(b);
    if (!b->bad && (mode & 0x81) != 0x81)
        return err_set(e, ERR_UNSUPPORTED,
                       "model: float weights; use an integer model (fast or best_int) "
                       "or the tesseract engine");
    const uint32_t rows = lstm_u32(b), cols = lstm_u32(b);
    lstm_u8(b);
    if (b->bad || rows == 0 || cols < 2 || rows > 16 * LSTM_MAX_DIM || cols > 2 * LSTM_MAX_DIM + 1)
        return damaged(e, "a weight matrix");
    m->w = (const int8_t *)lstm_take(b, (size_t)rows * cols);
    const uint32_t n = lstm_u32(b);
    m->scales = n <= 32 * LSTM_MAX_DIM ? lstm_take(b, (size_t)n * 8) : NULL;
    m->rows = (int32_t)rows;
    m->cols = (int32_t)cols;
    if (b->bad || !m->scales || n < rows)
        return damaged(e, "a weight matrix");
    return true;
}

static bool read_lstm(struct lstm_bytes *b, const struct head *h, struct lstm_mat *out,
                      const struct lstm_kernel *k, struct err *e)
{
    struct lstm_raw g[4];
    const int32_t na = (int32_t)lstm_u32(b);

    for (int i = 0; i < 4; i++)
        if (!read_matrix(b, &g[i], e))
            return false;
    const int32_t ns = g[0].rows;
    if (ns > LSTM_MAX_DIM || h->ni < 1 || h->ni > LSTM_MAX_DIM || h->no != ns)
        return damaged(e, "an LSTM layer");
    if (na == h->ni + 2 * ns)
        return err_set(e, ERR_UNSUPPORTED, "model: two-dimensional LSTM; use the tesseract engine");
    for (int i = 0; i < 4; i++)
        if (na != h->ni + ns || g[i].rows != ns || g[i].cols != na + 1)
            return damaged(e, "an LSTM layer");
    return lstm_pack_lstm(out, g, h->ni, ns, k, e);
}

static bool read_front(struct lstm_model *m, struct lstm_bytes *b, struct err *e)
{
    struct head h, t;
    struct lstm_raw g;

    if (!expect(b, "Input", &h, e))
        return false;
    lstm_u32(b); /* batch */
    const uint32_t height = lstm_u32(b), width = lstm_u32(b), depth = lstm_u32(b);
    lstm_u32(b); /* loss */
    if (b->bad)
        return damaged(e, "Input");
    if (height != LSTM_HEIGHT || width != 0 || depth != 1)
        return err_set(e, ERR_UNSUPPORTED,
                       "model: input of %u x %u x %u where 36 x 0 x 1 is known; "
                       "use the tesseract engine",
                       height, width, depth);
    if (!expect(b, "Series", &h, e) || !plumbing(b, &h, 2, e) || !expect(b, "Convolve", &t, e) ||
        !two_ints(b, 1, 1, &t, e) || !expect(b, "Tanh", &t, e) || !read_matrix(b, &g, e))
        return false;
    if (g.cols != 10 || g.rows > 256)
        return damaged(e, "Convolve");
    if (!lstm_pack_conv(&m->conv, &g, m->k, e) || !plumbing_end(b, &h, e) ||
        !expect(b, "Maxpool", &h, e) || !two_ints(b, 3, 3, &h, e) ||
        !expect(b, "XYTranspose", &h, e) || !plumbing(b, &h, 1, e) ||
        !expect(b, "SummLSTM", &t, e) || !read_lstm(b, &t, &m->column, m->k, e))
        return false;
    if (m->column.n_in != m->conv.n_out)
        return damaged(e, "SummLSTM");
    return plumbing_end(b, &h, e);
}

static bool read_line_layer(struct lstm_model *m, struct lstm_bytes *b, int32_t ni, struct err *e)
{
    struct lstm_layer *l = &m->layers[m->n_layers++];
    struct head h, t;

    if (!read_head(b, &h, e))
        return false;
    if (strcmp(h.type, "RTLReversed") == 0) {
        l->reversed = true;
        if (!plumbing(b, &h, 1, e) || !expect(b, "LSTM", &t, e) ||
            !read_lstm(b, &t, &l->m, m->k, e) || !plumbing_end(b, &h, e))
            return false;
    } else if (strcmp(h.type, "LSTM") == 0) {
        if (!read_lstm(b, &h, &l->m, m->k, e))
            return false;
    } else {
        return err_set(e, ERR_UNSUPPORTED, "model: layer %s is not known; use the tesseract engine",
                       h.type);
    }
    return l->m.n_in == ni || damaged(e, "an LSTM layer");
}

bool lstm_tree_read(struct lstm_model *m, struct lstm_bytes *b, struct err *e)
{
    struct head top, h;
    struct lstm_raw g;

    if (!expect(b, "Series", &top, e))
        return false;
    const uint32_t children = lstm_u32(b);
    if (b->bad)
        return damaged(e, "Series");
    if (children < 6 || children > 5 + LSTM_MAX_LAYERS)
        return err_set(e, ERR_UNSUPPORTED, "model: %u layers; use the tesseract engine", children);
    if (!read_front(m, b, e))
        return false;
    int32_t ni = m->column.n_out;
    for (uint32_t i = 0; i < children - 5; i++) {
        if (!read_line_layer(m, b, ni, e))
            return false;
        ni = m->layers[i].m.n_out;
    }
    if (!expect(b, "Softmax", &h, e) || !read_matrix(b, &g, e))
        return false;
    if (g.cols != ni + 1 || g.rows < 2)
        return damaged(e, "Softmax");
    if (!lstm_pack_dense(&m->out, &g, m->k, e))
        return false;
    m->codes = g.rows;
    return plumbing_end(b, &top, e);
}
