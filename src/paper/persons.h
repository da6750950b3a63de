/* paper/persons.h -- configs/persons.tsv in memory: words that say whose a name is.
 *
 * The file explains its lines at its top. Roles are small numbers; 0 stands for nobody in
 * particular ("self" in the file), 1 for whom another is related to. A line that cannot be used is
 * ERR_CONFIG with file and line number. Threads: a loaded table is never changed and can be shared.
 */
#ifndef PAPER_PERSONS_H
#define PAPER_PERSONS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { ROLES_MAX = 48, MAIN_ROLES = 12, TYPE_WORDS = 4, ROLE_SELF = 0, ROLE_OTHER = 1 };

struct cue_row {
    uint32_t role;
    const char *fold;
    uint32_t letters;
    bool at_end; /* counts at the end of a label only */
};
struct cue_list { /* longest first */
    struct cue_row *list;
    uint32_t n;
};
struct main_row {
    uint64_t types[TYPE_WORDS]; /* bit per type */
    uint32_t roles[MAIN_ROLES], n;
    bool sure[MAIN_ROLES]; /* others are shown, never accepted */
    bool even[MAIN_ROLES]; /* of those the one named first is meant */
};
struct person_table {
    const char *roles[ROLES_MAX];
    uint32_t n_roles;
    struct cue_list cues, after, nouns, none, signs;
    struct main_row *mains;
    uint32_t n_mains;
};

struct paper_tables;
MUST_USE bool persons_load(struct paper_tables *t, const char *name, const char *text, size_t len,
                           struct err *e);
/* What full_name is on papers of this type; NULL: none of them is about one person. */
const struct main_row *persons_main(const struct paper_tables *t, uint32_t type);
#endif
