# Tells the regular files of workspace $1, each ended by NUL, without links and git's own.
cd "$root/$1/tree" || fail "the workspace is not there any more"
find . -path ./.git -prune -o -type f -print0 | head -c 33554432
