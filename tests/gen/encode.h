/* tests/gen/encode.h -- scans as files: JPEG, PNG, TIFF, PDF, and archives of files, equal bytes
 * for equal input (no clock, no locale). Memory is glib's; a library that refuses ends the program.
 */
#ifndef GEN_ENCODE_H
#define GEN_ENCODE_H
#include "tests/gen/age.h"

GByteArray *encode_jpeg(const struct raster *im, int quality);
GByteArray *encode_png(const struct raster *im);
GByteArray *encode_g4(const struct raster *im); /* bare T.6 data, black is 0 */

struct tiff_writer; /* many pages: bilevel ones as G4, others as JPEG in TIFF */
struct tiff_writer *tiff_open(void);
void tiff_add(struct tiff_writer *w, const struct raster *im, int quality);
GByteArray *tiff_close(struct tiff_writer *w); /* and frees w */

struct pdf_writer;
struct pdf_writer *pdf_open(void);
void pdf_add(struct pdf_writer *w, const struct raster *im, int quality);
GByteArray *pdf_close(struct pdf_writer *w, const char *title); /* and frees w */

struct gen_file {
    char *path;
    GByteArray *bytes;
};

enum pack_kind { PACK_FOLDER, PACK_ZIP, PACK_TAR_ZST, PACK_TAR_GZ, PACK_7Z, PACK_KINDS };
const char *pack_suffix(enum pack_kind k);
GByteArray *encode_archive(enum pack_kind k, const struct gen_file *files, guint n);
#endif
