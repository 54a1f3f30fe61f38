# Tells how the machine feels: its clock, its load and cores, and whether heat slows it down.
date +%s
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 1)
if read -r load rest </proc/loadavg; then :; else
    # Of `{ 1.23 1.45 1.67 }`, the first.
    load=$(sysctl -n vm.loadavg | awk '{ print $2 }')
fi 2>/dev/null
echo "${load:-0} $cores"
hot=no
for zone in /sys/class/thermal/thermal_zone*; do
    [ -r "$zone/temp" ] || continue
    read -r heat <"$zone/temp" || continue
    for trip in "$zone"/trip_point_*_type; do
        [ -r "$trip" ] || continue
        read -r kind <"$trip" && read -r limit <"${trip%type}temp" || continue
        case $kind in
        passive | hot) [ "$limit" -le 0 ] || [ "$heat" -lt "$limit" ] || hot=yes ;;
        esac
    done
done 2>/dev/null
# A Mac says at which share of its speed it runs.
if speed=$(pmset -g therm 2>/dev/null | awk '/CPU_Speed_Limit/ { print $3 }') && [ "${speed:-100}" -lt 100 ]; then
    hot=yes
fi
echo $hot
