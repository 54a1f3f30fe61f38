# equal WANTED GOT
equal() {
    [ "$1" = "$2" ] || {
        echo "wanted '$1', got '$2'"
        exit 1
    }
}
