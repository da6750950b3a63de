/* pipeline/progress.h -- how far a run is, for the person who waits.
 *
 * On a terminal one line that is redrawn: pages done of pages found ('+' while inputs are still
 * being walked), pages a second, time left, failures. Elsewhere a plain line every 10 seconds.
 * Nothing when quiet. Threads: the parent's one thread. */
#ifndef PIPELINE_PROGRESS_H
#define PIPELINE_PROGRESS_H
#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool on, tty, walking;
    int64_t started_ms, shown_ms;
    uint64_t done, found, failed,
        reused; /* pages; reused ones cost nothing and are left out of the speed */
};
void progress_start(struct progress *p, bool on);
void progress_tick(struct progress *p, bool force);
void progress_end(struct progress *p);
double progress_speed(const struct progress *p); /* pages a second */
#endif
