/* ingest/ingest.h -- archives, folders and containers to encoded pages, in order, streaming.
 *
 * One ingest_run() walks one input (a folder, a file, or "-" for a stream on stdin) and calls the
 * sink for every page it finds. Nothing is unpacked to disk; a nested member that needs seeking
 * (zip, 7z, PDF, TIFF) is held in memory up to `spool_mem_bytes`, else in an unlinked file in
 * `spool_dir` up to `spool_bytes`. Formats are told by content (libmagic), never by name.
 *
 * Names. `archive`: base name of the input as given by the caller in `name`; an archive found
 * inside is an archive of its own, named by its path with "!/" ("a.tar!/inner/b.zip"). `entry`:
 * path inside its archive, UTF-8, '/' separated, no "..", no leading '/'; members that try to climb
 * out are quarantined, not followed (each ".." shown as "__"); an absolute name is taken as
 * relative. Names that are not UTF-8 are read as CP1258 or CP437. A second entry of the same name
 * in one archive gets "~2",
 * "~3" ... behind it. A single compressed file (scan.jpg.gz) is its content under its own name.
 * What fails of an archive as a whole (cut short, a bomb) is a failed entry where the archive lies;
 * a file given as input lies in an archive of its own name. `dossier`: the folder that directly
 * holds a single-page image, or the path of a PDF or TIFF file (of any number of pages); with
 * dossier_folder the folder of such a file; loose pages at the top have the archive's name as
 * dossier.
 *
 * Order: folders are walked in natural order (utf8_natural_cmp), symbolic links and special files
 * are refused as one quarantined entry each; archives in member order. System leftovers (__MACOSX/,
 * ._*, .DS_Store, Thumbs.db, desktop.ini, directories inside archives) are counted as skipped.
 *
 * Restart: with skip_entries = n, entries 0..n-1 of the last run are not announced again. Entry n-1
 * is the culprit and not opened at all; archives before it are walked through for what follows
 * inside. The end of an archive and the failure of its rest may be told a second time. A restart
 * that announces nothing new crashed between two entries: no further restart will get past it.
 *
 * What is not an error: an entry that cannot be opened, is damaged, over a limit, encrypted without
 * a password or is no page image goes to sink->failed and the walk goes on. ingest_run() returns
 * false only when the sink did, or when nothing of the input could be used (ERR_INPUT,
 * ERR_ENCRYPTED) or on ERR_CANCELLED/ERR_IO of its own resources.
 *
 * Runs in the reader process, single threaded; a crash or hang there costs the entry last announced
 * through sink->entry. Child processes (pdftocairo, pdftotext) get a deadline and die with us. */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H
#include "doc/page.h"

struct ingest_limits {
    uint64_t max_entries;     /* members of one archive */
    uint64_t max_pages;       /* pages of one entry */
    uint64_t max_page_bytes;  /* encoded */
    uint64_t max_pixels;      /* w * h from the header, before decoding */
    uint64_t max_entry_bytes; /* unpacked size of one member */
    uint64_t max_ratio; /* unpacked / packed over the whole archive, once past 64 MiB unpacked */
    uint64_t max_depth; /* archives inside archives */
    uint64_t spool_mem_bytes, spool_bytes;
    uint32_t child_seconds; /* deadline of one pdftocairo or pdftotext call */
};

struct ingest_opts {
    struct ingest_limits limits;
    const char *password; /* NULL: none */
    bool dossier_folder;
    const char *spool_dir;
    bool again; /* a second try of entry skip_entries itself: no entry before it is a culprit */
    uint64_t
        skip_entries; /* restart behind a crash: entries [0, skip) are walked over, not opened */
};

/* Encoded bytes of one page, valid during the call. */
struct ingest_page {
    const char *archive, *dossier, *entry;
    int32_t page; /* 1-based inside the entry */
    enum image_format format;
    const uint8_t *bytes;
    size_t len;
    int32_t dpi; /* from the container (PDF placement, TIFF tags); 0: ask image_probe() for it and,
                    when exif_turn is 0, for the turn. Not 0: exif_turn is the whole truth */
    int32_t exif_turn;  /* clockwise quarter turn the container asks for (TIFF, PDF /Rotate): 0 90
                           180 270 */
    bool lossless_copy; /* the bytes are not those that came (a rasterised PDF page, a stream
                           rewrapped): `source` is to be kept as original */
    /* Born-digital page: text from the PDF's own layer, boxes in a frame of 1/200 inch (dpi 200)
     * with identity to_scan; format IMAGE_PDF_TEXT and bytes/len the whole PDF entry. NULL
     * otherwise. */
    const struct page_read *text;
    bool signed_pdf; /* the entry is a digitally signed PDF */
    /* Encrypted PDFs are kept as they came when they open without a password or are signed, else
     * without their encryption. */
    /* The whole entry, when it must be kept beside the pages (PDFs that were rasterised,
     * born-digital or signed); NULL otherwise. The same pointer for every page of the entry. */
    const uint8_t *source;
    size_t source_len;
};

struct ingest_sink {
    void *ctx;
    /* An entry is about to be opened. seq counts entries of this input from 0 (nested ones too) in
     * a reproducible order. */
    bool (*entry)(void *ctx, uint64_t seq, const char *archive, const char *entry);
    bool (*page)(void *ctx, const struct ingest_page *page, struct err *e);
    /* One page or one whole entry (page = 1) that cannot be had. why->text is stored as the reason.
     */
    bool (*failed)(void *ctx, const char *archive, const char *dossier, const char *entry,
                   int32_t page, const struct err *why);
    /* No more pages of this archive will come. */
    bool (*archive_end)(void *ctx, const char *archive);
    bool (*skipped)(void *ctx, const char *archive, const char *entry); /* a system leftover */
};

void ingest_default_limits(struct ingest_limits *l);
MUST_USE bool ingest_run(const char *path, const char *name, const struct ingest_opts *o,
                         const struct ingest_sink *sink, struct err *e);

/* What the first bytes are. Never fails: IMAGE_UNKNOWN. Threads: one struct magic_t per thread
 * inside. */
enum image_format ingest_sniff(const void *bytes, size_t len);
#endif
