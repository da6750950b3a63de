/* Which text a softmax output stands for: the unicharset numbers the texts, the recoder gives each
 * a code. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ocr/lstm_internal.h"

/* The first ids of the list mean special things; id 1 joins, id 2 is a broken character. */
enum { ID_SPACE = 0, ID_SPECIALS = 3, MAX_IDS = 65536 };

static bool damaged(struct err *e, const char *what)
{
    return err_set(e, ERR_INPUT, "model: %s is damaged; install the .traineddata again", what);
}

static bool valid(const char *s, size_t len)
{
    for (size_t i = 0; i < len;)
        if (utf8_next(s, len, &i) == 0xFFFD)
            return false;
    return true;
}

/* First token of the next line. */
static bool next_line(struct lstm_bytes *b, const char **tok, size_t *len)
{
    const size_t left = (size_t)(b->end - b->p);
    const uint8_t *nl = left ? memchr(b->p, '\n', left) : NULL;
    if (!nl)
        return false;
    *tok = (const char *)b->p;
    *len = 0;
    while (b->p + *len < nl && b->p[*len] > ' ')
        ++*len;
    b->p = nl + 1;
    return *len > 0;
}

static bool read_texts(struct lstm_model *m, struct lstm_bytes *b, const char **by_id, uint32_t n,
                       struct err *e)
{
    char *out = m->texts;

    for (uint32_t id = 0; id < n; id++) {
        const char *tok;
        size_t len;
        if (!next_line(b, &tok, &len) || memchr(tok, 0, len) || !valid(tok, len))
            return damaged(e, "the list of characters");
        by_id[id] = out;
        if (id == ID_SPACE || (len == 4 && memcmp(tok, "NULL", 4) == 0)) {
            *out++ = ' ';
        } else if (id >= ID_SPECIALS) {
            memcpy(out, tok, len);
            out += len;
        }
        *out++ = 0;
    }
    return true;
}

static bool read_codes(struct lstm_model *m, struct lstm_bytes *b, const char *const *by_id,
                       uint32_t n, struct err *e)
{
    if (lstm_u32(b) != n || b->bad)
        return damaged(e, "the list of codes");
    for (uint32_t id = 0; id < n; id++) {
        lstm_u8(b);
        const uint32_t len = lstm_u32(b), code = lstm_u32(b);
        if (!b->bad && len > 1 && len <= 9)
            return err_set(e, ERR_UNSUPPORTED,
                           "model: characters of several codes; use the tesseract engine");
        if (b->bad || len != 1 || code >= (uint32_t)m->codes)
            return damaged(e, "the list of codes");
        if ((int32_t)code != m->null_code)
            m->text[code] = by_id[id];
    }
    return true;
}

bool lstm_charset_read(struct lstm_model *m, struct lstm_bytes *u, struct lstm_bytes *r,
                       struct err *e)
{
    const char *tok;
    size_t len;
    uint32_t n = 0;

    if (!next_line(u, &tok, &len) || len > 6)
        return damaged(e, "the list of characters");
    for (size_t i = 0; i < len; i++) {
        if (tok[i] < '0' || tok[i] > '9')
            return damaged(e, "the list of characters");
        n = n * 10 + (uint32_t)(tok[i] - '0');
    }
    if (n < ID_SPECIALS || n > MAX_IDS)
        return damaged(e, "the list of characters");
    /* A text is shorter than its line, so the component bounds the sum. */
    m->texts = calloc(1, (size_t)(u->end - u->p) + 2 * (size_t)n + 2);
    m->text = calloc((size_t)m->codes, sizeof *m->text);
    const char **by_id = calloc(n, sizeof *by_id);
    bool ok = m->texts && m->text && by_id;
    if (!ok)
        err_set(e, ERR_NOMEM, "model: no memory for %u characters", n);
    for (int32_t c = 0; ok && c < m->codes; c++)
        m->text[c] = "";
    ok = ok && read_texts(m, u, by_id, n, e) && read_codes(m, r, by_id, n, e);
    free(by_id);
    return ok;
}
