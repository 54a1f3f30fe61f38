# Kills what runs in workspace $1, a folder below the root, and removes it.
release "$root/$1"
raze "$root/$1" || fail "$root/$1 could not be removed"
