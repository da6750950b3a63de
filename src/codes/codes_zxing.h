/* codes/codes_zxing.h -- the C face of the zxing-cpp shim. Grey rows in, found codes through a call
 * each: kind (enum code_kind), UTF-8 text, box x0 y0 x1 y1 in px. `found` answers 0 to stop.
 * Returns 0, 1 when stopped, -1 when the library threw. Threads: safe. */
#ifndef CODES_CODES_ZXING_H
#define CODES_CODES_ZXING_H
#include <stddef.h>

typedef int codes_zxing_found(void *ctx, int kind, const char *text, size_t len, const int box[4]);
enum { CODES_ZXING_QR = 1, CODES_ZXING_BARS = 2, CODES_ZXING_MATRIX = 4 }; /* bits of kinds */
/* How: quickly; at more scales and angles; or one code drawn without a fault and nothing else. */
enum { CODES_ZXING_HARDER = 1, CODES_ZXING_PURE = 2 };
int codes_zxing_read(const unsigned char *px, int w, int h, int stride, int kinds, int how,
                     codes_zxing_found *found, void *ctx);
/* Modules of a QR code, row by row, 1 = dark, to out (room for max * max); returns the width, -1
 * when the library threw or it does not fit. */
int codes_zxing_write(const char *text, unsigned char *out, int max);
#endif
