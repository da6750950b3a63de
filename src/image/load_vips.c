/* Everything that is neither JPEG nor bilevel TIFF nor BMP, through libvips. Loaders that libvips
 * calls untrusted stay blocked (ImageMagick, PDF, SVG ...) but for JPEG 2000, which scanners write.
 * Rows are pulled strip by strip, so no second full-size buffer exists. */
#include "base/buf.h"
#include "image/planes.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <vips/vips.h>

#define STRIP 64

/* Remarks on odd files belong into no terminal; what stops a page comes back as an error. */
static void be_quiet(const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer user)
{
    (void)domain, (void)level, (void)text, (void)user;
}

static bool started;

static void start(void)
{
    if (vips_init("sohoa"))
        return;
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO,
                      be_quiet, NULL);
    vips_concurrency_set(1); /* pages are the unit of parallel work */
    vips_cache_set_max(0);
    vips_cache_set_max_mem(0);
    vips_cache_set_max_files(0);
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoadJp2k", FALSE);
    started = true;
}

/* Loading and starting it takes 20 to 30 ms, and most runs hold nothing but JPEG. */
static bool vips_begin(struct err *e)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, start);
    return started || err_set(e, ERR_LIBRARY, "libvips does not start");
}

static const char *loader_of(enum image_format format)
{
    switch (format) {
    case IMAGE_JPEG:
        return "jpegload_buffer";
    case IMAGE_PNG:
        return "pngload_buffer";
    case IMAGE_TIFF:
        return "tiffload_buffer";
    case IMAGE_JP2:
        return "jp2kload_buffer";
    case IMAGE_WEBP:
        return "webpload_buffer";
    case IMAGE_HEIF:
        return "heifload_buffer";
    case IMAGE_UNKNOWN:
    case IMAGE_BMP:
    case IMAGE_PDF_TEXT:
    case IMAGE_FORMATS:
        break;
    }
    return NULL;
}

/* libvips keeps one error text for all threads: a hint, and not to be trusted further. */
static bool vips_failed(enum err_kind kind, const char *what, struct err *e)
{
    char text[120];

    g_strlcpy(text, vips_error_buffer(), sizeof text);
    vips_error_clear();
    for (char *p = text; *p; p++) {
        if (*p == '\n')
            *p = ' ';
    }
    return err_set(e, kind, "%s: %s", what, text);
}

static bool replace(VipsImage **im, VipsImage *next)
{
    g_object_unref(*im);
    *im = next;
    return true;
}

static bool open_image(enum image_format format, const uint8_t *bytes, size_t len,
                       uint64_t max_pixels, VipsImage **out, struct err *e)
{
    const char *loader = loader_of(format);
    VipsBlob *blob;

    *out = NULL;
    if (!loader)
        return err_set(e, ERR_UNSUPPORTED, "no reader for this image format");
    if (!vips_begin(e))
        return false;
    blob = vips_blob_new(NULL, bytes, len);
    const int bad = vips_call(loader, blob, out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                              VIPS_FAIL_ON_TRUNCATED, NULL);
    vips_area_unref(VIPS_AREA(blob));
    if (bad || !*out)
        return vips_failed(ERR_INPUT, "the image is damaged", e);
    if (!pixels_check((uint64_t)vips_image_get_width(*out), (uint64_t)vips_image_get_height(*out),
                      max_pixels, e)) {
        g_object_unref(*out);
        *out = NULL;
        return false;
    }
    return true;
}

/* To 8-bit grey or RGB without alpha. `exact` converts colour through its profile; the copy that is
 * read needs only what is dark, and colourspace through scRGB would cost 60 ms a page. */
