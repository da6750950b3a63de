/* People of a scene and what a paper prints of them. */
#include <string.h>

#include "tests/gen/paper.h"

const char *scene_short_unit(const char *unit)
{
    static const char *const kinds[] = { "Thành phố ", "Tỉnh ",     "Huyện ",  "Quận ",
                                         "Thị xã ",    "Thị trấn ", "Phường ", "Xã " };

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_has_prefix(unit, kinds[i]))
            return unit + strlen(kinds[i]);
    return unit;
}

char *scene_lower_first(const char *s)
{
    const char *next = g_utf8_next_char(s);
    char *head = g_utf8_strdown(s, next - s), *all = g_strconcat(head, next, NULL);

    g_free(head);
    return all;
}

static char *address(const struct scene *s, const struct person *p)
{
    const struct place *h = p->home;

    if (s->old)
        return g_strdup_printf("%s, %s, %s, %s", p->hamlet, scene_lower_first(h->old_ward),
                               scene_lower_first(h->old_dist), scene_lower_first(h->old_prov));
    return g_strdup_printf("%s, %s, %s", p->hamlet, scene_lower_first(h->new_ward),
                           scene_lower_first(h->new_prov));
}

static char *words_of(int n)
{
    static const char *const unit[] = { "không", "một", "hai", "ba",  "bốn",
                                        "năm",   "sáu", "bảy", "tám", "chín" };

    if (n < 10)
        return g_strdup(unit[n]);
    if (n < 100) {
        const int t = n / 10, u = n % 10;
        const char *tail = u == 0 ? "" : u == 1 && t > 1 ? " mốt" : u == 5 ? " lăm" : "";
        char *head = t == 1 ? g_strdup("mười") : g_strconcat(unit[t], " mươi", NULL);
        return *tail || u == 0 ? g_strconcat(head, tail, NULL)
                               : g_strconcat(head, " ", unit[u], NULL);
    }
    if (n < 1000) {
        char *rest = n % 100 == 0   ? g_strdup("")
                     : n % 100 < 10 ? g_strconcat(" linh ", words_of(n % 100), NULL)
                                    : g_strconcat(" ", words_of(n % 100), NULL);
        return g_strconcat(unit[n / 100], " trăm", rest, NULL);
    }
    char *head = words_of(n / 1000);
    if (n % 1000 == 0)
        return g_strconcat(head, " nghìn", NULL);
    return g_strconcat(head, " nghìn ", n % 1000 < 100 ? "không trăm " : "",
                       n % 1000 < 10 ? "linh " : "", words_of(n % 1000), NULL);
}

static struct person *person_of(struct scene *s, const char *key)
{
    struct person *p = g_hash_table_lookup(s->people, key);

    if (p)
        return p;
    const int y = s->y;
    int female = rng_pct(&s->rng, 50), from = y - 65, to = y - 22;
    switch (key[0]) {
    case 'f':
        female = 0;
        from = y - 45, to = y - 24;
        break;
    case 'm':
        female = 1;
        from = y - 42, to = y - 21;
        break;
    case 'k':
        from = y - 6, to = y;
        break;
    case 's':
    case 'p':
        from = y - 55, to = y - 23;
        break;
    case 'e':
        from = y - 90, to = y - 55;
        break;
    case 'o':
        female = rng_pct(&s->rng, 35);
        from = y - 58, to = y - 30;
        break;
    default:
        break;
    }
    if (key[0] == 's')
        female = !person_of(s, "p")->female;
    const struct place *home = s->place;
    p = person_make(s->lex, &s->rng, home, female, MAX(from, 1920), MIN(to, 2025), y);
    g_hash_table_insert(s->people, g_strdup(key), p);
    return p;
}

static const char *role_of(const struct scene *s, const char *key)
{
    const char *own = g_hash_table_lookup(s->roles, key);

    if (own)
        return own;
    switch (key[0]) {
    case 'p':
    case 'k':
    case 'e':
        return "subject";
    case 'f':
        return "father";
    case 'm':
        return "mother";
    case 's':
        return "spouse";
    case 'a':
        return "applicant";
    case 'o':
        return "official";
    default:
        return "";
    }
}

/* The numbers of a person, noted as identifiers. */
static char *person_number(struct scene *s, const struct person *p, const char *role,
                           const char *what)
{
    if (!strcmp(what, "id12")) {
        scene_ident(s, "id12", p->id12, role, "");
        return g_strdup(p->id12);
    }
    if (!strcmp(what, "id12s")) {
        scene_ident(s, "id12", p->id12, role, "");
        return g_strdup_printf("%.4s %.4s %.4s", p->id12, p->id12 + 4, p->id12 + 8);
    }
    if (!strcmp(what, "id9")) {
        scene_ident(s, "id9", p->id9, role, "");
        return g_strdup(p->id9);
    }
    if (!strcmp(what, "pass")) {
        scene_ident(s, "passport", p->passport, role, "");
        return g_strdup(p->passport);
    }
    if (!strcmp(what, "reg")) { /* the entry of somebody's birth, as other papers cite it */
        char *v = g_strdup_printf("%d/%d", rng_int(&s->rng, 2, 400), p->y);
        scene_ident(s, "civil_reg_no", v, "", "");
        return v;
    }
    if (!strcmp(what, "phone")) {
        scene_ident(s, "phone", p->phone, role, "");
        return rng_pct(&s->rng, 60)
                   ? g_strdup(p->phone)
                   : g_strdup_printf("%.4s.%.3s.%.3s", p->phone, p->phone + 4, p->phone + 7);
    }
    if (!strcmp(what, "phones")) { /* in groups, or as it is dialled from abroad */
        const bool abroad = rng_pct(&s->rng, 30);
        char *v = abroad ? g_strconcat("+84", p->phone + 1, NULL) : g_strdup(p->phone);
        scene_ident(s, "phone", v, role, "");
        char *out =
            abroad ? g_strdup_printf("+84 %.3s %.3s %.3s", p->phone + 1, p->phone + 4, p->phone + 7)
                   : g_strdup_printf("%.4s %.3s %.3s", p->phone, p->phone + 4, p->phone + 7);
        g_free(v);
        return out;
    }
    return NULL;
}

