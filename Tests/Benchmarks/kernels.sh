#!/bin/sh
# Compiles the kernels as a release build does, without the rest of the package, and prints how fast they are.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$root"/Sources/CKernels/*.c; do
  clang -O2 -c "$file" -o "$work/$(basename "$file").o"
done
printf 'module CKernels { header "%s/Sources/CKernels/include/CKernels.h" export * }\n' "$root" >"$work/module.modulemap"
cp "$root/Tests/Benchmarks/kernels.swift" "$work/main.swift"
swiftc -O -wmo -swift-version 6 -package-name lesson -module-name Benchmark -Xcc "-fmodule-map-file=$work/module.modulemap" \
  "$work/main.swift" "$root"/Sources/Matrices/Kernels*.swift "$root"/Sources/Matrices/Threads*.swift \
  "$work"/*.o -lm -o "$work/benchmark"
"$work/benchmark"
