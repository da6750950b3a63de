/* paper_train [--seed N] [--rounds N] [--c X] TRUTH.jsonl OUT
 *
 * Trains models/paper.bin (paper/model.h) on what `sohoa-gen --texts` wrote. The same texts and
 * options give the same bytes. The report goes to standard output: what is said there of types was
 * measured on templates the trained half had not seen, where a type has several. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/atomicfile.h"
#include "base/hash.h"
#include "tests/train/must.h"
#include "tests/train/papers.h"

static void load_tables(struct paper_tables *t)
{
    struct err e = { 0 };
    struct buf b;
    char path[4096];

    buf_init(&b, (size_t)8 << 20);
    if (!file_data_path("configs/types.tsv", path, sizeof path, &e) || !file_read(path, &b, &e) ||
        !types_load(t, "types.tsv", b.ptr, b.len, &e))
        die(e.text);
    buf_release(&b);
}

static void usage(void)
{
    fprintf(stderr, "paper_train [--seed N] [--rounds N] [--c X] TRUTH.jsonl OUT\n");
    exit(2);
}

int main(int argc, char **argv)
{
    static const struct option longs[] = { { "seed", required_argument, NULL, 's' },
                                           { "rounds", required_argument, NULL, 'r' },
                                           { "c", required_argument, NULL, 'c' },
                                           { NULL, 0, NULL, 0 } };
    struct papers_tuning p = { .c_types = 4, .c_bounds = 1, .positive = 4, .seed = 1 };
    struct paper_tables *t = must_calloc(1, sizeof *t);
    struct samples s = { 0 };
    struct buf out;
    struct err e = { 0 };
    uint8_t sum[SHA256_BYTES];
    char hex[SHA256_HEX];
    int rounds = 4, c;

    while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
        if (c == 's')
            p.seed = (unsigned)strtoul(optarg, NULL, 10);
        else if (c == 'r')
            rounds = atoi(optarg);
        else if (c == 'c')
            p.c_types = strtod(optarg, NULL);
        else
            usage();
    }
    if (argc - optind != 2)
        usage();
    load_tables(t);
    papers_gather(t, argv[optind], rounds, p.seed, &s);
    buf_init(&out, (size_t)32 << 20);
    papers_fit(t, &s, &p, stdout, &out);
    if (out.failed || !file_write_atomic(argv[optind + 1], out.ptr, out.len, &e))
        die(out.failed ? "no memory" : e.text);
    sha256_mem(out.ptr, out.len, sum);
    hash_hex(sum, hex);
    printf("%s  %s\n", hex, argv[optind + 1]);
    papers_release(&s);
    buf_release(&out);
    paper_close(t);
    return 0;
}