static bool to_bytes(VipsImage **im, bool exact, struct err *e)
{
    VipsImage *next = NULL;
    const VipsInterpretation space = vips_image_guess_interpretation(*im);
    const bool odd = space == VIPS_INTERPRETATION_CMYK || space == VIPS_INTERPRETATION_LAB ||
                     space == VIPS_INTERPRETATION_LABS || space == VIPS_INTERPRETATION_XYZ ||
                     space == VIPS_INTERPRETATION_scRGB;

    if (exact && vips_image_get_typeof(*im, VIPS_META_ICC_NAME) &&
        vips_icc_transform(*im, &next, "srgb", "embedded", TRUE, NULL) == 0 && replace(im, next))
        next = NULL;
    else if (odd && space == VIPS_INTERPRETATION_CMYK) {
        if (vips_icc_transform(*im, &next, "srgb", "embedded", TRUE, "input_profile", "cmyk", NULL))
            return vips_failed(ERR_LIBRARY, "CMYK cannot be converted", e);
        replace(im, next);
    } else if (odd) {
        if (vips_colourspace(*im, &next, VIPS_INTERPRETATION_sRGB, NULL))
            return vips_failed(ERR_UNSUPPORTED, "this colour space cannot be converted", e);
        replace(im, next);
    }
    if (vips_image_hasalpha(*im)) {
        VipsArrayDouble *white = vips_array_double_newv(
            1, vips_image_get_format(*im) == VIPS_FORMAT_USHORT ? 65535.0 : 255.0);
        const int bad = vips_flatten(*im, &next, "background", white, NULL);
        vips_area_unref(VIPS_AREA(white));
        if (bad)
            return vips_failed(ERR_LIBRARY, "transparency cannot be flattened", e);
        replace(im, next);
    }
    if (vips_image_get_format(*im) != VIPS_FORMAT_UCHAR) {
        const bool wide = vips_image_get_format(*im) == VIPS_FORMAT_USHORT;
        if (vips_cast(*im, &next, VIPS_FORMAT_UCHAR, "shift", (gboolean)wide, NULL))
            return vips_failed(ERR_LIBRARY, "the pixels cannot be brought to 8 bits", e);
        replace(im, next);
    }
    const int bands = vips_image_get_bands(*im);
    if (bands != 1 && bands != 3) {
        if (vips_extract_band(*im, &next, 0, "n", bands > 3 ? 3 : 1, NULL))
            return vips_failed(ERR_LIBRARY, "the colour channels cannot be taken", e);
        replace(im, next);
    }
    return true;
}

typedef void row_sink(void *user, int32_t y, const uint8_t *row, int32_t bands);

/* VIPS_REGION_ADDR mixes signs. */
static const uint8_t *row_of(const VipsRegion *region, int y)
{
    return region->data + (ptrdiff_t)(y - region->valid.top) * region->bpl;
}

static bool pull_rows(VipsImage *im, row_sink *sink, void *user, struct err *e)
{
    const int w = vips_image_get_width(im), h = vips_image_get_height(im);
    VipsRegion *region = vips_region_new(im);
    bool ok = region != NULL;

    for (int y = 0; ok && y < h; y += STRIP) {
        VipsRect r = { 0, y, w, VIPS_MIN(STRIP, h - y) };
        ok = vips_region_prepare(region, &r) == 0;
        for (int i = 0; ok && i < r.height; i++)
            sink(user, y + i, row_of(region, y + i), vips_image_get_bands(im));
    }
    if (region)
        g_object_unref(region);
    return ok || vips_failed(ERR_INPUT, "the image is damaged or cut short", e);
}

static void planes_sink(void *user, int32_t y, const uint8_t *row, int32_t bands)
{
    struct planes *p = user;

    if (bands == 1)
        memcpy(grey_row(&p->y, y), row, (size_t)p->y.w);
    else
        planes_put_rgb(p, y, row, 3);
}

static void raster_sink(void *user, int32_t y, const uint8_t *row, int32_t bands)
{
    struct raster *r = user;

    (void)bands;
    memcpy(r->px + (size_t)y * r->stride, row, r->stride);
}

/* Every pixel black or white, whatever depth the file has them in: libvips tells the depth of a
 * PNG by other names from version to version. */
static bool two_tones(const struct grey *g)
{
    uint8_t other = 0;

    for (int32_t y = 0; y < g->h && !other; y++) {
        const uint8_t *row = grey_row(g, y);
        for (int32_t x = 0; x < g->w; x++)
            other |= (uint8_t)((row[x] + 1) & 0xFE);
    }
    return !other;
}

bool vips_load(enum image_format format, const uint8_t *bytes, size_t len, uint64_t max_pixels,
               struct planes *out, struct err *e)
{
    VipsImage *im;

    *out = (struct planes){ 0 };
    if (!open_image(format, bytes, len, max_pixels, &im, e))
        return false;
    bool ok = to_bytes(&im, false, e) &&
              planes_init_rgb(out, vips_image_get_width(im), vips_image_get_height(im),
                              vips_image_get_bands(im) == 3, e) &&
              pull_rows(im, planes_sink, out, e);
    out->bilevel = ok && !out->cb.px && two_tones(&out->y);
    g_object_unref(im);
    if (!ok)
        planes_release(out);
    return ok;
}

