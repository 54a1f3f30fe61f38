# Runs one program of an attempt to its end, without anybody's help: $1 is the folder of the run.
# It leaves there: pid and child (who they are), log, beat, and result, which is there when all is over.
run=$1
place=${run%/run/*}
cd / || exit 1
# Written by the engine: timeout silence lease grace (hundredths of a second), log (bytes),
# most and spare (KiB), contained (yes or empty).
# shellcheck disable=SC1091
. "$run/bounds"
identify "$run/pid" $$
# Room for the last word, should the disk be full then.
printf '%500s\n' '' >"$run/result.new"
: >"$run/log"
: >"$run/entered"
[ -z "$contained" ] || : >"$run/contained"
! command -v caffeinate >/dev/null 2>&1 || caffeinate -i -w $$ &

# Moves the output to the log: the first half as it comes, of the rest as much as fits from its end.
keep() {
    half=$((log / 2))
    (
        ulimit -f $((half / 512))
        exec cat >>"$run/log"
    ) && return
    tail -c "$half" >"$run/rest"
    {
        printf '\n[avyay: output was dropped here]\n'
        cat "$run/rest"
    } >>"$run/log"
    rm -f "$run/rest"
}

# Says why in $1 the program is to end; asks it to, and kills it after the grace.
finish() {
    echo "$1" >"$run/why.new" && mv "$run/why.new" "$run/why"
    if [ -n "$contained" ]; then
        for inner in $(children "$child"); do asked="${asked-} $(children "$inner")"; done
    else
        asked=$(tree "$child")
    fi
    # shellcheck disable=SC2086
    kill -TERM ${asked-} 2>/dev/null
    left=$grace
    while [ "$left" -gt 0 ] && born "$child" >/dev/null; do
        nap 10
        left=$((left - 10))
    done
    slay "$run"
    exit
}

# Whether a file of the workspace was changed since the last look.
changed() {
    : >"$run/seen.new"
    news=$(find "$place/tree" "$place/home" "$place/tmp" -newer "$run/seen" 2>/dev/null | head -n 1)
    mv "$run/seen.new" "$run/seen"
    [ -n "$news" ]
}

# Whether the program has been silent for its bound; $1 is how long this look comes after the last.
silent() {
    size=$(($(wc -c <"$run/log")))
    if [ $size -ne "$heard" ]; then
        heard=$size quiet=0 looked=
    fi
    quiet=$((quiet + $1))
    if [ $quiet -ge $((silence / 2)) ] && [ -z "$looked" ] || [ $quiet -ge "$silence" ]; then
        looked=yes
        ! changed || quiet=0 looked=
    fi
    [ $quiet -ge "$silence" ]
}

# Ends the program at its bounds. A look that comes much later than it should was slept over: that
# is not the program's time, but it is its lease's.
watch() {
    now
    last=$now renewed=$now awake=0 heard=0 quiet=0 looked='' term='' weighed=0
    : >"$run/seen"
    while :; do
        rest=$((timeout - awake))
        if [ "$rest" -lt 100 ]; then nap $((rest > 0 ? rest : 1)); else nap 100; fi
        now
        step=$((now - last))
        last=$now
        [ $step -ge 0 ] && [ $step -le 600 ] || step=100
        awake=$((awake + step))
        echo "$now" >"$run/beat"
        if [ "$lease" -gt 0 ]; then
            read -r said <"$run/lease" && [ "$said" != "$term" ] && term=$said renewed=$now
            [ $((now - renewed)) -lt "$lease" ] || finish lease
        fi
        [ $awake -lt "$timeout" ] || finish timeout
        [ "$silence" -le 0 ] || ! silent $step || finish silent
        if [ $((awake - weighed)) -ge 3000 ]; then
            weighed=$awake
            size=$(du -sk "$place" 2>/dev/null | awk '{ print $1 }')
            if [ "${size:-0}" -gt "$most" ]; then
                echo "[avyay: stopped: the workspace grew to $size KiB]" >>"$run/log"
                finish "grew $size"
            fi
        fi
    done
} 2>/dev/null

mkfifo "$run/out" || exit 1
keep <"$run/out" >/dev/null 2>&1 &
keeper=$!
[ -z "$contained" ] || apart=
# shellcheck disable=SC2086
$apart env -i PATH="$PATH" /bin/sh "$run/launch" "$place" "$run" "$HOME" \
    </dev/null >"$run/out" 2>&1 3>"$run/entered" &
child=$!
identify "$run/child" $child
trap 'echo stopped >"$run/why"; slay "$run"' TERM
watch &
watcher=$!
wait $child
code=$?
while born $child >/dev/null; do wait $child; done
kill -9 $watcher 2>/dev/null
[ -n "$contained" ] || kill -9 -- -$child 2>/dev/null
for wait in 1 2 3 4 5 6 7 8 9 10; do
    born $keeper >/dev/null || break
    nap $((wait * 5))
done
kill -9 $keeper 2>/dev/null

how="exited $code"
read -r began <"$run/entered" || began=no
[ "$began" = entered ] || how="unstarted $began"
[ ! -s "$run/why" ] || how=$(cat "$run/why")
free=$(df -Pk "$place" 2>/dev/null | awk 'NR == 2 { print $4 }')
[ "$how" = "exited 0" ] || [ "${free:-$spare}" -ge "$spare" ] || how="full $how"
until printf '%-500s\n' "$how" | dd of="$run/result.new" conv=notrunc 2>/dev/null &&
    mv "$run/result.new" "$run/result"; do
    nap 100
done
