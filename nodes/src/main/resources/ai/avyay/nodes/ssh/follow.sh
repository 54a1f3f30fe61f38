# Tells of a run what is new, until it is over: $1 is its folder below the root, $2 where to begin
# in its log. What comes on the input renews its lease; when the input ends, nobody listens.
run=$root/$1
offset=$2
[ -d "$run" ] || {
    echo "gone its folder is not there any more"
    exit
}
exec 3<&0
main=$$
(
    while read -r line <&3; do
        echo "$line" >"$run/lease.new" && mv "$run/lease.new" "$run/lease"
    done
    kill $main
) >/dev/null 2>&1 &
listener=$!
trap 'kill $listener 2>/dev/null' EXIT
trap 'exit 1' TERM

# Why there will be no result.
reason() {
    read -r pid start session <"$run/pid" || {
        echo "its runner was never started"
        return
    }
    if [ "$session" != "$(boot)" ]; then
        echo "the machine was restarted"
    else
        echo "its runner was killed"
    fi
} 2>/dev/null

echo "size $(($(wc -c <"$run/log" 2>/dev/null || echo 0)))"
idle=0
while :; do
    over=
    [ ! -e "$run/result" ] || over=yes
    size=$(($(wc -c <"$run/log" 2>/dev/null || echo 0)))
    if [ $size -gt "$offset" ]; then
        count=$((size - offset))
        [ $count -le 262144 ] || count=262144
        echo "log $count"
        tail -c +$((offset + 1)) "$run/log" | head -c $count
        offset=$((offset + count))
        idle=0
        continue
    fi
    if [ -n "$over" ]; then
        read -r result <"$run/result"
        echo "end $result"
        exit 0
    fi
    if ! lives "$run/pid" && [ ! -e "$run/result" ] && { [ -e "$run/pid" ] || [ $idle -gt 30 ]; }; then
        echo "gone $(reason)"
        exit 0
    fi
    echo beat
    idle=$((idle + 1))
    if [ $idle -lt 30 ]; then nap 10; else nap 100; fi
done
