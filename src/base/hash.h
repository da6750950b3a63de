/* base/hash.h -- SHA-256 (FIPS 180-4) through OpenSSL's EVP, which uses the CPU's own instructions.
 * Errors: none a caller can handle; a failing libcrypto aborts the process. Threads: safe. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32, SHA256_HEX = 65 /* with the NUL */ };

struct sha256;
struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *h, const void *p, size_t len);
void sha256_done(struct sha256 *h, uint8_t out[SHA256_BYTES]); /* and frees h */
void sha256_mem(const void *p, size_t len, uint8_t out[SHA256_BYTES]);
void hash_hex(const uint8_t in[SHA256_BYTES], char out[SHA256_HEX]); /* lower case */
#endif
