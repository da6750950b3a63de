/* What makes a value of each kind right: form, check digit, tables. One function a kind. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/calendar.h"
#include "ident/tables.h"

#define DIGITS "0123456789"

typedef enum ident_level check_fn(const struct ident_tables *t, const char *v, const char **why);

static bool all_digits(const char *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isdigit((unsigned char)v[i]))
            return false;
    return true;
}

static bool repdigit(const char *v)
{
    for (const char *c = v; *c; c++)
        if (*c != *v)
            return false;
    return true;
}

static int number(const char *v, int n)
{
    int out = 0;
    for (int i = 0; i < n; i++)
        out = out * 10 + (v[i] - '0');
    return out;
}

static enum ident_level no(const char **why, const char *text)
{
    *why = text;
    return LEVEL_INVALID;
}

/* A bound, not the date of today, so that a reading never depends on when it was made: the last
 * year that a number read here can hold. */
enum { LAST_YEAR = 2040 };

/* TT 59/2021/TT-BCA: province, century and sex, year of birth, six random digits. */
static enum ident_level check_id12(const struct ident_tables *t, const char *v, const char **why)
{
    if (strlen(v) != 12 || !all_digits(v, 12))
        return no(why, "not 12 digits");
    if (v[3] > '3' || (v[3] >= '2' && number(v + 4, 2) > LAST_YEAR % 100))
        return no(why, "born in the future");
    if (!t->province[number(v, 3)]) {
        if (v[0] == '0')
            return no(why, "no such province code");
        *why = "a country code of a birth abroad is not checked";
        return LEVEL_SUSPECT;
    }
    return LEVEL_VALID;
}

static enum ident_level check_id9(const struct ident_tables *t, const char *v, const char **why)
{
    (void)t;
    if (strlen(v) != 9 || !all_digits(v, 9))
        return no(why, "not 9 digits");
    if (repdigit(v) || strcmp(v, "000000001") == 0)
        return no(why, "a placeholder");
    return LEVEL_VALID;
}

static enum ident_level check_passport(const struct ident_tables *t, const char *v,
                                       const char **why)
{
    const size_t n = strlen(v);
    (void)t;
    if ((n != 8 && n != 9) || !isupper((unsigned char)v[0]) || !all_digits(v + 1, n - 1))
        return no(why, "not a letter and 7 or 8 digits");
    return LEVEL_VALID;
}

/* TT 105/2020/TT-BTC: weights 31 29 23 19 17 13 7 5 3; a result of 10 is never issued. */
static enum ident_level check_mst(const struct ident_tables *t, const char *v, const char **why)
{
    static const int weights[] = { 31, 29, 23, 19, 17, 13, 7, 5, 3 };
    const size_t n = strlen(v);
    int sum = 0;

    (void)t;
    if ((n != 10 && n != 14) || !all_digits(v, 10) ||
        (n == 14 && (v[10] != '-' || !all_digits(v + 11, 3))))
        return no(why, "not 10 digits, or 10 and a branch of 3");
    if (n == 14 && strcmp(v + 11, "000") == 0)
        return no(why, "there is no branch 000");
    for (int i = 0; i < 9; i++)
        sum += weights[i] * (v[i] - '0');
    if (10 - sum % 11 != v[9] - '0')
        return no(why, "the check digit is wrong");
    return LEVEL_VALID;
}

static enum ident_level check_bhxh(const struct ident_tables *t, const char *v, const char **why)
{
    if (strlen(v) != 10 || !all_digits(v, 10))
        return no(why, "not 10 digits");
    if (repdigit(v))
        return no(why, "a placeholder");
    return t->province[number(v, 2)] ? LEVEL_VALID : no(why, "no such province code");
}

/* The groups of the insured (QĐ 1351/QĐ-BHXH, QĐ 1697/QĐ-BHXH). */
static bool is_insured_group(const struct ident_tables *t, const char *v)
{
    for (size_t i = 0; i < t->n_words; i++)
        if (t->words[i].set == SET_BHYT && strncmp(t->words[i].text, v, 2) == 0)
            return true;
    return false;
}

