/* places_make UNITS.csv CHANGES.csv VERSION OUT
 *
 * Makes configs/places.tsv. UNITS.csv: the units before 1/7/2025, one commune a row (province,
 * code, district, code, commune, code); CHANGES.csv: how they became those of today, one pair a row
 * (new province with code, new commune, code, old commune, code, how, old district with code, old
 * province with code). Codes and names are those of the law; nothing else is taken. The same input
 * gives the same bytes. What was left out is told on stderr. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomicfile.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "paper/match.h"

enum { COLUMNS = 9, ROWS_MAX = 20000, NEXT_MAX = 12, CODE = 6 };

struct table {
    char *(*rows)[COLUMNS];
    size_t n;
    char hex[SHA256_HEX];
};

struct unit {
    const char *kind; /* as in the file: "-X", "+P" ... */
    char code[CODE], parent[CODE];
    const char *name; /* without its kind */
    char key[96];     /* folded name */
    char next[NEXT_MAX][CODE + 1];
    size_t n_next, times[NEXT_MAX]; /* how often each successor was said */
};

static struct arena arena;
static struct fold_map fold;
static struct unit *units;
static size_t n_units;

static void die(const char *what)
{
    fprintf(stderr, "places_make: %s\n", what);
    exit(2);
}

/* NFC, blanks squeezed, none at the ends, one kind of apostrophe. */
static char *clean(const char *s, size_t len)
{
    char *t = utf8_nfc(&arena, s, len), *out = t;

    if (!t)
        die("no memory");
    for (const char *c = t; *c;) {
        if (strncmp(c, "’", 3) == 0) {
            *out++ = '\'';
            c += 3;
        } else if (isspace((unsigned char)*c)) {
            if (out > t && out[-1] != ' ')
                *out++ = ' ';
            c++;
        } else {
            *out++ = *c++;
        }
    }
    while (out > t && out[-1] == ' ')
        out--;
    *out = '\0';
    return t;
}

static void table_read(struct table *t, const char *path)
{
    struct buf b;
    struct err e = { 0 };
    uint8_t sum[SHA256_BYTES];

    buf_init(&b, 64 << 20);
    if (!file_read(path, &b, &e))
        die(e.text);
    sha256_mem(b.ptr, b.len, sum);
    hash_hex(sum, t->hex);
    t->rows = calloc(ROWS_MAX, sizeof *t->rows);
    if (!t->rows)
        die("no memory");
    size_t col = 0;
    for (const char *c = b.ptr; *c;) { /* RFC 4180 */
        const bool quoted = *c == '"';
        const char *from = quoted ? ++c : c;
        const size_t len = quoted ? strcspn(c, "\"") : strcspn(c, ",\r\n");
        if (t->n == ROWS_MAX)
            die("too many rows");
        if (col < COLUMNS)
            t->rows[t->n][col] = clean(from, len);
        c = from + len + (quoted && from[len] == '"');
        c += *c == '\r';
        if (*c == ',') {
            col++;
            c++;
            continue;
        }
        c += *c == '\n';
        for (col = 0; col < COLUMNS; col++)
            if (!t->rows[t->n][col])
                t->rows[t->n][col] = clean("", 0);
        t->n++;
        col = 0;
    }
    buf_release(&b);
}

static const struct kind {
    const char *word, *kind;
    int digits;
} kinds[] = {
    { "Phường ", "P", 5 },    { "Xã ", "X", 5 },         { "Thị trấn ", "TT", 5 },
    { "Đặc khu ", "DK", 5 },  { "Quận ", "Q", 3 },       { "Huyện ", "H", 3 },
    { "Thị xã ", "TX", 3 },   { "Thành phố ", "TP", 3 }, { "Tỉnh ", "T", 2 },
    { "Thành phố ", "C", 2 },
};

static void key_of(struct unit *u)
{
    uint32_t none = 0;
    const size_t len = strlen(u->name);

    if (len >= sizeof u->key)
        die("a name is too long");
    u->key[fold_text(&fold, u->name, len, u->key, &none, &none)] = '\0';
}

