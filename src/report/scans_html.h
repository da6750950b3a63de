/* report/scans_html.h -- one HTML file that shows scans with what was read on them.
 *
 * Every page as a picture with its words boxed (grey by confidence), identifiers green when
 * accepted and amber when not, beside the document's type, identifiers and fields. One file,
 * nothing loaded from outside, no script but a switch for the boxes. Texts are escaped. It holds
 * full values: it is as confidential as the store. Errors: ERR_IO, ERR_FULL. Threads: one writer a
 * thread. */
#ifndef REPORT_SCANS_HTML_H
#define REPORT_SCANS_HTML_H
#include "base/buf.h"
#include "doc/document.h"

struct scans_html;
MUST_USE bool scans_html_open(struct scans_html **out, const char *path, const char *title,
                              struct err *e);
/* Rows of a document's head, in order: doc, then its facts, then its pages. */
void scans_html_document(struct scans_html *h, const char *where, const char *type_name,
                         float type_confidence, bool review);
void scans_html_fact(struct scans_html *h, const char *name, const char *value, float confidence,
                     bool accepted, const char *note);
void scans_html_reason(struct scans_html *h, const char *words); /* why a person should look */
void scans_html_facts_end(struct scans_html *h); /* no more facts of this document, pages follow */
/* marks: boxes on the scan to point out; jpeg: the page upright, any size. */
struct scans_mark {
    struct box box;
    bool accepted;
    const char *label;
};
void scans_html_page(struct scans_html *h, const struct page_read *read, const struct buf *jpeg,
                     const struct scans_mark *marks, uint32_t n_marks);
MUST_USE bool scans_html_close(struct scans_html *h,
                               struct err *e); /* finishes and publishes the file */
#endif
