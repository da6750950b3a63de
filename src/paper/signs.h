/* paper/signs.h -- what speaks for and against a document beginning on a page.
 *
 * A vector of numbers, most of them 0 or 1, made of the facts of a page (layout.h), of the page
 * before and of the first page of the document so far. The trained model has a weight for each
 * (model.h). Threads: pure. */
#ifndef PAPER_SIGNS_H
#define PAPER_SIGNS_H
#include "doc/document.h"
#include "paper/layout.h"

enum sign {
    SIGN_BIAS,
    SIGN_MOTTO,
    SIGN_TITLE,
    SIGN_TITLE_HEADED,
    SIGN_TITLE_BARE,
    SIGN_CAPS_HEADED,
    SIGN_CAPS_BARE,
    SIGN_HEAD,
    SIGN_LETTER,
    SIGN_FIRST_NO,
    SIGN_NO_HEAD,
    SIGN_LATER_NO,
    SIGN_NEXT_NO,
    SIGN_NO_NUMBER_AFTER,
    SIGN_FRONT,
    SIGN_BOTH_SIDES,
    SIGN_BACK,
    SIGN_MRZ,
    SIGN_LOWER,
    SIGN_FORM,
    SIGN_CLOSED_RECIPIENTS,
    SIGN_CLOSED_SIGNATURE,
    SIGN_CLOSED_MARK,
    SIGN_CLOSED_LAST,
    SIGN_CLOSED_ANY,
    SIGN_CLOSED_NONE,
    SIGN_OPEN,
    SIGN_OPEN_HEADED,
    SIGN_ASPECT,
    SIGN_WIDTH,
    SIGN_CARD_IN,
    SIGN_CARD_OUT,
    SIGN_CARD_DONE,
    SIGN_PAIR,
    SIGN_PAIR_OTHER,
    SIGN_CERTIFIED,
    SIGN_AFTER_CERTIFIED,
    SIGN_ONE_PAGE_TYPE,
    SIGN_UNDER_MIN,
    SIGN_OVER_MAX,
    SIGN_SAME_TYPE,
    SIGN_BLANK,
    SIGN_OTHER_FILE,
    SIGN_SHARED,
    SIGN_SHARED_FIRST,
    SIGN_UNLIKE,
    SIGN_TEXT_SIZE,
    SIGN_MARGIN,
    SIGN_TOP_LOW,
    SIGN_PREV_FULL,
    SIGN_PREV_SHORT,
    SIGN_SHORT,
    SIGN_LONG,
    SIGN_FIRST_PAGE,
    SIGN_CONTINUES,
    SIGN_COUNTS_ON,
    SIGN_TEXT_ON,
    SIGN_SIGNED_ON,
    SIGN_PART,
    SIGN_SPEAKS_ON,
    SIGNS
};

struct sign_context {
    const struct layout *first, *prev; /* of the document so far, and its last page */
    uint32_t so_far;                   /* its pages */
    bool blank, other_file;            /* a blank side before; another file than the page before */
};

/* A page of another multi-page file: files are handed in as dossiers or papers, seldom as halves.
 */
bool sign_other_file(const struct dossier_page *a, const struct dossier_page *b);
void signs_of(const struct paper_tables *t, const struct layout *l, const struct sign_context *c,
              float out[SIGNS]);
#endif
