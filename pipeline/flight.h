/* pipeline/flight.h -- pages in flight: one row a slot, and who has it.
 *
 *   free -> reader -> queued -> worker -> (committed) -> free
 *
 * Rows own copies of their names. The queue of pages waiting for the worker is in order of arrival;
 * pages that lost a worker wait apart and go alone. Threads: the parent's one thread. */
#ifndef PIPELINE_FLIGHT_H
#define PIPELINE_FLIGHT_H
#include "doc/page.h"
#include "pipeline/proto.h"

enum owner { OWN_FREE, OWN_READER, OWN_QUEUED, OWN_WORKER, OWN_SETTLED /* waits for the commit */ };

struct flight {
    enum owner owner;
    uint64_t order; /* of arrival or dispatch, whichever came last */
    int64_t since_ms;
    int losses; /* workers lost while this page was in them */
    bool alone, cheap;
    size_t in_len, out_len;
    struct msg job; /* JOB_READ parameters */
    char *archive, *dossier, *entry;
    int32_t page;
    char sha256[65];
};

void flight_clear(struct flight *f);
MUST_USE bool flight_name(struct flight *f, const char *archive, const char *dossier,
                          const char *entry, int32_t page, struct err *e);
#endif
