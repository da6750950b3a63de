#include "base/lang.h"

const struct lang_pair lang_vi[] = {
    { 0, 0 },
};
