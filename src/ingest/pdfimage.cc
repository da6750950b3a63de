/* One image stream of a PDF: its bytes as they are where an image file can hold them, its samples
 * where they are plain grey, RGB or a palette; everything else is for a renderer. */
#include "ingest/pdfread_inner.hh"

#include <cstring>

namespace
{
struct filters {
    std::vector<std::string> names;
    std::vector<QPDFObjectHandle> parms;
};

std::string long_name(std::string const &s)
{
    static char const *const pairs[][2] = { { "/DCT", "/DCTDecode" },
                                            { "/CCF", "/CCITTFaxDecode" },
                                            { "/Fl", "/FlateDecode" },
                                            { "/LZW", "/LZWDecode" } };
    for (auto const &pair : pairs)
        if (s == pair[0])
            return pair[1];
    return s;
}

filters filters_of(QPDFObjectHandle dict)
{
    filters f;
    QPDFObjectHandle names = get(dict, "/Filter"), parms = get(dict, "/DecodeParms");
    if (names.isName()) {
        f.names.push_back(long_name(names.getName()));
        f.parms.push_back(parms.isArray() && parms.getArrayNItems() ? parms.getArrayItem(0)
                                                                    : parms);
    } else if (names.isArray()) {
        for (int i = 0; i < names.getArrayNItems(); i++) {
            QPDFObjectHandle n = names.getArrayItem(i);
            f.names.push_back(n.isName() ? long_name(n.getName()) : std::string());
            f.parms.push_back(parms.isArray() && i < parms.getArrayNItems()
                                  ? parms.getArrayItem(i)
                                  : QPDFObjectHandle::newNull());
        }
    }
    return f;
}

/* Bytes in front of the last filter: undoes the filters before it, which qpdf only does for all or
 * none. */
bool before_last_filter(pdfread *p, QPDFObjectHandle image, filters &f, size_t max,
                        std::string &out)
{
    if (f.names.size() == 1)
        return pull(image, qpdf_dl_none, max, out);
    std::string raw;
    if (!pull(image, qpdf_dl_none, max, raw))
        return false;
    QPDFObjectHandle names = QPDFObjectHandle::newArray(), parms = QPDFObjectHandle::newArray();
    for (size_t i = 0; i + 1 < f.names.size(); i++) {
        names.appendItem(QPDFObjectHandle::newName(f.names[i]));
        parms.appendItem(f.parms[i].isDictionary() ? f.parms[i] : QPDFObjectHandle::newNull());
    }
    p->scratch.replaceStreamData(raw, names, parms);
    const bool ok = pull(p->scratch, qpdf_dl_generalized, max, out);
    p->scratch.replaceStreamData(std::string(), QPDFObjectHandle::newNull(),
                                 QPDFObjectHandle::newNull());
    return ok;
}

/* 0 identity, 1 inverted, -1 anything else. */
int decode_kind(QPDFObjectHandle dict, int components)
{
    QPDFObjectHandle d = get(dict, "/Decode");
    if (!d.isArray())
        return 0;
    if (d.getArrayNItems() != 2 * components)
        return -1;
    int inverted = 0;
    for (int i = 0; i < components; i++) {
        const double lo = number(d.getArrayItem(2 * i), 0),
                     hi = number(d.getArrayItem(2 * i + 1), 1);
        if (lo == 1 && hi == 0)
            inverted++;
        else if (lo != 0 || hi != 1)
            return -1;
    }
    return inverted == 0 ? 0 : inverted == components ? 1 : -1;
}

bool odd(struct err *e, char const *what)
{
    return err_set(e, ERR_UNSUPPORTED, "PDF: an image stream with %s", what);
}

struct jpeg_facts {
    int components, w, h;
    bool adobe, exif_turned;
};

bool jpeg_facts_of(std::string const &s, jpeg_facts *j)
{
    *j = {};
    auto const *const p = reinterpret_cast<uint8_t const *>(s.data());
    size_t at = 2;
    if (s.size() < 4 || p[0] != 0xFF || p[1] != 0xD8)
        return false;
    while (at + 4 <= s.size()) {
        if (p[at] != 0xFF) {
            at++;
            continue;
        }
        const uint8_t m = p[at + 1];
        if (m == 0xFF || m == 0x00 || m == 0x01 || (m >= 0xD0 && m <= 0xD8)) {
            at += m == 0xFF ? 1 : 2;
            continue;
        }
        const size_t n = static_cast<size_t>(p[at + 2]) << 8 | p[at + 3];
        if (m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC) {
            if (at + 10 > s.size() || m == 0xC3 || m > 0xCA)
                return false; // lossless and arithmetic kinds: few decoders
            j->h = p[at + 5] << 8 | p[at + 6];
            j->w = p[at + 7] << 8 | p[at + 8];
            j->components = p[at + 9];
            return p[at + 4] == 8;
        }
        if (m == 0xEE && n >= 14 && at + 9 <= s.size() && !memcmp(p + at + 4, "Adobe", 5))
            j->adobe = true;
        if (m == 0xE1 && n >= 16 && at + 10 <= s.size() && !memcmp(p + at + 4, "Exif", 4)) {
            /* A PDF viewer ignores EXIF; a reader of the bare JPEG would not. Tag 0x0112, type
             * SHORT, count 1, in either byte order. */
            const size_t end = at + 2 + n < s.size() ? at + 2 + n : s.size();
            for (size_t i = at + 10; i + 10 <= end; i++) {
                const bool le = !memcmp(p + i, "\x12\x01\x03\x00\x01\x00\x00\x00", 8);
                const bool be = !memcmp(p + i, "\x01\x12\x00\x03\x00\x00\x00\x01", 8);
                if (le || be)
                    j->exif_turned = (le ? p[i + 8] : p[i + 9]) > 1;
            }
        }
        at += 2 + n;
    }
    return false;
}

bool take_dct(pdfread *p, QPDFObjectHandle image, filters &f, int components, size_t max,
              pdf_image_data *out, struct buf *data, struct err *e)
{
    std::string s;
    jpeg_facts j;
    if (!before_last_filter(p, image, f, max, s))
        return err_set(e, ERR_LIMIT, "PDF: an image stream over the limit of %zu bytes", max);
    if (!jpeg_facts_of(s, &j))
        return odd(e, "an unusual JPEG inside");
    if (j.components != components || (components != 1 && components != 3))
        return odd(e, "a colour space unlike its JPEG's");
    QPDFObjectHandle transform = get(f.parms.back(), "/ColorTransform");
    if (components == 3 && !j.adobe && integer(transform, 1) == 0)
        return odd(e, "untransformed RGB in a JPEG");
    if (j.exif_turned || decode_kind(image.getDict(), components) != 0)
        return odd(e, "a turn or inversion its JPEG does not know");
    out->kind = PDF_DCT;
    out->w = j.w;
    out->h = j.h;
    buf_add(data, s.data(), s.size());
    return true;
}

/* Components from the JP2 header box, or from the SIZ segment of a bare codestream. */
int jpx_components(std::string const &s)
{
    auto const *const p = reinterpret_cast<uint8_t const *>(s.data());
    const size_t siz = s.find("\xFF\x51", 0, 2);
    if (s.size() > 40 && !memcmp(p, "\xFF\x4F\xFF\x51", 4))
        return p[40] << 8 | p[41];
    const size_t ihdr = s.find("ihdr");
    if (ihdr != std::string::npos && ihdr + 14 < s.size() && ihdr < siz)
        return p[ihdr + 12] << 8 | p[ihdr + 13];
    return 0;
}

bool take_jpx(pdfread *p, QPDFObjectHandle image, filters &f, size_t max, pdf_image_data *out,
              struct buf *data, struct err *e)
{
    std::string s;
    QPDFObjectHandle dict = image.getDict();
    if (!before_last_filter(p, image, f, max, s))
        return err_set(e, ERR_LIMIT, "PDF: an image stream over the limit of %zu bytes", max);
    const int n = jpx_components(s);
    QPDFObjectHandle cs = get(dict, "/ColorSpace");
    if ((n != 1 && n != 3) ||
        (!cs.isNull() && plain_components(cs, QPDFObjectHandle::newNull()) != n))
        return odd(e, "a JPEG 2000 that is neither grey nor RGB");
    if (integer(get(dict, "/SMaskInData"), 0) != 0 || decode_kind(dict, n) != 0)
        return odd(e, "a mask inside its JPEG 2000");
    out->kind = PDF_JPX;
    buf_add(data, s.data(), s.size());
    return true;
}

/* What the two values of a 1-bit image show: 0 as usual (0 black), 1 inverted, -1 neither. */
int bilevel_polarity(QPDFObjectHandle dict)
{
    QPDFObjectHandle cs = get(dict, "/ColorSpace");
    const int decode = decode_kind(dict, 1);
    QPDFObjectHandle mask = get(dict, "/ImageMask");
    if (mask.isBool() && mask.getBoolValue())
        return decode; // 0 paints, and the fill is black: the content walk saw to that
    if (!cs.isArray() || cs.getArrayNItems() != 4 || !cs.getArrayItem(0).isName() ||
        (cs.getArrayItem(0).getName() != "/Indexed" && cs.getArrayItem(0).getName() != "/I"))
        return plain_components(cs, QPDFObjectHandle::newNull()) == 1 ? decode : -1;
    QPDFObjectHandle table = cs.getArrayItem(3);
    std::string t;
    if (table.isString())
        t = table.getStringValue();
    else if (table.isStream())
        (void)pull(table, qpdf_dl_generalized, 1024, t);
    const auto n =
        static_cast<size_t>(plain_components(cs.getArrayItem(1), QPDFObjectHandle::newNull()));
    if (!n || t.size() < 2 * n || get(dict, "/Decode").isArray())
        return -1;
    const std::string black(n, '\0'), white(n, '\xFF');
    if (t.substr(0, n) == black && t.substr(n, n) == white)
        return 0;
    return t.substr(0, n) == white && t.substr(n, n) == black ? 1 : -1;
}

bool take_ccitt(pdfread *p, QPDFObjectHandle image, filters &f, size_t max, pdf_image_data *out,
                struct buf *data, struct err *e)
{
    std::string s;
    QPDFObjectHandle parms = f.parms.back();
    auto flag = [&](char const *key) {
        QPDFObjectHandle o = get(parms, key);
        return o.isBool() && o.getBoolValue();
    };
    const int polarity = bilevel_polarity(image.getDict());
    if (polarity < 0 || flag("/EncodedByteAlign") ||
        integer(get(parms, "/Columns"), 1728) != out->w)
        return odd(e, "a fax encoding TIFF does not know");
    if (!before_last_filter(p, image, f, max, s))
        return err_set(e, ERR_LIMIT, "PDF: an image stream over the limit of %zu bytes", max);
    out->kind = PDF_CCITT;
    out->k = integer(get(parms, "/K"), 0);
    out->inverted = flag("/BlackIs1") != (polarity == 1);
    buf_add(data, s.data(), s.size());
    return true;
}

struct palette {
    std::string rgb; // 3 bytes an entry
    bool grey = true;
};

bool palette_of(QPDFObjectHandle cs, palette *pal)
{
    if (!cs.isArray() || cs.getArrayNItems() != 4)
        return false;
    const int n = plain_components(cs.getArrayItem(1), QPDFObjectHandle::newNull());
    QPDFObjectHandle table = cs.getArrayItem(3);
    std::string t;
    if (table.isString())
        t = table.getStringValue();
    else if (table.isStream())
        (void)pull(table, qpdf_dl_generalized, 4096, t);
    if (!n || t.empty())
        return false;
    for (size_t i = 0; i < 256; i++)
        for (size_t c = 0; c < 3; c++) {
            const size_t at = n == 1 ? i : 3 * i + c;
            pal->rgb.push_back(at < t.size() ? t[at] : '\0');
        }
    for (size_t i = 0; i < 256; i++)
        pal->grey &=
            pal->rgb[3 * i] == pal->rgb[3 * i + 1] && pal->rgb[3 * i] == pal->rgb[3 * i + 2];
    return true;
}

unsigned sample(uint8_t const *row, size_t i, unsigned bits)
{
    if (bits == 8)
        return row[i];
    const size_t bit = i * bits;
    return static_cast<unsigned>(row[bit / 8] >> (8 - bits - bit % 8)) & ((1u << bits) - 1);
}

/* Rows of 1, 2, 4, 8 or 16 bits to tightly packed ones of 8 or 16. */
void unpack_rows(std::string const &s, size_t stride, unsigned bits, unsigned n, bool invert,
                 palette const *pal, pdf_image_data *out, struct buf *data)
{
    const auto w = static_cast<size_t>(out->w),
               row_len = w * (pal ? (pal->grey ? 1 : 3) : n * (bits == 16 ? 2 : 1));
    const unsigned top = bits < 8 ? (1u << bits) - 1 : 255;
    std::vector<char> row(row_len);
    for (int32_t y = 0; y < out->h && !data->failed; y++) {
        auto const *const from =
            reinterpret_cast<uint8_t const *>(s.data()) + static_cast<size_t>(y) * stride;
        if (pal) {
            for (size_t x = 0; x < w; x++)
                for (size_t c = 0, m = pal->grey ? 1 : 3; c < m; c++)
                    row[m * x + c] = pal->rgb[3 * sample(from, x, bits) + c];
        } else if (bits >= 8) {
            memcpy(row.data(), from, row_len);
        } else {
            for (size_t i = 0; i < w * n; i++)
                row[i] = static_cast<char>(sample(from, i, bits) * 255 / top);
        }
        if (invert)
            for (char &c : row)
                c = static_cast<char>(~c);
        buf_add(data, row.data(), row_len);
    }
}

bool take_samples(QPDFObjectHandle image, uint64_t max_pixels, pdf_image_data *out,
                  struct buf *data, struct err *e)
{
    QPDFObjectHandle dict = image.getDict(), cs = get(dict, "/ColorSpace"),
                     mask = get(dict, "/ImageMask");
    const bool is_mask = mask.isBool() && mask.getBoolValue();
    const auto bits =
        static_cast<unsigned>(is_mask ? 1 : integer(get(dict, "/BitsPerComponent"), 0));
    const bool indexed =
        cs.isArray() && cs.getArrayNItems() == 4 && cs.getArrayItem(0).isName() &&
        (cs.getArrayItem(0).getName() == "/Indexed" || cs.getArrayItem(0).getName() == "/I");
    const int n = is_mask || indexed ? 1 : plain_components(cs, QPDFObjectHandle::newNull());
    const int decode = n ? decode_kind(dict, n) : -1;
    palette pal;
    const int polarity = bits == 1 && n == 1 ? bilevel_polarity(dict) : -1;
    if (!n || (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16))
        return odd(e, "a colour space that only rendering shows rightly");
    if (indexed && polarity < 0 &&
        (bits > 8 || get(dict, "/Decode").isArray() || !palette_of(cs, &pal)))
        return odd(e, "an odd palette");
    if (decode < 0 && !indexed)
        return odd(e, "an odd /Decode");
    const size_t stride = (static_cast<size_t>(out->w) * static_cast<size_t>(n) * bits + 7) / 8;
    const size_t want =
        stride * static_cast<size_t>(out->h); // w * h is below max_pixels, 6 bytes each at most
    (void)max_pixels;
    std::string s;
    (void)pull(image, qpdf_dl_generalized, want, s);
    if (s.size() < want)
        return odd(e, "too few samples");
    out->kind = PDF_SAMPLES;
    out->channels = n;
    out->bits = bits == 16 ? 16 : bits == 1 && polarity >= 0 ? 1 : 8;
    if (out->bits == 1) {
        out->inverted = polarity == 1;
        buf_add(data, s.data(), s.size());
        return true;
    }
    if (indexed)
        out->channels = pal.grey ? 1 : 3;
    unpack_rows(s, stride, bits, static_cast<unsigned>(n), decode == 1, indexed ? &pal : nullptr,
                out, data);
    return true;
}
} // namespace

