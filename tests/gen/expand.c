/* Template text: [a|b] one of; [a|b||c|d] a or b when tuning, c or d held out; {var} a value of the
 * scene. Alternatives are chosen first, values put in after. See data/README.md. */
#include <stdlib.h>
#include <string.h>

#include "tests/gen/paper.h"

const char *head_value(const struct template *t, const char *key)
{
    const size_t n = strlen(key);

    for (guint i = 0; i < t->head->len; i++) {
        const char *h = t->head->pdata[i];
        if (!strncmp(h, key, n) && h[n] == ' ')
            return h + n + 1;
    }
    return NULL;
}

static void add_fact(GPtrArray *to, const char *kind, const char *value, const char *role,
                     const char *part)
{
    for (guint i = 0; i < to->len; i++) {
        const struct fact *f = to->pdata[i];
        if (!strcmp(f->kind, kind) && !strcmp(f->value, value))
            return;
    }
    struct fact *f = g_new0(struct fact, 1);
    *f = (struct fact){ g_strdup(kind), g_strdup(value), g_strdup(role), g_strdup(part), 0 };
    g_ptr_array_add(to, f);
}

void scene_field(struct scene *s, const char *name, const char *value)
{
    for (guint i = 0; i < s->fields->len; i++)
        if (!strcmp(((struct fact *)s->fields->pdata[i])->kind, name))
            return;
    if (*value)
        add_fact(s->fields, name, value, "", "");
}

/* "V/v" says that the subject follows and is no part of it. */
void scene_subject(struct scene *s, const char *text)
{
    scene_field(s, "subject", g_str_has_prefix(text, "V/v ") ? text + 4 : text);
}

void scene_ident(struct scene *s, const char *kind, const char *value, const char *role,
                 const char *part)
{
    GString *v = g_string_new(NULL);

    for (const char *p = value; *p; p++)
        if (*p != ' ')
            g_string_append_c(v, *p);
    add_fact(s->idents, kind, v->str, role, part);
    g_string_free(v, TRUE);
}

/* ---- alternatives ---- */

static const char *group_end(const char *p)
{
    const char *from = p;
    int depth = 1;

    for (; *p; p++) {
        if (*p == '[')
            depth++;
        else if (*p == ']' && --depth == 0)
            return p;
    }
    gen_die("unbalanced [ in a template: %s", from);
}

static void choose(struct scene *s, const char *p, size_t n, GString *out);

static void choose_group(struct scene *s, const char *p, const char *end, GString *out)
{
    GPtrArray *at = g_ptr_array_new();
    int depth = 0, split = -1;

    g_ptr_array_add(at, (char *)(intptr_t)p);
    for (const char *q = p; q < end; q++) {
        depth += *q == '[' ? 1 : *q == ']' ? -1 : 0;
        if (*q == '|' && depth == 0) {
            if (q[1] == '|' && q + 1 < end) {
                split = (int)at->len;
                q++;
            }
            g_ptr_array_add(at, (char *)(intptr_t)(q + 1));
        }
    }
    int lo = 0, hi = (int)at->len - 1;
    if (split >= 0 && s->holdout)
        lo = split;
    else if (split >= 0)
        hi = split - 1;
    const int k = rng_int(&s->rng, lo, hi);
    const char *from = at->pdata[k],
               *to = k + 1 < (int)at->len ? (const char *)at->pdata[k + 1] - 1 : end;
    if (k + 1 == split)
        to--;
    choose(s, from, (size_t)(to - from), out);
    g_ptr_array_free(at, TRUE);
}

static void choose(struct scene *s, const char *p, size_t n, GString *out)
{
    const char *end = p + n;

    while (p < end) {
        if (*p == '[') {
            const char *close = group_end(p + 1);
            choose_group(s, p + 1, close, out);
            p = close + 1;
        } else {
            g_string_append_c(out, *p++);
        }
    }
}

/* ---- values ---- */

