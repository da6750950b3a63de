/* Directives of the flow: heads, titles, fields, tables, closing blocks. Arguments are separated by
 * " ;; ", lines inside one argument by " / ". */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/gen/typeset.h"

enum { MAX_ARGS = 12 };

struct args {
    char *v[MAX_ARGS];
    int n;
};

static struct args args_of(struct ts *t, const char *text)
{
    struct args a = { .n = 0 };
    char *padded =
        g_strconcat(" ", text, " ", NULL); /* so that an empty first argument parts too */
    char **f = g_strsplit(padded, " ;; ", MAX_ARGS);

    g_free(padded);
    for (int i = 0; f[i]; i++)
        a.v[a.n++] = expand(t->s, g_strstrip(f[i]));
    g_strfreev(f);
    for (int i = a.n; i < MAX_ARGS; i++)
        a.v[i] = g_strdup("");
    return a;
}

static void args_release(struct args *a)
{
    for (int i = 0; i < MAX_ARGS; i++)
        g_free(a->v[i]);
}

static char *unescape(const char *markup)
{
    char *text = NULL;

    if (!pango_parse_markup(markup, -1, 0, NULL, &text, NULL, NULL))
        return g_strdup(markup);
    return text;
}

/* Lines parted by " / ", each centred on cx; returns the bottom. */
static double stack(struct ts *t, double cx, double y, double w, const struct put *like,
                    const char *text)
{
    char **lines = g_strsplit(text, " / ", -1);

    for (int i = 0; lines[i]; i++) {
        struct put o = *like;
        o.x = cx - w / 2;
        o.y = y;
        o.w = w;
        o.align = AT_CENTER;
        y = ts_put(t, &o, lines[i]);
    }
    g_strfreev(lines);
    return y;
}

static void rule(struct ts *t, double x0, double x1, double y, double w)
{
    cairo_set_source_rgb(t->cr, 0, 0, 0);
    cairo_set_line_width(t->cr, w);
    cairo_move_to(t->cr, x0, y);
    cairo_line_to(t->cr, x1, y);
    cairo_stroke(t->cr);
}

static double motto(struct ts *t, double cx, double y, double w, double size)
{
    const char *hoa = rng_pct(&t->s->rng, 88) ? "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
                                              : "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM";

    y = stack(t, cx, y, w, &(struct put){ .size = size, .bold = true, .leading = 1.0 }, hoa);
    y = stack(t, cx, y, w, &(struct put){ .size = size + 1, .bold = true, .leading = 1.0 },
              "Độc lập - Tự do - Hạnh phúc");
    const double half = (size + 1) * 6.4;
    rule(t, cx - half, cx + half, y + 1.5, 0.8);
    return y + 5;
}

static void put_head2(struct ts *t, struct args *a)
{
    const double w = t->right - t->left, size = 11.6 + rng_real(&t->s->rng, 0, 0.9);
    const double lw = w * 0.42, rw = w * 0.62, lc = t->left + lw / 2 - 8,
                 rc = t->right - rw / 2 + 12;
    double y = t->y, yr;

    if (*a->v[0])
        y = stack(t, lc, y, lw + 16, &(struct put){ .size = size, .leading = 1.0 }, a->v[0]);
    y = stack(t, lc, y, lw + 16, &(struct put){ .size = size, .bold = true, .leading = 1.0 },
              a->v[1]);
    char **org = g_strsplit(a->v[1], " / ", -1);
    char *joined = g_strjoinv(" ", org), *plain = unescape(joined);
    scene_field(t->s, "issuer", plain);
    rule(t, lc - lw * 0.2, lc + lw * 0.2, y + 1.5, 0.8);
    y += 6;
    const double num_y = MAX(y, t->y + size * 3.1);
    double bottom = num_y;
    if (*a->v[2])
        bottom =
            stack(t, lc, num_y, lw + 16, &(struct put){ .size = 12.6, .leading = 1.0 }, a->v[2]);
    if (*a->v[4]) {
        bottom = stack(t, lc, bottom + 2, lw + 6, &(struct put){ .size = 11.8, .leading = 1.0 },
                       a->v[4]);
        char *vv = unescape(a->v[4]);
        scene_subject(t->s, vv);
    }
    yr = motto(t, rc, t->y, rw, size);
    if (*a->v[3])
        yr = stack(t, rc, MAX(num_y, yr), rw,
                   &(struct put){ .size = 12.6, .italic = true, .leading = 1.0 }, a->v[3]);
    t->y = MAX(bottom, yr) + 10;
}

