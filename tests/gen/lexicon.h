/* tests/gen/lexicon.h -- the word lists and paper templates of tests/gen/data, and people made of
 * them.
 *
 * Data: names.txt, places.tsv, phrases*.txt (lists of sentences), papers*.txt (templates; the
 * language is described in tests/gen/data/README.md), bundles.txt. Loaded once; a missing file or a
 * malformed line ends the program with a message (this is a tool of the tests, its data are its
 * own). Threads: read only after lexicon_load. */
#ifndef GEN_LEXICON_H
#define GEN_LEXICON_H
#include <glib.h>

#include "tests/gen/rng.h"

struct place {
    char *ppp, *old_prov, *old_dist, *old_ward;       /* before 1/7/2025 */
    char *new_prov, *new_pcode, *new_ward, *new_code; /* after */
};

struct person {
    char *name, *upper, *id12, *id9, *passport, *phone, *hamlet, *ethnic;
    int female, y, m, d;
    int card_y, card_m, card_d; /* issue of the ID card */
    const struct place *home;
};

enum audience { PAPER_BOTH, PAPER_TUNE, PAPER_HOLDOUT };

struct template
{
    char *slug;
    enum audience audience;
    int form;        /* which of its slug's templates, from 0 */
    GPtrArray *head; /* "key value" */
    GPtrArray *body;
};

struct lexicon {
    GHashTable *names;   /* key -> char ** */
    GPtrArray *places;   /* struct place * */
    GHashTable *phrases; /* list name -> GPtrArray of char * */
    GPtrArray *papers;   /* struct template * */
    GPtrArray *slugs;    /* distinct, sorted by first appearance */
    GPtrArray *bundles;  /* char **: slugs, a number behind '?' is a percentage */
};

struct lexicon *lexicon_load(void);
const struct template *lexicon_paper(const struct lexicon *l, const char *slug, int holdout,
                                     struct rng *r);
const char *lexicon_phrase(const struct lexicon *l, const char *list, int holdout, struct rng *r);
struct person *person_make(const struct lexicon *l, struct rng *r, const struct place *home,
                           int female, int born_from, int born_to, int paper_year);
char *mst_make(struct rng *r);                            /* ten digits with a right check digit */
char *mrz_lines(const struct person *p, int expiry_year); /* three lines of 30 joined by \n */
char *mrz_passport(const struct person *p, int line);     /* line 1 or 2 of 44 */
int mrz_check(const char *s, size_t n);
char *plain_upper(const char *s); /* capitals without marks, as in an MRZ */
void gen_die(const char *fmt, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;
#endif
