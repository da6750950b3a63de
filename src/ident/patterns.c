/* The patterns of the sixteen kinds, through PCRE2 with JIT and a match limit. They only propose;
 * check.c decides. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

#include "ident/tables.h"

/* Letters that recognisers give for digits: O o Q D 0, I l | ! i 1, Z z 2, S s 5, B 8, G b 6, q g
 * 9, T 7, A 4, J 1. */
#define LIKE          "[0-9OoQDIl|!iZzSsBGbqgTAJ]"
#define LOOSE         "[0-9OoQDIl|!iZzSsBGbqgTAJ/\\]$íÍìÌïÏîÎĩšŠ]"
#define NOT_BEFORE    "(?<![0-9A-Za-zĐđ.,/-])"
#define NOT_AFTER     "(?![0-9A-Za-zĐđ])"
#define NOT_IN_NUMBER "(?<![0-9])(?<![0-9][.,/-])"
/* A speck before a code is read as a full stop; one inside follows a letter or digit. */
#define NOT_IN_CODE  "(?<![A-Z0-9])(?<![A-Z0-9][.-])"
#define NOT_GOING_ON "(?![0-9]|[.,/-][0-9])"
/* Two telephone numbers side by side: "0912345678/0987654321". */
#define PHONE_NEXT "(?:0[2-9]|\\+84)[0-9]"
#define PHONE_BEFORE                                                                               \
    "(?<![0-9])(?:(?<=[0-9]{10}[/,;-])|(?<=[. ][0-9]{3}[. ][0-9]{3}[/,;-])|"                       \
    "(?<=[. ][0-9]{4}[. ][0-9]{3}[/,;-])|(?<![0-9][.,/-]))"
#define PHONE_AFTER "(?![0-9]|[.,/-](?!" PHONE_NEXT ")[0-9])"
/* "4 28": a number that a blank cuts; not the "2." that begins the next item. */
#define NOT_CUT   "(?! [0-9]{1,3}(?![0-9.)]))"
#define NOT_MONEY "(?! ?(?:đồng|VNĐ|VND))"
/* Digits in printed boxes, and what the sides of the boxes are read as. */
#define EDGE  "[|Il!\\[\\]ÌJ]"
#define BOXED "[0-9OoøØSszZ]"
/* A date behind a label has as many signs as a number. */
#define DATE "[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}"
/* Of a dossier's code behind the agency's letter. */
#define CODE_DIGIT "[0-9OoQDIl|!\\]iïÏîìíÌÍZSBšŠ]"
#define CODE_UPPER "(?:[0-9]{3} ?[.,:] ?[0-9]{2} ?[.,:] ?[0-9]{2} ?[.,:] ?)?"
#define CODE_LOOSE                                                                                 \
    "(?:[Il|!](?=1[0-9])|[1A-Za-zôÔóò](?=" CODE_DIGIT "{2}[.]))?" CODE_DIGIT " ?" CODE_DIGIT       \
    "(?:[A-Za-z](?=[.]))?(?: ?[.,:_ ]{1,2} ?(?:" CODE_DIGIT " ?){1,3}){0,4} ?[-_~] ?"              \
    "(?:" CODE_DIGIT "[ .]{0,2}){6,8}[-_~.:] ?"                                                    \
    "(?:" CODE_DIGIT "{4,7}|(?:[0-9] ?){3}[0-9])(?![0-9A-Za-z])"
/* What may stand between a label and its value: a colon (read as other signs too), and the leaders
 * of a form to fill in ("......", "…" which folds to "?"). A number that begins a line and has a
 * dot or a bracket behind it numbers the next item; one alone in its line may be the value
 * (ident/doubt.h). */
#define LEADERS                                                                                    \
    "(?:\\s?\\((?:[0-9*]{1,2}|neu\\sco|neu\\sbiet|ghi\\sro)\\))?\\s?[:;]{0,2}\\s?['\"]?\\s?[.?_]{" \
    "0,40}\\s?"
#define NO_ITEM "(?!(?<=\\n)[0-9]{1,2}(?:[.)] |\\)\\n))"
/* "số" as it is read, and the words of a parcel and of a map's sheet on the folded text. */
#define NO     "s%?(?:[o06?]|e(?=\\s?:))"
#define THUA   "(?:thua[.]?\\s?(?:dat)?|h?ua\\s?dat(?=\\s?s[o06?]))"
#define TO     "t[ou]\\s?"
#define BAN_DO "(?:b?an[.]?\\s?do(?:[.,](?=s))?|b\\.?d(?:\\.?d\\.?c)?(?![a-z]))"
/* "Số: 47/BB-UBND" is no parcel's, whatever title ends above it; "thửa 12/tờ 5" is. */
#define NO_SYMBOL "(?!\\s?/\\s?(?!to|tbd|thua)[a-z])"
#define PARCEL_NO                                                                                  \
    LEADERS NO_ITEM "([0-9]{1,5}[a-z]?(?:-[0-9]{1,3})?)(?![0-9a-z]|[-.,/][0-9])" NO_SYMBOL NOT_CUT
#define SHEET_NEXT                                                                                 \
    "[,;]?\\s(?:(?:thuoc|cung|o|tai|tren|cua)\\s)?(?:" TO BAN_DO "|" TO NO "|tbd|to\\s[0-9])"
#define SHEET_NO                                                                                   \
    LEADERS NO_ITEM "([0-9]{1,4}(?:-[0-9]{1,4})?)(?![0-9a-z]|[-.,/][0-9])" NO_SYMBOL NOT_CUT
/* Of a register of civil status: its label, what must not follow (never the
 * half of a sign), the sign behind a number, its book. */
#define CIVIL_NO                                                                                   \
    "(?:\\svao\\sso(?:\\s(?:goc|ho\\stich|khai\\ssinh|khai\\stu|chung\\stu|ket\\shon))?)?(?:\\s?[" \
    "/"                                                                                            \
    "(]?\\s?no\\.?\\)?)?(?:\\s(?:dang\\sky|dk|trich\\sluc)(?:\\s(?:khai\\ssinh|khai\\stu|"         \
    "ket\\shon|ho\\s"                                                                              \
    "tich))?)?\\s?\\.?" LEADERS
/* "Số" with its first letter read as a sign ("$%ố:", "_§ố:"). */
#define CIVIL_SO "(?<![a-z])(?<!uyen )(?:s[o06?a]|[?$%]%?o(?=\\s?:))"
/* The book's own name between its label and the number. */
#define CIVIL_BOOKS                                                                                \
    "(?:\\s(?:dang\\sky|dk|goc|ho\\stich))?(?:\\s(?:khai\\ssinh|khai\\stu|chung\\stu|ket\\shon))?"
