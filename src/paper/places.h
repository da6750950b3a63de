/* paper/places.h -- administrative units before and from 1/7/2025 (configs/places.tsv).
 *
 * Names are looked up without marks and case, with or without their kind ("xã", "P.", "TP"), in
 * either era; a name that several units bear gives all of them. places_read takes an address or an
 * office's name apart from the right and keeps the units that fit each other. A unit of before has
 * its successors of today: one, several when it was split, none when no change is known; districts
 * have none. Nothing here rewrites a text: codes and names are facts beside it.
 *
 * The file is sorted by folded name and searched where it lies: opening it reads it and notes where
 * its lines begin and which code each has (under 2 ms for 14,000 units).
 * Errors: ERR_MISSING, ERR_CONFIG (a line of another form), ERR_NOMEM. Threads: immutable once
 * open, shared freely. */
#ifndef PAPER_PLACES_H
#define PAPER_PLACES_H
#include "base/buf.h"
#include "paper/match.h"

enum { PLACE_NAME = 64, PLACE_NEXT = 12, PLACE_CODE = 6, PLACE_SAME = 256 };

enum place_level { PLACE_ANY, PLACE_PROVINCE, PLACE_DISTRICT, PLACE_COMMUNE };
enum place_era { PLACE_BEFORE = 1, PLACE_NOW = 2, PLACE_BOTH = 3 };

struct place {
    enum place_level level;
    enum place_era era;
    const char *kind;                          /* "Phường", "Tỉnh" ... */
    char name[PLACE_NAME];                     /* without its kind, as the law writes it */
    char code[PLACE_CODE], parent[PLACE_CODE]; /* parent "" for provinces */
    struct {
        char code[PLACE_CODE];
        bool part;
    } next[PLACE_NEXT];
    uint32_t n_next;
};

struct places;
MUST_USE bool places_open(struct places **out, const struct fold_map *m, struct err *e);
/* From memory: for tests; `name` is what errors call it. */
MUST_USE bool places_load(struct places **out, const struct fold_map *m, const char *name,
                          const char *text, size_t len, struct err *e);
void places_close(struct places *p);

/* Units of this name (NFC, any case; marks do not count), at most cap; returns how many there are.
 * A kind in front narrows to its level; `level` and `eras` narrow too. */
uint32_t places_find(const struct places *p, const char *name, enum place_level level,
                     enum place_era eras, struct place *out, uint32_t cap);
bool places_code(const struct places *p, enum place_level level, enum place_era era,
                 const char *code, struct place *out);

/* What a text says: the narrowest unit named in it, and which units that can be. */
struct place_reading {
    enum place_level level; /* of the narrowest name; PLACE_ANY: none is known */
    uint32_t n; /* units that fit all names, of one era; 0: names contradict or are unknown */
    struct place unit; /* the first of them */
    bool near;         /* its name was a letter off */
    bool spelled;      /* one of them is written so, marks and all */
    bool one_spelling; /* all of them are written alike */
    size_t from, to;   /* code points of the narrowest name without its kind */
};
/* `text` alone or with `around`, a wider unit named beside it (a superior, a place; NULL: none).
 * Units of before are tried first unless `date` (ISO, "" unknown) is from 2025-07-01 on. False: it
 * names no unit. */
bool places_read(const struct places *p, const char *text, const char *around, const char *date,
                 struct place_reading *out);
#endif
