/* ingest/inner.h -- what the files of this room share; nobody outside includes it.
 *
 * Flow:  folder.c / ingest.c (files)  ->  entry.c (what is it?)  ->  unpack.c (archives, back to
 * entry.c)
 *                                                                ->  pdf.c, tiffsplit.c
 * (containers)
 *                                                                ->  the sink (a page)
 * Every function that returns bool without a struct err answers "go on?": false once the sink or
 * one of our own resources failed, with the reason in walk.why. What is wrong with an entry goes to
 * walk_fail() and is no reason to stop. */
#ifndef INGEST_INNER_H
#define INGEST_INNER_H
#include "base/buf.h"
#include "ingest/ingest.h"

/* ---- bytes ---- */

/* The whole of one entry. Borrowed memory (owned and map NULL), a malloc block, or a mapping. */
struct blob {
    const uint8_t *ptr;
    size_t len;
    void *owned;
    void *map;
    int fd;            /* -1, or a file that holds exactly these bytes (for children) */
    bool keeps;        /* fd is ours to close */
    uint64_t *charged; /* spool account to pay back, NULL when none */
};
void blob_init(struct blob *b);
void blob_release(struct blob *b);

enum { PEEK_BYTES = 64 * 1024 }; /* ISO 9660 shows itself only at 32 KiB */

/* An entry as it comes, once, from front to back; or at once when `fd` or `mem` is there. */
struct feed {
    void *ctx;
    /* *got 0: the end. */
    bool (*read)(void *ctx, uint8_t *to, size_t cap, size_t *got, struct err *e);
    int fd;             /* regular file from offset 0, borrowed; -1 */
    const uint8_t *mem; /* all bytes, borrowed; NULL */
    uint64_t size;      /* bytes; FEED_UNKNOWN */
    uint8_t *head;      /* peeked bytes, given out first by feed_read */
    size_t head_len, head_at;
    bool ended;
};
#define FEED_UNKNOWN UINT64_MAX
void feed_init(struct feed *f);
void feed_release(struct feed *f);
MUST_USE bool feed_peek(struct feed *f, struct err *e); /* head, head_len <= PEEK_BYTES */
MUST_USE bool feed_read(struct feed *f, uint8_t *to, size_t cap, size_t *got, struct err *e);
void feed_from_fd(struct feed *f, int fd, uint64_t size);
void feed_from_mem(struct feed *f, const uint8_t *p, size_t len);

struct spool {
    const char *dir; /* NULL: memory only */
    uint64_t mem_bytes, file_bytes, used;
};
/* All bytes of f, at most `max`; over it ERR_LIMIT. *own tells whose fault an error is: true = ours
 * (disk full, no memory), false = the entry's. */
MUST_USE bool spool_all(struct spool *s, struct feed *f, uint64_t max, struct blob *out, bool *own,
                        struct err *e);
/* An unnamed memory file with these bytes; -1 and ERR_IO. */
int spool_memfd(const void *p, size_t len, struct err *e);

/* ---- names (entryname.c) ---- */

/* Member name as stored to valid UTF-8 (NFC), '/' separated, relative. Bytes that are not UTF-8 are
 * read as CP1258 when every one of them is a Vietnamese letter there, else as CP437. *climbs: it
 * had a "..", that left the archive; each becomes "__". NULL when the arena is full. */
char *name_clean(struct arena *a, const char *raw, size_t len, bool *climbs);
bool name_is_leftover(const char *path); /* __MACOSX/, ._*, .DS_Store, Thumbs.db, desktop.ini */

struct nameset { /* names seen in one archive */
    struct arena arena;
    struct name_slot *slots;
    size_t cap, used;
};
void nameset_init(struct nameset *s);
void nameset_release(struct nameset *s);
/* name itself the first time, "name~2" ... after that; owned by the set, NULL: no memory. */
const char *nameset_unique(struct nameset *s, const char *name);

/* ---- what is it (mime.c) ---- */

enum content {
    CONTENT_UNKNOWN,
    CONTENT_IMAGE, /* one page, ingest_sniff() says which */
    CONTENT_TIFF,
    CONTENT_PDF,
    CONTENT_STREAM,     /* tar, cpio, rar: read from front to back */
    CONTENT_COMPRESSED, /* gz xz zst bz2 lz4 lz Z: a tar or a single file inside */
    CONTENT_SEEK,       /* zip, 7z, iso, cab: needs seeking */
};
/* *why (>= 96 bytes): for CONTENT_UNKNOWN a short description of what it seems to be. */
enum content content_of(const uint8_t *p, size_t len, enum image_format *format, char *why,
                        size_t cap);

/* ---- the walk (ingest.c) ---- */

