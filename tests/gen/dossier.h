/* tests/gen/dossier.h -- one invented dossier: which papers, in what order, scanned how, and its
 * truth. */
#ifndef GEN_DOSSIER_H
#define GEN_DOSSIER_H
#include "tests/gen/encode.h"

enum holder { HOLD_IMAGES, HOLD_PDF, HOLD_TIFF };

struct gen_opts {
    uint64_t seed;
    int dossiers, pages, jobs, extra; /* pages: 0 = no limit */
    const char *out, *format, *dpi;
    char **types;  /* NULL: bundles */
    int condition; /* -1: all in turn */
    int faults;    /* percent of pages */
    int fonts;     /* enum font_group */
    bool holdout, letters, hand, broken, no_words,
        plain, /* no blank sides, separators or leftovers */
        texts; /* no images: words where they stand, for training */
};

/* Entries are added to `files` with paths in the archive; one JSON object a dossier to `truth`. */
struct dossier_job {
    const struct gen_opts *o;
    const struct lexicon *lex;
    int index;
    const char *archive,
        *prefix;   /* prefix: path of the dossier's folder inside its archive, may be "" */
    GArray *files; /* struct gen_file */
    GString *truth;
    int pages_left; /* -1: no limit */
    int pages_made;
};

void dossier_make(struct dossier_job *job);

/* truth.c */
void json_text(GString *s, const char *text); /* quoted */
void truth_page(GString *s, const struct gen_page *p, const struct aged *a, bool words);
void truth_facts(GString *s, const GPtrArray *idents, const GPtrArray *fields);
#endif
