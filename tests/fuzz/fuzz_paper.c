/* Pages of random words in random boxes through paper_understand: no crash, bounded time, and every
 * done page in exactly one document. Bytes choose words of a small vocabulary (titles, labels,
 * motto pieces, dates, raw bytes) and boxes, mostly in rows so that the deep paths are reached. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const words[] = {
    "CỘNG",  "HÒA",        "XÃ",         "HỘI",    "CHỦ",
    "NGHĨA", "VIỆT",       "NAM",        "Độc",    "lập",
    "-",     "Tự",         "do",         "Hạnh",   "phúc",
    "Số:",   "/UBND-HCC",  "12/QĐ-UBND", "ngày",   "05",
    "tháng", "01",         "năm",        "2026",   "QUYẾT",
    "ĐỊNH",  "GIẤY",       "KHAI",       "SINH",   "XÁC",
    "NHẬN",  "TỜ",         "CĂN",        "CƯỚC",   "CÔNG",
    "DÂN",   "Họ,",        "chữ",        "đệm,",   "tên:",
    "tên",   "người",      "mẹ:",        "Nguyễn", "Văn",
    "Mẫu",   "NGUYỄN",     "V/v",        "Kính",   "gửi:",
    "Nơi",   "nhận:",      "TM.",        "KT.",    "CHỦ",
    "TỊCH",  "./.",        "....",       "…",      "IDVNM0850000009019085000000<<1",
    "Trang", "2/4",        "2",          ":",      "(",
    ")",     "31/02/2020", "Chứng",      "thực",   "bản",
    "sao",   "đúng",       "với",        "chính",  "BÊN",
    "NỮ",    "Diện",       "tích:",      "538,0",  "m2",
    "sinh:", "Giới",       "tính:",      "Nam",    "\xF0\x9F\x98\x80",
    "ỦY",    "BAN",        "NHÂN",
};

struct feed {
    const uint8_t *p;
    size_t n;
};

static uint32_t byte(struct feed *f)
{
    if (f->n == 0)
        return 0;
    f->n--;
    return *f->p++;
}

static int32_t coordinate(struct feed *f, int32_t near)
{
    const uint32_t b = byte(f);
    return b < 250
               ? near + (int32_t)b
               : (int32_t)((byte(f) << 24 | byte(f) << 16 | byte(f) << 8 | byte(f)) & 0x7FFFFFFF) *
                     (b & 1 ? 1 : -1);
}

static struct page_read *page(struct feed *f, struct arena *a)
{
    struct page_read *p = ARENA_NEW(a, struct page_read, 1);
    const uint32_t n = byte(f) * 2;
    int32_t x = 0, y = 0;

    if (!p)
        return NULL;
    *p = (struct page_read){ .scan_w = 1240,
                             .scan_h = 1754,
                             .frame_w = 1240,
                             .frame_h = 1754,
                             .to_scan = { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
                             .engine = "" };
    p->state = byte(f) < 200 ? PAGE_DONE : byte(f) & 1 ? PAGE_BLANK : PAGE_SEPARATOR;
    p->words = ARENA_NEW(a, struct word, n + 1);
    p->lines = ARENA_NEW(a, struct text_line, n + 1);
    if (!p->words || !p->lines)
        return NULL;
    for (uint32_t i = 0; i < n && f->n > 0; i++) {
        const uint32_t c = byte(f);
        if (c > 220 || p->n_lines == 0) {
            p->lines[p->n_lines++] = (struct text_line){ .first = p->n_words };
            y += 30 + (int32_t)(byte(f) % 60);
            x = (int32_t)(byte(f) * 3);
        }
        struct word *w = &p->words[p->n_words++];
        w->text = words[c % (sizeof words / sizeof *words)];
        if (c == 200) { /* raw text, made valid as every recogniser's is */
            const size_t len = f->n < 12 ? f->n : 12;
            w->text = utf8_nfc(a, (const char *)f->p, len);
            f->p += len;
            f->n -= len;
            if (!w->text)
                return NULL;
        }
        w->conf = (float)byte(f) / 255;
        w->box = c == 199 ? (struct box){ coordinate(f, x), coordinate(f, y), coordinate(f, x),
                                          coordinate(f, y) }
                          : (struct box){ x, y, x + 12 * (int32_t)strlen(w->text), y + 20 };
        x += 12 * (int32_t)strlen(w->text) + (byte(f) > 230 ? 120 : 8);
        p->lines[p->n_lines - 1].count++;
    }
    return p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct paper_tables *tables;
    struct feed f = { data, size };
    struct dossier_page pages[8];
    struct dossier_result r;
    struct arena a;
    struct err e = { 0 };
    uint32_t n = 0, done = 0, held = 0;

    if (!tables && !paper_open(&tables, &e))
        abort();
    arena_init(&a, 64 << 20);
    const bool is_signed = byte(&f) > 240;
    while (n < 8 && f.n > 0) {
        struct page_read *p = page(&f, &a);
        if (!p)
            break;
        pages[n++] = (struct dossier_page){
            .entry = byte(&f) & 1 ? "a" : "b", .page = (int32_t)n, .sha256 = "", .read = p
        };
        done += p->state == PAGE_DONE;
    }
    const struct dossier d = {
        .archive = "", .key = "", .pages = pages, .n_pages = n, .is_signed_pdf = is_signed
    };
    if (paper_understand(tables, &d, &a, &r, &e))
        for (uint32_t i = 0; i < r.n_docs; i++) {
            held += r.docs[i].n_pages;
            for (uint32_t k = 0; k < r.docs[i].n_fields; k++) {
                const struct field *x = &r.docs[i].fields[k];
                if (!(x->confidence >= 0 && x->confidence <= 1) || x->page < 1 ||
                    x->page > (int32_t)r.docs[i].n_pages || !*x->value)
                    abort();
            }
        }
    if (e.kind == ERR_NONE && held != done)
        abort();
    arena_reset(&a);
    return 0;
}
