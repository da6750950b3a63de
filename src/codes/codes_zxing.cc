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

extern "C" int codes_zxing_read(const unsigned char *px, int w, int h, int stride, int kinds,
                                int how, codes_zxing_found *found, void *ctx)
{
    try {
        DecodeHints hints;
        BarcodeFormats formats;
        if (kinds & CODES_ZXING_QR)
            formats |= BarcodeFormat::QRCode;
        if (kinds & CODES_ZXING_BARS)
            formats |= BarcodeFormat::Code128;
        if (kinds & CODES_ZXING_MATRIX)
            formats |= BarcodeFormat::DataMatrix;
        hints.setFormats(formats)
            .setTryHarder(how == CODES_ZXING_HARDER)
            .setTryRotate(how != CODES_ZXING_PURE)
            .setIsPure(how == CODES_ZXING_PURE);
        const ImageView view(px, w, h, ImageFormat::Lum, stride);
        for (const auto &r : ReadBarcodes(view, hints)) {
            if (!r.isValid())
                continue;
            const auto &q = r.position();
            const auto x = std::minmax({ q[0].x, q[1].x, q[2].x, q[3].x });
            const auto y = std::minmax({ q[0].y, q[1].y, q[2].y, q[3].y });
            const int box[4] = { x.first, y.first, x.second, y.second };
            const std::string text = TextUtfEncoding::ToUtf8(r.text());
            if (!found(ctx, kind_of(r.format()), text.data(), text.size(), box))
                return 1;
        }
        return 0;
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
