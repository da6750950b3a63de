/* Labels that were read with a letter too many, too few or wrong, or without the blank before their
 * value. */
#include <ctype.h>
#include <string.h>

#include "ident/found.h"
#include "ident/labels.h"

enum {
    TAIL = 28, /* letters of a label that are looked at */
    TAIL_REACH = 60,
    SHORTEST = 4, /* of a phrase that may be read wrongly: of "dt" nothing would be left */
    NEVER = 1000,
};

/* The letters in front of a value, without blanks and marks; in front of each one's offset. */
struct tail {
    char text[TAIL + 1];
    uint32_t at[TAIL];
    size_t n;
};

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || c == '?'; /* a letter of another script */
}

/* What stands before `end` in its line; in the line above when there is nothing. */
static void tail_of(const struct ident_view *v, size_t end, struct tail *t)
{
    char back[TAIL];
    uint32_t at[TAIL];
    size_t n = 0, lines = 0;

    for (size_t i = end; i-- > 0 && n < TAIL && end - i < TAIL_REACH;) {
        const char c = v->fold[i];
        if (c == '\n' && (n > 0 || ++lines > 1))
            break;
        if (isdigit((unsigned char)c) || c == ';')
            break;
        if (is_letter(c)) {
            at[n] = (uint32_t)i;
            back[n++] = c;
        }
    }
    t->n = n;
    for (size_t i = 0; i < n; i++) {
        t->text[i] = back[n - 1 - i];
        t->at[i] = at[n - 1 - i];
    }
    t->text[n] = '\0';
}

static size_t squeeze(const struct ident_phrase *p, char out[sizeof p->text])
{
    size_t n = 0;
    for (const char *c = p->text; *c; c++)
        if (isalpha((unsigned char)*c))
            out[n++] = *c;
    out[n] = '\0';
    return n;
}

/* Digits and nothing that could show that they are another number's. */
static bool is_bare(enum ident_kind kind)
{
    return kind == IDENT_ID9 || kind == IDENT_BHXH || kind == IDENT_PARCEL || kind == IDENT_PHONE;
}

/* Letters that may be wrong in a thousand of the phrase's; NEVER when it is not this phrase. *from
 * is where in the tail it begins. */
static uint32_t likeness(const struct ident_phrase *p, const struct tail *t, size_t *from)
{
    char text[sizeof p->text];
    const size_t n = squeeze(p, text), /* "Biên lai" is two letters from "Liên lạc" */
        most = (n < 7    ? 1
                : n < 12 ? 2
                         : 3) -
               (size_t)is_bare(p->kind);
    uint32_t best = (uint32_t)most + 1;

    if (n < SHORTEST || n > TAIL)
        return NEVER;
    for (size_t len = n - most; len <= n + most && len <= t->n; len++) {
        const uint32_t d = ident_distance(text, n, t->text + t->n - len, len);
        if (d < best) {
            best = d;
            *from = t->n - len;
        }
    }
    return best > most ? NEVER : best * 1000 / (uint32_t)n;
}

static bool ends_with(const struct tail *t, const char *word)
{
    const size_t n = strlen(word);
    return t->n > n && strcmp(t->text + t->n - n, word) == 0;
}

bool ident_label_like(const struct ident_tables *tables, const struct ident_view *v,
                      const char *type, enum ident_kind kind, size_t at, uint32_t *start,
                      uint32_t *end)
{
    uint32_t own = NEVER, other = NEVER;
    struct tail t;

    tail_of(v, at, &t);
    if (t.n < SHORTEST - 1)
        return false;
    *end = t.at[t.n - 1] + 1;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < tables->n_phrases; i++) {
            const struct ident_phrase *p = &tables->phrases[i];
            size_t from = 0;
            if (p->is_role || strncmp(type, p->type, strlen(p->type)) != 0)
                continue;
            const uint32_t d = likeness(p, &t, &from);
            if (p->kind == kind && d < own) {
                own = d;
                *start = t.at[from];
            }
            if (p->kind != kind && d < other)
                other = d;
        }
        if (own < NEVER || !(ends_with(&t, "so") || ends_with(&t, "no")))
            break;
        t.n -= 2; /* "CCCD số:" */
        t.text[t.n] = '\0';
    }
    return own < NEVER && own <= other;
}

/* Words of labels that other numbers of ten digits have: accounts, receipts, orders, meters,
 * patients, devices. */
static bool names_other_number(const struct ident_tables *t, const char *label, size_t n)
{
    for (size_t at = 0; at + 4 <= n; at++)
        if (strncmp(label + at, "bank", 4) == 0) /* of names of banks */
            return true;
    for (size_t i = 0; i < t->n_words; i++) {
        const char *word = t->words[i].text;
        const size_t len = strlen(word);
        for (size_t at = 0; t->words[i].set == SET_OTHER && at + len <= n; at++)
            if (strncmp(label + at, word, len) == 0 && (at == 0 || !is_letter(label[at - 1])) &&
                (at + len == n || !is_letter(label[at + len])))
                return true;
    }
    return false;
}

bool ident_label_unknown(const struct ident_tables *t, const struct ident_view *v, size_t at,
                         uint32_t *start, uint32_t *end)
{
    size_t i = at, letters = 0;

    while (i > 0 && v->fold[i - 1] == ' ')
        i--;
    if (i == 0 || v->fold[i - 1] != ':')
        return false;
    *end = (uint32_t)--i;
    while (i > 0 && *end - i < TAIL_REACH && !strchr("\n;,.|:", v->fold[i - 1]) &&
           !isdigit((unsigned char)v->fold[i - 1]))
        letters += is_letter(v->fold[--i]);
    while (v->fold[i] == ' ')
        i++;
    *start = (uint32_t)i;
    return letters >= 2 && !names_other_number(t, v->fold + i, *end - i);
}
