/* What a page shows: its content stream walked with the graphics state that decides it. */
#include "ingest/pdfread_inner.hh"

#include <algorithm>
#include <cmath>
#include <map>

namespace
{
enum : uint32_t {
    OPERATORS_MAX = 4000000,
    FORM_VISITS_MAX = 4000,
    FORM_DEPTH_MAX = 12,
    STATES_MAX = 512
};

const rect NOWHERE = { 1e9, 1e9, -1e9, -1e9 };

void stretch(rect &r, double x, double y)
{
    r = { std::min(r.x0, x), std::min(r.y0, y), std::max(r.x1, x), std::max(r.y1, y) };
}

rect mapped(QPDFMatrix const &m, rect r)
{
    rect out = NOWHERE;
    double const xs[] = { r.x0, r.x1 }, ys[] = { r.y0, r.y1 };
    for (double x : xs)
        for (double y : ys) {
            double px, py;
            m.transform(x, y, px, py);
            stretch(out, px, py);
        }
    return out;
}

struct gstate {
    QPDFMatrix ctm;
    rect clip;
    int render = 0;
    double size = 0, leading = 0, scale = 1, spacing = 0;
    bool wide = false; // two bytes a character
    bool clear = true; // opaque, normal blending
    pdf_ink fill = INK_MONO, stroke = INK_MONO;
    bool fill_black = true;
    int fill_n = 1, stroke_n = 1; // components when plain, 0 else
};

struct walker {
    pdfread *p;
    pdf_page_info *info;
    rect page;  // default user space
    rect inner; // middle 75 % of it
    uint32_t operators = 0, forms = 0;
    double largest = 0;
    double unit = 1;
};

class Content : public QPDFObjectHandle::ParserCallbacks
{
  public:
    Content(walker &walk, QPDFObjectHandle res, gstate start, uint32_t level)
        : w(walk), resources(res), g(start), depth(level)
    {
    }
    void handleObject(QPDFObjectHandle o) override;
    void handleEOF() override
    {
    }

  private:
    typedef void (Content::*handler)();
    static std::map<std::string, handler> const &table();
    double arg(size_t i)
    {
        return i < args.size() ? number(args[i]) : 0;
    }
    void point(double x, double y)
    {
        double px, py;
        g.ctm.transform(x, y, px, py);
        stretch(path, px, py);
    }

    void save();
    void restore();
    void concat();
    void ext_gstate();
    void line_to();
    void curve_to();
    void rectangle();
    void clip_next()
    {
        clipping = true;
    }
    void no_paint()
    {
        end_path();
    }
    void fill_path()
    {
        paint(g.fill);
    }
    void stroke_path()
    {
        paint(g.stroke);
    }
    void fill_stroke()
    {
        paint(std::max(g.fill, g.stroke));
    }
    void shade()
    {
        path = g.clip;
        paint(INK_COLOUR);
    }
    void paint(pdf_ink ink);
    void end_path();
    void gray(bool fill);
    void rgb(bool fill);
    void cmyk(bool fill);
    void space(bool fill);
    void components(bool fill);
    void set_ink(bool fill, pdf_ink ink, bool black);
    void begin_text();
    void font();
    void move_text();
    void move_text_leading();
    void text_matrix();
    void next_line();
    void show();
    void show_array();
    void show_next();
    void show_spaced();
    void advance(double x);
    void glyphs(std::string const &s);
    void xobject();
    void form(QPDFObjectHandle stream);
    void image(QPDFObjectHandle dict, QPDFObjectHandle stream);
    void place(QPDFObjectHandle dict, QPDFObjectHandle stream, bool opaque, rect seen, pdf_ink ink);

