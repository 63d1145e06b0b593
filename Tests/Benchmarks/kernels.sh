#!/usr/bin/env bash
# Compiles the kernels as a release build does, without the rest of the package, and prints how fast they are.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$root"/Sources/CKernels/*.c; do
  clang -O2 -I "$root/Sources/CEntryFunctions/include" -c "$file" -o "$work/$(basename "$file").o"
done
{
  printf 'module CEntryFunctions { header "%s/Sources/CEntryFunctions/include/EntryFunctions.h" export * }\n' "$root"
  printf 'module CKernels { header "%s/Sources/CKernels/include/CKernels.h" export * }\n' "$root"
} >"$work/module.modulemap"
# All is one module here, which has what the kernels import of Matrices.
echo | swiftc -package-name lesson -parse-as-library -module-name Matrices -emit-module -emit-module-path \
  "$work/Matrices.swiftmodule" -
cp "$root/Tests/Benchmarks/kernels.swift" "$work/main.swift"
# Products with stored examples need more of the package.
kernels=()
for file in "$root"/Sources/Kernels/Kernels*.swift; do
  case $file in *+Sparse.swift) ;; *) kernels+=("$file") ;; esac
done
swiftc -O -wmo -swift-version 6 -package-name lesson -module-name Benchmark -I "$work" \
  -Xcc "-fmodule-map-file=$work/module.modulemap" -Xcc -I"$root/Sources/CEntryFunctions/include" \
  "$work/main.swift" "${kernels[@]}" "$root"/Sources/Kernels/Threads*.swift \
  "$root/Sources/Matrices/EntryFunction.swift" \
  "$work"/*.o -lm -o "$work/benchmark"
"$work/benchmark"
