# What bin/parlor and bin/test share: where the toolchain is, which Debian packages are needed, how a release is built.
# Sourced by its absolute path. Standard output stays free for the program: all that is said goes to standard error.
# shellcheck disable=SC2034

root=${BASH_SOURCE[0]%/bin/*}

# With Swift's library linked in, the program starts in half the time; LLVM's linker does that without a warning.
release_flags=(-c release --product parlor --static-swift-stdlib -Xswiftc -use-ld=lld)

# Debian packages, each with the file or the command that shows that it is there.
build_packages=(
    ca-certificates:/etc/ssl/certs/ca-certificates.crt
    git:git
    g++:/usr/include/c++
    libncurses-dev:/usr/include/curses.h
    libsodium-dev:/usr/include/sodium.h
    libsqlite3-dev:/usr/include/sqlite3.h
)
test_packages=(
    tmux:tmux
)

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# Sets `swift`. The compiler beside it tells it from OpenStack's client of the same name.
find_toolchain() {
    local places place
    IFS=: read -ra places <<<"$PATH"
    places+=(
        /opt/swift/usr/bin /usr/local/swift/usr/bin
        "${HOME:-}/.local/share/swiftly/bin" "${HOME:-}/.swiftly/bin"
    )
    for place in "${places[@]}"; do
        swift=$place/swift
        if [[ -x $swift && -x ${swift}c ]]; then return; fi
    done
    fail "no Swift toolchain found: install Swift 6.2 or newer as https://www.swift.org/install/linux/ shows," \
        "or put its bin folder on PATH, and run this again"
}

# Installs those of the given packages that are missing, and becomes root for that alone.
require_packages() {
    local entry missing=() as_root="" command
    for entry; do
        is_present "${entry#*:}" || missing+=("${entry%%:*}")
    done
    if ((${#missing[@]} == 0)); then return; fi

    command="apt-get install ${missing[*]}"
    type -P apt-get >/dev/null || fail "install what your system calls ${missing[*]}, and run this again"
    if ((EUID != 0)); then
        as_root=sudo
        type -P sudo >/dev/null || fail "packages are missing: as root, run '$command'"
    fi

    say "installing ${missing[*]}${as_root:+, which needs root}"
    $as_root apt-get -qq update </dev/null >&2 ||
        say "the lists of packages could not be updated; trying with the old ones"
    $as_root apt-get -qq install --yes --no-install-recommends "${missing[@]}" </dev/null >&2 ||
        fail "packages are missing: see why with '${as_root:+$as_root }$command'"
}

# Whether a file (an absolute path) or a command exists.
is_present() {
    if [[ $1 == /* ]]; then [[ -e $1 ]]; else type -P "$1" >/dev/null; fi
}