struct level { /* one archive being read; its unpacked bytes count for all around it */
    struct level *outer;
    uint64_t unpacked, packed; /* packed: whole size when known, else what was read so far */
    unsigned depth;
};

struct walk {
    const struct ingest_opts *o;
    const struct ingest_sink *sink;
    struct spool spool;
    uint64_t seq, pages, failures;
    bool encrypted; /* some entry wanted a password */
    bool stopped;
    struct err why;  /* when stopped */
    struct err last; /* the last failure told to the sink */
};

struct place {
    const char *archive, *entry;
    bool top; /* a file given as input itself */
};

enum turn { TURN_OPEN, TURN_THROUGH, TURN_PAST };
/* Announces the next entry. TURN_OPEN: process it. TURN_THROUGH: done before a restart, only
 * archives are to be walked through for what follows inside. TURN_PAST: the one that crashed. */
bool walk_next(struct walk *w, const struct place *p, enum turn *t);
bool walk_page(struct walk *w, const struct place *p, bool container, struct ingest_page *pg);
bool walk_fail(struct walk *w, const struct place *p, bool container, int32_t page,
               const struct err *why);
bool walk_leftover(struct walk *w, const struct place *p);
bool walk_archive_end(struct walk *w, const char *archive);
bool walk_stop(struct walk *w, const struct err *why); /* false */

/* Opens one announced entry. */
bool entry_open(struct walk *w, const struct place *p, struct feed *f, struct level *outer,
                enum turn t);
bool folder_walk(struct walk *w, int dirfd, const char *archive); /* takes dirfd */
/* Members of an archive. `self` is where it lies, `archive` its own name. */
bool unpack_walk(struct walk *w, const struct place *self, const char *archive, struct feed *f,
                 enum content c, struct level *outer, enum turn t);
bool tiff_walk(struct walk *w, const struct place *p, const struct blob *b);
bool pdf_walk(struct walk *w, const struct place *p, const struct blob *b);

/* ---- encoders ---- */

/* Packed rows: w * channels * bits / 8 bytes (bits 8 or 16, big endian), grey or RGB. zlib level 1.
 */
MUST_USE bool png_write(struct buf *out, const uint8_t *px, size_t stride, int32_t w, int32_t h,
                        int32_t channels, int32_t bits, int32_t dpi, struct err *e);
/* 1-bit rows, MSB first, 1 = black unless `zero_is_black`, as one G4 strip. */
MUST_USE bool tiff_write_g4(struct buf *out, const uint8_t *px, size_t stride, int32_t w, int32_t h,
                            bool zero_is_black, int32_t dpi, struct err *e);
/* A CCITT stream wrapped unchanged. k as in PDF /K; false also when libtiff cannot decode it to the
 * last row (the caller then rasterises). */
MUST_USE bool tiff_wrap_ccitt(struct buf *out, const uint8_t *p, size_t len, int32_t w, int32_t h,
                              int32_t k, bool white_is_zero, int32_t dpi, struct err *e);
/* An uncompressed one-directory TIFF as pdftocairo writes it, to PNG (grey, RGB) or G4 (1 bit). */
MUST_USE bool tiff_recode(struct buf *out, const uint8_t *p, size_t len, uint64_t max_pixels,
                          int32_t dpi, enum image_format *format, struct err *e);

/* ---- children (poppler.c) ---- */

struct raster_job {
    int32_t page;
    int32_t w, h; /* px, as shown */
    int32_t dpi;
    enum { RASTER_MONO, RASTER_GREY, RASTER_COLOUR } depth;
};
/* pdf_fd holds the whole file. Output is a page encoded losslessly. */
MUST_USE bool poppler_raster(int pdf_fd, const struct raster_job *j, const struct ingest_limits *l,
                             struct buf *out, enum image_format *format, struct err *e);
/* XHTML of `pdftotext -bbox-layout` for pages first..last. */
MUST_USE bool poppler_text(int pdf_fd, int32_t first, int32_t last, const struct ingest_limits *l,
                           struct buf *out, struct err *e);

/* ---- text layers (bboxtext.c) ---- */

/* The next <page> of that XHTML from *at on, as a page read with identity to_scan; false at the end
 * or with e set on bad input. w_pt, h_pt: the page as shown. *legacy_ok: letters only Vietnamese
 * has. */
struct text_layer {
    struct page_read read;
    uint32_t glyphs, bad; /* bad: U+FFFD, private use */
    bool vietnamese;      /* letters with Vietnamese marks are there */
};
MUST_USE bool bbox_next_page(const struct buf *xhtml, size_t *at, double w_pt, double h_pt,
                             struct arena *a, struct text_layer *out, struct err *e);
void text_layer_blank(double w_pt, double h_pt, struct text_layer *out);
#endif
