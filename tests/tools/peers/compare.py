"""Compares the links that acquis calls dead in a repository with those that other tools call dead.

Usage: compare.py REPOSITORY --acquis PROGRAM [--config FILE] [--site FOLDER [--public FOLDER]...] [--under FOLDER]

Every tool reads the same files: the Markdown that git tracks. What each one says is brought to one form, the pair
(file, target), where a target is a path from the root of the repository, followed by `#` and an anchor where the file is
there and the anchor is not. Lines are not compared: tools differ in whether they name a link's use or its definition.
"""

import argparse
import html
import json
import os
import posixpath
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import unquote

# What acquis calls dead. Its other rules on links give advice: they are shown beside what a peer says, and not counted.
DEAD = {
    "link-backslash", "link-case-mismatch", "link-ignored", "link-local-path", "link-malformed", "link-missing-anchor",
    "link-missing-file", "link-outside", "link-own-url", "link-untracked",
}
# Findings of these rules speak of an anchor; those of the others, of a file.
ANCHOR = {"link-missing-anchor", "link-anchor-case"}
OWN_ADDRESS = re.compile(r"https?://(?:raw\.[^/]+/[^/]+/[^/]+|[^/]+/[^/]+/[^/]+/(?:-/)?(?:blob|tree|raw))/[^/]+/?(.*)")


def main():
    arguments = read_arguments()
    root = arguments.repository.resolve()
    listed = subprocess.run(["git", "ls-files", "-z", "*.md", "*.markdown"], cwd=root, stdout=subprocess.PIPE, check=True)
    files = [f for f in listed.stdout.decode().split("\0") if f.startswith(arguments.under) and (root / f).is_file()]
    resolve = Resolver(root, arguments.site)
    dead, advice = acquis(arguments, root, resolve, set(files))
    said = {
        "acquis": dead,
        "rumdl": rumdl(arguments, root, resolve, files),
        "lychee": lychee(arguments, root, resolve, files),
        "remark": remark(arguments, root, resolve, files),
    }
    show(said, advice, len(files), Hints(root))


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--acquis", required=True)
    parser.add_argument("--config", type=Path, help="configuration of acquis, instead of the repository's own or none")
    parser.add_argument("--rumdl", default="rumdl")
    parser.add_argument("--lychee", default="lychee")
    parser.add_argument("--remark", default="remark", help="remark of a node_modules folder that holds the two plugins")
    parser.add_argument("--site", default="", help="folder from which the site reads its pages")
    parser.add_argument("--public", action="append", default=[], help="folder of files that the site publishes as they are")
    parser.add_argument("--under", default="", help="compare only files whose path begins so")
    return parser.parse_args()


class Resolver:
    """Brings a target, as it is written in a file, to a path from the root of the repository."""

    def __init__(self, root, site):
        self.root, self.site = root, site

    def target(self, file, written, anchor):
        """The target written in `file`; with what follows its `#` where `anchor` holds."""
        path, _, fragment = written.partition("#")
        own = OWN_ADDRESS.fullmatch(path)
        path = unquote(path.partition("?")[0]) if own is None else "//" + unquote(own[1])
        if path.startswith("//"):
            place = path[2:]
        elif path.startswith("/"):
            place = posixpath.join(self.site, path.lstrip("/"))
        else:
            place = posixpath.join(posixpath.dirname(file), path) if path else file
        return self.named(place, fragment if anchor else "")

    def absolute(self, path, fragment):
        return self.named(os.path.relpath(path, self.root), fragment)

    @staticmethod
    def named(place, fragment):
        place = posixpath.normpath(place)
        return place + ("#" + unquote(fragment) if fragment else "")


