/* names_make OUT FILE...
 *
 * Makes configs/names.tsv from lists of given names, one a line: how often each syllable occurs.
 * The middle names of nearly everybody, which such lists lack, are added. Same input, same bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/hash.h"
#include "base/utf8.h"

enum { SYLLABLES = 4000, LONGEST = 32 };

struct syllable {
    char text[LONGEST];
    uint32_t count;
};
static struct syllable all[SYLLABLES];
static size_t n_all;

static void die(const char *what)
{
    fprintf(stderr, "names_make: %s\n", what);
    exit(2);
}

static void add(const char *s, size_t len, uint32_t count)
{
    char lower[LONGEST];
    size_t n = 0, i = 0;

    while (i < len && n + 4 < sizeof lower)
        n += utf8_put(utf8_lower(utf8_next(s, len, &i)), lower + n);
    lower[n] = '\0';
    if (n == 0 || i < len)
        return;
    for (size_t k = 0; k < n_all; k++)
        if (strcmp(all[k].text, lower) == 0) {
            all[k].count += count;
            return;
        }
    if (n_all == SYLLABLES)
        die("too many syllables");
    memcpy(all[n_all].text, lower, n + 1);
    all[n_all++].count = count;
}

static void take(const char *path, char hex[SHA256_HEX])
{
    struct arena a;
    struct buf b;
    struct err e = { 0 };
    uint8_t sum[SHA256_BYTES];

    arena_init(&a, 64 << 20);
    buf_init(&b, 8 << 20);
    if (!file_read(path, &b, &e))
        die(e.text);
    sha256_mem(b.ptr, b.len, sum);
    hash_hex(sum, hex);
    const char *nfc = utf8_nfc(&a, b.ptr, b.len);
    const char *tone = nfc ? utf8_tone_fold(&a, nfc, strlen(nfc)) : NULL;
    if (!tone)
        die("no memory");
    for (const char *c = tone; *c;) {
        const size_t n = strcspn(c, " \r\n\t");
        add(c, n, 1);
        c += n + (c[n] != '\0');
    }
    buf_release(&b);
    arena_reset(&a);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct syllable *)a)->text, ((const struct syllable *)b)->text);
}

int main(int argc, char **argv)
{
    static const char *const middle[] = { "văn", "thị", "hữu", "đức", "đình", "công", "quang" };
    struct buf b;
    struct err e = { 0 };

    if (argc < 3)
        die("usage: names_make OUT FILE...");
    buf_init(&b, 1 << 20);
    buf_puts(
        &b,
        "# configs/names.tsv -- syllables of given names and how many names of a list hold them.\n"
        "# Made by `make names` (tests/train/names_make.c): do not edit. UTF-8, tab separated.\n"
        "# Source: lists of given names by Van-Duyet Le (MIT licence).\n");
    for (int i = 2; i < argc; i++) {
        char hex[SHA256_HEX];
        take(argv[i], hex);
        buf_printf(&b, "# Input: sha256 %s\n", hex);
    }
    for (size_t i = 0; i < sizeof middle / sizeof *middle; i++)
        add(middle[i], strlen(middle[i]), 500);
    qsort(all, n_all, sizeof *all, by_text);
    for (size_t i = 0; i < n_all; i++)
        buf_printf(&b, "%s\t%u\n", all[i].text, all[i].count);
    if (!buf_ok(&b, "names", &e) || !file_write_atomic(argv[1], b.ptr, b.len, &e))
        die(e.text);
    return 0;
}
