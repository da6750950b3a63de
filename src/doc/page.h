/* doc/page.h -- what is known of one page once it has been read.
 *
 * Two coordinate systems. The *scan* is the stored page image as it came: pixels, origin top left,
 * EXIF ignored. The *frame* is the upright, level copy that was read; it may be turned, deskewed,
 * scaled or corrected for perspective. `to_scan` is the row-major 3x3 homography from frame to scan
 * (x' = (m0 x + m1 y + m2) / (m6 x + m7 y + m8)); page_box_to_scan() maps boxes. All boxes are half
 * open. Words, lines and codes are in the frame; records that leave sohoa carry scan boxes.
 *
 * Text is UTF-8, NFC, without line breaks inside a word; words are in reading order, lines
 * partition them. Strings live in the arena of whoever made the page; nothing here is freed singly.
 * Confidence is 0..1. */
#ifndef DOC_PAGE_H
#define DOC_PAGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct box {
    int32_t x0, y0, x1, y1; /* px, half open */
};

enum page_state {
    PAGE_WAITING,
    PAGE_DONE,
    PAGE_BLANK,
    PAGE_SEPARATOR,
    PAGE_QUARANTINED,
    PAGE_STATES
};

/* How the stored bytes are encoded. */
enum image_format {
    IMAGE_UNKNOWN,
    IMAGE_JPEG,
    IMAGE_PNG,
    IMAGE_TIFF, /* exactly one directory */
    IMAGE_JP2,
    IMAGE_WEBP,
    IMAGE_HEIF, /* HEIC and AVIF */
    IMAGE_BMP,
    IMAGE_PDF_TEXT, /* no pixels were read: a born-digital page; the bytes are the PDF entry itself
                     */
    IMAGE_FORMATS
};

enum word_flag {
    WORD_BOLD = 1,   /* heavier strokes than its page */
    WORD_FOLDED = 2, /* text was changed from the recogniser's first reading by a later stage */
    WORD_AGREED = 4, /* a number that a second, independent reading gave the same (ocr/confirm.h) */
    WORD_TWICE = 8,  /* of a line that the second reader had letter for letter (ocr/confirm.h) */
    WORD_DOTLESS = 16, /* read with a dot below a letter that has no ink there */
};

struct word {
    const char *text;
    struct box box;
    float conf;
    uint32_t flags;
};

struct text_line {
    uint32_t first, count; /* its words */
    struct box box;
    int32_t baseline_y; /* frame px at the middle of the line */
    float x_height;     /* frame px, 0 = unknown */
    uint32_t block;     /* lines of one column or cell share a number; rises in reading order */
    float conf;
};

/* CODE_ZONE: lines of a machine readable zone, \n between them (of a passport the second). */
enum code_kind { CODE_QR, CODE_CODE128, CODE_DATAMATRIX, CODE_OTHER, CODE_ZONE, CODE_KINDS };

struct code {
    enum code_kind kind;
    const char *text;
    struct box box; /* frame */
};

struct page_read {
    enum page_state state;
    int32_t scan_w, scan_h, frame_w, frame_h; /* px */
    double to_scan[9];
    int32_t dpi;    /* of the scan; from the file, else estimated; 0 = unknown */
    int32_t turned; /* clockwise quarter turn that makes the scan upright: 0 90 180 270 */
    float skew_deg; /* clockwise rotation after it */
    float text_confidence;
    bool colour;        /* the scan has colour that matters (seal, ink) */
    bool born_digital;  /* text came from the PDF's own text layer */
    const char *engine; /* "fast", "tesseract", "pdf", "" */
    struct word *words;
    uint32_t n_words;
    struct text_line *lines;
    uint32_t n_lines;
    struct code *codes;
    uint32_t n_codes;
};

void page_point_to_scan(const struct page_read *p, double x, double y, double *sx, double *sy);
/* Smallest scan box that holds the mapped corners, clipped to the scan. */
struct box page_box_to_scan(const struct page_read *p, struct box frame);
/* Has the word a sign that no number is printed with and that digits are read as (8 as § and &, 1
 * as | ! ], 7 as ?)? Where one stands beside digits, one of them was not made out. */
bool word_hides_digit(const char *text);
/* Does another word than words[first..last], whose frame is b, begin with a digit that touches its
 * right side? It is the next digit, taken for a word of another block ("95827" of 958273). */
bool page_digit_touches(const struct page_read *p, uint32_t first, uint32_t last, struct box b);
struct box box_union(struct box a, struct box b);
struct box box_clip(struct box b, int32_t w, int32_t h); /* to [0, w) x [0, h) */
bool box_overlap(struct box a, struct box b);
/* Words joined: one space between words, \n between lines, an empty line between blocks. NULL when
 * the arena is full. */
char *page_text(const struct page_read *p, struct arena *a);

/* The wire form: what a worker hands the parent and the store keeps. Compact, versioned, little
 * endian. page_unpack checks every length, index, box, enumerator and UTF-8 string; a bad byte is
 * ERR_INPUT, never a crash (fuzzed). */
struct buf;
void page_pack(const struct page_read *p, struct buf *out);
MUST_USE bool page_unpack(const void *bytes, size_t len, struct arena *a, struct page_read *p,
                          struct err *e);
#endif
