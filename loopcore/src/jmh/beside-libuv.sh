#!/bin/sh
# Runs libuv's socket benchmarks and the same programs on this loop in turn, on one machine.
#
#   loopcore/src/jmh/beside-libuv.sh RUN_BENCHMARKS [ROUNDS]
#
# RUN_BENCHMARKS is uv_run_benchmarks_a of a libuv build (cmake -DLIBUV_BUILD_BENCH=ON). Both bring a
# server and a client, two processes; the port is libuv's 9123. "server/client" says whose is whose.

set -eu

libuv=$1
rounds=${2:-3}
root=$(CDPATH='' cd "$(dirname "$0")/../../.." && pwd)
port=9123
classes=$(mktemp -d)
server=
trap 'rm -rf "$classes"; [ -z "$server" ] || kill "$server"' EXIT

if ! [ -d "$root/loopcore/target/classes" ]; then
    echo "build first: mvn -q -pl loopcore compile" >&2
    exit 1
fi
jspecify=$(find "${HOME}/.m2/repository/org/jspecify" -name 'jspecify-*.jar' | head -n 1)
javac -nowarn -cp "$root/loopcore/target/classes:$jspecify" -d "$classes" \
    "$root"/loopcore/src/jmh/java/dev/loopbench/loopcore/jmh/*.java

ours() {
    exec java -XX:+UseSerialGC -XX:-UsePerfData -cp "$classes:$root/loopcore/target/classes" \
        dev.loopbench.loopcore.jmh.Bench "$@" "$port"
}

# Arguments: whose server, whose client, libuv's name of the benchmark.
once() {
    case $1-$3 in
        libuv-*) "$libuv" "$3" tcp4_echo_server 2>/dev/null & ;;
        ours-ping_pongs) ours serve & ;;
        ours-*) ours serve-hang-up & ;;
    esac
    server=$!
    sleep 1
    printf '%s/%s ' "$1" "$2"
    case $2-$3 in
        libuv-*) "$libuv" "$3" "$3" 2>&1 || echo "failed" ;;
        ours-ping_pongs) (ours ping-pongs) 2>&1 | tail -n 1 ;; # the first round warms the JVM
        ours-*) (ours pound "${3##*_}") 2>&1 | tail -n 1 ;;
    esac
    kill "$server"
    wait "$server" 2>/dev/null || :
    server=
}

for benchmark in ping_pongs tcp4_pound_100 tcp4_pound_1000; do
    round=0
    while [ "$round" -lt "$rounds" ]; do
        once libuv libuv "$benchmark"
        once ours libuv "$benchmark"
        once ours ours "$benchmark"
        round=$((round + 1))
    done
done
