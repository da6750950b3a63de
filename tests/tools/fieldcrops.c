/* fieldcrops FIELDS.jsonl STORE -- fields of real heads that are known as crops only.
 *
 * FIELDS.jsonl: {"file","cls","doc","page","text","hand"} a line, cls one of CQBH (issuing bodies),
 * So_Ki_Hieu, Ngay_BH, Loai_VB, ND_Chinh, Chuc_Vu, Chu_Ky; STORE: the crops, read by `sohoa run`.
 * The words of one paper's crops, with the confidence they were read with, are put on a sheet where
 * Decree 30/2020 has them, under a motto (which the crops lack), and the sheet is understood as any
 * other. Prints a table: every crop, what stands on it, what was read, which value the field got
 * and whether it was accepted; names of people who signed are not printed. Exit 1 when a wrong
 * value was accepted, or one with handwriting in it. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/utf8.h"
#include "index/store.h"
#include "paper/paper.h"

enum { CROPS = 64, WORDS = 4000, W = 2480, H = 3508 };

static const struct kind {
    const char *cls, *field;
    int32_t x, y; /* of the crop on the sheet */
} kinds[] = {
    { "CQBH", "issuer", 180, 240 },          { "So_Ki_Hieu", "doc_number", 330, 500 },
    { "Ngay_BH", "issued_date", 1400, 500 }, { "Loai_VB", "", 1020, 700 },
    { "ND_Chinh", "subject", 0, 800 },       { "Chuc_Vu", "signer_title", 1550, 2500 },
    { "Chu_Ky", "signer", 1550, 2950 },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct crop {
    const char *file, *doc, *truth;
    const struct kind *kind;
    bool hand;
    struct page_read *read;
};
static struct crop crops[CROPS];
static uint32_t n_crops;
static struct arena arena;

static void die(const char *what)
{
    fprintf(stderr, "fieldcrops: %s\n", what);
    exit(2);
}

static const char *text_of(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? arena_strdup(&arena, s) : "";
}

static void read_truth(const char *path)
{
    struct buf b;
    struct err e = { 0 };

    buf_init(&b, 16 << 20);
    if (!file_read(path, &b, &e))
        die(e.text);
    for (char *line = b.ptr, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        json_t *o = json_loads(line, 0, NULL);
        if (!o || n_crops == CROPS)
            die("not a line of fields");
        struct crop *c = &crops[n_crops++];
        *c = (struct crop){ .file = text_of(o, "file"),
                            .doc = text_of(o, "doc"),
                            .truth = text_of(o, "text"),
                            .hand = json_is_true(json_object_get(o, "hand")) };
        const char *cls = text_of(o, "cls");
        for (size_t k = 0; k < KINDS; k++)
            if (strcmp(kinds[k].cls, cls) == 0)
                c->kind = &kinds[k];
        if (!c->kind)
            die("a class nobody knows");
        json_decref(o);
    }
    buf_release(&b);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static struct page_read *page_copy(const struct page_read *p)
{
    struct page_read *out = ARENA_NEW(&arena, struct page_read, 1);

    *out = *p;
    out->words = ARENA_NEW(&arena, struct word, p->n_words);
    out->lines = ARENA_NEW(&arena, struct text_line, p->n_lines);
    for (uint32_t i = 0; i < p->n_words; i++) {
        out->words[i] = p->words[i];
        out->words[i].text = arena_strdup(&arena, p->words[i].text);
        out->words[i].box = page_box_to_scan(p, p->words[i].box); /* small crops are read larger */
    }
    if (p->n_lines)
        memcpy(out->lines, p->lines, p->n_lines * sizeof *p->lines);
    out->n_codes = 0;
    return out;
}

static bool take_page(void *ctx, const struct store_page *p, const char *document_id,
                      const struct page_read *read, struct err *e)
{
    (void)ctx;
    (void)document_id;
    (void)e;
    for (uint32_t i = 0; read && i < n_crops; i++)
        if (strcmp(base_name(crops[i].file), base_name(p->entry)) == 0)
            crops[i].read = page_copy(read);
    return true;
}

static void put_word(struct page_read *p, const struct word *w, int32_t dx, int32_t dy)
{
    if (p->n_words == WORDS)
        die("too many words");
    struct word *out = &p->words[p->n_words++];
    *out = *w;
    out->box = (struct box){ w->box.x0 + dx, w->box.y0 + dy, w->box.x1 + dx, w->box.y1 + dy };
    p->lines[p->n_lines - 1].count++;
}

static void new_line(struct page_read *p)
{
    p->lines[p->n_lines++] = (struct text_line){ .first = p->n_words };
}

/* The motto, which every head has and no crop: 13 points high, in the right column. */
static void put_motto(struct page_read *p)
{
    static const char *const lines[] = { "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                                         "Độc lập - Tự do - Hạnh phúc" };
    for (size_t i = 0; i < 2; i++) {
        int32_t x = i ? 1450 : 1250;
        new_line(p);
        for (const char *at = lines[i]; *at;) {
            const size_t n = strcspn(at, " ");
            const int32_t wide = 28 * (int32_t)utf8_count(at, n);
            const struct word w = { .text = arena_strndup(&arena, at, n),
                                    .box = { x, 250 + 70 * (int32_t)i, x + wide,
                                             295 + 70 * (int32_t)i },
                                    .conf = 0.99F };
            put_word(p, &w, 0, 0);
            x += wide + 22;
            at += n + (at[n] == ' ');
        }
    }
}

static struct page_read *sheet_of(const char *doc)
{
    struct page_read *p = ARENA_NEW(&arena, struct page_read, 1);

    *p = (struct page_read){ .state = PAGE_DONE,
                             .scan_w = W,
                             .scan_h = H,
                             .frame_w = W,
                             .frame_h = H,
                             .dpi = 300,
                             .text_confidence = 0.95F,
                             .engine = "fast",
                             .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 } };
    p->words = ARENA_NEW(&arena, struct word, WORDS);
    p->lines = ARENA_NEW(&arena, struct text_line, WORDS);
    put_motto(p);
    for (size_t k = 0; k < KINDS; k++)
        for (uint32_t i = 0; i < n_crops; i++) {
            const struct crop *c = &crops[i];
            if (c->kind != &kinds[k] || strcmp(c->doc, doc) != 0 || !c->read)
                continue;
            const int32_t x =
                kinds[k].x ? kinds[k].x : (W - c->read->scan_w) / 2; /* centred under the title */
            for (uint32_t l = 0; l < c->read->n_lines; l++) {
                new_line(p);
                for (uint32_t w = 0; w < c->read->lines[l].count; w++)
                    put_word(p, &c->read->words[c->read->lines[l].first + w], x, kinds[k].y);
            }
        }
    return p;
}

/* One line, NFC, blanks squeezed, no leaders at the ends, tone where it is put today. */
static const char *plain(const char *s)
{
    char *nfc = utf8_nfc(&arena, s, strlen(s)), *out = nfc;

    for (const char *c = nfc; *c; c++) {
        const bool blank = *c == '\n' || *c == ' ';
        if (!blank || (out > nfc && out[-1] != ' '))
            *out++ = blank ? ' ' : *c;
    }
    while (out > nfc && strchr(" .,;", out[-1]))
        out--;
    *out = '\0';
    return utf8_tone_fold(&arena, nfc, strlen(nfc));
}

/* What the field should say: a number without "Số:", a day as ISO, a subject without its title. */
static const char *wanted(const struct crop *c)
{
    const char *t = c->truth;
    int d, m, y;

    if (strcmp(c->kind->field, "doc_number") == 0) {
        t = strstr(t, ":") ? strstr(t, ":") + 1 : t;
        return t + strspn(t, " ");
    }
    if (strcmp(c->kind->field, "issued_date") == 0 &&
        sscanf(t, "ngày %d tháng %d năm %d", &d, &m, &y) == 3) {
        char *iso = arena_alloc(&arena, 16, 1);
        snprintf(iso, 16, "%04d-%02d-%02d", y, m, d);
        return iso;
    }
    for (uint32_t i = 0; strcmp(c->kind->field, "subject") == 0 && i < n_crops; i++) {
        const size_t n = strlen(crops[i].truth);
        if (strcmp(crops[i].kind->cls, "Loai_VB") == 0 && strcmp(crops[i].doc, c->doc) == 0 &&
            strncmp(t, crops[i].truth, n) == 0 && t[n] == '\n')
            return t + n + 1;
    }
    return t;
}

struct tally {
    uint32_t all, exact, accepted, wrong, hand_accepted;
};

static void print_row(const struct crop *c, const struct document *doc, struct tally *t)
{
    const struct field *f = doc && *c->kind->field ? document_field(doc, c->kind->field) : NULL;
    const struct field *above =
        doc && strcmp(c->kind->field, "issuer") == 0 ? document_field(doc, "superior") : NULL;
    const char *text = c->read ? page_text(c->read, &arena) : NULL;
    char value[1200] = "";
    const char *verdict = "text only";

    if (f)
        snprintf(value, sizeof value, "%s%s%s", above ? above->value : "", above ? " " : "",
                 f->value);
    if (*c->kind->field) {
        const bool hit = strcmp(plain(value), plain(wanted(c))) == 0;
        t->all++;
        t->exact += hit;
        t->accepted += f && f->accepted;
        t->wrong += f && f->accepted && !hit;
        t->hand_accepted += f && f->accepted && c->hand;
        verdict = hit && f && f->accepted ? "right, accepted"
                  : hit                   ? "right, for review"
                  : f && f->accepted      ? "WRONG, ACCEPTED"
                  : f                     ? "wrong, for review"
                                          : "not found";
    }
    const bool person = strcmp(c->kind->field, "signer") == 0;
    printf("| %s | %s | %s | %s | %s | %s | %s |\n", base_name(c->file),
           *c->kind->field ? c->kind->field : "type", c->hand ? "yes" : "",
           person ? "(a name)" : plain(c->truth),
           person          ? ""
           : text && *text ? plain(text)
                           : "-",
           person   ? ""
           : *value ? plain(value)
                    : "-",
           verdict);
}

static const struct document *understand(const struct paper_tables *t, const char *doc)
{
    struct dossier_page *page = ARENA_NEW(&arena, struct dossier_page, 1);
    struct dossier d = { .archive = "crops", .key = doc, .pages = page, .n_pages = 1 };
    struct dossier_result r;
    struct err e = { 0 };

    *page = (struct dossier_page){ .entry = doc, .page = 1, .sha256 = "", .read = sheet_of(doc) };
    if (!paper_understand(t, &d, &arena, &r, &e))
        die(e.text);
    return r.n_docs ? &r.docs[0] : NULL;
}

int main(int argc, char **argv)
{
    struct store *s = NULL;
    struct paper_tables *t = NULL;
    struct err e = { 0 };
    struct tally sum = { 0 };

    if (argc != 3)
        die("usage: fieldcrops FIELDS.jsonl STORE");
    arena_init(&arena, (size_t)1 << 30);
    read_truth(argv[1]);
    if (!store_open(&s, argv[2], STORE_SIDE, false, &e) ||
        !store_pages(s, true, take_page, NULL, &e) || !paper_open(&t, &e))
        die(e.text);
    puts("| crop | field | handwritten | printed or written | read | value | "
         "|\n|---|---|---|---|---|---|---|");
    for (uint32_t i = 0; i < n_crops; i++) {
        bool first = true;
        for (uint32_t k = 0; k < i; k++)
            first &= strcmp(crops[k].doc, crops[i].doc) != 0;
        if (!first)
            continue;
        const struct document *doc = understand(t, crops[i].doc);
        for (uint32_t k = i; k < n_crops; k++)
            if (strcmp(crops[k].doc, crops[i].doc) == 0)
                print_row(&crops[k], doc, &sum);
    }
    printf("\n%u fields, %u exact, %u accepted, %u of these wrong, %u with handwriting accepted.\n",
           sum.all, sum.exact, sum.accepted, sum.wrong, sum.hand_accepted);
    paper_close(t);
    store_close(s);
    arena_reset(&arena);
    return sum.wrong || sum.hand_accepted ? 1 : 0;
}