static enum ident_level check_bhyt(const struct ident_tables *t, const char *v, const char **why)
{
    if (strlen(v) != 15 || !isupper((unsigned char)v[0]) || !isupper((unsigned char)v[1]) ||
        !all_digits(v + 2, 13))
        return no(why, "not 2 letters and 13 digits");
    if (v[2] < '1' || v[2] > '5')
        return no(why, "no such benefit level");
    if (!t->province[number(v + 3, 2)])
        return no(why, "no such province code");
    if (!is_insured_group(t, v)) {
        *why = "no such group of the insured";
        return LEVEL_SUSPECT;
    }
    return LEVEL_VALID;
}

/* HNN or GNN with up to four parts of 1-3 digits, or NNN.NN.NN.HNN; returns what follows, NULL when
 * none. */
static const char *org_end(const char *v)
{
    if (strlen(v) >= 13 && all_digits(v, 3) && v[3] == '.' && all_digits(v + 4, 2) && v[6] == '.' &&
        all_digits(v + 7, 2) && v[9] == '.' && (v[10] == 'H' || v[10] == 'G') &&
        all_digits(v + 11, 2))
        return v + 13;
    if ((v[0] != 'H' && v[0] != 'G') || !all_digits(v + 1, 1) || !all_digits(v + 2, 1))
        return NULL;
    v += 3;
    for (int part = 0; part < 4 && *v == '.'; part++) {
        size_t n = 0;
        while (n < 4 && isdigit((unsigned char)v[1 + n]))
            n++;
        if (n < 1 || n > 3)
            return NULL;
        v += 1 + n;
    }
    return v;
}

static enum ident_level check_org_code(const struct ident_tables *t, const char *v,
                                       const char **why)
{
    const char *end = org_end(v);
    (void)t;
    return end && !*end ? LEVEL_VALID : no(why, "not the form of an agency's code");
}

static enum ident_level check_dossier_code(const struct ident_tables *t, const char *v,
                                           const char **why)
{
    const char *end = org_end(v);

    (void)t;
    if (!end || *end != '-')
        return no(why, "not the form of a dossier code");
    const char *date = end + 1, *dash = strchr(date, '-');
    const size_t n = dash ? (size_t)(dash - date) : 0, seq = dash ? strlen(dash + 1) : 0;
    if ((n != 6 && n != 8) || !all_digits(date, n) || seq < 4 || seq > 7 ||
        !all_digits(dash + 1, seq))
        return no(why, "not the form of a dossier code");
    const int y = n == 8 ? number(date, 4) : 2000 + number(date, 2);
    const int day = number(date + n - 2, 2);
    if (day < 1 || day > calendar_days(y, number(date + n - 4, 2)))
        return no(why, "its date does not exist");
    if (y > LAST_YEAR)
        return no(why, "its date is in the future");
    return y >= 2018 ? LEVEL_VALID : no(why, "its date is before the system existed");
}

static enum ident_level check_tthc_code(const struct ident_tables *t, const char *v,
                                        const char **why)
{
    (void)t;
    if (v[0] < '1' || v[0] > '3' || (v[1] != '.' && v[1] != ',') || strlen(v) < 8 ||
        !all_digits(v + 2, 6))
        return no(why, "not the form of a procedure code");
    const char *tail = v + 8;
    const bool sub = tail[0] == '.' && strlen(tail) == 3 && all_digits(tail + 1, 2);
    const bool local = strncmp(tail, ".000.00.00.", 11) == 0 &&
                       (tail[11] == 'H' || tail[11] == 'G') && strlen(tail) == 14 &&
                       all_digits(tail + 12, 2);
    if (*tail && !sub && !local)
        return no(why, "not the form of a procedure code");
    if (v[1] == ',') {
        *why = "printed with a comma";
        return LEVEL_SUSPECT;
    }
    return LEVEL_VALID;
}

