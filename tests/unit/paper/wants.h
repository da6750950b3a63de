/* Papers set from their lines, and the fields they should give. Include behind cmocka. */
#ifndef TESTS_UNIT_PAPER_WANTS_H
#define TESTS_UNIT_PAPER_WANTS_H
#include "tests/unit/paper/fixture.h"

#define PAPER(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define STATE      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define LIBERTY    "Độc lập - Tự do - Hạnh phúc"

enum { WANTS = 6 };

struct wanted {
    const char *const *lines;
    struct {
        const char *field, *value;
    } wants[WANTS];
};

static inline void expect_all(struct fixture *f, const struct wanted *w, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct document *d = only(f, sheet(&f->a, w[i].lines));
        for (size_t k = 0; k < WANTS && w[i].wants[k].field; k++) {
            const struct field *got = get(d, w[i].wants[k].field);
            if (!got || strcmp(got->value, w[i].wants[k].value) != 0)
                fail_msg("paper %zu (%s), %s: '%s', not '%s'", i, w[i].lines[0],
                         w[i].wants[k].field, got ? got->value : "", w[i].wants[k].value);
        }
    }
}
#endif
