/* ident/papers.h -- private to the room: what kinds of papers hold which numbers, by the slug of
 * their type. */
#ifndef IDENT_PAPERS_H
#define IDENT_PAPERS_H
#include "doc/document.h"

bool ident_paper_is_land(const char *type);
/* "Trích lục bản đồ địa chính", from the line's end before it, folded: its title begins as those of
 * extracts of civil registers do. */
bool ident_title_is_of_land(const char *title);
bool ident_paper_is_card(const char *type); /* of identity, old or new */
/* A certified copy is as civil as the paper it wraps; papers of inheritance cite civil numbers. */
bool ident_paper_holds_civil(const struct document *doc);
#endif
