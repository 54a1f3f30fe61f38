# Kills what is left of run $1, a folder below the root.
halt "$root/$1" || fail "a process in $root/$1 survives being killed"
