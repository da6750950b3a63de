/* pipeline/sheets.h -- is a page a sheet that parts documents?
 *
 * A code that begins with the mark says so (`sohoa separators` prints it). Where no code was read
 * (a sheet in a PDF that was never printed, one that a copier spoilt) its title does: alone in its
 * line, on a page of hardly more words than the sheets have themselves.
 * In: a page as read. Threads: safe. Errors: none. */
#ifndef PIPELINE_SHEETS_H
#define PIPELINE_SHEETS_H
#include "doc/page.h"

bool sheets_is_one(const struct page_read *p);
#endif
