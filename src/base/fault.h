/* base/fault.h -- make failure cheap to rehearse.
 *
 * SOHOA_FAULT=write:7 makes the 7th write of this process fail once with ENOSPC; "write:7+" that
 * one and all after it; "crash:3" and "hang:3" are asked by the pipeline (of a child, on its N-th
 * page). Read once at start; costs one load when unset. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H
#include <stdbool.h>

enum fault_point {
    FAULT_WRITE,
    FAULT_FSYNC,
    FAULT_RENAME,
    FAULT_SQL,
    FAULT_CRASH,
    FAULT_HANG,
    FAULT_POINTS
};

/* True when this call is to fail; sets errno to ENOSPC then. */
bool fault_hit(enum fault_point point);
#endif
