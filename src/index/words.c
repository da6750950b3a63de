/* The words a person typed: into an FTS5 expression, and found again in a text for the snippet. */
#include <string.h>

#include "base/utf8.h"
#include "index/fts.h"
#include "index/normal.h"

enum { MAX_UNITS = 64, MAX_TYPED = 4096, BEFORE = 60, AFTER = 120 /* bytes around a hit */ };

static bool is_word(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp != 0xFFFD && utf8_is_letter(cp));
}

/* Has this stretch anything the tokenizer keeps? An empty phrase would match nothing. */
static bool has_word(const char *s, size_t len, bool *marked)
{
    bool any = false;

    for (size_t i = 0; i < len;) {
        const uint32_t cp = utf8_next(s, len, &i);
        any = any || is_word(cp);
        *marked = *marked || (cp >= 0x80 && is_word(cp));
    }
    return any;
}

bool fts_query(struct arena *a, const char *typed, struct buf *out, uint32_t *units, bool *marked,
               struct err *e)
{
    const size_t typed_len = strnlen(typed, MAX_TYPED + 1);
    char *nfc = typed_len > MAX_TYPED ? NULL : utf8_nfc(a, typed, typed_len);
    char *clean = nfc ? normal_scrub(a, nfc, strlen(nfc), " ") : NULL;

    *units = 0;
    *marked = false;
    if (typed_len > MAX_TYPED)
        return err_set(e, ERR_USAGE, "the search text is longer than %d bytes", MAX_TYPED);
    if (!clean)
        return err_set(e, ERR_NOMEM, "search: no memory");
    for (const char *at = clean; *at && *units < MAX_UNITS;) {
        const bool quoted = *at == '"';
        at += quoted;
        const size_t n = strcspn(at, quoted ? "\"" : " \t\n\"");
        if (has_word(at, n, marked)) {
            buf_printf(out, "%s\"%.*s\"", *units ? " AND " : "", (int)n, at);
            ++*units;
        }
        at += n;
        if (*at && (quoted || *at != '"'))
            at++;
    }
    return buf_ok(out, "search text", e);
}

/* Does the word at s equal the folded key? */
static bool same_word(const char *s, size_t len, const char *key)
{
    size_t i = 0;

    while (i < len) {
        const uint32_t cp = utf8_next(s, len, &i);
        if (cp >= 0x300 && cp <= 0x36F)
            continue;
        if (!is_word(cp))
            break;
        if (!*key || utf8_lower(utf8_base(cp)) != (unsigned char)*key)
            return false;
        key++;
    }
    return !*key;
}

static size_t find_word(const char *text, size_t len, const char *key)
{
    bool inside = false;

    for (size_t i = 0; i < len;) {
        size_t next = i;
        const bool word = is_word(utf8_next(text, len, &next));
        if (word && !inside && same_word(text + i, len - i, key))
            return i;
        inside = word;
        i = next;
    }
    return len;
}

/* The first word of what was typed, folded; "" when its letters are not Latin. */
static char *first_key(struct arena *a, const char *typed)
{
    char *fold = utf8_fold(a, typed, strlen(typed));
    size_t from = 0, len = fold ? strlen(fold) : 0, i = 0, to;

    if (!fold)
        return NULL;
    for (; i < len; from = i)
        if (is_word(utf8_next(fold, len, &i)))
            break;
    for (to = from; to < len && (unsigned char)fold[to] < 0x80 && is_word((unsigned char)fold[to]);
         to++)
        ;
    return arena_strndup(a, fold + from, to - from);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

char *fts_snippet(struct arena *a, const char *text, const char *typed)
{
    const char *key = first_key(a, typed);
    /* Masked before it is cut: half an identifier would no longer look like one. */
    const char *clean = normal_scrub(a, text, strlen(text), "•••");
    const size_t len = clean ? strlen(clean) : 0;
    size_t at = clean && key && *key ? find_word(clean, len, key) : 0;

    if (!key || !clean)
        return NULL;
    if (at == len)
        at = 0;
    size_t from = at > BEFORE ? at - BEFORE : 0, to = len - at > AFTER ? at + AFTER : len;
    while (from > 0 && from < at && !is_space(clean[from - 1]))
        from++;
    while (to < len && to > at && !is_space(clean[to]))
        to--;
    if (to == at) /* one endless word */
        for (to = len - at > AFTER ? at + AFTER : len;
             to < len && ((unsigned char)clean[to] & 0xC0) == 0x80;)
            to++;
    char *cut = arena_strndup(a, clean + from, to - from);
    for (char *c = cut; c && *c; c++)
        if (is_space(*c))
            *c = ' ';
    return cut;
}
