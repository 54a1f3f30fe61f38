# Takes base $2 into the cache of repository folder $1: its objects come as a pack on the input.
cache=$root/$1/cache.git
sha256=
[ ${#2} -ne 64 ] || sha256=yes
if [ ! -e "$cache/HEAD" ]; then
    mkdir -p "$cache/objects/pack" "$cache/objects/info" "$cache/refs/bases" || fail "cannot write to $cache"
    {
        printf '[core]\n\trepositoryformatversion = %s\n\tbare = true\n' "${sha256:+1}"
        [ -z "$sha256" ] || printf '[extensions]\n\tobjectformat = sha256\n'
    } | sed 's/= $/= 0/' >"$cache/config"
    echo 'ref: refs/heads/none' >"$cache/HEAD"
fi
plain git --git-dir="$cache" index-pack --stdin --fix-thin >/dev/null || fail "the base could not be stored in $cache"
plain git --git-dir="$cache" cat-file -e "$2^{tree}" || fail "the base did not come whole"
plain git --git-dir="$cache" update-ref "refs/bases/$2" "$2"
