#include "tests/train/lm_text.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/utf8.h"

enum {
    FILE_MAX = 64 << 20,
    TEXT_MAX = 512 << 20,
    SEEN_BITS = 21,
    SCORED_BITS = 18,
    RUN = 8, /* words */
    FILES_MAX = 4096,
    PARAGRAPH_MAX = 1 << 16,
};

static void die(const char *what, const char *path)
{
    fprintf(stderr, "lm_train: %s: %s\n", path, what);
    exit(1);
}

/* ---- sets of hashes ---- */

static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 32) * UINT64_C(0x9E3779B97F4A7C15);
    return (h ^ h >> 29) | 1; /* never 0 */
}

static bool set_has(const uint64_t *set, int bits, uint64_t h)
{
    const size_t mask = ((size_t)1 << bits) - 1;
    size_t i = h >> 8 & mask;

    while (set[i] && set[i] != h)
        i = (i + 1) & mask;
    return set[i] == h;
}

static void set_add(uint64_t *set, int bits, uint64_t h)
{
    const size_t mask = ((size_t)1 << bits) - 1;
    size_t i = h >> 8 & mask, tries = 0;

    while (set[i] && set[i] != h) {
        i = (i + 1) & mask;
        if (++tries > mask / 2)
            die("too many paragraphs", "set");
    }
    set[i] = h;
}

void lm_text_init(struct lm_text *t)
{
    *t = (struct lm_text){ .seen = calloc((size_t)1 << SEEN_BITS, sizeof(uint64_t)),
                           .scored = calloc((size_t)1 << SCORED_BITS, sizeof(uint64_t)) };
    if (!t->seen || !t->scored)
        die("no memory", "start");
    buf_init(&t->paragraphs, TEXT_MAX);
}

void lm_text_release(struct lm_text *t)
{
    buf_release(&t->paragraphs);
    free(t->seen);
    free(t->scored);
}

/* ---- 8-word runs ---- */

struct runs {
    uint64_t words[RUN];
    uint32_t n; /* words so far */
};

/* Hash of the next word's letters and digits without case; 0 at the end. */
static uint64_t next_word(const char *s, size_t len, size_t *i)
{
    uint64_t h = 0;

    while (*i < len) {
        const uint32_t cp = utf8_lower(utf8_next(s, len, i));
        const bool part = utf8_is_letter(cp) || (cp >= '0' && cp <= '9');
        if (part)
            h = mix(h * 31 + cp);
        else if (h)
            break;
    }
    return h;
}

static bool next_run(struct runs *r, const char *s, size_t len, size_t *i, uint64_t *h)
{
    for (uint64_t w; (w = next_word(s, len, i)) != 0;) {
        memmove(r->words, r->words + 1, sizeof r->words - sizeof *r->words);
        r->words[RUN - 1] = w;
        if (++r->n < RUN)
            continue;
        *h = 0;
        for (int k = 0; k < RUN; k++)
            *h = mix(*h * 31 + r->words[k]);
        return true;
    }
    return false;
}

static bool is_scored(const struct lm_text *t, const char *s, size_t len)
{
    struct runs r = { 0 };
    uint64_t h, all = 0, shared = 0;

    for (size_t i = 0; next_run(&r, s, len, &i, &h); all++)
        shared += set_has(t->scored, SCORED_BITS, h);
    return shared * 20 > all;
}

/* ---- files ---- */

static char *listed[FILES_MAX];
static int n_listed;

static int list_file(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st, (void)ftw;
    const char *dot = strrchr(path, '.');

    if (kind == FTW_F && dot &&
        (!strcmp(dot, ".txt") || !strcmp(dot, ".md") || !strcmp(dot, ".json"))) {
        if (n_listed == FILES_MAX)
            die("too many files", path);
        listed[n_listed++] = strdup(path);
    }
    return 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool list(const char *dir)
{
    while (n_listed)
        free(listed[--n_listed]);
    if (nftw(dir, list_file, 16, FTW_PHYS) != 0)
        return false;
    qsort(listed, (size_t)n_listed, sizeof *listed, by_name);
    return n_listed > 0;
}

/* The file in NFC, in `a`. */
static char *load(const char *path, struct arena *a)
{
    struct buf b;
    struct err e = { 0 };

    buf_init(&b, FILE_MAX);
    if (!file_read(path, &b, &e))
        die(e.text, path);
    arena_init(a, (size_t)4 * FILE_MAX);
    char *text = utf8_nfc(a, b.ptr ? b.ptr : "", b.len);
    if (!text)
        die("no memory", path);
    buf_release(&b);
    return text;
}

void lm_text_scored(struct lm_text *t, const char *dir)
{
    if (!list(dir))
        die("no scored pages to keep apart from", dir);
    for (int f = 0; f < n_listed; f++) {
        struct runs r = { 0 };
        struct arena a;
        uint64_t h;
        char *text = load(listed[f], &a);
        for (char *p = text; (p = strstr(p, "\\n"));) /* of JSON strings */
            p[0] = p[1] = ' ';
        for (size_t i = 0, len = strlen(text); next_run(&r, text, len, &i, &h);)
            set_add(t->scored, SCORED_BITS, h);
        arena_reset(&a);
    }
}

/* ---- paragraphs ---- */

static void add_paragraph(struct lm_text *t, const char *s, size_t len, int times)
{
    uint64_t h = 7;
    size_t letters = 0;

    while (len && s[len - 1] == ' ')
        len--;
    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(s, len, &i);
        h = mix(h * 31 + cp);
        letters += utf8_is_letter(cp);
        if (cp == 0xFFFD)
            return;
    }
    if (letters < 2)
        return;
    if (set_has(t->seen, SEEN_BITS, h)) {
        t->repeated++;
        return;
    }
    set_add(t->seen, SEEN_BITS, h);
    if (is_scored(t, s, len)) {
        t->withheld++;
        return;
    }
    t->taken++;
    for (int i = 0; i < times; i++) {
        buf_add(&t->paragraphs, s, len);
        buf_putc(&t->paragraphs, '\n');
    }
}