#define CIVIL_END   "(?![.,][0-9]| ?- ?[a-z0-9]{1,3}(?![a-z0-9])| ?-\\n[b8][s5](?![a-z0-9]))"
#define CIVIL_AFTER "(?=$|[^a-z0-9/?-])"
#define CIVIL_SIGN  "(?:tl(?!bd)[a-z]{2,6}(?: ?- ?bs)?|k[sht](?: ?- ?bs)?|bs)"
#define BOOK                                                                                       \
    "(?<![a-z])(?:q(?:uyen|\\.)\\s?|qs(?=\\s?:))(?:" NO                                            \
    "|(?=\\s?:)|(?=\\s?[0-9]{1,4}\\s?/\\s?(?:19|20)[0-9]{2}))"
/* Never the half of a symbol, whose rest may stand in the next line ("HĐ,\nGD"); the number of the
 * page, a name or "KT. CHỦ TỊCH" may stand there too. */
#define SYMBOL_END                                                                                 \
    "(?![a-z0-9]|[.,](?: "                                                                         \
    "?[a-z0-9]{1,2}|\\n(?:[gc6][a-z0-9]?|[do0][cg6]?|[0-9][a-z]))(?![a-z0-9]))"
/* Square metres; ² is read as all kinds of things. */
#define AREA_NO "([0-9]{1,3}(?:[. ]?[0-9]{3})*(?:[,.][0-9]{1,2})?)"
#define AREA                                                                                       \
    LEADERS AREA_NO "\\s?[.?_]{0,40} ?(?:m[a-z]?[0-9?*'\"]{0,2}|n[2?]|met\\svuong)(?![a-z0-9])"
#define AREA_WORDS                                                                                 \
    "(?:\\s(?:dat|thua|khu|su|dung|rieng|chung|cua|nay|la|o|xin|chuyen|muc|dich|nhuong|tang|cho|"  \
    "theo|giay|chung|nhan|thuc|te|tach|hop|de|nghi|lo|thu|hoi|giao|cap|duoc|dang|ky|toan|bo|do|"   \
    "dac|le|phi|truoc|ba|"                                                                         \
    "hien|trang|phap|ly|ghi|tren|con|lai|khoang|dien|tinh|chiu|thue|phai|nop|trong|ngoai|vuot|"    \
    "han))"
/* Digits on the folded text, whatever they were read as; the first of them is one. */
#define AREA_LOOSE "[0-9][0-9ilobszq|!]{0,3}"
/* One match looks at a few dozen characters; the limit stops what a hostile text could ask for. */
enum { MATCH_LIMIT = 20000 };

