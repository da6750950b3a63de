/* ocr/ocr.h -- one prepared page to words with boxes and confidence.
 *
 * Two engines behind one interface: `fast` reads the LSTM component of a .traineddata with our own
 * kernels; `tesseract` is libtesseract, the reference and the fallback. An engine handle belongs to
 * one thread; ocr_open loads the model (shared, immutable, between fast handles of a process).
 * Adaptive state is cleared before each page, so a page's text does not depend on its neighbours.
 *
 * ocr_read fills words, lines, text_confidence and engine of `out` (frame boxes); strings and
 * arrays come from `a`. No text found is success with n_words = 0. Deadline: ocr_read gives up with
 * ERR_LIMIT after `deadline_ms` where the engine can be asked to; the pipeline's watchdog kills
 * what cannot.
 *
 * Errors: ERR_MISSING (model not installed), ERR_UNSUPPORTED (a model `fast` does not read: float,
 * 2-D, unknown layer), ERR_INPUT (damaged model), ERR_LIMIT, ERR_NOMEM, ERR_LIBRARY. Deterministic:
 * same grey in, same words out, whatever CPU, thread count or order of pages. */
#ifndef OCR_OCR_H
#define OCR_OCR_H
#include "doc/grey.h"
#include "doc/page.h"

enum ocr_kind { OCR_FAST, OCR_TESSERACT };
struct ocr;
struct ocr_opts {
    enum ocr_kind kind;
    const char *model_path; /* a .traineddata file */
    const char *lm_path;    /* language model for `fast`; NULL: the most probable letters */
    /* An accurate model for the lines `fast` is in doubt about, where there is a language model;
     * not used when its codes are others. NULL: none. */
    const char *second_path;
    uint32_t deadline_ms; /* 0: none */
    int omp_levels;       /* of OpenMP inside libtesseract; 0: one thread a page */
};

MUST_USE bool ocr_open(struct ocr **out, const struct ocr_opts *o, struct err *e);
void ocr_close(struct ocr *o); /* NULL allowed */
/* Threads `fast` may use for the next pages: more than 1 only when cores would be idle otherwise.
 * libtesseract stays at omp_levels. */
void ocr_set_threads(struct ocr *o, int n);
MUST_USE bool ocr_read(struct ocr *o, const struct grey *page, int32_t dpi, struct arena *a,
                       struct page_read *out, struct err *e);
/* Is the frame upside down? Reads a sample of lines both ways up and compares what the recogniser
 * thinks of them. *flip is true when turning by 180 reads clearly better; *margin >= 0 is how
 * clearly. Cannot tell (too little text) is flip = false, margin = 0. Cheaper than ocr_read. */
MUST_USE bool ocr_upside_down(struct ocr *o, const struct grey *page, bool *flip, float *margin,
                              struct err *e);
/* Default model: TESSDATA_PREFIX or the packaged folder's vie.traineddata. ERR_MISSING names the
 * package. */
MUST_USE bool ocr_default_model(char *out, size_t cap, struct err *e);
/* The packaged language model, models/vi-lm.bin. */
MUST_USE bool ocr_default_lm(char *out, size_t cap, struct err *e);
#endif
