/* base/opt.h -- one table of options for command line, configuration file, --help and manifests.
 *
 * A row names an option once; the value lives in a caller's struct at `offset`: OPT_INT an int64_t,
 * OPT_FLAG a bool, OPT_TEXT a char * (owned by the struct's arena-free list: never freed, options
 * are read once), OPT_CHOICE an int (index into `choices`, '|' separated), OPT_REAL a double.
 * Configuration files spell names with '_' for '-'.
 *
 * Errors: ERR_USAGE or ERR_CONFIG with the option's name and what it takes. Threads: start-up only.
 */
#ifndef BASE_OPT_H
#define BASE_OPT_H
#include "base/buf.h"

enum opt_type { OPT_FLAG, OPT_INT, OPT_REAL, OPT_TEXT, OPT_CHOICE };
enum opt_use {
    OPT_IN_FILE = 1,    /* may stand in the configuration file */
    OPT_READING = 2,    /* changes what is read from a page: part of the result key */
    OPT_UNDERSTAND = 4, /* changes how a dossier is understood */
    OPT_NEGATE = 8,     /* a flag that is on by default; --no-NAME turns it off */
    OPT_LIMIT = 16,     /* what lies over it fails: with another limit it is tried again */
};
struct opt {
    const char *name;
    char letter; /* 0: none */
    enum opt_type type;
    size_t offset;
    const char *def; /* text form; NULL: 0, false, NULL */
    double min, max;
    const char *arg;   /* "N", "FILE"; choices "fast|tesseract" for OPT_CHOICE */
    unsigned use;      /* enum opt_use */
    unsigned commands; /* bit mask of commands that know it; the table's owner gives the bits */
    const char *help;  /* one sentence, English; translated on output */
};

MUST_USE bool opt_defaults(const struct opt *table, void *into, struct err *e);
MUST_USE bool opt_set(const struct opt *o, void *into, const char *value, struct err *e);
const struct opt *opt_find(const struct opt *table,
                           const char *name); /* '-' and '_' are the same */
/* "name: value" lines in table order of the rows with any bit of `use`; text form that opt_set
 * takes. */
void opt_print(const struct opt *table, const void *from, unsigned use, struct buf *out);
/* Parses argv[1..]; what is no option goes to rest (argc entries are enough). "--" ends options. */
MUST_USE bool opt_parse(const struct opt *table, unsigned command, void *into, int argc,
                        char **argv, char **rest, int *n_rest, struct err *e);
/* Reads lines as opt_print writes them. */
MUST_USE bool opt_read_lines(const struct opt *table, void *into, const char *text, struct err *e);
void opt_help(const struct opt *table, unsigned command, struct buf *out);
#endif
