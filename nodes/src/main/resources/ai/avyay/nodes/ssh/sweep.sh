# Removes from repository folder $1 the workspaces of node $2 that belong to none of the attempts $4 and
# after, and of those the ones that are not their agents' and of another session than $3.
home=$root/$1
node=$2
session=$3
shift 3
for place in "$home"/*/*/*; do
    [ -f "$place/$marker" ] && [ ! -h "$place/$marker" ] || continue
    {
        read -r owner
        read -r made || made=
    } <"$place/$marker"
    [ "$owner" = "$node" ] || continue
    attempt=${place%/*}
    attempt=${attempt#"$home"/}
    kept=
    for live; do
        [ "$live" != "$attempt" ] || kept=yes
    done
    if [ -n "$kept" ] && { [ "${place##*/}" = agent ] || [ "$made" = "$session" ]; }; then
        continue
    fi
    raze "$place" || echo "$place"
done
