#!/bin/sh
# What the workflows do, one step at a time: sh .github/digest/steps.sh STEP
#
# The workflows say when, with which rights and from where; what is done stands here, so that it can be run and tested
# on any machine. It is always taken from the base branch, never from a pull request. Whatever a pull request brings,
# its commits are read from git as data: none of it is run, and only `content/` ever becomes files.
#
# All names come through the environment: DIGEST (the program; default `digest`), and what each step names below.
set -eu

digest=${DIGEST:-digest}
temp=${RUNNER_TEMP:-${TMPDIR:-/tmp}}
# The first line of our own comment and issue, by which they are found again.
comment_sign='<!-- digest report -->'
issue_sign='<!-- digest links -->'
# GitHub takes no longer comment or issue, in characters.
most=65536
# GitHub Pages holds no more, in bytes; nor will a runner write more of a pull request.
room=1000000000

say() { printf '%s\n' "$*"; }
# A command of the runner, with words of ours only.
warn() { printf '::warning title=digest::%s\n' "$*"; }
fail() {
  printf '::error title=digest::%s\n' "$*"
  exit 2
}
output() { printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/null}"; }

# What others wrote, for a log: it never begins a line, and holds no command of the runner and none to a terminal.
quoted() { LC_ALL=C tr -d '\000-\010\013-\037\177' | sed -e 's/##\[/# # [/g' -e 's/^/  | /'; }

# A commit by its whole name: nothing else is handed to git, a shell or a filter.
commit() {
  case $1 in
  *[!0-9a-f]* | '') fail "a commit is named by its whole number in hexadecimal digits" ;;
  esac
  [ ${#1} -eq 40 ] || [ ${#1} -eq 64 ] || fail "a commit is named by its whole number in hexadecimal digits"
}
number() {
  case $1 in
  *[!0-9]* | '') fail "a number is written in digits" ;;
  esac
}

# git without anything that a repository could make it run.
plain_git() {
  git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c protocol.ext.allow=never \
    -c submodule.recurse=false -c filter.lfs.smudge= -c filter.lfs.process= -c filter.lfs.required=false "$@"
}

# The address of the site, with a slash at its end.
address() {
  url=$(sed -n "s/^[[:space:]]*base_url[[:space:]]*=[[:space:]]*[\"']\([^\"']*\)[\"'].*/\1/p" site.toml | head -n 1)
  case $url in
  https://example.* | http://example.*) fail "base_url in site.toml is still that of the sample; write the address of your site" ;;
  http://* | https://*) say "${url%/}/" ;;
  *) fail "base_url was not found in site.toml" ;;
  esac
}

# live: what is published now, into PUBLISHED. Without such a file nothing was published yet.
# FIRST=true says that this is so: at a new address, nothing is asked.
live() {
  url=$(address) || { say "$url"; exit 2; }
  url=${url}manifest.json
  rm -f "$PUBLISHED"
  if [ "${FIRST:-false}" = true ]; then
    say "What stands at $url is not asked for, since this was said to be a first publication."
    return
  fi
  if ! code=$(curl --silent --show-error --location --proto '=http,https' --retry 3 --retry-delay 2 --max-time 120 \
    --max-filesize 200000000 --output "$PUBLISHED" --write-out '%{http_code}' "$url" 2>"$temp/curl"); then
    quoted <"$temp/curl"
    fail "$url cannot be asked for what is published. Run this again; if the site never was at this address, run it by hand with 'first'"
  fi
  case $code in
  200) ;;
  404)
    rm -f "$PUBLISHED"
    say "There is nothing at $url: this is the first publication."
    return
    ;;
  *) fail "$url answers $code. Run this again; if the site never was at this address, run it by hand with 'first'" ;;
  esac
  [ "$(head -c 1 "$PUBLISHED")" = '{' ] || fail "what stands at $url is no manifest of digest"
  say "What is published now is known from $url."
}

# build: the site, into public/, compared with what is published (PUBLISHED).
build() {
  set -- build
  [ ! -s "${PUBLISHED:-}" ] || set -- "$@" --published "$PUBLISHED"
  "$digest" "$@"
}

