/* base/lang.h -- messages in the operator's language.
 *
 * T("English text") gives the Vietnamese text once lang_set(LANG_VI) was called, and the English
 * text otherwise or where no translation is known. Format strings are translated with their
 * conversions in the same order (checked by scripts/check-lang). Only what people read goes through
 * here; what is stored, logged or parsed stays English. Default at start: English; cli/ decides.
 * Threads: set before the first thread starts, then read only. */
#ifndef BASE_LANG_H
#define BASE_LANG_H

enum lang { LANG_EN, LANG_VI };
void lang_set(enum lang l);
enum lang lang_get(void);
const char *lang_tr(const char *english) __attribute__((format_arg(1)));
#define T(s) lang_tr(s)

struct lang_pair {
    const char *en, *vi;
};
extern const struct lang_pair lang_vi[]; /* sorted by nothing; ends with {0} */
#endif
