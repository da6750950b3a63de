/* JPEG through libjpeg-turbo. YCbCr pages take the raw route: luma goes straight into the grey
 * plane, chroma stays subsampled and is neither upsampled nor converted, so colour costs two small
 * inverse transforms and no second decode. RGB, CMYK and odd samplings go through rows. */
#include "image/pixels.h"
#include "image/planes.h"
#include "image/rows.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

/* More scans than this are an attack on time (libjpeg-turbo's own advice, LJT-01-004, says 500;
 * encoders write 10 or so, and each costs a pass over all coefficients). */
#define MAX_SCANS 100

#define MAX_PROGRESSIVE 8e7

struct reader {
    struct jpeg_decompress_struct c;
    struct jpeg_error_mgr mgr;
    struct jpeg_progress_mgr progress;
    jmp_buf jump;
    char text[JMSG_LENGTH_MAX];
    bool scans_exceeded, hurt;
    int hurt_scan;
    double hurt_share; /* rows of that scan that had arrived */
};

static void on_error(j_common_ptr c)
{
    struct reader *r = c->client_data;

    (*c->err->format_message)(c, r->text);
    longjmp(r->jump, 1);
}

static void on_message(j_common_ptr c, int level)
{
    struct reader *r = c->client_data;
    const int code = c->err->msg_code;

    if (level >= 0 || r->hurt || code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM ||
        code == JWRN_JFIF_MAJOR || code == JWRN_BOGUS_PROGRESSION || code == JWRN_TOO_MUCH_DATA)
        return;
    r->hurt = true;
    r->hurt_scan = r->c.input_scan_number;
    r->hurt_share =
        r->c.total_iMCU_rows ? (double)r->c.input_iMCU_row / (double)r->c.total_iMCU_rows : 0;
    (*c->err->format_message)(c, r->text);
}

static void on_progress(j_common_ptr c)
{
    struct reader *r = c->client_data;

    if (r->c.input_scan_number > MAX_SCANS) {
        r->scans_exceeded = true;
        snprintf(r->text, sizeof r->text, "more than %d scans", MAX_SCANS);
        longjmp(r->jump, 1);
    }
}

static void reader_begin(struct reader *r, const uint8_t *bytes, size_t len)
{
    r->c.err = jpeg_std_error(&r->mgr);
    r->c.client_data = r;
    r->mgr.error_exit = on_error;
    r->mgr.emit_message = on_message;
    jpeg_create_decompress(&r->c);
    r->progress.progress_monitor = on_progress;
    r->c.progress = &r->progress;
    jpeg_mem_src(&r->c, bytes, (unsigned long)len);
    jpeg_read_header(&r->c, TRUE);
}

/* Raw planes need luma at the full grid and chroma at whole divisors of it. */
static bool raw_fits(const struct jpeg_decompress_struct *c)
{
    if (c->jpeg_color_space != JCS_YCbCr || c->num_components != 3)
        return false;
    const jpeg_component_info *k = c->comp_info;
    return k[0].h_samp_factor == c->max_h_samp_factor &&
           k[0].v_samp_factor == c->max_v_samp_factor && k[1].h_samp_factor == k[2].h_samp_factor &&
           k[1].v_samp_factor == k[2].v_samp_factor &&
           k[0].h_samp_factor % k[1].h_samp_factor == 0 &&
           k[0].v_samp_factor % k[1].v_samp_factor == 0;
}

static bool plane_alloc(struct grey *g, const jpeg_component_info *k, int32_t rows, struct err *e)
{
    if (!grey_init(g, (int32_t)k->downsampled_width, rows, e))
        return false;
    g->h = (int32_t)k->downsampled_height; /* the rest is room for the last row of blocks */
    return true;
}

