# Tells whether workspace $2 of repository folder $1 can be taken up by node $3, and what bases there
# are. A new one holds what is named from $4 on, pairs of a name and how many may hold it at once: all
# of it, or it is told who holds it. Several repositories may use this machine, each with a lock in
# the same folder.
repository=$1
mine=$1/$2
node=$3
place=$root/$mine
cache=$root/$repository/cache.git
shift 3
git --version >/dev/null 2>&1 || fail "git is not installed there"
mkdir -p "$root/$repository" "$root/locks" && [ -w "$root/$repository" ] || fail "cannot write to $root/$repository"

# Whether lock $1 is held. Its holder's runner is dead if it is not; one that has none yet gets time.
held() {
    [ -d "$1" ] || return 1
    holder=
    read -r holder <"$1/holder"
    [ "$holder" != "$mine" ] || return 1
    begun=
    for each in "$root/${holder:-none}"/run/[0-9]*; do
        [ -d "$each" ] || continue
        begun=yes
        ! lives "$each/pid" || return 0
        [ -e "$each/pid" ] || begun=
    done
    [ -n "$begun" ] || [ -z "$(find "$1" -prune -mmin -10)" ] || return 0
    mv "$1" "$root/locks/.old.$$" && rm -rf "$root/locks/.old.$$"
    return 1
} 2>/dev/null

# Takes one of the $2 locks called $1.
take() {
    number=1
    while [ $number -le "$2" ]; do
        lock=$root/locks/$1-$number
        if ! held "$lock" && { mkdir "$lock" 2>/dev/null || [ "$holder" = "$mine" ]; }; then
            echo "$mine" >"$lock/holder" && return 0
        fi
        number=$((number + 1))
    done
    return 1
}

if [ -e "$place/run/ready" ]; then
    read -r owner <"$place/$marker" && [ "$owner" = "$node" ] && echo there
else
    if [ -d "$place" ]; then
        raze "$place" || fail "cannot remove $place"
    fi
    while [ $# -gt 1 ]; do
        holder=
        if ! take "$1" "$2"; then
            echo "busy $1 $holder"
            release "$place"
            exit 0
        fi
        shift 2
    done
fi
if [ -d "$cache" ]; then
    plain git --git-dir="$cache" for-each-ref --count=200 --sort=-creatordate --format='has %(objectname)' refs/bases
fi
exit 0
