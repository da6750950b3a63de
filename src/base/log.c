#include "base/log.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static enum log_level loudest = LOG_INFO;
static void (*curtain_hide)(void), (*curtain_show)(void);

static const char *level_name(enum log_level l)
{
    static const char *const names[] = { "error", "warn", "info", "debug" };
    return names[l];
}

bool log_open(const char *path, struct err *e)
{
    if (!path || !*path)
        return true;
    log_fd = strcmp(path, "-") == 0 ? dup(STDERR_FILENO)
                                    : open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return log_fd >= 0 || err_set(e, ERR_IO, "cannot open the log %s", path);
}

void log_close(void)
{
    if (log_fd >= 0)
        close(log_fd);
    log_fd = -1;
}

void log_verbosity(enum log_level most)
{
    loudest = most;
}

void log_set_curtain(void (*hide)(void), void (*show)(void))
{
    curtain_hide = hide;
    curtain_show = show;
}

static void json_text(struct buf *b, const char *s)
{
    buf_putc(b, '"');
    const size_t len = strlen(s);
    for (size_t i = 0; i < len;) {
        const size_t at = i;
        const uint32_t cp = utf8_next(s, len, &i);
        if (cp == '"' || cp == '\\')
            buf_printf(b, "\\%c", (char)cp);
        else if (cp < 32)
            buf_printf(b, "\\u%04x", cp);
        else if (cp == 0xFFFD) /* a text cut in the middle of a letter is still no bad JSON */
            buf_puts(b, "\xEF\xBF\xBD");
        else
            buf_add(b, s + at, i - at);
    }
    buf_putc(b, '"');
}

void log_event(enum log_level l, const char *event, ...)
{
    struct buf b;
    char when[32];
    va_list ap;

    if (log_fd < 0)
        return;
    buf_init(&b, 64 * 1024);
    clock_iso(clock_now(), when);
    buf_printf(&b, "{\"time\":\"%s\",\"level\":\"%s\",\"event\":", when, level_name(l));
    json_text(&b, event);
    va_start(ap, event);
    for (const char *k = va_arg(ap, const char *); k; k = va_arg(ap, const char *)) {
        const char *v = va_arg(ap, const char *);
        buf_putc(&b, ',');
        json_text(&b, k);
        buf_putc(&b, ':');
        json_text(&b, v ? v : "");
    }
    va_end(ap);
    buf_puts(&b, "}\n");
    if (!b.failed) {
        pthread_mutex_lock(&lock);
        /* a log that cannot be written must not stop the work */
        const ssize_t n = write(log_fd, b.ptr, b.len);
        (void)n;
        pthread_mutex_unlock(&lock);
    }
    buf_release(&b);
}

void log_say(enum log_level l, const char *fmt, ...)
{
    va_list ap;

    if (l > loudest)
        return;
    pthread_mutex_lock(&lock);
    if (curtain_hide)
        curtain_hide();
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    if (curtain_show)
        curtain_show();
    pthread_mutex_unlock(&lock);
}