/* Three or more rulers or leaders in a row end a paragraph. */
static size_t ruler(const char *s)
{
    size_t n = 0;

    if (!strchr("-._=*", *s))
        return 0;
    while (s[n] && s[n] == *s)
        n++;
    return n >= 3 ? n : 0;
}

static size_t link_end(const char *s)
{
    if (s[0] != ']' || s[1] != '(')
        return 0;
    return strcspn(s, ")\n");
}

static void add_text(struct lm_text *t, const char *s)
{
    static char one[PARAGRAPH_MAX];
    size_t n = 0, skip;

    for (; *s; s++) {
        if (strchr("\n\t|", *s) || n + 8 > sizeof one) {
            add_paragraph(t, one, n, 1);
            n = 0;
        } else if ((skip = ruler(s)) != 0) {
            s += skip - 1;
            add_paragraph(t, one, n, 1);
            n = 0;
        } else if ((skip = link_end(s)) != 0) {
            s += s[skip] == ')' ? skip : skip - 1;
        } else if (*s == ' ' || *s == '\r') {
            if (n && one[n - 1] != ' ')
                one[n++] = ' ';
        } else if (!strchr("*#`[>", *s)) {
            one[n++] = *s;
        }
    }
    add_paragraph(t, one, n, 1);
}

bool lm_text_folder(struct lm_text *t, const char *dir)
{
    if (!list(dir))
        return false;
    for (int f = 0; f < n_listed; f++) {
        struct arena a;
        if (strstr(listed[f], ".json"))
            continue;
        add_text(t, load(listed[f], &a));
        arena_reset(&a);
        t->files++;
    }
    return true;
}

bool lm_text_names(struct lm_text *t, const char *path, const char *key, int times)
{
    struct arena a;
    char quoted[64];
    FILE *there = fopen(path, "r");

    if (!there)
        return false;
    fclose(there);
    char *text = load(path, &a), *save = NULL;
    snprintf(quoted, sizeof quoted, "\"%s\"", key ? key : "");
    for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        char *from = key ? strstr(line, quoted) : line;
        if (key && from) {
            from = strchr(from + strlen(quoted), '"');
            from = from ? from + 1 : NULL;
        }
        if (from)
            add_paragraph(t, from, strcspn(from, "\"\r"), times);
    }
    arena_reset(&a);
    t->files++;
    return true;
}

static char **lines_of(const char *path, struct arena *a, size_t *n)
{
    char **lines = calloc(FILES_MAX, sizeof *lines), *save = NULL;
    FILE *there = fopen(path, "r");

    if (!lines || !there)
        die("cannot be read", path);
    fclose(there);
    for (char *p = strtok_r(load(path, a), "\r\n", &save); p && *n < FILES_MAX;
         p = strtok_r(NULL, "\r\n", &save))
        lines[(*n)++] = p;
    return lines;
}

bool lm_text_people(struct lm_text *t, const char *surnames, const char *middle, const char *given,
                    size_t each)
{
    struct arena a, b;
    size_t n = 0, m = 0;
    char **first = lines_of(surnames, &a, &n), **last = lines_of(given, &b, &m), name[256];

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < each && m; j++) {
            snprintf(name, sizeof name, "%s %s%s%s", first[i], middle ? middle : "",
                     middle ? " " : "", last[(i * each + j) % m]);
            add_paragraph(t, name, strlen(name), 1);
        }
    free(first);
    free(last);
    arena_reset(&a);
    arena_reset(&b);
    return m > 0;
}