static enum ident_level check_result_code(const struct ident_tables *t, const char *v,
                                          const char **why)
{
    (void)t;
    if (strlen(v) == 13 && strncmp(v, "KQ.", 3) == 0 && (v[3] == 'G' || v[3] == 'H') &&
        all_digits(v + 4, 2) && v[6] == '.' && all_digits(v + 7, 6))
        return LEVEL_VALID;
    if (strlen(v) == 22 && strncmp(v, "000.00.00.", 10) == 0 && (v[10] == 'G' || v[10] == 'H') &&
        all_digits(v + 11, 2) && strncmp(v + 13, "-KQ", 3) == 0 && all_digits(v + 16, 6))
        return LEVEL_VALID;
    return no(why, "not the form of a result code");
}

/* The sign behind a number: TLKS-BS, TLTĐCC-BS and the like, a copy of an extract; BS, a copy.
 * Without "BS" it is the number of the paper that the office wrote ("12/TLKT"), not the register's.
 */
static bool is_civil_sign(const char *v)
{
    const size_t n = strlen(v);

    if (strcmp(v, "BS") == 0)
        return true;
    return n >= 7 && n <= 12 && strncmp(v, "TL", 2) == 0 && strcmp(v + n - 3, "-BS") == 0 &&
           !memchr(v, '-', n - 3);
}

/* "12/TLKT", "38/KS": an office's own sign. */
static bool is_office_sign(const char *v)
{
    return (v[0] == 'K' && v[1] && strchr("SHT", v[1])) || strncmp(v, "TL", 2) == 0;
}

/* NUMBER/YEAR with -BS for a copy; the label is not part of a value, but is allowed. */
static enum ident_level check_civil_reg_no(const struct ident_tables *t, const char *v,
                                           const char **why)
{
    static const char *const heads[] = { "Quyểnsố", "quyểnsố", "Số", "số" };
    const char *head = v;
    size_t n = 0, y = 0;

    (void)t;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strncmp(v, heads[i], strlen(heads[i])) == 0) {
            v += strlen(heads[i]);
            break;
        }
    v += *v == ':';
    while (isdigit((unsigned char)v[n]))
        n++;
    if (n < 1 || n > 5 || (v[n] != '/' && v[n]))
        return no(why, "not number/year");
    if (!v[n]) /* before 2016 the year stands with the book */
        return *head == 'Q' || *head == 'q' ? no(why, "no year of the book") : LEVEL_VALID;
    const char *year = v + n + 1;
    if (is_civil_sign(year))
        return LEVEL_VALID;
    if (is_office_sign(year))
        return no(why, "the paper's own number: a register's sign ends in BS");
    while (isdigit((unsigned char)year[y]))
        y++;
    const char *tail = year + y;
    if (y != 4 || number(year, 4) < 1900 || number(year, 4) > LAST_YEAR)
        return no(why, "not number/year");
    if (*tail == '-' || *tail == '/')
        tail++;
    return !*tail || is_civil_sign(tail) ? LEVEL_VALID : no(why, "not number/year");
}

/* NUMBER,quyểnsốBOOK/YEAR-SCT/SYMBOL (NĐ 23/2015/NĐ-CP). */
static enum ident_level check_cert_no(const struct ident_tables *t, const char *v, const char **why)
{
    static const char *const symbols[] = { "BS", "CKND", "CK", "CK,ĐC", "HĐ", "HĐ,GD" };
    const char *sct = strstr(v, "SCT/");

    (void)t;
    while (*v && !isdigit((unsigned char)*v))
        v++;
    if (!*v || !sct || v > sct)
        return no(why, "no certification symbol");
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (strcmp(sct + 4, symbols[i]) == 0)
            return LEVEL_VALID;
    if (sct[4] == 'H' || strncmp(sct + 4, "CK,", 3) == 0) {
        *why = "the certification symbol was read wrongly";
        return LEVEL_SUSPECT;
    }
    return no(why, "no such certification symbol");
}

/* 1-2 letters and 6 digits; since TT 10/2024/TT-BTNMT 2 letters and 8. Entries of the land register
 * ("số vào sổ") have no structure to check and do not come here. */
