# Sourced by every tests/cli/*.sh: $SOHOA is the program, $GEN the maker of samples, $tmp a folder that
# goes away, a private configuration folder, a fixed clock, messages in English.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${O:=build/release}"
SOHOA=$PWD/$O/sohoa
GEN=$PWD/${GEN:-$O/sohoa-gen}
SAMPLES=$PWD/${SAMPLES:-build/samples}
CORPORA=${SOHOA_CORPORA:-$PWD/../shared/corpora}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
unset LC_ALL LC_MESSAGES
export XDG_CONFIG_HOME=$tmp/config LANG=en_US.UTF-8 SOURCE_DATE_EPOCH=1767225600
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
# expect CODE COMMAND...: the exit code, output kept in $tmp/out and $tmp/err
expect() {
    local want=$1 got=0
    shift
    "$@" >"$tmp/out" 2>"$tmp/err" || got=$?
    if [ "$got" != "$want" ]; then
        tail -n 5 "$tmp/err" >&2
        fail "exit $got instead of $want: $*"
    fi
}
# sample NAME GEN-OPTIONS...: a set made once for all tests of a checkout; its folder is $SAMPLES/NAME
sample() {
    local name=$1
    shift
    [ -f "$SAMPLES/$name/done" ] && return
    mkdir -p "$SAMPLES"
    rm -rf "$SAMPLES/$name.part.$$"
    "$GEN" "$@" --out "$SAMPLES/$name.part.$$" >/dev/null
    touch "$SAMPLES/$name.part.$$/done"
    mv -T "$SAMPLES/$name.part.$$" "$SAMPLES/$name" 2>/dev/null || rm -rf "$SAMPLES/$name.part.$$"
}
# the ledger adds up
ledger() {
    "$SOHOA" status --store "$1" --json >"$tmp/status"
    jq -e '.pages | .in == .done + .blank + .separator + .quarantined + .waiting' "$tmp/status" >/dev/null ||
        fail "the ledger does not add up: $(cat "$tmp/status")"
}
