"""What Sphinx with MyST makes of each page, JSON in and JSON out: the ids of its headings (`sphinx`) or their slugs (`myst`)."""

import json
import pathlib
import re
import sys
import tempfile

from docutils import nodes
from sphinx.application import Sphinx

CONF = 'extensions = ["myst_parser"]\nmyst_heading_anchors = 6\nhtml_theme = "basic"\n'


def headings(document):
    """What holds the titles of sections, those of quotes and lists, and raw HTML, in order."""
    for node in document.findall(lambda node: isinstance(node, (nodes.title, nodes.rubric, nodes.raw))):
        yield node.parent if isinstance(node, nodes.title) else node


def anchors(node, slugs):
    if isinstance(node, nodes.raw):
        return re.findall(r'<h[1-6][^>]* id="([^"]*)"', node.astext())
    return [slug(node, slugs) if sys.argv[1] == "myst" else node["ids"][0]]


def slug(node, slugs):
    return next((slug for slug, (_, own, _) in slugs.items() if own in node["ids"]), None)


def main():
    pages = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "conf.py").write_text(CONF)
        (root / "index.md").write_text("# x\n")
        for at, page in enumerate(pages):
            (root / f"p{at}.md").write_text(page, newline="")
        app = Sphinx(root, root, root / "out", root / "tree", "html", status=None, warning=None)
        app.build()
        made = []
        for at in range(len(pages)):
            slugs = app.env.metadata.get(f"p{at}", {}).get("myst_slugs", {})
            found = headings(app.env.get_doctree(f"p{at}"))
            made.append([anchor for node in found for anchor in anchors(node, slugs)])
    json.dump(made, sys.stdout)


main()
