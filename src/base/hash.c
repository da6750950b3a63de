#include "base/hash.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct sha256 {
    EVP_MD_CTX *ctx;
};

static void must(int ok)
{
    if (ok != 1)
        abort();
}

struct sha256 *sha256_new(void)
{
    struct sha256 *h = malloc(sizeof *h);
    must(h != NULL);
    h->ctx = EVP_MD_CTX_new();
    must(h->ctx != NULL);
    must(EVP_DigestInit_ex(h->ctx, EVP_sha256(), NULL));
    return h;
}

void sha256_add(struct sha256 *h, const void *p, size_t len)
{
    must(EVP_DigestUpdate(h->ctx, p, len));
}

void sha256_done(struct sha256 *h, uint8_t out[SHA256_BYTES])
{
    must(EVP_DigestFinal_ex(h->ctx, out, NULL));
    EVP_MD_CTX_free(h->ctx);
    free(h);
}

void sha256_mem(const void *p, size_t len, uint8_t out[SHA256_BYTES])
{
    struct sha256 *h = sha256_new();
    sha256_add(h, p, len);
    sha256_done(h, out);
}

void hash_hex(const uint8_t in[SHA256_BYTES], char out[SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < SHA256_BYTES; i++) {
        out[2 * i] = digits[in[i] >> 4];
        out[2 * i + 1] = digits[in[i] & 15];
    }
    out[SHA256_HEX - 1] = '\0';
}
