/* PDF documents through libqpdf: opening, signatures, image streams. No exception leaves this file.
 */
#include "ingest/pdfread.h"

#include "ingest/pdfread_inner.hh"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <qpdf/Pl_Function.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjGen.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

namespace
{
/* Takes what fits. Throwing past the limit ends the decoding of a stream that would never end. The
 * pipeline is qpdf's own class: the library asks pipelines for their types, which a class of ours
 * does not have here (-fno-rtti). */
struct limited {
    limited(std::string &to, size_t most)
        : pipe("limited", nullptr, [this](unsigned char const *p, size_t n) { take(p, n); }),
          out(to), max(most)
    {
    }
    void take(unsigned char const *p, size_t len)
    {
        const size_t room = max - out.size();
        out.append(reinterpret_cast<char const *>(p), len < room ? len : room);
        if (len > room) {
            over = true;
            throw std::runtime_error("stream over its limit");
        }
    }
    Pl_Function pipe;
    bool over = false;

  private:
    std::string &out;
    size_t max;
};

bool speak(struct err *e, enum err_kind kind, char const *what)
{
    return err_set(e, kind, "PDF: %.180s", what);
}

/* Runs f and turns whatever it throws into an err. */
template <typename F>
bool guarded(struct err *e, F f)
{
    try {
        return f();
    } catch (QPDFExc &x) {
        if (x.getErrorCode() == qpdf_e_password)
            return err_set(e, ERR_ENCRYPTED, "no password given opens this PDF (--password-file)");
        return speak(e, x.getErrorCode() == qpdf_e_unsupported ? ERR_UNSUPPORTED : ERR_INPUT,
                     x.getMessageDetail().c_str());
    } catch (std::bad_alloc &) {
        return speak(e, ERR_NOMEM, "not enough memory");
    } catch (std::exception &x) {
        return speak(e, ERR_INPUT, x.what());
    } catch (...) {
        return speak(e, ERR_INPUT, "damaged");
    }
}

/* A field of type /Sig (the type may be inherited) whose /V covers a /ByteRange (12.7.4.5, 12.8.1).
 */
bool has_signature(QPDFObjectHandle field, bool is_sig, std::set<QPDFObjGen> &seen, int depth)
{
    if (!field.isDictionary() || depth > 32 || seen.size() > 100000)
        return false;
    if (field.isIndirect() && !seen.insert(field.getObjGen()).second)
        return false;
    QPDFObjectHandle ft = get(field, "/FT");
    if (ft.isName())
        is_sig = ft.getName() == "/Sig";
    if (is_sig && get(get(field, "/V"), "/ByteRange").isArray())
        return true;
    QPDFObjectHandle kids = get(field, "/Kids");
    if (kids.isArray())
        for (int i = 0; i < kids.getArrayNItems(); i++)
            if (has_signature(kids.getArrayItem(i), is_sig, seen, depth + 1))
                return true;
    return false;
}

bool is_signed(QPDF &pdf)
{
    std::set<QPDFObjGen> seen;
    QPDFObjectHandle fields = get(get(pdf.getRoot(), "/AcroForm"), "/Fields");
    if (fields.isArray())
        for (int i = 0; i < fields.getArrayNItems(); i++)
            if (has_signature(fields.getArrayItem(i), false, seen, 0))
                return true;
    // Document signatures that no field lists.
    return get(get(get(pdf.getRoot(), "/Perms"), "/DocMDP"), "/ByteRange").isArray();
}

void open_document(pdfread *p, uint8_t const *bytes, size_t len, char const *password,
                   pdfread_info *info)
{
    p->pdf.setSuppressWarnings(true);
    p->pdf.setLogger(std::shared_ptr<QPDFLogger>(QPDFLogger::create()));
    p->pdf.getLogger()->setError(p->pdf.getLogger()->discard());
    p->pdf.getLogger()->setWarn(p->pdf.getLogger()->discard());
    char const *const data = reinterpret_cast<char const *>(bytes);
    p->pdf.processMemoryFile("entry", data, len, password);
    info->encrypted = p->pdf.isEncrypted();
    p->scratch = QPDFObjectHandle::newStream(&p->pdf, std::string());
    p->pages = p->pdf.getAllPages();
    info->pages = p->pages.size() > INT32_MAX ? INT32_MAX : static_cast<int32_t>(p->pages.size());
    info->is_signed = is_signed(p->pdf);
}
} // namespace

bool box_of(QPDFObjectHandle o, rect *r)
{
    if (!o.isRectangle())
        return false;
    QPDFObjectHandle::Rectangle const b = o.getArrayAsRectangle();
    *r = { std::min(b.llx, b.urx), std::min(b.lly, b.ury), std::max(b.llx, b.urx),
           std::max(b.lly, b.ury) };
    return std::isfinite(r->area()) && r->area() >= 1;
}

/* Something with an appearance that a viewer draws over the page: stamps, form values, notes'
 * icons. */
bool shows_annotation(QPDFPageObjectHelper &page, rect visible)
{
    QPDFObjectHandle annots = page.getObjectHandle().getKey("/Annots");
    if (!annots.isArray())
        return false;
    for (int i = 0, n = std::min(annots.getArrayNItems(), 10000); i < n; i++) {
        QPDFObjectHandle a = annots.getArrayItem(i), kind = get(a, "/Subtype");
        rect r;
        bool const link =
            kind.isName() && (kind.getName() == "/Link" || kind.getName() == "/Popup");
        bool const hidden = (integer(get(a, "/F"), 0) & (2 | 32)) != 0; // Hidden, NoView
        if (!link && !hidden && !get(get(a, "/AP"), "/N").isNull() && box_of(get(a, "/Rect"), &r) &&
            meet(r, visible).area() >= 1)
            return true;
    }
    return false;
}

