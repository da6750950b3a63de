/* doc/document.h -- a dossier understood: documents, types, identifiers, fields.
 *
 * paper/ and ident/ fill these, index/ stores them, pack/ and cli/ print them. Strings live in the
 * dossier's arena. `page` members are 1-based positions in the document's own page list; boxes are
 * on the scan. Kinds and slugs are those of the domain tables. */
#ifndef DOC_DOCUMENT_H
#define DOC_DOCUMENT_H
#include "doc/page.h"

/* One page of a dossier as the understanding stages get it, in page order. */
struct dossier_page {
    const char *entry;
    int32_t page;       /* 1-based inside the entry */
    const char *sha256; /* hex, of the stored bytes */
    enum image_format format;
    int32_t dpi; /* from the container; 0 unknown */
    bool lossless_copy, signed_pdf, born_digital;
    const char *source_sha256; /* "" or the blob of the whole entry */
    const struct page_read *read;
};

struct dossier {
    const char *archive, *key;
    const struct dossier_page
        *pages; /* done, blank and separator pages; quarantined ones are absent */
    uint32_t n_pages;
    bool is_signed_pdf; /* the entry is a digitally signed PDF: one document, never split */
};

enum ident_kind {
    IDENT_ID12,
    IDENT_ID9,
    IDENT_PASSPORT,
    IDENT_MST,
    IDENT_BHXH,
    IDENT_BHYT,
    IDENT_ORG_CODE,
    IDENT_DOSSIER_CODE,
    IDENT_TTHC_CODE,
    IDENT_RESULT_CODE,
    IDENT_CIVIL_REG_NO,
    IDENT_CERT_NO,
    IDENT_GCN_SERIAL,
    IDENT_PARCEL,
    IDENT_HKD_CODE,
    IDENT_PHONE,
    IDENT_KINDS
};
enum ident_level { LEVEL_INVALID, LEVEL_SUSPECT, LEVEL_VALID, LEVELS };
enum ident_source { SOURCE_OCR, SOURCE_MRZ, SOURCE_QR, SOURCE_BARCODE, SOURCE_OPERATOR, SOURCES };
enum ident_role {
    ROLE_NONE,
    ROLE_SUBJECT,
    ROLE_FATHER,
    ROLE_MOTHER,
    ROLE_SPOUSE,
    ROLE_APPLICANT,
    ROLE_OFFICIAL,
    ROLES
};

struct identifier {
    enum ident_kind kind;
    const char *value; /* printed characters without spaces */
    const char *raw;   /* as read */
    enum ident_level level;
    bool accepted; /* may be reused with no human look */
    float confidence;
    enum ident_source source;
    int32_t page;
    struct box box;    /* scan */
    const char *label; /* as printed, "" when none */
    enum ident_role role;
    const char *why; /* why not accepted or not valid; "" when accepted */
    bool read_twice; /* two independent readings gave the same (WORD_AGREED on all its words) */
};

struct field {
    const char
        *name; /* "doc_number", "issued_date", "issuer", "subject", "signer", "full_name", ... */
    const char *value;
    float confidence;
    bool accepted;
    int32_t page;
    struct box box;  /* scan */
    bool dot_unseen; /* of a name's words one is WORD_DOTLESS; inside src/paper only */
};

struct document {
    char id[33];     /* 32 hex digits, from content; set by the pipeline */
    int32_t ordinal; /* 1-based in the dossier */
    uint32_t *pages; /* indices into the dossier's pages, in order */
    uint32_t n_pages;
    const char *type; /* slug, "khong_ro" when nobody knows it */
    float type_confidence;
    const char *runner_up;
    float runner_up_confidence;
    float boundary_confidence; /* that it begins where it does */
    struct identifier *idents;
    uint32_t n_idents;
    struct field *fields;
    uint32_t n_fields;
    const char **reasons; /* why a person should look; slugs like "type_low", "id12_suspect" */
    uint32_t n_reasons;
};

struct dossier_result {
    struct document *docs;
    uint32_t n_docs;
};

/* NULL: it has none of that name. */
struct field *document_field(const struct document *doc, const char *name);

const char *ident_kind_name(enum ident_kind k);   /* "id12" ... as in `sohoa list` */
const char *ident_level_name(enum ident_level l); /* "valid" "suspect" "invalid" */
const char *ident_source_name(enum ident_source s);
const char *ident_role_name(enum ident_role r); /* "" for ROLE_NONE */
const char *page_state_name(enum page_state s);
const char *image_format_name(enum image_format f);
#endif