static void centered(struct ts *t, double size, bool bold, bool italic, const char *text)
{
    t->y = stack(t, (t->left + t->right) / 2, t->y, t->right - t->left,
                 &(struct put){ .size = size, .bold = bold, .italic = italic, .leading = 1.05 },
                 text) +
           2;
}

/* One pair "label: value" from x to the right edge, dots behind the value. */
static double pair(struct ts *t, double x, double right, const char *label, const char *value,
                   bool join)
{
    struct scene *s = t->s;
    const double size = s->base_pt - 0.4, y = t->y;
    struct put o = { .x = x, .y = y, .size = size, .join = join };
    const double lw = ts_width(t, &o, label);

    ts_put(t, &o, label);
    double vx = x + lw + 4;
    const double base = t->last_base;
    if (!*value)
        value = "";
    struct put v = {
        .x = vx, .y = y, .w = right - vx, .size = size, .join = true, .font = s->hand
    };
    const bool blue = strcmp(s->hand, s->font) != 0;
    v.blue = blue ? 0.55 : 0;
    v.red = blue ? 0.1 : 0;
    v.green = blue ? 0.1 : 0;
    v.italic = !blue && s->d % 4 == 0;
    v.bold = !blue && s->d % 5 == 1;
    double bottom = y + size * 1.35;
    double dots_from = vx;
    if (*value) {
        const double one = ts_width(
            t, &(struct put){ .size = size, .font = v.font, .bold = v.bold, .italic = v.italic },
            value);
        if (one > right - vx && right - x > 200) { /* continue on the next line, at the margin */
            bottom = ts_put(t, &v, value);
            dots_from = right;
        } else {
            v.w = 0;
            bottom = ts_put(t, &v, value);
            dots_from = vx + one + 5;
        }
    }
    if (dots_from < right - 6 && s->dots) {
        cairo_set_source_rgb(t->cr, 0.1, 0.1, 0.1);
        for (double d = dots_from; d < right - 1; d += 3) {
            cairo_arc(t->cr, d, base - 0.4, 0.45, 0, 2 * G_PI);
            cairo_fill(t->cr);
        }
    }
    return MAX(bottom, y + size * 1.35);
}

static void put_pairs(struct ts *t, char **v, int pairs);

static void put_field(struct ts *t, struct args *a)
{
    put_pairs(t, a->v, MAX(1, a->n / 2));
}

/* Where a row at t->y ends: nothing is printed over a code beside it. */
static double right_of_row(const struct ts *t)
{
    const double row = t->s->base_pt * 1.5;
    const bool beside = t->code.page == t->n_pages && t->code.x > t->left + 120 &&
                        t->code.x < t->right && t->y < t->code.y1 && t->y + row > t->code.y0;

    return beside ? t->code.x - 6 : t->right;
}

static void put_pairs(struct ts *t, char **v, int pairs)
{
    const double gap = 6;
    double bottom = t->y, at = t->left, share = 0;

    ts_need(t, 22);
    bottom = t->y;
    const double edge = right_of_row(t);
    double w = t->right - t->left, need[MAX_ARGS];
    for (int i = 0; i < pairs; i++) {
        need[i] = ts_width(t, &(struct put){ .size = t->s->base_pt }, v[2 * i]) +
                  ts_width(t, &(struct put){ .size = t->s->base_pt, .bold = true }, v[2 * i + 1]) +
                  14;
        share += need[i];
    }
    if (t->left + w - (w / share - 1) * need[pairs - 1] > edge)
        w = edge - t->left;
    if (share > w && pairs > 1) { /* too much for one row */
        put_pairs(t, v, pairs - 1);
        put_pairs(t, v + 2 * (pairs - 1), 1);
        return;
    }
    for (int i = 0; i < pairs; i++) {
        const double right = i + 1 == pairs ? edge : at + w * need[i] / share - gap;
        const double low = pair(t, at, right, v[2 * i], v[2 * i + 1], i > 0); /* MAX reads twice */
        bottom = MAX(bottom, low);
        at = right + gap;
    }
    t->y = bottom + t->para_gap * 0.6;
}

