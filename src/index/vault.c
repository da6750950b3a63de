#include "index/vault.h"

#include <limits.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1, NONCE = 12, TAG = 16, HEAD = 1 + NONCE };

struct vault {
    EVP_CIPHER *gcm;
    EVP_CIPHER_CTX *cipher;
    EVP_MAC *hmac;
    EVP_MAC_CTX *nonce, *lookup;
    uint8_t seal_key[VAULT_KEY];
};

static bool failed(struct err *e)
{
    return err_set(e, ERR_LIBRARY, "libcrypto: cannot seal");
}

static bool mac_once(struct vault *v, const uint8_t *key, const char *label, uint8_t out[VAULT_MAC])
{
    char name[] = "SHA256";
    const OSSL_PARAM sha256[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                  OSSL_PARAM_END };
    EVP_MAC_CTX *m = EVP_MAC_CTX_new(v->hmac);
    size_t n = 0;
    const bool ok = m && EVP_MAC_init(m, key, VAULT_KEY, sha256) == 1 &&
                    EVP_MAC_update(m, (const uint8_t *)label, strlen(label)) == 1 &&
                    EVP_MAC_final(m, out, &n, VAULT_MAC) == 1 && n == VAULT_MAC;
    EVP_MAC_CTX_free(m);
    return ok;
}

static EVP_MAC_CTX *mac_keyed(struct vault *v, const uint8_t *master, const char *label)
{
    char name[] = "SHA256";
    const OSSL_PARAM sha256[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                  OSSL_PARAM_END };
    uint8_t key[VAULT_MAC];
    EVP_MAC_CTX *m = mac_once(v, master, label, key) ? EVP_MAC_CTX_new(v->hmac) : NULL;

    if (m && EVP_MAC_init(m, key, sizeof key, sha256) != 1) {
        EVP_MAC_CTX_free(m);
        m = NULL;
    }
    OPENSSL_cleanse(key, sizeof key);
    return m;
}

bool vault_open(struct vault **out, const uint8_t key[VAULT_KEY], struct err *e)
{
    struct vault *v = calloc(1, sizeof *v);

    *out = v;
    if (!v)
        return err_set(e, ERR_NOMEM, "store: no memory");
    v->gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
    v->hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    v->cipher = EVP_CIPHER_CTX_new();
    if (!v->gcm || !v->hmac || !v->cipher || !mac_once(v, key, "sohoa seal 1", v->seal_key))
        return failed(e);
    v->nonce = mac_keyed(v, key, "sohoa nonce 1");
    v->lookup = mac_keyed(v, key, "sohoa lookup 1");
    return (v->nonce && v->lookup) || failed(e);
}

void vault_close(struct vault *v)
{
    if (!v)
        return;
    EVP_MAC_CTX_free(v->nonce);
    EVP_MAC_CTX_free(v->lookup);
    EVP_CIPHER_CTX_free(v->cipher);
    EVP_CIPHER_free(v->gcm);
    EVP_MAC_free(v->hmac);
    OPENSSL_cleanse(v->seal_key, sizeof v->seal_key);
    free(v);
}

/* The label's NUL parts it from the value. A context without a new key starts over with its own. */
static bool mac(EVP_MAC_CTX *m, const char *label, const void *p, size_t len,
                uint8_t out[VAULT_MAC])
{
    size_t n = 0;

    return EVP_MAC_init(m, NULL, 0, NULL) == 1 &&
           EVP_MAC_update(m, (const uint8_t *)label, strlen(label) + 1) == 1 &&
           EVP_MAC_update(m, p, len) == 1 && EVP_MAC_final(m, out, &n, VAULT_MAC) == 1 &&
           n == VAULT_MAC;
}

bool vault_lookup(struct vault *v, const char *label, const char *value, uint8_t out[VAULT_MAC],
                  struct err *e)
{
    return mac(v->lookup, label, value, strlen(value), out) || failed(e);
}

bool vault_seal(struct vault *v, const char *bind, const void *p, size_t len, struct buf *out,
                struct err *e)
{
    uint8_t head[VAULT_MAC + 1] = { VERSION }, tag[TAG];
    const size_t at = out->len + HEAD;
    int n = 0, last = 0;

    if (len > INT_MAX / 2)
        return err_set(e, ERR_LIMIT, "store: value of %zu bytes", len);
    if (!mac(v->nonce, bind, p, len, head + 1))
        return failed(e);
    buf_add(out, head, HEAD);
    buf_add(out, p, len); /* encrypted in place below */
    memset(tag, 0, sizeof tag);
    buf_add(out, tag, TAG);
    if (!buf_ok(out, "sealed value", e))
        return false;
    uint8_t *text = (uint8_t *)out->ptr + at;
    if (EVP_EncryptInit_ex2(v->cipher, v->gcm, v->seal_key, head + 1, NULL) != 1 ||
        EVP_EncryptUpdate(v->cipher, NULL, &n, (const uint8_t *)bind, (int)strlen(bind)) != 1 ||
        EVP_EncryptUpdate(v->cipher, text, &n, text, (int)len) != 1 ||
        EVP_EncryptFinal_ex(v->cipher, text + n, &last) != 1 ||
        EVP_CIPHER_CTX_ctrl(v->cipher, EVP_CTRL_AEAD_GET_TAG, TAG, tag) != 1)
        return failed(e);
    memcpy(text + len, tag, TAG);
    return true;
}

bool vault_unseal(struct vault *v, const char *bind, const void *p, size_t len, struct buf *out,
                  struct err *e)
{
    const uint8_t *in = p;
    uint8_t tag[TAG];
    int n = 0, last = 0;

    if (len < HEAD + TAG || len > INT_MAX / 2 || in[0] != VERSION)
        return err_set(e, ERR_INVALID, "store: a sealed value is damaged");
    const size_t text_len = len - HEAD - TAG, at = out->len;
    memcpy(tag, in + HEAD + text_len, TAG);
    buf_add(out, in + HEAD, text_len); /* decrypted in place below */
    if (!buf_ok(out, "sealed value", e))
        return false;
    uint8_t *text = (uint8_t *)out->ptr + at;
    if (EVP_DecryptInit_ex2(v->cipher, v->gcm, v->seal_key, in + 1, NULL) != 1 ||
        EVP_DecryptUpdate(v->cipher, NULL, &n, (const uint8_t *)bind, (int)strlen(bind)) != 1 ||
        EVP_DecryptUpdate(v->cipher, text, &n, text, (int)text_len) != 1 ||
        EVP_CIPHER_CTX_ctrl(v->cipher, EVP_CTRL_AEAD_SET_TAG, TAG, tag) != 1)
        return failed(e);
    if (EVP_DecryptFinal_ex(v->cipher, text + n, &last) != 1) {
        out->len = at;
        return err_set(e, ERR_INVALID,
                       "store: a sealed value is damaged or belongs to another row");
    }
    return true;
}
