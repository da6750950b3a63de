#include <string.h>
#include <turbojpeg.h>

#include "tests/gen/encode.h"

GByteArray *encode_jpeg(const struct raster *im, int quality)
{
    tjhandle tj = tjInitCompress();
    unsigned char *buf = NULL;
    unsigned long size = 0;
    const bool grey = im->channels == 1;

    if (!tj || tjCompress2(tj, im->px, im->w, 0, im->h, grey ? TJPF_GRAY : TJPF_RGB, &buf, &size,
                           grey ? TJSAMP_GRAY : TJSAMP_420, quality, TJFLAG_ACCURATEDCT))
        gen_die("libjpeg-turbo refuses a page: %s", tjGetErrorStr2(tj));
    GByteArray *out = g_byte_array_sized_new((guint)size);
    g_byte_array_append(out, buf, (guint)size);
    tjFree(buf);
    tjDestroy(tj);
    /* JFIF density, where scanners say their dpi; turbojpeg leaves 1:1 aspect. */
    if (size > 18 && !memcmp(out->data + 6, "JFIF", 4)) {
        out->data[13] = 1;
        out->data[14] = out->data[16] = (guint8)(im->dpi >> 8);
        out->data[15] = out->data[17] = (guint8)(im->dpi & 255);
    }
    return out;
}
