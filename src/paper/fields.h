/* paper/fields.h -- the fields of one document.
 *
 *   fields_number.c  number and symbol of the paper
 *   fields_symbol.c  the letters behind its slash
 *   fields_vouch.c   whether they are known apart from their reading
 *   fields_own.c     the same where it stands in the text or on a card
 *   fields_head.c    the head of the first page; date and place, wherever they stand
 *   fields_day.c     that date where no known place or wording says it
 *   fields_rank.c    the learned choice of the paper's own date, beside the rules
 *   fields_issuer.c  issuer and superior
 *   fields_subject.c what a letter or a titled paper is about; subject_words.c: its lines as one
 *                    text; subject_sure.c: whether it is sure
 *   fields_close.c   signer with title and authority, recipients, copy kind: the end
 *   fields_copy.c    how the sheet relates to the original
 *   fields_label.c   numbers behind labels elsewhere than in a head
 *   fields_change.c  the day of a register's certificate that was changed
 *   fields_form.c    whatever stands behind a printed label (configs/fields.tsv)
 *   fields_general.c the same under general names: full_name of a child's, signer of a declarer's
 *   fields_receiver.c  to whom a paper is addressed: an office, or the person of a slip
 *   fields_who.c     persons behind labels of free wording
 *   fields_person.c  whose paper it is where no known label says so (configs/persons.tsv)
 *   fields_guess.c   the same where no role of the type is told: by how the paper speaks of each
 *   fields_born.c    that person's birth date
 *   fields_card.c    what codes and machine readable zones of identity cards hold
 *   fields_place.c   units of issuer and addresses by the table of places, then and now
 *   dates.c          Vietnamese dates to ISO 8601
 *   dates_words.c    the same written in words
 *   dates_read.c     how surely they were read
 *
 * Values are the printed characters, NFC, without leaders; dates are ISO with the precision
 * printed. Confidence is that of the value's words (mean and lowest, halved) times how well label,
 * form and place fit; `accepted` asks for all of them (FIELD_ACCEPT). Nothing is guessed:
 * what does not fit is left out and leaves a reason. What is mended where only one reading is
 * possible (the slash of a number, the marks of an office's standing name, a letter read twice) is
 * not accepted, but for the last two; the page's text stays as it was read. What two readers saw
 * the same is not mended. A date in an unusual place is accepted when it is the last of several
 * that the paper prints, or when the learned choice is sure of it too. A type that need bear no
 * number (configs/types.tsv) is not asked for one, and one that never bears any for no signer.
 * Errors: none but memory, kept in `failed` until the end. Threads: one list, one thread. */
#ifndef PAPER_FIELDS_H
#define PAPER_FIELDS_H
#include "paper/classify.h"

enum { FIELDS_MAX = 64, REASONS_MAX = 16 };
/* Chosen on generated pages of all conditions: under these, wrong values were among the accepted.
 */
#define FIELD_ACCEPT 0.90F
#define TEXT_ACCEPT  0.98F

struct name_pool;
struct field_list {
    const struct paper_tables *t;
    const struct doc_view *d;
    struct arena *a;
    uint32_t type;          /* of a certified copy: what it wraps */
    bool certified;         /* the paper is a certified copy */
    struct name_pool *pool; /* agree.h; NULL: nobody asks */
    struct field list[FIELDS_MAX];
    float fit[FIELDS_MAX]; /* how well each suits its place and label */
    uint32_t n;
    const char *reasons[REASONS_MAX];
    uint32_t n_reasons;
    bool day_settled;  /* which of its days a register bears is a convention (fields_change.c) */
    bool subject_ends; /* where the subject ends is certain */
    bool failed;       /* the arena is full */
};

/* A field unless one of this name is there; value is copied, NULL or empty does nothing. fit 0..1
 * is how well it suits its label and place; conf the words' confidence. */
void field_add(struct field_list *f, const char *name, const char *value, float conf, float fit,
               uint32_t view, struct box frame);
const struct field *field_get(const struct field_list *f, const char *name);
void reason_add(struct field_list *f, const char *slug); /* once each */