static void put_boxes(struct ts *t, struct args *a)
{
    const double size = t->s->base_pt - 0.4, box = size * 1.25;

    ts_need(t, box + 6);
    ts_put(t, &(struct put){ .x = t->left, .y = t->y + 2, .size = size }, a->v[0]);
    double x = t->last_x + 8;
    GString *run = g_string_new(NULL);
    for (const char *p = a->v[1]; *p; p = g_utf8_next_char(p)) {
        char c[8] = { 0 };
        memcpy(c, p, (size_t)(g_utf8_next_char(p) - p));
        cairo_set_source_rgb(t->cr, 0.1, 0.1, 0.1);
        cairo_set_line_width(t->cr, 0.6);
        cairo_rectangle(t->cr, x, t->y, box, box);
        cairo_stroke(t->cr);
        ts_put(
            t,
            &(struct put){
                .x = x + box / 2, .y = t->y + 1, .align = AT_CENTER, .size = size, .silent = true },
            c);
        g_string_append(run, c);
        x += box;
    }
    /* The truth holds the number as one word; a reader may part it. */
    struct gen_word w = { g_string_free(run, FALSE),
                          x - box * (double)g_utf8_strlen(a->v[1], -1),
                          t->y,
                          x,
                          t->y + box,
                          t->page->n_lines - 1 };
    g_array_append_val(t->page->words, w);
    t->y += box + 4;
}

static void break_lines(char *cell)
{
    for (char *p = strstr(cell, " / "); p; p = strstr(p, " / ")) {
        memmove(p + 1, p + 3, strlen(p + 3) + 1);
        *p = '\n';
    }
}

/* What a column of a land paper's table holds: every number printed in it is in the truth, whether
 * the template named it or drew one. In lists of an archive "Số tờ" counts leaves. */
static const char *land_part(const char *slug, const char *head)
{
    if (strlen(head) > 60 || !strcmp(slug, "muc_luc") || !strcmp(slug, "bia_ho_so"))
        return NULL;
    if (!strcmp(head, "Số thửa") || !strcmp(head, "Thửa đất số") || !strcmp(head, "Số thửa đất") ||
        !strcmp(head, "Số hiệu thửa"))
        return "thua";
    if (!strcmp(head, "Số tờ") || !strcmp(head, "Số tờ bản đồ") || !strcmp(head, "Tờ bản đồ số") ||
        !strcmp(head, "Tờ bản đồ"))
        return "to";
    return g_str_has_prefix(head, "Diện tích") ? "dien_tich" : NULL;
}

static void note_land(struct ts *t, const struct args *a, bool head)
{
    bool land = false;

    for (int i = 0; i < t->n_cols; i++) {
        if (head)
            t->land[i] = land_part(t->s->tpl->slug, a->v[i]);
        land |= t->land[i] && strcmp(t->land[i], "dien_tich") != 0;
    }
    for (int i = 0; !head && land && i < t->n_cols; i++)
        if (t->land[i] && *a->v[i] && strspn(a->v[i], "0123456789,") == strlen(a->v[i]))
            scene_ident(t->s, "parcel", a->v[i], "", t->land[i]);
}

static void put_row(struct ts *t, struct args *a, bool head)
{
    const double size = t->s->base_pt - 1.6;
    double h = 0, x = t->left, total = 0;

    note_land(t, a, head);
    for (int i = 0; i < t->n_cols; i++) {
        total += t->cols[i];
        break_lines(a->v[i]);
    }
    const double unit = (t->right - t->left) / total;
    for (int i = 0; i < t->n_cols; i++) {
        const double one = ts_height(
            t, &(struct put){ .w = t->cols[i] * unit - 6, .size = size, .bold = head }, a->v[i]);
        h = MAX(h, one);
    }
    h += 5;
    if (t->y + h > t->bottom)
        ts_break(t);
    for (int i = 0; i < t->n_cols; i++) {
        const double w = t->cols[i] * unit;
        cairo_set_source_rgb(t->cr, 0.05, 0.05, 0.05);
        cairo_set_line_width(t->cr, 0.7);
        cairo_rectangle(t->cr, x, t->y, w, h);
        cairo_stroke(t->cr);
        if (*a->v[i])
            ts_put(t,
                   &(struct put){ .x = x + 3,
                                  .y = t->y + 2,
                                  .w = w - 6,
                                  .size = size,
                                  .bold = head,
                                  .align = head || (i == 0 && strlen(a->v[i]) < 4) ? AT_CENTER
                                                                                   : AT_LEFT },
                   a->v[i]);
        x += w;
    }
    t->y += h;
}

