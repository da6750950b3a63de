/* The patterns of the sixteen kinds, through PCRE2 with JIT and a match limit. They only propose;
 * check.c decides. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

#include "ident/tables.h"

/* Letters that recognisers give for digits: O o Q D 0, I l | ! i 1, Z z 2, S s 5, B 8, G b 6, q g
 * 9, T 7, A 4. */
#define LIKE       "[0-9OoQDIl|!iZzSsBGbqgTA]"
#define NOT_BEFORE "(?<![0-9A-Za-zĐđ.,/-])"
/* One match looks at a few dozen characters; the limit stops what a hostile text could ask for. */
enum { MATCH_LIMIT = 20000 };

static const struct {
    enum ident_kind kind;
    unsigned flags;
    const char *rx;
} rows[] = {
    { IDENT_ID12, 0, "(?<![0-9])0[0-9]{2}[0-3][0-9]{8}(?![0-9])" },
    { IDENT_ID12, 0, "(?<![0-9])0[0-9]{2}[ .]?[0-3](?:[ .]?[0-9]){8}(?![0-9])" },
    { IDENT_ID12, PATTERN_LABEL, "(?<![0-9])[1-9][0-9]{11}(?![0-9])" },
    { IDENT_ID12, PATTERN_LABEL, "(?<![0-9])0[0-9]{2}[4-9][0-9]{8}(?![0-9])" },
    { IDENT_ID12, PATTERN_LABEL | PATTERN_FOLDED, NOT_BEFORE LIKE "{12}(?![0-9A-Za-zĐđ])" },
    { IDENT_ID12, PATTERN_LABEL | PATTERN_REPAIRED, "(?<![0-9])[0-9]{11}(?![0-9])" },
    { IDENT_ID9, PATTERN_LABEL, "(?<![0-9])[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}(?![0-9])" },
    { IDENT_ID9, PATTERN_LABEL | PATTERN_FOLDED, NOT_BEFORE LIKE "{9}(?![0-9A-Za-zĐđ])" },
    { IDENT_PASSPORT, PATTERN_LABEL, "(?<![A-Z0-9])[A-Z][ ]?[0-9]{7,8}(?![0-9])" },
    { IDENT_MST, PATTERN_LABEL, "(?<![0-9])[0-9]{10}(?:\\s?-\\s?[0-9]{3})?(?![0-9])" },
    { IDENT_MST, PATTERN_LABEL,
      "(?<![0-9])[0-9](?:[ ]?[0-9]){9}(?:\\s?-\\s?[0-9]{3})?(?![ ]?[0-9])" },
    { IDENT_MST, PATTERN_LABEL | PATTERN_FOLDED,
      NOT_BEFORE LIKE "{10}(?:-[0-9]{3})?(?![0-9A-Za-zĐđ])" },
    { IDENT_BHXH, PATTERN_LABEL, "(?<![0-9])[0-9]{10}(?![0-9])" },
    { IDENT_BHYT, 0, "(?<![A-Z0-9])[A-Z]{2}[ ]?[1-5][ ]?[0-9]{2}(?:[ ]?[0-9]){10}(?![0-9])" },
    { IDENT_BHYT, PATTERN_LABEL | PATTERN_FOLDED,
      "(?<![A-Z0-9])[A-Z]{2}[1-5]" LIKE "{12}(?![0-9A-Za-z])" },
    { IDENT_ORG_CODE, PATTERN_LABEL,
      "(?<![A-Z0-9.-])(?:[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[GH][0-9]{2}|[GH][0-9]{2}(?:\\.[0-9]{1,3}"
      "){0,4})(?![0-9-]|\\.[0-9])" },
    { IDENT_DOSSIER_CODE, 0,
      "(?<![A-Z0-9.])(?:[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.)?[GH][0-9]{2}(?:\\.[0-9]{1,3}){0,4}-(?:["
      "0-9]{8}|[0-9]{6})-[0-9]{4,7}(?![0-9])" },
    { IDENT_DOSSIER_CODE, PATTERN_LABEL | PATTERN_FOLDED,
      "(?<![A-Z0-9.])(?:[0-9O]{3}[., ][0-9O]{2}[., ][0-9O]{2}[., ])?[GHNM6C][0-9O]{2}(?:[., "
      "][0-9O]{1,3}){0,4} ?[-–_] ?(?:[0-9O]{8}|[0-9O]{6}) ?[-–_] ?[0-9O]{4,7}(?![0-9])" },
    { IDENT_TTHC_CODE, 0,
      "(?<![0-9.,])[1-3][.,][0-9]{6}(?:\\.[0-9]{2}|\\.000\\.00\\.00\\.[GH][0-9]{2})?(?![0-9])(?!,["
      "0-9])(?!\\s*(?:đồng|m2|m²|VND))" },
    { IDENT_RESULT_CODE, 0,
      "(?<![A-Z0-9.])(?:KQ\\.[GH][0-9]{2}\\.[0-9]{6}|000\\.00\\.00\\.[GH][0-9]{2}-KQ[0-9]{6})(?![0-"
      "9])" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL,
      "(?<!uyển "
      ")[Ss]ố\\s*:?\\s*([0-9]{1,5}\\s*/\\s*(?:19|20)[0-9]{2}(?:\\s*[-/"
      "]?\\s*(?:TL[A-Z]{2}-)?BS)?)(?=$|[\\s,;.])" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL,
      "(?<!uyển )[Ss]ố\\s*:?\\s*([0-9]{1,5}\\s*/\\s*TL[A-Z]{2}-BS)(?=$|[\\s,;.])" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL,
      "[Qq]uyển\\s*số\\s*:?\\s*([0-9]{1,4}\\s*/\\s*(?:19|20)[0-9]{2})(?![0-9])" },
    { IDENT_CERT_NO, PATTERN_IN_LABEL,
      "[Ss]ố\\s+chứng\\s+thực\\s*:?\\s*([0-9]{1,6}\\s*,?\\s*[Qq]uyển\\s+số\\s*:?\\s*[0-9]{1,4}(?:"
      "\\s*/\\s*(?:19|20)[0-9]{2})?\\s*[-–,]?\\s*SCT/(?:BS|CKND|CK(?:,\\s?ĐC)?|HĐ(?:,\\s?GD)?))" },
    { IDENT_GCN_SERIAL, PATTERN_LAND,
      "(?<![A-ZĐ0-9/-])(?:[A-ZĐ]{1,2}[ .]{0,3}[0-9]{6}|[A-ZĐ]{2}[ .]{0,3}[0-9]{8})(?![0-9])" },
    { IDENT_GCN_SERIAL, PATTERN_IN_LABEL,
      "[Ss]ố\\s+vào\\s+sổ[^:\\n]{0,60}:?\\s*((?:[A-ZĐ]{1,3}[ "
      "-]?)?[0-9]{2,6}(?:/QSDĐ(?:/[A-ZĐ.]{1,8})?)?)(?![0-9])" },
    { IDENT_PARCEL, PATTERN_IN_LABEL,
      "[Tt]h[ửừ]a\\s+(?:đất\\s+)?số\\s*:?\\s*([0-9]{1,5}[a-z]?(?:-[0-9]{1,3})?)(?![0-9])" },
    { IDENT_PARCEL, PATTERN_IN_LABEL,
      "[Tt]ờ\\s+bản\\s+đồ\\s+(?:địa\\s+chính\\s+)?(?:số)?\\s*:?\\s*([0-9]{1,4}(?:-[0-9]{1,4})?)(?!["
      "0-9])" },
    { IDENT_PARCEL, PATTERN_IN_LABEL,
      "[Dd]iện\\s+tích\\s*:?\\s*([0-9]{1,3}(?:[. "
      "]?[0-9]{3})*(?:,[0-9]{1,2})?)\\s*m(?:2|²|\\?|\\*)" },
    { IDENT_HKD_CODE, 0, "(?<![0-9A-ZĐ])[0-9]{2}[A-ZĐ]8[0-9]{6}(?![0-9])" },
    { IDENT_PHONE, 0,
      "(?<![0-9])(?:(?:\\+?84[ .]?|0)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])(?:[ "
      ".-]?[0-9]){7}|02[0-9](?:[ .-]?[0-9]){8}|0(?:12[0-9]|16[2-9]|18[68]|199)(?:[ "
      ".-]?[0-9]){7})(?![0-9])" },
};
enum { N_ROWS = sizeof rows / sizeof rows[0] };

