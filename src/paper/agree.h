/* paper/agree.h -- what the papers of one dossier say of each other's names.
 *
 * The same people are named on many papers of a dossier, so a name that was read twice is worth
 * more than one read once, and what a seal left of a signature can be the end of one name only.
 * names_collect takes the names that running text mentions; names_agree comes when all documents
 * have their fields: it gives the fields of one name its best spelling, completes signers from what
 * is left of them, mends by the tables of names (names.h), and decides which names are accepted:
 * those that two documents spell alike, or one that fits every table, was read surely and stands on
 * the paper once more (of 225 that one paper had 7 were wrong, of 4,683 others 1); never one
 * that is the beginning of another; nor one that a field holds with other marks, unless many papers
 * have it, nor one with a dot below that no print has ink for. What was changed is never accepted.
 * The text of pages stays as it was read.
 *
 * That another paper has a name tells that it was read right, not that this paper is about that
 * person: whose full_name nothing on the paper itself vouches for (fields_person.c) stays for
 * review.
 *
 * Errors: ERR_NOMEM. Cost: grows with the square of the names that fields hold; of more than 2048
 * the rest stays as it was read. Threads: one pool, one thread. */
#ifndef PAPER_AGREE_H
#define PAPER_AGREE_H
#include "paper/fields.h"

enum { POOL_MAX = 256, TAILS_MAX = 128, STRANGERS_MAX = 1024 };

struct pool_name {
    char text[NAME_BYTES], key[NAME_BYTES];
    bool official; /* the text says what office this person holds */
    bool decoded;  /* out of a QR code: this is how it is spelled */
    uint32_t times;
};
/* What stands where a signer's name should: perhaps the end of one. */
struct signer_tail {
    char text[NAME_BYTES], key[NAME_BYTES];
    uint32_t doc;
    int32_t page;
    struct box box; /* scan */
    float conf;
};
struct name_pool {
    struct pool_name names[POOL_MAX];
    uint32_t n_names;
    struct signer_tail tails[TAILS_MAX];
    uint32_t n_tails;
    uint32_t strangers[STRANGERS_MAX]; /* documents whose full_name may be another person's */
    uint32_t n_strangers;              /* STRANGERS_MAX + 1: more than were kept, so any may be */
    uint32_t doc;                      /* whose fields are being read */
};

/* Its value is a person's name. */
bool name_field(const char *field);
void names_collect(struct name_pool *p, const struct paper_tables *t, const struct view *v);
void name_decoded(struct name_pool *p, const struct paper_tables *t, const char *name);
void tail_add(struct name_pool *p, const struct paper_tables *t, const char *text, int32_t page,
              struct box scan, float conf);
/* Nothing on this paper says that it is about the person its full_name names: however often the
 * dossier has the name, it is for review. */
void name_of_stranger(struct name_pool *p);
MUST_USE bool names_agree(struct name_pool *p, const struct paper_tables *t, struct document *docs,
                          uint32_t n_docs, struct arena *a, struct err *e);
#endif
