/* doc/map.h -- maps from plane to plane as row-major 3x3 homographies.
 * map_adjugate: the inverse but for a factor, which places that are divided by their third number
 * do not show. Returns the determinant: near 0 there is no inverse. m and out are apart.
 * Threads: safe. */
#ifndef DOC_MAP_H
#define DOC_MAP_H
static inline double map_adjugate(const double m[9], double out[9])
{
    out[0] = m[4] * m[8] - m[5] * m[7];
    out[1] = m[2] * m[7] - m[1] * m[8];
    out[2] = m[1] * m[5] - m[2] * m[4];
    out[3] = m[5] * m[6] - m[3] * m[8];
    out[4] = m[0] * m[8] - m[2] * m[6];
    out[5] = m[2] * m[3] - m[0] * m[5];
    out[6] = m[3] * m[7] - m[4] * m[6];
    out[7] = m[1] * m[6] - m[0] * m[7];
    out[8] = m[0] * m[4] - m[1] * m[3];
    return m[0] * out[0] + m[1] * out[3] + m[2] * out[6];
}
#endif
