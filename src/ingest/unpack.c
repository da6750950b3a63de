/* Archives of every kind, through libarchive: members to entries, nested ones without unpacking. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/inner.h"

enum { BLOCK_BYTES = 256 * 1024, RATIO_GRACE_BYTES = 64 << 20 };

struct unpack {
    struct walk *w;
    const struct place *self;
    const char *archive;
    struct level level;
    struct archive *a;
    struct nameset names;
    uint64_t members;
    /* the source */
    struct feed *in;
    struct blob whole; /* when `ptr` is set: all bytes, seekable */
    int64_t at, size;  /* of a seekable source */
    bool seekable;
    uint8_t *block;
    bool over_ratio;
    bool lost;             /* a member's failure already says that nothing follows */
    struct err source_err; /* what reading the source said, ERR_NONE else */
    bool packed_known;
};

static bool too_dense(struct unpack *u)
{
    const uint64_t ratio = u->w->o->limits.max_ratio;
    const int64_t raw = archive_filter_bytes(u->a, 0); /* counts skipped members too */
    const uint64_t out =
        raw > 0 && (uint64_t)raw > u->level.unpacked ? (uint64_t)raw : u->level.unpacked;

    if (out > RATIO_GRACE_BYTES && out / ratio > u->level.packed)
        u->over_ratio = true;
    return u->over_ratio;
}

static la_ssize_t source_read(struct archive *a, void *ctx, const void **out)
{
    struct unpack *const u = ctx;
    size_t got = 0;

    if (u->a && too_dense(u)) {
        archive_set_error(a, EINVAL, "compression ratio over the limit");
        return -1;
    }
    if (u->whole.ptr) {
        const size_t left = u->whole.len - (size_t)u->at;
        got = left < BLOCK_BYTES ? left : BLOCK_BYTES;
        *out = u->whole.ptr + u->at;
        u->at += (int64_t)got;
        return (la_ssize_t)got;
    }
    *out = u->block;
    if (u->seekable) {
        ssize_t n;
        do
            n = pread(u->in->fd, u->block, BLOCK_BYTES, u->at);
        while (n < 0 && errno == EINTR);
        if (n < 0) {
            err_set(&u->source_err, ERR_IO, "cannot read the archive");
            archive_set_error(a, errno, "%s", u->source_err.text);
            return -1;
        }
        u->at += n;
        return n;
    }
    if (!feed_read(u->in, u->block, BLOCK_BYTES, &got, &u->source_err)) {
        archive_set_error(a, EINVAL, "%s", u->source_err.text);
        return -1;
    }
    if (!u->packed_known)
        u->level.packed += got;
    return (la_ssize_t)got;
}

static la_int64_t source_skip(struct archive *a, void *ctx, la_int64_t request)
{
    struct unpack *const u = ctx;

    (void)a;
    if (!u->seekable || request <= 0)
        return 0;
    const int64_t left = u->size - u->at;
    const int64_t n = request < left ? request : left;
    u->at += n;
    return n;
}

static la_int64_t source_seek(struct archive *a, void *ctx, la_int64_t offset, int whence)
{
    struct unpack *const u = ctx;
    int64_t to = 0;

    (void)a;
    if (!u->seekable)
        return ARCHIVE_FATAL;
    const int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? u->at : u->size;
    if (__builtin_add_overflow(base, offset, &to) || to < 0 || to > u->size)
        return ARCHIVE_FATAL;
    u->at = to;
    return to;
}

/* Only what reads bytes we hand over: no filter that starts a program, no mtree, which opens files.
 */
