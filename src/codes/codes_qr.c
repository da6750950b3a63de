#include "codes/codes_qr.h"

#include <string.h>

#include "codes/codes_zxing.h"

enum { TEXT_MAX = 100, WIDTH_MAX = 177 };

bool codes_qr(const char *text, struct arena *a, uint8_t **modules, int32_t *width, struct err *e)
{
    if (strlen(text) > TEXT_MAX)
        return err_set(e, ERR_LIMIT, "a QR code of %zu characters", strlen(text));
    uint8_t *out = arena_alloc(a, (size_t)WIDTH_MAX * WIDTH_MAX, 1);
    if (!out)
        return err_set(e, ERR_NOMEM, "a QR code: no memory");
    const int w = codes_zxing_write(text, out, WIDTH_MAX);
    if (w <= 0)
        return err_set(e, ERR_LIBRARY, "a QR code could not be drawn");
    *modules = out;
    *width = w;
    return true;
}
