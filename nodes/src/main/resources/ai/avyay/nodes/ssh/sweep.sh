# Removes from repository folder $1 the workspaces of node $2 that are not among $3 and after; tells
# those that stay nevertheless.
repository=$1
home=$root/$1
node=$2
shift 2
for place in "$home"/*/*/*; do
    [ -f "$place/$marker" ] && [ ! -h "$place/$marker" ] || continue
    read -r owner <"$place/$marker"
    [ "$owner" = "$node" ] || continue
    kept=
    for each; do
        [ "$home/$each" != "$place" ] || kept=yes
    done
    [ -n "$kept" ] || raze "$place" || echo "$place"
done
# What an engine took that was killed before it had made its workspace.
for lock in "$root"/locks/*/holder; do
    read -r holder <"$lock" || continue
    case $holder in
    "$repository"/*) [ -e "$root/$holder/$marker" ] || rm -rf -- "${lock%/*}" ;;
    esac
done 2>/dev/null
exit 0
