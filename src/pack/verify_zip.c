#include "pack/verify_parts.h"
enum zip_answer zip_check(int fd, uint64_t size, char *what, size_t cap)
{
    (void)fd, (void)size, (void)what, (void)cap;
    return ZIP_UNREADABLE;
}
