/* Where the time of a page goes: bench_stages [--repeat N] [--model FILE] [--no-lm] IMAGE...
 *
 * One JSON line an image and one "all" line of medians; ms of thread CPU time, best of N (3):
 *   jpeg     libjpeg-turbo alone, straight to full-size grey (JPEG only; else 0)
 *   prepare  decode, level, clean (jpeg is part of it)
 *   codes    QR codes and barcodes
 *   lines    text lines found and straightened
 *   lstm     the network over all lines, first reading included
 *   words    words and their boxes
 *   read     ocr_read as the product calls it: lines + lstm + words + language model
 *   lm       what read costs beyond lines, lstm and words
 *   pdf      a searchable PDF of the page
 * and gmac, the network's multiply-accumulates; limit = jpeg + gmac / peak, the least a page can
 * cost with this network on this CPU; ratio = page / limit, page = prepare + codes + read + pdf.
 * The peak is measured first, with the instruction the kernel in use relies on (SOHOA_CPU). */
#include <getopt.h>
#include <immintrin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <turbojpeg.h>

#include "base/atomicfile.h"
#include "codes/codes.h"
#include "image/image.h"
#include "ocr/lines.h"
#include "ocr/lstm.h"
#include "ocr/ocr.h"
#include "ocr/words_lines.h"
#include "pdf/pdf.h"

enum {
    JPEG,
    PREPARE,
    CODES,
    LINES,
    LSTM,
    WORDS,
    READ,
    LM,
    PDF,
    STAGES,
    PAGES_MAX = 4096,
    CODES_MAX = 32
};
static const char *const names[STAGES] = { "jpeg",  "prepare", "codes", "lines", "lstm",
                                           "words", "read",    "lm",    "pdf" };

struct bench {
    struct image *image;
    struct ocr *ocr;
    struct lstm_model *model;
    struct lstm *lstm;
    struct arena arena, chars;
    int repeat;
    double peak; /* multiply-accumulates a second */
};

struct timing {
    double ms[STAGES], gmac, limit, page;
};

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ---- what the CPU can multiply at most ---- */
#define REPEAT(op) op(0) op(1) op(2) op(3) op(4) op(5) op(6) op(7) op(8) op(9) op(10) op(11)
enum { ROUNDS = 1 << 16, CHAINS = 12 };

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512vnni"))) static double macs_avx512(void)
{
    __m512i a[CHAINS];
    const __m512i x = _mm512_set1_epi32(0x01020304);
    for (int i = 0; i < CHAINS; i++)
        a[i] = _mm512_set1_epi32(i);
    for (int r = 0; r < ROUNDS; r++) {
#define STEP(i) __asm__ volatile("vpdpbusd %1, %1, %0" : "+v"(a[i]) : "v"(x));
        REPEAT(STEP)
#undef STEP
    }
    return 64.0 * CHAINS * ROUNDS;
}

__attribute__((target("avx2"))) static double macs_avx2(void)
{
    __m256i a[CHAINS];
    const __m256i x = _mm256_set1_epi32(0x00010002);
    for (int i = 0; i < CHAINS; i++)
        a[i] = _mm256_set1_epi32(i);
    for (int r = 0; r < ROUNDS; r++) {
#define STEP(i)                                                                                    \
    __asm__ volatile("vpmaddwd %1, %1, %%ymm15\n\tvpaddd %%ymm15, %0, %0"                          \
                     : "+x"(a[i])                                                                  \
                     : "x"(x)                                                                      \
                     : "xmm15");
        REPEAT(STEP)
#undef STEP
    }
    return 16.0 * CHAINS * ROUNDS;
}

__attribute__((target("sse2"))) static double macs_sse2(void)
{
    __m128i a[CHAINS];
    const __m128i x = _mm_set1_epi32(0x00010002);
    for (int i = 0; i < CHAINS; i++)
        a[i] = _mm_set1_epi32(i);
    for (int r = 0; r < ROUNDS; r++) {
#define STEP(i)                                                                                    \
    __asm__ volatile("movdqa %1, %%xmm15\n\tpmaddwd %1, %%xmm15\n\tpaddd %%xmm15, %0"              \
                     : "+x"(a[i])                                                                  \
                     : "x"(x)                                                                      \
                     : "xmm15");
        REPEAT(STEP)
#undef STEP
    }
    return 8.0 * CHAINS * ROUNDS;
}
#endif

static double peak_of(const char *cpu)
{
    double best = 0;
#if defined(__x86_64__)
    double (*run)(void) = strcmp(cpu, "avx512") == 0 ? macs_avx512
                          : strcmp(cpu, "avx2") == 0 ? macs_avx2
                                                     : macs_sse2;
    for (int i = 0; i < 50; i++) {
        const double from = cpu_ms(), macs = run(), rate = macs / (cpu_ms() - from) * 1e3;
        best = rate > best ? rate : best;
    }
#else
    (void)cpu;
#endif
    return best;
}