static const struct {
    enum ident_kind kind;
    unsigned flags;
    const char *rx;
} rows[] = {
    { IDENT_ID12, 0, "(?<![0-9])0[0-9]{2}[0-3][0-9]{8}(?![0-9])" },
    { IDENT_ID12, 0, "(?<![0-9])0[0-9]{2}[ .]?[0-3](?:[ .]?[0-9]){8}(?! ?[0-9])" },
    { IDENT_ID12, PATTERN_LABEL, "(?<![0-9])0(?:[ .-]{0,3}[0-9]){11}(?![ .-]{0,3}[0-9])" },
    { IDENT_ID12, PATTERN_LABEL | PATTERN_FIRST_ZERO,
      "(?<![0-9])(?:9[0-9]{11}|(?:90|09)[0-9]{11})(?![0-9])" },
    { IDENT_ID12, PATTERN_LABEL, "(?<![0-9])[1-9][0-9]{11}(?![0-9])" },
    { IDENT_ID12, PATTERN_LABEL | PATTERN_FOLDED, NOT_BEFORE LIKE "{12}" NOT_AFTER },
    { IDENT_ID12, PATTERN_LABEL | PATTERN_BOXED,
      "(?<![0-9A-Za-z])(?:" EDGE "{0,2}[ .]{0,2}" BOXED "){11,12}" EDGE "{0,2}(?![0-9A-Za-z])" },
    { IDENT_ID12, PATTERN_LABEL | PATTERN_REPAIRED, "(?<![0-9])[0-9]{11}(?![0-9])" },
    { IDENT_ID9, PATTERN_LABEL,
      "(?<![0-9])[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}(?! ?[0-9])" NOT_MONEY },
    { IDENT_ID9, PATTERN_LABEL,
      "(?<![0-9])[0-9](?:[ .]{0,3}[0-9]){8}(?![ .]{0,3}[0-9])" NOT_MONEY },
    { IDENT_ID9, PATTERN_ALONE, "(?<=\\n|\\n_|: |số )[0-9]{9}(?=[;,.]?$)" },
    { IDENT_ID9, PATTERN_LABEL | PATTERN_FOLDED, NOT_BEFORE LIKE "{9}" NOT_AFTER },
    { IDENT_PASSPORT, PATTERN_LABEL, "(?<![A-Z0-9])[A-Z] ?[0-9]{7,8}(?![0-9A-Z])" },
    { IDENT_PASSPORT, PATTERN_ALONE, "(?<![A-Z0-9])[A-Z][0-9]{7}(?=[.,]?$)" },
    { IDENT_MST, PATTERN_LABEL, "(?<![0-9])[0-9]{10}(?:\\s?-\\s?[0-9]{3})?(?!-?[0-9])" },
    { IDENT_MST, PATTERN_LABEL,
      "(?<![0-9])[0-9](?:(?: {0,3}|\\.)[0-9]){9}(?:\\s?-\\s?[0-9] ?[0-9] ?[0-9])?(?![ .-]?[0-9])" },
    /* a letter where a household's code has one is no misread digit of a tax code */
    { IDENT_MST, PATTERN_LABEL | PATTERN_FOLDED,
      NOT_BEFORE "(?![0-9]{2}[A-HKĐ]8[0-9]{6}(?![0-9]))" LIKE "{10}(?:-[0-9]{3})?" NOT_AFTER },
    { IDENT_MST, PATTERN_LABEL | PATTERN_LOOSE, /* a slant one */
      "(?<![0-9A-Za-z.,/-])[/\\]\\[!|][0-9]{9}(?:-[0-9]{3})?(?![0-9A-Za-z/-])" },
    { IDENT_BHXH, PATTERN_LABEL, "(?<![0-9])[0-9]{10}(?![0-9])" },
    { IDENT_BHXH, PATTERN_LABEL, "(?<![0-9])[0-9](?: {0,3}[0-9]){9}(?! ?[0-9])" },
    { IDENT_BHXH, PATTERN_LABEL | PATTERN_FOLDED, NOT_BEFORE LIKE "(?: ?" LIKE "){9}" NOT_AFTER },
    { IDENT_BHXH, PATTERN_ALONE, "(?<=\\n|: )(?!0[35789])[0-9]{10}(?=$)" },
    { IDENT_BHYT, 0, "(?<![A-Z0-9])[A-Z]{2} ?[1-5] ?[0-9]{2}(?: ?[0-9]){10}(?! ?[0-9])" },
    { IDENT_BHYT, PATTERN_LABEL, "(?<![A-Z0-9])[A-Z] ?[A-Z](?:[ .-]{0,3}[0-9]){13}(?![ -]?[0-9])" },
    { IDENT_BHYT, PATTERN_LABEL | PATTERN_FOLDED,
      "(?<![A-Z0-9])[A-Z]{2}[1-5Il|S](?: ?" LIKE "){12}(?![0-9A-Za-z]| ?[0-9])" },
    { IDENT_BHYT, PATTERN_LABEL | PATTERN_LOOSE, /* its first letter parted in two */
      "(?<![A-Za-z0-9])[A-Z1/|\\\\!]{1,3}[A-Z][1-5][0-9]{12}(?![0-9])" },
    { IDENT_BHYT, PATTERN_LABEL | PATTERN_LOOSE, /* the first not read, or as a seven */
      "(?<![A-Za-z0-9])(?:[TNSC]|7E)[1-5][0-9]{12}(?![0-9])" },
    { IDENT_BHYT, PATTERN_LABEL | PATTERN_LOOSE, /* newborns have benefit 1, which was not */
      "(?<![A-Za-z0-9])TE ?[0-9]{12}(?![0-9])" },
    { IDENT_ORG_CODE, PATTERN_LABEL,
      "(?<![A-Z0-9.-])(?:[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.[GH][0-9]{2}|[GH][0-9]{2}(?:\\.[0-9]{1,3}"
      "){0,4})(?![0-9-]|\\.[0-9])" },
    { IDENT_DOSSIER_CODE, 0,
      NOT_IN_CODE "(?:[0-9]{3}\\.[0-9]{2}\\.[0-9]{2}\\.)?[GH][0-9]{2}(?:\\.[0-9]{1,3}){0,4}-\\n?("
                  "?:["
                  "0-9]{8}|[0-9]{6})-\\n?[0-9]{4,7}(?![0-9])" },
    { IDENT_DOSSIER_CODE, PATTERN_LABEL,
      NOT_IN_CODE "(?:[0-9]{3} ?\\. ?[0-9]{2} ?\\. ?[0-9]{2} ?\\. ?)?[GH][0-9]{2}(?: ?\\. "
                  "?[0-9]{1,3}){0,4} ?- ?(?:(?:[0-9] ?){8}|(?:[0-9] ?){6})- ?[0-9]{4,7}(?![0-9])" },
    { IDENT_DOSSIER_CODE, PATTERN_LABEL | PATTERN_FOLDED,
      NOT_IN_CODE
      "(?:[0-9O]{3}[.,: ]{1,2}[0-9O]{2}[.,: ]{1,2}[0-9O]{2}[.,: ]{1,3})?[GHNM6C][0-9O]{2}"
      "(?:[.,: ]{1,2}[0-9O]{1,3}){0,4} ?[-_~] ?(?:[0-9O]{8}|[0-9O]{6}) ?[-_~] ?"
      "[0-9O]{4,7}(?![0-9])" },
    { IDENT_TTHC_CODE, 0,
      "(?<![0-9.,])[1-3][.,][0-9]{6}(?:\\.[0-9]{2}|\\.000\\.00\\.00\\.[GH][0-9]{2})?(?![0-9])(?![.,"
      "][0-9])(?!\\s*(?:đồng|m2|m²|VND))" },
    { IDENT_TTHC_CODE, PATTERN_LABEL,
      "(?<![0-9.,])[1-3] ?[.] ?[0-9]{6}(?:\\.[0-9]{2})?(?![0-9])(?![., ][0-9])" },
    { IDENT_TTHC_CODE, PATTERN_LABEL | PATTERN_FOLDED,
      "(?<![0-9.,])[1-3] ?[,:;-] ?[0-9]{6}(?![0-9])(?![.,][0-9])" },
    { IDENT_TTHC_CODE, PATTERN_LABEL | PATTERN_FOLDED, /* its dot was not read */
      "(?<![0-9.,])[1-3] ?0[0-9]{5}(?![0-9])(?![.,][0-9])" },
    { IDENT_TTHC_CODE, PATTERN_LABEL | PATTERN_LOOSE, /* a slant one */
      "(?<![0-9A-Za-z.,-])[7/!\\]] ?[.,:;] ?0[0-9]{5}(?![0-9])(?![.,][0-9])" },
    { IDENT_TTHC_CODE, PATTERN_LABEL | PATTERN_REPAIRED,
      "(?<![0-9.,])[1-3][.,][0-9]{4,5}(?![0-9])(?![.,][0-9])" },
    { IDENT_TTHC_CODE, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-z.,/-])[1-3Il|] ?[.,:;] ?[0O](?: ?[0-9OQIlSB]){5}(?![0-9A-Za-z]| ?[.,]? "
      "?[0-9])" },
    { IDENT_TTHC_CODE, PATTERN_LOOSE,
      "(?<![0-9A-Za-z.,/-])[1-3Il|] ?[.,:;] ?0[01](?: ?[0-9OQIlSB]){4}(?![0-9A-Za-z]| ?[.,]? "
      "?[0-9])" },
    { IDENT_RESULT_CODE, 0,
      "(?<![A-Z0-9.])(?:KQ\\.[GH][0-9]{2}\\.[0-9]{6}|000\\.00\\.00\\.[GH][0-9]{2}-KQ[0-9]{6})(?![0-"
      "9])" },
    { IDENT_RESULT_CODE, PATTERN_FOLDED, "(?<![A-Z0-9.])KQ\\.[6C][0-9]{2}\\.[0-9]{6}(?![0-9])" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      CIVIL_SO CIVIL_NO "([0-9]{1,5}\\s?/\\s?(?:19|20)[0-9]{2}(?:\\s?[-/]?\\s?" CIVIL_SIGN
                        ")?)" CIVIL_AFTER CIVIL_END },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])(?<!uyen )(?:" NO "|[?$%]%?o(?=\\s?:))" CIVIL_NO "([0-9]{1,5}\\s?/\\s?" CIVIL_SIGN
      ")" CIVIL_AFTER CIVIL_END },
    /* blanks between its digits; its slash was not read */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      CIVIL_SO CIVIL_NO "([0-9](?: ?[0-9]){1,4}\\s?/\\s?(?:19|20)[0-9]{2})" CIVIL_AFTER CIVIL_END },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_FOLDED,
      "(?<![a-z])(?<!uyen )" NO CIVIL_NO
      "([0-9]{1,5}\\s?/ ?[71]t?l[a-z]{2,6} ?- ?bs)" CIVIL_AFTER },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_FOLDED,
      "(?<![a-z])(?<!uyen )" NO CIVIL_NO "([0-9]{1,5}\\s?tl(?!bd)[a-z]{2,6} ?- ?bs)" CIVIL_AFTER },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      CIVIL_SO CIVIL_NO "(?=[il|!sbzo]{0,4}[0-9])([0-9il|!sbzo]{1,5}\\s?/\\s?" CIVIL_SIGN
                        ")" CIVIL_AFTER CIVIL_END },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      CIVIL_SO CIVIL_NO
      "(/ ?[0-9]{1,4}/(?:19|20)[0-9]{2})" CIVIL_AFTER CIVIL_END }, /* a slant one */
    /* "sá, 125/2024"; "36.3/2020"; "393/2020" alone in its line, whose label was not read */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_SHOWN,
      CIVIL_SO "\\s?[,.'] ?([0-9]{1,5}/(?:19|20)[0-9]{2})" CIVIL_AFTER CIVIL_END },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      CIVIL_SO CIVIL_NO "([0-9]{1,2}[.][0-9]{1,2}/(?:19|20)[0-9]{2})" CIVIL_AFTER CIVIL_END },
    /* letters of its symbol were read wrongly (repair_symbol) */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_FOLDED,
      CIVIL_SO CIVIL_NO "([0-9]{1,5}\\s?/\\s?(?!tl|7|1)[a-z0-9]{3,9} ?- ?bs)" CIVIL_AFTER },
    /* before 2016 the year stands with the book */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])(?<!uyen )(?<!thuc )(?:" NO "(?:\\s(?:dang\\sky|dk))?|sn|%?o(?=\\s?:))" LEADERS
      "([0-9]{1,5})(?=[\\]|'`:(!*]?[\\s.,;/?_-]{0,40}" BOOK ")(?![^q]{0,42}" BOOK
      "[^a-z]{1,60}s[ceog]t)" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      "(?<![a-z])(?<!uyen )(?<!thuc )(?:" NO "(?:\\s(?:dang\\sky|dk))?|sn|%?o(?=\\s?:))" LEADERS
      "(?=[il|!]{0,4}[0-9])([0-9il|!]{1,5})(?=[\\s.,;/?_]{0,40}" BOOK ")(?![^q]{0,42}" BOOK
      "[^a-z]{1,60}s[ceog]t)" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_BARE,
      "(?<![a-z])(?<!uyen )s[on] ?: ?([0-9]{1,5})(?=[\\]|'.,-]?$)" },
    /* below the text of a certificate: "Vào sổ đăng ký kết hôn số: 96", "Số vào sổ: 96" */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_SHOWN,
      "(?<![a-z])(?:vao\\sso" CIVIL_BOOKS "\\s" NO "|so\\svao\\sso" CIVIL_BOOKS
      "|so\\s(?:dang\\sky|dk)" CIVIL_BOOKS ")" LEADERS
      "([0-9]{1,5})(?=[\\]|'`.,;!?_ -]{0,40}(?:$|ngay(?![a-z])))" },
    /* old forms: "Số 96", "Số ......96......" over the title, no colon */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_BARE,
      "^s[on][ .?_]{1,40}([0-9]{1,5})(?=[ \\]|'.,?_]{0,40}$)" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])" BOOK LEADERS "([0-9]{1,4}\\s?/{1,2}\\s?(?:19|20) ?[0-9]{2})(?![0-9])"
      "(?![\\s.?_]{0,40}[-,./]?\\s?s[ceog]t)" }, /* the book of a certification is of its cert_no */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      "(?<![a-z])" BOOK LEADERS
      "([0-9il|!]{1,2} ?[0-9il|!]{1,2}\\s?[/?]{1,2}\\s?(?:1 ?9|2 ?0) ?[0-9] ?[0-9])"
      "(?![0-9])(?![\\s.?_]{0,40}[-,./]?\\s?s[ceog]t)" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      "(?<![a-z])" BOOK LEADERS "([0-9]{2}[17il|!](?:19|20)[0-9]{2})(?![0-9/])" /* a slant slash */
      "(?![\\s.?_]{0,40}[-,./]?\\s?s[ceog]t)" },
    /* the last digit of its year was not read (complete_year) */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_CUT_YEAR,
      "(?<![a-z])" BOOK LEADERS "([0-9]{1,4}\\s?/\\s?(?:19|20)[0-9])(?![0-9?]|[.,/][0-9])"
      "(?![\\s.?_]{0,40}[-,./]?\\s?s[ceog]t)" },
    /* its label was not read */
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_ON_FOLD | PATTERN_BARE,
      "^([0-9]{1,5}/(?:(?:19|20)[0-9]{2}|tl(?!bd)[a-z]{2,6} ?- ?bs))[:.'`]?$" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_ON_FOLD | PATTERN_BARE,
      "^([0-9]{1,5}) quy ?en(?![a-z])" },
    { IDENT_CIVIL_REG_NO, PATTERN_CIVIL | PATTERN_ON_FOLD | PATTERN_SHOWN, /* 5/2020 is a month */
      "^(?!0?[1-9]/|1[0-2]/)([0-9]{1,5}/20[0-9]{2})[:.'`]?$" },
    { IDENT_CIVIL_REG_NO, PATTERN_IN_LABEL | PATTERN_ON_FOLD, /* cited by its name in any paper */
      "(?<![a-z])(?:giay\\skhai\\ssinh|giay\\schung\\stu|giay\\schung\\snhan\\sket\\shon|"
      "trich\\sluc\\s(?:khai\\s(?:sinh|tu)|ket\\shon))(?:\\s(?:ban\\s(?:chinh|sao)|co))?\\s" NO
      "\\s?:? ?([0-9]{1,5}\\s?/\\s?(?:(?:19|20)[0-9]{2}(?:\\s?[-/]?\\s?" CIVIL_SIGN ")?|" CIVIL_SIGN
      "))(?=$|[\\s,;.)])" CIVIL_END },
    { IDENT_CIVIL_REG_NO, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])so\\s(?:cua\\s)?(?:giay\\skhai\\ssinh|giay\\schung\\stu|"
      "giay\\schung\\snhan\\sket\\s"
      "hon|trich\\sluc\\s(?:khai\\s(?:sinh|tu)|ket\\shon))(?:\\s\\(neu\\sco\\))?\\s?: ?"
      "([0-9]{1,5}\\s?/\\s?(?:19|20)[0-9]{2})(?=$|[\\s,;.)])" CIVIL_END },
    { IDENT_CERT_NO, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])(?:so\\schung\\sth[a-z]{1,3}|(?:chung\\sth[a-z]{1,3}\\s)?so)" LEADERS
      "([0-9]{1,6}[\\s.?_]{0,40}[,;]?\\s?quyen\\.?\\s?so[ -]?" LEADERS
      "[0-9]{1,4}(?:\\s?/\\s?(?:19|20)[0-9]{2})?"
      "[\\s.?_]{0,40}[-,/]?\\s?sct\\s?/"
      "\\s?(?:bs|cknd|ck(?:[.,]\\s?dc)?|hd(?:[.,]\\s?gd)?))" SYMBOL_END }, /* never the half of a
                                                                              symbol */
    { IDENT_CERT_NO, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_FOLDED,  /* blanks, SOT, SC1 */
      "(?<![a-z])(?:so\\sch[a-z]{2,5}\\sth[a-z]{1,4}|(?:chung\\sth[a-z]{1,3}\\s)?so|"
      "chung\\sth[a-z]{1,4}(?=\\s?:)|^(?=[0-9]))" LEADERS
      "([0-9il|!](?: ?[0-9il|!]){0,5}[\\s.?_]{0,40}[,;.]?\\s?quyen\\.?\\s?so[ -]?" LEADERS
      "[0-9] ?[0-9]{0,3}(?:\\s?/\\s?(?:19|20) ?[0-9] ?[0-9])?"
      "[\\s.?_]{0,40}[-,/]?(?:\\n[^\\n]{0,3}(?=\\n)){0,3}\\s?s[coeg0][t17il|]\\s?[/a1il|]"
      "\\s?(?:bs|cknd|ck(?:[.,]\\s?dc)?|hd(?:[.,]\\s?[gc6]d)?))" SYMBOL_END },
    { IDENT_CERT_NO, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_CUT_YEAR,
      "(?<![a-z])(?:so\\schung\\sth[a-z]{1,3}|(?:chung\\sth[a-z]{1,3}\\s)?so)" LEADERS
      "([0-9]{1,6}[\\s.?_]{0,40}[,;]?\\s?quyen\\.?\\s?so[ -]?" LEADERS
      "[0-9]{1,4}\\s?/\\s?(?:19|20)[0-9][\\s.?_]{0,40}[-,/]?\\s?sct\\s?/"
      "\\s?(?:bs|cknd|ck(?:[.,]\\s?dc)?|hd(?:[.,]\\s?gd)?))" SYMBOL_END },
    { IDENT_GCN_SERIAL, /* "'CS17293", "-CS72245": a mark before it */
      PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_REGISTER | PATTERN_SHOWN,
      "(?<![a-z])vao\\s?so(?! ?(?:tiep|theo|nhan)|[^:0-9]{0,60}\\sngay)[^:0-9]{0,60}?:"
      "[ .;\\n]{0,3}[-'\"`?_]{1,3} ?(c[hnst][0-9]{5})(?=[\\s.,;]|$)" },
    { IDENT_GCN_SERIAL, /* "CS1I5174", "C§34940", "CS31 185" */
      PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_REGISTER | PATTERN_LOOSE,
      "(?<![a-z])vao\\s?so(?! ?(?:tiep|theo|nhan)|[^:0-9]{0,60}\\sngay)[^:0-9]{0,60}?:?"
      "[ .;]{0,3}\\n?(?:[-'\"`?_]{1,3}(?=c))?(?<![a-z0-9])"
      "([co?(](?=[^\\n]{0,4}[0-9])(?:[^\\s.,;:]{1,5} [0-9il|!?]{1,4}|[^\\s.,;:]{5,9}))"
      "(?=[\\s.,;]|$)" },
    { IDENT_GCN_SERIAL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_REGISTER,
      /* not the book of a desk: "vào sổ tiếp nhận hồ sơ ngày 06/5/2024" */
      "(?<![a-z])vao\\s?so(?! ?(?:tiep|theo|nhan)|[^:0-9]{0,60}\\sngay)[^:0-9]{0,60}?:?"
      "(?:[ .;]{0,3}|\\n(?=(?:c[hnst]|vp)[ _-]?[0-9]{3}))"
      "(?<![a-z0-9])((?:(?!so|no)[a-z]{1,3}[ _-]?)?[0-9]{2,6}"
      "(?:/qsdd(?:/[a-z.]{1,8})?)?)(?![0-9]|/[a-z0-9])" },
    /* a cell of its row, or behind a label that another column broke */
    { IDENT_GCN_SERIAL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_REGISTER | PATTERN_ACROSS,
      "(?<![a-z])vao\\s?so(?! ?(?:tiep|theo|nhan))[^\\n]{0,90}\\n(?:[^\\n]{0,40}\\n){0,8}?(?:[a-z "
      "]{2,"
      "30}: ?)?"
      "(c[hnst][0-9]{5})(?=[.]?\\n|[.]?$)" },
    { IDENT_GCN_SERIAL, PATTERN_LAND,
      "(?<![A-ZĐ0-9/-])(?:[A-ZĐ]{1,2}[ ._\\n]{0,3}[0-9]{6}|[A-ZĐ]{2}[ ._\\n]{0,3}[0-9]{8})(?![0-9])"
      "(?![/-][0-9A-ZĐ])" },
    { IDENT_GCN_SERIAL, PATTERN_LABEL,
      "(?<![A-ZĐ0-9/-])[A-ZĐ]{1,2}[ .-]{0,3}[0-9](?: ?[0-9]){5}(?:[0-9] ?[0-9])?(?! ?[0-9])"
      "(?![/-][0-9A-ZĐ])" },
    { IDENT_GCN_SERIAL, PATTERN_LABEL | PATTERN_LOOSE, /* "ĐẠ 215896", "AA 006.30656" */
      "(?<![\\p{L}0-9/-])\\p{Lu}{1,2}[ .:'-]{0,3}[0-9](?:[ .]?[0-9]){5}(?:[.]?[0-9]{2})?(?! ?[0-9])"
      "(?![/-][0-9\\p{Lu}])" },
    { IDENT_GCN_SERIAL, PATTERN_LABEL | PATTERN_REPAIRED, /* its letters were not read */
      "(?<![\\p{L}0-9.,/-])0[0-9]{7}(?![0-9]|[.,/-][0-9])" },
    /* a comma read as "7'" */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      "(?<![a-z])" THUA "\\s?" NO "\\s?:? ?([0-9]{1,4})(?=[17]['`] ?" TO BAN_DO ")" },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])(?:" THUA "\\s?(?:(?:co|mang|nay)\\s)?" NO "(?:\\s(?:thua|hieu|thu\\stu|la))?|" NO
      "\\s(?:hieu\\s|thu\\stu\\s)?" THUA "(?:\\sla)?|" THUA "(?=\\s?:))" PARCEL_NO },
    /* without "số" only beside its sheet: "thửa 12, tờ bản đồ 5", "tờ 5, thửa 12" */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])" THUA
      "\\s([0-9]{1,5})(?=\\)?\\s?[,;/-]?\\s?(?:\\(|thuoc\\s|cung\\s|tren\\s|cua\\s|trong\\s)?(?:" TO
          BAN_DO "|" TO NO "|tbd|to\\s[0-9]))" },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])" TO "(?:" BAN_DO "\\s?)?(?:" NO "\\s?)?:?\\s?[0-9]{1,4}[,;]?\\s(?:-\\s)?" THUA
      "\\s([0-9]{1,5})(?![0-9a-z]|[-.,/][0-9])" NOT_CUT },
    /* one label for several: each goes on where the last ended */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?:(?<![a-z])(?:(?:cac|nhung)\\s" THUA "\\s?(?:co\\s)?(?:" NO "\\s?:?)?|[0-9]\\s" THUA "\\s?"
      "(?:co\\s)?" NO "\\s?:?)|(?<=[0-9])\\G(?:\\s?[,;]|\\sva))\\s?([0-9]{1,5})(?=\\s?[,;](?!\\S)|"
      "\\sva\\s|" SHEET_NEXT ")" },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?:(?<![a-z])" THUA "\\s?" NO "\\s?:?|(?<=[0-9])\\G(?:\\s?[,;]|\\sva))\\s?([0-9]{1,5})"
      "(?=(?:(?:\\s?[,;]|\\sva)\\s?[0-9]{1,5}){0,9}" SHEET_NEXT ")" },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])(?:(?:" TO BAN_DO "|to\\strich\\sdo|manh\\s(?:" BAN_DO "|trich\\sdo))"
      "(?:\\s" BAN_DO ")?(?:\\s?dia\\schinh)?(?:\\s\\([a-z ]{2,14}\\))?(?:\\s(?:co|mang))?"
      "(?:(?:\\s?299)?\\s?" NO "(?:\\s(?:hieu|la))?|\\sla|(?!\\s?:?\\s?299(?![0-9])))|" BAN_DO
      "\\s?(?:dia\\schinh\\s)?" NO "|" NO "\\s(?:hieu\\s)?(?:to|manh)\\s" BAN_DO
      "(?:\\sdia\\schinh)?(?:\\sla)?|t\\.?b\\.?d(?:\\s?" NO ")?)" SHEET_NO },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])" THUA "(?:\\s?" NO
      ")?\\s?:?\\s?[0-9]{1,5}(?:-[0-9]{1,3})?[,;]?\\s(?:thuoc\\s)?(?:" NO "\\s)?to"
      "(?:\\s" NO ")?" SHEET_NO },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD,
      "(?<![a-z])(?:to\\s" NO "|" NO
      "\\sto)\\s?:?\\s?([0-9]{1,4})(?=\\s?[,;.]?\\s?(?:[0-9][.)]\\s)?"
      "(?:" NO "\\s)?" THUA "\\b)" },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA,
      "(?<![a-z])dien[ .:\\n]{1,3}tich(?:\\s(?:dat|thua\\sdat|su\\sdung))?" AREA },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND,
      "(?<![a-z])(?<!tong )dien[ .:\\n]{1,3}tich" AREA_WORDS "{1,7}" AREA },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND,
      "(?<![a-z])dien[ .:\\n]{1,3}tich(?:\\s(?:dat|thua\\sdat|su\\sdung))?\\s?\\(m[0-9?]{0,2}\\) ?:"
      "[ .?_]{0,40}([0-9]{1,3}(?:\\.?[0-9]{3})*(?:,[0-9]{1,2})?)(?![0-9a-z]|[-.,/][0-9])" NOT_CUT },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND, /* a comma */
      "(?<![a-z])dien[ "
      ".:\\n]{1,3}tich(?:\\s(?:dat|thua\\sdat|su\\sdung))?\\s?(?:\\(m[0-9?]{0,2}\\) "
      "?)?:"
      "[ .?_]{0,40}([0-9]{1,3}(?:\\.?[0-9]{3})*\\.[0-9]{1,2})(?![0-9a-z]|[-.,/][0-9]| "
      "?(?:ha|km|sao|mau|cong)(?![a-z]))" NOT_CUT },
    /* certificates before 2004 */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND,
      "(?<![a-z])duoc\\squyen\\ssu\\sdung" AREA "(?=\\sdat)" },
    /* in a table's next cell, the raised 2 of the unit not read: for a person to see */
    { IDENT_PARCEL,
      PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND | PATTERN_SHOWN,
      "(?<![a-z])dien\\stich[^0-9\\n]{0,40}\\n{1,3}([0-9]{1,3}(?:\\.?[0-9]{3})*,[0-9]{1,2}) "
      "?m(?=\\n|$)" },
    /* the unit was not read: decimals and a colon tell an area */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND,
      "(?<![a-z])dien[ .:\\n]{1,3}tich ?: ?[.?_]{0,40} ?([0-9]{1,3}(?:\\.?[0-9]{3})*,[0-9]{1,2})"
      "(?![0-9]|[.,/-][0-9]| ?(?:ha|km|sao|mau|cong)(?![a-z]))" },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND,
      "(?<![a-z])tong\\s(?:so|dien\\stich)" AREA "(?=\\s(?:cua\\s)?thua)" },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND,
      "(?<![a-z])thua\\s(?:dat\\s)?(?:thu\\s(?:nhat|hai|ba|tu|nam|[1-9])|(?:so\\s)?[1-9])"
      "(?:\\s(?:co\\s)?dien\\stich)?(?:\\sla)?" AREA },
    /* ones that were read as letters, or are parted from their digits by a blank */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      "(?<![a-z])(?:" THUA "\\s?" NO "(?:\\s(?:thua|hieu|thu\\stu|la))?|" TO BAN_DO
      "(?:\\sdia\\schinh)?\\s?(?:" NO "|o(?=\\s?:))(?:\\s(?:hieu|la))?|" NO "\\s" TO BAN_DO
      "(?:\\sdia\\schinh)?(?!\\s?" NO "))" LEADERS NO_ITEM
      "(/?[0-9ilo|!\\]s/][0-9ilo|!\\]s]{0,3}(?: [0-9il|!\\]]{1,3}){0,2})"
      "(?=$|[,;.](?![0-9])|\\s?[-(] ?(?![0-9])|\\s(?:" TO BAN_DO "|[a-z]{2}))" },
    /* the raised 2 of the line above read as a line */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_LOOSE,
      "(?<![a-z])(?:" THUA "|" TO BAN_DO ")(?: " NO "\\n[23?]\\n|\\n[23?]\\n" NO " )"
      "([0-9]{1,5})(?=[,;] )" },
    { IDENT_PARCEL,
      PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND | PATTERN_LOOSE,
      "(?<![a-z])dien[ .:\\n]{1,3}tich" AREA_WORDS "{0,7}" LEADERS
      "([0-9il|!]{1,4}(?: [0-9il|!]{1,3})?(?:[.,]{1,2}/?|/) ?[0-9il|!]{1,2})"
      "(?=\\s?[-:;.,']{0,2}o?m|$)" },
    { IDENT_PARCEL,
      PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND | PATTERN_LOOSE,
      "(?<![a-z])dien[ .:\\n]{1,3}tich" AREA_WORDS
      "{0,7}(?:\\s?\\(m[0-9?]{0,2}\\)(?= ?:))?:{0,2}" LEADERS "(" AREA_LOOSE
      "[.,;:] ?[0-9ilobszq|!?]{1,2})(?=\\s?[-:;.,'?]{0,2}o?m)" },
    { IDENT_PARCEL, PATTERN_LABEL | PATTERN_CELL,
      "(?<![^\\n ])(?:[0-9]{1,5}|[0-9]{1,3}(?:\\.?[0-9]{3})*[,.][0-9]{1,2}|"
      "[0-9]{1,3}(?:\\.[0-9]{3})+)(?=[.]?(?:[\\n ]|$)|m)" },
    /* "5I", "727/1", "169;5", "-815,4": signs for digits and for the comma */
    { IDENT_PARCEL, PATTERN_LABEL | PATTERN_CELL | PATTERN_LOOSE,
      "(?<![^\\n ])[-'.,:;_]?((?=[^\\n ]{0,7}[0-9])" LOOSE "{1,5}(?:[.,;:/„‚]{1,2}" LOOSE
      "{1,2})?)[-'.,:;_]{0,2}(?=[\\n ]|$)" },
    { IDENT_PARCEL, PATTERN_LABEL | PATTERN_CELL | PATTERN_AREA | PATTERN_LOOSE,
      "(?<![^\\n ])([0-9]{1,4} [0-9])(?=[\\n ]|$)" },
    /* in other words than these: shown, for a person to say what it is */
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_SHOWN,
      "(?<![a-z])(?:lo\\s(?:dat\\s)?" NO "|" THUA "(?:\\s?" NO ")?)" LEADERS NO_ITEM
      "([0-9]{1,5}(?:-[0-9]{1,3})?)(?![0-9a-z]|[-.,/][0-9])" NO_SYMBOL NOT_CUT },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_SHOWN, /* "TNNa đất số: 755" */
      "^(?:[0-9a-z][.)] ?|[-+*] ?)?(?!dung|lo |o |cap |ve |gcn)[a-z?]{2,5} ?dat " NO
      " ?: ?([0-9]{1,5})(?![0-9a-z]|[-.,/][0-9])" NO_SYMBOL NOT_CUT },
    { IDENT_PARCEL, PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_SHOWN,
      "(?<![a-z])" THUA "[^\\n;]{1,40}?[ (]to(?:\\s(?:" NO
      "|ban|bd|b\\.d)){0,3}\\s?:?\\s?([0-9]{1,4})"
      "(?![0-9a-z]|[-.,/][0-9])" },
    { IDENT_PARCEL,
      PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND | PATTERN_SHOWN,
      "(?<![a-z])(?:dt|s)\\s?[=:]?" AREA },
    { IDENT_PARCEL,
      PATTERN_IN_LABEL | PATTERN_ON_FOLD | PATTERN_AREA | PATTERN_LAND | PATTERN_SHOWN,
      "(?<![0-9.,/-])(?<![0-9] )([0-9]{1,3}(?:\\.?[0-9]{3})*[,.][0-9]{1,2})[:.']? "
      "?(?:m[2?ay]2?|met\\svuong)(?![a-z0-9])" },
    { IDENT_HKD_CODE, 0, "(?<![0-9A-ZĐ])[0-9]{2}[A-ZĐ]8[0-9]{6}(?![0-9])" },
    { IDENT_HKD_CODE, PATTERN_LABEL,
      "(?<![0-9A-ZĐ])[0-9]{2}[ -]?[A-ZĐ] ?[-.]?8-?(?:[ .]?[0-9]){6}(?! ?[0-9])" },
    { IDENT_HKD_CODE, PATTERN_LABEL | PATTERN_FOLDED,
      "(?<![0-9A-Za-zĐđ])" LIKE "{2}[A-Za-zĐđ][8B]" LIKE "{6}(?![0-9A-Za-z])" },
    /* a stroke for the one at its end, an H for two of them */
    { IDENT_ID12, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-z])0[0-9]{2}[0-3][0-9]{6}(?:[0-9] ?[Il|!\\]]|H)(?![0-9A-Za-z])" },
    { IDENT_PHONE, 0,
      PHONE_BEFORE "(?:\\(?\\+?84\\)?[ .-]?|\\+84\\n|0)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])"
                   "(?:[ .-]{0,3}[0-9]){7}" PHONE_AFTER },
    { IDENT_PHONE, PATTERN_LABEL,
      PHONE_BEFORE "\\(0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])(?:[ .-]{0,2}[0-9])?\\)"
                   "(?:[ .-]{0,3}[0-9]){6,7}" PHONE_AFTER },
    { IDENT_PHONE, 0,
      PHONE_BEFORE "\\(?02[0-9](?:\\)?[ .-]{0,3}[0-9])(?:\\)?[ .-]{0,3}[0-9])"
                   "(?:[ .-]{0,3}[0-9]){6}" PHONE_AFTER },
    { IDENT_PHONE, 0,
      PHONE_BEFORE "0(?:12[0-9]|16[2-9]|18[68]|199)(?:[ .-]{0,3}[0-9]){7}" PHONE_AFTER },
    { IDENT_PHONE, PATTERN_LABEL, "(?<![0-9.,/-])0[35789](?:[ .-][0-9]{2}){4}" PHONE_AFTER },
    { IDENT_PHONE, PATTERN_LABEL,
      "(?<![0-9.,/-])0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])(?:[ .,-]{0,3}[0-9]){7}"
      "(?![0-9]|[.,/-][0-9])" },
    { IDENT_PHONE, PATTERN_LABEL | PATTERN_FIRST_ZERO,
      "(?<![0-9.,/-])(?:[2-9]|09|90)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])"
      "(?:[ .-]{0,3}[0-9]){7}"
      "(?![0-9]|[.,/-][0-9])" },
    { IDENT_PHONE, PATTERN_LABEL | PATTERN_REPAIRED,
      "(?<![0-9.,/-])(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}(?![0-9])" },
    { IDENT_PHONE, PATTERN_REPAIRED, /* "()974783259" */
      "\\(\\)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}(?![0-9])" },
    /* the side of its cell was read as a one */
    { IDENT_ID12, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-z])[1Il|!\\]](0[0-9]{2}[0-3][0-9]{8})(?![0-9A-Za-z])" },
    { IDENT_ID12, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-z])(0[0-9]{2}[0-3][0-9]{8})[Il|!\\]](?![0-9A-Za-z])" },
    /* a digit read twice where two clips of its line meet */
    { IDENT_ID12, PATTERN_LABEL | PATTERN_DOUBLED,
      "(?<![0-9])(?=[0-9 .]{13,16}(?![0-9 .]))0(?:[ .]{0,2}[0-9]){12}(?![ .]{0,2}[0-9])" },
    { IDENT_PHONE, PATTERN_LABEL | PATTERN_DOUBLED,
      "(?<![0-9.,/-])0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])(?:[ .]{0,2}[0-9]){8}"
      "(?![0-9]|[.,/-][0-9])" },
    /* signs and blanks for digits */
    { IDENT_ID12, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-zĐđ/])(?!" DATE ")" LOOSE "(?:[ .:,'-]{0,2}" LOOSE "){11}"
      "(?![0-9A-Za-zĐđ/]|[ .]?[0-9])" },
    { IDENT_ID9, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-zĐđ])(?!" DATE ")" LOOSE "(?:[ .]{0,2}" LOOSE
      "){8}(?![0-9A-Za-zĐđ/]|[ .]?[0-9])" },
    { IDENT_PHONE, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-zĐđ.,/-])(?:\\+ ?84|[0O])(?!" DATE ")(?:[ .:]{0,2}" LOOSE
      "){9}(?![0-9A-Za-zĐđ/]|[.,-][0-9])" },
    { IDENT_PHONE, PATTERN_LOOSE, /* in groups: nothing else is printed so */
      "(?<![0-9A-Za-zĐđ.,/-])0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]"
      "(?:[.] ?" LOOSE "{3}){2}(?![0-9A-Za-zĐđ/]|[.,-][0-9])" },
    { IDENT_PHONE, PATTERN_LOOSE, /* glued to the number of a house: "Tổ 1,0862.964.058" */
      "(?<=[^0-9.,/-][0-9][,;]|[^0-9.,/"
      "-][0-9]{2}[,;])0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]"
      "(?:[.][0-9]{3}){2}(?![0-9A-Za-zĐđ/]|[.,-][0-9])" },
    { IDENT_PHONE, PATTERN_LABEL | PATTERN_LOOSE,
      "(?<![0-9A-Za-zĐđ.,/-])[0O]2(?!" DATE ")(?:[ .:]{0,2}" LOOSE
      "){9}(?![0-9A-Za-zĐđ/]|[.,-][0-9])" },
    { IDENT_DOSSIER_CODE, PATTERN_LABEL | PATTERN_LOOSE,
      NOT_IN_CODE CODE_UPPER "[GHNM6C/]" CODE_LOOSE },
    { IDENT_DOSSIER_CODE, PATTERN_LOOSE, NOT_IN_CODE CODE_UPPER "(?:H(?=H))?[GH]" CODE_LOOSE },
    { IDENT_DOSSIER_CODE, PATTERN_LOOSE, /* the first dot was not read */
      NOT_IN_CODE "[GH][0-9]{3,5} ?[-_~] ?[0-9]{6} ?[-_~] ?[0-9]{4,5}(?![0-9A-Za-z])" },
    { IDENT_ID9, PATTERN_LABEL | PATTERN_LOOSE, "(?<![0-9A-Za-zĐđ.,/-])[0-9]{8}L(?![0-9A-Za-z])" },
    { IDENT_BHYT, PATTERN_LABEL | PATTERN_LOOSE, /* an S */
      "(?<![A-Za-z0-9])[A-Z][$][1-5][0-9]{12}(?![0-9])" },
    /* what is left behind a label when no number was made out */
    { IDENT_ID12, PATTERN_LABEL | PATTERN_WRECK, "(?<![^ \\n:])[^ \\n:,;]{10,16}(?![^ \\n,.;])" },
    { IDENT_DOSSIER_CODE, PATTERN_LABEL | PATTERN_WRECK,
      "(?<![^ \\n:])[0-9A-Z][^ \\n:;]{11,28}(?![^ \\n,.;])" },
    { IDENT_ID9, PATTERN_LABEL | PATTERN_WRECK, "(?<![^ \\n:.])[0-9]{8,11}(?![^ \\n,.;])" },
    { IDENT_BHYT, PATTERN_LABEL | PATTERN_WRECK,
      "(?<![^ \\n:])[A-Z]{1,3}[0-9]{11,15}(?![^ \\n,.;])" },
    { IDENT_PHONE, PATTERN_LABEL | PATTERN_WRECK, "(?<![^ \\n:])[^ \\n:,;]{9,14}(?![^ \\n,.;])" },
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

