/* lm_train [--min-count N] [--corpora DIR] [--letters DIR] [--surnames FILE] [--forms FILE] OUT
 *
 * Trains the character model of ocr/lm.h on typed official texts and writes it to OUT. Nothing in
 * it is random and sums are taken in one order, so the same texts give the same bytes. What went in
 * is told on stderr. Memory: about 1 GB for 26 MB of text. */
#include <endian.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "ocr/lm.h"
#include "tests/train/lm_text.h"

enum {
    UNPRUNED_ORDER = 3,
    LEXICON_MIN = 4, /* times a syllable occurs */
    NAME_TIMES = 4,  /* so that a name survives pruning */
    FORM_TIMES = 24, /* forms are few and filled in often */
    WORD_BITS = 18,
    SLOTS_FILL = 12, /* of 16, on average */
};

struct grams {
    uint64_t *key; /* rising */
    uint32_t *count;
    double *p;
    uint8_t *back_off; /* cost */
    size_t n;
};

static struct grams orders[LM_ORDER + 1];
static uint32_t min_count = 4;

static void *need(size_t n, size_t size)
{
    void *p = calloc(n ? n : 1, size);

    if (!p) {
        fprintf(stderr, "lm_train: no memory\n");
        exit(1);
    }
    return p;
}

/* ---- counting ---- */

static uint8_t *symbols_of(const struct buf *text, size_t *n)
{
    uint8_t *s = need(text->len + LM_ORDER + 2, 1);

    s[(*n)++] = LM_BOUNDARY;
    for (size_t i = 0; i < text->len;) {
        const uint32_t cp = utf8_next(text->ptr, text->len, &i);
        s[(*n)++] = cp == '\n' ? LM_BOUNDARY : (uint8_t)lm_symbol(cp);
    }
    return s;
}

/* A window per symbol, oldest symbol highest; nothing is kept beyond a boundary inside of it. */
static uint64_t *windows_of(const uint8_t *s, size_t n)
{
    uint64_t *w = need(n, sizeof *w);

    for (size_t i = 0; i < n; i++) {
        bool open = true;
        for (int k = 0; k < LM_ORDER; k++) {
            const uint8_t sym = open && i + (size_t)k < n ? s[i + (size_t)k] : 0;
            w[i] = w[i] << 8 | sym;
            open = open && sym && (sym != LM_BOUNDARY || k == 0);
        }
    }
    return w;
}

static void sort_keys(uint64_t *a, size_t n)
{
    uint64_t *b = need(n, sizeof *b), *t;

    for (int byte = 0; byte < 8; byte++) {
        size_t at[257] = { 0 };
        for (size_t i = 0; i < n; i++)
            at[(a[i] >> 8 * byte & 0xFF) + 1]++;
        for (int i = 0; i < 256; i++)
            at[i + 1] += at[i];
        for (size_t i = 0; i < n; i++)
            b[at[a[i] >> 8 * byte & 0xFF]++] = a[i];
        t = a, a = b, b = t;
    }
    free(b); /* after eight passes `a` is the caller's again */
}

static void count_order(const uint64_t *w, size_t n, int k)
{
    const int shift = 8 * (LM_ORDER - k);
    struct grams *g = &orders[k];

    for (int pass = 0; pass < 2; pass++) {
        size_t m = 0;
        for (size_t i = 0, end; i < n; i = end) {
            const uint64_t key = w[i] >> shift;
            for (end = i + 1; end < n && w[end] >> shift == key; end++)
                ;
            if (!(key & 0xFF))
                continue;
            if (pass) {
                g->key[m] = key;
                g->count[m] = (uint32_t)(end - i);
            }
            m++;
        }
        if (pass)
            break;
        *g = (struct grams){ need(m, sizeof *g->key), need(m, sizeof *g->count),
                             need(m, sizeof *g->p), need(m, 1), m };
    }
}

/* ---- estimating ---- */

