#include "tests/gen/dossier.h"
#include "tests/gen/audit.h"
#include "tests/gen/fault.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_DPI = 300 };

/* One dossier while it is being scanned. */
struct scanning {
    struct dossier_job *job;
    struct scene *scene;
    struct rng rng;
    enum condition condition;
    enum holder holder;
    struct tiff_writer *tiff;
    struct pdf_writer *pdf;
    struct ghost *last;
    GString *pages, *docs;
    GArray *printed; /* struct audit_page: the pages of the paper at hand */
    int n_pages, doc, naming;
    bool blanks, separators, png;
    char *key;
};

static void add_file(struct dossier_job *job, char *path, GByteArray *bytes)
{
    struct gen_file f = { path, bytes };

    g_array_append_val(job->files, f);
}

static char *image_name(const struct scanning *s, const char *ext)
{

    switch (s->naming) {
    case 0:
        return g_strdup_printf("%s/scan%03d.%s", s->key, s->n_pages, ext);
    case 1:
        return g_strdup_printf("%s/%d.%s", s->key, s->n_pages, ext);
    case 2:
        return g_strdup_printf("%s/IMG_%04d.%s", s->key, s->n_pages, ext);
    default:
        return g_strdup_printf("%s/trang_%02d.%s", s->key, s->n_pages, ext);
    }
}

static void write_text(const struct scanning *s, const struct gen_page *p)
{
    char *path =
             g_strdup_printf("%s/truth/d%04d-p%03d.txt", s->job->o->out, s->job->index, s->n_pages),
         *text = page_words_text(p);

    if (!g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL))
        gen_die("cannot write %s", path);
    g_free(path);
    g_free(text);
}

/* A page that is never an image: its words lie where a scan of TEXT_DPI would have them. */
static struct aged unaged(const struct gen_page *p)
{
    const double k = (double)TEXT_DPI / p->dpi;

    return (struct aged){ .image = { .w = (int)(p->w_pt / 72 * TEXT_DPI),
                                     .h = (int)(p->h_pt / 72 * TEXT_DPI),
                                     .dpi = TEXT_DPI },
                          .to_scan = { k, 0, 0, 0, k, 0, 0, 0, 1 } };
}

static void store_page(struct scanning *s, const struct aged *a, char **entry, int *page)
{
    if (s->job->o->texts) {
        if (s->holder == HOLD_IMAGES)
            *page = 1, *entry = image_name(s, "jpg");
    } else if (s->holder == HOLD_PDF) {
        pdf_add(s->pdf, &a->image, a->jpeg_quality);
    } else if (s->holder == HOLD_TIFF) {
        tiff_add(s->tiff, &a->image, a->jpeg_quality);
    } else {
        *page = 1;
        if (s->png || a->image.bilevel) { /* a TIFF in a folder would be a dossier of its own */
            *entry = image_name(s, "png");
            add_file(s->job, *entry, encode_png(&a->image));
        } else {
            *entry = image_name(s, "jpg");
            add_file(s->job, *entry, encode_jpeg(&a->image, a->jpeg_quality));
        }
        return;
    }
    if (!*entry) {
        *entry = s->key;
        *page = s->n_pages;
    }
}

static void scan_page(struct scanning *s, struct gen_page *p)
{
    char *entry = NULL;
    int page = 1;

    if (s->job->pages_left == 0) {
        page_release(p);
        return;
    }
    if (s->job->pages_left > 0)
        s->job->pages_left--;
    s->n_pages++;
    s->job->pages_made++;
    struct ghost *own = s->job->o->texts ? NULL : ghost_of(p);
    enum condition c = s->condition;
    if (c == COND_FAX && p->card)
        c = COND_POOR;
    struct rng r = rng_fork(&s->rng, (uint64_t)s->n_pages);
    struct aged a = s->job->o->texts
                        ? unaged(p)
                        : age_page(p, c, p->kind == GEN_PAGE, &r, s->last ? s->last : own);
    struct rng line = rng_fork(&s->rng, (uint64_t)s->n_pages + 1000000);
    if (a.image.px && rng_pct(&line, s->job->o->faults))
        age_fault(&a.image, &line);
    store_page(s, &a, &entry, &page);
    g_string_append_printf(s->pages,
                           "%s{\"id\":\"d%04d-p%03d\",\"entry\":", s->n_pages > 1 ? "," : "",
                           s->job->index, s->n_pages);
    json_text(s->pages, entry);
    g_string_append_printf(
        s->pages, ",\"page\":%d,\"condition\":\"%s\",\"document\":%d,\"number\":%d,", page,
        condition_name(c), p->kind == GEN_PAGE ? s->doc : 0, p->kind == GEN_PAGE ? p->number : 0);
    truth_page(s->pages, p, &a, !s->job->o->no_words);
    g_string_append_c(s->pages, '}');
    if (p->kind == GEN_PAGE && !s->job->o->texts)
        write_text(s, p);
    ghost_release(s->last);
    s->last = own;
    g_free(a.image.px);
    page_release(p);
}

