#include <stdio.h>
#include <string.h>

#include "tests/gen/lexicon.h"

static const char *pick(const struct lexicon *l, const char *key, struct rng *r)
{
    char **v = g_hash_table_lookup(l->names, key);

    if (!v)
        gen_die("names.txt: no list %s", key);
    return v[rng_int(r, 0, (int)g_strv_length(v) - 1)];
}

static char *digits(struct rng *r, int n)
{
    GString *s = g_string_new(NULL);

    for (int i = 0; i < n; i++)
        g_string_append_c(s, (char)('0' + rng_int(r, 0, 9)));
    return g_string_free(s, FALSE);
}

static char *full_name(const struct lexicon *l, struct rng *r, int female)
{
    const char *family = pick(l, "family", r), *mid = pick(l, female ? "midfemale" : "midmale", r);
    const char *given = pick(l, female ? "female" : "male", r);
    const char *last = strchr(given, ' ');
    const int form = rng_int(r, 0, 9);

    if (form < 5 && last && *mid) /* Nguyễn Văn Minh */
        return g_strconcat(family, " ", mid, last, NULL);
    if (form < 7 && *mid)
        return g_strconcat(family, " ", mid, " ", given, NULL);
    return g_strconcat(family, " ", given, NULL);
}

struct person *person_make(const struct lexicon *l, struct rng *r, const struct place *home,
                           int female, int born_from, int born_to, int paper_year)
{
    static const char *const mobile[] = { "032", "033", "035", "036", "038", "039", "086",
                                          "096", "097", "098", "081", "085", "088", "091",
                                          "094", "070", "079", "089", "090", "093" };
    static const char *const ethnic[] = { "Kinh", "Kinh", "Kinh",  "Kinh", "Kinh", "Kinh",
                                          "Tày",  "Nùng", "Mường", "Thái", "Dao" };
    struct person *p = g_new0(struct person, 1);

    p->female = female;
    p->home = home;
    p->name = full_name(l, r, female);
    p->upper = g_utf8_strup(p->name, -1);
    p->y = rng_int(r, born_from, born_to);
    p->m = rng_int(r, 1, 12);
    p->d = rng_int(r, 1, 28);
    const char *ppp = home->ppp;
    if (rng_pct(r, 15))
        ppp = ((struct place *)l->places->pdata[rng_int(r, 0, (int)l->places->len - 1)])->ppp;
    char *serial = digits(r, 6);
    p->id12 =
        g_strdup_printf("%s%d%02d%s", ppp, (p->y >= 2000 ? 2 : 0) + female, p->y % 100, serial);
    g_free(serial);
    char *tail = digits(r, 7);
    p->id9 = g_strdup_printf("%c%d%s", "01234"[rng_int(r, 0, 3)], rng_int(r, 1, 9), tail);
    g_free(tail);
    tail = digits(r, 7);
    p->passport = g_strdup_printf("%c%s", "BCP"[rng_int(r, 0, 1)], tail);
    g_free(tail);
    tail = digits(r, 7);
    p->phone = g_strconcat(mobile[rng_int(r, 0, (int)G_N_ELEMENTS(mobile) - 1)], tail, NULL);
    g_free(tail);
    p->ethnic = g_strdup(ethnic[rng_int(r, 0, (int)G_N_ELEMENTS(ethnic) - 1)]);
    p->hamlet = g_strdup_printf(rng_pct(r, 50)   ? "Tổ dân phố %d"
                                : rng_pct(r, 60) ? "Thôn %d"
                                                 : "Xóm %d",
                                rng_int(r, 1, 19));
    const int first = MAX(2021, p->y + 14);
    p->card_y = CLAMP(rng_int(r, first, MAX(first, MIN(paper_year, 2025))), 2021, 2026);
    p->card_m = p->card_y >= 2026 ? 1 : rng_int(r, 1, 12);
    p->card_d = rng_int(r, 1, 28);
    return p;
}

char *mst_make(struct rng *r)
{
    static const int weight[9] = { 31, 29, 23, 19, 17, 13, 7, 5, 3 };

    for (;;) {
        char *base = digits(r, 9);
        int sum = 0;
        base[0] = (char)('0' + rng_int(r, 0, 4));
        for (int i = 0; i < 9; i++)
            sum += weight[i] * (base[i] - '0');
        const int check = 10 - sum % 11;
        if (check < 10) { /* a remainder of 0 would need 10, which is never issued */
            char *s = g_strdup_printf("%s%d", base, check);
            g_free(base);
            return s;
        }
        g_free(base);
    }
}

