#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/atomicfile.h"
#include "pack/verify_seen.h"

enum {
    MAX_FINDINGS = 1000, /* told one by one; the rest is one sentence */
    MAX_SMALL = 1 << 20,
    MAX_MANIFEST = 512 << 20,
    MAX_ALTO = 256 << 20,
};
static const size_t MAX_PDF = (size_t)2 << 30, MAX_LINE = (size_t)1 << 30;
static const uint64_t MAX_INDEX = (uint64_t)8 << 30;

void verify_find(struct verify *v, const char *fmt, ...)
{
    char text[200];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    for (char *c = text; *c; c++) /* names come from the package: nothing for a terminal to obey */
        if (iscntrl((unsigned char)*c))
            *c = '?';
    if (v->findings == 0)
        err_set(v->first, ERR_INVALID, "%s", text);
    v->findings++;
    if (v->c->report && v->findings <= MAX_FINDINGS)
        v->c->report(v->c->ctx, text);
    if (v->c->report && v->findings == MAX_FINDINGS + 1)
        v->c->report(v->c->ctx, "more findings are not listed");
}

/* ---- the walk ---- */

static bool ends_with(const char *s, const char *end)
{
    const size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

/* "NAME/rest" and "rest" are both "rest": the package's folder is not known before the end. */
static const char *inner(const char *path)
{
    const char *slash = strchr(path, '/');

    if (!slash || strncmp(path, "data/", 5) == 0 || strncmp(path, "metadata/", 9) == 0)
        return path;
    return slash + 1;
}

static enum file_kind kind_of(const char *path)
{
    static const struct {
        const char *path;
        enum file_kind kind;
    } known[] = { { "bagit.txt", FILE_BAGIT },
                  { "bag-info.txt", FILE_INFO },
                  { "manifest-sha256.txt", FILE_MANIFEST },
                  { "tagmanifest-sha256.txt", FILE_TAGS },
                  { "metadata/documents.jsonl", FILE_RECORDS },
                  { "metadata/giayto.csv", FILE_PAPERS },
                  { "metadata/hoso.csv", FILE_DOSSIERS },
                  { "metadata/index.sqlite", FILE_INDEX } };
    const char *in = inner(path);

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(in, known[i].path) == 0)
            return known[i].kind;
    if (strncmp(in, "data/", 5) != 0 || strstr(in, "/original/"))
        return FILE_OTHER;
    return ends_with(in, ".pdf")            ? FILE_PDF
           : ends_with(in, ".alto.xml.zst") ? FILE_ALTO
                                            : FILE_OTHER;
}

static bool safe_path(const char *p)
{
    if (*p == '/' || *p == '\0' || ends_with(p, "/"))
        return false;
    for (const char *c = p; *c; c++)
        if (iscntrl((unsigned char)*c) || *c == '\\' || *c == ':')
            return false;
    for (const char *c = p; c; c = strchr(c, '/')) {
        c += *c == '/';
        if (*c == '/' || strncmp(c, "./", 2) == 0 || strncmp(c, "../", 3) == 0 ||
            strcmp(c, "..") == 0 || strcmp(c, ".") == 0)
            return false;
    }
    return true;
}

static void open_index(struct verify *v)
{
    FILE *f = v->index_fd < 0 ? tmpfile() : NULL;

    if (f) {
        v->index_fd = dup(fileno(f));
        fclose(f);
    }
}

static bool on_begin(void *ctx, const char *path, struct err *e)
{
    struct verify *v = ctx;

    if (v->n == v->cap) {
        const size_t cap = v->cap ? v->cap * 2 : 256;
        struct seen *files = realloc(v->files, cap * sizeof *files);
        if (!files)
            return err_set(e, ERR_NOMEM, "verify: no memory");
        v->files = files;
        v->cap = cap;
    }
    struct seen *s = &v->files[v->n];
    *s = (struct seen){ .path = strdup(path), .pages = PAGES_UNKNOWN };
    if (!s->path)
        return err_set(e, ERR_NOMEM, "verify: no memory");
    v->n++;
    if (!safe_path(path))
        verify_find(v, "%s: a path that leads out of the package or that some systems cannot hold",
                    path);
    v->kind = kind_of(path);
    v->hash = sha256_new();
    buf_clear(&v->room);
    v->room.ceiling = v->kind == FILE_PDF ? MAX_PDF : v->kind == FILE_ALTO ? MAX_ALTO : MAX_LINE;
    if (v->kind == FILE_INDEX)
        open_index(v);
    return true;
}

