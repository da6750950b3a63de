#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "pack/pack_parts.h"

enum {
    EPOCH_1980 = 315532800, /* a fixed creation time: the sheet is the same whenever it is made */
    MAX_ROWS = 1048575,     /* Excel's, less the header */
    MAX_CELL =
        32767 /
        4, /* Excel counts 32767 UTF-16 units; bytes/4 is safely below and ends on a character */
};

/* A cell longer than Excel takes is cut on a character; the CSV has it whole. */
static lxw_error put_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t col, const char *s)
{
    char cut[MAX_CELL + 1];
    size_t n = strlen(s);

    if (n <= MAX_CELL)
        return worksheet_write_string(sheet, row, col, s, NULL);
    for (n = MAX_CELL; n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80; n--)
        ;
    memcpy(cut, s, n);
    cut[n] = '\0';
    return worksheet_write_string(sheet, row, col, cut, NULL);
}

static bool fill(lxw_workbook *book, const struct table *t)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book, t->title);
    lxw_format *bold = workbook_add_format(book);
    const char *at = t->cells.ptr;
    bool ok = sheet && bold;

    if (!ok)
        return false;
    format_set_bold(bold);
    for (size_t c = 0; ok && c < t->n_columns; c++)
        ok = worksheet_write_string(sheet, 0, (lxw_col_t)c, t->columns[c], bold) == LXW_NO_ERROR;
    for (size_t r = 0; ok && r < t->n_rows && r < MAX_ROWS; r++)
        for (size_t c = 0; c < t->n_columns; c++) {
            ok =
                ok && (!*at || put_cell(sheet, (lxw_row_t)r + 1, (lxw_col_t)c, at) == LXW_NO_ERROR);
            at += strlen(at) + 1;
        }
    worksheet_freeze_panes(sheet, 1, 0);
    return ok;
}

bool xlsx_write(const char *path, const char *tmp_dir, const struct table *const *tables, size_t n,
                struct err *e)
{
    lxw_workbook_options options = { .constant_memory = LXW_FALSE,
                                     .tmpdir = (char *)(uintptr_t)tmp_dir,
                                     .use_zip64 = LXW_FALSE };
    lxw_doc_properties properties = { .created = EPOCH_1980 };
    lxw_workbook *book = workbook_new_opt(path, &options);
    bool ok = book != NULL;

    if (!book)
        return err_set(e, ERR_NOMEM, "index.xlsx: no memory");
    workbook_set_properties(book, &properties);
    for (size_t i = 0; ok && i < n; i++)
        ok = fill(book, tables[i]);
    const lxw_error rc = workbook_close(book); /* frees it in any case */
    if (!ok)
        return err_set(e, ERR_LIBRARY, "index.xlsx: a sheet cannot be filled");
    if (rc != LXW_NO_ERROR)
        return err_set(e, ERR_IO, "index.xlsx: %s", lxw_strerror(rc));
    return true;
}
