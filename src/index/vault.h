/* index/vault.h -- the key that guards personal data, and what is done with it.
 *
 * The key file holds 32 random bytes as hex in $XDG_CONFIG_HOME/sohoa/key (else
 * ~/.config/sohoa/key), mode 0600, made on first use; two processes that start together agree on
 * one. Keys for sealing, nonces and lookups are derived from it by HMAC-SHA-256 with a label.
 *
 * vault_seal: version byte, 12-byte nonce, AES-256-GCM ciphertext, 16-byte tag. The nonce is an
 * HMAC of `bind` and the plaintext, so equal input gives equal bytes and a nonce never serves two
 * texts (synthetic nonce, as in RFC 8452). `bind` names the row; a value moved to another row does
 * not open. vault_lookup: HMAC-SHA-256 of a normalised value; finds it without keeping it. Errors:
 * ERR_CONFIG (no home, unreadable key), ERR_INVALID (wrong key or damaged bytes), ERR_IO,
 * ERR_NOMEM. Threads: one owner at a time. Source: NIST SP 800-38D. */
#ifndef INDEX_VAULT_H
#define INDEX_VAULT_H
#include <stdint.h>

#include "base/buf.h"

enum { VAULT_KEY = 32, VAULT_MAC = 32 };

struct vault;
MUST_USE bool vault_open(struct vault **out, const uint8_t key[VAULT_KEY], struct err *e);
void vault_close(struct vault *v);
MUST_USE bool vault_seal(struct vault *v, const char *bind, const void *p, size_t len,
                         struct buf *out, struct err *e);
MUST_USE bool vault_unseal(struct vault *v, const char *bind, const void *p, size_t len,
                           struct buf *out, struct err *e);
MUST_USE bool vault_lookup(struct vault *v, const char *label, const char *value,
                           uint8_t out[VAULT_MAC], struct err *e);

/* Reads the user's key file; makes it first when `create`. ERR_CONFIG when absent and not to be
 * made. */
MUST_USE bool keyfile_load(bool create, uint8_t key[VAULT_KEY], struct err *e);
#endif
