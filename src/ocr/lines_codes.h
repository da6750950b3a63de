/* ocr/lines_codes.h -- barcodes and QR codes are no text. Inside lines_*.c only. */
#ifndef OCR_LINES_CODES_H
#define OCR_LINES_CODES_H
#include "ocr/lines_ink.h"

/* Takes the components of barcodes and QR codes out of k->comps; true when there were any. */
bool codes_drop(struct ink *k);
#endif
