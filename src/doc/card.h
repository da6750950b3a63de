/* doc/card.h -- what an identity card says to machines: the text of its QR code, the days and the
 * sex in the second line of its machine readable zone. One reading for identifiers and fields.
 *
 * card_code_parse: seven parts id12|id9|name|ddMMyyyy|Nam or Nữ|residence|ddMMyyyy, more after them
 * allowed; six without id9 are a variant (`complete` is false). True only when the number has
 * twelve digits, both days exist and the sex is one; `agrees`: sex, century and year are those of
 * the number. Parts are slices of the text, which must live on. card_zone_parse: YYMMDD, its check,
 * M or F, YYMMDD, its check, VNM; letters of either size. True only when both checks hold and the
 * days exist; `forever` for a card without an end (991231). card_check_digit: weights 7 3 1;
 * digits, capital letters from A = 10, anything else nought.
 *
 * Errors: none but false. Threads: safe. Source: QĐ 1421/2021 of the Ministry of Public Security;
 * ICAO 9303 parts 3 and 5. */
#ifndef DOC_CARD_H
#define DOC_CARD_H
#include <stdbool.h>
#include <stddef.h>

enum card_part {
    CARD_ID12,
    CARD_ID9,
    CARD_NAME,
    CARD_BIRTH,
    CARD_SEX,
    CARD_RESIDENCE,
    CARD_ISSUED,
    CARD_PARTS
};
struct card_code {
    const char *part[CARD_PARTS];
    size_t len[CARD_PARTS];
    char birth[11], issued[11]; /* ISO 8601 */
    bool complete, agrees;
};
bool card_code_parse(const char *text, struct card_code *out);

struct card_zone {
    char birth[11], expiry[11]; /* ISO 8601 */
    bool female, forever;
};
bool card_zone_parse(const char *line, struct card_zone *out);
int card_check_digit(const char *s, size_t n);
#endif
