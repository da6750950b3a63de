/* tests/train/bytes.h -- numbers of the model files, little endian. */
#ifndef TRAIN_BYTES_H
#define TRAIN_BYTES_H
#include <endian.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"

static inline void put_u32(struct buf *b, uint32_t v)
{
    const uint32_t le = htole32(v);

    buf_add(b, &le, sizeof le);
}

static inline void put_f32(struct buf *b, float f)
{
    uint32_t v;

    memcpy(&v, &f, sizeof v);
    put_u32(b, v);
}
#endif
