/* image/rows.h -- the inner loops over rows of pixels.
 *
 * One source (rows_body.h) compiled for every instruction set worth it; integer arithmetic only, so
 * that all of them give the same bytes. row_ops() chooses at run time: SOHOA_CPU=portable, avx2 or
 * avx512 forces one, as in the recogniser. It costs a look into the environment: ask once a plane,
 * not once a row. Rows need no alignment; in and out must not overlap unless said. Threads: safe.
 */
#ifndef IMAGE_ROWS_H
#define IMAGE_ROWS_H
#include <stddef.h>
#include <stdint.h>

#define ROW_LANES 32
#define ROW_RAMP  16

struct row_ops {
    /* acc[x] = sum of n rows, 1 <= n <= 257 */
    void (*sum_rows)(const uint8_t *s, size_t stride, int32_t n, int32_t w, uint16_t *acc);
    /* d[i] = rounded mean of the k sums from acc[i k], each of `rows` rows */
    void (*block_means)(const uint16_t *acc, int32_t k, int32_t rows, int32_t n, uint8_t *d);
    /* d = (a (256 - f) + b f + 128) / 256 with a weight (0..255) a pixel, or one for the row;
     * the former is quick where n is a multiple of ROW_LANES */
    void (*blend_each)(const uint8_t *a, const uint8_t *b, const uint16_t *f, int32_t n,
                       uint8_t *d);
    void (*blend_all)(const uint8_t *a, const uint8_t *b, uint16_t f, int32_t n, uint8_t *d);
    /* The pixel between four: top and low hold the left one in the low byte and the right one in
     * the high byte; the low bytes of u and v say where, in 1/256. Rounded. */
    void (*blend_four)(const uint16_t *top, const uint16_t *low, const int32_t *u, const int32_t *v,
                       int32_t n, uint8_t *d);
    /* ROW_RAMP steps from `from`, which in that many would climb by `by`; rounded to nought */
    void (*ramp)(int32_t from, int32_t by, int32_t *d);
    /* gain[i] = 2 min(32767, one / max(1, paper[i] / by)), divisions rounded down; paper from
     * 0 to 2^24, by up to 256 */
    void (*gains)(const int32_t *paper, int32_t n, int32_t by, int32_t one, uint16_t *gain);
    /* d = ((min(255, s gain / 256) - dark) k / 256) within 0..255; one gain every 8 px; k < 1024 */
    void (*clean)(const uint8_t *s, const uint16_t *gain, int32_t w, uint8_t dark, uint16_t k,
                  uint8_t *d);
    /* how many of s are under `limit` */
    uint32_t (*count_below)(const uint8_t *s, int32_t w, uint8_t limit);
    /* d = 255 where s is under `limit`, else 0 */
    void (*mark_below)(const uint8_t *s, int32_t w, uint8_t limit, uint8_t *d);
    /* at[x] += how many of the rows reach level[x]; rows < 256 */
    void (*count_reaching)(const uint8_t *s, size_t stride, int32_t rows, int32_t w,
                           const uint8_t *level, uint8_t *at);
    /* acc[x] += 1 where a is further than `far` from a0 or b from b0; returns how many that were */
    uint32_t (*count_far)(const uint8_t *a, uint8_t a0, const uint8_t *b, uint8_t b0, uint8_t far,
                          int32_t w, uint16_t *acc);
    void (*add_words)(uint16_t *acc, const uint16_t *s, int32_t n);
    /* sum over i of (s[i] + s[i + 1] - s[i + 2] - s[i + 3])^2; |s| < 2^29 */
    int64_t (*steps)(const int32_t *s, int32_t n);
    int64_t (*steps_words)(const uint16_t *s, int32_t n);
};

const struct row_ops *row_ops(void);

extern const struct row_ops row_ops_portable;
/* NULL where the compiler does not know the instruction set. */
const struct row_ops *row_ops_avx2(void);
const struct row_ops *row_ops_avx512(void);
#endif
