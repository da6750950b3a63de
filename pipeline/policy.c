#include "pipeline/policy.h"

enum cost policy_page_cost(enum err_kind kind)
{
    switch (kind) {
    case ERR_MISSING:
    case ERR_CONFIG:
    case ERR_USAGE:
    case ERR_FULL: /* the spool's disk is full: every page would fail, later it may not */
        return COST_RUN;
    default:
        return COST_PAGE;
    }
}

enum cost policy_dossier_cost(enum err_kind kind)
{
    switch (kind) {
    case ERR_INPUT:
    case ERR_LIMIT:
    case ERR_UNSUPPORTED:
    case ERR_LIBRARY:
    case ERR_INVALID:
        return COST_PAGE;
    default:
        return COST_RUN;
    }
}

enum retry policy_retry(int losses, bool hung)
{
    /* A crash may have been a neighbour's or the machine's: once more, alone, the full way. A page
     * that ran into its deadline would only do so again. */
    if (losses == 1)
        return hung ? RETRY_CHEAP : RETRY_ALONE;
    if (losses == 2 && !hung)
        return RETRY_CHEAP;
    return RETRY_NO;
}

enum exit_code policy_exit(enum err_kind kind)
{
    switch (kind) {
    case ERR_NONE:
        return EXIT_DONE;
    case ERR_USAGE:
        return EXIT_USAGE;
    case ERR_INPUT:
    case ERR_LIMIT:
    case ERR_UNSUPPORTED:
        return EXIT_INPUT;
    case ERR_MISSING:
        return EXIT_MISSING;
    case ERR_INVALID:
        return EXIT_INVALID;
    case ERR_IO:
    case ERR_LOCKED:
        return EXIT_ACCESS;
    case ERR_CHILD:
    case ERR_LIBRARY:
        return EXIT_CHILD;
    case ERR_ENCRYPTED:
        return EXIT_ENCRYPTED;
    case ERR_CONFIG:
        return EXIT_CONFIG;
    case ERR_FULL:
    case ERR_NOMEM:
        return EXIT_TRY_AGAIN;
    case ERR_CANCELLED:
        return EXIT_INTERRUPTED;
    }
    return EXIT_CHILD;
}
