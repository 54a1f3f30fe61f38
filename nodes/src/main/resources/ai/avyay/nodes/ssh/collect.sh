# Hands out what workspace $1, a folder below the root, has made, as the script on the input says.
place=$root/$1
run=$place/run
[ -d "$place/tree/.git" ] && [ ! -h "$place/tree/.git" ] || {
    echo "refused: the .git of the workspace is no longer a folder"
    exit 3
}
for each in "$run"/*/pid; do
    ! lives "$each" || fail "a program works in $place"
done
rm -f "$place/tree/.git/objects/info/alternates" "$place/tree/.git/objects/info/http-alternates" \
    "$place/tree/.git/commondir"
# Git takes a folder with a .git of its own for another repository, and skips what it cannot read.
find "$place/tree" -type d ! -perm -700 -exec chmod u+rwx {} \; 2>/dev/null
find "$place/tree" -type f ! -perm -400 -exec chmod u+r {} \; 2>/dev/null
mkdir -p "$run/removed"
find "$place/tree" -path "$place/tree/.git" -prune -o -name .git -prune -exec sh -c '
    for found; do
        number=1
        while [ -e "$0/$number" ] || [ -h "$0/$number" ]; do number=$((number + 1)); done
        mv "$found" "$0/$number"
    done' "$run/removed" {} +
git=$run/git
remove "$git"
mkdir -p "$git/objects/pack" "$git/objects/info" "$git/refs/heads" "$git/info" || fail "cannot write to $place"
echo 'ref: refs/heads/result' >"$git/HEAD"
cp -p "$run/index" "$git/index" || fail "cannot write to $git"
files=$run/collect
remove "$files"
mkdir -p "$files" || fail "cannot write to $place"
orders=$(cat; echo .)
eval "${orders%.}"
[ -e "$files/launch" ] || fail "the orders were cut off"
env -i PATH="$PATH" /bin/sh "$files/launch" "$place" "$files" "$HOME" </dev/null 3>/dev/null
