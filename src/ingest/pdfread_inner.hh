/* ingest/pdfread_inner.hh -- shared by the two halves of the qpdf shim (document, content stream),
 * the only files that see libqpdf. */
#ifndef INGEST_PDFREAD_INNER_HH
#define INGEST_PDFREAD_INNER_HH
#define POINTERHOLDER_TRANSITION 4 /* qpdf 11: std::shared_ptr throughout */
#include <algorithm>
#include <memory>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <vector>

#include "ingest/pdfread.h"

struct pdfread {
    QPDF pdf;
    std::vector<QPDFObjectHandle> pages;
    QPDFObjectHandle scratch; // one stream reused for whatever qpdf only parses out of a stream
    QPDFObjectHandle image;   // the largest of the page last looked at; null when inline or none
};

enum : size_t {
    CONTENT_BYTES_MAX = 128u << 20, // unpacked content of one page
};

struct rect {
    double x0, y0, x1, y1;
    double area() const
    {
        return std::max(0.0, x1 - x0) * std::max(0.0, y1 - y0);
    }
};

inline rect meet(rect a, rect b)
{
    return { std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1),
             std::min(a.y1, b.y1) };
}

/* Normalised and of some area; false leaves *r alone or unusable. */
bool box_of(QPDFObjectHandle o, rect *r);
/* Something with an appearance that a viewer draws over the page: stamps, form values, notes'
 * icons. */
bool shows_annotation(QPDFPageObjectHelper &page, rect visible);

/* Decoded bytes of a stream, never more than max: the rest is dropped and false returned. */
bool pull(QPDFObjectHandle stream, qpdf_stream_decode_level_e level, size_t max, std::string &out);

/* Content bytes through qpdf's parser. */
void parse_bytes(pdfread *p, std::string const &bytes, QPDFObjectHandle::ParserCallbacks *to);
double number(QPDFObjectHandle o, double otherwise = 0);
int32_t integer(QPDFObjectHandle o, int32_t otherwise);
/* dict/key or null, whatever the handle is. */
QPDFObjectHandle get(QPDFObjectHandle dict, std::string const &key);
/* Components of a colour space whose values are plain grey (1) or RGB (3); 0 for all others. */
int plain_components(QPDFObjectHandle cs, QPDFObjectHandle resources);

/* What an image (inline: with short keys) can show; fill is for stencils. */
pdf_ink ink_of_image(QPDFObjectHandle dict, QPDFObjectHandle resources, pdf_ink fill);
/* The image of p->image; pdfread_image() without the fence for exceptions. */
bool take_image(pdfread *p, uint64_t max_bytes, uint64_t max_pixels, pdf_image_data *out,
                struct buf *data, struct err *e);
void walk_content(pdfread *p, QPDFPageObjectHelper &page, pdf_page_info *info);
#endif
