/* pipeline/page.h -- the order of stages for one page: decode, prepare, read, codes.
 *
 * One struct page_reader a thread (image handle, engine handle, arena). page_reader_run fills `out`
 * from the reader's arena; it is valid until the next run. The cheap route leaves out preparation
 * and every slow fallback: it is the second try of a page that hung or crashed.
 * Without OCR (with_ocr = false) only the image handle is there, for rasters and thumbnails.
 * Errors: those of image/, codes/, ocr/. Threads: one handle a thread. */
#ifndef PIPELINE_PAGE_H
#define PIPELINE_PAGE_H
#include "doc/page.h"
#include "pipeline/config.h"

struct page_reader;
struct image;
MUST_USE bool page_reader_open(struct page_reader **out, const struct config *cfg, bool with_ocr,
                               struct err *e);
void page_reader_close(struct page_reader *r);
/* Asked before a page is read: how many threads it may use. Its result does not depend on them. */
typedef int (*page_threads)(void *ctx);
void page_reader_ask_threads(struct page_reader *r, page_threads ask, void *ctx);
MUST_USE bool page_reader_run(struct page_reader *r, enum image_format format, const uint8_t *bytes,
                              size_t len, int32_t dpi, int32_t turn, bool cheap,
                              struct page_read *out, struct err *e);
/* "" or why libtesseract reads though the fast engine was asked for. */
const char *page_reader_note(const struct page_reader *r);
struct image *page_reader_image(struct page_reader *r);
/* The models a result depends on, as one text line each "path-independent name sha256". */
MUST_USE bool page_models(const struct config *cfg, struct buf *out, struct err *e);
/* Raised whenever a page could be read differently by the same models and configuration. */
enum { READING_VERSION = 54 };
#endif
