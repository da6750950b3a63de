/* The trained model: its file, hostile bytes, types it has never seen, the same answers again. */
/* cmocka needs these before it */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */
#include <stdio.h>
#include <stdlib.h>

#include "base/atomicfile.h"
#include "base/buf.h"
#include "base/hash.h"
#include "paper/grams.h"
#include "paper/signs.h"
#include "tests/unit/paper/fixture.h"

static void read_data(const char *name, struct buf *b)
{
    char path[4096];
    struct err e = { 0 };

    buf_init(b, (size_t)32 << 20);
    if (!file_data_path(name, path, sizeof path, &e) || !file_read(path, b, &e))
        fail_msg("%s", e.text);
}

static bool parses(const char *p, size_t len)
{
    struct paper_model *m;
    struct err e = { 0 };
    const bool ok = model_parse(&m, p, len, &e);

    assert_true(ok == (m != NULL));
    assert_true(ok || e.kind == ERR_INPUT);
    model_close(m);
    return ok;
}

static void the_file_is_the_one_of_the_manifest(void **state)
{
    struct buf model, manifest;
    uint8_t sum[SHA256_BYTES];
    char line[SHA256_HEX + 16], hex[SHA256_HEX];

    (void)state;
    read_data("models/paper.bin", &model);
    read_data("models/MANIFEST", &manifest);
    assert_true(model.len < 5000000);
    sha256_mem(model.ptr, model.len, sum);
    hash_hex(sum, hex);
    snprintf(line, sizeof line, "paper.bin\t%s\t", hex);
    assert_non_null(strstr(manifest.ptr, line));
    buf_release(&model);
    buf_release(&manifest);
}

static void damaged_bytes_are_refused(void **state)
{
    struct buf b;
    const uint32_t nan = 0x7FC00000, huge = 0x7F000000, zero = 0, many = 100000;

    (void)state;
    read_data("models/paper.bin", &b);
    assert_true(parses(b.ptr, b.len));
    for (size_t n = 0; n < 200; n++)
        assert_false(parses(b.ptr, n));
    assert_false(parses(b.ptr, b.len - 1));
    char *copy = malloc(b.len + 1);
    assert_non_null(copy);
    memcpy(copy, b.ptr, b.len);
    assert_false(parses(copy, b.len + 1));
    const struct {
        size_t at;
        uint32_t v;
    } harm[] = { { 0, zero },
                 { 8, zero },
                 { 8, many },
                 { 12, zero },
                 { 12, many },
                 { 16, many },
                 { 20, zero },
                 { 24, nan },
                 { 24, huge },
                 { 60, nan },
                 { 24 + 4 * (MODEL_PARAMS + SIGNS), zero },
                 { 24 + 4 * (MODEL_PARAMS + SIGNS) + MODEL_SLUG, nan } };
    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++) {
        memcpy(copy, b.ptr, b.len);
        memcpy(copy + harm[i].at, &harm[i].v, 4);
        if (parses(copy, b.len))
            fail_msg("accepted with a wrong number at %zu", harm[i].at);
    }
    free(copy);
    buf_release(&b);
}

static const struct page_read *strange(struct fixture *f, const char *title)
{
    return SHEET(&f->a, MOTTO, title, "-", "L Họ và tên: NGUYỄN VĂN MẪU",
                 "L Sinh ngày: 01/02/1990 tại xã Ví Dụ", "L Chỗ ở: xã Ví Dụ, tỉnh Ví Dụ", "-",
                 "R NGƯỜI LẬP", "-", "R Lê Văn Thử");
}

/* Types are added by configuration alone: their titles are all that is known of them. */
static void a_new_type_is_known_by_its_title(void **state)
{
    static const char more[] = "\ntype\tso_cham_soc\tC\t1\tSổ chăm sóc\ntitle\tso_cham_soc\tSỔ "
                               "THEO DÕI CHĂM SÓC NGƯỜI CAO "
                               "TUỔI\t-\t-\n";
    struct fixture *f = *state;
    struct paper_tables *t = calloc(1, sizeof *t), *shipped = f->t;
    struct buf b;
    struct err e = { 0 };

    assert_non_null(t);
    read_data("configs/types.tsv", &b);
    buf_puts(&b, more);
    assert_true(types_load(t, "types.tsv", b.ptr, b.len, &e));
    buf_release(&b);
    read_data("configs/fields.tsv", &b);
    assert_true(labels_load(t, "fields.tsv", b.ptr, b.len, &e));
    types_use_model(t, shipped->model);
    f->t = t;
    const struct document *d = only(f, strange(f, "C SỔ THEO DÕI CHĂM SÓC NGƯỜI CAO TUỔI"));
    assert_string_equal(d->type, "so_cham_soc");
    assert_true(d->type_confidence >= classify_sure(t));
    d = only(f, strange(f, "C SỔ THEO DÕI CHẢM SÓC NGUỜI CAO TUÔI"));
    assert_string_equal(d->type, "so_cham_soc");
    d = only(f, strange(f, "C LỊCH TRỰC CỦA ĐỘI VĂN NGHỆ"));
    assert_string_equal(d->type, "khong_ro");
    f->t = shipped;
    t->model = NULL;
    paper_close(t);
    buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_is_the_one_of_the_manifest),
        cmocka_unit_test(damaged_bytes_are_refused),
        cmocka_unit_test(a_new_type_is_known_by_its_title),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
