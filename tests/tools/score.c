/* score TRUTH.txt READ.txt...        each reading against one truth
 * score --pairs T1.txt R1.txt ...    pairs, then their sum as "all"
 * One JSON line per reading on stdout; see scoring.h for what is counted. */
#include <stdio.h>
#include <string.h>

#include "base/atomicfile.h"
#include "tests/tools/scoring.h"

enum { TEXT_MAX = 64 << 20 };

static void put_json_string(const char *s)
{
    putchar('"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            printf("\\%c", *s);
        else if ((unsigned char)*s < 32)
            printf("\\u%04x", (unsigned)*s);
        else
            putchar(*s);
    }
    putchar('"');
}

static void print_score(const char *name, const struct score *s)
{
    fputs("{\"read\":", stdout);
    put_json_string(name);
    printf(",\"chars\":%llu,\"edits\":%llu,\"cer\":%.5f,\"cer_tone\":%.5f,\"cer_bare\":%.5f,"
           "\"words\":%llu,\"f1\":%.5f}\n",
           (unsigned long long)s->chars, (unsigned long long)s->edits, score_cer(s),
           score_cer_tone(s), score_cer_bare(s), (unsigned long long)s->words_truth, score_f1(s));
}

static bool score_files(const char *truth, const char *read, struct score *sum)
{
    struct score one = { 0 };
    struct buf t, r;
    struct err e = { 0 };

    buf_init(&t, TEXT_MAX);
    buf_init(&r, TEXT_MAX);
    bool ok = file_read(truth, &t, &e) && file_read(read, &r, &e);
    const char *tp = t.ptr ? t.ptr : "", *rp = r.ptr ? r.ptr : "";
    if (!ok)
        fprintf(stderr, "score: %s\n", e.text);
    else if (!score_add(&one, tp, t.len, rp, r.len) || !score_add(sum, tp, t.len, rp, r.len))
        ok = fprintf(stderr, "score: out of memory\n") < 0;
    else
        print_score(read, &one);
    buf_release(&t);
    buf_release(&r);
    return ok;
}

int main(int argc, char **argv)
{
    const bool pairs = argc > 1 && strcmp(argv[1], "--pairs") == 0;
    struct score sum = { 0 };
    bool ok = true;

    if (argc < 3 || (pairs && argc % 2 != 0)) {
        fputs("usage: score TRUTH.txt READ.txt...\n       score --pairs TRUTH.txt READ.txt ...\n",
              stderr);
        return 2;
    }
    for (int i = 2; i < argc; i += pairs ? 2 : 1)
        ok &= pairs ? score_files(argv[i], argv[i + 1], &sum) : score_files(argv[1], argv[i], &sum);
    if (ok && pairs)
        print_score("all", &sum);
    return ok ? 0 : 1;
}
