#include "paper/fields.h"

#include <string.h>

#include "paper/agree.h"

static bool trimmed(const char *s, size_t n)
{
    return n == 1 ? strchr(" .:;,-_*\"'`|/\\=<>~", *s) != NULL : n == 3 && strncmp(s, "…", 3) == 0;
}

char *value_trim(struct arena *a, const char *s, size_t len)
{
    /* whole code points only, so that a cut never splits a letter */
    while (len > 0) {
        const size_t n = (unsigned char)*s < 0x80 ? 1 : 3;
        if (n > len || !trimmed(s, n))
            break;
        s += n;
        len -= n;
    }
    while (len > 0) {
        const size_t n = (unsigned char)s[len - 1] < 0x80 ? 1 : 3;
        if (n > len || !trimmed(s + len - n, n))
            break;
        len -= n;
    }
    char *out = arena_alloc(a, len + 1, 1);
    size_t k = 0;
    for (size_t i = 0; out && i < len; i++) {
        /* leaders inside become one blank */
        const bool dots = s[i] == '.' && i + 2 < len && s[i + 1] == '.' && s[i + 2] == '.';
        if (dots) {
            while (i + 1 < len && s[i + 1] == '.')
                i++;
            if (k > 0 && out[k - 1] != ' ')
                out[k++] = ' ';
            continue;
        }
        if (s[i] == ' ' && k > 0 && out[k - 1] == ' ')
            continue;
        out[k++] = s[i];
    }
    if (out)
        out[k] = '\0';
    return out;
}

const struct field *field_get(const struct field_list *f, const char *name)
{
    for (uint32_t i = 0; i < f->n; i++)
        if (strcmp(f->list[i].name, name) == 0)
            return &f->list[i];
    return NULL;
}

static bool is_future(const char *name, const char *value)
{
    static const char tail[] = "_date", birth[] = "_birth";
    const size_t n = strlen(name), year = strspn(value, "0123456789");
    const bool date = (n > strlen(tail) && strcmp(name + n - strlen(tail), tail) == 0) ||
                      (n > strlen(birth) && strcmp(name + n - strlen(birth), birth) == 0);

    return date && strcmp(name, "expiry_date") != 0 && year == 4 &&
           (value[0] - '0') * 1000 + (value[1] - '0') * 100 + (value[2] - '0') * 10 + value[3] -
                   '0' >
               DATE_YEAR_MOST;
}

/* Half of all women are called "Thị", and few people "Thi": without ink for the dot it may be
 * either.
 */
static bool dot_unseen(const struct page_read *page, struct box frame)
{
    for (uint32_t i = 0; i < page->n_words; i++) {
        const struct box b = page->words[i].box;
        const int32_t x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
        if ((page->words[i].flags & WORD_DOTLESS) && x >= frame.x0 && x < frame.x1 &&
            y >= frame.y0 && y < frame.y1)
            return true;
    }
    return false;
}

static float clamp01(float x)
{
    return x > 0 ? (x < 1 ? x : 1) : 0; /* NaN is 0 */
}

void field_add(struct field_list *f, const char *name, const char *value, float conf, float fit,
               uint32_t view, struct box frame)
{
    if (!value || !*value || f->n == FIELDS_MAX || field_get(f, name) || view >= f->d->n)
        return;
    struct field *r = &f->list[f->n];
    *r = (struct field){ .name = arena_strdup(f->a, name),
                         .value = arena_strdup(f->a, value),
                         .page = (int32_t)f->d->page[view] + 1 };
    if (!r->name || !r->value) {
        f->failed = true;
        return;
    }
    if (is_future(name, value)) { /* a 1 read as a 7: "2074" */
        reason_add(f, "date_doubtful");
        fit *= 0.8F;
    }
    const struct page_read *page = f->d->views[view].page;
    r->dot_unseen = name_field(name) && dot_unseen(page, frame);
    r->confidence = clamp01(conf) * clamp01(fit);
    /* digits were read twice before they came here, letters not: "Đinh" passes for "Định" */
    const bool digits = value[0] >= '0' && value[0] <= '9';
    r->accepted = r->confidence >= (digits ? FIELD_ACCEPT : TEXT_ACCEPT) && fit >= 0.95F;
    if (frame.x1 <= frame.x0) /* said of the whole page */
        frame = (struct box){ 0, 0, page->frame_w, page->frame_h };
    r->box = page_box_to_scan(page, frame);
    f->fit[f->n++] = fit;
}

void reason_add(struct field_list *f, const char *slug)
{
    for (uint32_t i = 0; i < f->n_reasons; i++)
        if (strcmp(f->reasons[i], slug) == 0)
            return;
    if (f->n_reasons < REASONS_MAX)
        f->reasons[f->n_reasons++] = slug;
}
