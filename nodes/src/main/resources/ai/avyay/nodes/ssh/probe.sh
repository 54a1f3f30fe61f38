# Tells what there is on this machine: $1 and after are the system's folders and files to look for.
said() { printf '%s %s\n' "$1" "$2"; }
said system "$(uname -s)"
said user "$(id -u)"
mkdir -p "$root" || fail "cannot write to $root"
said free "$(df -Pk "$root" | awk 'NR == 2 { print $4 }')"
if git=$(git --version 2>/dev/null); then said git "${git#git version }"; fi
for path; do
    if [ -h "$path" ] && [ "${path#/*/}" = "$path" ]; then
        said link "$path $(readlink "$path")"
    elif [ -r "$path" ]; then
        said there "$path"
    fi
done
for path in /etc/java-*; do
    [ ! -r "$path" ] || said there "$path"
done
if trial=$(bwrap --unshare-user --uid 1000 --gid 1000 --unshare-pid --unshare-ipc --unshare-uts --unshare-net \
    --cap-drop ALL --die-with-parent --new-session --as-pid-1 --ro-bind / / --proc /proc --dev /dev \
    /bin/sh -c : 2>&1 </dev/null); then
    said sandbox bwrap
elif [ -x /usr/bin/sandbox-exec ]; then
    said sandbox sandbox-exec
elif command -v bwrap >/dev/null 2>&1; then
    said none "bubblewrap cannot make a sandbox there: $(echo "$trial" | head -n 1)"
else
    said none "bubblewrap is not installed there"
fi
