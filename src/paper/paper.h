/* paper/paper.h -- a dossier's pages to documents: separated, classified, with their fields.
 *
 * paper_understand cuts the page sequence into documents (motto and agency block, title, page
 * numbers, closing block, form numbers, size change, separator sheets: separate.h), gives each a
 * type slug of configs/types.tsv with a probability and the runner-up, `khong_ro` where nothing
 * fits (classify.h), and reads
 * the fields (doc_number, issued_date, place, issuer, superior, subject, signer, full_name,
 * birth_date, copy_kind, wrapped_type, receiving_org, handling_org ...). Every page in state done
 * is in exactly one document; blank and separator pages in none. Identifiers are not its business
 * (ident/); the pipeline joins both.
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

/* Reasons a document asks for a person (stable slugs, in document.reasons). */
#define PAPER_REASONS(X)                                                                           \
    X("type_unknown", "Không nhận ra loại giấy tờ")                                                \
    X("type_low", "Loại giấy tờ chưa chắc chắn")                                                   \
    X("boundary_low", "Ranh giới giữa các giấy tờ chưa chắc chắn")                                 \
    X("first_page_missing", "Có thể thiếu trang đầu")                                              \
    X("page_gap", "Số trang in không liên tục")                                                    \
    X("text_low", "Chữ đọc được kém tin cậy")                                                      \
    X("number_missing", "Văn bản chưa có số")                                                      \
    X("number_unread", "Không đọc được số, ký hiệu")                                               \
    X("number_doubtful", "Số, ký hiệu không đúng thể thức")                                        \
    X("date_missing", "Không đọc được ngày ban hành")                                              \
    X("date_partial", "Ngày ban hành chưa đầy đủ")                                                 \
    X("date_doubtful", "Ngày ban hành đọc chưa chắc chắn")                                         \
    X("date_invalid", "Có ngày không tồn tại trong lịch")                                          \
    X("issuer_missing", "Không đọc được cơ quan ban hành")                                         \
    X("signer_missing", "Không đọc được người ký")
/* Vietnamese sentence of a reason slug of this room; NULL for another room's. */
const char *paper_reason_vi(const char *slug);

/* A row of configs/types.tsv. */
struct paper_type {
    const char *slug, *name_vi;
    char cls; /* R result, C component, P process slip, A administrative, '-' */
};
const struct paper_type *paper_type_find(const struct paper_tables *t,
                                         const char *slug); /* NULL: unknown */
#endif