# fetch: the commits of a pull request (HEAD), as data. GH_TOKEN is given to git for this alone, and kept nowhere.
fetch() {
  commit "$HEAD"
  set -- fetch --quiet --no-tags --no-recurse-submodules --no-write-fetch-head origin "$HEAD"
  if [ -n "${GH_TOKEN:-}" ]; then
    GIT_CONFIG_COUNT=1
    GIT_CONFIG_KEY_0=http.extraHeader
    GIT_CONFIG_VALUE_0="Authorization: Basic $(printf 'x-access-token:%s' "$GH_TOKEN" | base64 | tr -d '\n')"
    export GIT_CONFIG_COUNT GIT_CONFIG_KEY_0 GIT_CONFIG_VALUE_0
  fi
  if ! plain_git -c fetch.fsckObjects=true "$@" 2>"$temp/git"; then
    quoted <"$temp/git"
    fail "the commit of the pull request cannot be fetched"
  fi
}

# The commit that a merge of the pull request (HEAD) would make, as `after`, and what to compare it with, as `before`.
# Where there are conflicts, its own commit and the one that it began with.
merge() {
  commit "$HEAD"
  plain_git cat-file -e "$HEAD^{commit}" 2>/dev/null || fail "the commit of the pull request is not there"
  if tree=$(plain_git merge-tree --write-tree HEAD "$HEAD" 2>/dev/null); then
    before=$(plain_git rev-parse HEAD)
    after=$(plain_git -c user.name=digest -c user.email=digest@localhost commit-tree "$tree" -p HEAD -p "$HEAD" -m merge)
  else
    warn "this pull request conflicts with the main branch; its own content is looked at as it is"
    before=$(plain_git merge-base HEAD "$HEAD") || fail "this pull request has no history in common with the main branch"
    after=$HEAD
  fi
}

# lay: content/ of a pull request (HEAD) over the base branch that is checked out here, and nothing else of it.
lay() {
  merge
  # git writes names with signs of their own in quotes and numbers, so each entry is one line.
  plain_git -c core.quotePath=true ls-tree -r -l --full-tree "$after" -- content/ >"$temp/tree"
  if grep -E '^(120000|160000) ' "$temp/tree" >"$temp/refused"; then
    cut -f 2 "$temp/refused" | head -n 20 | quoted
    fail "content/ holds links or submodules, which are never followed; it is made of plain files"
  fi
  bytes=$(awk '{ sum += $4 } END { printf "%.0f", sum }' "$temp/tree")
  [ "$bytes" -le "$room" ] || fail "content/ holds $bytes bytes, and a site on GitHub Pages at most $room"
  elsewhere=$(plain_git -c core.quotePath=true diff-tree -r --no-renames --no-commit-id --name-only "$before" "$after" -- . ':(exclude)content')
  if [ -n "$elsewhere" ]; then
    say "$elsewhere" | head -n 20 | quoted
    warn "files outside content/ are changed too; they are not taken here, and a person must read them"
  fi
  rm -rf content
  [ -s "$temp/tree" ] || fail "nothing is left in content/"
  # Through a repository of its own, whose attributes come before those of the pull request: no link is made, no filter
  # runs, no byte is changed.
  objects=$(cd "$(plain_git rev-parse --git-path objects)" && pwd)
  rm -rf "$temp/lay"
  if ! {
    plain_git init --quiet --bare "$temp/lay" &&
      mkdir -p "$temp/lay/info" &&
      say "$objects" >"$temp/lay/objects/info/alternates" &&
      say '* -text !eol !ident !filter !working-tree-encoding' >"$temp/lay/info/attributes" &&
      plain_git --git-dir "$temp/lay" read-tree "$after:content" &&
      plain_git --git-dir "$temp/lay" --work-tree . -c core.bare=false -c core.symlinks=false -c core.autocrlf=false \
        -c core.protectNTFS=true -c core.protectHFS=true checkout-index --all --quiet --prefix=content/
  } >"$temp/git" 2>&1; then
    quoted <"$temp/git"
    fail "content/ cannot be written as files"
  fi
  say "content/ is that of the pull request; everything else is the base branch's."
}

# check: what is wrong now and was not on the base branch, beside the lines of the pull request and in the summary.
check() {
  set -- check --format github --since HEAD
  [ ! -s "${PUBLISHED:-}" ] || set -- "$@" --published "$PUBLISHED"
  "$digest" "$@"
}

