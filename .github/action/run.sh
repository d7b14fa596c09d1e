#!/usr/bin/env bash
# What the Action does, in this order: finds the commit to compare with, gets the program, checks once, hands over what
# was found. Its settings are the INPUT_… variables of action.yml. It is written for bash 3.2, which macOS has.
#
# What is checked may come from anybody: nothing of it is run, and no text of it becomes a command, an option, or a line
# of the log.
set -euo pipefail

# The script's own messages; the first is English, the second French.
words() { if [[ $INPUT_LANGUAGE == fr ]]; then printf '%s' "$2"; else printf '%s' "$1"; fi; }

# A message of GitHub's log: its kind, then its text, made into one line.
annotate() {
    local text=${2//'%'/%25}
    text=${text//$'\r'/%0D}
    printf '::%s title=acquis::%s\n' "$1" "${text//$'\n'/%0A}"
}

fail() {
    annotate error "$1"
    exit 2
}

need() {
    command -v "$1" >/dev/null || fail "$(words "The Action needs $1: install it in an earlier step." \
        "L'Action a besoin de $1 : installez-le dans une étape précédente.")"
}

# ---- The commit to compare with -------------------------------------------------------------------------------------

# A value of the event, by its path in jq's words; nothing when there is none. jq ends lines with CR LF on Windows.
event() { jq --raw-output "$1 // empty" "$GITHUB_EVENT_PATH" | tr -d '\r'; }

is_commit() { [[ $1 =~ ^[0-9a-f]{40}([0-9a-f]{24})?$ && ! $1 =~ ^0+$ ]]; }

have() { git rev-parse --quiet --verify --end-of-options "$1^{commit}" >/dev/null; }

# Whether the clone holds the history that joins a commit with what is checked out.
joined() { have "$1" && git merge-base "$1" HEAD >/dev/null; }

# Asks for a commit and so many behind it, with the credentials that the checkout left. A whole clone stays whole: a
# depth would cut it.
fetch() {
    local depth=()
    if [[ $(git rev-parse --is-shallow-repository) == true ]]; then depth=("--depth=$2"); fi
    GIT_TERMINAL_PROMPT=0 git -c gc.auto=0 -c maintenance.auto=false fetch --quiet --no-tags --no-recurse-submodules \
        --no-write-fetch-head ${depth[@]+"${depth[@]}"} origin "$1" 2>/dev/null
}

# Makes a commit and what is checked out meet, when the event says how many commits lie between, or when they are few.
reach() {
    local depth
    if joined "$1"; then return; fi
    for depth in "$2" 100; do
        if ! fetch "$1" "$depth"; then return 1; fi
        fetch "$(git rev-parse HEAD)" "$depth" || true
        if joined "$1"; then return; fi
    done
    return 1
}

# What is checked is a clone in the folder where the Action starts, or in the one that it is told.
enter_clone() {
    local said
    if [[ -n ${INPUT_FOLDER-} ]]; then
        # What is written stays where the other steps of the job look for it.
        if [[ -n $INPUT_SARIF && ! $INPUT_SARIF =~ ^([/\\]|[A-Za-z]:) ]]; then INPUT_SARIF=$PWD/$INPUT_SARIF; fi
        cd -- "$INPUT_FOLDER" 2>/dev/null || fail "$(words "There is no folder '$INPUT_FOLDER' in the workspace: 'folder' names the one that actions/checkout was given as 'path'." \
            "Il n'y a pas de dossier « $INPUT_FOLDER » dans l'espace de travail : 'folder' nomme celui qu'actions/checkout a reçu comme 'path'.")"
    fi
    if said=$(LC_ALL=C git rev-parse --git-dir 2>&1); then return; fi
    case $said in
        *'dubious ownership'*)
            fail "$(words "Git refuses this clone, since it belongs to another user than this step's. Add before this step:" \
                "Git refuse ce clone, car il appartient à un autre utilisateur que celui de cette étape. Ajoutez avant cette étape :")
run: git config --global --add safe.directory '$PWD'"
            ;;
        *'not a git repository'*)
            fail "$(words "There is no clone in $PWD. Check out before this step; if actions/checkout is given a 'path', name it here too:" \
                "Il n'y a pas de clone dans $PWD. Extrayez le dépôt avant cette étape ; si actions/checkout reçoit un 'path', nommez-le ici aussi :")
with: { folder: $(words PATH CHEMIN) }"
            ;;
        *) fail "$(words "Git can't read the clone in $PWD: $said" "Git ne peut pas lire le clone dans $PWD : $said")" ;;
    esac
}

