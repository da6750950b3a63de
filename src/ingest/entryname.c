/* Member names: any bytes to a path that is safe to show, store and compare. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "ingest/inner.h"

/* Code points of bytes 0x80-0xFF. CP437 is what ZIP means without its UTF-8 flag; CP1258 is what
 * Windows writes there under a Vietnamese locale. */
static const uint16_t cp437[128] = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4,
    0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0,
};
static const uint16_t cp1258[128] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0xFFFD, 0x2039,
    0x0152, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0xFFFD, 0x203A, 0x0153, 0xFFFD, 0xFFFD, 0x0178, 0x00A0, 0x00A1, 0x00A2, 0x00A3,
    0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB,
    0x00BC, 0x00BD, 0x00BE, 0x00BF, 0x00C0, 0x00C1, 0x00C2, 0x0102, 0x00C4, 0x00C5, 0x00C6, 0x00C7,
    0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x0300, 0x00CD, 0x00CE, 0x00CF, 0x0110, 0x00D1, 0x0309, 0x00D3,
    0x00D4, 0x01A0, 0x00D6, 0x00D7, 0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x01AF, 0x0303, 0x00DF,
    0x00E0, 0x00E1, 0x00E2, 0x0103, 0x00E4, 0x00E5, 0x00E6, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB,
    0x0301, 0x00ED, 0x00EE, 0x00EF, 0x0111, 0x00F1, 0x0323, 0x00F3, 0x00F4, 0x01A1, 0x00F6, 0x00F7,
    0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x01B0, 0x20AB, 0x00FF,
};

static bool is_utf8(const char *s, size_t len)
{
    for (size_t i = 0; i < len;) {
        const size_t at = i;
        const uint32_t cp = utf8_next(s, len, &i);
        if (cp == 0xFFFD && i - at == 1)
            return false;
    }
    return true;
}

/* CP1258 spells a tone as a combining mark behind its vowel, which other code pages do not. */
static bool looks_cp1258(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        const uint8_t b = (uint8_t)s[i];
        if (b < 0x80)
            continue;
        const uint32_t cp = cp1258[b - 0x80];
        const uint8_t before = i ? (uint8_t)s[i - 1] : 0;
        const uint32_t base = before < 0x80 ? before : cp1258[before - 0x80];
        if (cp >= 0x300 && cp < 0x370) {
            const uint32_t letter = utf8_lower(utf8_base(base));
            if (letter >= 128 || !letter || !strchr("aeiouy", (int)letter))
                return false;
        } else if (b < 0xC0 || !utf8_is_letter(cp)) {
            return false;
        }
    }
    return true;
}

static char *to_utf8(struct arena *a, const char *raw, size_t len)
{
    if (is_utf8(raw, len))
        return utf8_nfc(a, raw, len);
    const uint16_t *const table = looks_cp1258(raw, len) ? cp1258 : cp437;
    char *const wide = arena_alloc(a, len + 1, 3);
    size_t n = 0;
    if (!wide)
        return NULL;
    for (size_t i = 0; i < len; i++) {
        const uint8_t b = (uint8_t)raw[i];
        n += utf8_put(b < 0x80 ? b : table[b - 0x80], wide + n);
    }
    return utf8_nfc(a, wide, n);
}

/* Appends one path component; ".." takes the last one back or, at the top, is made harmless. */
static size_t add_component(char *out, size_t n, const char *part, size_t len, bool *climbs)
{
    if (!len || (len == 1 && *part == '.'))
        return n;
    if (len == 2 && part[0] == '.' && part[1] == '.') {
        *climbs = true;
        part = "__";
    }
    if (n)
        out[n++] = '/';
    memcpy(out + n, part, len);
    return n + len;
}

