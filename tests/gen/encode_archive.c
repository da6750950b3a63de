#include <archive.h>
#include <archive_entry.h>

#include "tests/gen/encode.h"

const char *pack_suffix(enum pack_kind k)
{
    static const char *const suffix[PACK_KINDS] = { "", ".zip", ".tar.zst", ".tar.gz", ".7z" };

    return suffix[k];
}

static la_ssize_t to_bytes(struct archive *a, void *ctx, const void *p, size_t n)
{
    (void)a;
    g_byte_array_append(ctx, p, (guint)n);
    return (la_ssize_t)n;
}

static int no_step(struct archive *a, void *ctx)
{
    (void)a;
    (void)ctx;
    return ARCHIVE_OK;
}

static void set_format(struct archive *a, enum pack_kind k)
{
    int rc = ARCHIVE_OK;

    switch (k) {
    case PACK_ZIP:
        rc = archive_write_set_format_zip(a);
        archive_write_zip_set_compression_store(a);
        break;
    case PACK_7Z:
        rc = archive_write_set_format_7zip(a);
        archive_write_set_options(a, "7zip:compression=store");
        break;
    default:
        rc = archive_write_set_format_gnutar(a);
        if (k == PACK_TAR_ZST)
            rc |= archive_write_add_filter_zstd(a);
        else if (k == PACK_TAR_GZ)
            rc |= archive_write_add_filter_gzip(a) |
                  archive_write_set_options(a, "gzip:!timestamp,gzip:compression-level=1");
    }
    if (rc != ARCHIVE_OK)
        gen_die("libarchive: %s", archive_error_string(a));
}

GByteArray *encode_archive(enum pack_kind k, const struct gen_file *files, guint n)
{
    enum { MTIME = 1767225600 }; /* 2026-01-01: no clock in the bytes */
    GByteArray *out = g_byte_array_new();
    struct archive *a = archive_write_new();

    set_format(a, k);
    archive_write_set_bytes_per_block(a, 0);
    if (archive_write_open(a, out, no_step, to_bytes, no_step) != ARCHIVE_OK)
        gen_die("libarchive: %s", archive_error_string(a));
    for (guint i = 0; i < n; i++) {
        struct archive_entry *e = archive_entry_new();
        archive_entry_set_pathname(e, files[i].path);
        archive_entry_set_size(e, files[i].bytes->len);
        archive_entry_set_filetype(e, AE_IFREG);
        archive_entry_set_perm(e, 0644);
        archive_entry_set_mtime(e, MTIME, 0);
        if (archive_write_header(a, e) != ARCHIVE_OK ||
            archive_write_data(a, files[i].bytes->data, files[i].bytes->len) !=
                (la_ssize_t)files[i].bytes->len)
            gen_die("libarchive: %s", archive_error_string(a));
        archive_entry_free(e);
    }
    if (archive_write_close(a) != ARCHIVE_OK)
        gen_die("libarchive: %s", archive_error_string(a));
    archive_write_free(a);
    return out;
}
