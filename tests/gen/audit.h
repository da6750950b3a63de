/* tests/gen/audit.h -- holds what a paper prints against its truth, before the truth is written.
 *
 *   in   per page: its text with one space between words, and what its bar and QR codes say;
 *        the identifiers noted while the paper was set; whether all its pages were scanned
 *   out  every identifier with the page it is first printed on; those of pages that were cut off
 *        are gone
 *
 * A number that has the form of a kind and is not noted, or is noted and not printed, ends the
 * program: scores against such a truth would be unfair. Patterns: domain rules of the kinds, with
 * the label where digits alone say too little. Threads: one caller. */
#ifndef GEN_AUDIT_H
#define GEN_AUDIT_H
#include <glib.h>
#include <stdbool.h>

struct audit_page {
    char *text, *codes;
};

void audit_paper(const char *slug, const GArray *pages, GPtrArray *idents, bool whole);
/* Does a page print the value, spaces aside? The 1-based page, 0: none. */
int audit_printed(const GArray *pages, const char *value);
void audit_page_clear(gpointer page); /* a GDestroyNotify of struct audit_page */
#endif