# preview: the site to look at from a folder (PREVIEW). An old error of the base branch holds it back and fails nothing.
preview() {
  status=0
  "$digest" --quiet build --portable --clean --output "$PREVIEW" || status=$?
  case $status in
  0) say "The preview is whole: unpack the artifact, and open index.html." ;;
  1) say "There is no preview, since the content has errors." ;;
  *) exit "$status" ;;
  esac
}

# pull: the number of the open pull request with this commit (HEAD) at its end, as GitHub itself tells it.
# BASE is the branch it is for, HEAD_OWNER and HEAD_BRANCH where it comes from.
pull() {
  commit "$HEAD"
  found=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open -f "base=$BASE" \
    -f "head=$HEAD_OWNER:$HEAD_BRANCH" --jq ".[] | select(.head.sha == \"$HEAD\") | .number")
  found=$(say "$found" | head -n 1)
  if [ -z "$found" ]; then
    say "No open pull request ends with this commit: it was closed, or has a newer one."
    return
  fi
  number "$found"
  output number "$found"
  say "This is about pull request $found."
}

# A text of ours around what the program wrote (into $1), in the file $2; too long, it is left out and said so.
framed() {
  {
    [ "$(head -n 1 "$1")" = "$3" ] || say "$3"
    cat "$1"
    say ""
    say "$4"
  } >"$2"
  if [ "$(LC_ALL=C.UTF-8 wc -m <"$2")" -gt $most ]; then
    {
      say "$3"
      say "What there is to say is longer than GitHub allows here."
      say ""
      say "$4"
    } >"$2"
  fi
}

run_address() { say "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/actions/runs/$1"; }

# comment: one comment on a pull request (NUMBER), with what the base branch's program says of its commit (HEAD);
# written once, then changed in place. RUN is the number of the run that checked it.
comment() {
  merge
  number "$NUMBER"
  number "$RUN"
  status=0
  "$digest" report --base "$before" --head "$after" >"$temp/report" || status=$?
  [ "$status" -le 1 ] || exit "$status"
  framed "$temp/report" "$temp/comment" "$comment_sign" "The annotations and, without errors, a preview are at [the check]($(run_address "$RUN"))."
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments?per_page=100" --jq \
    ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$comment_sign\"))) | .id" >"$temp/ids"
  id=$(head -n 1 "$temp/ids")
  if [ -n "$id" ]; then
    number "$id"
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F "body=@$temp/comment"
  else
    gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments" -F "body=@$temp/comment"
  fi
}

# A text as a block of code, in which GitHub reads neither names nor links: fenced by more backticks than it holds.
block() {
  ticks=$(grep -o '`*' "$1" | awk '{ if (length($0) > most) most = length($0) } END { print (most > 2 ? most : 2) + 1 }')
  fence=$(printf "%${ticks}s" '' | tr ' ' '`')
  say "$fence"
  head -n 500 "$1" | cut -c 1-1000
  say "$fence"
}

# links: asks each original whether it still answers; one issue says which do not, changed in place, closed when all do.
links() {
  if ! "$digest" links --help >/dev/null 2>&1; then
    say "This version of the program cannot ask the originals."
    return
  fi
  status=0
  "$digest" links >"$temp/links" || status=$?
  [ "$status" -le 1 ] || exit "$status"
  block "$temp/links" >"$temp/block"
  framed "$temp/block" "$temp/issue" "$issue_sign" "Asked by [this run]($(run_address "$GITHUB_RUN_ID")). It is written anew every week."
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" --jq \
    ".[] | select(.pull_request == null and (.body | startswith(\"$issue_sign\"))) | .number" >"$temp/ids"
  id=$(head -n 1 "$temp/ids")
  if [ -z "$id" ] && [ "$status" -eq 0 ]; then
    say "Every original answers."
  elif [ -z "$id" ]; then
    gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues" -f "title=Originals that do not answer" -F "body=@$temp/issue"
  else
    number "$id"
    state=open
    [ "$status" -ne 0 ] || state=closed
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/$id" -f "state=$state" -F "body=@$temp/issue"
  fi
}

case ${1:-} in
live | build | fetch | lay | check | preview | pull | comment | links) "$1" ;;
*) fail "there is no such step" ;;
esac
