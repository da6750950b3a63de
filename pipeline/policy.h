/* pipeline/policy.h -- what an error costs, decided once.
 *
 * A leaf says what happened (enum err_kind); here it is said what that means for the run, for a
 * page, and which exit code a command ends with (the contract's table). */
#ifndef PIPELINE_POLICY_H
#define PIPELINE_POLICY_H
#include "base/err.h"

enum cost { COST_PAGE, COST_RUN };
/* An error told by a child about one page: does it cost the page or the run? */
enum cost policy_page_cost(enum err_kind kind);
/* An error while a dossier is understood: COST_PAGE is the dossier alone here. */
enum cost policy_dossier_cost(enum err_kind kind);

/* What a page that cost its worker gets next. */
enum retry { RETRY_ALONE, RETRY_CHEAP, RETRY_NO };
/* `losses`: how often the worker was lost while this page was in it (now included); `hung`: this
 * time by its deadline. */
enum retry policy_retry(int losses, bool hung);

enum exit_code {
    EXIT_DONE = 0,
    EXIT_USAGE = 1,
    EXIT_INPUT = 2,
    EXIT_MISSING = 3,
    EXIT_INVALID = 4,
    EXIT_ACCESS = 5,
    EXIT_CHILD = 7,
    EXIT_ENCRYPTED = 8,
    EXIT_CONFIG = 9,
    EXIT_QUARANTINE = 20,
    EXIT_TRY_AGAIN = 75,
    EXIT_INTERRUPTED = 130,
};
enum exit_code policy_exit(enum err_kind kind);
#endif