static bool alloc_raw(struct reader *r, struct planes *p, struct err *e)
{
    const jpeg_component_info *k = r->c.comp_info;
    const int32_t groups = (int32_t)r->c.total_iMCU_rows;

    p->sub_x = k[0].h_samp_factor / k[1].h_samp_factor;
    p->sub_y = k[0].v_samp_factor / k[1].v_samp_factor;
    return plane_alloc(&p->y, &k[0], groups * k[0].v_samp_factor * DCTSIZE, e) &&
           plane_alloc(&p->cb, &k[1], groups * k[1].v_samp_factor * DCTSIZE, e) &&
           plane_alloc(&p->cr, &k[2], groups * k[2].v_samp_factor * DCTSIZE, e);
}

/* The small luma, made of rows that have just been written. */
struct reducer {
    const struct row_ops *ops;
    uint16_t *acc;
    int32_t done; /* rows of it */
};

static bool reducer_begin(struct reducer *s, struct planes *p, int32_t k, struct err *e)
{
    *s = (struct reducer){ .ops = row_ops() };
    if (k < 2) /* no gain in a copy */
        return true;
    if (!grey_init(&p->small, (p->y.w + k - 1) / k, (p->y.h + k - 1) / k, e))
        return false;
    p->small_k = k;
    s->acc = malloc((size_t)p->y.w * sizeof *s->acc);
    return s->acc || err_set(e, ERR_NOMEM, "no memory to reduce a page");
}

/* Rows up to y (not included) are there. */
static void reducer_rows(struct reducer *s, struct planes *p, int32_t y)
{
    const int32_t k = p->small_k;

    for (; s->acc && s->done < p->small.h && ((s->done + 1) * k <= y || y >= p->y.h); s->done++)
        grey_reduce_rows(s->ops, &p->y, k, s->done * k, s->acc, grey_row(&p->small, s->done));
}

static void read_raw(struct reader *r, struct planes *p, struct reducer *s)
{
    JSAMPROW rows[3][4 * DCTSIZE];
    JSAMPARRAY data[3] = { rows[0], rows[1], rows[2] };
    const struct grey *g[3] = { &p->y, &p->cb, &p->cr };
    const int group = r->c.max_v_samp_factor * DCTSIZE;

    for (int32_t n = 0; r->c.output_scanline < r->c.output_height; n++) {
        for (int i = 0; i < 3; i++) {
            const int count = r->c.comp_info[i].v_samp_factor * DCTSIZE;
            for (int j = 0; j < count; j++)
                rows[i][j] = grey_row(g[i], n * count + j);
        }
        jpeg_read_raw_data(&r->c, data, (JDIMENSION)group);
        reducer_rows(s, p, (n + 1) * group);
    }
}

static void read_grey(struct reader *r, struct planes *p, struct reducer *s)
{
    while (r->c.output_scanline < r->c.output_height) {
        JSAMPROW row = grey_row(&p->y, (int32_t)r->c.output_scanline);
        jpeg_read_scanlines(&r->c, &row, 1);
        reducer_rows(s, p, (int32_t)r->c.output_scanline);
    }
}

/* Adobe writes CMYK inverted; the plain product is close enough for the copy that is read. */
static void cmyk_to_rgb(uint8_t *row, JDIMENSION w, bool inverted)
{
    for (JDIMENSION x = 0; x < w; x++) {
        uint8_t *s = row + 4 * x;
        for (int i = 0; i < 3; i++) {
            const unsigned c = inverted ? s[i] : 255u - s[i], k = inverted ? s[3] : 255u - s[3];
            s[i] = (uint8_t)((c * k + 127) / 255);
        }
    }
}

static void read_rows(struct reader *r, struct planes *p, uint8_t *row)
{
    const int step = r->c.output_components;

    while (r->c.output_scanline < r->c.output_height) {
        const int32_t y = (int32_t)r->c.output_scanline;
        JSAMPROW line = row;
        jpeg_read_scanlines(&r->c, &line, 1);
        if (r->c.out_color_space == JCS_CMYK)
            cmyk_to_rgb(row, r->c.output_width, r->c.saw_Adobe_marker);
        planes_put_rgb(p, y, row, step);
    }
}

/* A progressive page is whole when every coefficient of every component was sent to its last bit.
 */
