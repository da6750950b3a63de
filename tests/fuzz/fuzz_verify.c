/* Bytes as a package: pack_verify answers, within its limits, whatever they are. The first byte
 * chooses whether the rest is taken as it is or wrapped as the parts a package needs: raw bytes
 * seldom pass the container's own checks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "pack/pack.h"
#include "pack/verify_parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void verify_bytes(const uint8_t *data, size_t size)
{
    const int fd = memfd_create("package", MFD_CLOEXEC);
    struct pack_check c = { 0 };
    char path[64];
    struct err e = { 0 };

    if (fd < 0)
        return;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (fd_write_all(fd, data, size, &e) && !pack_verify(path, &c, &e) && e.kind == ERR_NONE)
        abort(); /* a refusal without a reason */
    close(fd);
}

static void line_bytes(const uint8_t *data, size_t size)
{
    struct line_doc d;
    char what[160] = "";

    if (!line_parse((const char *)data, size, &d, what, sizeof what) && !*what)
        abort();
    line_release(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    switch (data[0] % 3) {
    case 0:
        line_bytes(data + 1, size - 1);
        break;
    case 1:
        (void)alto_pages(data + 1, size - 1);
        break;
    default:
        verify_bytes(data + 1, size - 1);
        break;
    }
    return 0;
}
