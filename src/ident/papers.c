#include "ident/papers.h"

#include <string.h>

static bool starts_with(const char *s, const char *head)
{
    return strncmp(s, head, strlen(head)) == 0;
}

static bool is_civil(const char *type)
{
    static const char *const heads[] = {
        "giay_khai_sinh", "trich_luc_k", "trich_luc_c", "trich_luc_n", "giay_chung_nhan_ket_hon",
        "xac_nhan_tinh",  "giam_ho",     "nuoi_con",    "giay_bao_tu", "giay_chung_sinh",
        "to_khai_ho_tich"
    };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (starts_with(type, heads[i]))
            return true;
    return false;
}

bool ident_paper_is_card(const char *type)
{
    return strcmp(type, "the_cccd") == 0 || strcmp(type, "the_can_cuoc") == 0 ||
           strcmp(type, "cmnd") == 0;
}

bool ident_paper_holds_civil(const struct document *doc)
{
    const struct field *wrapped = document_field(doc, "wrapped_type");

    return is_civil(doc->type) || starts_with(doc->type, "van_ban_thua_ke") ||
           (wrapped && is_civil(wrapped->value));
}

bool ident_paper_is_land(const char *type)
{
    static const char *const heads[] = { "gcn_qsdd",        "don_dang_ky_",       "don_tach",
                                         "don_chuyen",      "trich_luc_ban_do",   "hop_dong_chuyen",
                                         "van_ban_thua_ke", "giay_phep_xay_dung", "di_chuc" };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (starts_with(type, heads[i]))
            return true;
    return false;
}

bool ident_title_is_of_land(const char *title)
{
    static const char *const words[] = { "ban do", "thua",      "so do",
                                         "so dia", "ho so dia", "dia chinh" };
    const char *after = title + strlen("\ntrich luc");

    if (!starts_with(title, "\ntrich luc"))
        return false;
    after += strspn(after, " \n");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (starts_with(after, words[i]))
            return true;
    return false;
}
