#include <string.h>

#include "paper/fields.h"

/* How the sheet relates to the original. The marks are those of the law: "CHỨNG THỰC BẢN SAO ĐÚNG
 * VỚI BẢN CHÍNH" (Decree 23/2015/NĐ-CP), "SAO Y", "SAO LỤC", "TRÍCH SAO" (Decree 30/2020/NĐ-CP,
 * annex I, at the end of the copy; "SAO Y BẢN CHÍNH" before it), "(BẢN SAO)" under the title of
 * what is copied from a register (Law on Civil Status, art. 63). Colour alone (a red seal) is a
 * hint, never accepted. */

enum { MARK_LETTERS = 30, HEAD_ROWS = 16 };

struct mark {
    const struct seg *seg;
    uint32_t view;
};

/* A line that is such a mark and no more: "SAO Y BẢN CHÍNH", "(Bản sao)", "BẢN SAO TỪ SỔ GỐC". */
static bool is_mark(const struct seg *s, const char *phrase, bool caps)
{
    const uint32_t at = (uint32_t)strspn(s->fold, " (-\"'");

    const uint32_t end = s->letters <= MARK_LETTERS && (!caps || s->caps > 0.6F)
                             ? phrase_at(s->fold, s->len, at, phrase)
                             : 0;
    /* "Bản sao gồm 3 trang", "Bản sao này ...": words of a certification */
    return end > 0 && !starts_with(s->fold + end, " gom") && !starts_with(s->fold + end, " nay");
}

static bool find_mark(const struct field_list *f, const char *const *phrases, size_t n,
                      uint32_t rows, bool caps, struct mark *out)
{
    for (uint32_t k = 0; k < f->d->n; k++) {
        const struct view *v = &f->d->views[k];
        for (uint32_t i = 0; i < v->n_segs && v->segs[i].row < rows; i++)
            for (size_t p = 0; p < n; p++)
                if (is_mark(&v->segs[i], phrases[p], caps)) {
                    *out = (struct mark){ &v->segs[i], k };
                    return true;
                }
    }
    return false;
}

static bool of_register(const char *slug)
{
    return starts_with(slug, "trich_luc_") && strcmp(slug, "trich_luc_ban_do") != 0;
}

/* An extract of a birth or a marriage is a copy always: the paper they were registered with is the
 * certificate (Law on Civil Status, arts. 4 and 63). */
static bool extract(const char *slug)
{
    return strcmp(slug, "trich_luc_khai_sinh") == 0 || strcmp(slug, "trich_luc_ket_hon") == 0;
}

/* The title says so, or "Trích từ Sổ đăng ký ..." in the text. Shown: what was registered anew has
 * such a title too. */
static const struct seg *says_extract(const struct field_list *f, const char *slug)
{
    static const char *const kinds[] = { "giam_ho", "nuoi_con_nuoi", "giay_khai_sinh",
                                         "giay_chung_nhan_ket_hon" };
    const struct view *v = &f->d->views[0];
    bool civil = of_register(slug);

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        civil |= strcmp(slug, kinds[i]) == 0;
    for (uint32_t i = 0; civil && i < v->n_segs; i++) {
        const struct seg *s = &v->segs[i];
        const uint32_t at = (uint32_t)strspn(s->fold, " (-\"'");
        if ((s->row < HEAD_ROWS && s->caps > 0.6F && s->letters <= 2 * MARK_LETTERS &&
             phrase_at(s->fold, s->len, at, "trich luc")) ||
            phrase_at(s->fold, s->len, at, "trich tu so") ||
            phrase_at(s->fold, s->len, at, "trich luc tu so") ||
            phrase_at(s->fold, s->len, at, "sao tu so"))
            return s;
    }
    return NULL;
}

/* "Số: 372/2024-BS", "12/TLKS-BS": the number of a copy from a register says so. */
static const struct field *numbered_copy(const struct field_list *f)
{
    const struct field *x = field_get(f, "doc_number");
    const size_t n = x ? strlen(x->value) : 0;

    return n > 3 && strcmp(x->value + n - 3, "-BS") == 0 ? x : NULL;
}

void fields_copy(struct field_list *f)
{
    static const char *const copies[] = { "sao y", "sao luc", "trich sao", "y sao ban chinh" };
    static const char *const registers[] = { "ban sao", "ban sao trich luc", "cap ban sao" };
    static const float KNOWN = 0.95F;
    const char *slug = f->t->types[f->type].pub.slug;
    const struct box none = { 0 };
    const struct seg *title;
    struct mark m;

    for (uint32_t i = 0; i < f->d->n; i++)
        if (f->d->layouts[i].certified) {
            const struct view *v = &f->d->views[i];
            const struct seg *s = &v->segs[v->row_first[f->d->layouts[i].certified_row]];
            field_add(f, "copy_kind", "chung_thuc", s->conf, 1, i, s->box);
            return;
        }
    if (f->certified) {
        field_add(f, "copy_kind", "chung_thuc", KNOWN, 0.9F, f->d->n - 1, none);
        return;
    }
    if (find_mark(f, copies, sizeof copies / sizeof *copies, UINT32_MAX, true, &m)) {
        field_add(f, "copy_kind", "sao_y", m.seg->conf, 0.9F, m.view, m.seg->box);
        return;
    }
    if (find_mark(f, registers, sizeof registers / sizeof *registers, HEAD_ROWS, false, &m))
        field_add(f, "copy_kind", "trich_luc", m.seg->conf, of_register(slug) ? 1 : 0.9F, m.view,
                  m.seg->box);
    else if (extract(slug) || numbered_copy(f))
        field_add(f, "copy_kind", "trich_luc", KNOWN, 0.9F, 0, none);
    else if ((title = says_extract(f, slug)))
        field_add(f, "copy_kind", "trich_luc", title->conf, 0.8F, 0, title->box);
    else if (f->d->views[0].page->born_digital)
        field_add(f, "copy_kind", "goc", 0.8F, 0.8F, 0, none);
    else if (f->d->views[f->d->n - 1].page->colour)
        field_add(f, "copy_kind", "ban_chinh", 0.7F, 0.8F, f->d->n - 1, none);
    else
        field_add(f, "copy_kind", "photo", 0.6F, 0.8F, 0, none);
}