static bool last_scan(const struct reader *r)
{
    if (!r->c.progressive_mode || !r->c.coef_bits)
        return r->hurt_scan >= (r->c.comps_in_scan < r->c.num_components ? r->c.num_components : 1);
    for (int i = 0; i < r->c.num_components; i++) {
        for (int k = 0; k < DCTSIZE2; k++) {
            if (r->c.coef_bits[i][k] != 0)
                return false;
        }
    }
    return true;
}

static bool start(struct reader *r, struct planes *p, uint8_t **row, struct err *e)
{
    struct jpeg_decompress_struct *c = &r->c;

    if (c->jpeg_color_space == JCS_GRAYSCALE || c->num_components == 1) {
        c->out_color_space = JCS_GRAYSCALE;
        p->sub_x = p->sub_y = 1;
        if (!grey_init(&p->y, (int32_t)c->image_width, (int32_t)c->image_height, e))
            return false;
    } else if (raw_fits(c)) {
        c->raw_data_out = TRUE;
    } else if (c->num_components == 3) {
        c->out_color_space = JCS_RGB;
    } else if (c->num_components == 4) {
        c->out_color_space = JCS_CMYK;
    } else {
        return err_set(e, ERR_UNSUPPORTED, "a JPEG with %d components", c->num_components);
    }
    c->dct_method = JDCT_ISLOW;
    jpeg_start_decompress(c);
    if (c->raw_data_out)
        return alloc_raw(r, p, e);
    if (p->y.px)
        return true;
    *row = malloc((size_t)c->output_width * 4);
    if (!*row)
        return err_set(e, ERR_NOMEM, "no memory for a row of %u pixels", c->output_width);
    return planes_init_rgb(p, (int32_t)c->output_width, (int32_t)c->output_height, true, e);
}

bool jpeg_load(const uint8_t *bytes, size_t len, uint64_t max_pixels, int32_t dpi,
               struct planes *out, struct err *e)
{
    struct reader *r = calloc(1, sizeof *r);
    uint8_t *volatile row = NULL;
    struct reducer *s = calloc(1, sizeof *s);
    volatile bool ok = false;

    *out = (struct planes){ 0 };
    if (!r || !s) {
        free(r);
        free(s);
        return err_set(e, ERR_NOMEM, "no memory for the JPEG reader");
    }
    if (setjmp(r->jump)) {
        (void)err_set(e, r->scans_exceeded ? ERR_LIMIT : ERR_INPUT, "JPEG: %s", r->text);
        ok = false;
        goto done;
    }
    reader_begin(r, bytes, len);
    if (!pixels_check(r->c.image_width, r->c.image_height, max_pixels, e))
        goto done;
    /* A progressive page is held as coefficients, six bytes a pixel. */
    if (r->c.progressive_mode && (double)r->c.image_width * r->c.image_height > MAX_PROGRESSIVE) {
        (void)err_set(e, ERR_LIMIT, "a progressive JPEG of %u x %u pixels; save it as baseline",
                      r->c.image_width, r->c.image_height);
        goto done;
    }
    uint8_t *fresh = NULL;
    const bool started = start(r, out, &fresh, e);
    row = fresh;
    if (!started || (!row && !reducer_begin(s, out, planes_reduction(dpi, out->y.w, out->y.h), e)))
        goto done;
    if (r->c.raw_data_out)
        read_raw(r, out, s);
    else if (row)
        read_rows(r, out, row);
    else
        read_grey(r, out, s);
    if (r->hurt && (r->hurt_share < PLANES_MIN_SHARE || !last_scan(r))) {
        (void)err_set(e, ERR_INPUT,
                      "the JPEG is damaged after %d %% of its rows (%.120s); scan it again",
                      (int)(r->hurt_share * 100), r->text);
        goto done;
    }
    ok = true;
done:
    jpeg_destroy_decompress(&r->c);
    free(row);
    free(s->acc);
    free(s);
    free(r);
    if (!ok)
        planes_release(out);
    return ok;
}
