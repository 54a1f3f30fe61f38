# Tells whether workspace $2 of repository folder $1 can be taken up by node $3, and what bases there are.
place=$root/$1/$2
cache=$root/$1/cache.git
git --version >/dev/null 2>&1 || fail "git is not installed there"
mkdir -p "$root/$1" && [ -w "$root/$1" ] || fail "cannot write to $root/$1"
if [ -e "$place/run/ready" ]; then
    read -r owner <"$place/$marker" && [ "$owner" = "$3" ] && echo there
elif [ -d "$place" ]; then
    raze "$place" || fail "cannot remove $place"
fi
if [ -d "$cache" ]; then
    plain git --git-dir="$cache" for-each-ref --count=200 --sort=-creatordate --format='has %(objectname)' refs/bases
fi
exit 0
