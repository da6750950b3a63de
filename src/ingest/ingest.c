/* The walk: counting entries, talking to the sink, one input from its path. */
#include "ingest/ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/inner.h"

void ingest_default_limits(struct ingest_limits *l)
{
    *l = (struct ingest_limits){
        .max_entries = 1000000,
        .max_pages = 10000,
        .max_page_bytes = 256ull << 20,
        .max_pixels = 200000000, /* A0 at 300 dpi is 140 million */
        .max_entry_bytes = 4ull << 30,
        .max_ratio = 250,
        .max_depth = 5,
        .spool_mem_bytes = 64ull << 20,
        .spool_bytes = 4ull << 30,
        .child_seconds = 60,
    };
}

bool walk_stop(struct walk *w, const struct err *why)
{
    if (!w->stopped)
        w->why = *why;
    w->stopped = true;
    return false;
}

static bool sink_said_no(struct walk *w)
{
    struct err e;

    err_set(&e, ERR_CANCELLED, "the walk was cancelled");
    return walk_stop(w, &e);
}

bool walk_next(struct walk *w, const struct place *p, enum turn *t)
{
    const uint64_t seq = w->seq++;
    const uint64_t skip = w->o->skip_entries;

    if (seq + 1 == skip && !w->o->again)
        *t = TURN_PAST;
    else
        *t = seq < skip ? TURN_THROUGH : TURN_OPEN;
    if (*t != TURN_OPEN || w->sink->entry(w->sink->ctx, seq, p->archive, p->entry))
        return true;
    return sink_said_no(w);
}

/* contract.md: the folder that directly holds the page, or the path of a PDF or TIFF. */
static const char *dossier_of(const struct walk *w, const struct place *p, bool container,
                              struct buf *room)
{
    if (container && !w->o->dossier_folder)
        return p->entry;
    const char *const slash = strrchr(p->entry, '/');
    if (!slash)
        return p->archive;
    buf_init(room, 1 << 20);
    buf_add(room, p->entry, (size_t)(slash - p->entry));
    return room->ptr ? room->ptr : p->archive;
}

bool walk_page(struct walk *w, const struct place *p, bool container, struct ingest_page *pg)
{
    struct buf room = { 0 };
    struct err e = { 0 };

    pg->archive = p->archive;
    pg->entry = p->entry;
    pg->dossier = dossier_of(w, p, container, &room);
    const bool ok = w->sink->page(w->sink->ctx, pg, &e);
    buf_release(&room);
    w->pages++;
    if (ok)
        return true;
    if (e.kind == ERR_NONE)
        return sink_said_no(w);
    return walk_stop(w, &e);
}

bool walk_fail(struct walk *w, const struct place *p, bool container, int32_t page,
               const struct err *why)
{
    struct buf room = { 0 };

    w->failures++;
    w->last = *why;
    w->encrypted |= why->kind == ERR_ENCRYPTED;
    const char *const dossier = dossier_of(w, p, container, &room);
    const bool ok = w->sink->failed(w->sink->ctx, p->archive, dossier, p->entry, page, why);
    buf_release(&room);
    return ok || sink_said_no(w);
}

bool walk_leftover(struct walk *w, const struct place *p)
{
    /* Told once, not again on a restart. */
    if (w->seq++ < w->o->skip_entries || w->sink->skipped(w->sink->ctx, p->archive, p->entry))
        return true;
    return sink_said_no(w);
}

bool walk_archive_end(struct walk *w, const char *archive)
{
    return w->sink->archive_end(w->sink->ctx, archive) || sink_said_no(w);
}

/* A file or stream given as input: an archive is its own `archive`, anything else lies in one of
 * its own name. */
static bool run_file(struct walk *w, int fd, uint64_t size, bool seekable, const char *name)
{
    const struct place self = { name, name, true };
    struct feed f;
    enum turn t;
    bool go;

    feed_from_fd(&f, fd, size);
    if (!seekable)
        f.fd = -1;
    struct feed pipe_end = { .fd = fd };
    if (!seekable)
        f.ctx = &pipe_end;
    go = walk_next(w, &self, &t) && entry_open(w, &self, &f, NULL, t);
    feed_release(&f);
    return go && walk_archive_end(w, name);
}

static bool verdict(const struct walk *w, const char *name, struct err *e)
{
    if (w->stopped) {
        if (e)
            *e = w->why;
        return false;
    }
    if (w->pages || w->o->skip_entries)
        return true;
    if (w->encrypted)
        return err_set(e, ERR_ENCRYPTED, "%.80s: give its password with --password-file", name);
    if (w->failures == 1)
        return err_set(e, ERR_INPUT, "%.80s: nothing usable: %.140s", name, w->last.text);
    if (w->failures)
        return err_set(e, ERR_INPUT, "%.80s: nothing usable in %llu entries; the last: %.100s",
                       name, (unsigned long long)w->failures, w->last.text);
    return err_set(e, ERR_INPUT, "%.80s: no page in it", name);
}

bool ingest_run(const char *path, const char *name, const struct ingest_opts *o,
                const struct ingest_sink *sink, struct err *e)
{
    struct walk w = { .o = o, .sink = sink };
    struct stat st;
    const bool is_stdin = !strcmp(path, "-");
    const int fd = is_stdin ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    w.spool = (struct spool){ o->spool_dir, o->limits.spool_mem_bytes, o->limits.spool_bytes, 0 };
    if (fd < 0 || fstat(fd, &st) != 0) {
        const int sys = errno;
        char text[96];
        if (fd >= 0)
            close(fd);
        return err_set(e, ERR_INPUT, "%.100s: cannot be opened: %s", name,
                       strerror_r(sys, text, sizeof text));
    }
    if (S_ISDIR(st.st_mode)) {
        if (folder_walk(&w, fd, name))
            (void)walk_archive_end(&w, name);
        return verdict(&w, name, e);
    }
    if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode) && !S_ISSOCK(st.st_mode) && !is_stdin) {
        close(fd);
        return err_set(e, ERR_INPUT, "%.100s: neither a folder nor a file", name);
    }
    /* Opened without waiting so that a stray device cannot hang us; a stream must wait again. */
    const int flags = fcntl(fd, F_GETFL);
    if (!is_stdin && flags >= 0)
        (void)fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
    const bool seekable = S_ISREG(st.st_mode) && lseek(fd, 0, SEEK_CUR) == 0;
    (void)run_file(&w, fd, seekable ? (uint64_t)st.st_size : FEED_UNKNOWN, seekable, name);
    close(fd);
    return verdict(&w, name, e);
}
