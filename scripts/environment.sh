# Sourced by ./run and ./test: one .venv with what the lock names, and words for what is missing.
# Expects the current folder to be the project.

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# The first Python that is new enough and can make a virtual environment.
find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if ! "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
            fail "Python belum lengkap: modul venv tidak ada. Ketik: apt install python3-venv"
        fi
        command -v "$candidate"
        return
    done
    fail "Bening memerlukan Python 3.11 atau lebih baru. Ketik: apt install python3 python3-venv"
}

# prepare LOCK STAMP: installs LOCK into .venv unless that was done before. Sets $python.
prepare() {
    lock=$1
    stamp=.venv/.installed-$2
    python=$PWD/.venv/bin/python
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        base=$(find_python) || exit 1
        [ -w . ] || fail "Folder $PWD tidak dapat ditulisi. Jalankan sebagai pemilik folder ini."
        printf 'Menyiapkan lingkungan Python…\n'
        rm -rf .venv
        "$base" -m venv .venv || fail "Lingkungan Python tidak dapat dibuat di $PWD/.venv."
    fi
    wanted=$(cksum <"$lock")
    if [ "$wanted" != "$(cat "$stamp" 2>/dev/null || true)" ]; then
        printf 'Memasang pustaka dari %s…\n' "$lock"
        "$python" -m pip install -qq --no-input --disable-pip-version-check --no-deps \
            --require-hashes --requirement "$lock" ||
            fail "Pustaka tidak dapat dipasang. Periksa sambungan internet, lalu ulangi."
        printf '%s\n' "$wanted" >"$stamp"
    fi
    [ "$PWD" = "$(cat .venv/.linked 2>/dev/null || true)" ] || link_package
}

# Makes `bening` importable and callable from any folder, without building a package.
link_package() {
    packages=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$PWD" >"$packages/bening.pth"
    # shellcheck disable=SC2016
    printf '#!/bin/sh\nexec "$(dirname -- "$0")/python" -m bening "$@"\n' >.venv/bin/bening
    chmod +x .venv/bin/bening
    printf '%s\n' "$PWD" >.venv/.linked
}
