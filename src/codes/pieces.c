#include "codes/pieces.h"

enum { IN_SQUARE = 3 };

void pieces_open(uint8_t *map, int32_t nx, int32_t ny)
{
    for (int32_t y = 0; y + 1 < ny; y++)
        for (int32_t x = 0; x + 1 < nx; x++) {
            uint8_t *t = map + (ptrdiff_t)y * nx + x;
            if (t[0] && t[1] && t[nx] && t[nx + 1])
                t[0] = t[1] = t[nx] = t[nx + 1] = IN_SQUARE;
        }
    for (ptrdiff_t i = 0; i < (ptrdiff_t)nx * ny; i++)
        map[i] = map[i] == IN_SQUARE;
}

struct box pieces_take(uint8_t *map, int32_t nx, int32_t ny, int32_t *stack, int32_t at,
                       int32_t *count)
{
    struct box b = { nx, ny, 0, 0 };
    int32_t n = 0;

    *count = 0;
    stack[n++] = at;
    map[at] = 0;
    while (n > 0) {
        const int32_t i = stack[--n], x = i % nx, y = i / nx;
        const int32_t near[4] = { x > 0 ? i - 1 : i, x + 1 < nx ? i + 1 : i, y > 0 ? i - nx : i,
                                  y + 1 < ny ? i + nx : i };
        ++*count;
        b = (struct box){ x < b.x0 ? x : b.x0, y < b.y0 ? y : b.y0, x >= b.x1 ? x + 1 : b.x1,
                          y >= b.y1 ? y + 1 : b.y1 };
        for (int k = 0; k < 4; k++)
            if (map[near[k]]) {
                map[near[k]] = 0;
                stack[n++] = near[k];
            }
    }
    return b;
}