/* ---- one page ---- */
static enum image_format format_of(const uint8_t *b, size_t len)
{
    if (len > 8 && b[0] == 0xff && b[1] == 0xd8)
        return IMAGE_JPEG;
    if (len > 8 && !memcmp(b, "\x89PNG", 4))
        return IMAGE_PNG;
    return IMAGE_TIFF;
}

static bool jpeg_alone(const uint8_t *bytes, size_t len, struct err *e)
{
    int w, h, sub, space;
    tjhandle tj = tjInitDecompress();
    bool ok = tj && !tjDecompressHeader3(tj, bytes, len, &w, &h, &sub, &space);
    uint8_t *px = ok ? malloc((size_t)w * (size_t)h) : NULL;

    ok = px && !tjDecompress2(tj, bytes, len, px, w, w, h, TJPF_GRAY, 0);
    free(px);
    if (tj)
        tjDestroy(tj);
    return ok || err_set(e, ERR_INPUT, "JPEG cannot be decoded");
}

static double lap(double *from)
{
    const double t = cpu_ms(), took = t - *from;
    *from = t;
    return took;
}

static bool recognise(struct bench *b, const struct prepared *p, struct timing *t, struct err *e)
{
    struct lines l = { 0 };
    struct grey level = { 0 };
    struct words_stats stats = { 0 };
    struct page_read out = { 0 };
    bool made = false;
    double at = cpu_ms();
    const uint64_t macs = lstm_times(b->lstm).macs;

    bool ok =
        lines_find(&p->grey, p->dpi, &l, e) && lines_straighten(&l, &p->grey, &level, &made, e);
    const struct grey *page = made ? &level : &p->grey;
    struct lstm_line_in *in = calloc(l.n + 1, sizeof *in);
    struct lstm_line_out *read = calloc(l.n + 1, sizeof *read);
    ok = ok && in && read;
    for (uint32_t i = 0; ok && i < l.n; i++)
        in[i] = (struct lstm_line_in){ .page = page, .box = l.pieces[i].clip };
    t->ms[LINES] = lap(&at);
    ok = ok && lstm_read_lines(b->lstm, in, l.n, &b->chars, read, e);
    t->ms[LSTM] = lap(&at);
    t->gmac = (double)(lstm_times(b->lstm).macs - macs) / 1e9;
    ok = ok && words_of_lines(&l, read, page, &b->arena, &out, &stats, e);
    t->ms[WORDS] = lap(&at);
    free(in);
    free(read);
    grey_release(&level);
    lines_release(&l);
    return ok;
}

static bool to_pdf(const struct prepared *p, const struct buf *file, enum image_format f,
                   struct page_read *read, struct err *e)
{
    const struct pdf_image img = { .format = f,
                                   .bytes = (const uint8_t *)file->ptr,
                                   .len = file->len };
    const struct pdf_opts o = { .title = "bench", .producer = "bench" };
    struct pdf *pdf = NULL;
    struct buf out;

    if (!pdf_holds(f, img.bytes, img.len))
        return true;
    read->scan_w = p->scan_w;
    read->scan_h = p->scan_h;
    read->frame_w = p->grey.w;
    read->frame_h = p->grey.h;
    memcpy(read->to_scan, p->to_scan, sizeof read->to_scan);
    read->dpi = p->dpi;
    read->turned = p->turned;
    read->skew_deg = p->skew_deg;
    buf_init(&out, (size_t)1 << 30);
    const bool ok = pdf_begin(&pdf, &o, e) && pdf_add(pdf, &img, read, e) && pdf_end(pdf, &out, e);
    pdf_close(pdf);
    buf_release(&out);
    return ok;
}

static bool once(struct bench *b, const struct buf *file, struct timing *t, struct err *e)
{
    const uint8_t *bytes = (const uint8_t *)file->ptr;
    const enum image_format f = format_of(bytes, file->len);
    struct prepared p = { 0 };
    struct page_read read = { 0 };
    struct image_info info;
    struct code codes[CODES_MAX];
    uint32_t n_codes = 0;

    arena_reset(&b->arena);
    arena_reset(&b->chars);
    double at = cpu_ms();
    bool ok = f != IMAGE_JPEG || jpeg_alone(bytes, file->len, e);
    t->ms[JPEG] = f == IMAGE_JPEG ? lap(&at) : 0;
    at = cpu_ms();
    ok = ok && image_probe(f, bytes, file->len, &info, e) &&
         image_prepare(b->image, f, bytes, file->len, info.dpi, info.exif_turn, &p, e);
    t->ms[PREPARE] = lap(&at);
    ok = ok && codes_find(p.raw.px ? &p.raw : &p.grey, p.raw.px && p.colour ? &p.grey : NULL, true,
                          &b->arena, codes, CODES_MAX, &n_codes, e);
    t->ms[CODES] = lap(&at);
    ok = ok && recognise(b, &p, t, e);
    at = cpu_ms();
    ok = ok && ocr_read(b->ocr, &p.grey, p.dpi, &b->arena, &read, e);
    t->ms[READ] = lap(&at);
    ok = ok && to_pdf(&p, file, f, &read, e);
    t->ms[PDF] = lap(&at);
    prepared_release(&p);
    return ok;
}