static void put_table(struct ts *t, const char *args)
{
    char **f = g_strsplit(args, " ", MAX_ARGS);

    t->n_cols = 0;
    memset(t->land, 0, sizeof t->land);
    for (int i = 0; f[i] && t->n_cols < MAX_ARGS; i++)
        t->cols[t->n_cols++] = g_ascii_strtod(f[i], NULL);
    g_strfreev(f);
}

static void seal_on(struct ts *t, double cx, double y)
{
    struct scene *s = t->s;
    struct rng r = rng_fork(&s->rng, 77);
    const struct place *p = s->place;
    char *ward = g_utf8_strup(s->old ? p->old_ward : p->new_ward, -1);
    char *prov = g_utf8_strup(s->old ? p->old_dist : p->new_prov, -1);
    char *ring = g_strdup_printf("%s ★ ỦY BAN NHÂN DÂN ★ %s ★ ", ward, prov);
    char *mid = g_strdup_printf("%s", "★");

    draw_seal(t->cr, &r, cx - rng_real(&r, 30, 52), y + rng_real(&r, 26, 42), 42, ring, mid);
    g_free(ward);
    g_free(prov);
    g_free(ring);
    g_free(mid);
}

/* A doctor's or professor's title or a rank of the police before a name is no part of it. */
static const char *without_rank(const char *name)
{
    static const char *const ranks[] = { "BS ",       "BS. ",       "Bs. ",     "ThS. ",
                                         "Ths. ",     "TS. ",       "Đại úy ",  "Thiếu tá ",
                                         "Trung tá ", "Thượng tá ", "Đại tá ",  "Y sĩ ",
                                         "BSCKI. ",   "BSCKII. ",   "ThS.BS. ", "YS. " };

    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (strncmp(name, ranks[i], strlen(ranks[i])) == 0)
            return name + strlen(ranks[i]);
    return name;
}

/* Closing blocks. seal: the right one is an official's. */
static void put_sign(struct ts *t, const char *left, const char *right, const char *left_name,
                     const char *right_name, bool seal)
{
    struct scene *s = t->s;
    const double w = (t->right - t->left) / 2;
    const bool recipients = strchr(left, '-') && strstr(left, "Nơi nhận");
    double y = t->y + 8;

    ts_need(t, 130);
    y = t->y + 8;
    const double lc = t->left + w / 2, rc = t->right - w / 2;
    double bl = y, br = y;
    if (recipients) {
        char **lines = g_strsplit(left, " / ", -1);
        for (int i = 0; lines[i]; i++)
            bl = ts_put(t,
                        &(struct put){ .x = t->left,
                                       .y = bl,
                                       .w = w - 10,
                                       .size = i ? 10.8 : 11.8,
                                       .bold = i == 0,
                                       .italic = i == 0,
                                       .leading = 1.0 },
                        lines[i]);
        g_strfreev(lines);
    } else if (*left) {
        bl = stack(t, lc, y, w,
                   &(struct put){ .size = s->base_pt - 0.6, .bold = true, .leading = 1.0 }, left);
    }
    br = stack(t, rc, y, w, &(struct put){ .size = s->base_pt - 0.6, .bold = true, .leading = 1.0 },
               right);
    struct rng r = rng_fork(&s->rng, 5);
    draw_signature(t->cr, &r, rc - 45, br + 4, rng_real(&r, 60, 110), 44, true);
    if (seal)
        seal_on(t, rc, br);
    const double ny = br + rng_real(&s->rng, 52, 66);
    double end = bl;
    if (*left_name) {
        draw_signature(t->cr, &r, lc - 40, bl + 4, rng_real(&r, 50, 90), 40, rng_pct(&r, 80));
        end = stack(t, lc, ny, w, &(struct put){ .size = s->base_pt, .bold = true }, left_name);
    }
    if (*right_name) {
        const double low =
            stack(t, rc, ny, w, &(struct put){ .size = s->base_pt, .bold = true }, right_name);
        end = MAX(end, low);
    }
    if (seal && *right_name)
        scene_field(s, "signer", without_rank(right_name));
    t->y = MAX(MAX(end, ny + 14), bl) + 4;
}

static void put_stamp_in(struct ts *t, struct args *a)
{
    const double x = t->left + 4, y = t->y;
    struct put o = {
        .size = 10, .red = 0.75, .blue = 0.1, .bold = true, .x = x + 50, .align = AT_CENTER
    };

    cairo_set_source_rgb(t->cr, 0.75, 0, 0.1);
    cairo_set_line_width(t->cr, 1);
    cairo_rectangle(t->cr, x, y, 100, 44);
    cairo_stroke(t->cr);
    o.y = y + 2;
    o.y = ts_put(t, &o, a->v[0]);
    o.align = AT_LEFT;
    o.x = x + 4;
    o.bold = false;
    o.size = 9;
    o.y = ts_put(t, &o, a->v[1]);
    ts_put(t, &o, a->v[2]);
    t->y += 48;
}