    walker &w;
    QPDFObjectHandle resources;
    gstate g;
    uint32_t depth;
    std::vector<gstate> stack;
    std::vector<QPDFObjectHandle> args;
    rect path = NOWHERE;
    bool clipping = false;
    QPDFMatrix tm, tlm;
};

#define OP(name, call)                                                                             \
    {                                                                                              \
        name, &Content::call                                                                       \
    }
std::map<std::string, Content::handler> const &Content::table()
{
    static std::map<std::string, handler> const t = {
        OP("q", save),         OP("Q", restore),      OP("cm", concat),
        OP("gs", ext_gstate),  OP("m", line_to),      OP("l", line_to),
        OP("c", curve_to),     OP("v", curve_to),     OP("y", curve_to),
        OP("re", rectangle),   OP("W", clip_next),    OP("W*", clip_next),
        OP("n", no_paint),     OP("f", fill_path),    OP("F", fill_path),
        OP("f*", fill_path),   OP("S", stroke_path),  OP("s", stroke_path),
        OP("B", fill_stroke),  OP("B*", fill_stroke), OP("b", fill_stroke),
        OP("b*", fill_stroke), OP("sh", shade),       OP("BT", begin_text),
        OP("Tf", font),        OP("Td", move_text),   OP("TD", move_text_leading),
        OP("Tm", text_matrix), OP("T*", next_line),   OP("Tj", show),
        OP("TJ", show_array),  OP("'", show_next),    OP("\"", show_spaced),
        OP("Do", xobject),
    };
    return t;
}

void Content::handleObject(QPDFObjectHandle o)
{
    if (o.isInlineImage()) {
        // Its dictionary was parsed as loose keys and values between BI and ID.
        QPDFObjectHandle dict = QPDFObjectHandle::newDictionary();
        for (size_t i = 0; i + 1 < args.size(); i += 2)
            if (args[i].isName())
                dict.replaceKey(args[i].getName(), args[i + 1]);
        image(dict, QPDFObjectHandle::newNull());
        args.clear();
        return;
    }
    if (!o.isOperator()) {
        if (args.size() < 4096)
            args.push_back(o);
        return;
    }
    if (++w.operators > OPERATORS_MAX) {
        w.info->unclear = true;
        terminateParsing();
    }
    std::string const op = o.getOperatorValue();
    auto const it = table().find(op);
    if (it != table().end())
        (this->*it->second)();
    else if (op == "g" || op == "G")
        gray(op == "g");
    else if (op == "rg" || op == "RG")
        rgb(op == "rg");
    else if (op == "k" || op == "K")
        cmyk(op == "k");
    else if (op == "cs" || op == "CS")
        space(op == "cs");
    else if (op == "sc" || op == "scn" || op == "SC" || op == "SCN")
        components(op[0] == 's');
    else if (op == "Tr")
        g.render = static_cast<int>(arg(0));
    else if (op == "TL")
        g.leading = arg(0);
    else if (op == "Tz")
        g.scale = arg(0) / 100;
    else if (op == "Tc")
        g.spacing = arg(0);
    if (op == "BI" || op != "ID")
        args.clear();
}

void Content::save()
{
    if (stack.size() < STATES_MAX)
        stack.push_back(g);
    else
        w.info->unclear = true;
}

void Content::restore()
{
    if (!stack.empty()) {
        g = stack.back();
        stack.pop_back();
    }
}

void Content::concat()
{
    g.ctm.concat(QPDFMatrix(arg(0), arg(1), arg(2), arg(3), arg(4), arg(5)));
}

void Content::ext_gstate()
{
    if (args.empty() || !args[0].isName())
        return;
    QPDFObjectHandle d = get(get(resources, "/ExtGState"), args[0].getName());
    QPDFObjectHandle mask = get(d, "/SMask"), mode = get(d, "/BM"), font = get(d, "/Font");
    if (!d.isDictionary())
        return;
    bool const normal =
        !mode.isName() || mode.getName() == "/Normal" || mode.getName() == "/Compatible";
    bool const masked = !mask.isNull() && !(mask.isName() && mask.getName() == "/None");
    if (masked || !normal || number(get(d, "/ca"), 1) < 1)
        g.clear = false;
    else if (!mask.isNull() || !mode.isNull() || !get(d, "/ca").isNull())
        g.clear = true;
    if (font.isArray() && font.getArrayNItems() == 2)
        g.size = number(font.getArrayItem(1));
}

void Content::line_to()
{
    point(arg(0), arg(1));
}

void Content::curve_to()
{
    for (size_t i = 0; i + 1 < args.size() && i < 6; i += 2)
        point(arg(i), arg(i + 1));
}

void Content::rectangle()
{
    point(arg(0), arg(1));
    point(arg(0) + arg(2), arg(1) + arg(3));
    point(arg(0) + arg(2), arg(1));
    point(arg(0), arg(1) + arg(3));
}

void Content::end_path()
{
    // The box of a path is at least its area: coverage is never taken for too small.
    if (clipping)
        g.clip = meet(g.clip, path);
    clipping = false;
    path = NOWHERE;
}

void Content::paint(pdf_ink ink)
{
    // A hairline has no area but shows, hence the half point around.
    rect const r = { path.x0 - 0.5, path.y0 - 0.5, path.x1 + 0.5, path.y1 + 0.5 };
    if (meet(meet(r, g.clip), w.page).area() > 0) {
        w.info->paints++;
        w.info->ink = std::max(w.info->ink, ink);
    }
    end_path();
}

void Content::set_ink(bool fill, pdf_ink ink, bool black)
{
    (fill ? g.fill : g.stroke) = ink;
    if (fill)
        g.fill_black = black;
}

void Content::gray(bool fill)
{
    double const v = arg(0);
    (fill ? g.fill_n : g.stroke_n) = 1;
    set_ink(fill, v <= 0 || v >= 1 ? INK_MONO : INK_GREY, v <= 0);
}

void Content::rgb(bool fill)
{
    double const r = arg(0), gr = arg(1), b = arg(2);
    bool const grey = std::fabs(r - gr) < 0.02 && std::fabs(gr - b) < 0.02;
    (fill ? g.fill_n : g.stroke_n) = 3;
    set_ink(fill, !grey ? INK_COLOUR : r <= 0 || r >= 1 ? INK_MONO : INK_GREY, grey && r <= 0);
}

void Content::cmyk(bool fill)
{
    bool const grey = arg(0) < 0.02 && arg(1) < 0.02 && arg(2) < 0.02;
    (fill ? g.fill_n : g.stroke_n) = 0;
    set_ink(fill,
            !grey                        ? INK_COLOUR
            : arg(3) <= 0 || arg(3) >= 1 ? INK_MONO
                                         : INK_GREY,
            grey && arg(3) >= 1);
}

void Content::space(bool fill)
{
    int const n = args.empty() ? 0 : plain_components(args[0], resources);
    (fill ? g.fill_n : g.stroke_n) = n;
    set_ink(fill, n ? INK_MONO : INK_COLOUR, n != 0);
}

void Content::components(bool fill)
{
    int const n = fill ? g.fill_n : g.stroke_n;
    if (n == 1 && args.size() == 1)
        gray(fill);
    else if (n == 3 && args.size() == 3)
        rgb(fill);
    else
        set_ink(fill, INK_COLOUR, false);
}

void Content::begin_text()
{
    tm = tlm = QPDFMatrix();
}

void Content::font()
{
    g.size = arg(1);
    g.wide = false;
    if (args.empty() || !args[0].isName())
        return;
    QPDFObjectHandle f = get(get(resources, "/Font"), args[0].getName());
    QPDFObjectHandle kind = get(f, "/Subtype"), base = get(f, "/BaseFont");
    g.wide = kind.isName() && kind.getName() == "/Type0";
    if (!base.isName())
        return;
    std::string name = base.getName().substr(1);
    if (name.size() > 7 && name[6] == '+')
        name = name.substr(7);
    if (!name.compare(0, 3, ".Vn") || !name.compare(0, 4, "VNI-") || !name.compare(0, 4, "VNI "))
        w.info->legacy_font = true;
}

void Content::move_text()
{
    tlm.concat(QPDFMatrix(1, 0, 0, 1, arg(0), arg(1)));
    tm = tlm;
}

void Content::move_text_leading()
{
    g.leading = -arg(1);
    move_text();
}

void Content::text_matrix()
{
    tm = tlm = QPDFMatrix(arg(0), arg(1), arg(2), arg(3), arg(4), arg(5));
}

void Content::next_line()
{
    tlm.concat(QPDFMatrix(1, 0, 0, 1, 0, -g.leading));
    tm = tlm;
}

void Content::advance(double x)
{
    tm.concat(QPDFMatrix(1, 0, 0, 1, x, 0));
}

/* Where glyphs lie is only needed to tell the margin from the middle: half an em each will do. */
void Content::glyphs(std::string const &s)
{
    auto const n = static_cast<uint32_t>(g.wide ? s.size() / 2 : s.size());
    for (uint32_t i = 0; i < n; i++) {
        double x, y;
        QPDFMatrix m = g.ctm;
        m.concat(tm);
        m.transform(0, g.size * 0.3, x, y);
        bool const there = x >= w.page.x0 && x <= w.page.x1 && y >= w.page.y0 && y <= w.page.y1;
        unsigned const code =
            g.wide ? static_cast<uint8_t>(s[2 * i]) << 8 | static_cast<uint8_t>(s[2 * i + 1])
                   : static_cast<uint8_t>(s[i]);
        if (there && code != ' ') {
            bool const hidden = g.render == 3 || g.render == 7;
            bool const inner =
                x >= w.inner.x0 && x <= w.inner.x1 && y >= w.inner.y0 && y <= w.inner.y1;
            w.info->hidden_glyphs += hidden;
            w.info->glyphs += !hidden;
            w.info->inner_glyphs += !hidden && inner;
            if (!hidden)
                w.info->ink = std::max(w.info->ink, g.fill);
        }
        advance((g.size * 0.5 + g.spacing) * g.scale);
    }
}

void Content::show()
{
    if (!args.empty() && args.back().isString())
        glyphs(args.back().getStringValue());
}

void Content::show_array()
{
    if (args.empty() || !args.back().isArray())
        return;
    for (auto const &o : args.back().getArrayAsVector()) {
        QPDFObjectHandle item = o;
        if (item.isString())
            glyphs(item.getStringValue());
        else
            advance(-number(item) / 1000 * g.size * g.scale);
    }
}

void Content::show_next()
{
    next_line();
    show();
}

void Content::show_spaced()
{
    g.spacing = arg(1);
    next_line();
    show();
}

void Content::xobject()
{
    if (args.empty() || !args[0].isName())
        return;
    QPDFObjectHandle x = get(get(resources, "/XObject"), args[0].getName());
    if (!x.isStream())
        return;
    QPDFObjectHandle kind = get(x, "/Subtype");
    if (!kind.isName())
        return;
    if (kind.getName() == "/Image")
        image(x.getDict(), x);
    else if (kind.getName() == "/Form")
        form(x);
}

void Content::form(QPDFObjectHandle stream)
{
    if (depth >= FORM_DEPTH_MAX || ++w.forms > FORM_VISITS_MAX) {
        w.info->unclear = true;
        return;
    }
    gstate start = g;
    QPDFObjectHandle m = get(stream, "/Matrix"), box = get(stream, "/BBox"),
                     res = get(stream, "/Resources");
    if (m.isMatrix()) {
        QPDFObjectHandle::Matrix const v = m.getArrayAsMatrix();
        start.ctm.concat(QPDFMatrix(v));
    }
    if (box.isRectangle()) {
        QPDFObjectHandle::Rectangle const r = box.getArrayAsRectangle();
        start.clip = meet(start.clip, mapped(start.ctm, { r.llx, r.lly, r.urx, r.ury }));
    }
    if (!get(stream, "/OC").isNull())
        w.info->unclear = true; // an optional layer: only a renderer knows whether it shows
    std::string bytes;
    if (!pull(stream, qpdf_dl_generalized, CONTENT_BYTES_MAX, bytes))
        w.info->unclear = true;
    Content inner(w, res.isDictionary() ? res : resources, start, depth + 1);
    parse_bytes(w.p, bytes, &inner);
}

void Content::image(QPDFObjectHandle dict, QPDFObjectHandle stream)
{
    QPDFObjectHandle mask = get(dict, "/ImageMask"), im = get(dict, "/IM");
    bool const stencil =
        (mask.isBool() && mask.getBoolValue()) || (im.isBool() && im.getBoolValue());
    bool const masked =
        !get(dict, "/SMask").isNull() || !get(dict, "/Mask").isNull() || !get(dict, "/OC").isNull();
    rect const seen = meet(meet(mapped(g.ctm, { 0, 0, 1, 1 }), g.clip), w.page);
    if (seen.area() <= 0)
        return;
    place(dict, stream, g.clear && !masked && (!stencil || g.fill_black), seen,
          ink_of_image(dict, resources, g.fill));
    // What an opaque picture covers is not seen any more.
    if (w.info->images && g.clear && !masked && !stencil && seen.area() >= 0.95 * w.page.area()) {
        w.info->hidden_glyphs += w.info->glyphs;
        w.info->glyphs = w.info->inner_glyphs = w.info->paints = 0;
        w.info->images = 1;
        w.info->ink = ink_of_image(dict, resources, g.fill);
    }
}

/* Notes an image and, when it is the largest so far, how it lies on the page. */
void Content::place(QPDFObjectHandle dict, QPDFObjectHandle stream, bool opaque, rect seen,
                    pdf_ink ink)
{
    auto size = [&](char const *key, char const *brief) {
        QPDFObjectHandle o = get(dict, key);
        return integer(o.isNull() ? get(dict, brief) : o, 0);
    };
    int32_t const iw = size("/Width", "/W"), ih = size("/Height", "/H");
    QPDFMatrix const &m = g.ctm;
    double const wx = std::hypot(m.a, m.b) * w.unit, wy = std::hypot(m.c, m.d) * w.unit;

    w.info->images++;
    w.info->ink = std::max(w.info->ink, ink);
    if (iw <= 0 || ih <= 0 || wx < 0.01 || wy < 0.01)
        return;
    double const dx = iw * 72.0 / wx, dy = ih * 72.0 / wy;
    double const share = seen.area() / w.page.area();
    // Specks of a few points (bullets, shadows) say nothing about the resolution a page needs.
    if (share > 0.01)
        w.info->max_dpi = std::max(w.info->max_dpi, std::max(dx, dy));
    if (share < w.largest)
        return;
    w.largest = share;
    double const ccw = std::atan2(m.b, m.a) * 180 / M_PI, quarter = std::round(ccw / 90) * 90;
    // The image's second axis must stand a quarter turn before its first: no mirror, no shear.
    double const other = std::remainder(std::atan2(m.d, m.c) * 180 / M_PI - ccw - 90, 360);
    int const turn = (static_cast<int>(-quarter) + w.info->rotate + 720) % 360;
    w.p->image = stream;
    w.info->cover = share;
    w.info->shown = seen.area() / std::max(1e-9, mapped(m, { 0, 0, 1, 1 }).area());
    w.info->plain = opaque && std::fabs(ccw - quarter) < 0.5 && std::fabs(other) < 0.5;
    w.info->img_w = iw;
    w.info->img_h = ih;
    w.info->turn = turn;
    w.info->dpi_x = dx;
    w.info->dpi_y = dy;
}

} // namespace

