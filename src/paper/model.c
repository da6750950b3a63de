#include "paper/model.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "SOHOAPM1";
enum { HEAD = 24, CLASS_BYTES = 48, FILE_MAX = 32 << 20 };

/* No weight or number of ours is larger; sums of them stay finite. */
static const float NUMBER_MAX = 1e6F;

static uint32_t u32_at(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return le32toh(v);
}

static bool f32_at(const uint8_t *p, float *out)
{
    const uint32_t v = u32_at(p);

    memcpy(out, &v, sizeof v);
    return isfinite(*out) && fabsf(*out) <= NUMBER_MAX;
}

static bool class_at(const uint8_t *p, struct model_class *c)
{
    size_t n = 0;

    memcpy(c->slug, p, MODEL_SLUG);
    while (n < MODEL_SLUG && (c->slug[n] == '_' || (c->slug[n] >= 'a' && c->slug[n] <= 'z') ||
                              (c->slug[n] >= '0' && c->slug[n] <= '9')))
        n++;
    return n > 0 && n < MODEL_SLUG && c->slug[n] == '\0' && f32_at(p + MODEL_SLUG, &c->scale) &&
           f32_at(p + MODEL_SLUG + 4, &c->bias);
}

static bool bad(struct err *e, const char *what)
{
    return err_set(e, ERR_INPUT, "paper model: %s", what);
}

static bool fill(struct paper_model *m, const uint8_t *p, size_t len, struct err *e)
{
    if (len < HEAD || memcmp(p, magic, 8) != 0)
        return bad(e, "no such file");
    m->n_classes = u32_at(p + 8);
    m->bits = u32_at(p + 12);
    m->n_signs = u32_at(p + 16);
    if (m->n_classes == 0 || m->n_classes > MODEL_CLASSES_MAX || m->bits == 0 ||
        m->bits > MODEL_BITS_MAX || m->n_signs > MODEL_SIGNS_MAX || u32_at(p + 20) != MODEL_PARAMS)
        return bad(e, "another version, or damaged");
    const size_t numbers = (size_t)4 * (MODEL_PARAMS + m->n_signs),
                 classes = (size_t)CLASS_BYTES * m->n_classes;
    if (len != HEAD + numbers + classes + ((size_t)m->n_classes << m->bits))
        return bad(e, "damaged: its length is wrong");
    p += HEAD;
    for (uint32_t i = 0; i < MODEL_PARAMS; i++, p += 4)
        if (!f32_at(p, &m->params[i]))
            return bad(e, "damaged: no number");
    for (uint32_t i = 0; i < m->n_signs; i++, p += 4)
        if (!f32_at(p, &m->signs[i]))
            return bad(e, "damaged: no number");
    for (uint32_t i = 0; i < m->n_classes; i++, p += CLASS_BYTES)
        if (!class_at(p, &m->classes[i]))
            return bad(e, "damaged: no class");
    m->weights = (const int8_t *)p;
    return true;
}

bool model_parse(struct paper_model **out, const void *bytes, size_t len, struct err *e)
{
    struct paper_model *m = calloc(1, sizeof *m);

    *out = NULL;
    if (!m)
        return err_set(e, ERR_NOMEM, "paper model: no memory");
    if (!fill(m, bytes, len, e)) {
        free(m);
        return false;
    }
    *out = m;
    return true;
}

bool model_open(struct paper_model **out, const char *path, struct err *e)
{
    struct stat st;
    const int fd = open(path, O_RDONLY | O_CLOEXEC);

    *out = NULL;
    if (fd < 0)
        return err_set(e, errno == ENOENT ? ERR_MISSING : ERR_IO, "%s: %s", path, strerror(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < HEAD || st.st_size > FILE_MAX) {
        close(fd);
        return err_set(e, ERR_INPUT, "%s is no paper model", path);
    }
    const size_t len = (size_t)st.st_size;
    void *map = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (map == MAP_FAILED)
        return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    if (!model_parse(out, map, len, e)) {
        munmap(map, len);
        return false;
    }
    (*out)->map = map;
    (*out)->map_len = len;
    return true;
}

void model_close(struct paper_model *m)
{
    if (!m)
        return;
    if (m->map)
        munmap(m->map, m->map_len);
    free(m);
}