static void one_line(struct verify *v)
{
    char what[160];
    struct line_doc d;

    v->lines++;
    if (v->n_docs == v->cap_docs) {
        const size_t cap = v->cap_docs ? v->cap_docs * 2 : 256;
        struct line_doc *docs = realloc(v->docs, cap * sizeof *docs);
        if (!docs) {
            verify_find(v, "metadata/documents.jsonl: no memory for its lines");
            return;
        }
        v->docs = docs;
        v->cap_docs = cap;
    }
    if (!v->room.failed &&
        line_parse(v->room.ptr ? v->room.ptr : "", v->room.len, &d, what, sizeof what)) {
        v->docs[v->n_docs++] = d;
        return;
    }
    verify_find(v, "metadata/documents.jsonl: line %llu %s", (unsigned long long)v->lines,
                v->room.failed ? "is too long" : what);
    if (!v->room.failed)
        line_release(&d);
}

static void split_lines(struct verify *v, const char *p, size_t len)
{
    while (len > 0) {
        const char *nl = memchr(p, '\n', len);
        const size_t n = nl ? (size_t)(nl - p) : len;
        buf_add(&v->room, p, n);
        if (nl) {
            one_line(v);
            buf_clear(&v->room);
        }
        p += n + (nl != NULL);
        len -= n + (nl != NULL);
    }
}

/* RFC 4180: a line break inside quotes is no row. */
static void count_rows(struct csv_count *c, const char *p, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (p[i] == '"')
            c->quoted = !c->quoted;
        if (p[i] == '\n' && !c->quoted) {
            c->rows++;
            c->begun = false;
        } else {
            c->begun = true;
        }
    }
}

static bool keep_index(struct verify *v, const void *p, size_t len, struct err *e)
{
    if (v->index_fd < 0)
        return err_set(e, ERR_IO, "verify: no temporary file for the index");
    if (v->index_size + len > MAX_INDEX)
        return err_set(e, ERR_INVALID, "metadata/index.sqlite is larger than any index of ours");
    v->index_size += len;
    return fd_write_all(v->index_fd, p, len, e);
}

static bool on_data(void *ctx, const void *p, size_t len, struct err *e)
{
    struct verify *v = ctx;

    v->files[v->n - 1].size += len;
    sha256_add(v->hash, p, len);
    switch (v->kind) {
    case FILE_BAGIT:
        buf_add(&v->bagit, p, len);
        break;
    case FILE_INFO:
        buf_add(&v->info, p, len);
        break;
    case FILE_MANIFEST:
        buf_add(&v->manifest, p, len);
        break;
    case FILE_TAGS:
        buf_add(&v->tags, p, len);
        break;
    case FILE_RECORDS:
        split_lines(v, p, len);
        break;
    case FILE_PAPERS:
        count_rows(&v->papers, p, len);
        break;
    case FILE_DOSSIERS:
        count_rows(&v->dossiers, p, len);
        break;
    case FILE_INDEX:
        return keep_index(v, p, len, e);
    case FILE_PDF:
        if (v->c->pdf_pages)
            buf_add(&v->room, p, len);
        break;
    case FILE_ALTO:
        buf_add(&v->room, p, len);
        break;
    case FILE_OTHER:
        break;
    }
    return true;
}

static int64_t count_pdf(struct verify *v)
{
    struct err why;
    uint32_t pages;

    if (!v->c->pdf_pages || v->room.failed)
        return PAGES_UNKNOWN;
    return v->c->pdf_pages(v->c->ctx, v->room.ptr ? v->room.ptr : "", v->room.len, &pages, &why)
               ? (int64_t)pages
               : PAGES_DAMAGED;
}

