/* The few scales whose code in Leptonica is not repeated in lstm_scale.c. */
#include <allheaders.h>

#include "ocr/lstm_internal.h"

bool lstm_scale_lept(const struct grey *page, struct box c, uint8_t *out, int32_t w, struct err *e)
{
    const int32_t ws = c.x1 - c.x0, hs = c.y1 - c.y0;
    const float f = (float)LSTM_HEIGHT / (float)hs;
    PIX *clip = pixCreate(ws, hs, 8);

    if (!clip)
        return err_set(e, ERR_NOMEM, "line recogniser: no memory for a clip of %d x %d px", ws, hs);
    for (int32_t y = 0; y < hs; y++) {
        const uint8_t *src = grey_row(page, c.y0 + y) + c.x0;
        l_uint32 *line = pixGetData(clip) + (size_t)y * (size_t)pixGetWpl(clip);
        for (int32_t x = 0; x < ws; x++)
            SET_DATA_BYTE(line, x, src[x]);
    }
    PIX *scaled = pixScale(clip, f, f);
    pixDestroy(&clip);
    if (!scaled || pixGetWidth(scaled) != w || pixGetHeight(scaled) != LSTM_HEIGHT ||
        pixGetDepth(scaled) != 8) {
        pixDestroy(&scaled);
        return err_set(e, ERR_LIBRARY, "line recogniser: a clip of %d x %d px cannot be scaled", ws,
                       hs);
    }
    for (int32_t y = 0; y < LSTM_HEIGHT; y++) {
        const l_uint32 *line = pixGetData(scaled) + (size_t)y * (size_t)pixGetWpl(scaled);
        for (int32_t x = 0; x < w; x++)
            out[(size_t)y * (size_t)w + (size_t)x] = (uint8_t)GET_DATA_BYTE(line, x);
    }
    pixDestroy(&scaled);
    return true;
}
