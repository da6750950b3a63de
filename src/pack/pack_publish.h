/* pack/pack_publish.h -- the open package and its closing; private to this room. */
#ifndef PACK_PACK_PUBLISH_H
#define PACK_PACK_PUBLISH_H
#include "pack/pack_parts.h"

struct pack {
    struct pack_source src;
    enum pack_format format;
    char *out_dir, *unit, *operator_name, *config_json, *software;
    uint64_t max_bytes, cost; /* of the rows that wait */
    uint32_t max_docs;
    int lock;
    struct spool spool;
    struct ledger ledger;
    struct row *rows;
    uint32_t n_rows, cap_rows;
    struct pack_totals totals;
    bool failed;
};

/* Writes the first n rows as a package, tells the caller, drops them. `last`: rejects of dossiers
 * without documents go in too. */
MUST_USE bool pack_publish(struct pack *p, uint32_t n, bool last, struct err *e);
#endif
