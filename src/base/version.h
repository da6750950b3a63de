/* base/version.h -- the product's version, as printed, stored and packed. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H
#define SOHOA_VERSION "0.1.0"
#endif
