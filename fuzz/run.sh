#!/usr/bin/env bash
# Random input, led by what it reaches, into every reader of single files.
#
#   fuzz/run.sh [SECONDS [TARGET …]]    fuzzes for so long each (600); says how much was tried and what was found
#   fuzz/run.sh --keep [TARGET …]       keeps of all that was tried the smallest set that reaches the same, in fuzz/corpus/
#
# Needs AFL++ by way of cargo, once: cargo install --locked cargo-afl@0.18.2 && cargo afl config --build
# What panics or takes a second lies in target/fuzz/found/TARGET/default/crashes and hangs; to see why, and to keep it:
#   target/fuzz/…/release/redway-fuzz TARGET FILE
#   cp FILE fuzz/corpus/TARGET/
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$repository/fuzz"
folder=${CARGO_TARGET_DIR:-$repository/target}/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')
program=$folder/$host/release/redway-fuzz

keep=
seconds=600
case "${1-}" in
  --keep)
    keep=yes
    shift
    ;;
  '') ;;
  *)
    seconds=$1
    shift
    ;;
esac
targets=("$@")
if ((${#targets[@]} == 0)); then targets=(markdown yaml csv feed manifest); fi

# The very versions that are published are tried. A target is named so that build scripts are not instrumented.
cp ../Cargo.lock .
cargo afl build --quiet --release --target "$host" --target-dir "$folder"

export AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=1
status=0
for target in "${targets[@]}"; do
  found=$folder/found/$target
  if [[ $keep ]]; then
    rm -rf "$folder/kept"
    cargo afl cmin -i "$found/default/queue" -o "$folder/kept" -- "$program" "$target" >/dev/null
    rm -f "corpus/$target"/*
    for input in "$folder/kept"/*; do
      cp "$input" "corpus/$target/$(sha1sum <"$input" | cut -c-12)"
    done
    echo "$target: $(find "corpus/$target" -type f | wc -l) inputs kept"
    continue
  fi
  mkdir -p "$found"
  # Inputs are pages, not books: what grows with length is measured elsewhere.
  cargo afl fuzz -i "corpus/$target" -o "$found" -V "$seconds" -t 1000 -G 8192 -- "$program" "$target" >/dev/null
  awk -F ' *: *' -v target="$target" '
    { value[$1] = $2 }
    END {
      printf "%s: %d inputs tried, %d panic, %d take over a second\n", target, value["execs_done"], value["saved_crashes"], value["saved_hangs"]
      exit value["saved_crashes"] + value["saved_hangs"] > 0
    }' "$found/default/fuzzer_stats" || status=1
done
exit $status
