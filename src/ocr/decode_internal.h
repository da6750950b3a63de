/* ocr/decode_internal.h -- shared by decode*.c. */
#ifndef OCR_DECODE_INTERNAL_H
#define OCR_DECODE_INTERNAL_H
#include "ocr/decode.h"

enum { DECODE_BEAM = 8, DECODE_ALTS = 32 };

struct code_info {
    const char *text;
    uint32_t cp, base; /* 0: a code without text */
    uint8_t symbol;
    bool letter, upper, digit, space;
    uint16_t alts, n_alts; /* in decode.alts: same base letter and case, itself among them */
};

struct output {
    float p;
    uint16_t code;
};

struct kept_line {
    size_t from;   /* of its steps' ends in decode.ends */
    int32_t steps; /* 0: not kept */
    float x0, step_px;
};

/* One character with the steps it was read from, half open. */
struct slot {
    int32_t code, t0, t1;
    float conf;
    bool changed, fixed; /* fixed: in a word the language says nothing about */
    int32_t old;         /* the character of the first reading in the same place; -1: none */
};

struct slots {
    struct slot *p;
    int32_t n, cap;
};

struct node {
    int32_t parent;
    uint16_t code;
};

struct decode {
    const struct lm *lm;
    int32_t codes, null_code;
    struct code_info *info;
    uint16_t *alts;
    double read_weight[LM_COST_MAX + 1], mark_weight[LM_COST_MAX + 1]; /* exp(-w cost / LM_NAT) */
    struct kept_line *lines, *second; /* second: of the accurate network */
    size_t n_lines, cap_lines, cap_second;
    struct output *outputs;
    size_t n_outputs, cap_outputs;
    size_t *ends; /* of each step's outputs */
    size_t n_ends, cap_ends;
    struct slots first, read, plain, last; /* greedy; stages 1 and 2; stage 2 alone; result */
    struct slots kept, voted;              /* result of the first network; of both */
    struct node *nodes;
    size_t n_nodes, cap_nodes;
    uint8_t *back; /* of the alignment */
    size_t cap_back;
    struct lm_context tail; /* after the last character decoded */
    bool ended_upper;       /* its word began with a capital and nothing closed it */
    bool name_open;         /* a line that goes on from it may begin with the rest of a name */
};

MUST_USE bool decode_need(void **p, size_t *cap, size_t n, size_t size, struct err *e);
MUST_USE bool decode_push(struct slots *s, struct slot slot, struct err *e);
/* Outputs of one step; rising codes. */
const struct output *decode_step(const struct decode *d, const struct kept_line *k, int32_t t,
                                 size_t *n);
/* Highest probability of `code` over steps t0 .. t1 - 1; 0 when it was not kept. */
float decode_peak(const struct decode *d, const struct kept_line *k, int32_t code, int32_t t0,
                  int32_t t1);
/* Stage 1: d->first to d->read. */
MUST_USE bool decode_beam(struct decode *d, const struct kept_line *k,
                          const struct lm_context *before, struct err *e);
/* Stage 2: other marks in s. */
MUST_USE bool decode_marks(struct decode *d, const struct kept_line *k,
                           const struct lm_context *before, struct slots *s, struct err *e);
/* d->first and d->read, or d->plain where it is not empty, to d->last, word by word. */
MUST_USE bool decode_guard(struct decode *d, const struct kept_line *k, struct err *e);
/* Probabilities of d->last where they were weighed. */
void decode_rate(struct decode *d, const struct kept_line *k, const struct lm_context *before);
/* Next space both texts have, at or after i and j; the ends of the lines at last. */
void decode_next_space(const struct decode *d, const struct slots *f, const struct slots *r,
                       int32_t *i, int32_t *j);
/* Both networks' outputs of a line, to the end of d->outputs and d->ends. */
MUST_USE bool decode_mix(struct decode *d, const struct kept_line *a, const struct kept_line *b,
                         struct kept_line *mixed, struct err *e);
/* The most probable code of each step, to d->first. */
MUST_USE bool decode_greedy(struct decode *d, const struct kept_line *k, struct err *e);
struct vote {
    const struct kept_line *first, *second;
};
/* d->kept and d->last, the readings by the first and the second network, to d->voted. */
MUST_USE bool decode_vote(struct decode *d, const struct vote *v, const struct lm_context *before,
                          struct err *e);
/* In d->last full stops that no sentence ends with become commas; k, also: by either network. */
void decode_points(struct decode *d, const struct kept_line *k, const struct kept_line *also,
                   bool line_goes_on);
/* Floor below which no alternative's probability falls on this line. */
double decode_floor(const struct decode *d);
#endif