static enum ident_level check_gcn_serial(const struct ident_tables *t, const char *v,
                                         const char **why)
{
    size_t letters = 0, digits = 0;

    (void)t;
    for (; *v; letters++) {
        if (isupper((unsigned char)*v))
            v++;
        else if (strncmp(v, "Đ", strlen("Đ")) == 0)
            v += strlen("Đ");
        else
            break;
    }
    while (isdigit((unsigned char)v[digits]))
        digits++;
    const bool old = digits == 6 && (letters == 1 || letters == 2),
               now = digits == 8 && letters == 2;
    return (old || now) && !v[digits] ? LEVEL_VALID
                                      : no(why, "not 6 or 8 digits behind 1 or 2 letters");
}

/* An area: thousands in groups of three behind dots, one or two decimals behind a comma. */
static bool is_area(const char *v, bool *odd)
{
    size_t n = strspn(v, DIGITS);
    const char *c = v + n;

    if (n == 0 || n > 9)
        return false;
    while (*c == '.' && strspn(c + 1, DIGITS) == 3 && n <= 3)
        c += 4;
    if (*c == ',' || *c == '.') {
        *odd = *c == '.';
        n = strspn(c + 1, DIGITS);
        if (n < 1 || n > 2)
            return false;
        c += 1 + n;
    }
    return !*c;
}

/* A parcel or sheet: 1 to 5 digits, perhaps a letter, perhaps a part behind a dash. */
static bool is_parcel(const char *v)
{
    const size_t n = strspn(v, DIGITS);
    const char *c = v + n;

    if (n < 1 || n > 5)
        return false;
    c += islower((unsigned char)*c) != 0;
    if (*c == '-') {
        const size_t part = strspn(c + 1, DIGITS);
        if (part < 1 || part > 4)
            return false;
        c += 1 + part;
    }
    return !*c;
}

static enum ident_level check_parcel(const struct ident_tables *t, const char *v, const char **why)
{
    bool odd = false;

    (void)t;
    if (is_parcel(v))
        return LEVEL_VALID;
    if ((!strpbrk(v, ",.") && strlen(v) > 5) || !is_area(v, &odd))
        return no(why, "not a parcel, sheet or area");
    if (odd)
        *why = "a dot where a decimal comma is printed";
    return odd ? LEVEL_SUSPECT : LEVEL_VALID;
}

/* NĐ 01/2021 art. 83: province, district letter, 8, six digits. */
static enum ident_level check_hkd_code(const struct ident_tables *t, const char *v,
                                       const char **why)
{
    const bool dd = strncmp(v + (strlen(v) > 2 ? 2 : 0), "Đ", 2) == 0;
    const char *rest = v + (dd ? 4 : 3);

    if (strlen(v) < 10 || !all_digits(v, 2) || (!dd && !isupper((unsigned char)v[2])) ||
        strlen(rest) != 7 || !all_digits(rest, 7))
        return no(why, "not 2 digits, a letter and 7 digits");
    if (rest[0] != '8')
        return no(why, "the digit behind the letter is not 8");
    (void)t;
    return LEVEL_VALID;
}

static enum ident_level check_phone(const struct ident_tables *t, const char *v, const char **why)
{
    char local[16];

    (void)t;
    if (*v == '+')
        v++;
    if (strncmp(v, "84", 2) == 0 && strlen(v) == 11) {
        local[0] = '0';
        memcpy(local + 1, v + 2, 10);
        v = local;
    }
    const size_t n = strlen(v);
    if (!all_digits(v, n) || v[0] != '0')
        return no(why, "not a phone number");
    const int p = n >= 3 ? number(v + 1, 2) : 0;
    const bool mobile = (p >= 32 && p <= 39) || p == 52 || p == 55 || p == 56 || p == 58 ||
                        p == 59 || p == 70 || (p >= 76 && p <= 79) || (p >= 81 && p <= 89) ||
                        (p >= 90 && p <= 94) || (p >= 96 && p <= 99);
    if (n == 10 && mobile)
        return LEVEL_VALID;
    const int old = n >= 4 ? number(v + 1, 3) : 0;
    if (n == 11 && (v[1] == '2' || (old >= 120 && old <= 129) || (old >= 162 && old <= 169) ||
                    old == 186 || old == 188 || old == 199))
        return LEVEL_VALID;
    return no(why, "no such prefix or length");
}

