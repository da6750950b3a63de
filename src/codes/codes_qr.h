/* codes/codes_qr.h -- a QR code drawn: text to modules.
 * In: ASCII text, at most 100 characters. Out: width * width bytes, 1 = dark, row by row, without a
 * quiet zone (four modules belong around it). Error correction level H: a third may be lost. The
 * same text gives the same modules. Errors: ERR_LIMIT, ERR_LIBRARY, ERR_NOMEM. Threads: safe. */
#ifndef CODES_CODES_QR_H
#define CODES_CODES_QR_H
#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

MUST_USE bool codes_qr(const char *text, struct arena *a, uint8_t **modules, int32_t *width,
                       struct err *e);
#endif
