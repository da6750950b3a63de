/* Any bytes as a packed page: refused or unpacked into a page that packs to the same bytes again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "doc/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct page_read p, q;
    struct arena a;
    struct buf b;
    struct err e;

    arena_init(&a, 16 << 20);
    buf_init(&b, 16 << 20);
    if (page_unpack(data, size, &a, &p, &e)) {
        page_pack(&p, &b);
        if (b.failed || !page_unpack(b.ptr, b.len, &a, &q, &e) || q.n_words != p.n_words)
            abort();
        if (!page_text(&p, &a))
            abort();
    }
    buf_release(&b);
    arena_reset(&a);
    return 0;
}