void fields_number(struct field_list *f);
/* Behind it: doc_number of papers that print it among their text or on a card. */
void number_in_text(struct field_list *f);
/* Every word of `least` digits and more in it was read twice the same, and there is one. */
bool number_read_twice(const struct view *v, const struct seg *s, uint32_t least);
/* Digits of so few px of the scan are taken for one another, however sure both readers are (353487
 * for 353467, at 150 dpi): a number that is nothing but digits has to be printed larger. */
bool number_is_small(const struct view *v, struct box frame);
void fields_head(struct field_list *f); /* with number, issuer and subject */
void fields_issuer(struct field_list *f);
/* Row of "ĐẢNG CỘNG SẢN VIỆT NAM" or "ĐOÀN TNCS HỒ CHÍ MINH", which stand in the heads of the
 * Party's papers (Instruction 36-HD/VPTW) and the Youth Union's where others have the motto; -1: it
 * is none. */
int32_t head_party(const struct view *v);
void date_left(struct field_list *f); /* behind fields_form: a date above the left signature */
/* By date_left: the likeliest of the days the paper prints, shown, never accepted. */
void day_of_rest(struct field_list *f);
/* The date that stands in a line from there is plainly of a birth, a death, a card or a law. */
bool day_of_others(const struct view *v, const struct seg *s, uint32_t from);
/* Records and contracts, whose first sentence may begin with the day alone. */
bool type_is_record(const struct field_list *f);
/* By fields_head: the day of a register's certificate that prints a change; true: it has one. */
bool changed_day(struct field_list *f);
const struct seg *line_under(const struct view *v, const struct seg *s); /* in its column */
/* What leads to it: beside it on its left, where it is a cell, else above it in its column; NULL:
 * nothing does. */
const struct seg *line_before(const struct view *v, const struct seg *s);
void fields_subject(struct field_list *f);
/* Behind fields_form: a subject is accepted when the paper prints its words twice, or two networks
 * had them letter for letter and where it ends is certain. Of a dozen words read once, each 998 in
 * 1,000 right, one in forty subjects is wrong. */
void subject_earned(struct field_list *f);
void fields_close(struct field_list *f);
/* By fields_form: rows "copy" of the table, one person's or date's field under its general name. */
void fields_general(struct field_list *f);
/* By fields_close: those whose target is the signer, where no official signs: shown, never
 * accepted. */
void signer_himself(struct field_list *f);
void fields_copy(struct field_list *f); /* by fields_close: copy_kind */
void fields_card(struct field_list *f); /* before the others: its values stand */
void fields_form(struct field_list *f);
/* Where the value begins behind a label that ends at i: past colon, leaders and a remark in
 * brackets. */
uint32_t value_start(const struct seg *s, uint32_t i, bool *colon);
void fields_receiver(struct field_list *f); /* by fields_form: receiving_org, owner */
/* Behind fields_person: the day of birth said once more in words. Where its digits were not read it
 * is shown; where it says another day neither is accepted. */
void fields_born_words(struct field_list *f);
void born_earned(struct field_list *f);      /* doubts one that cannot be the owner's */
void fields_card_rest(struct field_list *f); /* by fields_form: what a card's small print lost */
void fields_person(struct field_list *f);    /* behind fields_form: full_name where it found none */
/* Behind what the rules found, before fields_place: the learned choice (rank.h) of the date. */
void fields_rank(struct field_list *f, struct arena *scratch);
/* Behind the others. place_old_code, place_new_code (the issuer's unit; several successors are
 * joined by commas and not accepted), map_method (same_name, merged, part, split, unknown,
 * abolished), successor_org; residence_old_code, residence_new_code, residence_now and the like for
 * addresses. */
void fields_place(struct field_list *f);
/* A body's or address's name whose unit the table knows: its marks as the law writes them where
 * only one spelling is possible. What is mended or unknown lowers *fit under what is accepted.
 * `around`: a wider unit named beside it, or NULL. */
char *place_marks(struct field_list *f, char *value, const char *around, float *fit);

struct date {
    int32_t y, m, d;   /* 0 = not printed or not read */
    uint32_t from, to; /* in the fold */
    bool valid;        /* what is there exists in the calendar */
    bool whole;        /* nothing is missing */
    bool guessed_day;  /* the day is among what was guessed, and may be a hand's */
    bool guessed;      /* a letter stands for the digit it looks like, or a 9 for 0: shown, never
                          accepted */
};
/* "ngày 05 tháng 01 năm 2020" and its torn forms; then 05/01/2020, 01/2020. False: no date there.
 */
