#include "codes/symbols.h"

enum { FNC3 = 96, FNC2 = 97, SHIFT = 98, TO_C = 99, TO_B = 100, TO_A = 101, FNC1 = 102 };

/* Widths of bar, space, bar, space, bar, space. */
static const char widths[SYMBOLS][7] = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232",
};

uint16_t symbol_modules(int value)
{
    unsigned v = 0;

    for (int i = 0; i < 6; i++)
        for (int k = widths[value][i]; k > '0'; k--)
            v = v << 1 | (i % 2 == 0);
    return (uint16_t)v;
}

struct writer {
    char *out;
    size_t n, max;
};

static bool put(struct writer *w, int c)
{
    if (c < ' ' || c > '~' || w->n + 1 >= w->max)
        return false;
    w->out[w->n++] = (char)c;
    return true;
}

/* Set A or B: a character, or another set from here on. */
static bool letter(struct writer *w, int v, int *set, int *once)
{
    if (v < FNC3) {
        const int in = *once ? *once : *set;
        *once = 0;
        return put(w, v + ' ') && (in == 'B' || v < 64);
    }
    if (*once)
        return false;
    if (v == SHIFT)
        *once = *set == 'A' ? 'B' : 'A';
    else if (v == TO_C)
        *set = 'C';
    else if (v == (*set == 'A' ? TO_B : TO_A))
        *set = *set == 'A' ? 'B' : 'A';
    else
        return v == FNC1;
    return true;
}

bool symbols_text(const uint8_t *values, int n, char *out, size_t max)
{
    struct writer w = { out, 0, max };
    int set = 'A' + values[0] - SYMBOL_STARTS, once = 0;

    for (int i = 1; i < n; i++) {
        const int v = values[i];
        if (set != 'C') {
            if (!letter(&w, v, &set, &once))
                return false;
        } else if (v < 100) {
            if (!put(&w, '0' + v / 10) || !put(&w, '0' + v % 10))
                return false;
        } else if (v != FNC1) {
            set = v == TO_B ? 'B' : 'A';
        }
    }
    out[w.n] = '\0';
    return w.n > 0 && !once;
}
