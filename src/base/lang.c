#include "base/lang.h"

#include <string.h>

static enum lang current = LANG_EN;

void lang_set(enum lang l)
{
    current = l;
}

enum lang lang_get(void)
{
    return current;
}

const char *lang_tr(const char *english)
{
    if (current == LANG_VI)
        for (const struct lang_pair *p = lang_vi; p->en; p++)
            if (strcmp(p->en, english) == 0)
                return p->vi;
    return english;
}