bool date_long(const char *fold, size_t n, size_t from, struct date *out);
bool date_short(const char *fold, size_t n, size_t from, struct date *out);
bool date_any(const char *fold, size_t n, size_t from, struct date *out); /* the first of both */
/* "09 tháng 07 năm 2002" that begins at `from`, without its "ngày". */
bool date_unnamed(const char *fold, size_t n, size_t from, struct date *out);
/* "J9/01/1972", "l 7/09/1958", "21/101984" that begins at `from`: a 1 read as a stroke, a slash
 * that was lost. A guess. */
bool date_damaged(const char *fold, size_t n, size_t from, struct date *out);
/* A date that goes on in the next line is read from both; `both` is s with the text of two. */
bool wrapped_date(struct field_list *f, const struct view *v, const struct seg *s, size_t from,
                  struct seg *both, struct date *d);
/* What was read there as a field (fields_head.c): a day in doubt is left out, and none that was not
 * read twice is accepted. */
void add_date(struct field_list *f, const char *name, const struct date *read, const struct seg *s,
              uint32_t view, float fit);
/* "Ngày bảy tháng mười hai năm hai nghìn không trăm hai mươi". */
bool date_words(const char *fold, size_t n, struct date *out);
void date_iso(const struct date *d, char out[16]);
/* Its day, month and year were all read twice the same (ocr/confirm.h) or are a PDF's own text, in
 * the line under it too where it goes on there: others are never accepted. *least: the least
 * confidence of their words. */
bool date_read(const struct view *v, const struct seg *s, const struct date *d, float *least);
bool date_sure(const struct view *v, const struct seg *s, const struct date *d);

/* A bound, not the date of today, so that a reading never depends on when it was made: no paper in
 * an office's backlog tells of a day after it, but for the end of what is valid. */
enum { DATE_YEAR_MOST = 2040 };
/* "ngày I tháng 3": a 1 where there is room for two digits becomes an 11. */
void date_strokes(const struct view *v, const struct seg *s, struct date *d);
/* Under this what stands for a day's digits is a hand's: left out, not guessed. */
#define DATE_GUESS_SURE 0.80F

/* A person's name that begins at `from` of a line, behind forms of address ("ông", "hộ gia đình
 * bà") if there are any: two to six words with capitals, the first a family name. It ends at
 * `to`, at punctuation or at a word without a capital. Without a colon before it the family name
 * must have its marks. False: nobody is named there. */
bool who_run(struct field_list *f, const struct seg *s, uint32_t from, uint32_t to, bool colon,
             uint32_t *first, uint32_t *end);

/* Past forms of address ("Ông", "hộ gia đình bà") that stand before it. */
uint32_t who_start(const struct field_list *f, const struct seg *s, uint32_t from, uint32_t to);
/* How much of the len letters from `from` is one name by its case: one in capitals ends where words
 * in small letters begin, and the other way round ("TRẦN VĂN MẪU Sinh", "Trần Văn Mẫu CCCD"). */
uint32_t who_one_case(const struct seg *s, uint32_t from, uint32_t len);
/* "Họ và tên: X / Chức vụ: Công chức": on papers of a type that is about nobody, who acts for the
 * office. */
bool who_in_office(const struct field_list *f, const struct view *v, const struct seg *s);
/* Are n letters of a line's text, behind its first `at`, a word of given names? */
bool who_given(const struct paper_tables *t, const char *text, uint32_t at, uint32_t n);
/* A slanted face's capitals read as signs: "7RJNH KHẮC VIỆT", "#UỲNH BÍCH HẢI", "MA 7HJ HOA"; the
 * dot under an I makes a J of it. False: there are none. */
bool who_unslanted(const char *value, char out[NAME_BYTES]);
/* That name as text; where the line ends with it and the next begins with words of given names,
 * with those (*joined): shown, never accepted. NULL: the arena is full. */
char *who_whole(struct field_list *f, const struct view *v, const struct seg *s, uint32_t first,
                uint32_t end, bool *joined);

/* Copy without leaders, colons and blanks at both ends. */
char *value_trim(struct arena *a, const char *s, size_t len);
#endif