bool vips_decode(enum image_format format, const uint8_t *bytes, size_t len, uint64_t max_pixels,
                 struct raster *out, struct err *e)
{
    VipsImage *im;

    *out = (struct raster){ 0 };
    if (!open_image(format, bytes, len, max_pixels, &im, e))
        return false;
    bool ok = to_bytes(&im, true, e) &&
              raster_init(out, vips_image_get_width(im), vips_image_get_height(im),
                          vips_image_get_bands(im), 8, e) &&
              pull_rows(im, raster_sink, out, e);
    g_object_unref(im);
    if (!ok) {
        free(out->px);
        *out = (struct raster){ 0 };
    }
    return ok;
}

bool vips_probe(enum image_format format, const uint8_t *bytes, size_t len, struct image_info *out,
                struct err *e)
{
    VipsImage *im;

    *out = (struct image_info){ 0 };
    if (!open_image(format, bytes, len, UINT64_MAX, &im, e))
        return false;
    out->w = vips_image_get_width(im);
    out->h = vips_image_get_height(im);
    out->channels = vips_image_get_bands(im);
    out->bits = vips_image_get_format(im) == VIPS_FORMAT_USHORT ? 16 : 8;
    g_object_unref(im);
    return true;
}

/* Ends a thumbnail: turned, without alpha, JPEG into out. `im` is consumed. */
static bool write_thumb(VipsImage *im, int32_t turn, struct buf *out, struct err *e)
{
    VipsImage *next = NULL;
    void *jpeg = NULL;
    size_t n = 0;
    bool ok = true;

    if (turn % 360) {
        const VipsAngle angle = turn == 90    ? VIPS_ANGLE_D90
                                : turn == 180 ? VIPS_ANGLE_D180
                                              : VIPS_ANGLE_D270;
        ok = vips_rot(im, &next, angle, NULL) == 0 ||
             vips_failed(ERR_LIBRARY, "a thumbnail cannot be turned", e);
        if (ok)
            replace(&im, next);
    }
    ok = ok && to_bytes(&im, false, e);
    if (ok && vips_jpegsave_buffer(im, &jpeg, &n, "Q", 70, "strip", TRUE, NULL))
        ok = vips_failed(ERR_INPUT, "a thumbnail cannot be written", e);
    g_object_unref(im);
    if (ok) {
        buf_add(out, jpeg, n);
        ok = buf_ok(out, "a thumbnail", e);
    }
    g_free(jpeg);
    return ok;
}

bool vips_thumb(enum image_format format, const uint8_t *bytes, size_t len, uint64_t max_pixels,
                int32_t turn, int32_t side, struct buf *out, struct err *e)
{
    VipsImage *im;

    if (!open_image(format, bytes, len, max_pixels, &im, e))
        return false;
    g_object_unref(im);
    VipsBlob *blob = vips_blob_new(NULL, bytes, len);
    im = NULL;
    const int bad = vips_call("thumbnail_buffer", blob, &im, side, "height", side, "size",
                              VIPS_SIZE_DOWN, "no_rotate", TRUE, NULL);
    vips_area_unref(VIPS_AREA(blob));
    if (bad || !im)
        return vips_failed(ERR_INPUT, "a thumbnail cannot be made", e);
    /* Pull the pixels once: thumbnail_buffer reads in order and a turn would ask out of order. */
    VipsImage *held = vips_image_copy_memory(im);
    g_object_unref(im);
    if (!held)
        return vips_failed(ERR_INPUT, "a thumbnail cannot be made", e);
    return write_thumb(held, turn, out, e);
}

bool vips_thumb_raster(const struct raster *in, int32_t turn, int32_t side, struct buf *out,
                       struct err *e)
{
    VipsImage *im = NULL, *small = NULL;

    if (!vips_begin(e))
        return false;
    im = vips_image_new_from_memory(in->px, in->stride * (size_t)in->h, in->w, in->h, in->channels,
                                    VIPS_FORMAT_UCHAR);
    if (!im)
        return vips_failed(ERR_LIBRARY, "a thumbnail cannot be made", e);
    const int bad =
        vips_thumbnail_image(im, &small, side, "height", side, "size", VIPS_SIZE_DOWN, NULL);
    g_object_unref(im);
    if (bad)
        return vips_failed(ERR_LIBRARY, "a thumbnail cannot be made", e);
    return write_thumb(small, turn, out, e);
}
