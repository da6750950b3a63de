/* Doubts about values whose form is right. */
#include "ident/doubt.h"

#include <ctype.h>
#include <string.h>

const char ident_odd_zero[] = "its first digit was read as none that it can be";
static const char joined[] = "joined from two lines";

static bool goes_on(const char *text)
{
    return isdigit((unsigned char)text[0]) && text[strspn(text, "0123456789-")] == '\0';
}

/* Digits under a value's beginning, in the next line of its cell or right under it: a narrow cell
 * broke it, so what was read is not all. */
static bool goes_on_below(const struct ident_view *v, const struct ident_candidate *c)
{
    float conf;
    const struct box b = ident_view_frame(v, c->start, c->end, &conf);
    const struct page_read *p = v->read;
    const int32_t high = b.y1 - b.y0;
    uint32_t first, last;

    ident_view_words(v, c->start, c->end, &first, &last);
    for (uint32_t l = 0; l < p->n_lines; l++) {
        const struct text_line *line = &p->lines[l], *above = l ? line - 1 : line;
        const bool cell =
            l && above->block == line->block && last == above->first + above->count - 1;
        const int32_t reach = cell ? b.y1 + 2 * high : b.y1 + high / 2;
        for (uint32_t i = 0; i < line->count; i++) {
            const struct word *o = &p->words[line->first + i];
            if (o->box.y0 >= b.y1 - high / 2 && o->box.y0 <= reach && o->box.x0 >= b.x0 - high &&
                o->box.x0 <= b.x0 + high && goes_on(o->text))
                return true;
        }
    }
    return false;
}

static bool has_any_length(enum ident_kind kind)
{
    return kind == IDENT_PARCEL || kind == IDENT_CIVIL_REG_NO || kind == IDENT_CERT_NO ||
           kind == IDENT_GCN_SERIAL;
}

const char *ident_doubt(const struct ident_view *v, const struct ident_candidate *c)
{
    const bool sure = c->broken && c->kind != IDENT_DOSSIER_CODE && c->broken->full && c->labelled;

    if ((c->flags & IDENT_REPAIRED) && !sure)
        return c->flags & PATTERN_BOXED        ? "digits in boxes were read with the boxes"
               : c->flags & PATTERN_FIRST_ZERO ? ident_odd_zero
               : c->flags & PATTERN_FOLDED     ? "letters were read where digits belong"
               : c->flags & PATTERN_BROKEN     ? joined
                                               : "a zero is missing";
    if (c->flags & PATTERN_BARE) /* "222" of "222/2026" */
        return "without its year or its book";
    if ((c->flags & PATTERN_AREA) && !strchr(c->value, ',')) /* 538,0 read as 5380, each time */
        return "an area without decimals may have lost its comma";
    if (c->kind == IDENT_DOSSIER_CODE && !c->broken && goes_on_below(v, c))
        return "goes on in the next line";
    if ((c->flags & PATTERN_REGISTER) && ident_view_register_goes_on(v, c->end))
        return "goes on behind a blank";
    /* "5§6" is no 5, however often it is read so; areas end in "m²", which is read as "m?" */
    if (has_any_length(c->kind) && !(c->flags & PATTERN_AREA) &&
        ident_view_hides_digit(v, c->start, c->end))
        return "a sign beside it may be a digit";
    return NULL;
}

static bool same_form(const char *a, const char *b)
{
    const size_t org = strcspn(a, "-");
    return strlen(a) == strlen(b) && strncmp(a, b, org + 1) == 0;
}

void ident_trust_joined(struct ident_found *f)
{
    enum { OTHERS = 3 };

    for (uint32_t i = 0; i < f->n; i++) {
        struct identifier *id = &f->items[i];
        uint32_t others = 0;
        if (id->level != LEVEL_SUSPECT || id->why != joined)
            continue;
        for (uint32_t k = 0; k < f->n; k++) {
            const struct identifier *o = &f->items[k];
            others += o->kind == id->kind && o->level != LEVEL_INVALID &&
                      strcmp(o->value, id->value) != 0 && same_form(o->value, id->value);
        }
        if (others >= OTHERS)
            id->level = LEVEL_VALID;
    }
}
