# What every script for a node begins with. POSIX sh, with the options that Linux and macOS share.
set -u
LC_ALL=C
export LC_ALL
umask 077
ulimit -c 0 2>/dev/null
root=${XDG_CACHE_HOME:-$HOME/.cache}/avyay
marker=.avyay-workspace

# What starts a program in a session of its own; macOS has no setsid.
apart=
if command -v setsid >/dev/null 2>&1; then
    apart=setsid
elif command -v perl >/dev/null 2>&1; then
    apart="perl -MPOSIX -e setsid;exec{\$ARGV[0]}@ARGV"
fi

# Says what could not be done, and ends; where there is hardly any room, that is why.
fail() {
    free=$(df -Pk "$root" 2>/dev/null | awk 'NR == 2 { print $4 }')
    [ "${free:-9999}" -gt 1024 ] || echo "No space left on device" >&2
    echo "$*" >&2
    exit 70
}

# now: hundredths of a second since the machine was started, those asleep included.
now() {
    if read -r up _ </proc/uptime; then
        now=${up%.*}${up#*.}
    else
        now=$(date +%s)00
    fi
} 2>/dev/null

# Waits $1 hundredths of a second, or a second where no less can be waited.
nap() {
    nap=$(($1 % 100))
    [ $nap -gt 9 ] || nap=0$nap
    sleep "$(($1 / 100)).$nap" 2>/dev/null || sleep 1
}

# What is told apart by a restart of the machine.
boot() {
    cat /proc/sys/kernel/random/boot_id || sysctl -n kern.bootsessionuuid || echo unknown
} 2>/dev/null

# When process $1 was started; fails if it is not there or dead.
born() {
    if [ -r /proc/self/stat ]; then
        IFS= read -r stat <"/proc/$1/stat" || return 1
        stat=${stat##*) }
        # shellcheck disable=SC2086
        set -- $stat
        [ "$1" != Z ] || return 1
        shift 19
        echo "$1"
    else
        stat=$(ps -o stat= -o lstart= -p "$1" | tr -s ' ' '_')
        case $stat in '' | Z*) return 1 ;; esac
        echo "_${stat#*_}"
    fi
} 2>/dev/null

# Writes to file $1 who process $2 is, so that no later one is taken for it.
identify() {
    echo "$2 $(born "$2") $(boot)" >"$1.new" && mv "$1.new" "$1"
}

# Sets who to the process that file $1 names, if it still lives.
lives() {
    who=
    read -r pid start session <"$1" || return 1
    [ "$session" = "$(boot)" ] && [ "$start" = "$(born "$pid")" ] && who=$pid
} 2>/dev/null

# The children of process $1.
children() {
    ps -A -o pid= -o ppid= | awk -v top="$1" '$2 == top { print $1 }'
}

# Process $1 and all that come from it.
tree() {
    ps -A -o pid= -o ppid= | awk -v top="$1" '
        { parent[$1] = $2 }
        END {
            found[top] = 1
            do {
                more = 0
                for (p in parent)
                    if (!(p in found) && (parent[p] in found)) { found[p] = 1; more = 1 }
            } while (more)
            for (p in found) print p
        }'
}

# Kills the program of run $1, whatever it has started. The first process of a namespace takes all
# others of it along; elsewhere the tree is killed, and the group of its first process.
slay() {
    lives "$1/child" || return 0
    slain=$who
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        if [ -e "$1/contained" ]; then
            inner=$(children "$slain")
            # shellcheck disable=SC2086
            kill -9 ${inner:-$slain}
        else
            kill -9 -- "-$slain"
            # shellcheck disable=SC2046
            kill -9 $(tree "$slain")
        fi
        for wait in 1 2 3 4 5 6 7 8 9 10; do
            born "$slain" >/dev/null || return 0
            nap $((attempt * 2))
        done
    done
    return 1
} 2>/dev/null

# Ends run $1 at once, its runner first.
halt() {
    if lives "$1/pid"; then
        kill -9 "$who" 2>/dev/null
    fi
    slay "$1"
}

# Removes folder $1 whatever its permissions.
remove() {
    [ -d "$1" ] || return 0
    rm -rf -- "$1" 2>/dev/null && return 0
    find "$1" -type d ! -perm -700 -exec chmod u+rwx {} \; 2>/dev/null
    rm -rf -- "$1"
}

# Lets go of what workspace $1 holds.
release() {
    for lock in "$root"/locks/*/holder; do
        read -r holder <"$lock" || continue
        [ "$root/$holder" != "$1" ] || rm -rf -- "${lock%/*}"
    done
} 2>/dev/null

# Ends all runs of workspace $1 and removes it, its marker last.
raze() {
    raze_only "$1" && release "$1"
}

raze_only() {
    [ -f "$1/$marker" ] && [ ! -h "$1/$marker" ] || return 0
    for run in "$1"/run/*; do
        [ ! -d "$run" ] || halt "$run" || fail "a process in $1 survives being killed"
    done
    for part in "$1"/* "$1"/.[!.]*; do
        case $part in
        */"$marker") ;;
        *) if [ -d "$part" ] && [ ! -h "$part" ]; then remove "$part"; else rm -f -- "$part"; fi ;;
        esac
    done || return 1
    rm -f -- "$1/$marker"
    rmdir -- "$1" || return 1
    rmdir -- "${1%/*}" 2>/dev/null && rmdir -- "$(dirname "${1%/*}")" 2>/dev/null
    return 0
}

# Writes text $2, with escapes as printf's %b has them, to file $1, following no link.
put() {
    folder=${1%/*}
    [ -d "$folder" ] || mkdir -p -- "$folder" || fail "no folder $folder"
    rm -f -- "$1"
    printf %b "$2" >"$1" || fail "cannot write $1"
}

# Git that reads nothing but what it is told to.
plain() {
    env -i PATH="$PATH" HOME=/nonexistent LC_ALL=C GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
        GIT_NO_REPLACE_OBJECTS=1 GIT_ALLOW_PROTOCOL=none GIT_TERMINAL_PROMPT=0 GIT_LITERAL_PATHSPECS=1 \
        "$@"
}