static void put_fill(struct ts *t, const char *args)
{
    char *chosen = expand_plain(t->s, args), **f = g_strsplit(chosen, " ", 3); /* n-m list prefix */
    char *dash = NULL;
    const int lo = (int)strtol(f[0], &dash, 10), hi = (int)strtol(dash + 1, NULL, 10),
              n = rng_int(&t->s->rng, lo, hi) * (t->s->dense ? 2 : 1);

    for (int i = 1; i <= n; i++) {
        char *key = g_strdup_printf("{@%s}", f[1]), *m = expand(t->s, key);
        const char *style = f[2] ? f[2] : "";
        char *text = !strcmp(style, "1.")     ? g_strdup_printf("%d. %s", i, m)
                     : !strcmp(style, "a)")   ? g_strdup_printf("%c) %s", 'a' + i - 1, m)
                     : !strcmp(style, "-")    ? g_strdup_printf("- %s", m)
                     : !strcmp(style, "Điều") ? g_strdup_printf("<b>Điều %d.</b> %s", i, m)
                                              : g_strdup(m);
        ts_flow(t, &(struct put){ .justify = true, .indent = t->indent, .leading = t->leading },
                text);
        g_free(key);
        g_free(m);
        g_free(text);
    }
    g_strfreev(f);
    g_free(chosen);
}

/* One line of running text: its list marker, then a sentence of `list`. */
static void long_line(struct ts *t, const char *marker, const char *list, bool bold)
{
    char *key = g_strdup_printf("{@%s}", list), *m = expand(t->s, key),
         *text = g_strdup_printf(bold ? "<b>%s %s</b>" : "%s %s", marker, m);

    ts_flow(t, &(struct put){ .justify = !bold, .indent = t->indent, .leading = t->leading }, text);
    g_free(key);
    g_free(m);
    g_free(text);
}

static void long_points(struct ts *t)
{
    static const char *const letters[] = { "a)", "b)", "c)", "d)", "đ)", "e)", "g)" };
    const int n = rng_int(&t->s->rng, 2, G_N_ELEMENTS(letters));

    for (int i = 0; i < n; i++)
        long_line(t, letters[i], "lawpoint", false);
}

static void long_clauses(struct ts *t, const char *list, int most)
{
    const int n = rng_int(&t->s->rng, 1, most);

    for (int i = 1; i <= n; i++) {
        char no[16] = "";
        if (n > 1)
            snprintf(no, sizeof no, "%d.", i);
        long_line(t, no, list, false);
        if (rng_pct(&t->s->rng, 20))
            long_points(t);
    }
}

/* law: chapters of articles; report: parts in roman numbers. "law 8-20": as many articles. */
static void put_long(struct ts *t, const char *args)
{
    static const char *const roman[] = {
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"
    };
    const bool law = g_str_has_prefix(args, "law ");
    char *dash = NULL;
    const int lo = (int)strtol(strchr(args, ' '), &dash, 10), hi = (int)strtol(dash + 1, NULL, 10),
              n = rng_int(&t->s->rng, lo, hi), each = rng_int(&t->s->rng, 3, 6);
    const bool chapters = law && rng_pct(&t->s->rng, 60);

    for (int i = 1; i <= n; i++) {
        char *no =
            law ? g_strdup_printf("Điều %d.", i) : g_strdup_printf("%s.", roman[(i - 1) % 10]);
        if (chapters && (i - 1) % each == 0) {
            char *name = expand(t->s, "{@LAWCHAP}"),
                 *head = g_strdup_printf("Chương %s / %s", roman[(i - 1) / each % 10], name);
            ts_need(t, 40);
            centered(t, t->s->base_pt, true, false, head);
            g_free(name);
            g_free(head);
        }
        long_line(t, no, law ? "lawart" : "REPORTPART", true);
        long_clauses(t, law || rng_pct(&t->s->rng, 40) ? "lawclause" : "admin", law ? 5 : 9);
        g_free(no);
    }
}