void walk_content(pdfread *p, QPDFPageObjectHelper &page, pdf_page_info *info)
{
    rect media = { 0, 0, 612, 792 }, crop;
    (void)box_of(page.getAttribute("/MediaBox", false), &media);
    if (box_of(page.getAttribute("/CropBox", false), &crop) && meet(media, crop).area() >= 1)
        media = meet(media, crop);
    walker w{ p, info, media, {} };
    double const bw = media.x1 - media.x0, bh = media.y1 - media.y0;
    w.inner = { media.x0 + bw / 8, media.y0 + bh / 8, media.x1 - bw / 8, media.y1 - bh / 8 };
    w.unit = number(page.getObjectHandle().getKey("/UserUnit"), 1);
    if (!(w.unit > 0 && w.unit < 1e6))
        w.unit = 1;
    int32_t const rotate = integer(page.getAttribute("/Rotate", false), 0) % 360;
    info->rotate = (rotate + 360) % 360 / 90 * 90;
    bool const swap = info->rotate == 90 || info->rotate == 270;
    info->w_pt = (swap ? bh : bw) * w.unit;
    info->h_pt = (swap ? bw : bh) * w.unit;

    std::string bytes;
    for (auto &stream : page.getPageContents()) {
        if (!pull(stream, qpdf_dl_generalized, CONTENT_BYTES_MAX, bytes))
            info->unclear = true;
        bytes.push_back('\n');
        if (bytes.size() > CONTENT_BYTES_MAX)
            break;
    }
    gstate start;
    start.clip = media;
    Content content(w, page.getAttribute("/Resources", false), start, 0);
    parse_bytes(p, bytes, &content);
    info->annotations = shows_annotation(page, media);
}
