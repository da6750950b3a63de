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

enum { RUN_MAX_SLOTS = 256, RUN_MAX_HOPELESS = 256 };

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
    char result_key[65], failed_key[65], understand_key[65]; /* failed: of quarantined pages */
    bool in_txn;
    struct progress progress;
    struct run_result *result;
    int signal_fd;

    /* the input being walked */
    const struct run_input *input;
    size_t n_inputs;
    bool input_ended;
    uint64_t entry_seq, skip;
    bool again;       /* skip is tried once more, nothing before it is to be left out */
    int entry_losses; /* readers lost in entry_seq */
    int blank_losses; /* in a row, before a new entry was announced */
    bool entry_open;  /* this reader has announced an entry */
    char *entry_archive, *entry_name, *entry_dossier;
    int32_t entry_pages; /* pages the open entry has given this reader */
    int32_t entry_seen;  /* and any reader: counted once */
    int64_t input_ms;    /* when its walk began */
    int64_t reach_ms;    /* how long a restarted reader may need to get where the last one was */
    int64_t stdin_at;    /* where standard input began; -1: it cannot be read twice */
    int64_t reader_heard_ms;
    struct err input_error;

    /* a whole entry on its way into the store */
    int source_fd;
    uint64_t source_len;
    char source_sha[65]; /* the last one that arrived complete */

    /* What is checked must be what is kept: bytes of a slot, out of reach of its child. */
    struct buf copy;

    /* the worker */
    bool worker_ready, worker_noted;
    uint32_t worker_threads_ready;
    int64_t worker_started_ms;
    int worker_losses; /* in a row, with no page in it */

    /* understanding */
    bool any_ended; /* an archive: from then on each page may complete a dossier */
    bool due;       /* dossiers may be complete */
    int64_t understood_ms;
    char *hopeless[RUN_MAX_HOPELESS]; /* dossiers that failed in this run, "ARCHIVE\nKEY" */
    size_t n_hopeless;
    struct err hopeless_error;
};

MUST_USE bool run_copy(struct run *r, const uint8_t *p, size_t len, struct err *e);

MUST_USE bool run_txn(struct run *r, struct err *e);    /* opens a transaction unless one is open */
MUST_USE bool run_commit(struct run *r, struct err *e); /* and gives settled slots back */
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
/* Pages wait, and a thread of the worker too. */
bool run_worker_hungry(const struct run *r);
/* Pages the ledger holds as waiting whose input is no longer there: read from their blobs. */
MUST_USE bool run_leftovers(struct run *r, struct err *e);
uint32_t run_count(const struct run *r, enum owner owner);
#endif