static void blank_side(struct scanning *s, double w_mm, double h_mm)
{
    scan_page(s, page_make(s->scene->dpi, w_mm, h_mm, GEN_BLANK));
}

static void on_page(void *ctx, struct gen_page *p)
{
    struct scanning *s = ctx;
    const double w = p->w_pt / PT_PER_MM, h = p->h_pt / PT_PER_MM;
    struct audit_page shown = { page_words_text(p), g_strdup(p->codes->str) };

    if (s->job->pages_left == 0) { /* the set is full: this page is not scanned */
        audit_page_clear(&shown);
        page_release(p);
        return;
    }
    g_strdelimit(shown.text, "\n", ' ');
    g_array_append_val(s->printed, shown);
    scan_page(s, p);
    if (s->blanks && w > 150 && rng_pct(&s->rng, 35))
        blank_side(s, w, h);
}

static void separator_page(struct scanning *s)
{
    struct gen_page *p = page_make(s->scene->dpi, 210, 297, GEN_SEPARATOR);
    cairo_t *cr = cairo_create(p->image);

    cairo_scale(cr, p->dpi / 72.0, p->dpi / 72.0);
    draw_qr(cr, p->w_pt / 2 - 110, 200, 220, "SOHOA-SEPARATOR");
    cairo_select_font_face(cr, "Arimo", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cr, 28);
    cairo_move_to(cr, p->w_pt / 2 - 120, 500);
    cairo_show_text(cr, "TRANG PHÂN CÁCH");
    cairo_destroy(cr);
    cairo_surface_flush(p->image);
    scan_page(s, p);
}

/* The truth holds what a reader can see: a name printed in capitals stands so, one that was left
 * out of this variant of the paper, or stands on a page that was not scanned, not at all. Dates are
 * printed in other forms than the truth's. */
static void keep_printed(GPtrArray *fields, const GArray *pages, bool whole)
{
    for (guint i = 0; i < fields->len;) {
        struct fact *f = fields->pdata[i];
        const bool name = !strcmp(f->kind, "full_name"),
                   text = name ||
                          (!whole && (!strcmp(f->kind, "signer") || !strcmp(f->kind, "subject")));
        char *upper = name ? g_utf8_strup(f->value, -1) : NULL;
        if (!text || audit_printed(pages, f->value)) {
            i++;
        } else if (upper && audit_printed(pages, upper)) {
            g_free(f->value);
            f->value = g_strdup(upper);
            i++;
        } else {
            g_ptr_array_remove_index(fields, i);
        }
        g_free(upper);
    }
}

static void make_paper(struct scanning *s, const char *slug)
{
    struct scene *sc = s->scene;
    const int y = sc->y, m = sc->m, d = sc->d;
    const struct template *t = lexicon_paper(s->job->lex, slug, sc->holdout, &sc->rng);

    if (s->separators && s->doc > 0)
        separator_page(s);
    s->doc++;
    s->printed = g_array_new(FALSE, TRUE, sizeof(struct audit_page));
    g_array_set_clear_func(s->printed, audit_page_clear);
    scene_open_paper(sc, t);
    const guint set = (guint)typeset_paper(sc, on_page, s), n = s->printed->len;
    if (n > 0) {
        keep_printed(sc->fields, s->printed, n == set);
        audit_paper(slug, s->printed, sc->idents, n == set);
        g_string_append_printf(s->docs,
                               "%s{\"ordinal\":%d,\"type\":\"%s\",\"form\":%d,\"pages\":%u,",
                               s->doc > 1 ? "," : "", s->doc, slug, t->form, n);
        truth_facts(s->docs, sc->idents, sc->fields);
        g_string_append_c(s->docs, '}');
    }
    g_array_free(s->printed, TRUE);
    sc->y = y;
    sc->m = m;
    sc->d = d;
}

static void add_bundle(const struct dossier_job *job, struct rng *r, GPtrArray *slugs)
{
    char **b = job->lex->bundles->pdata[rng_int(r, 0, (int)job->lex->bundles->len - 1)];

    for (; *b; b++) {
        char *name = g_strdup(*b), *ask = strchr(name, '?');
        if (ask) {
            *ask = '\0';
            if (!rng_pct(r, (int)strtol(ask + 1, NULL, 10)))
                continue;
        }
        g_ptr_array_add(slugs, name);
    }
    /* Every type comes round: a stack holds papers that belong to no procedure too. */
    const guint n = job->lex->slugs->len;
    for (int i = 0; i < job->o->extra; i++)
        g_ptr_array_add(
            slugs, g_strdup(job->lex->slugs->pdata[(guint)(job->o->extra * job->index + i) % n]));
}

