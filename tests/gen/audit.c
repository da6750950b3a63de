#include "tests/gen/audit.h"

#include <string.h>

#include "tests/gen/paper.h"

/* CUT: what matched is taken out of the text, so that shorter kinds do not match inside it. */
enum { CUT = 1, BARE = 2 };

/* BARE: dots and dashes do not belong to the value. The group, if any, is the value. */
static const struct {
    const char *kind;
    int flags;
    const char *rx;
} rules[] = {
    { "cert_no", CUT,
      "[Ss]ố\\s+chứng\\s+thực\\s*:?\\s*([0-9]{1,6}\\s*,?\\s*[Qq]uyển\\s+số\\s*:?\\s*[0-9]{1,4}"
      "(?:/(?:19|20)[0-9]{2})?\\s*[-–,]?\\s*SCT/\\s?(?:BS|CKND|CK(?:,\\s?ĐC)?|HĐ(?:,\\s?GD)?))" },
    { "dossier_code", CUT,
      "(?<![A-Z0-9.])(?:[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.)?[GH][0-9]{2}(?:\\.[0-9]{1,3}){0,4}-"
      "(?:[0-9]{8}|[0-9]{6})-[0-9]{4,7}(?![0-9])" },
    { "result_code", CUT, "(?<![A-Z0-9.])KQ\\.[GH][0-9]{2}\\.[0-9]{6}(?![0-9])" },
    { "org_code", 0,
      "(?<![A-Z0-9.-])((?:[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.)?[GH][0-9]{2}(?:\\.[0-9]{1,3}){0,4})"
      "(?![0-9A-Z-]|\\.[0-9])" },
    { "id12", 0, "(?<![0-9])0[0-9]{2}[0-3][0-9]{8}(?![0-9])" },
    { "id12", 0, "(?<![0-9])0[0-9]{3} [0-9]{4} [0-9]{4}(?![0-9])" },
    { "id9", 0,
      "(?:CMND|CMTND|GCMND|CHỨNG MINH NHÂN DÂN|[Cc]hứng minh nhân dân)(?: cũ| số| SỐ|:| )*"
      "([0-9]{9})(?![0-9])" },
    { "id9", 0, "^[0-9]{12}\\|([0-9]{9})\\|" }, /* the card's QR code */
    { "passport", 0, "(?<![A-Z0-9])[A-Z][0-9]{7,8}(?![0-9A-Z])" },
    { "mst", CUT,
      "(?:[Mm]ã số thuế|MST|Mã số doanh nghiệp|Mã số hộ kinh "
      "doanh)\\s*:?\\s*([0-9]{10}(?:-[0-9]{3})?)(?![0-9])" },
    { "bhxh", CUT, "(?:Số sổ|[Mm]ã số BHXH|Sổ BHXH số)\\s*:?\\s*([0-9]{10})(?![0-9])" },
    { "bhyt", 0, "(?<![A-Z0-9])[A-Z]{2}[1-5][0-9]{12}(?![0-9])" },
    { "tthc_code", CUT, "(?<![0-9.,])[1-3][.,][0-9]{6}(?:\\.[0-9]{2})?(?![0-9])(?![.,][0-9])" },
    { "civil_reg_no", 0,
      "(?<!uyển )[Ss]ố\\s*:?\\s*([0-9]{1,5}/(?:19|20)[0-9]{2}(?:-BS)?)(?=$|[\\s,;.])" },
    { "civil_reg_no", 0, "[Ss]ố\\s*:?\\s*([0-9]{1,5}/TL[A-Z]{2}-BS)(?=$|[\\s,;.])" },
    { "civil_reg_no", 0, "Số\\s*:\\s*([0-9]{1,5})\\s+Quyển số" },
    { "civil_reg_no", 0, "[Qq]uyển\\s+số\\s*:?\\s*([0-9]{1,4}/(?:19|20)[0-9]{2})(?![0-9])" },
    { "gcn_serial", CUT,
      "(?<![A-ZĐ0-9/-])(?:[A-ZĐ]{1,2}[ .]{0,3}[0-9]{6}|[A-ZĐ]{2}[ .]{0,3}[0-9]{8})(?![0-9])" },
    { "gcn_serial", CUT, "Số vào sổ[^:0-9]{0,60}:?\\s*([A-ZĐ]{0,3}\\s?[0-9]{1,6})" },
    { "parcel", 0,
      "[Tt]hửa\\s+(?:đất\\s+)?số\\s*:?\\s*([0-9]{1,5}[a-z]?(?:-[0-9]{1,3})?)(?![0-9])" },
    { "parcel", 0,
      "[Tt]ờ\\s+bản\\s+đồ\\s+(?:địa\\s+chính\\s+)?(?:số)?\\s*:?\\s*([0-9]{1,4}(?:-[0-9]{1,4})?)"
      "(?![0-9])" },
    { "parcel", 0,
      "[Dd]iện\\s+tích\\s*:?\\s*([0-9]{1,3}(?:[. ]?[0-9]{3})*(?:,[0-9]{1,2})?)\\s*m(?:2|²)" },
    { "hkd_code", 0, "(?<![0-9A-ZĐ])[0-9]{2}[A-ZĐ]8[0-9]{6}(?![0-9])" },
    { "phone", BARE,
      "(?<![0-9.,/-])(?:\\+84|0)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])(?:[ .-]?[0-9]){7}"
      "(?![0-9]|[.,/-][0-9])" },
    /* Without the plus only in one piece: cells of a table may begin with 84, too. */
    { "phone", BARE,
      "(?<![0-9.,/-])84(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}"
      "(?![0-9]|[.,/-][0-9])" },
    { "phone", BARE, "(?<![0-9.,/-])02[0-9](?:[ .-]?[0-9]){8}(?![0-9]|[.,/-][0-9])" },
};