int mrz_check(const char *s, size_t n)
{
    static const int weight[3] = { 7, 3, 1 };
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        const int v = s[i] == '<' ? 0 : g_ascii_isdigit(s[i]) ? s[i] - '0' : s[i] - 'A' + 10;
        sum += v * weight[i % 3];
    }
    return sum % 10;
}

char *plain_upper(const char *s)
{
    char *d = g_utf8_normalize(s, -1, G_NORMALIZE_NFD);
    GString *out = g_string_new(NULL);

    for (const char *p = d; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (c == 0x110 || c == 0x111)
            g_string_append_c(out, 'D');
        else if (c < 0x80)
            g_string_append_c(out, g_ascii_toupper((gchar)c));
    }
    g_free(d);
    return g_string_free(out, FALSE);
}

/* SURNAME<<GIVEN<NAMES, filled to n. */
static void mrz_name(const struct person *p, char *to, size_t n)
{
    char *plain = plain_upper(p->name), *sp = strchr(plain, ' ');

    memset(to, '<', n);
    to[n] = '\0';
    size_t at = MIN(sp ? (size_t)(sp - plain) : strlen(plain), n - 2);
    memcpy(to, plain, at);
    at += 2;
    for (const char *q = sp ? sp + 1 : ""; *q && at < n; q++)
        to[at++] = *q == ' ' ? '<' : *q;
    g_free(plain);
}

char *mrz_passport(const struct person *p, int line)
{
    char l1[45] = "P<VNM", l2[80], comp[64];
    const char *doc = p->passport;

    mrz_name(p, l1 + 5, 39);
    if (line == 1)
        return g_strdup(l1);
    char no[10] = "<<<<<<<<<", dob[7], exp[7];
    memcpy(no, doc, MIN(strlen(doc), 9));
    snprintf(dob, sizeof dob, "%02u%02u%02u", (unsigned)p->y % 100u, (unsigned)p->m % 100u,
             (unsigned)p->d % 100u);
    snprintf(exp, sizeof exp, "%02u%02u%02u", (unsigned)(p->card_y + 10) % 100u,
             (unsigned)p->card_m % 100u, (unsigned)p->card_d % 100u);
    snprintf(l2, sizeof l2, "%s%dVNM%s%d%c%s%d%.12s<<", no, mrz_check(no, 9), dob,
             mrz_check(dob, 6), p->female ? 'F' : 'M', exp, mrz_check(exp, 6), p->id12);
    const int personal = mrz_check(l2 + 28, 14);
    snprintf(comp, sizeof comp, "%.10s%.7s%.22s%d", l2, l2 + 13, l2 + 21, personal);
    return g_strdup_printf("%.42s%d%d", l2, personal, mrz_check(comp, strlen(comp)));
}

char *mrz_lines(const struct person *p, int expiry_year)
{
    char l1[31], l2[31], l3[31], comp[64];
    const char *id = p->id12;

    snprintf(l1, sizeof l1, "IDVNM%.9s%d%.12s<<", id + 3, mrz_check(id + 3, 9), id);
    l1[29] = (char)('0' + mrz_check(l1 + 15, 14));
    l1[30] = '\0';
    snprintf(l2, sizeof l2, "%02d%02d%02d", p->y % 100, p->m, p->d);
    const int c1 = mrz_check(l2, 6);
    char exp[7];
    if (expiry_year > 2099 || expiry_year == 0)
        memcpy(exp, "991231", 7);
    else
        snprintf(exp, sizeof exp, "%02d%02d%02d", (unsigned)expiry_year % 100u,
                 (unsigned)p->m % 100u, (unsigned)p->d % 100u);
    snprintf(l2 + 6, sizeof l2 - 6, "%d%c%s%dVNM<<<<<<<<<<<", c1, p->female ? 'F' : 'M', exp,
             mrz_check(exp, 6));
    snprintf(comp, sizeof comp, "%.25s%.7s%.7s%.11s", l1 + 5, l2, l2 + 8, l2 + 18);
    l2[29] = (char)('0' + mrz_check(comp, strlen(comp)));
    l2[30] = '\0';
    mrz_name(p, l3, 30);
    return g_strdup_printf("%s\n%s\n%s", l1, l2, l3);
}