bool pull(QPDFObjectHandle stream, qpdf_stream_decode_level_e level, size_t max, std::string &out)
{
    limited to(out, max);
    bool filtered = false;
    if (!stream.isStream())
        return false;
    (void)stream.pipeStreamData(&to.pipe, &filtered, 0, level, true, false);
    return !to.over && (level == qpdf_dl_none || filtered);
}

void parse_bytes(pdfread *p, std::string const &bytes, QPDFObjectHandle::ParserCallbacks *to)
{
    // qpdf takes its copy before it parses, so a form inside a form may reuse the stream.
    p->scratch.replaceStreamData(bytes, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    p->scratch.parseAsContents(to);
    p->scratch.replaceStreamData(std::string(), QPDFObjectHandle::newNull(),
                                 QPDFObjectHandle::newNull());
}

double number(QPDFObjectHandle o, double otherwise)
{
    return o.isInitialized() && o.isNumber() ? o.getNumericValue() : otherwise;
}

int32_t integer(QPDFObjectHandle o, int32_t otherwise)
{
    if (!o.isInitialized() || !o.isInteger())
        return otherwise;
    const long long v = o.getIntValue();
    return v < INT32_MIN || v > INT32_MAX ? otherwise : static_cast<int32_t>(v);
}

QPDFObjectHandle get(QPDFObjectHandle dict, std::string const &key)
{
    if (dict.isInitialized() && dict.isStream())
        dict = dict.getDict();
    return dict.isInitialized() && dict.isDictionary() ? dict.getKey(key)
                                                       : QPDFObjectHandle::newNull();
}

int plain_components(QPDFObjectHandle cs, QPDFObjectHandle resources)
{
    if (cs.isName()) {
        std::string const name = cs.getName();
        if (name == "/DeviceGray" || name == "/G" || name == "/CalGray")
            return 1;
        if (name == "/DeviceRGB" || name == "/RGB" || name == "/CalRGB")
            return 3;
        QPDFObjectHandle other = get(get(resources, "/ColorSpace"), name);
        return other.isNull() || other.isName()
                   ? 0
                   : plain_components(other, QPDFObjectHandle::newNull());
    }
    if (!cs.isArray() || cs.getArrayNItems() < 1 || !cs.getArrayItem(0).isName())
        return 0;
    std::string const kind = cs.getArrayItem(0).getName();
    if (kind == "/CalGray" || kind == "/DeviceGray" || kind == "/G")
        return 1;
    if (kind == "/CalRGB" || kind == "/DeviceRGB" || kind == "/RGB")
        return 3;
    if (kind == "/ICCBased" && cs.getArrayNItems() > 1) {
        const int n = integer(get(cs.getArrayItem(1), "/N"), 0);
        return n == 1 || n == 3 ? n : 0;
    }
    return 0;
}

extern "C" bool pdfread_open(struct pdfread **out, const uint8_t *bytes, size_t len,
                             const char *password, struct pdfread_info *info, struct err *e)
{
    *out = nullptr;
    *info = {};
    struct err first = {};
    std::unique_ptr<pdfread> p;
    const bool open = guarded(&first, [&] {
        p = std::make_unique<pdfread>();
        open_document(p.get(), bytes, len, nullptr, info);
        return true;
    });
    if (!open && (first.kind != ERR_ENCRYPTED || !password || !*password)) {
        *e = first;
        return false;
    }
    const bool again = open || guarded(e, [&] {
                           p = std::make_unique<pdfread>();
                           open_document(p.get(), bytes, len, password, info);
                           info->wants_password = true;
                           return true;
                       });
    if (again)
        *out = p.release();
    return again;
}

extern "C" void pdfread_close(struct pdfread *p)
{
    delete p;
}

extern "C" bool pdfread_page(struct pdfread *p, int32_t page, struct pdf_page_info *out,
                             struct err *e)
{
    *out = {};
    p->image = QPDFObjectHandle::newNull();
    if (page < 1 || static_cast<size_t>(page) > p->pages.size())
        return err_set(e, ERR_INPUT, "PDF: no page %d", page);
    return guarded(e, [&] {
        QPDFPageObjectHelper helper(p->pages[static_cast<size_t>(page) - 1]);
        walk_content(p, helper, out);
        return true;
    });
}

extern "C" bool pdfread_image(struct pdfread *p, uint64_t max_bytes, uint64_t max_pixels,
                              struct pdf_image_data *out, struct buf *data, struct err *e)
{
    *out = {};
    return guarded(e, [&] { return take_image(p, max_bytes, max_pixels, out, data, e); }) &&
           buf_ok(data, "an image of a PDF", e);
}

extern "C" bool pdfread_decrypted(struct pdfread *p, struct buf *out, struct err *e)
{
    return guarded(e,
                   [&] {
                       std::string s;
                       limited to(s, out->ceiling);
                       QPDFWriter writer(p->pdf);
                       writer.setOutputPipeline(&to.pipe);
                       writer.setPreserveEncryption(false);
                       writer.setDecodeLevel(qpdf_dl_none);
                       writer.setStreamDataMode(qpdf_s_preserve);
                       writer.setDeterministicID(true);
                       writer.write();
                       buf_add(out, s.data(), s.size());
                       return true;
                   }) &&
           buf_ok(out, "a decrypted PDF", e);
}
