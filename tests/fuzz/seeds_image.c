/* Writes the seed corpus of fuzz_image: seeds_image DIR. A few drawn pixels in every format, each
 * with the two bytes in front that the target takes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vips/vips.h>

#include "doc/page.h"

#define SIDE 48

static void write_seed(const char *dir, const char *name, enum image_format f, const void *b,
                       size_t len)
{
    char path[1024];
    const uint8_t head[2] = { (uint8_t)f, 40 };

    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(head, 1, 2, out) != 2 || fwrite(b, 1, len, out) != len || fclose(out)) {
        perror(path);
        exit(5);
    }
}

static void draw(uint8_t *px, int bands)
{
    memset(px, 240, (size_t)SIDE * SIDE * (size_t)bands);
    for (int y = 8; y < SIDE - 8; y += 8) {
        for (int x = 6; x < SIDE - 6; x++) {
            if (x % 5 < 3)
                memset(px + (y * SIDE + x) * bands, bands == 3 ? 200 : 20, 1);
        }
    }
}

static void with_vips(const char *dir, int bands)
{
    static const struct {
        const char *suffix, *name;
        enum image_format f;
    } rows[] = { { ".jpg[Q=50]", "jpg", IMAGE_JPEG },
                 { ".jpg[Q=50,interlace]", "progressive", IMAGE_JPEG },
                 { ".png", "png", IMAGE_PNG },
                 { ".webp[lossless]", "webp", IMAGE_WEBP },
                 { ".webp[Q=40]", "webp-lossy", IMAGE_WEBP },
                 { ".jp2[Q=30]", "jp2", IMAGE_JP2 },
                 { ".tif[compression=lzw]", "tif-lzw", IMAGE_TIFF },
                 { ".tif[compression=deflate,tile]", "tif-tiles", IMAGE_TIFF },
                 { ".tif[bitdepth=1,compression=ccittfax4]", "tif-g4", IMAGE_TIFF } };
    uint8_t px[SIDE * SIDE * 3];

    draw(px, bands);
    VipsImage *im = vips_image_new_from_memory(px, (size_t)(SIDE * SIDE * bands), SIDE, SIDE, bands,
                                               VIPS_FORMAT_UCHAR);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        void *b = NULL;
        size_t len = 0;
        char name[64];
        if (vips_image_write_to_buffer(im, rows[i].suffix, &b, &len, NULL)) {
            vips_error_clear(); /* a format that this libvips does not write, or not in colour */
            continue;
        }
        snprintf(name, sizeof name, "%s-%d", rows[i].name, bands);
        write_seed(dir, name, rows[i].f, b, len);
        g_free(b);
    }
    g_object_unref(im);
}

static void bmp(const char *dir, int bpp, uint32_t compression, const char *name)
{
    uint8_t b[54 + 1024 + SIDE * SIDE * 4] = { 'B', 'M' };
    const uint32_t colours = bpp <= 8 ? 1u << bpp : 0;
    const uint32_t fields[] = { 54 + 4 * colours,        40,         SIDE, SIDE,
                                1 | (uint32_t)bpp << 16, compression };
    const size_t body = (size_t)(SIDE * bpp + 31) / 32 * 4 * SIDE;

    for (size_t i = 0; i < 6; i++) {
        for (size_t k = 0; k < 4; k++)
            b[10 + 4 * i + k] = (uint8_t)(fields[i] >> (8 * k));
    }
    memset(b + 54, 200, 4 * colours);
    for (size_t i = 0; i < body; i++)
        b[54 + 4 * colours + i] = (uint8_t)(i * 7 >> 3);
    write_seed(dir, name, IMAGE_BMP, b, 54 + 4 * colours + body);
}

int main(int argc, char **argv)
{
    if (argc != 2 || vips_init(argv[0])) {
        fprintf(stderr, "usage: seeds_image DIR\n");
        return 1;
    }
    with_vips(argv[1], 1);
    with_vips(argv[1], 3);
    bmp(argv[1], 1, 0, "bmp-1");
    bmp(argv[1], 4, 0, "bmp-4");
    bmp(argv[1], 8, 0, "bmp-8");
    bmp(argv[1], 8, 1, "bmp-rle8");
    bmp(argv[1], 16, 0, "bmp-16");
    bmp(argv[1], 24, 0, "bmp-24");
    bmp(argv[1], 32, 3, "bmp-masks");
    return 0;
}
