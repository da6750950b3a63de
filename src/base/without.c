#include "base/without.h"

#include <stdlib.h>
#include <string.h>

static const char *const steps[] = { "edges",  "bilevel", "rules",  "tidy",  "turn", "again",
                                     "second", "glyphs",  "spread", "fault", "seals" };

const char *without_text(void)
{
    const char *s = getenv("SOHOA_WITHOUT");
    return s ? s : "";
}

/* The item at s has len characters. */
static bool is(const char *s, size_t len, const char *step)
{
    return strlen(step) == len && memcmp(s, step, len) == 0;
}

bool without(const char *step)
{
    for (const char *s = without_text(); *s;) {
        const size_t len = strcspn(s, ",");
        if (is(s, len, step))
            return true;
        s += len + (s[len] == ',');
    }
    return false;
}

bool without_check(struct err *e)
{
    for (const char *s = without_text(); *s;) {
        const size_t len = strcspn(s, ",");
        bool known = false;
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
            known |= is(s, len, steps[i]);
        if (!known)
            return err_set(e, ERR_CONFIG, "SOHOA_WITHOUT: no step '%.*s'",
                           (int)(len < 40 ? len : 40), s);
        s += len + (s[len] == ',');
    }
    return true;
}
