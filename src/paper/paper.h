/* paper/paper.h -- a dossier's pages to documents: separated, classified, with their fields.
 *
 * paper_understand cuts the page sequence into documents (motto and agency block, title, page
 * numbers, closing block, form numbers, size change, separator sheets: separate.h), gives each a
 * type slug of configs/types.tsv with a probability and the runner-up, `khong_ro` where nothing
 * fits (classify.h), and reads the fields (doc_number, issued_date, place, issuer, superior,
 * subject, signer, full_name, birth_date, copy_kind, wrapped_type, receiving_org, handling_org
 * ...). Every page in state done is in exactly one document; blank and separator pages in none.
 * Identifiers are not its business (ident/); the pipeline joins both.
 *
 * In: struct dossier. Out: documents in `a` (id empty, idents empty). Errors: ERR_NOMEM, ERR_LIMIT.
 * Threads: struct paper_tables is immutable after paper_open; paper_understand is re-entrant.
 * Cost: linear in the words; under 5 ms a page. */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H
#include "doc/document.h"

struct paper_tables;
MUST_USE bool paper_open(struct paper_tables **out,
                         struct err *e); /* configs/types.tsv and friends, models/paper.bin */
void paper_close(struct paper_tables *t);
MUST_USE bool paper_understand(const struct paper_tables *t, const struct dossier *d,
                               struct arena *a, struct dossier_result *out, struct err *e);

/* Reasons a document asks for a person (stable slugs, in document.reasons; pipeline/words.h has the
 * words). */
#define PAPER_REASONS                                                                              \
    "type_unknown", "type_low", "boundary_low", "first_page_missing", "page_gap", "text_low",      \
        "number_missing", "number_unread", "number_doubtful", "date_missing", "date_partial",      \
        "date_doubtful", "date_invalid", "issuer_missing", "signer_missing"

/* A row of configs/types.tsv. */
struct paper_type {
    const char *slug, *name_vi;
    char cls;         /* R result, C component, P process slip, A administrative, '-' */
    bool of_register; /* its own number is the one that a register of the office has for it */
};
const struct paper_type *paper_type_find(const struct paper_tables *t,
                                         const char *slug); /* NULL: unknown */
#endif
