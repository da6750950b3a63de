#include "ocr/models.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { MODELS_MAX = 8 };

struct shared_model {
    struct lstm_model *model;
    char *path;
    uint32_t users; /* 0: the place is free */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct shared_model models[MODELS_MAX];

static struct shared_model *find(const char *path)
{
    for (int i = 0; i < MODELS_MAX; i++)
        if (models[i].users && strcmp(models[i].path, path) == 0)
            return &models[i];
    return NULL;
}

static bool load(const char *path, struct shared_model **out, struct err *e)
{
    for (int i = 0; i < MODELS_MAX; i++) {
        struct shared_model *m = &models[i];
        if (m->users)
            continue;
        m->path = strdup(path);
        if (!m->path)
            return err_set(e, ERR_NOMEM, "no memory for a model");
        if (!lstm_model_open(&m->model, path, e)) {
            free(m->path);
            return false;
        }
        *out = m;
        return true;
    }
    return err_set(e, ERR_LIMIT, "more than %d models are open", MODELS_MAX);
}

bool models_take(const char *path, const struct lstm_model **out, struct err *e)
{
    *out = NULL;
    pthread_mutex_lock(&lock);
    struct shared_model *m = find(path);
    const bool ok = m || load(path, &m, e);
    if (ok) {
        m->users++;
        *out = m->model;
    }
    pthread_mutex_unlock(&lock);
    return ok;
}

void models_drop(const struct lstm_model *model)
{
    if (!model)
        return;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < MODELS_MAX; i++) {
        struct shared_model *m = &models[i];
        if (!m->users || m->model != model || --m->users)
            continue;
        lstm_model_close(m->model);
        free(m->path);
    }
    pthread_mutex_unlock(&lock);
}