static size_t find(const struct grams *g, uint64_t key)
{
    size_t lo = 0, hi = g->n;

    while (lo < hi) {
        const size_t mid = (lo + hi) / 2;
        if (g->key[mid] < key)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool kept(int k, size_t i)
{
    return k <= UNPRUNED_ORDER || orders[k].count[i] >= min_count;
}

static uint8_t cost(double p)
{
    const double c = p > 0 ? -log(p) * LM_NAT + 0.5 : LM_COST_MAX;

    return c < 0 ? 0 : c < LM_COST_MAX ? (uint8_t)c : LM_COST_MAX;
}

/* Every symbol must have a probability, seen or not. */
static void estimate_first(void)
{
    struct grams *g = &orders[1], all = { 0 };
    const uint32_t v = lm_symbols() - 1;
    double total = 0, kinds = (double)g->n;

    for (size_t i = 0; i < g->n; i++)
        total += g->count[i];
    all = (struct grams){ need(v, sizeof *g->key), need(v, sizeof *g->count), need(v, sizeof *g->p),
                          need(v, 1), v };
    for (uint32_t s = 1; s <= v; s++) {
        const size_t at = find(g, s);
        const bool there = at < g->n && g->key[at] == s;
        all.key[s - 1] = s;
        all.count[s - 1] = there ? g->count[at] : 0;
        all.p[s - 1] = (all.count[s - 1] + kinds / v) / (total + kinds);
    }
    free(g->key), free(g->count), free(g->p), free(g->back_off);
    *g = all;
}

static double lower(int k, uint64_t key)
{
    const struct grams *g = &orders[k - 1];
    const size_t i = find(g, key & ((UINT64_C(1) << 8 * (k - 1)) - 1));

    return g->p[i];
}

/* Interpolated Witten-Bell; then the mass of what was pruned is spread by backing off. */
static void estimate(int k)
{
    struct grams *g = &orders[k], *ctx = &orders[k - 1];

    for (size_t i = 0, end; i < g->n; i = end) {
        double c = 0, rest = 1, rest_lower = 1;
        for (end = i; end < g->n && g->key[end] >> 8 == g->key[i] >> 8; end++)
            c += g->count[end];
        const double t = (double)(end - i);
        for (size_t j = i; j < end; j++) {
            const double low = lower(k, g->key[j]);
            g->p[j] = (g->count[j] + t * low) / (c + t);
            if (kept(k, j)) {
                rest -= g->p[j];
                rest_lower -= low;
            }
        }
        const size_t at = find(ctx, g->key[i] >> 8);
        ctx->back_off[at] = rest > 0 && rest_lower > 0 ? cost(rest / rest_lower) : LM_COST_MAX;
    }
}

/* ---- lexicon ---- */

struct word {
    uint64_t hash;
    uint32_t count;
};

static bool vowel(uint32_t cp)
{
    return strchr("aeiouy", (int)utf8_base(cp)) != NULL;
}

static void count_word(struct word *words, const char *w, size_t len)
{
    const size_t mask = ((size_t)1 << WORD_BITS) - 1;
    const uint64_t h = (uint64_t)lm_word_hash(w, len) + 1;
    size_t i = h & mask;

    while (words[i].hash && words[i].hash != h)
        i = (i + 1) & mask;
    words[i].hash = h;
    words[i].count++;
}

static int by_value(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

static uint32_t *lexicon_of(const struct buf *text, size_t *n)
{
    struct word *words = need((size_t)1 << WORD_BITS, sizeof *words);
    char w[64];
    size_t len = 0;
    size_t letters = 0, capitals = 0;
    bool has_vowel = false;

    for (size_t i = 0; i < text->len;) {
        const uint32_t cp = utf8_next(text->ptr, text->len, &i);
        if (utf8_is_letter(cp) && len + 4 < sizeof w) {
            letters++;
            capitals += utf8_is_upper(cp);
            len += utf8_put(utf8_lower(cp), w + len);
            has_vowel |= vowel(utf8_lower(cp));
            continue;
        }
        if (has_vowel && (capitals < letters || letters == 1)) /* no abbreviations */
            count_word(words, w, len);
        len = letters = capitals = 0;
        has_vowel = false;
    }
    uint32_t *out = need((size_t)1 << WORD_BITS, sizeof *out);
    for (size_t i = 0; i < (size_t)1 << WORD_BITS; i++)
        if (words[i].count >= LEXICON_MIN)
            out[(*n)++] = (uint32_t)(words[i].hash - 1);
    qsort(out, *n, sizeof *out, by_value);
    free(words);
    return out;
}

/* ---- the file ---- */

static void put(uint32_t *slots, uint32_t buckets, uint64_t key, uint32_t p, uint32_t back_off)
{
    const uint64_t h = lm_hash(key);
    uint32_t b = (uint32_t)((h & 0xFFFFFFFF) * buckets >> 32);

    for (int i = 0; i < LM_PROBES; i++, b = b + 1 < buckets ? b + 1 : 0)
        for (uint32_t *s = slots + (size_t)b * LM_BUCKET, *end = s + LM_BUCKET; s < end; s++)
            if (!*s) {
                *s = (uint32_t)(h >> 48) << 16 | (p ? p : 1) << 8 | back_off;
                return;
            }
    fprintf(stderr, "lm_train: the table is too full\n");
    exit(1);
}

static void put_le32(struct buf *out, uint32_t v)
{
    v = htole32(v);
    buf_add(out, &v, sizeof v);
}

/* Shorter n-grams first: they are asked for most and lie where they belong. */
static void write_model(const char *path, const uint32_t *lexicon, size_t words)
{
    size_t n = 0;
    struct buf out;
    struct err e = { 0 };

    for (int k = 1; k <= LM_ORDER; k++) {
        size_t of = 0;
        for (size_t i = 0; i < orders[k].n; i++)
            of += kept(k, i);
        fprintf(stderr, "order %d: %zu of %zu\n", k, of, orders[k].n);
        n += of;
    }
    const uint32_t buckets = (uint32_t)(n / SLOTS_FILL + 1);
    uint32_t *slots = need((size_t)buckets * LM_BUCKET, sizeof *slots);
    for (int k = 1; k <= LM_ORDER; k++)
        for (size_t i = 0; i < orders[k].n; i++)
            if (kept(k, i))
                put(slots, buckets, orders[k].key[i], cost(orders[k].p[i]), orders[k].back_off[i]);
    buf_init(&out, LM_FILE_MAX);
    buf_puts(&out, "SOHOALM1");
    put_le32(&out, buckets);
    put_le32(&out, (uint32_t)words);
    for (size_t i = 0; i < (size_t)buckets * LM_BUCKET; i++)
        put_le32(&out, slots[i]);
    for (size_t i = 0; i < words; i++)
        put_le32(&out, lexicon[i]);
    if (!buf_ok(&out, "model", &e) || !file_write_atomic(path, out.ptr, out.len, &e)) {
        fprintf(stderr, "lm_train: %s\n", e.text);
        exit(1);
    }
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    sha256_mem(out.ptr, out.len, sum);
    hash_hex(sum, hex);
    fprintf(stderr, "%zu n-grams, %zu words, %zu bytes, sha256 %s\n", n, words, out.len, hex);
    free(slots);
    buf_release(&out);
}

static void gather(struct lm_text *t, const char *corpora, const char *letters,
                   const char *surnames, const char *forms)
{
    static const struct {
        const char *path, *key;
    } names[] = {
        { "text/names/duyet/boy.txt", NULL },
        { "text/names/duyet/girl.txt", NULL },
        { "text/divisions/VietnamProvinces/vietnam_provinces/data/flat-divisions.json", "name" },
        { "text/divisions/ThangLeQuoc/json/vn_only_simplified_json_generated_data_vn_units.json",
          "FullName" },
    };
    static const struct {
        const char *middle, *given;
        size_t each;
    } people[] = {
        { "Văn", "boy_one_word.txt", 20 },
        { "Thị", "girl_one_word.txt", 20 },
        { NULL, "boy.txt", 16 },
        { NULL, "girl.txt", 17 },
    };
    char path[4096];
    bool ok = true;

    snprintf(path, sizeof path, "%s/pages-with-text", corpora);
    lm_text_scored(t, path);
    snprintf(path, sizeof path, "%s/text/legal", corpora);
    ok = ok && lm_text_folder(t, path);
    snprintf(path, sizeof path, "%s/text/nd30", corpora);
    ok = ok && lm_text_folder(t, path) && lm_text_folder(t, letters);
    for (size_t i = 0; ok && i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", corpora, names[i].path);
        ok = lm_text_names(t, path, names[i].key, NAME_TIMES);
    }
    for (size_t i = 0; ok && i < sizeof people / sizeof *people; i++) {
        snprintf(path, sizeof path, "%s/text/names/duyet/%s", corpora, people[i].given);
        ok = lm_text_people(t, surnames, people[i].middle, path, people[i].each);
    }
    ok = ok && lm_text_names(t, forms, NULL, FORM_TIMES);
    if (!ok) {
        fprintf(stderr, "lm_train: texts are missing; give --corpora and --letters\n");
        exit(1);
    }
    fprintf(stderr, "%llu files, %llu paragraphs, %llu repeated, %llu withheld, %zu bytes\n",
            (unsigned long long)t->files, (unsigned long long)t->taken,
            (unsigned long long)t->repeated, (unsigned long long)t->withheld, t->paragraphs.len);
}

int main(int argc, char **argv)
{
    static const struct option longs[] = {
        { "min-count", 1, NULL, 'm' }, { "corpora", 1, NULL, 'c' }, { "letters", 1, NULL, 'l' },
        { "surnames", 1, NULL, 's' },  { "forms", 1, NULL, 'f' },   { NULL, 0, NULL, 0 }
    };
    const char *env = getenv("SOHOA_CORPORA"), *corpora = env ? env : "../shared/corpora";
    const char *letters = "../shared/letters", *surnames = "tests/train/lm-surnames.txt";
    const char *forms = "tests/train/lm-forms.txt";
    struct lm_text t;
    size_t n = 0, words = 0;
    int c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 'm')
            min_count = (uint32_t)strtoul(optarg, NULL, 10);
        else if (c == 'c')
            corpora = optarg;
        else if (c == 'l')
            letters = optarg;
        else if (c == 's')
            surnames = optarg;
        else if (c == 'f')
            forms = optarg;
    }
    if (optind + 1 != argc) {
        fprintf(stderr, "see the head of lm_train.c\n");
        return 2;
    }
    lm_text_init(&t);
    gather(&t, corpora, letters, surnames, forms);
    uint8_t *symbols = symbols_of(&t.paragraphs, &n);
    uint64_t *windows = windows_of(symbols, n);
    free(symbols);
    sort_keys(windows, n);
    for (int k = 1; k <= LM_ORDER; k++)
        count_order(windows, n, k);
    free(windows);
    estimate_first();
    for (int k = 2; k <= LM_ORDER; k++)
        estimate(k);
    uint32_t *lexicon = lexicon_of(&t.paragraphs, &words);
    write_model(argv[optind], lexicon, words);
    free(lexicon);
    for (int k = 1; k <= LM_ORDER; k++)
        free(orders[k].key), free(orders[k].count), free(orders[k].p), free(orders[k].back_off);
    lm_text_release(&t);
    return 0;
}
