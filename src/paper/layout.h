/* paper/layout.h -- what stands where on one page: the signals that separate, classify and locate.
 *
 * The facts follow Decree 30/2020/NĐ-CP, Annex I (motto, agency block, number, place and date,
 * title, closing block) and citizens' forms (motto centred, no agency). Positions are said relative
 * to what was found (the motto, the text's margins), not to the sheet, so that photos and cut scans
 * work.
 *
 * The sketch says how much of two pages' vocabulary is the same without keeping either.
 *
 * struct layout holds no pointers: it outlives the view it was made from. Rows and segs are indices
 * into that view, -1 for "not there". Threads: pure. */
#ifndef PAPER_LAYOUT_H
#define PAPER_LAYOUT_H
#include "paper/types.h"
#include "paper/view.h"

enum { TITLE_HITS = 8 };

/* Decree 30/2020/NĐ-CP, Annex I: "Điều 7.", "7." and "b)", the outer before the inner. */
enum item_kind { ITEM_ARTICLE, ITEM_CLAUSE, ITEM_POINT, ITEM_KINDS };

struct title_hit {
    uint32_t type;
    float quality;         /* 0..1: likeness, place, capitals, completeness */
    int32_t row, last_row; /* where it begins and ends */
};

struct layout {
    int32_t motto_seg,
        tieu_row; /* quốc hiệu; row of the tiêu ngữ (or of the quốc hiệu without one) */
    bool motto_top;               /* in the top part of the text: a paper begins here */
    bool two_columns;             /* agency left, motto right */
    int32_t number_seg, date_seg; /* "Số: ..." and "..., ngày ... tháng ... năm ..." of the head */
    int32_t subject_seg;          /* "V/v ..." under the number */
    int32_t to_row;               /* "Kính gửi" */
    int32_t head_end;             /* last row of the head, -1 without a head */
    struct title_hit hits[TITLE_HITS]; /* best first, one a type */
    uint32_t n_hits;
    bool caps_title;          /* a centred capitals block stands where a title does, known or not */
    int32_t page_no, page_of; /* printed; 0 unknown */
    bool recipients, signature, end_mark; /* Nơi nhận; signature titles; "./." */
    bool signs_first; /* titles and names of who signs, in its first rows or nothing else: their
                         text stands on the page before */
    bool signed_only; /* blocks of signatures, however many, and nothing else */
    bool card_front, card_back, mrz;
    bool certified; /* lời chứng chứng thực bản sao */
    int32_t certified_row;
    bool begins_lower, ends_open; /* a sentence comes in from, goes on to, another page */
    bool later_part; /* its first words number the second part of something, or a later one */
    bool closes; /* its first words close a text that is not there: to whom it goes, who certifies
                    its signatures */
    bool begins_dash; /* its first words are an item of a list: "- Văn phòng Quốc hội;" */
    uint16_t
        item_first[ITEM_KINDS];     /* number of the first item of a kind with no outer one above */
    uint16_t item_last[ITEM_KINDS]; /* of the last, in the outer one that it ends with; 0: none */
    uint32_t top_text;              /* hash of the first row's letters, 0 for few or none */
    uint64_t speaks[TYPE_WORDS];    /* bit per type: words of its papers stand on the page */
    char id12[13];                  /* of a card side, "" unknown */
    bool id_coded;                  /* its code or zone says so */
    uint32_t n_words;
    bool form_top;                     /* "Mẫu số ..." in the first rows */
    uint64_t sketch[8];                /* words of three letters and more, hashed into 512 bits */
    float em_rel, left_rel, right_rel; /* text height and margins over the frame's width */
    float top_rel, bottom_rel;         /* first and last row over the frame's height */
    float width_in, height_in; /* of the scan, 0 unknown; width over height is always right */
    float aspect;
};

void layout_find(const struct paper_tables *t, const struct view *v, struct layout *out);
/* How the page is filled, and how text comes in and goes out: part of layout_find. */
void layout_flow(const struct view *v, struct layout *l);
/* Items of running text and the running header: part of layout_find. */
void layout_on(const struct view *v, struct layout *l);
/* The items of `l` are counted on from those of the page before. */
bool layout_goes_on(const struct layout *prev, const struct layout *l);
/* The cover of a booklet says no more than what it is and after which form or law; the longer page
 * behind it says so again, or has words of its type and neither motto nor title. */
bool layout_is_cover(const struct paper_tables *t, const struct layout *cover,
                     const struct layout *next);
/* Sides of identity cards, their machine-readable lines and number: part of layout_find. */
void layout_card(const struct view *v, struct layout *l);
bool page_has(const struct view *v, const char *folded); /* at a word boundary anywhere */

/* ---- layout_seg.c ---- */
uint32_t subject_mark(const struct seg *s); /* letters of a leading "V/v", 0 for none */
/* "Số ..." or "Số hiệu ..." with a colon, digits or a slash behind it; not "Số hộ tịch". */
bool seg_number(const struct seg *s);
/* "269/TTr-UBND" whose "Số:" was lost: digits, a slash, capitals, nothing else. */
bool seg_bare_number(const struct seg *s);
/* "Hà Nội, ngày 01 tháng 02 năm 2025": a short place, the date, nothing behind it; no cited
 * document. */
bool seg_date(const struct seg *s);
/* "(Theo Luật Đất đai ngày 14 tháng 7 năm 1993)": the day in it is a law's. */
bool seg_cites_law(const struct seg *s);
#endif
