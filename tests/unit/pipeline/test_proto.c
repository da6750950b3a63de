/* Messages between processes, and what a hostile peer may send. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "pipeline/proto.h"

static int ours, theirs;
static struct inbox inbox;

/* As on the wire; proto.c keeps it to itself. */
struct head {
    uint32_t kind, slot;
    int32_t i[MSG_INTS];
    uint64_t u64[2];
    uint32_t len[4];
};

static int set_up(void **state)
{
    int fds[2];
    struct err e;
    (void)state;
    if (!proto_pair(fds, &e))
        return -1;
    ours = fds[0];
    theirs = fds[1];
    return fcntl(ours, F_SETFL, O_NONBLOCK);
}

static int tear_down(void **state)
{
    (void)state;
    close(theirs);
    return close(ours);
}

static void test_round_trip(void **state)
{
    const struct msg m = { .kind = MSG_PAGE,
                           .slot = 7,
                           .i = { [PAGE_NO] = -1, [SIDE] = 9 },
                           .u64 = { UINT64_MAX, 3 },
                           .s = { "a.zip", "", NULL, "Hồ sơ" } };
    struct msg got;
    struct err e = { 0 };

    (void)state;
    assert_true(proto_send(theirs, &m, &e));
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), 1);
    assert_int_equal(got.slot, 7);
    assert_int_equal(got.i[PAGE_NO], -1);
    assert_int_equal(got.i[SIDE], 9);
    assert_true(got.u64[0] == UINT64_MAX);
    assert_string_equal(got.s[0], "a.zip");
    assert_string_equal(got.s[1], "");
    assert_string_equal(got.s[2], "");
    assert_string_equal(got.s[3], "Hồ sơ");
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), -1); /* nothing more */
}

static void test_long_strings(void **state)
{
    char *text = malloc(40001);
    struct msg got;
    struct err e = { 0 };

    (void)state;
    memset(text, 'x', 40000);
    text[40000] = '\0';
    memcpy(text + MSG_STRING_MAX - 1, "đ", 2); /* the limit lies inside a letter */
    const struct msg m = { .kind = MSG_ENTRY, .s = { text, text, text, text } };
    assert_true(proto_send(theirs, &m, &e));
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), 1);
    for (int k = 0; k < 4; k++) {
        assert_int_equal(strlen(got.s[k]), MSG_STRING_MAX - 1);
        assert_memory_equal(got.s[k], text, MSG_STRING_MAX - 1);
    }
    free(text);
}

static void refused(const void *bytes, size_t len)
{
    struct msg got;
    struct err e = { 0 };

    assert_int_equal(send(theirs, bytes, len, 0), len);
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), 0);
    assert_int_equal(e.kind, ERR_CHILD);
}

static void test_malformed(void **state)
{
    struct head h = { .kind = MSG_ENTRY };
    struct {
        struct head h;
        char text[8];
    } some = { .text = "abcdefg" };
    char *huge = calloc(1, 200000);

    (void)state;
    for (size_t len = 1; len < sizeof h; len++)
        refused(&h, len);
    some.h.len[0] = 9; /* says more than it holds */
    refused(&some, sizeof some);
    some.h.len[0] = 7; /* and less */
    refused(&some, sizeof some);
    some.h.len[0] = MSG_STRING_MAX + 1;
    refused(&some, sizeof some);
    some.h.len[0] = UINT32_MAX; /* sums that wrap around */
    some.h.len[1] = 9;
    refused(&some, sizeof some);
    refused(huge, 200000); /* more than an inbox holds */
    free(huge);
    /* zeros inside strings end them, and nothing else */
    some.h.len[0] = 4;
    some.h.len[1] = 4;
    memcpy(some.text, "a\0bcd\0ef", 8);
    assert_int_equal(send(theirs, &some, sizeof some, 0), sizeof some);
    struct msg got;
    struct err e = { 0 };
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), 1);
    assert_string_equal(got.s[0], "a");
    assert_string_equal(got.s[1], "d");
}

static void test_gone_and_deaf(void **state)
{
    struct msg got, m = { .kind = MSG_SLOT };
    struct err e = { 0 };
    int sent = 0;

    (void)state;
    /* a peer that does not listen costs an error, not our life */
    while (sent < 1000000 && proto_send(ours, &m, &e))
        sent++;
    assert_true(sent >= 256); /* every slot there can be */
    assert_int_equal(e.kind, ERR_CHILD);
    close(theirs);
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), 0);
    assert_false(proto_send(ours, &m, &e));
    theirs = dup(ours);
}

/* The last words of a peer that did not listen to ours. */
static void test_last_words(void **state)
{
    const struct msg slot = { .kind = MSG_SLOT, .slot = 1 }, end = { .kind = MSG_INPUT_END };
    struct msg got;
    struct err e = { 0 };

    (void)state;
    assert_true(proto_send(ours, &slot, &e));
    assert_true(proto_send(theirs, &end, &e));
    close(theirs);
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), 1);
    assert_int_equal(got.kind, MSG_INPUT_END);
    assert_int_equal(proto_recv(ours, &got, &inbox, false, &e), 0);
    theirs = dup(ours);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_strings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_malformed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_gone_and_deaf, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_last_words, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
