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
# So many files are looked at. A commit of a few kilobytes can name one folder ten times in ten, and so a million files.
most_files=200000

say() { printf '%s\n' "$*"; }
# A command of the runner, with words of ours only.
warn() { printf '::warning title=digest::%s\n' "$*"; }
fail() {
  printf '::error title=digest::%s\n' "$*"
  exit 2
}
output() { printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/null}"; }

# What others wrote, for a log: some lines of it; it never begins a line, and holds no command of the runner and none to
# a terminal.
quoted() { head -n 20 | LC_ALL=C tr -d '\000-\010\013-\037\177' | sed -e 's/##\[/# # [/g' -e 's/^/  | /'; }

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
  conflicts=
  plain_git cat-file -e "$HEAD^{commit}" 2>/dev/null || fail "the commit of the pull request is not there"
  if tree=$(plain_git merge-tree --write-tree HEAD "$HEAD" 2>/dev/null); then
    before=$(plain_git rev-parse HEAD)
    after=$(plain_git -c user.name=digest -c user.email=digest@localhost commit-tree "$tree" -p HEAD -p "$HEAD" -m merge)
  else
    conflicts="this pull request conflicts with the main branch; its own content is looked at as it is"
    warn "$conflicts"
    before=$(plain_git merge-base HEAD "$HEAD") || fail "this pull request has no history in common with the main branch"
    after=$HEAD
  fi
}

# What content/ holds after the merge, a line each, into temp/tree; 1 where that is more than is looked at.
# git writes names with signs of their own in quotes and numbers, so each entry is one line.
entries() {
  {
    status=0
    plain_git -c core.quotePath=true ls-tree -r -l --full-tree "$after" -- content/ || status=$?
    say "$status" >"$temp/status"
  } | head -n $((most_files + 1)) >"$temp/tree"
  [ "$(wc -l <"$temp/tree")" -le "$most_files" ] || return 1
  [ "$(cat "$temp/status")" -eq 0 ] || fail "git cannot list content/"
}

# Some of the files outside content/ that the pull request changes, into temp/elsewhere; folders, where they are without
# end, since git gathers all names before it writes one.
elsewhere() {
  set -- -r
  count=$(plain_git ls-tree -r --name-only --full-tree "$after" | head -n $((most_files + 1)) | wc -l)
  [ "$count" -le "$most_files" ] || set --
  plain_git -c core.quotePath=true diff-tree "$@" --no-renames --no-commit-id --name-only "$before" "$after" \
    -- . ':(exclude)content' | head -n 20 >"$temp/elsewhere"
}

# lay: content/ of a pull request (HEAD) over the base branch that is checked out here, and nothing else of it.
lay() {
  merge
  entries || fail "content/ holds more than $most_files files"
  if grep -E '^(120000|160000) ' "$temp/tree" >"$temp/refused"; then
    cut -f 2 "$temp/refused" | quoted
    fail "content/ holds links or submodules, which are never followed; it is made of plain files"
  fi
  bytes=$(awk '{ sum += $4 } END { printf "%.0f", sum }' "$temp/tree")
  [ "$bytes" -le "$room" ] || fail "content/ holds $bytes bytes, and a site on GitHub Pages at most $room"
  elsewhere
  if [ -s "$temp/elsewhere" ]; then
    quoted <"$temp/elsewhere"
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

# Lines of ours above and below what the program wrote (into $1), in the file $2; too long, it is left out and said so.
# $3 is the first line, by which the text is found again, $4 what stands above, $5 what stands below.
framed() {
  {
    say "$3"
    [ -z "$4" ] || printf '\n%s\n\n' "$4"
    grep -Fvx -e "$3" "$1" || true
    printf '\n%s\n' "$5"
  } >"$2"
  if [ "$(LC_ALL=C.UTF-8 wc -m <"$2")" -gt $most ]; then
    say "What there is to say is longer than GitHub allows here." >"$1"
    framed "$@"
  fi
}

run_address() { say "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/actions/runs/$1"; }

# comment: one comment on a pull request (NUMBER), with what the base branch's program says of its commit (HEAD);
# written once, then changed in place. RUN is the number of the run that checked it.
comment() {
  merge
  number "$NUMBER"
  number "$RUN"
  if entries; then
    status=0
    "$digest" report --base "$before" --head "$after" >"$temp/report" || status=$?
    [ "$status" -le 1 ] || exit "$status"
  else
    say "\`content/\` of this pull request holds more than $most_files files, and was not looked at." >"$temp/report"
  fi
  elsewhere
  above=${conflicts:+"**T${conflicts#t}.** "}
  # Whoever can change the check can make it say that all is well, and put anything into the preview.
  [ ! -s "$temp/elsewhere" ] || above="$above**Files outside \`content/\` are changed too.** Nothing is said of them here. \
Read them as code, and before you open the preview: the check that made it may be the one of this pull request."
  framed "$temp/report" "$temp/comment" "$comment_sign" "$above" \
    "The annotations and, without errors, a preview are at [the check]($(run_address "$RUN"))."
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

# links: asks each original whether it still answers; one issue says which do not, changed in place, closed when all do.
links() {
  if ! "$digest" links --help >/dev/null 2>&1; then
    say "This version of the program cannot ask the originals."
    return
  fi
  "$digest" links --format markdown >"$temp/links"
  # It lists nothing but what somebody should look at, under headings; no line of it begins with a stranger's text.
  state=closed
  ! grep -q '^#### ' "$temp/links" || state=open
  framed "$temp/links" "$temp/issue" "$issue_sign" "" \
    "Asked by [this run]($(run_address "$GITHUB_RUN_ID")). It is written anew every week."
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" --jq \
    ".[] | select(.pull_request == null and (.body | startswith(\"$issue_sign\"))) | .number" >"$temp/ids"
  id=$(head -n 1 "$temp/ids")
  if [ -z "$id" ] && [ "$state" = closed ]; then
    say "Every original answers."
  elif [ -z "$id" ]; then
    gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues" -f "title=Originals that do not answer" -F "body=@$temp/issue"
  else
    number "$id"
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/$id" -f "state=$state" -F "body=@$temp/issue"
  fi
}

case ${1:-} in
live | build | fetch | lay | check | preview | pull | comment | links) "$1" ;;
*) fail "there is no such step" ;;
esac
