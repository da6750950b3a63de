/* QR codes and Code 128 as vector squares and bars. */
#include <qrencode.h>
#include <string.h>

#include "tests/gen/paper.h"

void draw_qr(cairo_t *cr, double x, double y, double size, const char *text)
{
    QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (!q)
        gen_die("a QR code cannot hold %zu bytes", strlen(text));
    const double m = size / q->width;
    cairo_save(cr);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_rectangle(cr, x - 2 * m, y - 2 * m, size + 4 * m, size + 4 * m);
    cairo_fill(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    for (int j = 0; j < q->width; j++)
        for (int i = 0; i < q->width; i++)
            if (q->data[j * q->width + i] & 1)
                cairo_rectangle(cr, x + i * m, y + j * m, m * 1.01, m * 1.01);
    cairo_fill(cr);
    cairo_restore(cr);
    QRcode_free(q);
}

/* ISO/IEC 15417 patterns: widths of bar, space, bar, space, bar, space. */
static const char *const pattern[107] = {
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312",  "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122",  "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122",  "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123",  "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",  "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311",  "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411",  "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412",  "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",  "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211",  "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113",  "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
};

static double bars(cairo_t *cr, double x, double y, double m, double h, const char *p)
{
    for (int i = 0; p[i]; i++) {
        const double w = (p[i] - '0') * m;
        if (i % 2 == 0)
            cairo_rectangle(cr, x, y, w, h);
        x += w;
    }
    return x;
}

void draw_code128(cairo_t *cr, double x, double y, double w, double h, const char *text)
{
    enum { START_B = 104, STOP = 106 };
    const size_t n = strlen(text);
    const double m = w / (double)(11 * (n + 2) + 13);
    int sum = START_B;

    cairo_save(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    x = bars(cr, x, y, m, h, pattern[START_B]);
    for (size_t i = 0; i < n; i++) {
        const int v = (text[i] & 0x7f) - 32;
        if (v < 0)
            gen_die("a bar code cannot hold control characters");
        sum += (int)(i + 1) * v;
        x = bars(cr, x, y, m, h, pattern[v]);
    }
    x = bars(cr, x, y, m, h, pattern[sum % 103]);
    bars(cr, x, y, m, h, pattern[STOP]);
    cairo_fill(cr);
    cairo_restore(cr);
}
