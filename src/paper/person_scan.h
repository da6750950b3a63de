/* paper/person_scan.h -- every person a paper introduces, and as whom.
 *
 * A name is a run of words with capitals behind a family name. What stands before it says who that
 * is: its label, "ông" or "tôi là", the cell beside or above it, else the heading it stands under;
 * what follows ("chết ngày", "chức vụ") says it too; a name alone under a title is a signature
 * (configs/persons.tsv). Names that nothing introduces are not listed: streets, places, offices.
 * Head and certification of a paper are left out. Threads: pure. */
#ifndef PAPER_PERSON_SCAN_H
#define PAPER_PERSON_SCAN_H
#include "paper/fields.h"

enum { MENTIONS_MAX = 200, VIEWS_MAX = 6 };
/* A family name at least but for its marks (names.h). */
#define FAMILY_SEEN 0.85F

struct mention {
    const struct seg *seg;
    uint32_t from, to, view; /* of the seg's fold; view of the document */
    uint32_t role;           /* persons.h */
    float sure;              /* 0..1: how surely a person is introduced */
    bool sign;               /* a signature */
    bool joined;             /* the name goes on in the next line */
    bool born;               /* a birth date, a number or an address follows */
    bool told;               /* by a label that says who that is, or nothing but "name" */
    char *name;
};
struct persons {
    struct mention list[MENTIONS_MAX]; /* as they stand on the paper */
    uint32_t n;
    uint64_t unread; /* bit per role: a label names it, and what stands behind it is no name */
};
enum { NAME_WORDS_MAX = 6 };

/* ---- person_cues.c: words of a label ---- */
bool cue_letter(char c);
bool cue_word_at(const struct seg *s, uint32_t i); /* a word begins there */
uint32_t cue_word_len(const struct seg *s, uint32_t i);
/* The phrase of the list that ends last in fold[from..to), of those the longest; NULL for none. One
 * word must stand at the end, where only "là", "tên" or a remark in brackets may follow it. */
const struct cue_row *cue_last(const struct cue_list *c, const struct seg *s, uint32_t from,
                               uint32_t to);
bool cue_any(const struct cue_list *c, const struct seg *s, uint32_t from, uint32_t to);
/* Labels of such words alone name whom the paper is about; any other says more than is known. */
bool cue_plain(const struct seg *s, uint32_t from, uint32_t to);
/* Behind a name: past "sinh năm 1947, ", where more is said of the person; at itself otherwise. */
uint32_t cue_past_birth(const struct seg *s, uint32_t at);
/* "LÊ VĂN NAM, 24/03/1994": its day of birth without a word. */
bool cue_day_behind(const struct seg *s, uint32_t to);
/* "HỖ TRỢ CHI PHÍ HỌC TẬP": no dot below, no sister of the family Phí. */
bool cue_costs(const struct seg *s, uint32_t at);
/* "Họ, chữ đệm, tên người yêu cầu: LÂM/ HÀM Ý": a name that could not be read stands behind the
 * label. */
bool cue_names_unread(const struct seg *s, bool label);

/* ---- person_intro.c: what stands before a name ---- */
struct intro {
    const struct seg *seg; /* that holds the label: its own, or a cell's */
    uint32_t from, to;
    bool colon, titled;
    bool start;  /* nothing stands before it in its seg */
    bool listed; /* the first of a list */
};
/* A form of address ("ông", "gia đình") that ends at p: where it begins, p for none. */
uint32_t intro_title(const struct seg *s, uint32_t p);
struct intro intro_of(const struct seg *s, uint32_t at); /* of the name that begins there */
/* "hồ sơ H58.12-211123-0015 (Đăng ký khai sinh) của NAME": what stands between does not matter; it
 * may begin in the line above. */
bool intro_of_file(const struct view *v, const struct seg *s, const struct intro *in);
/* The name begins its line, and the line above introduces it: "... chứng nhận gia đình ông". */
bool intro_carried_over(const struct view *v, const struct person_table *t, const struct seg *s,
                        struct intro *in);
/* "bà NAME" begins its line: the label that ends the line above ("bên nhận chuyển nhượng"). */
bool intro_label_above(const struct view *v, const struct person_table *t, const struct seg *s,
                       struct intro *in);
/* "... tôi / là: NAME": the line broke between. `out` is both, in `text`. */
bool intro_over(const struct view *v, const struct intro *in, char *text, size_t size,
                struct seg *out);
/* "Cho: NAME", as diplomas have it. */
bool intro_given_to(const struct intro *in);
/* "An Bình, ngày 09 ...": where a paper was made, no person. */
bool intro_made_at(const struct seg *s, uint32_t from, uint32_t to);
/* "Chồng là NAME" begins a line of a paper that is about both: one of the two, nobody else's. */
uint32_t intro_of_pair(const struct person_table *t, const struct main_row *r,
                       const struct intro *in, const struct cue_row *c);
/* Neither the dead nor the new born declare: "Người khai: NAME" is somebody else there. */
bool intro_declares(const struct person_table *t, const struct main_row *r, const struct intro *in);
/* "người giám hộ của NAME": the label is somebody else's, who is NAME's. */
bool intro_of_another(const struct intro *in, const struct cue_row *c);
/* "nhờ người quen tôi là NAME", "mẹ của tôi tên là NAME": not who writes. */
bool intro_of_mine(const struct intro *in, const struct cue_row *c);
/* Nothing stands between the phrase and `to`. */
bool intro_ends_with(const struct seg *s, uint32_t to, const char *phrase);

void persons_scan(struct field_list *f, struct persons *out);
/* full_name where no role of the type gave one: the person of whom the paper speaks most like its
 * own (roles, order, birth date, signature), shown and never accepted. */
void fields_guess(struct field_list *f, const struct persons *x, const struct main_row *r);
/* birth_date of that one where no label gave it: the day right behind "sinh" between this name and
 * the next person's. */
void fields_born(struct field_list *f, const struct persons *x, const struct mention *m);
/* The same of full_name where nothing else gave a birth_date: shown for review. */
void fields_born_named(struct field_list *f, const struct persons *x);
#endif
