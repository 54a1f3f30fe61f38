# Removes from repository folder $1 the workspaces of node $2 that are not among $3 and after; tells
# those that stay nevertheless.
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
exit 0
