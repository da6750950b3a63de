/* paper/issuer_body.h -- private to fields_issuer.c: lines of a head as names of bodies.
 *
 * A body's name may take several lines; where the next one begins is told by the words that bodies
 * begin with (configs/words.tsv). Threads: re-entrant. */
#ifndef PAPER_ISSUER_BODY_H
#define PAPER_ISSUER_BODY_H
#include "paper/fields.h"

struct body_name {
    char text[400];
    size_t n;
    struct box box;
    float conf;
    uint32_t lines;
    bool known; /* begins with a word that bodies begin with */
    bool dash;  /* its last line ended in one, or in a speck */
    bool loose; /* that a line of it belongs here is a guess: shown, never accepted */
};

/* A line that begins otherwise than bodies do continues the one above. */
bool body_starts(const struct word_set *bodies, const char *fold);
bool body_begins(const struct word_lists *w, const char *fold);
/* Without its place, or its last word, a body's name was not read to its end. */
bool body_cut(const struct paper_tables *t, const char *value);
const char *body_letter(const char *fold); /* from its first letter on */
/* Where in a folded name the words end that say who issues in a body's stead; 0: it has none. */
size_t body_head(const struct word_set *heads, const char *fold);
bool body_ends_with(const struct body_name *b, const char *end);
/* Of what the last line ends with there must be more. */
bool body_unfinished(const struct word_set *ends, const struct body_name *b);
bool body_head_alone(const struct paper_tables *t, const struct body_name *b);
bool body_wants_unit(const struct paper_tables *t, const struct body_name *b, const struct seg *s);
/* HUYỆN TUY / AN: of a unit's name the table knows that it ends in the line behind `joint`. */
bool body_unit_joined(const struct paper_tables *t, const struct body_name *b, size_t joint);
const char *body_without_specks(const char *text);
void body_add(const struct paper_tables *t, struct body_name *b, const struct seg *s);
/* "TỈNH NGHỆ AN", "XÃ NGHĨA XUÂN": how wide a unit is whose kind the words begin with; 0: none. */
int body_unit_rank(const char *fold);
#endif
