#include <lcms2.h>
#include <string.h>

#include "pdf/pdf_parts.h"

void srgb_load(void)
{
    (void)cmsGetEncodedCMMversion();
}

bool srgb_profile(bool v2, struct buf *out, struct err *e)
{
    /* ICC.1:2010, 7.2.8: creation time at byte 24, six big-endian numbers; lcms2 writes the wall
     * clock */
    static const unsigned char fixed[12] = {
        0x07, 0xBC, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0
    }; /* 1980-01-01 */
    enum { DATE_AT = 24, MAX_PROFILE = 1 << 20 };
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number n = 0;
    bool ok = false;

    if (!profile)
        return err_set(e, ERR_LIBRARY, "lcms2 makes no sRGB profile");
    if (v2)
        cmsSetProfileVersion(profile, 2.1);
    if (cmsSaveProfileToMem(profile, NULL, &n) && n > DATE_AT + sizeof fixed && n < MAX_PROFILE) {
        const size_t at = out->len;
        for (cmsUInt32Number i = 0; i < n; i++)
            buf_putc(out, 0);
        if (!out->failed && cmsSaveProfileToMem(profile, out->ptr + at, &n)) {
            memcpy(out->ptr + at + DATE_AT, fixed, sizeof fixed);
            ok = true;
        }
    }
    cmsCloseProfile(profile);
    return ok || err_set(e, ERR_LIBRARY, "lcms2 cannot save the sRGB profile");
}