static void print(const char *name, const char *cpu, const struct timing *t)
{
    printf("{\"bench\":\"stages\",\"cpu\":\"%s\",\"page\":\"%s\"", cpu, name);
    for (int i = 0; i < STAGES; i++)
        printf(",\"%s_ms\":%.2f", names[i], t->ms[i]);
    printf(",\"gmac\":%.3f,\"page_ms\":%.2f,\"limit_ms\":%.2f,\"ratio\":%.2f}\n", t->gmac, t->page,
           t->limit, t->limit > 0 ? t->page / t->limit : 0);
}

static bool page(struct bench *b, const char *path, struct timing *best, struct err *e)
{
    struct buf file;
    bool ok;

    buf_init(&file, (size_t)1 << 30);
    ok = file_read(path, &file, e);
    for (int r = 0; ok && r < b->repeat; r++) {
        struct timing t = { 0 };
        ok = once(b, &file, &t, e);
        for (int i = 0; i < STAGES; i++)
            best->ms[i] = r == 0 || t.ms[i] < best->ms[i] ? t.ms[i] : best->ms[i];
        best->gmac = t.gmac;
    }
    best->ms[LM] = best->ms[READ] - best->ms[LINES] - best->ms[LSTM] - best->ms[WORDS];
    best->page = best->ms[PREPARE] + best->ms[CODES] + best->ms[READ] + best->ms[PDF];
    best->limit = best->ms[JPEG] + (b->peak > 0 ? best->gmac * 1e12 / b->peak : 0);
    buf_release(&file);
    return ok || err_at(e, "%s", path);
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of one figure; `at` is its offset in a struct timing. */
static double median(const struct timing *t, int n, size_t at)
{
    static double v[PAGES_MAX];
    for (int i = 0; i < n; i++)
        memcpy(&v[i], (const char *)&t[i] + at, sizeof *v);
    qsort(v, (size_t)n, sizeof *v, by_value);
    return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

static bool open_all(struct bench *b, const char *model, bool with_lm, struct err *e)
{
    struct image_opts io;
    char path[4096], lm[4096];

    if ((!model && !ocr_default_model(path, sizeof path, e)) ||
        (with_lm && !ocr_default_lm(lm, sizeof lm, e)))
        return false;
    const struct ocr_opts oo = { .kind = OCR_FAST,
                                 .model_path = model ? model : path,
                                 .lm_path = with_lm ? lm : NULL };
    image_default_opts(&io);
    arena_init(&b->arena, 64u << 20);
    arena_init(&b->chars, 64u << 20);
    image_start();
    if (!image_open(&b->image, &io, e) || !ocr_open(&b->ocr, &oo, e) ||
        !lstm_model_open(&b->model, oo.model_path, e) || !lstm_open(&b->lstm, b->model, e))
        return false;
    b->peak = peak_of(lstm_model_cpu(b->model));
    return true;
}

int main(int argc, char **argv)
{
    static const struct option longs[] = { { "repeat", 1, NULL, 'r' },
                                           { "model", 1, NULL, 'm' },
                                           { "no-lm", 0, NULL, 'l' },
                                           { NULL, 0, NULL, 0 } };
    static struct timing t[PAGES_MAX];
    struct bench b = { .repeat = 3 };
    struct err e = { 0 };
    const char *model = NULL;
    bool with_lm = true;
    int n = 0, c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 'r')
            b.repeat = (int)strtol(optarg, NULL, 10);
        else if (c == 'm')
            model = optarg;
        else if (c == 'l')
            with_lm = false;
        else
            return 2;
    }
    bool ok = open_all(&b, model, with_lm, &e);
    const char *cpu = ok ? lstm_model_cpu(b.model) : "";
    for (int i = optind; ok && i < argc && n < PAGES_MAX; i++, n++) {
        const char *slash = strrchr(argv[i], '/');
        if ((ok = page(&b, argv[i], &t[n], &e)))
            print(slash ? slash + 1 : argv[i], cpu, &t[n]);
    }
    if (!ok) {
        fprintf(stderr, "bench_stages: %s\n", e.text);
        return 1;
    }
    if (n) {
        struct timing m = { 0 };
        for (int i = 0; i < STAGES; i++)
            m.ms[i] = median(t, n, offsetof(struct timing, ms) + (size_t)i * sizeof(double));
        m.gmac = median(t, n, offsetof(struct timing, gmac));
        m.page = median(t, n, offsetof(struct timing, page));
        m.limit = median(t, n, offsetof(struct timing, limit));
        print("all", cpu, &m);
        printf("{\"bench\":\"peak\",\"cpu\":\"%s\",\"gmac_per_s\":%.1f}\n", cpu, b.peak / 1e9);
    }
    image_close(b.image);
    ocr_close(b.ocr);
    lstm_close(b.lstm);
    lstm_model_close(b.model);
    return 0;
}
