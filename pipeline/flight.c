#include "pipeline/flight.h"

#include <stdlib.h>
#include <string.h>

void flight_clear(struct flight *f)
{
    free(f->archive);
    free(f->dossier);
    free(f->entry);
    *f = (struct flight){ 0 };
}

bool flight_name(struct flight *f, const char *archive, const char *dossier, const char *entry,
                 int32_t page, struct err *e)
{
    free(f->archive);
    free(f->dossier);
    free(f->entry);
    f->archive = strdup(archive);
    f->dossier = strdup(dossier);
    f->entry = strdup(entry);
    f->page = page;
    return (f->archive && f->dossier && f->entry) || err_set(e, ERR_NOMEM, "no memory");
}
