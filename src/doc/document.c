#include "doc/document.h"

#include <string.h>

struct field *document_field(const struct document *doc, const char *name)
{
    for (uint32_t i = 0; i < doc->n_fields; i++)
        if (strcmp(doc->fields[i].name, name) == 0)
            return &doc->fields[i];
    return NULL;
}
