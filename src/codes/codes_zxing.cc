/* The one place that knows zxing-cpp: a plain-C face over ReadBarcodes. */
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>
#include <ZXing/TextUtfEncoding.h>

#include <algorithm>
#include <exception>

extern "C" {
#include "codes/codes_zxing.h"
}

using namespace ZXing;

static int kind_of(BarcodeFormat f)
{
    switch (f) {
    case BarcodeFormat::QRCode:
        return 0;
    case BarcodeFormat::Code128:
        return 1;
    case BarcodeFormat::DataMatrix:
        return 2;
    default:
        return 3;
    }
}

/* Results handed on; -1 when `found` wants no more. */
static int hand_on(const Results &results, codes_zxing_found *found, void *ctx)
{
    int n = 0;

    for (const auto &r : results) {
        if (!r.isValid())
            continue;
        const auto &q = r.position();
        const auto x = std::minmax({ q[0].x, q[1].x, q[2].x, q[3].x });
        const auto y = std::minmax({ q[0].y, q[1].y, q[2].y, q[3].y });
        const int box[4] = { x.first, y.first, x.second, y.second };
        const std::string text = TextUtfEncoding::ToUtf8(r.text());
        if (!found(ctx, kind_of(r.format()), text.data(), text.size(), box))
            return -1;
        n++;
    }
    return n;
}

/* Bars found at two scales are compared by an assertion that does not always hold and ends the
 * process (zxing-cpp 1.4): they are read at full scale, and, where there is none, a single one at
 * smaller scales. */
extern "C" int codes_zxing_read(const unsigned char *px, int w, int h, int stride, int kinds,
                                int how, codes_zxing_found *found, void *ctx)
{
    try {
        DecodeHints hints;
        BarcodeFormats squares;
        if (kinds & CODES_ZXING_QR)
            squares |= BarcodeFormat::QRCode;
        if (kinds & CODES_ZXING_MATRIX)
            squares |= BarcodeFormat::DataMatrix;
        hints.setTryHarder(how == CODES_ZXING_HARDER)
            .setTryRotate(how != CODES_ZXING_PURE)
            .setIsPure(how == CODES_ZXING_PURE);
        const ImageView view(px, w, h, ImageFormat::Lum, stride);
        if (!squares.empty() &&
            hand_on(ReadBarcodes(view, hints.setFormats(squares)), found, ctx) < 0)
            return 1;
        if (!(kinds & CODES_ZXING_BARS))
            return 0;
        hints.setFormats(BarcodeFormat::Code128).setTryDownscale(false);
        int n = hand_on(ReadBarcodes(view, hints), found, ctx);
        if (n == 0)
            n = hand_on(ReadBarcodes(view, hints.setTryDownscale(true).setMaxNumberOfSymbols(1)),
                        found, ctx);
        return n < 0;
    } catch (const std::exception &) {
        return -1;
    }
}

extern "C" int codes_zxing_write(const char *text, unsigned char *out, int max)
{
    try {
        MultiFormatWriter writer(BarcodeFormat::QRCode);
        writer.setMargin(0).setEccLevel(8);
        const auto m = writer.encode(std::string(text), 0, 0);
        if (m.width() != m.height() || m.width() > max)
            return -1;
        for (int y = 0; y < m.height(); y++)
            for (int x = 0; x < m.width(); x++)
                *out++ = m.get(x, y) ? 1 : 0;
        return m.width();
    } catch (const std::exception &) {
        return -1;
    }
}
