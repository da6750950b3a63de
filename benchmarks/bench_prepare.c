/* What each step of preparing a page costs: bench_prepare FILE... prints JSON lines, ms of CPU
 * time, best of five. "decode" is the whole with every step off that can be; each other figure is
 * what the whole costs more with that step on. */
#include "base/atomicfile.h"
#include "image/image.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum image_format format_of(const uint8_t *b, size_t len)
{
    if (len < 12)
        return IMAGE_UNKNOWN;
    if (b[0] == 0xff && b[1] == 0xd8)
        return IMAGE_JPEG;
    if (!memcmp(b, "\x89PNG", 4))
        return IMAGE_PNG;
    if (!memcmp(b, "II*", 3) || !memcmp(b, "MM\0*", 4))
        return IMAGE_TIFF;
    if (!memcmp(b, "BM", 2))
        return IMAGE_BMP;
    if (!memcmp(b, "RIFF", 4))
        return IMAGE_WEBP;
    return !memcmp(b + 4, "ftyp", 4) ? IMAGE_HEIF : IMAGE_JP2;
}

static bool measure(const struct image_opts *o, const struct buf *b, double *ms, struct prepared *p,
                    struct err *e)
{
    const enum image_format f = format_of((const uint8_t *)b->ptr, b->len);
    struct image *im = NULL;
    struct image_info info;
    bool ok = image_open(&im, o, e) && image_probe(f, (const uint8_t *)b->ptr, b->len, &info, e);

    *ms = 1e9;
    for (int i = 0; ok && i < 5; i++) {
        const double from = cpu_ms();
        prepared_release(p);
        ok = image_prepare(im, f, (const uint8_t *)b->ptr, b->len, info.dpi, info.exif_turn, p, e);
        const double took = cpu_ms() - from;
        *ms = took < *ms ? took : *ms;
    }
    image_close(im);
    return ok;
}

static bool bench(const char *path, struct err *e)
{
    struct image_opts o;
    struct prepared p = { 0 };
    struct buf b;
    double base = 0, deskew = 0, page = 0, paper = 0, all = 0;

    buf_init(&b, (size_t)1 << 30);
    image_default_opts(&o);
    o.deskew = o.normalise = o.drop_colour = o.find_page = false;
    bool ok = file_read(path, &b, e) && measure(&o, &b, &base, &p, e);
    o.deskew = true;
    ok = ok && measure(&o, &b, &deskew, &p, e);
    o.find_page = true;
    ok = ok && measure(&o, &b, &page, &p, e);
    o.normalise = true;
    ok = ok && measure(&o, &b, &paper, &p, e);
    o.drop_colour = true;
    ok = ok && measure(&o, &b, &all, &p, e);
    if (ok)
        printf("{\"scan_px\":[%d,%d],\"frame_px\":[%d,%d],\"decode_ms\":%.1f,\"level_ms\":%.1f,"
               "\"sheet_ms\":%.1f,\"paper_ms\":%.1f,\"marks_ms\":%.1f,\"all_ms\":%.1f}\n",
               p.scan_w, p.scan_h, p.grey.w, p.grey.h, base, deskew - base, page - deskew,
               paper - page, all - paper, all);
    prepared_release(&p);
    buf_release(&b);
    return ok || err_at(e, "%s", path);
}

int main(int argc, char **argv)
{
    struct err e;

    image_start();
    for (int i = 1; i < argc; i++) {
        e = (struct err){ 0 };
        if (!bench(argv[i], &e))
            fprintf(stderr, "%s\n", e.text);
    }
    return 0;
}