char *name_clean(struct arena *a, const char *raw, size_t len, bool *climbs)
{
    *climbs = false;
    char *const s = to_utf8(a, raw, len);
    if (!s)
        return NULL;
    const size_t slen = strlen(s);
    char *const out = arena_alloc(a, slen + 16, 1);
    if (!out)
        return NULL;
    size_t at = 0, n = 0;
    for (size_t i = 0; i < slen; i++)
        s[i] = s[i] == '\\' ? '/' : s[i] == '\n' || s[i] == '\t' ? ' ' : s[i];
    /* An absolute name is taken as relative, as tar does: nothing is ever written by that name. */
    if (slen > 1 && s[1] == ':' && ((s[0] | 32) >= 'a' && (s[0] | 32) <= 'z'))
        at = 2;
    while (at < slen) {
        const char *const end = memchr(s + at, '/', slen - at);
        const size_t part = end ? (size_t)(end - s) - at : slen - at;
        n = add_component(out, n, s + at, part, climbs);
        at += part + 1;
    }
    if (!n)
        snprintf(out, slen + 16, "(no name)");
    else
        out[n] = '\0';
    return out;
}

bool name_is_leftover(const char *path)
{
    static const char *const names[] = { ".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini" };

    if (!strncmp(path, "__MACOSX/", 9) || !strcmp(path, "__MACOSX") || strstr(path, "/__MACOSX/"))
        return true;
    const char *const slash = strrchr(path, '/');
    const char *const base = slash ? slash + 1 : path;
    if (base[0] == '.' && base[1] == '_')
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcasecmp(base, names[i]))
            return true;
    return false;
}

struct name_slot {
    const char *name; /* NULL: free */
    uint64_t hash;
    uint32_t seen;
};

enum { NAMES_CEILING = 512 << 20 };

void nameset_init(struct nameset *s)
{
    *s = (struct nameset){ 0 };
    arena_init(&s->arena, NAMES_CEILING);
}

void nameset_release(struct nameset *s)
{
    arena_reset(&s->arena);
    free(s->slots);
    s->slots = NULL;
    s->cap = s->used = 0;
}

static uint64_t hash_name(const char *s)
{
    uint64_t h = 1469598103934665603u; /* FNV-1a */
    for (; *s; s++)
        h = (h ^ (uint8_t)*s) * 1099511628211u;
    return h ^ (h >> 29);
}

static struct name_slot *find_slot(struct name_slot *slots, size_t cap, const char *name,
                                   uint64_t hash)
{
    size_t i = (size_t)hash & (cap - 1);
    while (slots[i].name && (slots[i].hash != hash || strcmp(slots[i].name, name) != 0))
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

static bool grow(struct nameset *s)
{
    const size_t cap = s->cap ? s->cap * 2 : 64;
    struct name_slot *const slots = calloc(cap, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < s->cap; i++)
        if (s->slots[i].name)
            *find_slot(slots, cap, s->slots[i].name, s->slots[i].hash) = s->slots[i];
    free(s->slots);
    s->slots = slots;
    s->cap = cap;
    return true;
}

const char *nameset_unique(struct nameset *s, const char *name)
{
    const size_t room_bytes = strlen(name) + 16;
    char *const room = arena_alloc(&s->arena, room_bytes, 1);
    uint32_t tries = 0;

    if (!room)
        return NULL;
    snprintf(room, room_bytes, "%s", name);
    for (;;) {
        if (s->used * 2 >= s->cap && !grow(s))
            return NULL;
        const uint64_t hash = hash_name(room);
        struct name_slot *const slot = find_slot(s->slots, s->cap, room, hash);
        if (!slot->name) {
            *slot = (struct name_slot){ room, hash, 1 };
            s->used++;
            return room;
        }
        /* The count lives with the plain name, so a million equal names stay linear. */
        if (tries == 0)
            tries = slot->seen;
        tries++;
        struct name_slot *const plain = find_slot(s->slots, s->cap, name, hash_name(name));
        plain->seen = tries;
        snprintf(room + strlen(name), 16, "~%u", tries);
    }
}