static bool run_one(const pcre2_code *code, size_t row, const char *text, size_t len,
                    pcre2_match_data *md, pcre2_match_context *mc, ident_match_fn *fn, void *ctx)
{
    for (PCRE2_SIZE at = 0; at <= len;) {
        const int rc = pcre2_match(code, (PCRE2_SPTR)text, len, at, PCRE2_NO_UTF_CHECK, md, mc);
        if (rc < 1)
            return true; /* no more, or the limit: what was found stays */
        const PCRE2_SIZE *v = pcre2_get_ovector_pointer(md);
        const bool group = rc > 1 && v[2] != PCRE2_UNSET;
        const struct ident_match m = { rows[row].kind, rows[row].flags,     v[0],
                                       v[1],           group ? v[2] : v[0], group ? v[3] : v[1] };
        if (!fn(ctx, &m))
            return false;
        at = v[1] > at ? v[1] : at + 1;
        while (at < len && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
    }
    return true;
}

bool ident_patterns_run(const struct ident_patterns *p, const char *text, size_t len,
                        const char *fold, size_t fold_len, ident_match_fn *fn, void *ctx,
                        struct err *e)
{
    pcre2_match_context *mc = pcre2_match_context_create(NULL);
    pcre2_match_data *md = pcre2_match_data_create(2, NULL);
    bool ok = (mc && md) || err_set(e, ERR_NOMEM, "no memory");

    if (ok)
        pcre2_set_match_limit(mc, MATCH_LIMIT);
    for (size_t i = 0; ok && i < N_ROWS; i++) {
        const bool on_fold = rows[i].flags & PATTERN_ON_FOLD;
        ok = run_one(p->code[i], i, on_fold ? fold : text, on_fold ? fold_len : len, md, mc, fn,
                     ctx);
    }
    pcre2_match_data_free(md);
    pcre2_match_context_free(mc);
    return ok;
}