static char *thousands(long v)
{
    char *raw = g_strdup_printf("%ld", v);
    GString *out = g_string_new(NULL);
    const size_t n = strlen(raw);

    for (size_t i = 0; i < n; i++) {
        g_string_append_c(out, raw[i]);
        if (i + 1 < n && (n - i - 1) % 3 == 0)
            g_string_append_c(out, '.');
    }
    g_free(raw);
    return g_string_free(out, FALSE);
}

static char *day_shift(const struct scene *s, int days)
{
    GDate *g = g_date_new_dmy((GDateDay)s->d, (GDateMonth)s->m, (GDateYear)s->y);

    if (days >= 0)
        g_date_add_days(g, (guint)days);
    else
        g_date_subtract_days(g, (guint)-days);
    char *t = g_strdup_printf("%02d/%02d/%d", g_date_get_day(g), (int)g_date_get_month(g),
                              g_date_get_year(g));
    g_date_free(g);
    return t;
}

static const char *org_code(struct scene *s)
{
    const int h = (int)(strtol(s->place->new_pcode, NULL, 10) * 7 % 60) + 3;
    char *v = g_hash_table_lookup(s->kept, "org code");

    if (!v) {
        v = g_strdup_printf("H%02d.%d", h, rng_int(&s->rng, 2, 60));
        g_hash_table_insert(s->kept, g_strdup("org code"), v);
    }
    return v;
}

/* Values made once a dossier (kept) or once a paper (vars); the identifier is noted at each use. */
static char *made_value(struct scene *s, const char *key)
{
    struct rng *r = &s->rng;
    char *base = g_strdup(key);

    base[strcspn(base, "0123456789")] = '\0';
    char *v = NULL;
    if (!strcmp(base, "mst"))
        v = rng_pct(r, 80) ? mst_make(r)
                           : g_strdup_printf("%s-%03d", mst_make(r), rng_int(r, 1, 40));
    else if (!strcmp(base, "dossier")) {
        const char *o = org_code(s);
        char *code;
        const int yy = s->y % 100;
        if (s->y < 2021)
            code = g_strdup_printf("000.%02d.%02d.%.3s-%02d%02d%02d-%04d", rng_int(r, 10, 40),
                                   rng_int(r, 10, 60), o, yy, s->m, s->d, rng_int(r, 1, 90));
        else
            code = g_strdup_printf("%s-%02d%02d%02d-%04d", o, yy, s->m, s->d, rng_int(r, 1, 90));
        v = code;
    } else if (!strcmp(base, "serial")) {
        static const char *const two[] = { "BM", "BA", "CD", "CH", "DA",
                                           "AP", "BX", "CT", "ĐA", "DB" };
        v = s->y >= 2024
                ? g_strdup_printf("AA %08d", rng_int(r, 100000, 4999999))
                : g_strdup_printf("%s %06d", two[rng_int(r, 0, 9)], rng_int(r, 1000, 999999));
    } else if (!strcmp(base, "parcel"))
        v = g_strdup_printf("%d", rng_int(r, 3, 980));
    else if (!strcmp(base, "sheet"))
        v = g_strdup_printf("%d", rng_int(r, 1, 190));
    else if (!strcmp(base, "area"))
        v = g_strdup_printf("%d,%d", rng_int(r, 48, 990), rng_int(r, 0, 9));
    else if (!strcmp(base, "bhxh"))
        v = g_strdup_printf("%s%08d", s->place->ppp + 1, rng_int(r, 10000, 99999999));
    else if (!strcmp(base, "bhyt")) {
        static const char *const group[] = {
            "DN4", "GD4", "HC4", "HT3", "HN2", "TE1", "CN3", "HS4"
        };
        v = g_strdup_printf("%s%s%s%08d", group[rng_int(r, 0, 7)], s->place->ppp + 1,
                            s->place->ppp + 1, rng_int(r, 10000, 99999999));
    } else if (!strcmp(base, "hkd"))
        v = g_strdup_printf("%s%c8%06d", s->place->ppp + 1, "ABCDEFGHK"[rng_int(r, 0, 8)],
                            rng_int(r, 100, 99999));
    else if (g_str_has_prefix(base, "cert")) {
        const char *symbol = !strcmp(base, "certhd")   ? "HĐ,GD"
                             : !strcmp(base, "certck") ? "CK"
                                                       : "BS";
        v = g_strdup_printf("%d, quyển số %02d/%d - SCT/%s", rng_int(r, 11, 4900), rng_int(r, 1, 9),
                            s->y, symbol);
    } else if (!strcmp(base, "orgcode"))
        v = g_strdup(org_code(s));
    else if (!strcmp(base, "kq"))
        v = g_strdup_printf("KQ.G15.00003%d", "124"[rng_int(r, 0, 2)] - '0');
    else if (!strcmp(base, "office"))
        v = g_strdup_printf("02%02d3%06d", rng_int(r, 3, 99), rng_int(r, 100000, 999999));
    else if (!strcmp(base, "hotline"))
        v = g_strdup_printf("09%d%07d", rng_int(r, 6, 8), rng_int(r, 1000000, 9999999));
    else if (!strcmp(base, "reg"))
        v = g_strdup_printf("%d/%d", rng_int(r, 2, 400), s->y);
    else if (!strcmp(base, "regkt"))
        v = g_strdup_printf("%d/TLKT-BS", rng_int(r, 2, 90));
    else if (!strcmp(base, "book"))
        v = g_strdup_printf("%02d/%d", rng_int(r, 1, 12), s->y);
    else if (!strcmp(base, "vaoso"))
        v = g_strdup_printf("CS%05d", rng_int(r, 100, 99999));
    else if (!strcmp(base, "n"))
        v = g_strdup_printf("%d", rng_int(r, 2, 480));
    else if (!strcmp(base, "biz"))
        v = expand_plain(s, "{@biz}");
    else if (!strcmp(base, "company"))
        v = g_utf8_strup(expand_plain(s, "{@company}"), -1);
    else if (!strcmp(base, "tthc") || !strcmp(base, "proc")) {
        char **f = g_strsplit(lexicon_phrase(s->lex, "tthc", 0, r), " ", 2);
        g_hash_table_insert(s->kept, g_strdup("tthc"), f[0]);
        g_hash_table_insert(s->kept, g_strdup("proc"), f[1]);
        return g_strdup(!strcmp(base, "tthc") ? f[0] : f[1]);
    }
    g_free(base);
    return v;
}