static void choose_formats(struct archive *a, enum content c)
{
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_bzip2(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_lzma(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_lz4(a);
    archive_read_support_filter_lzip(a);
    archive_read_support_filter_compress(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_cpio(a);
    if (c == CONTENT_COMPRESSED) {
        archive_read_support_format_raw(a);
        archive_read_support_format_empty(a);
        return;
    }
    archive_read_support_format_zip(a);
    archive_read_support_format_7zip(a);
    archive_read_support_format_rar(a);
    archive_read_support_format_rar5(a);
    archive_read_support_format_iso9660(a);
    archive_read_support_format_cab(a);
}

/* libarchive's words into our kinds. */
static bool say(struct unpack *u, struct err *e)
{
    const char *const text = archive_error_string(u->a);
    char t[160];

    snprintf(t, sizeof t, "%s", text ? text : "no reason given");
    t[strcspn(t, "\n")] = '\0';

    if (u->over_ratio)
        return err_set(e, ERR_LIMIT,
                       "unpacks to more than %llu times its size: refused as a decompression bomb",
                       (unsigned long long)u->w->o->limits.max_ratio);
    if (u->source_err.kind != ERR_NONE) {
        *e = u->source_err;
        return false;
    }
    if (strcasestr(t, "passphrase") || strcasestr(t, "encrypt"))
        return err_set(e, ERR_ENCRYPTED,
                       strcasestr(t, "not supported")
                           ? "no password opens this way of encrypting here; unpack it first "
                             "(%.90s)"
                       : u->w->o->password ? "the password given does not open it (%.90s)"
                                           : "give its password with --password-file (%.90s)",
                       t);
    if (strcasestr(t, "unsupported") || strcasestr(t, "not supported") ||
        strcasestr(t, "unavailable"))
        return err_set(e, ERR_UNSUPPORTED, "packed in a way that cannot be read: %.140s", t);
    if (archive_errno(u->a) == ENOMEM)
        return err_set(e, ERR_NOMEM, "not enough memory to unpack");
    return err_set(
        e, ERR_INPUT,
        u->lost ? "damaged archive, the rest of it is lost: %.140s" : "damaged archive: %.140s", t);
}

static bool member_read(void *ctx, uint8_t *to, size_t cap, size_t *got, struct err *e)
{
    struct unpack *const u = ctx;
    la_ssize_t n;
    int tries = 3;

    do
        n = archive_read_data(u->a, to, cap);
    while (n == ARCHIVE_RETRY && --tries);
    if (n < 0) {
        u->lost |= n == ARCHIVE_FATAL;
        return say(u, e);
    }
    for (struct level *l = &u->level; l; l = l->outer)
        l->unpacked += (uint64_t)n;
    if (too_dense(u)) {
        u->lost = true;
        return say(u, e);
    }
    *got = (size_t)n;
    return true;
}

/* A single compressed file is the file itself under its own name: no archive of one. */
static bool open_raw(struct unpack *u, enum turn t)
{
    struct feed f;
    bool go;

    if (archive_filter_code(u->a, 0) == ARCHIVE_FILTER_NONE) {
        struct err e;
        err_set(&e, ERR_INPUT, "damaged: neither a packed file nor an archive");
        return t != TURN_OPEN || walk_fail(u->w, u->self, false, 1, &e);
    }
    feed_init(&f);
    f.read = member_read;
    f.ctx = u;
    go = entry_open(u->w, u->self, &f, &u->level, t);
    feed_release(&f);
    return go;
}

static bool is_plain_file(struct archive_entry *ae, struct err *e)
{
    if (archive_entry_hardlink(ae) || archive_entry_hardlink_w(ae))
        return err_set(e, ERR_UNSUPPORTED, "a link to another member: links are not followed");
    const __LA_MODE_T type = archive_entry_filetype(ae);
    if (type == AE_IFLNK || archive_entry_symlink(ae))
        return err_set(e, ERR_UNSUPPORTED, "a symbolic link: links are not followed");
    if (type != AE_IFREG && type != 0)
        return err_set(e, ERR_UNSUPPORTED, "a device, pipe or socket, not a file");
    return true;
}

static bool open_member(struct unpack *u, struct archive_entry *ae, const struct place *p,
                        bool climbs)
{
    struct err e = { 0 };
    struct feed f;
    enum turn t;
    bool go;

    if (!walk_next(u->w, p, &t))
        return false;
    if (climbs)
        err_set(&e, ERR_INPUT, "its path climbs out of the archive with \"..\": refused");
    else if (is_plain_file(ae, &e) && archive_entry_is_encrypted(ae) && !u->w->o->password)
        err_set(&e, ERR_ENCRYPTED, "give its password with --password-file");
    if (e.kind != ERR_NONE)
        return t != TURN_OPEN || walk_fail(u->w, p, false, 1, &e);
    feed_init(&f);
    f.read = member_read;
    f.ctx = u;
    if (archive_entry_size_is_set(ae) && archive_entry_size(ae) >= 0)
        f.size = (uint64_t)archive_entry_size(ae);
    go = entry_open(u->w, p, &f, &u->level, t);
    feed_release(&f);
    return go;
}

static bool one_member(struct unpack *u, struct archive_entry *ae, struct err *e)
{
    struct arena a;
    bool climbs = false, go;
    const char *raw = archive_entry_pathname(ae);

    if (!raw)
        raw = archive_entry_pathname_utf8(ae);
    if (!raw)
        raw = "(name cannot be read)";
    const size_t len = strlen(raw);
    arena_init(&a, 8 << 20);
    char *const clean = name_clean(&a, raw, len, &climbs);
    const bool dir = archive_entry_filetype(ae) == AE_IFDIR || (len && raw[len - 1] == '/');
    if (clean && dir && raw[strspn(raw, "./")] == '\0') { /* "./", the root of many a tar */
        go = true;
    } else if (clean && (dir || name_is_leftover(clean))) {
        const struct place p = { u->archive, clean, false };
        go = walk_leftover(u->w, &p);
    } else {
        const char *const entry = clean ? nameset_unique(&u->names, clean) : NULL;
        const struct place p = { u->archive, entry, false };
        go = entry ? open_member(u, ae, &p, climbs)
                   : !err_set(e, ERR_LIMIT, "the names of its members need too much memory");
    }
    arena_reset(&a);
    return go;
}

/* True: all members seen, or a stop is under way. False with e: the rest is lost. */
static bool all_members(struct unpack *u, enum turn t, struct err *e)
{
    const uint64_t max = u->w->o->limits.max_entries;

    for (;;) {
        struct archive_entry *ae = NULL;
        int r = archive_read_next_header(u->a, &ae);
        if (r == ARCHIVE_RETRY)
            r = archive_read_next_header(u->a, &ae);
        if (too_dense(u)) /* by members nobody read */
            return u->lost || say(u, e);
        if (r == ARCHIVE_EOF)
            return u->members || err_set(e, ERR_INPUT, "the archive holds nothing");
        if (r < ARCHIVE_WARN || !ae) /* FAILED and FATAL: no header, no way on */
            return u->lost || say(u, e);
        if (archive_format(u->a) == ARCHIVE_FORMAT_RAW) {
            u->members++;
            return open_raw(u, t) || true;
        }
        if (++u->members > max)
            return err_set(e, ERR_LIMIT, "more than %llu members: the rest is left out",
                           (unsigned long long)max);
        if (!one_member(u, ae, e) || e->kind != ERR_NONE)
            return u->w->stopped;
    }
}

static bool open_source(struct unpack *u, enum content c, bool *own, struct err *e)
{
    struct feed *const f = u->in;
    const struct ingest_limits *const l = &u->w->o->limits;

    *own = false;
    if (f->mem || (c == CONTENT_SEEK && f->fd < 0)) {
        if (!spool_all(&u->w->spool, f, l->max_entry_bytes, &u->whole, own, e))
            return false;
        u->size = (int64_t)u->whole.len;
    } else if (f->fd >= 0) {
        u->size = (int64_t)f->size;
    }
    u->seekable = u->whole.ptr || f->fd >= 0;
    u->packed_known = u->seekable;
    u->level.packed = u->seekable ? (uint64_t)u->size : 0;
    u->block = u->whole.ptr ? NULL : malloc(BLOCK_BYTES);
    struct archive *const a = archive_read_new();
    if (!a || (!u->block && !u->whole.ptr)) {
        archive_read_free(a);
        *own = true;
        return err_set(e, ERR_NOMEM, "no memory to open an archive");
    }
    choose_formats(a, c);
    if (u->w->o->password && *u->w->o->password)
        archive_read_add_passphrase(a, u->w->o->password);
    archive_read_set_read_callback(a, source_read);
    archive_read_set_skip_callback(a, source_skip);
    if (u->seekable)
        archive_read_set_seek_callback(a, source_seek);
    archive_read_set_callback_data(a, u);
    const int r = archive_read_open1(a);
    u->a = a;
    return r == ARCHIVE_OK || say(u, e);
}

bool unpack_walk(struct walk *w, const struct place *self, const char *archive, struct feed *f,
                 enum content c, struct level *outer, enum turn t)
{
    struct unpack *const u = calloc(1, sizeof *u);
    struct err e = { 0 };
    bool own = true, done = false;
    /* libarchive turns names into the charset of the locale; member names must not depend on ours.
     */
    const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    const locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;

    if (!u) {
        err_set(&e, ERR_NOMEM, "no memory to open an archive");
    } else {
        *u = (struct unpack){ .w = w, .self = self, .archive = archive, .in = f };
        u->level = (struct level){ .outer = outer, .depth = outer ? outer->depth + 1 : 0 };
        blob_init(&u->whole);
        nameset_init(&u->names);
        /* What fails of a file given as input is told under its own name: a member may not take it.
         */
        const bool room = !self->top || nameset_unique(&u->names, self->entry);
        if (!room)
            err_set(&e, ERR_NOMEM, "no memory for the names of an archive");
        done = room && open_source(u, c, &own, &e) && all_members(u, t, &e);
    }
    const bool raw = u && u->a && archive_format(u->a) == ARCHIVE_FORMAT_RAW;
    if (u) {
        archive_read_free(u->a);
        nameset_release(&u->names);
        blob_release(&u->whole);
        free(u->block);
        free(u);
    }
    if (utf8) {
        uselocale(before);
        freelocale(utf8);
    }
    if (w->stopped || (!done && own))
        return w->stopped ? false : walk_stop(w, &e);
    /* What came before stays; the rest is one failed entry under the archive's own place. */
    const bool go = done || walk_fail(w, self, false, 1, &e);
    return go && (self->top || raw || walk_archive_end(w, archive));
}