/* What stands on a card or in its codes. */
static char *person_card(struct scene *s, const struct person *p, const char *role,
                         const char *what)
{
    const bool qr = !strcmp(what, "qr"), td3 = !strcmp(what, "td3b");

    if (qr || td3 || !strcmp(what, "mrz"))
        scene_ident(s, "id12", p->id12, role, "");
    if (qr && p->y < 1998)
        scene_ident(s, "id9", p->id9, role, "");
    if (td3)
        scene_ident(s, "passport", p->passport, role, "");
    if (!strcmp(what, "iddate"))
        return g_strdup_printf("%02d/%02d/%d", p->card_d, p->card_m, p->card_y);
    if (!strcmp(what, "exp")) {
        const int age = p->card_y - p->y, next = age < 23 ? 25 : age < 38 ? 40 : age < 58 ? 60 : 0;
        return next ? g_strdup_printf("%02d/%02d/%d", p->d, p->m, p->y + next)
                    : g_strdup("Không thời hạn");
    }
    if (!strcmp(what, "sexen"))
        return g_strdup(p->female ? "Nữ" : "Nam");
    if (qr)
        return g_strdup_printf("%s|%s|%s|%02d%02d%d|%s|%s|%02d%02d%d", p->id12,
                               p->y < 1998 ? p->id9 : "", p->name, p->d, p->m, p->y,
                               p->female ? "Nữ" : "Nam", address(s, p), p->card_d, p->card_m,
                               p->card_y);
    if (!strcmp(what, "td3a"))
        return mrz_passport(p, 1);
    if (td3)
        return mrz_passport(p, 2);
    if (!strcmp(what, "mrz")) {
        const int age = p->card_y - p->y, next = age < 23 ? 25 : age < 38 ? 40 : age < 58 ? 60 : 0;
        return mrz_lines(p, next ? p->y + next : 0);
    }
    return NULL;
}

char *scene_person_value(struct scene *s, const char *key, const char *what)
{
    struct person *p = person_of(s, key);

    if (!strcmp(what, "name"))
        return g_strdup(p->name);
    if (!strcmp(what, "NAME"))
        return g_strdup(p->upper);
    if (!strcmp(what, "dob"))
        return g_strdup_printf("%02d/%02d/%d", p->d, p->m, p->y);
    if (!strcmp(what, "dobiso"))
        return g_strdup_printf("%04d-%02d-%02d", p->y, p->m, p->d);
    if (!strcmp(what, "dobl"))
        return g_strdup_printf("%02d tháng %02d năm %d", p->d, p->m, p->y);
    if (!strcmp(what, "dobw")) {
        char *d = words_of(p->d), *m = p->m == 4 ? g_strdup("tư") : words_of(p->m),
             *y = words_of(p->y);
        char *D = g_strconcat("Ngày ", d, " tháng ", m, " năm ", y, NULL);
        return D;
    }
    if (!strcmp(what, "y"))
        return g_strdup_printf("%d", p->y);
    if (!strcmp(what, "sex"))
        return g_strdup(p->female ? "Nữ" : "Nam");
    if (!strcmp(what, "ong"))
        return g_strdup(p->female ? "bà" : "ông");
    if (!strcmp(what, "Ong"))
        return g_strdup(p->female ? "Bà" : "Ông");
    if (!strcmp(what, "chi"))
        return g_strdup(p->female ? "chị" : "anh");
    if (!strcmp(what, "eth"))
        return g_strdup(p->ethnic);
    if (!strcmp(what, "addr"))
        return address(s, p);
    if (!strcmp(what, "home")) {
        return s->old ? g_strdup_printf("%s, %s, %s", scene_short_unit(p->home->old_ward),
                                        scene_short_unit(p->home->old_dist),
                                        scene_short_unit(p->home->old_prov))
                      : g_strdup_printf("%s, %s", scene_short_unit(p->home->new_ward),
                                        scene_short_unit(p->home->new_prov));
    }
    if (!strcmp(what, "hamlet"))
        return g_strdup(p->hamlet);
    char *card = person_card(s, p, role_of(s, key), what);
    if (card)
        return card;
    char *number = person_number(s, p, role_of(s, key), what);
    if (!number)
        gen_die("no value %s of a person", what);
    return number;
}
