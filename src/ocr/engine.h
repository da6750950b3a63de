/* ocr/engine.h -- what stands behind struct ocr. Inside src/ocr only.
 *
 * An engine is opened once, owned by one thread, and reads pages one after another. Every call is
 * bounded by the engine itself as far as it can; see ocr.h for the contract of what it fills. */
#ifndef OCR_ENGINE_H
#define OCR_ENGINE_H
#include "ocr/ocr.h"

struct tess_engine;
MUST_USE bool tess_engine_open(struct tess_engine **out, const struct ocr_opts *o, struct err *e);
void tess_engine_close(struct tess_engine *t); /* NULL allowed */
MUST_USE bool tess_engine_read(struct tess_engine *t, const struct grey *page, int32_t dpi,
                               struct arena *a, struct page_read *out, struct err *e);
/* Mean confidence 0..1 of the page, and its number of letters and digits; for telling which way is
 * up. */
MUST_USE bool tess_engine_rate(struct tess_engine *t, const struct grey *page, float *conf,
                               uint32_t *chars, struct err *e);

struct fast_engine;
MUST_USE bool fast_engine_open(struct fast_engine **out, const struct ocr_opts *o, struct err *e);
void fast_engine_close(struct fast_engine *f); /* NULL allowed */
void fast_engine_set_threads(struct fast_engine *f, int n);
MUST_USE bool fast_engine_read(struct fast_engine *f, const struct grey *page, int32_t dpi,
                               struct arena *a, struct page_read *out, struct err *e);
MUST_USE bool fast_engine_upside_down(struct fast_engine *f, const struct grey *page, bool *flip,
                                      float *margin, struct err *e);
#endif