static bool on_end(void *ctx, struct err *e)
{
    struct verify *v = ctx;
    struct seen *s = &v->files[v->n - 1];

    (void)e;
    sha256_done(v->hash, s->sha256);
    v->hash = NULL;
    if (v->kind == FILE_PDF)
        s->pages = count_pdf(v);
    else if (v->kind == FILE_ALTO)
        s->pages = v->room.failed ? PAGES_DAMAGED
                                  : alto_pages(v->room.ptr ? v->room.ptr : "", v->room.len);
    else if (v->kind == FILE_RECORDS && v->room.len > 0)
        one_line(v);
    return true;
}

static bool on_odd(void *ctx, const char *path, const char *what, struct err *e)
{
    (void)e;
    verify_find(ctx, "%s %s", path, what);
    return true;
}

/* ---- after the walk ---- */

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct seen *)a)->path, ((const struct seen *)b)->path);
}

struct seen *verify_lookup(struct verify *v, const char *path)
{
    const struct seen key = { .path = (char *)(uintptr_t)path };
    return v->n ? bsearch(&key, v->files, v->n, sizeof *v->files, by_path) : NULL;
}

/* Takes the package's folder off every path; files beside it are findings. */
static bool find_root(struct verify *v)
{
    char root[VERIFY_PATH] = "";
    size_t n = 0, kept = 0;
    bool found = false;

    for (size_t i = 0; i < v->n && !found; i++)
        if (kind_of(v->files[i].path) == FILE_BAGIT) {
            n = strlen(v->files[i].path) - strlen("bagit.txt");
            memcpy(root, v->files[i].path, n);
            found = true;
        }
    if (!found) {
        verify_find(v, "bagit.txt is missing: this is no package");
        return false;
    }
    for (size_t i = 0; i < v->n; i++) {
        struct seen *s = &v->files[i];
        if (strncmp(s->path, root, n) == 0) {
            memmove(s->path, s->path + n, strlen(s->path + n) + 1);
            v->files[kept++] = *s;
        } else {
            verify_find(v, "%s: lies outside the package's folder", s->path);
            free(s->path);
        }
    }
    v->n = kept;
    if (v->n > 0)
        qsort(v->files, v->n, sizeof *v->files, by_path);
    for (size_t i = 1; i < v->n; i++)
        if (strcmp(v->files[i].path, v->files[i - 1].path) == 0)
            verify_find(v, "%s: is there twice", v->files[i].path);
    return true;
}

