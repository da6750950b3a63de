/* rank_train [--seed N] [--rounds N] [--test TRUTH] TRUTH.jsonl OUT
 *
 * Trains models/rank.bin (paper/rank_model.h) on what `sohoa-gen --texts` wrote. The same texts and
 * options give the same bytes. What the report says of wordings was measured on templates that had
 * not been trained on, where a type has several. --test: another file, and how it does there. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/atomicfile.h"
#include "base/hash.h"
#include "tests/train/must.h"
#include "tests/train/ranks.h"

static void usage(void)
{
    fprintf(stderr, "rank_train [--seed N] [--rounds N] [--test TRUTH] TRUTH.jsonl OUT\n");
    exit(2);
}

int main(int argc, char **argv)
{
    static const struct option longs[] = { { "seed", required_argument, NULL, 's' },
                                           { "rounds", required_argument, NULL, 'r' },
                                           { "test", required_argument, NULL, 't' },
                                           { NULL, 0, NULL, 0 } };
    struct paper_tables *t;
    struct rank_samples s = { 0 }, other = { 0 };
    struct buf out;
    struct err e = { 0 };
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    const char *test = NULL;
    uint64_t seed = 1;
    int rounds = 4, c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 's')
            seed = strtoul(optarg, NULL, 10);
        else if (c == 'r')
            rounds = atoi(optarg);
        else if (c == 't')
            test = optarg;
        else
            usage();
    }
    if (argc - optind != 2)
        usage();
    if (!types_open(&t, &e))
        die(e.text);
    ranks_gather(t, argv[optind], rounds, seed, &s);
    buf_init(&out, (size_t)8 << 20);
    ranks_fit(&s, seed, stdout, &out);
    if (out.failed || !file_write_atomic(argv[optind + 1], out.ptr, out.len, &e))
        die(out.failed ? "no memory" : e.text);
    if (test) {
        ranks_gather(t, test, 1, seed + 99, &other);
        ranks_test(&other, &out, stdout);
        ranks_release(&other);
    }
    sha256_mem(out.ptr, out.len, sum);
    hash_hex(sum, hex);
    printf("%s  %s\n", hex, argv[optind + 1]);
    ranks_release(&s);
    buf_release(&out);
    paper_close(t);
    return 0;
}