pdf_ink ink_of_image(QPDFObjectHandle dict, QPDFObjectHandle resources, pdf_ink fill)
{
    QPDFObjectHandle mask = get(dict, "/ImageMask"), im = get(dict, "/IM");
    if ((mask.isBool() && mask.getBoolValue()) || (im.isBool() && im.getBoolValue()))
        return fill;
    QPDFObjectHandle cs = get(dict, "/ColorSpace"), bits = get(dict, "/BitsPerComponent");
    if (cs.isNull())
        cs = get(dict, "/CS");
    if (bits.isNull())
        bits = get(dict, "/BPC");
    if (plain_components(cs, resources) != 1)
        return INK_COLOUR;
    return integer(bits, 8) == 1 ? INK_MONO : INK_GREY;
}

bool take_image(pdfread *p, uint64_t max_bytes, uint64_t max_pixels, pdf_image_data *out,
                struct buf *data, struct err *e)
{
    if (!p->image.isInitialized() || !p->image.isStream())
        return odd(e, "its data inside the page");
    QPDFObjectHandle image = p->image, dict = image.getDict();
    out->w = integer(get(dict, "/Width"), 0);
    out->h = integer(get(dict, "/Height"), 0);
    if (out->w <= 0 || out->h <= 0)
        return odd(e, "no size");
    if (static_cast<uint64_t>(out->w) * static_cast<uint64_t>(out->h) > max_pixels)
        return err_set(e, ERR_LIMIT, "PDF: a page of %d x %d pixels, limit %llu pixels", out->w,
                       out->h, static_cast<unsigned long long>(max_pixels));
    filters f = filters_of(dict);
    const std::string last = f.names.empty() ? "" : f.names.back();
    if (last == "/DCTDecode")
        return take_dct(p, image, f,
                        plain_components(get(dict, "/ColorSpace"), QPDFObjectHandle::newNull()),
                        max_bytes, out, data, e);
    if (last == "/JPXDecode")
        return take_jpx(p, image, f, max_bytes, out, data, e);
    if (last == "/CCITTFaxDecode")
        return take_ccitt(p, image, f, max_bytes, out, data, e);
    if (last == "/JBIG2Decode" || last == "/Crypt")
        return odd(e, "a filter that only rendering undoes");
    return take_samples(image, max_pixels, out, data, e);
}
