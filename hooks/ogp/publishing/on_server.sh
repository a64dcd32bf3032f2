# What one run of `ogp publish`, `rollback` or `releases` does on the server: $1 is the verb, $3 the number of seconds of silence
# after which the other side counts as gone, $2 the folder that holds
#
#   current                 a link to the release that is served
#   former                  a link to the one that was served before
#   releases/0007-…         whole and verified, never changed
#   releases/.half-…        not finished, or about to be deleted
#
# It talks with server.py by lines. It holds the lock for as long as it lives and ends when the other side does, so that
# a run that dies leaves no lock behind and cannot switch any more.
set -u
umask 022
LC_ALL=C
export LC_ALL
verb=$1
root=$2
patience=$3
shift 3

say() { printf '%s\n' "$*"; }

refuse() {
    say "$@"
    exit 1
}

# The network may take hours to tell that the other side is gone; "waiting" tells that it is there.
heard() {
    while word=$(timeout "$patience" sh -c 'read -r word && echo "$word"' 9>&-) && [ "$word" = waiting ]; do :; done
    [ "$word" = "$1" ]
}

abandon() {
    rm -rf "releases/$half"
    exit 1
}

enter() {
    cd "$root" 2>/dev/null || refuse no-folder
    [ -L current ] || [ ! -e current ] || refuse no-link
    look
}

look() {
    served=
    if [ -d current/. ]; then
        served=$(readlink current)
        served=${served#releases/}
    fi
}

lock() {
    for program in "$@"; do
        command -v "$program" >/dev/null || refuse lacks "$program"
    done
    mkdir -p releases && touch releases/.lock || refuse cannot-write
    exec 9>>releases/.lock
    flock -n 9 || refuse locked
    # Another run may have switched until now.
    look
    rm -rf releases/.half-*
}

releases() { [ ! -d releases ] || ls releases | grep '^[0-9][0-9]*-' | sort -n; }

# A link cannot be changed, but another one can take its place at once.
point() { ln -sfn "releases/$2" ".$1" && mv -fT ".$1" "$1"; }

switch() {
    point current "$1" || refuse cannot-write
    say switched "$1" "${served:--}"
    [ -z "$served" ] || point former "$served"
}

sum_of() { sha256sum <"$1/_server/SHA256SUMS" | cut -d ' ' -f 1; }

compare() { (cd "$1" && sha256sum -c _server/SHA256SUMS 2>/dev/null); }

after() {
    # The lock is not for what the command may leave running.
    [ -z "$1" ] || sh -c "$1" >&2 9>&- || refuse after-failed
    say done
}

publish() {
    sum=$1 keep=$2
    lock rsync flock sha256sum
    if [ -n "$served" ] && [ "$(sum_of current)" = "$sum" ] && compare current >/dev/null; then
        say already "$served"
        exit 0
    fi
    last=$(releases | tail -n 1)
    release=$(printf '%04d-%s-%.12s' "$(expr "${last%%-*}" + 1 2>/dev/null || echo 1)" "$(date -u +%Y-%m-%d)" "$sum")
    half=.half-$release-$$
    mkdir "releases/$half" || refuse cannot-write
    say upload "$half" "${served:--}"
    heard uploaded || abandon

    [ "$(sum_of "releases/$half")" = "$sum" ] || { say damaged 1 _server/SHA256SUMS; abandon; }
    compared=$(compare "releases/$half") || {
        wrong=$(say "$compared" | grep ': FAILED')
        say damaged "$(say "$wrong" | wc -l)" "$(say "$wrong" | sed -n '1s/: FAILED.*//p')"
        abandon
    }
    say "$served" >"releases/$half/_server/former" || { say cannot-write; abandon; }
    # Else a power cut soon after the switch could leave empty files.
    sync -f "releases/$half" || sync
    say verified
    heard switch || abandon

    mv -T "releases/$half" "releases/$release" || { say cannot-write; abandon; }
    switch "$release"
    releases | sort -rn | tail -n "+$((keep + 1))" | while read -r old; do
        # A release that is only partly deleted must not look like one.
        [ "$old" = "$served" ] || { mv -T "releases/$old" "releases/.half-$old" && rm -rf "releases/.half-$old"; }
    done
    after "$3"
}

rollback() {
    to=$1
    lock flock
    if [ -z "$to" ]; then
        # What was served before it was published: a release that was taken back since then is not gone to again.
        to=$(cat current/_server/former 2>/dev/null)
        [ -n "$to" ] && [ -d "releases/$to" ] || to=$(releases | sed "/^$served\$/,\$d" | tail -n 1)
        [ -n "$served" ] && [ -n "$to" ] || refuse no-former
    fi
    [ "$(releases | grep -Fx -e "$to")" = "$to" ] || refuse no-release "$to"
    if [ "$to" = "$served" ]; then
        say already "$served"
        exit 0
    fi
    switch "$to"
    after "$2"
}

enter
case $verb in
    publish | rollback) "$verb" "$@" ;;
    releases)
        say served "${served:--}"
        releases
        ;;
esac
