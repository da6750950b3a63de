/* paper/subject_words.h -- what the lines of a subject come to, inside the room.
 *
 * The lines are put together one by one, and what was torn, lost or is a speck is mended. Threads:
 * any. */
#ifndef PAPER_SUBJECT_WORDS_H
#define PAPER_SUBJECT_WORDS_H
#include "paper/fields.h"

struct text_run {
    char text[1200];
    size_t n;
    struct box box;
    float conf;
    uint32_t lines;
};

bool begins_small(const char *s);
void run_add(struct text_run *r, const struct seg *s,
             uint32_t skip); /* without its first letters */
/* A dash before small letters goes on with a line: a speck. Its letters, 0 for none. */
uint32_t speck_before(const struct seg *s);
/* `ends`: its end is certain. */
void run_field(struct field_list *f, struct text_run *r, float fit, bool ends);
#endif