static int nibble(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* "HEX  path"; percent escapes of RFC 8493 undone. */
static bool manifest_line(char *line, uint8_t sum[SHA256_BYTES], char **path)
{
    for (int i = 0; i < SHA256_BYTES; i++) {
        const int hi = nibble(line[2 * i]), lo = hi < 0 ? -1 : nibble(line[2 * i + 1]);
        if (lo < 0)
            return false;
        sum[i] = (uint8_t)(hi << 4 | lo);
    }
    char *at = line + 2 * SHA256_BYTES;
    if (*at != ' ')
        return false;
    at += strspn(at, " ");
    *path = at;
    for (char *out = at;; at++) {
        if (at[0] == '%' && at[1] == '0' && (at[2] == 'A' || at[2] == 'D')) {
            *out++ = at[2] == 'A' ? '\n' : '\r';
            at += 2;
        } else if (at[0] == '%' && at[1] == '2' && at[2] == '5') {
            *out++ = '%';
            at += 2;
        } else if ((*out++ = *at) == '\0') {
            break;
        }
    }
    return **path != '\0';
}

static void check_listed(struct verify *v, const char *name, const char *path,
                         const uint8_t sum[SHA256_BYTES], bool payload)
{
    struct seen *s = verify_lookup(v, path);

    if ((strncmp(path, "data/", 5) == 0) != payload)
        verify_find(v, "%s: %s does not belong there", name, path);
    else if (!s)
        verify_find(v, "%s: is missing", path);
    else if (s->listed)
        verify_find(v, "%s: %s is listed twice", name, path);
    else if (memcmp(s->sha256, sum, SHA256_BYTES) != 0)
        verify_find(v, "%s: does not have the SHA-256 of %s: it was changed or damaged", path,
                    name);
    if (s)
        s->listed = true;
}

static void check_manifest(struct verify *v, const char *name, struct buf *b, bool payload)
{
    uint8_t sum[SHA256_BYTES];
    uint64_t number = 0;
    char *path, *line = b->ptr;

    if (!verify_lookup(v, name)) {
        verify_find(v, "%s: is missing", name);
        return;
    }
    if (b->failed || (b->ptr && strlen(b->ptr) != b->len)) {
        verify_find(v, "%s: is no manifest", name);
        return;
    }
    while (line && *line) {
        char *next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        number++;
        const size_t n = strlen(line);
        if (n > 0 && line[n - 1] == '\r')
            line[n - 1] = '\0';
        if (manifest_line(line, sum, &path))
            check_listed(v, name, path, sum, payload);
        else
            verify_find(v, "%s: line %llu is none of a manifest", name, (unsigned long long)number);
        line = next;
    }
}

static void check_bag(struct verify *v)
{
    static const char DECLARATION[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    uint64_t bytes = 0, files = 0;
    unsigned long long want_bytes, want_files;

    if (!v->bagit.ptr || v->bagit.failed || strcmp(v->bagit.ptr, DECLARATION) != 0)
        verify_find(v, "bagit.txt: is not the declaration of BagIt 1.0");
    check_manifest(v, "manifest-sha256.txt", &v->manifest, true);
    check_manifest(v, "tagmanifest-sha256.txt", &v->tags, false);
    for (size_t i = 0; i < v->n; i++) {
        const struct seen *s = &v->files[i];
        if (!s->listed && strcmp(s->path, "tagmanifest-sha256.txt") != 0)
            verify_find(v, "%s: is in no manifest", s->path);
        if (strncmp(s->path, "data/", 5) == 0) {
            files++;
            bytes += s->size;
        }
    }
    v->c->bytes = bytes;
    const char *oxum =
        v->info.ptr && !v->info.failed ? strstr(v->info.ptr, "Payload-Oxum: ") : NULL;
    if (!oxum || sscanf(oxum, "Payload-Oxum: %20llu.%20llu", &want_bytes, &want_files) != 2)
        verify_find(v, "bag-info.txt: has no Payload-Oxum");
    else if (want_bytes != bytes || want_files != files)
        verify_find(v, "Payload-Oxum says %llu bytes in %llu files, there are %llu in %llu",
                    want_bytes, want_files, (unsigned long long)bytes, (unsigned long long)files);
}

static void release(struct verify *v)
{
    struct buf *const bufs[] = { &v->bagit, &v->info, &v->manifest, &v->tags, &v->room };
    uint8_t drop[SHA256_BYTES];

    if (v->hash)
        sha256_done(v->hash, drop);
    for (size_t i = 0; i < v->n; i++)
        free(v->files[i].path);
    for (size_t i = 0; i < v->n_docs; i++)
        line_release(&v->docs[i]);
    for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
        buf_release(bufs[i]);
    free(v->files);
    free(v->docs);
    if (v->index_fd >= 0)
        close(v->index_fd);
}

bool pack_verify(const char *path, struct pack_check *c, struct err *e)
{
    struct err first = { 0 }, why = { 0 };
    struct verify v = { .c = c, .first = &first, .index_fd = -1 };
    const struct visitor visitor = { &v, on_begin, on_data, on_end, on_odd };
    struct stat st;

    if (stat(path, &st) != 0)
        return err_set(e, ERR_IO, "%s", path);
    buf_init(&v.bagit, MAX_SMALL);
    buf_init(&v.info, MAX_SMALL);
    buf_init(&v.manifest, MAX_MANIFEST);
    buf_init(&v.tags, MAX_MANIFEST);
    buf_init(&v.room, MAX_LINE);
    const bool walked = S_ISDIR(st.st_mode) ? walk_folder(path, &visitor, &why)
                                            : walk_archive(path, &visitor, &why);
    if (!walked && why.kind == ERR_INVALID)
        verify_find(&v, "%s", why.text);
    if (walked && find_root(&v)) {
        check_bag(&v);
        verify_tables(&v);
    }
    const bool ok = walked && v.findings == 0;
    release(&v);
    if (ok)
        return true;
    *e = v.findings ? first : why;
    return false;
}