# Of a clone that left the contents of files out, those that are compared are wanted. Git itself fetches them when it is asked to
# compare them.
complete() {
    if [[ -z $base || -z $(git config --get-regexp '^remote\..*\.promisor$' || true) ]]; then return; fi
    git -c core.quotePath=false diff --no-ext-diff --no-textconv --numstat "$base" HEAD >/dev/null 2>&1 || true
    local path
    for path in "${INPUT_CONFIG:-.acquis.yaml}" .acquis-baseline .gitattributes; do
        git cat-file -e "$base:$path" 2>/dev/null && git cat-file blob "$base:$path" >/dev/null 2>&1 || true
    done
}

fail_shallow() {
    fail "$(words "The history between this commit and the one to compare with is not in the clone. Add to the step that uses actions/checkout:" \
        "L'historique entre ce commit et celui auquel le comparer n'est pas dans le clone. Ajoutez à l'étape qui utilise actions/checkout :")
with: { fetch-depth: 0 }"
}

# GitHub checks out the merge of the pull request into its target. Its first parent is what the merge was made with, which
# may be newer than the target that the event names.
base_of_pull_request() {
    local commits
    commits=$(event .pull_request.commits)
    [[ $commits =~ ^[0-9]{1,4}$ ]] || commits=1
    if [[ $(git rev-parse HEAD) == "$GITHUB_SHA" ]]; then
        # The commits of the pull request are wanted too, since there are rules about them.
        if [[ $(git rev-parse --is-shallow-repository) == true ]]; then fetch "$GITHUB_SHA" $((commits + 2)) || true; fi
        if have HEAD^2; then
            base=$(git rev-parse HEAD^1)
            return
        fi
    fi
    base=$(event .pull_request.base.sha)
    is_commit "$base" || fail_shallow
    reach "$base" $((commits + 2)) || fail_shallow
}