static check_fn *const checks[IDENT_KINDS] = {
    check_id12,       check_id9,         check_passport,     check_mst,
    check_bhxh,       check_bhyt,        check_org_code,     check_dossier_code,
    check_tthc_code,  check_result_code, check_civil_reg_no, check_cert_no,
    check_gcn_serial, check_parcel,      check_hkd_code,     check_phone,
};

/* Kinds whose printed form is broken up for the eye only. */
static bool is_separator(enum ident_kind kind, char c, bool slash_seen)
{
    switch (kind) {
    case IDENT_ID12:
    case IDENT_ID9:
    case IDENT_BHXH:
    case IDENT_BHYT:
    case IDENT_PASSPORT:
    case IDENT_HKD_CODE:
        return c == '.' || c == '-';
    case IDENT_PHONE:
        return strchr(".,-()", c);
    case IDENT_GCN_SERIAL: /* an entry of the register keeps those behind its slash */
        return (c == '.' || c == '_' || c == '-') && !slash_seen;
    default:
        return false;
    }
}

/* "125, quyến số 01/2026 - SCT/BS" and what people type for it: the number, then
 * ",quyểnsố", the book, "-SCT/", the symbol. Left alone when it is of another form. */
static char *normalise_cert(char *v, struct arena *a)
{
    const size_t number = strspn(v, DIGITS), book = strcspn(v + number, DIGITS) + number;
    size_t end = book + strspn(v + book, DIGITS "/");
    char *sct = strstr(v + book, "SCT/"), *fold = utf8_fold(a, v + number, book - number);

    while (end > book && v[end - 1] == '/')
        end--;
    if (!fold || number == 0 || !(strstr(fold, "quyenso") || strstr(fold, "quyen.so")) || !sct ||
        sct < v + end)
        return v;
    static const char mid[] = ",quyểnsố";
    const size_t cap = strlen(v) + sizeof mid + 8;
    char *out = arena_alloc(a, cap, 1);
    for (char *c = sct; *c; c++) /* "SCT/cK" */
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    for (char *dot = strchr(sct, '.'); dot; dot = strchr(dot, '.'))
        *dot = ','; /* of "HĐ,GD", read as a point */
    if (out)
        snprintf(out, cap, "%.*s%s%.*s-%s", (int)number, v, mid, (int)(end - book), v + book, sct);
    return out;
}

char *ident_normalise(enum ident_kind kind, const char *value, struct arena *a)
{
    const size_t len = strlen(value);
    char *out = arena_alloc(a, len * 3 + 1, 1);
    size_t n = 0;
    bool slash = false;

    for (size_t i = 0; out && i < len;) {
        uint32_t cp = utf8_next(value, len, &i);
        if (cp == ' ' || cp == '\t' || cp == '\n' || cp == 0xA0)
            continue;
        if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
            cp = '-';
        if (cp == 0x2044 || cp == 0x2215)
            cp = '/';
        if (cp >= 0xFF01 && cp <= 0xFF5E)
            cp -= 0xFEE0;
        if (cp == '/' && n > 0 && out[n - 1] == '/' && kind != IDENT_PARCEL)
            continue; /* read twice; "//9" of a parcel is 119 */
        slash |= cp == '/';
        if (cp < 128 && is_separator(kind, (char)cp, slash))
            continue;
        n += utf8_put(cp, out + n);
    }
    return out && kind == IDENT_CERT_NO ? normalise_cert(out, a) : out;
}

enum ident_level ident_check(const struct ident_tables *t, enum ident_kind kind, const char *value,
                             struct arena *a, const char **why)
{
    const char *v = ident_normalise(kind, value, a);

    *why = "";
    if (!v || (size_t)kind >= IDENT_KINDS)
        return LEVEL_INVALID;
    return checks[kind](t, v, why);
}
