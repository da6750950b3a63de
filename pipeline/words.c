#include "pipeline/words.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"

struct wording {
    const char *slug, *text;
};

/* Kinds and roles of identifiers (doc/names.c), fields (src/paper, configs/fields.tsv). "subject"
 * is both the subject line and the person a paper is about: that role goes without saying. */
static const struct wording names[] = {
    { "id12", "personal identification number" },
    { "id9", "identity card number of 9 digits" },
    { "passport", "passport number" },
    { "mst", "tax number" },
    { "bhxh", "social insurance number" },
    { "bhyt", "health insurance card number" },
    { "org_code", "code of an office" },
    { "dossier_code", "dossier code" },
    { "tthc_code", "procedure code" },
    { "result_code", "code of a result" },
    { "civil_reg_no", "civil status number" },
    { "cert_no", "number of a certification" },
    { "gcn_serial", "serial number of the land certificate" },
    { "parcel", "parcel" },
    { "hkd_code", "number of a household business" },
    { "phone", "phone number" },
    { "father", "father" },
    { "mother", "mother" },
    { "spouse", "spouse" },
    { "applicant", "applicant" },
    { "official", "official" },
    { "doc_number", "document number" },
    { "issued_date", "date of issue" },
    { "issuer", "issued by" },
    { "superior", "superior of the issuer" },
    { "place", "place" },
    { "subject", "subject" },
    { "signer", "signed by" },
    { "signer_title", "title of the signer" },
    { "signer_authority", "authority of the signer" },
    { "recipients", "recipients" },
    { "copy_kind", "original or copy" },
    { "wrapped_type", "type of the certified paper" },
    { "receiving_org", "received by" },
    { "handling_org", "handled by" },
    { "received_date", "date of receipt" },
    { "due_date", "due on" },
    { "new_due_date", "newly due on" },
    { "expiry_date", "valid until" },
    { "full_name", "name" },
    { "birth_date", "date of birth" },
    { "birth_place", "place of birth" },
    { "death_date", "date of death" },
    { "sex", "sex" },
    { "ethnicity", "ethnic group" },
    { "nationality", "nationality" },
    { "home_town", "home town" },
    { "residence", "residence" },
    { "marital_status", "marital status" },
    { "subject_name", "name of whom it is about" },
    { "subject_birth", "birth of whom it is about" },
    { "applicant_name", "name of the applicant" },
    { "father_name", "name of the father" },
    { "father_birth", "birth of the father" },
    { "father_ethnicity", "ethnic group of the father" },
    { "father_nationality", "nationality of the father" },
    { "mother_name", "name of the mother" },
    { "mother_birth", "birth of the mother" },
    { "mother_ethnicity", "ethnic group of the mother" },
    { "mother_nationality", "nationality of the mother" },
    { "husband_name", "name of the husband" },
    { "husband_birth", "birth of the husband" },
    { "husband_ethnicity", "ethnic group of the husband" },
    { "husband_nationality", "nationality of the husband" },
    { "wife_name", "name of the wife" },
    { "wife_birth", "birth of the wife" },
    { "wife_ethnicity", "ethnic group of the wife" },
    { "wife_nationality", "nationality of the wife" },
    { "adopter_name", "name of the adopter" },
    { "giver_name", "name of who gives the child away" },
    { "agent_name", "name of the agent" },
    { "head_name", "name of the head of household" },
    { "registration_place", "place of registration" },
    { "registration_date", "date of registration" },
    { "registration_number", "number of registration" },
    { "register_book", "register book" },
    { "owner", "owner" },
    { "area", "area" },
    { "land_purpose", "purpose of the land" },
    { "land_term", "term of the land" },
    { "payer", "payer" },
    { "amount", "amount" },
    { "purpose", "purpose" },
    { "business_name", "name of the business" },
    { "capital", "capital" },
    { "disability_kind", "kind of disability" },
    { "disability_degree", "degree of disability" },
    { "place_old_code", "code of the place before 1/7/2025" },
    { "place_new_code", "code of the place from 1/7/2025" },
    { "map_method", "how the old place became the new one" },
    { "successor_org", "office that is in its place today" },
    { "residence_old_code", "residence: code before 1/7/2025" },
    { "residence_new_code", "residence: code from 1/7/2025" },
    { "residence_now", "residence: its unit today" },
    { "birth_place_old_code", "place of birth: code before 1/7/2025" },
    { "birth_place_new_code", "place of birth: code from 1/7/2025" },
    { "birth_place_now", "place of birth: its unit today" },
    { "home_town_old_code", "home town: code before 1/7/2025" },
    { "home_town_new_code", "home town: code from 1/7/2025" },
    { "home_town_now", "home town: its unit today" },
    { "registration_place_old_code", "place of registration: code before 1/7/2025" },
    { "registration_place_new_code", "place of registration: code from 1/7/2025" },
    { "registration_place_now", "place of registration: its unit today" },
};

static const struct wording reasons[] = {
    { "type_unknown", "no known type fits: name the type" },
    { "type_low", "the type is not sure" },
    { "boundary_low", "where it begins or ends is not sure" },
    { "first_page_missing", "it begins in the middle: its first page may be missing" },
    { "page_gap", "its page numbers jump: a page may be missing" },
    { "text_low", "hard to read: scan it again or type it" },
    { "number_missing", "no document number stands in its place" },
    { "number_unread", "the document number could not be read; is it handwritten?" },
    { "number_doubtful", "the document number is not sure" },
    { "date_missing", "no date of issue was found" },
    { "date_partial", "the date of issue is not complete; is it handwritten?" },
    { "date_invalid", "a date that no calendar has" },
    { "date_doubtful", "the date of issue is not sure" },
    { "issuer_missing", "who issued it was not found" },
    { "signer_missing", "who signed it was not found" },
};

static const char *find(const struct wording *list, size_t n, const char *slug, size_t len)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(list[i].slug) == len && memcmp(list[i].slug, slug, len) == 0)
            return lang_tr(list[i].text);
    return NULL;
}

static const char *name_of(const char *slug, size_t len)
{
    return find(names, sizeof names / sizeof *names, slug, len);
}

const char *words_of(const char *slug)
{
    const char *text = name_of(slug, strlen(slug));

    return text ? text : slug;
}

void words_of_reason(const char *slug, char *out, size_t cap)
{
    const char *text = find(reasons, sizeof reasons / sizeof *reasons, slug, strlen(slug));
    const char *end = strrchr(slug, '_');
    const char *kind = end ? name_of(slug, (size_t)(end - slug)) : NULL;

    if (text)
        snprintf(out, cap, "%s", text);
    else if (kind && strcmp(end, "_suspect") == 0)
        snprintf(out, cap, T("%s: a check or another number contradicts it"), kind);
    else if (kind && strcmp(end, "_unsure") == 0)
        snprintf(out, cap, T("%s: read, but not surely enough"), kind);
    else
        snprintf(out, cap, "%s", slug);
}