static bool simple_text(struct ts *t, const char *verb, struct args *a)
{
    const double b = t->s->base_pt;

    if (!strcmp(verb, "title")) {
        t->y += 3;
        centered(t, b + 1.2 + rng_real(&t->s->rng, 0, 1.6), true, false, a->v[0]);
    } else if (!strcmp(verb, "subject")) {
        centered(t, b, true, false, a->v[0]);
        rule(t, t->page->w_pt / 2 - 40, t->page->w_pt / 2 + 60, t->y + 1, 0.8);
        t->y += 8;
        char **lines = g_strsplit(a->v[0], " / ", -1), *one = g_strjoinv(" ", lines),
             *plain = unescape(one);
        scene_subject(t->s, plain);
    } else if (!strcmp(verb, "center")) {
        centered(t, b, false, false, a->v[0]);
    } else if (!strcmp(verb, "bold")) {
        centered(t, b, true, false, a->v[0]);
    } else if (!strcmp(verb, "italic")) {
        centered(t, b - 1, false, true, a->v[0]);
    } else if (!strcmp(verb, "head")) {
        ts_flow(t, &(struct put){ .bold = true, .size = b, .leading = 1.05 }, a->v[0]);
    } else if (!strcmp(verb, "li")) {
        ts_flow(t, &(struct put){ .size = b - 0.4, .leading = t->leading }, a->v[0]);
    } else if (!strcmp(verb, "basis")) {
        ts_flow(t,
                &(struct put){ .size = b,
                               .italic = true,
                               .justify = true,
                               .indent = t->indent,
                               .leading = t->leading },
                a->v[0]);
    } else if (!strcmp(verb, "note")) {
        ts_flow(t, &(struct put){ .size = b - 2.6, .italic = true, .leading = 1.05 }, a->v[0]);
    } else if (!strcmp(verb, "right")) {
        t->y =
            ts_put(
                t,
                &(struct put){
                    .x = t->right, .y = t->y, .align = AT_RIGHT, .size = b - 0.5, .italic = true },
                a->v[0]) +
            3;
    } else if (!strcmp(verb, "form")) {
        t->y = ts_put(t,
                      &(struct put){
                          .x = t->right, .y = t->y - 16, .align = AT_RIGHT, .size = b - 2.5 },
                      a->v[0]) +
               2;
    } else {
        return false;
    }
    return true;
}

static bool block(struct ts *t, const char *verb, struct args *a, const char *args)
{
    if (!strcmp(verb, "head2")) {
        put_head2(t, a);
    } else if (!strcmp(verb, "motto")) {
        t->y = motto(t, (t->left + t->right) / 2, t->y, t->right - t->left, 12.5) + 8;
    } else if (!strcmp(verb, "field")) {
        put_field(t, a);
    } else if (!strcmp(verb, "boxes")) {
        put_boxes(t, a);
    } else if (!strcmp(verb, "th") || !strcmp(verb, "tr")) {
        put_row(t, a, verb[1] == 'h');
    } else if (!strcmp(verb, "sign")) {
        put_sign(t, a->v[0], a->v[1], a->v[2], a->v[3], false);
    } else if (!strcmp(verb, "seal")) {
        put_sign(t, a->v[0], a->v[1], a->v[2], a->v[3], true);
    } else if (!strcmp(verb, "stampin")) {
        put_stamp_in(t, a);
    } else if (!strcmp(verb, "gap")) {
        t->y += g_ascii_strtod(args, NULL) * PT_PER_MM;
    } else if (!strcmp(verb,
                       "here")) { /* the placed directives that follow count from this point */
        t->ox = t->left;
        t->oy = t->y;
    } else if (!strcmp(verb, "break")) {
        ts_break(t);
    } else if (!strcmp(verb, "rule")) {
        rule(t, t->left, t->right, t->y, 0.8);
        t->y += 6;
    } else {
        return false;
    }
    return true;
}

void ts_directive(struct ts *t, const char *verb, const char *args)
{
    if (!strcmp(verb, "table")) {
        put_table(t, args);
        t->y += 3;
        return;
    }
    if (!strcmp(verb, "long")) {
        put_long(t, args);
        return;
    }
    if (!strcmp(verb, "fill")) {
        put_fill(t, args);
        return;
    }
    if (ts_directive_at(t, verb, args))
        return;
    struct args a = args_of(t, args);
    if (!simple_text(t, verb, &a) && !block(t, verb, &a, args))
        gen_die("type %s: no directive .%s", t->s->tpl->slug, verb);
    args_release(&a);
}
