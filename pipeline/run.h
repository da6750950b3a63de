/* pipeline/run.h -- one run: inputs in, every page accounted for, documents in the store.
 *
 * DESIGN. The parent is one thread around poll(). It owns the store and the table of slots and
 * parses nothing. A reader process walks one input at a time and fills slots it was given; a worker
 * process reads pages; messages say who owns a slot. Everything a loop turn learned goes into one
 * transaction; only after its commit are slots given back. So a kill at any instant leaves either a
 * page's result or the page still to be read, never half of one.
 *
 * Errors: ERR_LOCKED, ERR_FULL, ERR_MISSING, ERR_CHILD (a child cannot be kept alive),
 * ERR_CANCELLED (SIGINT, SIGTERM), ERR_INPUT / ERR_ENCRYPTED (no page of any input came in). */
#ifndef PIPELINE_RUN_H
#define PIPELINE_RUN_H
#include "index/store.h"
#include "pipeline/config.h"

struct run_input {
    const char *path; /* "-" is standard input */
    const char *name; /* its archive name */
};
struct run_result {
    struct store_counts counts;
    uint64_t came_in; /* pages the inputs of this run held, failed ones included */
    uint64_t readable;
    uint64_t inputs_failed; /* of which nothing, or not the rest, could be read */
    uint64_t reused;
    uint64_t again; /* came in before, but were read by another configuration, model or version */
    double seconds;
};
MUST_USE bool run_inputs(const struct config *cfg, const struct run_input *inputs, size_t n,
                         struct run_result *out, struct err *e);
/* Keys of results: configuration and models that a page's reading depends on; tables of
 * understanding. */
MUST_USE bool run_result_key(const struct config *cfg, char out[65], struct err *e);
/* The key of a page that could not be read: limits and a password are part of it too, so that it is
 * tried again when one was raised or given. */
MUST_USE bool run_failed_key(const struct config *cfg, const char *result_key, char out[65],
                             struct err *e);
MUST_USE bool run_understand_key(char out[65], struct err *e);
/* Base names of the inputs (valid UTF-8), made different where two agree by taking in more of the
 * path, in the order of their paths. One given twice is taken once: out has room for n, *kept is
 * how many there are. What is not there is named all the same: the run says so and goes on. The
 * caller frees each name. */
MUST_USE bool run_name_inputs(char *const *paths, size_t n, struct run_input *out, size_t *kept,
                              struct err *e);
#endif