/* "Xã Ea Kly" to its kind and name; "Xa" and "xã" are slips of the source. */
static struct unit *unit_add(const char *full, const char *code, const char *parent, bool now)
{
    static char names[2][sizeof kinds / sizeof *kinds][8];
    const int digits = (int)strlen(code);
    struct unit *u = &units[n_units];

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        char a[32], b[32];
        uint32_t none = 0;
        const size_t len = strlen(kinds[k].word), cps = utf8_count(kinds[k].word, len),
                     end = text_offset(full, cps);
        const size_t n = fold_text(&fold, kinds[k].word, len, a, &none, &none);
        if (kinds[k].digits != digits || end > sizeof b ||
            fold_text(&fold, full, end, b, &none, &none) != n || memcmp(a, b, n) != 0)
            continue;
        snprintf(names[now][k], sizeof names[now][k], "%c%s", now ? '+' : '-', kinds[k].kind);
        *u = (struct unit){ .kind = names[now][k], .name = full + end };
        snprintf(u->code, sizeof u->code, "%s", code);
        snprintf(u->parent, sizeof u->parent, "%s", parent);
        key_of(u);
        n_units++;
        return u;
    }
    if (digits == 5) { /* its kind was left out of the table: all of these are xã */
        char *xa = arena_alloc(&arena, strlen(full) + 8, 1);
        if (!xa)
            die("no memory");
        snprintf(xa, strlen(full) + 8, "Xã %s", full);
        return unit_add(xa, code, parent, now);
    }
    fprintf(stderr, "left out, of no kind: %s (%s)\n", full, code);
    return NULL;
}

static struct unit *unit_find(const char *code, bool now)
{
    for (size_t i = 0; i < n_units; i++)
        if (strcmp(units[i].code, code) == 0 && (units[i].kind[0] == '+') == now)
            return &units[i];
    return NULL;
}

static void next_add(struct unit *u, const char *code, bool part)
{
    for (size_t i = 0; i < u->n_next; i++)
        if (strncmp(u->next[i], code, strlen(code)) == 0) {
            u->times[i]++;
            return;
        }
    if (u->n_next == NEXT_MAX)
        die("too many successors");
    snprintf(u->next[u->n_next++], sizeof u->next[0], "%s%s", code, part ? "~" : "");
}

/* "Thành phố Hà Nội (01)" to name and code; false without a code. */
static bool with_code(const char *s, char **name, char code[CODE])
{
    const char *open = strrchr(s, '(');
    const size_t n = open ? strspn(open + 1, "0123456789") : 0;

    if (n < 2 || n > 3 || open[1 + n] != ')')
        return false;
    *name = clean(s, (size_t)(open - s));
    snprintf(code, CODE, "%.*s", (int)n, open + 1);
    return true;
}

static bool is_code(const char *s, size_t n)
{
    return strlen(s) == n && strspn(s, "0123456789") == n;
}

static bool of_whole(const char *how)
{
    char key[200];
    uint32_t none = 0;
    const size_t len = strlen(how);
    const size_t n = len < sizeof key ? fold_text(&fold, how, len, key, &none, &none) : 0;

    key[n] = '\0';
    return !strstr(key, "mot phan") && !strstr(key, "phan con lai");
}

static void take_changes(const struct table *t)
{
    for (size_t i = 0; i < t->n; i++) {
        char **r = t->rows[i], *name, province[CODE], district[CODE], old[CODE];
        if (!is_code(r[2], 5) || !with_code(r[0], &name, province))
            continue;
        if (!unit_find(province, true))
            (void)unit_add(name, province, "", true);
        if (!unit_find(r[2], true))
            (void)unit_add(r[1], r[2], province, true);
        if (with_code(r[7], &name, old) && !unit_find(old, false))
            (void)unit_add(name, old, "", false);
        struct unit *p = unit_find(old, false);
        if (p)
            next_add(p, province, false);
        if (!with_code(r[6], &name, district))
            continue;
        if (!unit_find(district, false))
            (void)unit_add(name, district, old, false);
        if (!is_code(r[4], 5)) /* an island district without communes */
            continue;
        struct unit *u = unit_find(r[4], false);
        u = u ? u : unit_add(r[3], r[4], district, false);
        if (u)
            next_add(u, r[2], !of_whole(r[5]));
    }
}

/* A province went to one as a whole (NQ 202/2025/QH15); another said of a few of its communes is a
 * slip of the table. */
static void one_province(void)
{
    for (size_t i = 0; i < n_units; i++) {
        struct unit *u = &units[i];
        size_t best = 0;
        if (strlen(u->code) != 2 || u->n_next < 2)
            continue;
        for (size_t k = 1; k < u->n_next; k++)
            best = u->times[k] > u->times[best] ? k : best;
        memmove(u->next[0], u->next[best], sizeof u->next[0]);
        u->n_next = 1;
        fprintf(stderr, "one successor of %s: %s\n", u->name, u->next[0]);
    }
}

