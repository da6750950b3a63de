/* codes/symbols.h -- the symbols of Code 128: what they look like and what they say.
 *
 * symbol_modules: the eleven modules of value 0 to 105, the first as bit 10, 1 = bar; the stop
 * symbol has thirteen. symbols_text: from the start symbol to the last before the check; false for
 * what no office prints (control characters, functions but FNC1, digits' pairs cut off) and when
 * there is no room. Threads: safe. Source: ISO/IEC 15417. */
#ifndef CODES_SYMBOLS_H
#define CODES_SYMBOLS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SYMBOL_MODULES = 11,
    STOP_MODULES = 13,
    SYMBOL_STARTS = 103, /* A, B, C; all below carry data and can be the check */
    SYMBOLS = 106,
    STOP_PATTERN = 0x18EB, /* 1100011101011 */
};
uint16_t symbol_modules(int value);
bool symbols_text(const uint8_t *values, int n, char *out, size_t max);
#endif
