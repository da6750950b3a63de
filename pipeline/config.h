/* pipeline/config.h -- everything a user can set, once.
 *
 * The effective configuration is stored with every run and handed to child processes as text
 * (config_text), so a package can be explained. The reading key hashes what changes a page's
 * result (options marked OPT_READING and the models), the understanding key what changes a
 * dossier's documents; worker count, paths and limits on time are in neither.
 * Threads: filled at start, then read only. */
#ifndef PIPELINE_CONFIG_H
#define PIPELINE_CONFIG_H
#include "base/opt.h"

enum command_bit {
    CMD_RUN = 1,
    CMD_LIST = 2,
    CMD_STATUS = 4,
    CMD_PACK = 8,
    CMD_VERIFY = 16,
    CMD_FIND = 32,
    CMD_SEARCH = 64,
    CMD_SHOW = 128,
    CMD_RETRY = 256,
    CMD_INSPECT = 512,
    CMD_HTML = 1024,
    CMD_SEPARATORS = 2048,
    CMD_ALL = 0xFFFF
};

struct config {
    char *store, *out, *config, *log, *unit, *operator_name, *reason, *password_file, *model,
        *spool;
    int64_t jobs, limit, count;
    int engine;  /* 0 fast, 1 tesseract: enum ocr_kind */
    int lang;    /* 0 auto, 1 vi, 2 en */
    int dossier; /* 0 file, 1 folder */
    int format;  /* 0 zip, 1 tar.zst */
    int kind;    /* of separator sheets: 0 document, 1 dossier */
    bool quiet, verbose, progress, json, pages, all, help, version, print_config;
    bool deskew, normalise, drop_colour, find_page, lm;
    double max_skew;
    int64_t page_seconds, entry_seconds, child_seconds, memory_mb;
    int64_t max_entries, max_pages, max_page_mb, max_mpixels, max_entry_mb, max_ratio, max_depth,
        spool_mem_mb, spool_mb;
    int64_t package_mb, package_docs;
};

extern const struct opt config_table[];

MUST_USE bool config_init(struct config *c, struct err *e);
void config_release(struct config *c);
/* --jobs, or the cores of this machine; at most `most`. */
uint32_t config_jobs(const struct config *c, uint32_t most);
/* YAML file of "name: value"; errors carry file, line and column (ERR_CONFIG). */
MUST_USE bool config_load(struct config *c, const char *path, struct err *e);
/* The documented YAML with every key and its default: what configs/sohoa.yaml is. */
void config_print_documented(struct buf *out);
void config_text(const struct config *c, unsigned use, struct buf *out);
#endif
