#include "ocr/lm.h"

#include <endian.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/utf8.h"

enum { MODELS_MAX = 4, HEAD = 16 };
static const char MAGIC[8] = "SOHOALM1";

struct lm {
    uint32_t buckets, words;
    uint32_t *slots; /* buckets * LM_BUCKET, then the lexicon; aligned to a bucket */
    const uint32_t *lexicon;
    char *path; /* NULL: not shared */
    uint32_t users;
};

static pthread_mutex_t shared_lock = PTHREAD_MUTEX_INITIALIZER;
static struct lm *shared[MODELS_MAX];

/* ---- symbols ---- */

/* In the order of their symbols from LM_FIRST + 26 on; what is not here is LM_OTHER. */
static const uint16_t letters[] = {
    0xE0,   0xE1,   0x1EA3, 0xE3,   0x1EA1, 0x103,  0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7, 0xE2,
    0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD, 0x111,  0xE8,   0xE9,   0x1EBB, 0x1EBD, 0x1EB9, 0xEA,
    0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7, 0xEC,   0xED,   0x1EC9, 0x129,  0x1ECB, 0xF2,   0xF3,
    0x1ECF, 0xF5,   0x1ECD, 0xF4,   0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9, 0x1A1,  0x1EDD, 0x1EDB,
    0x1EDF, 0x1EE1, 0x1EE3, 0xF9,   0xFA,   0x1EE7, 0x169,  0x1EE5, 0x1B0,  0x1EEB, 0x1EE9, 0x1EED,
    0x1EEF, 0x1EF1, 0x1EF3, 0xFD,   0x1EF7, 0x1EF9, 0x1EF5,
};
static const char marks[] = ".,;:-\"()/%&+*=_[]<>!?@'";
enum { N_LETTERS = sizeof letters / sizeof *letters, N_MARKS = sizeof marks - 1 };
enum { FIRST_LETTER = LM_FIRST + 26, FIRST_MARK = FIRST_LETTER + N_LETTERS };

uint32_t lm_symbols(void)
{
    return FIRST_MARK + N_MARKS;
}

static uint32_t unified(uint32_t cp)
{
    if (cp == 0x2018 || cp == 0x2019 || cp == 0xB4 || cp == 0x60)
        return '\'';
    if (cp == 0x201C || cp == 0x201D || cp == 0x201E || cp == 0xAB || cp == 0xBB)
        return '"';
    if (cp >= 0x2010 && cp <= 0x2015)
        return '-';
    return cp;
}

uint32_t lm_symbol(uint32_t cp)
{
    cp = utf8_lower(unified(cp));
    if (cp >= 'a' && cp <= 'z')
        return LM_FIRST + cp - 'a';
    if (cp >= '0' && cp <= '9')
        return LM_DIGIT;
    if (cp == ' ' || cp == '\t' || cp == '\n' || cp == 0xA0)
        return LM_SPACE;
    if (cp < 128) {
        const char *at = cp ? strchr(marks, (int)cp) : NULL;
        return at ? FIRST_MARK + (uint32_t)(at - marks) : LM_OTHER;
    }
    for (uint32_t i = 0; i < N_LETTERS; i++)
        if (letters[i] == cp)
            return FIRST_LETTER + i;
    return LM_OTHER;
}

/* ---- the table ---- */

uint64_t lm_hash(uint64_t key)
{
    key ^= key >> 31;
    key *= UINT64_C(0x9E3779B97F4A7C15);
    key ^= key >> 29;
    key *= UINT64_C(0xBF58476D1CE4E5B9);
    return key ^ key >> 32;
}

uint32_t lm_word_hash(const char *word, size_t len)
{
    uint64_t h = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < len; i++)
        h = (h ^ (uint8_t)word[i]) * UINT64_C(0x100000001B3);
    return (uint32_t)(lm_hash(h) >> 32);
}

/* 0 when the n-gram is unknown. */
static uint32_t find(const struct lm *m, uint64_t key)
{
    const uint64_t h = lm_hash(key);
    const uint32_t print = (uint32_t)(h >> 48);
    uint32_t b = (uint32_t)((h & 0xFFFFFFFF) * m->buckets >> 32);

    for (int i = 0; i < LM_PROBES; i++) {
        const uint32_t *slot = m->slots + (size_t)b * LM_BUCKET;
        for (int j = 0; j < LM_BUCKET; j++)
            if (slot[j] >> 16 == print && slot[j])
                return slot[j];
        if (!slot[LM_BUCKET - 1])
            return 0;
        b = b + 1 < m->buckets ? b + 1 : 0;
    }
    return 0;
}

static uint64_t newest(uint64_t symbols, uint32_t n)
{
    return symbols & ((UINT64_C(1) << 8 * n) - 1);
}

static void learn(const struct lm *m, struct lm_context *c)
{
    c->known = 0;
    for (uint32_t n = 1; n < LM_ORDER && c->last >> 8 * (n - 1); n++) {
        const uint32_t slot = find(m, newest(c->last, n));
        if (!slot)
            break;
        c->back_off[n] = (uint8_t)slot;
        c->known = (uint8_t)n;
    }
}

