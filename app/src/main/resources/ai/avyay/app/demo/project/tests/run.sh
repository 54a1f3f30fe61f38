#!/bin/sh
# Runs every function test_* of every tests/*_test.sh and writes a JUnit report.
cd "$(dirname "$0")/.." || exit 1
mkdir -p build
cases=$(mktemp)
failures=0
total=0
for file in tests/*_test.sh; do
    suite=$(basename "$file" .sh)
    for name in $(sed -n 's/^\(test_[a-z0-9_]*\)().*/\1/p' "$file"); do
        total=$((total + 1))
        if output=$( (. "$file" && "$name") 2>&1); then
            echo "  <testcase classname=\"$suite\" name=\"$name\"/>" >>"$cases"
        else
            failures=$((failures + 1))
            echo "FAILED $suite.$name: $output"
            text=$(printf '%s' "$output" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g' | tr '\n' ' ')
            echo "  <testcase classname=\"$suite\" name=\"$name\"><failure message=\"$text\"/></testcase>" >>"$cases"
        fi
    done
done
{
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo "<testsuite name=\"tally\" tests=\"$total\" failures=\"$failures\">"
    cat "$cases"
    echo '</testsuite>'
} >build/junit.xml
rm -f "$cases"
echo "$total tests, $failures failed"
[ "$failures" -eq 0 ]
