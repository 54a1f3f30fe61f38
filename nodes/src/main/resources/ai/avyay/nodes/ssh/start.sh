# Starts a run: $1 is its workspace's folder below the root, $2 its number. What is to be written
# comes as a script on the input. A run that was started is only said to be there.
place=$root/$1
run=$place/run/$2
[ -d "$place" ] || fail "the workspace is not there any more"
if [ -d "$run" ]; then
    echo attached
    exit
fi
files=$place/run/new
remove "$files"
mkdir -p "$files" || fail "cannot write to $place"
orders=$(cat; echo .)
eval "${orders%.}"
[ -e "$files/launch" ] || fail "the orders were cut off"
: >"$files/lease"
mv "$files" "$run" || fail "cannot write to $place"
trap '' HUP
# shellcheck disable=SC2086
$apart /bin/sh "$run/runner" "$run" </dev/null >/dev/null 2>"$run/trouble" &
for wait in 1 2 3 4 5 6 7 8 9 10; do
    [ ! -e "$run/pid" ] || break
    nap $((wait * 2))
done
echo started