void audit_page_clear(gpointer page)
{
    struct audit_page *p = page;

    g_free(p->text);
    g_free(p->codes);
}

static char *without(const char *text, const char *drop)
{
    GString *s = g_string_new(NULL);

    for (const char *p = text; *p; p++)
        if (!strchr(drop, *p))
            g_string_append_c(s, *p);
    return g_string_free(s, FALSE);
}

static void expect(const char *slug, GPtrArray *idents, const char *kind, const char *raw,
                   bool bare, int page)
{
    char *v = without(raw, bare ? " .-" : " ");

    for (guint i = 0; i < idents->len; i++) {
        struct fact *f = idents->pdata[i];
        /* An insurance number may begin like a telephone's. */
        const bool same =
            !strcmp(f->kind, kind) || (!strcmp(kind, "phone") && !strcmp(f->kind, "bhxh"));
        if (same && !strcmp(f->value, v)) {
            f->page = f->page ? f->page : page;
            g_free(v);
            return;
        }
    }
    gen_die("type %s prints the %s %s, which its truth does not hold", slug, kind, raw);
}

static void scan(const char *slug, GPtrArray *idents, const char *text, int page)
{
    char *left = g_strdup(text);

    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        static GRegex *made[G_N_ELEMENTS(rules)];
        GMatchInfo *m = NULL;
        if (!made[i])
            made[i] = g_regex_new(rules[i].rx, G_REGEX_OPTIMIZE, 0, NULL);
        GRegex *rx = made[i];
        if (!rx)
            gen_die("bad pattern of %s", rules[i].kind);
        for (g_regex_match(rx, left, 0, &m); g_match_info_matches(m); g_match_info_next(m, NULL)) {
            char *v = g_match_info_fetch(m, g_match_info_get_match_count(m) > 1);
            expect(slug, idents, rules[i].kind, v, rules[i].flags & BARE, page);
            g_free(v);
        }
        g_match_info_free(m);
        if (rules[i].flags & CUT) {
            char *rest = g_regex_replace_literal(rx, left, -1, 0, " ~ ", 0, NULL);
            g_free(left);
            left = rest;
        }
    }
    g_free(left);
}

static bool page_holds(const struct audit_page *p, const char *value, const char *drop)
{
    char *v = without(value, drop), *text = without(p->text, drop),
         *codes = without(p->codes, drop);
    const bool is = strstr(text, v) || strstr(codes, v);

    g_free(v);
    g_free(text);
    g_free(codes);
    return is;
}

int audit_printed(const GArray *pages, const char *value)
{
    for (guint k = 0; k < pages->len; k++)
        if (page_holds(&g_array_index(pages, struct audit_page, k), value, " "))
            return (int)k + 1;
    return 0;
}

void audit_paper(const char *slug, const GArray *pages, GPtrArray *idents, bool whole)
{
    for (guint k = 0; k < pages->len; k++) {
        const struct audit_page *p = &g_array_index(pages, struct audit_page, k);
        char **codes = g_strsplit(p->codes, "\n", -1);
        scan(slug, idents, p->text, (int)k + 1);
        for (int i = 0; codes[i]; i++)
            scan(slug, idents, codes[i], (int)k + 1);
        g_strfreev(codes);
    }
    for (guint i = 0; i < idents->len;) {
        struct fact *f = idents->pdata[i];
        const char *drop = strcmp(f->kind, "phone") ? " " : " .-";
        for (guint k = 0; k < pages->len && !f->page; k++)
            if (page_holds(&g_array_index(pages, struct audit_page, k), f->value, drop))
                f->page = (int)k + 1;
        if (!f->page && whole)
            gen_die("type %s holds the %s %s, which it does not print", slug, f->kind, f->value);
        if (f->page)
            i++;
        else
            g_ptr_array_remove_index(idents, i);
    }
}
