/* tests/tools/facts.h -- JSON lines of truth and results, and when two values are the same.
 * Threads: one. A broken file ends the program with 2: these are our own files. */
#ifndef TESTS_FACTS_H
#define TESTS_FACTS_H
#include <jansson.h>
#include <stdbool.h>

/* "" and 0 when absent. */
const char *fact_text(const json_t *o, const char *key);
long fact_number(const json_t *o, const char *key);
/* One object a line: an array, or an object of arrays by facts_key. */
json_t *facts_load(const char *path, bool grouped);
#define FACTS_KEY 4096
void facts_key(const json_t *o, char key[FACTS_KEY]); /* archive, dossier */
/* White space left out. */
bool fact_same_value(const char *a, const char *b);
/* Case and white space left out: a card prints names in capitals. */
bool fact_same_field(const char *a, const char *b);
/* The kind and value of id are among the true ones of the dossier. */
bool facts_hold(const json_t *dossier, const json_t *id);
/* Same entry and page. */
bool fact_same_page(const json_t *a, const json_t *b);
#endif
