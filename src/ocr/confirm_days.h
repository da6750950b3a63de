/* ocr/confirm_days.h -- days, months and years read a second time, as numbers. Inside confirm.c and
 * its tests only.
 *
 * Between "ngày" and "tháng" there is one of 31 numbers, between "tháng" and "năm" one of 12,
 * behind that a year. In the slant print of dates the first reading makes letters of their digits
 * ("I7", "1Š", "0§", "202S"), tears them ("202 3") or loses them ("11"). The second reading's
 * softmax, of the number with the words beside it, is asked for the likeliest of those numbers
 * only: its share among them, and how much it takes of what the network would rather have read.
 *
 * Errors: ERR_NOMEM. Threads: pure. Cost: three slots of some 50 steps a date. */
#ifndef OCR_CONFIRM_DAYS_H
#define OCR_CONFIRM_DAYS_H
#include "doc/page.h"
#include "ocr/lstm.h"

/* Under this a number is doubted though two readings had it; what more readings vote for has it. */
#define DAY_SURE 0.95F
/* What the ink rules out: shown, never accepted. */
#define DAY_RULED_OUT 0.6F

struct day_slot {
    uint32_t line, first, n; /* its words; of none, the word that follows */
    int32_t least, most;     /* 1 to 31, 1 to 12, or years */
    int32_t from, to;        /* its room, frame px */
    struct box box;          /* with the words beside it */
};
struct day_guess {
    char text[8]; /* digits; "" when none fits */
    float share;  /* among the numbers that can stand there */
    float worth;  /* geometric mean over its digits against the best path */
};
/* Up to `max` slots of the page, in its order. */
uint32_t day_slots(const struct page_read *p, struct day_slot *out, uint32_t max);
void day_decode(const struct lstm_softmax *v, const struct lstm_model *m,
                const struct day_slot *slot, struct day_guess *out);
/* What the second reading makes of a slot. A number both have gets WORD_AGREED; one the second does
 * not bear out loses its confidence. Text for what the first did not read as a number, and how sure
 * that is: as sure as the second reading where the first had letters that look like those digits,
 * else under what anybody accepts. NULL: it stays. */
const char *day_settle(struct page_read *p, const struct day_slot *s, const struct day_guess *g,
                       struct arena *a, float *conf);
/* Do these letters look like these digits: "I7" and 17, "1Š" and 15, "0§" and 08, "202.S" and 2025?
 */
bool day_alike(const char *word, const char *digits);
/* Is what stands in the slot for more readings to decide (text and conf as day_settle gave them)?
 * *number is what it would say. Not a year or day that both readers saw and the first was sure of,
 * nor one that nobody made out. */
bool day_doubted(const struct page_read *p, const struct day_slot *s, const char *text, float conf,
                 int32_t *number);
/* Every one of n more readings says this number and is sure of it. */
bool day_voted(const struct day_guess *g, size_t n, int32_t number);
/* Words go in where one was lost, others make place: text[i] NULL leaves slot i as it is. */
MUST_USE bool day_fill(struct page_read *p, const struct day_slot *s, const char *const *text,
                       const float *conf, uint32_t n, struct arena *a, struct err *e);
#endif
