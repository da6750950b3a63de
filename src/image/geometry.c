#include "image/pixels.h"

#include <math.h>
#include <string.h>

#include "doc/map.h"

void map_identity(double m[9])
{
    static const double one[9] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
    memcpy(m, one, sizeof one);
}

void map_multiply(const double a[9], const double b[9], double out[9])
{
    double r[9];

    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++)
            r[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
    }
    /* The last element is 1 in every map that reaches a page: compare and print alike. */
    for (int i = 0; i < 9; i++)
        out[i] = r[8] != 0 ? r[i] / r[8] : r[i];
}

void map_apply(const double m[9], double x, double y, double *ox, double *oy)
{
    const double d = m[6] * x + m[7] * y + m[8];
    *ox = (m[0] * x + m[1] * y + m[2]) / d;
    *oy = (m[3] * x + m[4] * y + m[5]) / d;
}

/* Square to quadrilateral, P. Heckbert, "Fundamentals of Texture Mapping and Image Warping" (1989),
 * 2.2.3; quad is top left, top right, bottom right, bottom left. */
bool map_from_quad(const double q[8], double w, double h, double out[9])
{
    const double dx1 = q[2] - q[4], dx2 = q[6] - q[4], sx = q[0] - q[2] + q[4] - q[6];
    const double dy1 = q[3] - q[5], dy2 = q[7] - q[5], sy = q[1] - q[3] + q[5] - q[7];
    const double det = dx1 * dy2 - dx2 * dy1;

    if (fabs(det) < 1e-9 || w <= 0 || h <= 0)
        return false;
    const double g = (sx * dy2 - dx2 * sy) / det, k = (dx1 * sy - sx * dy1) / det;
    const double m[9] = { q[2] - q[0] + g * q[2],
                          q[6] - q[0] + k * q[6],
                          q[0],
                          q[3] - q[1] + g * q[3],
                          q[7] - q[1] + k * q[7],
                          q[1],
                          g,
                          k,
                          1 };
    const double unit[9] = { 1 / w, 0, 0, 0, 1 / h, 0, 0, 0, 1 };
    map_multiply(m, unit, out);
    return true;
}

bool map_invert(const double m[9], double out[9])
{
    double r[9];
    const double det = map_adjugate(m, r);

    if (fabs(det) < 1e-12)
        return false;
    for (int i = 0; i < 9; i++)
        out[i] = r[i] / det;
    return true;
}
