/* ident/papers.h -- private to the room: what kinds of papers hold which numbers, by the slug of
 * their type. */
#ifndef IDENT_PAPERS_H
#define IDENT_PAPERS_H
#include "doc/document.h"

bool ident_paper_is_land(const char *type);
bool ident_paper_is_card(const char *type); /* of identity, old or new */
/* A certified copy is as civil as the paper it wraps; papers of inheritance cite civil numbers. */
bool ident_paper_holds_civil(const struct document *doc);
#endif
