#include "pipeline/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/lang.h"
#include "base/log.h"

enum { REDRAW_MS = 200, PLAIN_MS = 10000, BAR = 24 };

static struct progress *shown; /* the curtain of log_say needs to find the bar */

static void hide(void)
{
    fputs("\r\033[K", stderr);
}

static void draw(void)
{
    if (shown)
        progress_tick(shown, true);
}

void progress_start(struct progress *p, bool on)
{
    *p = (struct progress){ .on = on, .tty = isatty(STDERR_FILENO) == 1, .walking = true };
    p->started_ms = p->shown_ms = clock_mono_ms();
    if (on && p->tty) {
        shown = p;
        log_set_curtain(hide, draw);
    }
}

double progress_speed(const struct progress *p)
{
    const double s = (double)(clock_mono_ms() - p->started_ms) / 1000;
    const uint64_t worked = p->done - p->reused;
    return s > 0.05 ? (double)worked / s : 0;
}

static void time_left(const struct progress *p, char *out, size_t cap)
{
    const double speed = progress_speed(p);
    const uint64_t rest = p->found - p->done;

    if (speed <= 0 || p->done == p->reused) {
        snprintf(out, cap, "--:--");
        return;
    }
    const uint64_t s = (uint64_t)((double)rest / speed + 0.5);
    if (s >= 3600)
        snprintf(out, cap, "%llu:%02llu:%02llu", (unsigned long long)(s / 3600),
                 (unsigned long long)(s / 60 % 60), (unsigned long long)(s % 60));
    else
        snprintf(out, cap, "%llu:%02llu", (unsigned long long)(s / 60),
                 (unsigned long long)(s % 60));
}

void progress_tick(struct progress *p, bool force)
{
    const int64_t now = clock_mono_ms();
    char left[32], bar[BAR + 1];

    if (!p->on || (!force && now - p->shown_ms < (p->tty ? REDRAW_MS : PLAIN_MS)))
        return;
    if (!p->tty && force)
        return;
    p->shown_ms = now;
    time_left(p, left, sizeof left);
    const uint64_t full = p->found ? p->done * BAR / p->found : 0;
    for (uint64_t i = 0; i < BAR; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR] = '\0';
    if (p->tty)
        fprintf(stderr, "\r\033[K[%s] ", bar);
    fprintf(stderr, T("%llu/%llu%s pages  %.1f pages/s  %s left  %llu failed"),
            (unsigned long long)p->done, (unsigned long long)p->found, p->walking ? "+" : "",
            progress_speed(p), left, (unsigned long long)p->failed);
    if (!p->tty)
        fputc('\n', stderr);
    fflush(stderr);
}

void progress_end(struct progress *p)
{
    if (p->on && p->tty) {
        progress_tick(p, true);
        fputc('\n', stderr);
    }
    shown = NULL;
    log_set_curtain(NULL, NULL);
    p->on = false;
}
