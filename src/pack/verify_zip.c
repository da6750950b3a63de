#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pack/verify_parts.h"

/* Layout: PKWARE APPNOTE 6.3.x, 4.3. A ZIP says everything twice and leaves room between its parts;
 * a reader uses one half. Here both halves must agree, leave no room, and a ZIP of ours must have
 * the header constants libarchive gave it. One that another program wrote anew keeps other
 * constants throughout, which is no finding. */
enum {
    LOCAL = 30,
    CENTRAL = 46,
    END = 22,
    END64 = 56,
    LOCATOR = 20,
    MAX_DIRECTORY = 512 << 20,
    BIT_DESCRIPTOR = 8,
};

static uint32_t le16(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t le32(const uint8_t *p)
{
    return le16(p) | le16(p + 2) << 16;
}

static uint64_t le64(const uint8_t *p)
{
    return le32(p) | (uint64_t)le32(p + 4) << 32;
}

struct zip {
    int fd;
    char *what;
    size_t cap;
    uint64_t at, size, dir_at, dir_size, n, ours, odd;
};

struct zip_entry {
    const uint8_t *head, *name, *extra;
    size_t n_name, n_extra;
    uint64_t packed, full, offset;
    uint32_t crc, flags;
    bool big; /* has a ZIP64 field */
};

static bool odd(struct zip *z, const char *what)
{
    snprintf(z->what, z->cap, "%s", what);
    return false;
}

static bool get(const struct zip *z, uint64_t at, void *out, size_t len)
{
    uint8_t *p = out;

    while (len > 0) {
        const ssize_t n = pread(z->fd, p, len, (off_t)at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        p += n;
        at += (uint64_t)n;
        len -= (size_t)n;
    }
    return true;
}

/* The end record is the last thing in the file. */
static bool find_directory(struct zip *z)
{
    uint8_t end[END], loc[LOCATOR], end64[END64];
    uint64_t end_at = z->size - END;

    if (z->size < END || !get(z, end_at, end, END) || memcmp(end, "PK\5\6", 4) != 0 ||
        le16(end + 20) != 0)
        return odd(z, "does not end as a ZIP does: it was cut, or has bytes behind its end");
    z->n = le16(end + 10);
    z->dir_size = le32(end + 12);
    z->dir_at = le32(end + 16);
    if (le32(end + 4) != 0 || le16(end + 8) != z->n)
        return odd(z, "has a damaged end record");
    if (end_at >= LOCATOR + END64 && get(z, end_at - LOCATOR, loc, LOCATOR) &&
        memcmp(loc, "PK\6\7", 4) == 0) {
        const uint64_t at = le64(loc + 8);
        if (at != end_at - LOCATOR - END64 || !get(z, at, end64, END64) ||
            memcmp(end64, "PK\6\6", 4) != 0 || le64(end64 + 4) != END64 - 12 ||
            le64(end64 + 24) != le64(end64 + 32))
            return odd(z, "has a damaged ZIP64 end record");
        z->n = le64(end64 + 32);
        z->dir_size = le64(end64 + 40);
        z->dir_at = le64(end64 + 48);
        end_at = at;
    }
    if (z->dir_size > end_at || z->dir_at != end_at - z->dir_size || z->n > z->dir_size / CENTRAL)
        return odd(z, "has a damaged end record");
    return true;
}

/* Sizes that do not fit 32 bits stand in extra field 1, in this order, as far as they are needed.
 */
static bool big_sizes(struct zip_entry *e)
{
    for (size_t i = 0; i + 4 <= e->n_extra;) {
        const size_t n = le16(e->extra + i + 2);
        const uint8_t *p = e->extra + i + 4;
        size_t left = n;
        if (n > e->n_extra - i - 4)
            return false;
        if (le16(e->extra + i) == 1) {
            uint64_t *const slots[] = { &e->full, &e->packed, &e->offset };
            e->big = true;
            for (int k = 0; k < 3; k++)
                if (*slots[k] == UINT32_MAX) {
                    if (left < 8)
                        return false;
                    *slots[k] = le64(p);
                    p += 8;
                    left -= 8;
                }
        }
        i += 4 + n;
    }
    return true;
}

static bool central_entry(const uint8_t *p, size_t left, struct zip_entry *e, size_t *len)
{
    if (left < CENTRAL || memcmp(p, "PK\1\2", 4) != 0)
        return false;
    *e = (struct zip_entry){ .head = p,
                             .name = p + CENTRAL,
                             .n_name = le16(p + 28),
                             .n_extra = le16(p + 30),
                             .flags = le16(p + 8),
                             .crc = le32(p + 16),
                             .packed = le32(p + 20),
                             .full = le32(p + 24),
                             .offset = le32(p + 42) };
    *len = CENTRAL + e->n_name + e->n_extra + le16(p + 32);
    if (*len > left)
        return false;
    e->extra = e->name + e->n_name;
    return big_sizes(e);
}

/* The constants of a plain file as libarchive 3.6 writes it without a time, owner 0, mode 0644. */
static bool is_ours(const struct zip_entry *e)
{
    static const uint8_t head[] = { 10, 3, 10, 0, 8, 0, 0, 0, 0, 0, 0x21, 0 };
    static const uint8_t tail[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0xA4, 0x81 };
    static const uint8_t extra[] = { 'U', 'T', 1, 0, 0, 'u', 'x', 11, 0, 1,
                                     4,   0,   0, 0, 0, 4,   0,   0,  0, 0 };

    return memcmp(e->head + 4, head, sizeof head) == 0 &&
           memcmp(e->head + 32, tail, sizeof tail) == 0 && e->n_extra == sizeof extra &&
           memcmp(e->extra, extra, sizeof extra) == 0;
}

/* Behind the data of a member of unknown CRC: signature, CRC, sizes of 4 or 8 bytes. */
static bool descriptor(struct zip *z, const struct zip_entry *e, uint64_t next)
{
    uint8_t d[24];
    const uint64_t len = next - z->at;

    if ((len != 16 && len != 24) || !get(z, z->at, d, (size_t)len) ||
        memcmp(d, "PK\7\10", 4) != 0 || le32(d + 4) != e->crc)
        return false;
    return len == 16 ? le32(d + 8) == e->packed && le32(d + 12) == e->full
                     : le64(d + 8) == e->packed && le64(d + 16) == e->full;
}

static bool same_extra(const struct zip *z, const struct zip_entry *e, uint64_t at, size_t n)
{
    uint8_t extra[256];
    return n == e->n_extra && n <= sizeof extra && get(z, at, extra, n) &&
           memcmp(extra, e->extra, n) == 0;
}

/* The member's other half; z->at is where it must stand, next where the one behind it does. */
static bool local_entry(struct zip *z, const struct zip_entry *e, uint64_t next)
{
    uint8_t p[LOCAL], *name;

    if (e->offset != z->at || next <= z->at || next - z->at < LOCAL || !get(z, z->at, p, LOCAL) ||
        memcmp(p, "PK\3\4", 4) != 0)
        return false;
    const size_t n_name = le16(p + 26), n_extra = le16(p + 28);
    const bool later = e->flags & BIT_DESCRIPTOR;
    if (n_name != e->n_name ||
        memcmp(p + 4, e->head + 6, 10) != 0) /* version, flags, method, time, date */
        return false;
    if (le32(p + 14) != e->crc && !(later && le32(p + 14) == 0))
        return false;
    if (!e->big && !(le32(p + 18) == e->packed && le32(p + 22) == e->full) &&
        !(later && le32(p + 18) == 0 && le32(p + 22) == 0))
        return false;
    name = malloc(n_name ? n_name : 1);
    const bool same =
        name && get(z, z->at + LOCAL, name, n_name) && memcmp(name, e->name, n_name) == 0;
    free(name);
    if (!same || (is_ours(e) && !same_extra(z, e, z->at + LOCAL + n_name, n_extra)))
        return false;
    z->at += LOCAL + n_name + n_extra;
    if (z->at > next || e->packed > next - z->at)
        return false;
    z->at += e->packed;
    return later ? descriptor(z, e, next) : z->at == next;
}

static bool walk(struct zip *z, const uint8_t *dir)
{
    struct zip_entry e, behind = { 0 };
    size_t at = 0, len = 0, behind_len = 0;

    if (z->n == 0 || !central_entry(dir, z->dir_size, &e, &len))
        return odd(z, "has a damaged central directory");
    for (uint64_t i = 0; i < z->n; i++) {
        const bool last = i + 1 == z->n;
        if (!last && !central_entry(dir + at + len, z->dir_size - at - len, &behind, &behind_len))
            return odd(z, "has a damaged central directory");
        const uint64_t next = last ? z->dir_at : behind.offset;
        if (!local_entry(z, &e, next))
            return odd(z,
                       "has a member whose two headers differ, or bytes that belong to no member");
        z->at = next;
        z->ours += is_ours(&e);
        z->odd += !is_ours(&e) && !e.big;
        at += len;
        e = behind;
        len = behind_len;
    }
    if (at != z->dir_size)
        return odd(z, "has a damaged central directory");
    if (z->odd > 0 && z->ours >= z->odd)
        return odd(z, "has a damaged member header");
    return true;
}

enum zip_answer zip_check(int fd, uint64_t size, char *what, size_t cap)
{
    struct zip z = { .fd = fd, .what = what, .cap = cap, .size = size };
    uint8_t magic[4], *dir;

    if (!get(&z, 0, magic, 4) || memcmp(magic, "PK", 2) != 0)
        return ZIP_UNREADABLE;
    if (!find_directory(&z))
        return ZIP_ODD;
    if (z.dir_size > MAX_DIRECTORY || !(dir = malloc(z.dir_size ? z.dir_size : 1))) {
        odd(&z, "has a central directory larger than any of ours");
        return ZIP_ODD;
    }
    const bool ok =
        (get(&z, z.dir_at, dir, z.dir_size) || odd(&z, "cannot be read")) && walk(&z, dir);
    free(dir);
    return ok ? ZIP_SOUND : ZIP_ODD;
}
