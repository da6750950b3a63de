/* ocr/models.h -- recognition models, each once in memory for all handles of a process.
 *
 * models_take opens the model of a path, or finds it open; models_drop gives it back, and the last
 * to do so frees it. NULL may be dropped. At most 8 are open at a time.
 * Errors: those of lstm_model_open, ERR_NOMEM, ERR_LIMIT. Threads: safe; a model is immutable. */
#ifndef OCR_MODELS_H
#define OCR_MODELS_H
#include "ocr/lstm.h"

MUST_USE bool models_take(const char *path, const struct lstm_model **out, struct err *e);
void models_drop(const struct lstm_model *m);
#endif