/* Where both tables name a code differently, both spellings are found; a name whose unit has a
 * code of its own in the changes is that unit. Units of no known change stay without successor. */
static void take_units(const struct table *t)
{
    const size_t known = n_units;

    for (size_t i = 1; i < t->n; i++) {
        char **r = t->rows[i];
        if (!is_code(r[5], 5) || !is_code(r[3], 3))
            continue;
        const struct unit *same = NULL;
        bool named = false;
        struct unit spelled = { .name = strchr(r[4], ' ') ? strchr(r[4], ' ') + 1 : r[4] };
        if (strncmp(r[4], "Thị ", strlen("Thị ")) == 0)
            spelled.name = strchr(spelled.name, ' ') + 1;
        key_of(&spelled);
        for (size_t k = 0; k < known; k++) {
            if (units[k].kind[0] != '-' || strcmp(units[k].parent, r[3]) != 0)
                continue;
            named |= strcmp(units[k].key, spelled.key) == 0;
            same = strcmp(units[k].code, r[5]) == 0 ? &units[k] : same;
        }
        if (named)
            continue;
        const struct unit copy = same ? *same : (struct unit){ 0 };
        struct unit *u = unit_add(r[4], r[5], r[3], false);
        if (u && same) {
            memcpy(u->next, copy.next, sizeof u->next);
            u->n_next = copy.n_next;
        }
    }
}

static int by_key(const void *a, const void *b)
{
    const struct unit *x = a, *y = b;
    int c = strcmp(x->key, y->key);

    c = c ? c : strcmp(x->kind, y->kind);
    c = c ? c : strcmp(x->code, y->code);
    return c ? c : strcmp(x->name, y->name);
}

int main(int argc, char **argv)
{
    struct table old, changes;
    struct err e = { 0 };
    struct buf b;

    if (argc != 5)
        die("usage: places_make UNITS.csv CHANGES.csv VERSION OUT");
    arena_init(&arena, (size_t)1 << 30);
    fold_map_init(&fold);
    memset(&old, 0, sizeof old);
    memset(&changes, 0, sizeof changes);
    units = calloc(ROWS_MAX, sizeof *units);
    if (!units)
        die("no memory");
    table_read(&old, argv[1]);
    table_read(&changes, argv[2]);
    take_changes(&changes);
    one_province();
    take_units(&old);
    /* NQ 175/2024/QH15: Huế was the province Thừa Thiên Huế up to 31/12/2024 */
    struct unit *hue = unit_add("Tỉnh Thừa Thiên Huế", "46", "", false);
    if (hue)
        next_add(hue, "46", false);
    qsort(units, n_units, sizeof *units, by_key);
    buf_init(&b, 8 << 20);
    buf_printf(
        &b,
        "# configs/places.tsv -- administrative units before and from 1/7/2025, and what became of "
        "them.\n"
        "# Made by `make places` (tests/train/places_make.c): do not edit. Version %s.\n"
        "# Source: NQ 202/2025/QH15 and the resolutions of the Standing Committee of the National\n"
        "# Assembly on the communes of each province (16/6/2025), codes of QD 19/2025/QD-TTg; "
        "before:\n"
        "# QD 124/2004/QD-TTg as amended up to 4/1/2025.\n"
        "# Input: sha256 %s (before)\n"
        "#        sha256 %s (changes)\n"
        "#\n"
        "# KIND  CODE  PARENT  NAME  SUCCESSORS      sorted by NAME without marks and case. KIND: "
        "- before,\n"
        "#   + from 1/7/2025; T tinh, C centrally run city, H huyen, Q quan, TX thi xa, TP city of "
        "a\n"
        "#   province, P phuong, X xa, TT thi tran, DK dac khu. PARENT: code of district or "
        "province of\n"
        "#   the same time, - for provinces. SUCCESSORS: codes from 1/7/2025 separated by commas, "
        "~ for a\n"
        "#   part of the unit only; districts have none.\n",
        argv[3], old.hex, changes.hex);
    for (size_t i = 0; i < n_units; i++) {
        const struct unit *u = &units[i];
        buf_printf(&b, "%s\t%s\t%s\t%s", u->kind, u->code, u->parent[0] ? u->parent : "-", u->name);
        for (size_t k = 0; k < u->n_next; k++)
            buf_printf(&b, "%c%s", k ? ',' : '\t', u->next[k]);
        buf_putc(&b, '\n');
    }
    if (!buf_ok(&b, "places", &e) || !file_write_atomic(argv[4], b.ptr, b.len, &e))
        die(e.text);
    return 0;
}
