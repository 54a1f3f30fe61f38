# Hands out files of workspace $1, of $2 bytes at most in all: the script on the input calls give for each.
cd "$root/$1/tree" || fail "the workspace is not there any more"
room=$2
give() {
    [ -f "$2" ] && [ ! -h "$2" ] && [ -r "$2" ] || return 0
    size=$(($(wc -c <"$2")))
    [ "$size" -le "$room" ] || return 0
    room=$((room - size))
    echo "$1 $size"
    head -c "$size" "$2"
}
orders=$(cat; echo .)
eval "${orders%.}"
echo end
