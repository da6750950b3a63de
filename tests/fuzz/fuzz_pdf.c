/* Bytes as an image or a PDF: pdf_holds and what it lets through to pdf_add, pdf_page_count and
 * pdf_extract; the first byte chooses. */
#include <string.h>

#include "pdf/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_image(enum image_format format, const uint8_t *data, size_t size)
{
    const struct pdf_image img = { .format = format, .bytes = data, .len = size };
    const struct pdf_opts o = { .title = "t", .producer = "p" };
    struct pdf *p = NULL;
    struct buf out;
    struct err e;

    if (!pdf_holds(format, data, size) || !pdf_begin(&p, &o, &e))
        return;
    buf_init(&out, 64 << 20);
    if (pdf_add(p, &img, NULL, &e))
        (void)!pdf_end(p, &out, &e);
    buf_release(&out);
    pdf_close(p);
}

static void as_pdf(const uint8_t *data, size_t size)
{
    const uint32_t pages[2] = { 0, 1 };
    struct buf out;
    struct err e;
    uint32_t n;

    if (!pdf_page_count(data, size, &n, &e) || n == 0)
        return;
    buf_init(&out, 64 << 20);
    (void)!pdf_extract(data, size, pages, n < 2 ? n : 2, &out, &e);
    buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum image_format formats[] = { IMAGE_JPEG, IMAGE_JP2, IMAGE_TIFF };

    if (size == 0)
        return 0;
    if (data[0] % 4 == 3)
        as_pdf(data + 1, size - 1);
    else
        as_image(formats[data[0] % 4], data + 1, size - 1);
    return 0;
}
