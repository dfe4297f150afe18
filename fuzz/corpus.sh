#!/usr/bin/env bash
# Makes the first inputs of every target of the fixtures: fuzz/corpus.sh [FOLDER]. Where CABLEX names the command, the
# records of all fixtures are among those of `records`.
set -euo pipefail
cd "$(dirname "$0")/.."
to=${1:-fuzz/corpus}
mkdir -p "$to"/{parse,container,query,records,resume}

byte() { printf "\\x$(printf %02x "$(($1 % 256))")"; }

number=0
while read -r file; do
  name=${file#fixtures/}
  name=${name//\//_}
  cp "$file" "$to/parse/$name"
  # Each in another envelope and packing; and as it is, read as every container in turn.
  { byte "$number" && byte "$((number / 13))" && cat "$file"; } > "$to/container/in_$name"
  { byte "$((13 + number % 10))" && byte 15 && cat "$file"; } > "$to/container/as_$name"
  number=$((number + 1))
done < <(find fixtures -mindepth 2 -type f ! -name '*.snap' ! -name '*.new' | LC_ALL=C sort)

cp fixtures/records/*.jsonl "$to/records/"
if [ -n "${CABLEX:-}" ]; then
  # One record a file: the mutations of a short one reach more of it.
  for container in fixtures/*/; do
    "$CABLEX" parse -q --with text,spans,roles "$container" 2> /dev/null |
      split -l 1 -a 4 - "$to/records/$(basename "$container")." || true
  done
fi

grep -oE '^ +\(?"([^"\\]|\\.)+"' tests/query.rs | sed -E 's/^ +\(?"//; s/"$//; s/\\(["\\])/\1/g' |
  while read -r query; do printf '%s' "$query" > "$to/query/$(printf '%s' "$query" | cksum | cut -d' ' -f1)"; done

# What is left whole, and one change of each kind in the state, the part and the list of failures.
for scene in 0 1 2; do
  byte "$scene" > "$to/resume/whole_$scene"
  for change in $(seq 0 31); do
    { byte "$scene" && byte "$change" && byte 140 && byte 7 && byte 5; } > "$to/resume/changed_${scene}_$change"
  done
done
