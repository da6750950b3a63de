#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "pack/pack_parts.h"

enum { LONGEST = 100 }; /* a path stays under the 260 characters of older Windows */

static bool reserved(const char *name)
{
    static const char *const devices[] = { "con", "prn", "aux", "nul" };
    const size_t stem = strcspn(name, ".");

    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (stem == 3 && strncasecmp(name, devices[i], 3) == 0)
            return true;
    return stem == 4 && (strncasecmp(name, "com", 3) == 0 || strncasecmp(name, "lpt", 3) == 0) &&
           isdigit((unsigned char)name[3]);
}

/* Returns true when the name was cut. */
static bool fold(const char *s, size_t len, char out[NAME_CAP])
{
    size_t n = 0, i = 0;

    while (i < len && n < LONGEST) {
        const uint32_t cp = utf8_next(s, len, &i);
        const uint32_t base = utf8_base(cp);
        if (cp >= 0x300 && cp < 0x370) /* combining marks of decomposed text */
            continue;
        out[n++] = base < 0x80 && (isalnum((int)base) || base == '.' || base == '-' || base == '_')
                       ? (char)base
                       : '_';
    }
    out[n] = '\0';
    const bool cut = i < len;
    if (n == 0)
        out[n++] = '_';
    if (out[0] == '.' || out[0] == '-') /* hidden file, option */
        out[0] = '_';
    if (out[n - 1] == '.') /* Windows drops it */
        out[n - 1] = '_';
    out[n] = '\0';
    if (reserved(out)) {
        memmove(out + 1, out, n + 1);
        out[0] = '_';
    }
    return cut;
}

void name_fold(const char *s, char out[NAME_CAP])
{
    fold(s, strlen(s), out);
}

static size_t without_extension(const char *s, size_t len)
{
    static const char *const known[] = { ".pdf", ".tif",  ".tiff", ".jpg",  ".jpeg", ".png",
                                         ".bmp", ".webp", ".heic", ".heif", ".avif", ".jp2",
                                         ".zip", ".7z",   ".rar",  ".tar",  ".tgz",  ".tzst",
                                         ".gz",  ".bz2",  ".xz",   ".zst" };

    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            const size_t n = strlen(known[i]);
            if (len > n && s[len - n - 1] != '/' && strncasecmp(s + len - n, known[i], n) == 0) {
                len -= n;
                /* a.tar.zst: only a compressor's name has another behind it */
                again = strcmp(known[i], ".zst") == 0 || strcmp(known[i], ".gz") == 0 ||
                        strcmp(known[i], ".xz") == 0 || strcmp(known[i], ".bz2") == 0;
                break;
            }
        }
    }
    return len;
}

void name_of_dossier(const char *key, char out[NAME_CAP], bool *cut)
{
    *cut = fold(key, without_extension(key, strlen(key)), out);
}

void name_suffix(const char *archive, const char *key, char out[10])
{
    uint8_t sum[SHA256_BYTES];
    struct sha256 *h = sha256_new();

    sha256_add(h, archive, strlen(archive) + 1);
    sha256_add(h, key, strlen(key));
    sha256_done(h, sum);
    snprintf(out, 10, "-%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[3]);
}

void name_of_original(const char *entry, int32_t page, char out[NAME_CAP])
{
    const char *leaf = strrchr(entry, '/');
    char name[NAME_CAP];

    name_fold(leaf ? leaf + 1 : entry, name);
    const char *dot = strrchr(name, '.');
    if (page <= 1)
        snprintf(out, NAME_CAP, "%s", name);
    else
        snprintf(out, NAME_CAP, "%.*s.p%03d%s", (int)(dot ? dot - name : (long)strlen(name)), name,
                 page, dot ? dot : "");
}

bool names_take(struct names *t, const char *name, bool *taken)
{
    size_t lo = 0, hi = t->n;

    while (lo < hi) {
        const size_t mid = lo + (hi - lo) / 2;
        const int c = strcasecmp(t->v[mid], name);
        if (c == 0)
            return *taken = true;
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *taken = false;
    if (t->n == t->cap) {
        const size_t cap = t->cap ? t->cap * 2 : 64;
        char **v = realloc(t->v, cap * sizeof *v);
        if (!v)
            return false;
        t->v = v;
        t->cap = cap;
    }
    char *copy = strdup(name);
    if (!copy)
        return false;
    memmove(t->v + lo + 1, t->v + lo, (t->n - lo) * sizeof *t->v);
    t->v[lo] = copy;
    t->n++;
    return true;
}

void names_release(struct names *t)
{
    for (size_t i = 0; i < t->n; i++)
        free(t->v[i]);
    free(t->v);
    *t = (struct names){ 0 };
}
