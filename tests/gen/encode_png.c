#include <png.h>

#include "tests/gen/encode.h"

static void png_out(png_structp png, png_bytep p, size_t n)
{
    g_byte_array_append(png_get_io_ptr(png), p, (guint)n);
}

static void png_done(png_structp png)
{
    (void)png;
}

GByteArray *encode_png(const struct raster *im)
{
    GByteArray *out = g_byte_array_new();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;

    if (!info || setjmp(png_jmpbuf(png)))
        gen_die("libpng refuses a page");
    png_set_write_fn(png, out, png_out, png_done);
    png_set_IHDR(png, info, (png_uint_32)im->w, (png_uint_32)im->h, im->bilevel ? 1 : 8,
                 im->channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, (png_uint_32)(im->dpi * 10000 / 254),
                 (png_uint_32)(im->dpi * 10000 / 254), PNG_RESOLUTION_METER);
    png_set_compression_level(png, 1);
    png_set_filter(png, 0, im->bilevel ? PNG_FILTER_NONE : PNG_FILTER_SUB);
    png_write_info(png, info);
    png_set_packing(png);
    for (int y = 0; y < im->h; y++)
        png_write_row(png, im->px + (size_t)y * (size_t)im->w * (size_t)im->channels);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return out;
}
