. tests/assert.sh

test_total_of_the_sample() {
    printf '2026-01-02 12.50 bread\n2026-01-03 -3.25 refund\n' >"${TMPDIR:-/tmp}/total.$$"
    equal 9.25 "$(bin/tally total "${TMPDIR:-/tmp}/total.$$")"
}

test_total_of_nothing() {
    equal 0.00 "$(bin/tally total /dev/null)"
}