def run(command, root):
    """The standard output of a command run in the repository. Tools answer 1 or 2 where they find something: what tells a
    failure is an output that does not parse."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1")
    return subprocess.run(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)


def acquis(arguments, root, resolve, files):
    command = [arguments.acquis, "check", "--format", "json", "--language", "en"]
    command += ["--config", str(arguments.config.resolve())] if arguments.config else []
    output = run(command, root)
    dead, advice = defaultdict(set), defaultdict(set)
    for finding in json.loads(output.stdout)["findings"]:
        rule, file = finding["rule"], finding["path"]
        if not rule.startswith("link-") or file not in files:
            continue
        text = (root / file).read_bytes()
        written = written_target(text, finding)
        anchor = rule in ANCHOR or " anchor " in finding["message"]
        into = dead if rule in DEAD else advice
        into[file, resolve.target(file, written, anchor)].add(label(finding))
    return dead, advice


def written_target(text, finding):
    """The target as it is written: a finding marks it, or marks the use of a definition which it names as related."""
    place = finding["related"][0] if finding["related"] and finding["related"][0]["path"] == finding["path"] else finding
    marked = text[place["start"]["offset"]:place["end"]["offset"]].decode(errors="replace")
    definition = re.match(r"\[(?:[^\]\\]|\\.)*\]:\s*(<[^>]*>|\S+)", marked)
    if definition:
        marked = definition[1]
    if marked.startswith("<") and marked.endswith(">"):
        marked = marked[1:-1]
    # A backslash before punctuation escapes it; in a path it stands for itself.
    return html.unescape(re.sub(r"\\([!-/:-@\[\]^-`{-~])", r"\1", marked))


def label(finding):
    for word in ("renamed", "deleted"):
        if re.search(rf"\b{word}\b", finding["message"]):
            return f"{finding['rule']} ({word})"
    if (finding["help"] or "").startswith("Did you mean"):
        return f"{finding['rule']} (did you mean)"
    return finding["rule"]


def rumdl(arguments, root, resolve, files):
    command = [arguments.rumdl, "check", "--isolated", "--no-cache", "--no-exclude", "--enable", "MD051,MD057"]
    # Absolute links are resolved only where a folder is named for them.
    roots = [arguments.site or "."] + arguments.public
    command += ["--config", 'MD057.absolute-links = "relative_to_roots"', "--config", f"MD057.roots = {json.dumps(roots)}"]
    said = set()
    for warning in json.loads(run([*command, "--output-format", "json", *files], root).stdout):
        message, file = warning["message"], warning["file"]
        if there := re.fullmatch(r"Link anchor '#(.*)' does not exist in document headings.*", message):
            said.add((file, resolve.target(file, "#" + there[1], True)))
        elif there := re.fullmatch(r"Link fragment '(.*)' not found in '(.*)'.*", message):
            said.add((file, resolve.target(file, f"{there[2]}#{there[1]}", True)))
        elif there := re.match(r"(?:Relative|Absolute) link '(.*?)' (?!contains)", message):
            said.add((file, resolve.target(file, there[1], False)))
        else:
            print(f"rumdl, not understood: {message}", file=sys.stderr)
    return said


def lychee(arguments, root, resolve, files):
    command = [arguments.lychee, "--offline", "--include-fragments", "--no-progress", "--format", "json"]
    command += ["--root-dir", str(root / arguments.site)]
    if arguments.site:
        # The routes of most sites, as far as this tool knows them.
        command += ["--fallback-extensions", "md,html", "--index-files", "index.md,_index.md,README.md,."]
    said = set()
    for file, errors in json.loads(run([*command, *files], root).stdout)["error_map"].items():
        for error in errors:
            path, _, fragment = error["url"].partition("#")
            if not path.startswith("file://"):
                continue
            anchor = "fragment" in error["status"]["text"].lower()
            path = unquote(path.removeprefix("file://").partition("?")[0])
            said.add((file.removeprefix("./"), resolve.absolute(path, fragment if anchor else "")))
    return said


def remark(arguments, root, resolve, files):
    modules = Path(arguments.remark).absolute().parent.parent
    plugin, reporter = (str(modules / name / "index.js") for name in ("remark-validate-links", "vfile-reporter-json"))
    options = json.dumps({"root": arguments.site})[1:-1] if arguments.site else ""
    command = [str(Path(arguments.remark).absolute()), "--no-config", "--no-ignore", "--no-stdout", "--quiet", "--frail"]
    command += ["--use", plugin + ("=" + options if options else ""), "--report", reporter, *files]
    said = set()
    for page in json.loads(run(command, root).stderr):
        for message in page["messages"]:
            place = re.match(r"Cannot find (?:file|heading for) `(.*?)`(?: in `(.*?)`)?(?:;|$)", message["reason"])
            if place is None:
                print(f"remark, not understood: {page['path']}: {message['reason']}", file=sys.stderr)
                continue
            fragment = place[1][1:] if message["ruleId"].startswith("missing-heading") else ""
            target = (place[2] or "") if fragment else place[1]
            path = posixpath.join(posixpath.dirname(page["path"]), target) if target else page["path"]
            said.add((page["path"], resolve.named(path, fragment)))
    # It says of an absent file also that its anchors are absent.
    return {(file, target) for file, target in said if "#" not in target or (file, target.partition("#")[0]) not in said}


class Hints:
    """What the text of the repository tells at once of a disagreement, for a reader to begin with."""

    def __init__(self, root):
        self.root, self.texts = root, {}

    def text(self, file):
        if file not in self.texts:
            path = self.root / file
            self.texts[file] = path.read_text(errors="replace") if path.is_file() else ""
        return self.texts[file]

    def of(self, file, target):
        path, _, fragment = target.partition("#")
        page = self.text(file)
        if fragment:
            there = self.text(path)
            for name, pattern in (("raw HTML", r"(?:id|name)\s*=\s*[\"']?%s[\"'\s>]"), ("explicit anchor", r"\{:?\s*#%s[\s}]")):
                if re.search(pattern % re.escape(fragment), there):
                    return f"anchor: {name}"
        what = "anchor" if fragment else "file"
        if re.search(rf"https?://[^/\s]+/[^\s)]*/(?:blob|tree|raw|main|master)/[^\s)]*{re.escape(path)}", page):
            return f"{what}: address of the repository"
        if re.search(rf"[\s(\"'<]/+{re.escape(path.rpartition('/')[2])}|[\s(\"'<]/[^\s)\"']*{re.escape(path.rpartition('/')[2])}", page):
            return f"{what}: absolute path"
        if fragment and not (self.root / path).exists():
            return "anchor: of a route"
        return what


def show(said, advice, files, hints):
    # remark brings anchors to lower case before it speaks of them.
    others = {(file, target.lower()): (file, target) for tool in said if tool != "remark" for file, target in said[tool]}
    said["remark"] = {others.get((file, target.lower()), (file, target)) for file, target in said["remark"]}
    pairs = sorted(set().union(*said.values()))
    print(f"{files} files, {len(pairs)} pairs\n")
    print("| tool | calls dead | with acquis | acquis alone of the two | the tool alone of the two |\n|---|---|---|---|---|")
    ours = set(said["acquis"])
    for tool, theirs in said.items():
        theirs = set(theirs)
        print(f"| {tool} | {len(theirs)} | {len(theirs & ours)} | {len(ours - theirs)} | {len(theirs - ours)} |")
    print("\n| said by | pairs |\n|---|---|")
    agreed = Counter(" ".join(tool for tool in said if pair in said[tool]) for pair in pairs)
    for tools, count in agreed.most_common():
        print(f"| {tools} | {count} |")
    groups = defaultdict(list)
    for file, target in pairs:
        tools = " ".join(tool for tool in said if (file, target) in said[tool])
        if len(tools.split()) < len(said):
            rules = sorted(said["acquis"].get((file, target), ()))
            rules += [f"advice: {rule}" for rule in sorted(advice.get((file, target), ()))]
            groups[tools, hints.of(file, target), ", ".join(rules)].append((file, target))
    print("\n| said by | what | acquis | pairs |\n|---|---|---|---|")
    for (tools, what, rules), members in sorted(groups.items()):
        print(f"| {tools} | {what} | {rules} | {len(members)} |")
    for (tools, what, rules), members in sorted(groups.items()):
        print(f"\n{tools}, {what} {rules}")
        for file, target in members:
            print(f"\t{file}\t{target}")


if __name__ == "__main__":
    main()
