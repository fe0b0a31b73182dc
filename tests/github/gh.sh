#!/bin/sh
# shellcheck disable=SC2016 # jq has variables of its own
# A `gh api` for tests: lists in files, filters by jq, and a log of what was asked.
set -eu
[ "$1" = api ] && shift
method=GET filter=. fields='{}' silent=false path=
add() { fields=$(printf '%s' "$fields" | jq --arg name "${1%%=*}" --arg value "$2" '.[$name] = $value'); }
while [ $# -gt 0 ]; do
  case $1 in
  --method) method=$2 && shift ;;
  --jq) filter=$2 && shift ;;
  --paginate) ;;
  --silent) silent=true ;;
  -f) add "$2" "${2#*=}" && shift ;;
  -F)
    case ${2#*=} in
    @*) fields=$(printf '%s' "$fields" | jq --arg name "${2%%=*}" --rawfile value "${2#*=@}" '.[$name] = $value') ;;
    *) add "$2" "${2#*=}" ;;
    esac
    shift
    ;;
  *) path=$1 ;;
  esac
  shift
done
[ "${GH_TOKEN:-}" = the-token ] || { echo "gh: no token" >&2; exit 4; }
printf '%s %s\n' "$method" "$path" >>"$FORGE/calls"
keep() { jq "$@" >"$FORGE/new" && mv "$FORGE/new" "$FORGE/$list.json"; }
length=$(printf '%s' "$fields" | jq '.body // "" | length')
[ "$length" -le 65536 ] || { echo "gh: body is too long (422)" >&2; exit 1; }
case "$method $path" in
"GET repos/orla/digest/pulls")
  printf '%s' "$fields" | jq --slurpfile all "$FORGE/pulls.json" \
    '. as $f | $all[0] | map(select(.state == $f.state and .base.ref == $f.base and .head.label == $f.head))' | jq -r "$filter"
  ;;
"GET repos/orla/digest/issues/"*"/comments?per_page=100")
  issue=${path#repos/orla/digest/issues/}
  jq --argjson issue "${issue%%/*}" 'map(select(.issue == $issue))' "$FORGE/comments.json" | jq -r "$filter"
  ;;
"POST repos/orla/digest/issues/"*"/comments")
  list=comments issue=${path#repos/orla/digest/issues/}
  keep --argjson issue "${issue%%/*}" --argjson f "$fields" \
    '. + [{id: (length + 100), issue: $issue, user: {login: "github-actions[bot]"}, body: $f.body}]' "$FORGE/comments.json"
  ;;
"PATCH repos/orla/digest/issues/comments/"*)
  list=comments
  keep --argjson id "${path##*/}" --argjson f "$fields" 'map(if .id == $id then .body = $f.body else . end)' "$FORGE/comments.json"
  ;;
"GET repos/orla/digest/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100")
  jq 'map(select(.state == "open" and .user.login == "github-actions[bot]"))' "$FORGE/issues.json" | jq -r "$filter"
  ;;
"POST repos/orla/digest/issues")
  list=issues
  keep --argjson f "$fields" \
    '. + [{number: (length + 1), state: "open", user: {login: "github-actions[bot]"}, title: $f.title, body: $f.body}]' "$FORGE/issues.json"
  ;;
"PATCH repos/orla/digest/issues/"*)
  list=issues
  keep --argjson id "${path##*/}" --argjson f "$fields" \
    'map(if .number == $id then .body = $f.body | .state = $f.state else . end)' "$FORGE/issues.json"
  ;;
*)
  echo "gh: $method $path is not known here" >&2
  exit 1
  ;;
esac
$silent || true
