/* The paper room over typeset pages (pages.h): setup, one dossier a time, questions to its
 * documents. Include behind cmocka. */
#ifndef TESTS_UNIT_PAPER_FIXTURE_H
#define TESTS_UNIT_PAPER_FIXTURE_H
#include <string.h>

#include "paper/paper.h"
#include "tests/unit/paper/pages.h"

#define MOTTO "C CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "C Độc lập - Tự do - Hạnh phúc", "-"
#define OFFICE                                                                                     \
    "B ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",                                      \
        "B XÃ VÍ DỤ | Độc lập - Tự do - Hạnh phúc", "-"
#define SHEET(a, ...) sheet((a), (const char *const[]){ __VA_ARGS__, NULL })

struct fixture {
    struct paper_tables *t;
    struct arena a;
    struct dossier_page pages[16];
    uint32_t n;
    struct dossier_result r;
};

static inline int setup(void **state)
{
    static struct fixture f;
    struct err e = { 0 };

    arena_init(&f.a, 64 << 20);
    if (!paper_open(&f.t, &e))
        fail_msg("%s", e.text);
    *state = &f;
    return 0;
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;

    paper_close(f->t);
    arena_reset(&f->a);
    return 0;
}

static inline void add(struct fixture *f, const struct page_read *p)
{
    f->pages[f->n] = (struct dossier_page){
        .entry = "HS/scan.jpg", .page = 1, .sha256 = "", .format = IMAGE_JPEG, .read = p
    };
    f->n++;
}

static inline void understand(struct fixture *f, bool is_signed)
{
    struct err e = { 0 };
    const struct dossier d = {
        .archive = "a", .key = "HS", .pages = f->pages, .n_pages = f->n, .is_signed_pdf = is_signed
    };

    if (!paper_understand(f->t, &d, &f->a, &f->r, &e))
        fail_msg("%s", e.text);
    f->n = 0;
}

static inline const struct document *only(struct fixture *f, const struct page_read *p)
{
    add(f, p);
    understand(f, false);
    assert_int_equal(f->r.n_docs, 1);
    return &f->r.docs[0];
}

/* A paper of an office with this title and this line. */
static inline const struct document *paper_with(struct fixture *f, const char *title,
                                                const char *line)
{
    return only(f, SHEET(&f->a, OFFICE, title, "-", line, "-",
                         "L Các nội dung trên đã được kiểm tra và chịu trách nhiệm."));
}

static inline const struct field *get(const struct document *d, const char *name)
{
    for (uint32_t i = 0; i < d->n_fields; i++)
        if (strcmp(d->fields[i].name, name) == 0)
            return &d->fields[i];
    return NULL;
}

static inline void expect(const struct document *d, const char *name, const char *value)
{
    const struct field *f = get(d, name);

    if (!f)
        fail_msg("no field %s", name);
    assert_string_equal(f->value, value);
}

static inline bool reason(const struct document *d, const char *slug)
{
    for (uint32_t i = 0; i < d->n_reasons; i++)
        if (strcmp(d->reasons[i], slug) == 0)
            return true;
    return false;
}
#endif