void lm_start(const struct lm *m, struct lm_context *c)
{
    *c = (struct lm_context){ .last = LM_BOUNDARY };
    learn(m, c);
}

uint32_t lm_cost(const struct lm *m, const struct lm_context *c, uint32_t symbol)
{
    uint32_t cost = 0;

    for (uint32_t n = c->known;; n--) {
        const uint32_t slot = find(m, newest(c->last, n) << 8 | symbol);
        if (slot) {
            cost += slot >> 8 & 0xFF;
            break;
        }
        if (n == 0) {
            cost = LM_COST_MAX;
            break;
        }
        cost += c->back_off[n];
    }
    return cost < 1 ? 1 : cost < LM_COST_MAX ? cost : LM_COST_MAX;
}

void lm_push(const struct lm *m, struct lm_context *c, uint32_t symbol)
{
    c->last = symbol == LM_BOUNDARY ? LM_BOUNDARY : newest(c->last << 8 | symbol, LM_ORDER - 1);
    learn(m, c);
}

bool lm_knows(const struct lm *m, const char *word, size_t len)
{
    const uint32_t h = lm_word_hash(word, len);
    uint32_t lo = 0, hi = m->words;

    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        if (m->lexicon[mid] < h)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < m->words && m->lexicon[lo] == h;
}

/* ---- files ---- */

static bool damaged(struct err *e)
{
    return err_set(e, ERR_INPUT, "the language model is damaged; install sohoa's models again");
}

static uint32_t le32(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return le32toh(v);
}

static bool take(struct lm *m, const uint8_t *p, size_t len, struct err *e)
{
    if (len < HEAD || len > LM_FILE_MAX || memcmp(p, MAGIC, sizeof MAGIC) != 0)
        return damaged(e);
    m->buckets = le32(p + 8);
    m->words = le32(p + 12);
    const uint64_t n = (uint64_t)m->buckets * LM_BUCKET + m->words;
    if (m->buckets == 0 || n != (len - HEAD) / sizeof(uint32_t) || (len - HEAD) % sizeof(uint32_t))
        return damaged(e);
    m->slots = aligned_alloc(64, ((size_t)n * sizeof(uint32_t) + 63) / 64 * 64);
    if (!m->slots)
        return err_set(e, ERR_NOMEM, "no memory for a language model");
    memcpy(m->slots, p + HEAD, (size_t)n * sizeof(uint32_t));
    for (size_t i = 0; BYTE_ORDER != LITTLE_ENDIAN && i < n; i++)
        m->slots[i] = le32toh(m->slots[i]);
    m->lexicon = m->slots + (size_t)m->buckets * LM_BUCKET;
    for (uint32_t i = 1; i < m->words; i++)
        if (m->lexicon[i - 1] >= m->lexicon[i])
            return damaged(e);
    return true;
}

static void release(struct lm *m)
{
    free(m->slots);
    free(m->path);
    free(m);
}

bool lm_parse(struct lm **out, const void *bytes, size_t len, struct err *e)
{
    struct lm *m = calloc(1, sizeof *m);

    *out = NULL;
    if (!m)
        return err_set(e, ERR_NOMEM, "no memory for a language model");
    if (!take(m, bytes, len, e)) {
        release(m);
        return false;
    }
    *out = m;
    return true;
}

static bool load(struct lm **out, const char *path, struct err *e)
{
    struct buf b;

    buf_init(&b, LM_FILE_MAX);
    bool ok = file_read(path, &b, e) && lm_parse(out, b.ptr ? b.ptr : "", b.len, e);
    buf_release(&b);
    if (ok && !((*out)->path = strdup(path))) {
        release(*out);
        *out = NULL;
        ok = err_set(e, ERR_NOMEM, "no memory for a language model");
    }
    return ok;
}

bool lm_open(struct lm **out, const char *path, struct err *e)
{
    struct lm **empty = NULL;
    bool ok = true;

    *out = NULL;
    pthread_mutex_lock(&shared_lock);
    for (int i = 0; i < MODELS_MAX && !*out; i++) {
        if (!shared[i])
            empty = empty ? empty : &shared[i];
        else if (strcmp(shared[i]->path, path) == 0)
            *out = shared[i];
    }
    if (!*out) {
        ok = empty ? load(empty, path, e)
                   : err_set(e, ERR_LIMIT, "more than %d language models are open", MODELS_MAX);
        *out = ok ? *empty : NULL;
    }
    if (ok)
        (*out)->users++;
    pthread_mutex_unlock(&shared_lock);
    return ok;
}

void lm_close(struct lm *m)
{
    if (!m)
        return;
    pthread_mutex_lock(&shared_lock);
    const bool last = !m->path || --m->users == 0;
    for (int i = 0; i < MODELS_MAX && last; i++)
        if (shared[i] == m)
            shared[i] = NULL;
    pthread_mutex_unlock(&shared_lock);
    if (last)
        release(m);
}