struct ident_patterns {
    pcre2_code *code[N_ROWS];
};

void ident_patterns_close(struct ident_patterns *p)
{
    for (size_t i = 0; p && i < N_ROWS; i++)
        pcre2_code_free(p->code[i]);
    free(p);
}

bool ident_patterns_open(struct ident_patterns **out, struct err *e)
{
    struct ident_patterns *p = calloc(1, sizeof *p);

    *out = p;
    if (!p)
        return err_set(e, ERR_NOMEM, "no memory");
    for (size_t i = 0; i < N_ROWS; i++) {
        int code;
        PCRE2_SIZE at;
        p->code[i] = pcre2_compile((PCRE2_SPTR)rows[i].rx, PCRE2_ZERO_TERMINATED,
                                   PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE, &code, &at, NULL);
        if (!p->code[i])
            return err_set(e, ERR_LIBRARY, "pattern %zu does not compile at %zu", i, at);
        (void)pcre2_jit_compile(p->code[i], PCRE2_JIT_COMPLETE); /* without JIT it is only slower */
    }
    return true;
}

bool ident_patterns_run(const struct ident_patterns *p, const char *text, size_t len,
                        ident_match_fn *fn, void *ctx, struct err *e)
{
    pcre2_match_context *mc = pcre2_match_context_create(NULL);
    pcre2_match_data *md = pcre2_match_data_create(2, NULL);
    bool ok = (mc && md) || err_set(e, ERR_NOMEM, "no memory");

    if (ok)
        pcre2_set_match_limit(mc, MATCH_LIMIT);
    for (size_t i = 0; ok && i < N_ROWS; i++) {
        for (PCRE2_SIZE at = 0; ok && at <= len;) {
            const int rc =
                pcre2_match(p->code[i], (PCRE2_SPTR)text, len, at, PCRE2_NO_UTF_CHECK, md, mc);
            if (rc < 1)
                break; /* no more, or the limit: what was found stays */
            const PCRE2_SIZE *v = pcre2_get_ovector_pointer(md);
            const bool group = rc > 1 && v[2] != PCRE2_UNSET;
            ok = fn(ctx, rows[i].kind, rows[i].flags, v[0], v[1], group ? v[2] : v[0],
                    group ? v[3] : v[1]);
            at = v[1] > at ? v[1] : at + 1;
        }
    }
    pcre2_match_data_free(md);
    pcre2_match_context_free(mc);
    return ok;
}