static void note_made(struct scene *s, const char *key, const char *v)
{
    static const struct {
        const char *key, *kind, *part;
    } rows[] = {
        { "mst", "mst", "" },
        { "dossier", "dossier_code", "" },
        { "serial", "gcn_serial", "" },
        { "parcel", "parcel", "thua" },
        { "sheet", "parcel", "to" },
        { "area", "parcel", "dien_tich" },
        { "bhxh", "bhxh", "" },
        { "bhyt", "bhyt", "" },
        { "hkd", "hkd_code", "" },
        { "tthc", "tthc_code", "" },
        { "vaoso", "gcn_serial", "vao_so" },
        { "book", "civil_reg_no", "quyen_so" },
        { "reg", "civil_reg_no", "" },
        { "regkt", "civil_reg_no", "" },
        { "orgcode", "org_code", "" },
        { "kq", "result_code", "" },
        { "office", "phone", "" },
        { "hotline", "phone", "" },
        { "certbs", "cert_no", "" },
        { "certhd", "cert_no", "" },
        { "certck", "cert_no", "" },
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (g_str_has_prefix(key, rows[i].key) &&
            strspn(key + strlen(rows[i].key), "0123456789") == strlen(key) - strlen(rows[i].key))
            scene_ident(s, rows[i].kind, v, "", rows[i].part);
}

/* A paper's own number is one of a civil register only in the forms of the registers. */
static bool in_register(const char *v)
{
    return g_regex_match_simple("^[0-9]{1,5}(/(19|20)[0-9]{2})?([-/]?(TL[A-ZĐ]{2,6}-)?BS)?$", v, 0,
                                0);
}

static char *number_value(struct scene *s)
{
    char *v = g_hash_table_lookup(s->vars, "num");

    if (!v) {
        const char *h = head_value(s->tpl, "num"), *sp = h ? strchr(h, ' ') : NULL;
        if (!sp)
            gen_die("type %s prints {num} without a num line", s->tpl->slug);
        v = expand_plain(s, sp + 1);
        g_hash_table_insert(s->vars, g_strdup("num"), v);
        char *kind = g_strndup(h, (gsize)(sp - h));
        if (!strcmp(kind, "doc_number") || !strcmp(kind, "civil_reg_no") ||
            !strcmp(kind, "hkd_code"))
            scene_field(s, "doc_number", v);
        if (strcmp(kind, "doc_number") && (strcmp(kind, "civil_reg_no") || in_register(v)))
            scene_ident(s, kind, v, "", "");
        g_free(kind);
    }
    return g_strdup(v);
}

static char *long_date(struct scene *s)
{
    if (s->partial)
        scene_field(s, "issued_date", g_strdup_printf("%04d-%02d", s->y, s->m));
    else
        scene_field(s, "issued_date", g_strdup_printf("%04d-%02d-%02d", s->y, s->m, s->d));
    char *day = s->partial ? g_strdup("     ") : g_strdup_printf("%02d", s->d);
    return g_strdup_printf(s->m < 3 ? "ngày %s tháng %02d năm %d" : "ngày %s tháng %d năm %d", day,
                           s->m, s->y);
}

static char *place_value(struct scene *s, const char *k)
{
    const struct place *p = s->place;
    const char *ward = s->old ? p->old_ward : p->new_ward,
               *prov = s->old ? p->old_prov : p->new_prov;

    if (!strcmp(k, "Ward"))
        return g_strdup(ward);
    if (!strcmp(k, "ward"))
        return scene_lower_first(ward);
    if (!strcmp(k, "WARD"))
        return g_utf8_strup(ward, -1);
    if (!strcmp(k, "wardname"))
        return g_strdup(scene_short_unit(ward));
    if (!strcmp(k, "Prov"))
        return g_strdup(prov);
    if (!strcmp(k, "prov"))
        return scene_lower_first(prov);
    if (!strcmp(k, "PROV"))
        return g_utf8_strup(prov, -1);
    if (!strcmp(k, "provname"))
        return g_strdup(scene_short_unit(prov));
    if (!strcmp(k, "Dist"))
        return g_strdup(s->old ? p->old_dist : prov);
    if (!strcmp(k, "dist"))
        return scene_lower_first(s->old ? p->old_dist : prov);
    if (!strcmp(k, "DIST"))
        return g_utf8_strup(s->old ? p->old_dist : prov, -1);
    if (!strcmp(k, "where"))
        return s->old ? g_strdup_printf("%s, %s, %s", scene_lower_first(ward),
                                        scene_lower_first(p->old_dist), scene_lower_first(prov))
                      : g_strdup_printf("%s, %s", scene_lower_first(ward), scene_lower_first(prov));
    if (!strcmp(k, "ORG")) {
        char *u = g_utf8_strup(ward, -1);
        return g_strconcat("ỦY BAN NHÂN DÂN / ", u, NULL);
    }
    if (!strcmp(k, "org"))
        return g_strconcat("Ủy ban nhân dân ", scene_lower_first(ward), NULL);
    if (!strcmp(k, "SUP"))
        return s->old ? g_strconcat("UBND ", g_utf8_strup(p->old_dist, -1), NULL)
                      : g_strconcat("UBND ", g_utf8_strup(p->new_prov, -1), NULL);
    return NULL;
}

static char *value_of(struct scene *s, const char *key)
{
    char *v;

    if (key[0] == '@') {
        const char *text = NULL;
        for (int tries = 0; tries < 6;
             tries++) { /* the same sentence twice in a paper looks false */
            text = lexicon_phrase(s->lex, key + 1, s->holdout, &s->rng);
            if (!g_hash_table_contains(s->used, text))
                break;
        }
        g_hash_table_add(s->used, (char *)(intptr_t)text);
        if (!strcmp(key + 1, "tthc")) {
            char *code = g_strndup(text, strcspn(text, " "));
            scene_ident(s, "tthc_code", code, "", "");
            g_free(code);
        }
        return expand_plain(s, text);
    }
    if (key[0] == '#') {
        char *dash = NULL;
        const long lo = strtol(key + 1, &dash, 10), hi = strtol(dash + 1, NULL, 10);
        return g_strdup_printf("%d", rng_int(&s->rng, (int)lo, (int)hi));
    }
    if (key[0] == '$') { /* money, thousands of dong */
        char *dash = NULL;
        const long lo = strtol(key + 1, &dash, 10), hi = strtol(dash + 1, NULL, 10);
        return thousands(1000L * rng_int(&s->rng, (int)lo, (int)hi));
    }
    if (key[0] == '+' || key[0] == '-') {
        return day_shift(s, (int)strtol(key, NULL, 10));
    }
    const char *dot = strchr(key, '.');
    if (dot) {
        char *who = g_strndup(key, (gsize)(dot - key));
        v = scene_person_value(s, who, dot + 1);
        g_free(who);
        return v;
    }
    if (!strcmp(key, "i"))
        return g_strdup_printf("%d", s->row);
    if (!strcmp(key, "num"))
        return number_value(s);
    if (!strcmp(key, "ngay"))
        return long_date(s);
    if (!strcmp(key, "date"))
        return g_strdup_printf("%02d/%02d/%d", s->d, s->m, s->y);
    if (!strcmp(key, "iso"))
        return g_strdup_printf("%04d-%02d-%02d", s->y, s->m, s->d);
    if (!strcmp(key, "year"))
        return g_strdup_printf("%d", s->y);
    if (!strcmp(key, "month"))
        return g_strdup_printf("%d", s->m);
    if (!strcmp(key, "pages"))
        return g_strdup_printf("%d", s->n_of_pages);
    if ((v = place_value(s, key)))
        return v;
    const bool wide = g_str_has_prefix(key, "dossier") || g_str_has_prefix(key, "serial") ||
                      g_str_has_prefix(key, "parcel") || g_str_has_prefix(key, "sheet") ||
                      g_str_has_prefix(key, "area") || !strcmp(key, "tthc") ||
                      !strcmp(key, "proc") || g_str_has_prefix(key, "bhxh") ||
                      g_str_has_prefix(key, "bhyt") || g_str_has_prefix(key, "hkd") ||
                      !strcmp(key, "mst") || !strcmp(key, "orgcode");
    GHashTable *in = wide ? s->kept : s->vars;
    v = g_hash_table_lookup(in, key);
    if (!v) {
        v = made_value(s, key);
        if (!v)
            gen_die("type %s: no value {%s}", s->tpl->slug, key);
        g_hash_table_insert(in, g_strdup(key), v);
    }
    note_made(s, key, v);
    return g_strdup(v);
}

static char *expand_with(struct scene *s, const char *text, bool markup)
{
    GString *chosen = g_string_new(NULL), *out = g_string_new(NULL);

    choose(s, text, strlen(text), chosen);
    for (const char *p = chosen->str; *p; p++) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (!end) {
            g_string_append_c(out, *p);
            continue;
        }
        char *key = g_strndup(p + 1, (gsize)(end - p - 1)), *v = value_of(s, key);
        char *safe = markup ? g_markup_escape_text(v, -1) : g_strdup(v);
        g_string_append(out, safe);
        g_free(safe);
        g_free(v);
        g_free(key);
        p = end;
    }
    g_string_free(chosen, TRUE);
    return g_string_free(out, FALSE);
}

char *expand(struct scene *s, const char *text)
{
    return expand_with(s, text, true);
}

char *expand_plain(struct scene *s, const char *text)
{
    return expand_with(s, text, false);
}