base_of_push() {
    local commits
    base=$(event .before)
    commits=$(event '(.commits | length)')
    [[ $commits =~ ^[0-9]{1,4}$ ]] || commits=1
    if is_commit "$base"; then
        if reach "$base" $((commits + 1)); then return; fi
        # Nothing was rewritten: the commit is there, for whoever asks with the right to.
        if [[ $(event .forced) != true ]]; then fail_shallow; fi
    fi
    # A new branch, or one whose past was rewritten: what it adds to the default branch.
    local default
    default=$(event .repository.default_branch)
    if [[ -n $default && $GITHUB_REF != "refs/heads/$default" && $GITHUB_REF == refs/heads/* ]]; then
        if joined "refs/remotes/origin/$default"; then
            base=$(git rev-parse "refs/remotes/origin/$default^{commit}")
            return
        fi
        base=$(GIT_TERMINAL_PROMPT=0 git ls-remote --quiet origin "refs/heads/$default" 2>/dev/null | cut -f 1 || true)
        if is_commit "$base" && reach "$base" $((commits + 2)); then return; fi
    fi
    base=
    annotate notice "$(words "There is no earlier state to compare with: the whole repository is checked." \
        "Il n'y a pas d'état antérieur auquel comparer : tout le dépôt est vérifié.")"
}

base_of_merge_group() {
    base=$(event .merge_group.base_sha)
    is_commit "$base" || fail_shallow
    reach "$base" 2 || fail_shallow
}

base_as_told() {
    local name
    if [[ $INPUT_BASE == none ]]; then return; fi
    for name in "$INPUT_BASE" "refs/remotes/origin/$INPUT_BASE"; do
        if have "$name"; then
            base=$(git rev-parse --verify --end-of-options "$name^{commit}")
            reach "$base" 2 || fail_shallow
            return
        fi
    done
    fail_shallow
}

# Sets `base`; empty means that the whole repository is checked.
find_base() {
    base=
    if [[ -n $INPUT_BASE ]]; then
        base_as_told
        return
    fi
    case $GITHUB_EVENT_NAME in
        pull_request) base_of_pull_request ;;
        push) base_of_push ;;
        merge_group) base_of_merge_group ;;
        pull_request_target | workflow_run)
            # These run with the repository's rights. With them, this Action writes a report, and checks nothing.
            fail "$(words "The event $GITHUB_EVENT_NAME is not checked, since it has the repository's rights: use pull_request." \
                "L'événement $GITHUB_EVENT_NAME n'est pas vérifié, car il a les droits du dépôt : utilisez pull_request.")"
            ;;
    esac
}

# ---- The program ----------------------------------------------------------------------------------------------------

target() {
    case "$RUNNER_OS-$RUNNER_ARCH" in
        Linux-X64) echo x86_64-unknown-linux-musl ;;
        Linux-ARM64) echo aarch64-unknown-linux-musl ;;
        macOS-X64) echo x86_64-apple-darwin ;;
        macOS-ARM64) echo aarch64-apple-darwin ;;
        # Windows on ARM runs what was built for x86-64.
        Windows-X64 | Windows-ARM64) echo x86_64-pc-windows-msvc ;;
        *) fail "$(words "No release is built for $RUNNER_OS $RUNNER_ARCH: use version: source." \
            "Aucune version n'est construite pour $RUNNER_OS $RUNNER_ARCH : utilisez version: source.")" >&2 ;;
    esac
}

# Built in the Action's own folder: cargo obeys what it finds in the folder it is started in, and the checked repository
# may hold anything.
build() {
    command -v cargo >/dev/null || fail "$(words "version: source needs Rust: install it in an earlier step (https://rustup.rs)." \
        "version: source a besoin de Rust : installez-le dans une étape précédente (https://rustup.rs).")"
    echo "::group::cargo build"
    (cd "$GITHUB_ACTION_PATH" && cargo build --release --locked --quiet)
    echo "::endgroup::"
    program=${CARGO_TARGET_DIR:-$GITHUB_ACTION_PATH/target}/release/acquis
}

# The commit of this Action, as far as it is known: git writes it into the archive that runners unpack; a workflow that
# pins the Action names it, and so does the folder.
own_commit() {
    local told
    for told in "$(tr -d '\r\n' <"$GITHUB_ACTION_PATH/.github/action/commit" 2>/dev/null || true)" "${ACTION_REF-}" "$unpacked_ref"; do
        if is_commit "$told"; then
            echo "$told"
            return
        fi
    done
}

# Says why there is no archive, and what to do instead.
fail_download() {
    fail "$1 $(words "Write version: source, which builds the program (Rust is needed), or install acquis in an earlier step and write version: installed." \
        "Écrivez version: source, qui construit le programme (Rust est nécessaire), ou installez acquis dans une étape précédente et écrivez version: installed.")"
}

# What this Action itself says an archive is: releases that were made before the commit of the Action stand there.
kept_sums() { sed 's/\r$//' "$GITHUB_ACTION_PATH/.github/action/checksums" 2>/dev/null | grep -v '^#' || true; }

# Holds an archive to the only line that names it in `sums`.
hold() {
    local archive=$1 sums=$2
    awk -v name="$archive" '$2 == name || $2 == "*" name' "$sums" >wanted
    [[ $(wc -l <wanted) -eq 1 ]] || fail "$(words "SHA256SUMS does not name $archive." "SHA256SUMS ne nomme pas $archive.")"
    sum --check wanted >/dev/null || fail "$(words "$archive is not what its checksum says." \
        "$archive n'est pas ce que dit sa somme de contrôle.")"
}

# Holds an archive to GitHub's word that this repository's release workflow made it from that tag; and, where `commit` is
# given, from that very commit.
attested() {
    local version=$1 repository=$2 archive=$3 commit=$4 pinned=()
    if [[ -n $commit ]]; then pinned=("--source-digest=$commit"); fi
    if gh attestation verify "$archive" --repo "$repository" --source-ref "refs/tags/v$version" ${pinned[@]+"${pinned[@]}"} \
        --signer-workflow "$repository/.github/workflows/release.yml" --deny-self-hosted-runners >/dev/null; then return; fi
    if [[ -z $commit ]]; then
        fail "$(words "Nothing attests that $archive was built by $repository." \
            "Rien n'atteste que $archive a été construit par $repository.")"
    fi
    fail "$(words "Nothing attests that $archive was built by $repository from the commit of this Action, $commit. Pin the Action to the commit of the tag v$version, or write version: source, which builds what is pinned (Rust is needed)." \
        "Rien n'atteste que $archive a été construit par $repository à partir du commit de cette Action, $commit. Épinglez l'Action au commit de l'étiquette v$version, ou écrivez version: source, qui construit ce qui est épinglé (Rust est nécessaire).")"
}

# A release counts only with its checksum and its attestation. It is bound to what the workflow pins: by the checksum that
# the Action itself keeps of it, else by being made from the Action's own commit, unless another version is asked for.
download() {
    local version=$1 repository=$2 target archive commit=
    need gh
    target=$(target)
    archive=acquis-$version-$target.tar.gz
    (
        cd "$work"
        export GH_TOKEN=$token
        local missing
        missing=$(words "There is no release $version for $target in $repository." "Il n'y a pas de version $version pour $target dans $repository.")
        if ! gh release download "v$version" --repo "$repository" --pattern "$archive" --pattern SHA256SUMS 2>said; then
            cat said >&2
            if grep -q 'release not found\|no assets match\|HTTP 404' said; then fail_download "$missing"; fi
            fail_download "$(words "The release $version of $repository could not be downloaded (see the line above)." \
                "La version $version de $repository n'a pas pu être téléchargée (voir la ligne ci-dessus).")"
        fi
        [[ -f $archive ]] || fail_download "$missing"
        hold "$archive" SHA256SUMS
        kept_sums >kept
        if grep -q -F -- "$archive" kept; then
            hold "$archive" kept
        elif [[ -z $INPUT_VERSION ]]; then
            commit=$(own_commit)
        fi
        attested "$version" "$repository" "$archive" "$commit"
        tar -xzf "$archive"
    )
    program=$work/acquis
}

sum() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

# Sets `program`.
find_program() {
    local version=${INPUT_VERSION#v} repository=$ACTION_REPOSITORY unpacked_ref=
    # In a composite action the runner may leave the name empty; the folder it unpacks to is …/_actions/owner/name/ref.
    local unpacked='[/\\]_actions[/\\]([^/\\]+)[/\\]([^/\\]+)[/\\]([^/\\]+)'
    if [[ $GITHUB_ACTION_PATH =~ $unpacked ]]; then
        repository=${repository:-${BASH_REMATCH[1]}/${BASH_REMATCH[2]}}
        unpacked_ref=${BASH_REMATCH[3]}
    fi
    # `uses: ./` has no release of its own.
    if [[ -z $version && -z $repository ]]; then version=source; fi
    if [[ -z $version ]]; then version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1); fi
    case $version in
        installed)
            need acquis
            program=$(command -v acquis)
            ;;
        source) build ;;
        *)
            [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ && -n $repository ]] ||
                fail "$(words "'$version' is not a version: write 0.1.0, source or installed." \
                    "« $version » n'est pas une version : écrivez 0.1.0, source ou installed.")"
            download "$version" "$repository"
            ;;
    esac
    printf 'program=%s\n' "$program" >>"$GITHUB_OUTPUT"
}

# ---- The check, and what becomes of it ------------------------------------------------------------------------------

flag() {
    case $2 in
        true) return 0 ;;
        false | '') return 1 ;;
        *) fail "$(words "$1 is true or false, not '$2'." "$1 vaut true ou false, pas « $2 ».")" ;;
    esac
}

# Sets `status`, the exit code of the check.
check() {
    local arguments=(check --format github "--output=json=$report" "--output=markdown=$summary") path
    if [[ -n $base ]]; then arguments+=("--base=$base"); fi
    if [[ -n $INPUT_SARIF ]]; then arguments+=("--output=sarif=$INPUT_SARIF"); fi
    if [[ -n $INPUT_FAIL_ON ]]; then arguments+=("--fail-on=$INPUT_FAIL_ON"); fi
    if [[ -n $INPUT_PROFILE ]]; then arguments+=("--profile=$INPUT_PROFILE"); fi
    if [[ -n $INPUT_CONFIG ]]; then arguments+=("--config=$INPUT_CONFIG"); fi
    if [[ -n $INPUT_LANGUAGE ]]; then arguments+=("--language=$INPUT_LANGUAGE"); fi
    if [[ $online == true ]]; then arguments+=(--online); fi
    arguments+=(--)
    while IFS= read -r path; do
        if [[ -n $path ]]; then arguments+=("$path"); fi
    done <<<"$INPUT_PATHS"
    status=0
    "$program" "${arguments[@]}" || status=$?
}

count() { jq --arg status "$1" '[.findings[] | select(.status == $status)] | length' "$report" | tr -d '\r'; }

coverage() {
    jq '.verdict.coverage.after // {} | select((.modules // 0) > 0) | .modules_assessed * 100 / .modules | floor' "$report" |
        tr -d '\r'
}

hand_over() {
    # The program keeps it shorter than GitHub allows.
    if [[ -s $summary ]]; then cat "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
    if [[ -s $report ]]; then
        printf '%s\n' "new=$(count new)" "mended=$(count fixed)" "coverage=$(coverage)" "report=$report" >>"$GITHUB_OUTPUT"
    fi
}

# Writes a report on its pull request. The exit code stays that of the check: 1 means findings here too, and what could not
# be written says so itself.
post() {
    local arguments=("--from=$1" --post)
    if [[ -n $INPUT_LANGUAGE ]]; then arguments+=("--language=$INPUT_LANGUAGE"); fi
    GITHUB_TOKEN=$token "$program" review "${arguments[@]}" || (($? == 1)) ||
        annotate warning "$(words "The review could not be written on the pull request." \
            "La revue n'a pas pu être écrite sur la demande de fusion.")"
}

# Of a pull request from elsewhere, the run may write nothing. The job's summary is there already.
comment() {
    if [[ $(event .pull_request.head.repo.full_name) == "$GITHUB_REPOSITORY" ]]; then
        GITHUB_STEP_SUMMARY='' post "$report"
    else
        annotate notice "$(words "A pull request from a fork gets its review from another workflow: see .github/examples/pull-request-review.yml of acquis." \
            "La demande de fusion d'un fork reçoit sa revue d'un autre workflow : voir .github/examples/pull-request-review.yml d'acquis.")"
    fi
}

main() {
    : "${GITHUB_EVENT_NAME:?}" "${GITHUB_EVENT_PATH:?}" "${GITHUB_SHA:?}" "${GITHUB_ACTION_PATH:?}" "${RUNNER_TEMP:?}"
    # The program gets the token only for the review.
    token=$INPUT_TOKEN
    unset INPUT_TOKEN
    local online=false comment=false
    if flag online "$INPUT_ONLINE"; then online=true; fi
    if flag comment "$INPUT_COMMENT"; then comment=true; fi
    need jq
    need git
    work=$(mktemp -d "$RUNNER_TEMP/acquis.XXXXXX")
    report=$work/report.json summary=$work/summary.md status=0
    if [[ -n $INPUT_REPORT ]]; then
        find_program
        post "$INPUT_REPORT"
        return
    fi
    # An expression that came to nothing turns no check off: only the word does.
    if [[ -n $INPUT_CHECK ]] && ! flag check "$INPUT_CHECK"; then
        find_program
        return
    fi
    enter_clone
    find_base
    complete
    find_program
    check
    hand_over
    if [[ $comment == true && $GITHUB_EVENT_NAME == pull_request && -s $report ]]; then comment; fi
    exit "$status"
}

main
