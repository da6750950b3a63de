#include "pipeline/slots.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ALIGN = 4096, KEEP_BYTES = 4 << 20 };

static size_t round_up(size_t n)
{
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

static size_t slot_bytes(const struct slots *s)
{
    return s->in_cap + s->out_cap;
}

static bool map_it(struct slots *s, struct err *e)
{
    void *p = mmap(NULL, s->n * slot_bytes(s), PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);
    if (p == MAP_FAILED)
        return err_set(e, ERR_IO, "cannot map the page slots");
    s->map = p;
    return true;
}

bool slots_create(struct slots *s, uint32_t n, size_t in_cap, size_t out_cap, struct err *e)
{
    *s = (struct slots){ .n = n, .in_cap = round_up(in_cap), .out_cap = round_up(out_cap) };
    s->fd = memfd_create("sohoa-slots", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (s->fd < 0)
        return err_set(e, ERR_IO, "cannot make the page slots");
    /* sealed against shrinking: a child that truncated it would kill the parent with SIGBUS */
    if (ftruncate(s->fd, (off_t)(n * slot_bytes(s))) != 0 ||
        fcntl(s->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        err_set(e, ERR_IO, "cannot size the page slots");
        close(s->fd);
        return false;
    }
    if (!map_it(s, e)) {
        close(s->fd);
        return false;
    }
    return true;
}

bool slots_attach(struct slots *s, int fd, uint32_t n, size_t in_cap, size_t out_cap, struct err *e)
{
    *s = (struct slots){
        .fd = fd, .n = n, .in_cap = round_up(in_cap), .out_cap = round_up(out_cap)
    };
    return map_it(s, e);
}

void slots_close(struct slots *s)
{
    if (s->map) {
        munmap(s->map, s->n * slot_bytes(s));
        close(s->fd);
    }
    *s = (struct slots){ .fd = -1 };
}

uint8_t *slots_in(const struct slots *s, uint32_t i)
{
    return s->map + i * slot_bytes(s);
}

uint8_t *slots_out(const struct slots *s, uint32_t i)
{
    return slots_in(s, i) + s->in_cap;
}

static void give_back(const struct slots *s, size_t at, size_t used)
{
    if (used > KEEP_BYTES)
        (void)fallocate(s->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)(at + KEEP_BYTES),
                        (off_t)round_up(used - KEEP_BYTES));
}

void slots_recycle(const struct slots *s, uint32_t i, size_t in_used, size_t out_used)
{
    give_back(s, i * slot_bytes(s), in_used);
    give_back(s, i * slot_bytes(s) + s->in_cap, out_used);
}
