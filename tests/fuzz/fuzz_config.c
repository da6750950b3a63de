/* Any bytes as a configuration file: read, or refused with a line and a column. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "pipeline/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/fuzz-config-XXXXXX";
    struct config c;
    struct err e = { 0 };
    const int fd = mkstemp(path);

    if (fd < 0 || !fd_write_all(fd, data, size, &e))
        abort();
    close(fd);
    if (!config_init(&c, &e))
        abort();
    if (!config_load(&c, path, &e) && (e.kind != ERR_CONFIG || !strstr(e.text, "line ")))
        abort();
    config_release(&c);
    unlink(path);
    return 0;
}
