#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "base/clock.h"
#include "pack/verify_parts.h"

enum { STEPS = 100000, MAX_MS = 300000 }; /* a crafted file may ask for endless work */

static int overdue(void *ctx)
{
    return clock_mono_ms() > *(int64_t *)ctx;
}

static bool query(sqlite3 *db, const char *sql, char *text, size_t cap, int64_t *number)
{
    sqlite3_stmt *st = NULL;
    bool ok =
        sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW;

    if (ok && text)
        snprintf(text, cap, "%s",
                 (const char *)sqlite3_column_text(st, 0) ? (const char *)sqlite3_column_text(st, 0)
                                                          : "");
    if (ok && number)
        *number = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return ok;
}

static bool check(sqlite3 *db, uint64_t docs, char *what, size_t cap)
{
    char answer[80];
    int64_t n = 0;

    if (!query(db, "PRAGMA integrity_check(1)", answer, sizeof answer, NULL) ||
        strcmp(answer, "ok") != 0) {
        snprintf(what, cap, "is a damaged database"); /* SQLite's text may name rows */
        return false;
    }
    if (query(db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'documents'",
              NULL, 0, &n) &&
        n == 1 && query(db, "SELECT count(*) FROM documents", NULL, 0, &n) && n == (int64_t)docs)
        return true;
    snprintf(what, cap, "does not hold the %llu documents of documents.jsonl",
             (unsigned long long)docs);
    return false;
}

bool sqlite_check(int fd, uint64_t size, uint64_t docs, char *what, size_t cap)
{
    sqlite3 *db = NULL;
    int64_t deadline = clock_mono_ms() + MAX_MS;
    unsigned char *p = size ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    bool ok = false;

    if (p == MAP_FAILED) {
        snprintf(what, cap, "is empty");
        return false;
    }
    if (sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL) !=
            SQLITE_OK ||
        sqlite3_deserialize(db, "main", p, (sqlite3_int64)size, (sqlite3_int64)size,
                            SQLITE_DESERIALIZE_READONLY) != SQLITE_OK) {
        snprintf(what, cap, "cannot be opened as a database");
    } else {
        sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
        sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
        sqlite3_progress_handler(db, STEPS, overdue, &deadline);
        ok = check(db, docs, what, cap);
    }
    sqlite3_close(db);
    munmap(p, size);
    return ok;
}
