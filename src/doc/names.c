#include "doc/document.h"

#define NAME_OF(table, i) ((size_t)(i) < sizeof(table) / sizeof *(table) ? (table)[i] : "")

const char *ident_kind_name(enum ident_kind k)
{
    static const char *const names[IDENT_KINDS] = {
        "id12",       "id9",          "passport",  "mst",         "bhxh",         "bhyt",
        "org_code",   "dossier_code", "tthc_code", "result_code", "civil_reg_no", "cert_no",
        "gcn_serial", "parcel",       "hkd_code",  "phone",
    };
    return NAME_OF(names, k);
}

const char *ident_level_name(enum ident_level l)
{
    static const char *const names[LEVELS] = { "invalid", "suspect", "valid" };
    return NAME_OF(names, l);
}

const char *ident_source_name(enum ident_source s)
{
    static const char *const names[SOURCES] = { "ocr", "mrz", "qr", "barcode", "operator" };
    return NAME_OF(names, s);
}

const char *ident_role_name(enum ident_role r)
{
    static const char *const names[ROLES] = { "",       "subject",   "father",  "mother",
                                              "spouse", "applicant", "official" };
    return NAME_OF(names, r);
}

const char *page_state_name(enum page_state s)
{
    static const char *const names[PAGE_STATES] = { "waiting", "done", "blank", "separator",
                                                    "quarantined" };
    return NAME_OF(names, s);
}

const char *image_format_name(enum image_format f)
{
    static const char *const names[IMAGE_FORMATS] = { "unknown", "jpeg", "png", "tiff", "jp2",
                                                      "webp",    "heif", "bmp", "pdf" };
    return NAME_OF(names, f);
}
