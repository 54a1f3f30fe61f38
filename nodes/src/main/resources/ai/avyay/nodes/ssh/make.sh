# Makes workspace $2 of repository folder $1 at base $3, on branch $4, for node $5. What is to be
# written besides comes as a script on the input.
cache=$root/$1/cache.git
place=$root/$1/$2
mkdir -p "${place%/*}" && mkdir "$place" || fail "cannot write to $root/$1"
trap 'raze "$place"' EXIT
trap 'exit 1' TERM HUP
echo "$5" >"$place/$marker" || fail "cannot write to $place"
git=$place/tree/.git
mkdir -p "$place/home" "$place/tmp" "$place/run" "$git/objects/pack" "$git/objects/info" \
    "$git/refs/tags" "$git/info" "$git/refs/heads/${4%/*}" || fail "cannot write to $place"
echo "$3" >"$git/refs/heads/$4"
echo "ref: refs/heads/$4" >"$git/HEAD"
orders=$(cat; echo .)
files=$place
# Until here the orders are only words; they end by saying so, or the link was cut.
whole=
eval "${orders%.}"
[ -n "$whole" ] || fail "the orders were cut off"
echo "$3" | plain git --git-dir="$cache" pack-objects -q --revs --delta-base-offset "$git/objects/pack/pack" >/dev/null ||
    fail "the base could not be copied from $cache"
plain git --git-dir="$git" --work-tree="$place/tree" -c core.hooksPath=/dev/null -c core.fsmonitor=false \
    read-tree --reset -u "$3" || fail "the files of $3 could not be written"
cp -p "$git/index" "$place/run/index" || fail "cannot write to $place"
without
: >"$place/run/ready" || fail "cannot write to $place"
trap - EXIT