static GPtrArray *choose_papers(const struct dossier_job *job, struct rng *r)
{
    static const char *const letters[] = { "cong_van", "thong_bao", "bao_cao",
                                           "ke_hoach", "to_trinh",  "quyet_dinh" };
    GPtrArray *slugs = g_ptr_array_new_with_free_func(g_free);

    if (job->o->letters) {
        for (int i = rng_int(r, 2, 4); i > 0; i--)
            g_ptr_array_add(slugs, g_strdup(letters[rng_int(r, 0, 5)]));
    } else if (job->o->types) {
        const int n = (int)g_strv_length(job->o->types), each = MIN(3, n);
        for (int i = 0; i < each; i++)
            g_ptr_array_add(slugs, g_strdup(job->o->types[(job->index * each + i) % n]));
    } else {
        add_bundle(job, r, slugs);
    }
    return slugs;
}

static int choose_dpi(const struct gen_opts *o, enum condition c, struct rng *r)
{
    if (o->texts)
        return 24; /* only the seals and lines between the words are drawn */
    if (c == COND_FAX)
        return 200;
    if (strcmp(o->dpi, "mixed"))
        return (int)strtol(o->dpi, NULL, 10);
    const int k = rng_int(r, 0, 9);
    return k < 6 ? 300 : k < 9 ? 200 : c == COND_POOR || c == COND_PHONE ? 200 : 150;
}

static enum holder choose_holder(const struct gen_opts *o, enum condition c, struct rng *r)
{
    if (!strcmp(o->format, "pdf"))
        return HOLD_PDF;
    if (!strcmp(o->format, "tiff"))
        return HOLD_TIFF;
    if (strcmp(o->format, "mixed") || c == COND_PHONE)
        return HOLD_IMAGES;
    const int k = rng_int(r, 0, 9);
    if (c == COND_FAX)
        return k < 3 ? HOLD_IMAGES : k < 6 ? HOLD_PDF : HOLD_TIFF;
    return k < 6 ? HOLD_IMAGES : HOLD_PDF;
}

void dossier_make(struct dossier_job *job)
{
    const struct gen_opts *o = job->o;
    struct rng base = rng_make(o->seed * 2 + o->holdout), r = rng_fork(&base, (uint64_t)job->index);
    struct scene sc = { .lex = job->lex,
                        .rng = rng_fork(&r, 1),
                        .holdout = o->holdout,
                        .fonts = (enum font_group)o->fonts,
                        .dense = o->letters,
                        .handwritten = o->hand };
    struct scanning s = { .job = job, .scene = &sc, .rng = rng_fork(&r, 2) };
    struct rng plan = rng_fork(&r, 3);

    s.condition = o->condition >= 0 ? (enum condition)o->condition
                                    : (enum condition)((job->index - 1) % CONDITIONS);
    sc.dpi = choose_dpi(o, s.condition, &plan);
    s.holder = choose_holder(o, s.condition, &plan);
    s.naming = rng_int(&plan, 0, 3);
    s.png = s.condition == COND_CLEAN && !strcmp(o->format, "mixed") && rng_pct(&plan, 30);
    const bool paper_scan = s.condition != COND_PHONE && s.condition != COND_FAX && !o->plain;
    s.blanks = paper_scan && rng_pct(&plan, 22);
    s.separators = paper_scan && rng_pct(&plan, 15);
    const char *ext = s.holder == HOLD_PDF ? ".pdf" : s.holder == HOLD_TIFF ? ".tif" : "";
    s.key = g_strdup_printf("%s%sHS-%04d%s", job->prefix, *job->prefix ? "/" : "", job->index, ext);
    s.pages = g_string_new(NULL);
    s.docs = g_string_new(NULL);
    s.pdf = s.holder == HOLD_PDF && !o->texts ? pdf_open() : NULL;
    s.tiff = s.holder == HOLD_TIFF && !o->texts ? tiff_open() : NULL;
    scene_open_dossier(&sc);
    GPtrArray *slugs = choose_papers(job, &plan);
    for (guint i = 0; i < slugs->len && job->pages_left != 0; i++)
        make_paper(&s, slugs->pdata[i]);
    g_ptr_array_free(slugs, TRUE);
    if (s.pdf)
        add_file(job, g_strdup(s.key), pdf_close(s.pdf, "Scan"));
    if (s.tiff)
        add_file(job, g_strdup(s.key), tiff_close(s.tiff));
    g_string_append(job->truth, "{\"archive\":");
    json_text(job->truth, job->archive);
    g_string_append(job->truth, ",\"dossier\":");
    json_text(job->truth, s.key);
    g_string_append_printf(job->truth, ",\"condition\":\"%s\",\"pages\":[%s],\"documents\":[%s]}\n",
                           condition_name(s.condition), s.pages->str, s.docs->str);
    g_string_free(s.pages, TRUE);
    g_string_free(s.docs, TRUE);
    ghost_release(s.last);
    g_free(s.key);
}
