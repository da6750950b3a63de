/* base/log.h -- what happened, for machines (JSON Lines) and for people (stderr).
 *
 * log_event writes one JSON object a line to the log file when one is open: time, level, event,
 * then key/value pairs. Values must not hold identifiers, names or page text; the callers of this
 * function are the place to check that. log_say writes a line for people to stderr unless quiet.
 * Threads: safe. */
#ifndef BASE_LOG_H
#define BASE_LOG_H
#include "base/err.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };
MUST_USE bool log_open(const char *path, struct err *e); /* appends; "-" is stderr; NULL: none */
void log_close(void);
void log_verbosity(enum log_level most); /* what reaches stderr */
/* Pairs of const char * keys and values, ended by NULL. */
void log_event(enum log_level l, const char *event, ...) __attribute__((sentinel));
void log_say(enum log_level l, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Called around every line for people, so that a progress bar can step aside. */
void log_set_curtain(void (*hide)(void), void (*show)(void));
#endif
