/* pipeline/run_internal.h -- the parent's state, shared by run.c (the loop), run_reader.c (what a
 * reader tells) and run_worker.c (what a worker tells). Not for anybody else. */
#ifndef PIPELINE_RUN_INTERNAL_H
#define PIPELINE_RUN_INTERNAL_H
#include "pipeline/child.h"
#include "pipeline/flight.h"
#include "pipeline/policy.h"
#include "pipeline/progress.h"
#include "pipeline/run.h"
#include "pipeline/understand.h"

enum { RUN_MAX_SLOTS = 256 };

struct run {
    const struct config *cfg;
    struct store *store;
    struct understander *understander;
    struct slots slots;
    struct flight flights[RUN_MAX_SLOTS];
    struct child reader, worker;
    struct inbox inbox;
    uint32_t threads;
    uint64_t orders;
    char result_key[65], understand_key[65];
    bool in_txn;
    struct progress progress;
    struct run_result *result;
    int signal_fd;

    /* the input being walked */
    const struct run_input *input;
    bool input_ended;
    uint64_t entry_seq, skip;
    int entry_losses; /* readers lost in entry_seq */
    bool entry_open;
    char *entry_archive, *entry_name, *entry_dossier;
    int32_t entry_pages; /* pages the open entry has given */
    int64_t reader_heard_ms;
    struct err input_error;

    /* a whole entry on its way into the store */
    int source_fd;
    uint64_t source_len;

    /* the worker */
    bool worker_ready;
    int worker_losses;  /* in a row, before it was ready */
    bool due;           /* an archive ended: dossiers may be complete */
    uint32_t next_free; /* where to look for a free slot */
};

MUST_USE bool run_txn(struct run *r, struct err *e);    /* opens a transaction unless one is open */
MUST_USE bool run_commit(struct run *r, struct err *e); /* and gives settled slots back */
void run_settle(struct run *r, uint32_t slot);
/* Writes a page that cannot be had. */
MUST_USE bool run_quarantine(struct run *r, struct flight *f, enum err_kind kind, const char *text,
                             bool known, struct err *e);

MUST_USE bool run_reader_start(struct run *r, struct err *e);
MUST_USE bool run_reader_messages(struct run *r, struct err *e);
MUST_USE bool run_reader_watch(struct run *r, struct err *e);
MUST_USE bool run_reader_feed(struct run *r, struct err *e); /* free slots to the reader */

MUST_USE bool run_worker_start(struct run *r, struct err *e);
MUST_USE bool run_worker_messages(struct run *r, struct err *e);
MUST_USE bool run_worker_watch(struct run *r, struct err *e);
MUST_USE bool run_worker_dispatch(struct run *r, struct err *e);
/* Pages the ledger holds as waiting whose input is no longer there: read from their blobs. */
MUST_USE bool run_leftovers(struct run *r, struct err *e);
uint32_t run_count(const struct run *r, enum owner owner);
#endif
