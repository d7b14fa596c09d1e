// Pages in the grammar of one renderer, asked of it beside those of pages.mjs.
const pandoc = [
  // attributes
  '# Titre {-}', '# Titre {.unnumbered}', '# Titre {- #x}', '# Titre {-#x}', '# Titre {.a .b}', '# Titre {#x -}', '# Titre ## {#x}', '# Titre ## {.x}', '# Titre {#x} ', '# Titre  {#x}', '# Titre { #x }', '# Titre {#x key="a b"}', "# Titre {#x key='a}b'}", '# Titre {#x,.y}', '# Titre {#x.y}', '# Titre {.a#x}', '# Titre {#x #y}', '# Titre {#x id=y}', '# Titre {key=v}', '# Titre {key = v}', '# Titre {=html}', '# {.a}', '# {-}', '# {a}', '# a {.x} b {.y}', '# a {x=1 .y #z}', '# a {#z', '# a{.x}', '# **a**{#x}', '# (a){#x}', '# Titre {-}\n===', 'Titre {-}\n===', '## Exercice {#ex .exercise name="a"}',
  '# [mot]{.smallcaps} fin', '# [mot]{#x}', '# `code`{.r} fin', '# ![alt](x.png){width=50%} fin', '# [lien](x){.externe}', '# <https://a.fr>{.x} fin',
  '# x {#a}\n\n# x {#a}\n\n# a', '# a\n\n# b {#a}\n\n# a', '# A {#intro}\n\n## Intro',
  // mathematics, LaTeX, citations, notes
  '# $x^2$ et $\\alpha$', '# Coût $5 et $6', '# Le $\\frac{a}{b}$', '# \\LaTeX{} et \\emph{mot}', '# \\textbf{a} b', '# C:\\dossier\\x', '# a\\_b \\* c', '# Selon [@dupont2020, p. 3]', '# @dupont2020 dit', '# Note^[une note] ici', '# a^2 b^2',
  // typography
  '# Fin...', '# Suite... et fin', '# a.b...', '# `...`', '# `--`', '# "a--b"', '# --- fin', '# a ---- b', "# a 'b' \"c\"", '# a -', '# - a -', '# _a', '# .a', '# a_', '# a.', '# a-', '# __init__ et _x_y', '# a__b__c',
  // what knitr and others read first
  '# Titre (\\#sec:x)', '# (PART) Partie {-}', '# {{< var titre >}}',
  // after what a heading may stand
  '# A\n# B', 'Texte\n## B', '- a\n# B', '- a\n\n# B', '> a\n# B', '> a\n\n# B', '1. a\n# B', '```\nx\n```\n# B', '***\n# B', '::: x\n# B\n:::', '::: x\n\n# B\n\n:::', '::: {#boite}\n## Boite\n:::', '::: {.panel-tabset}\n## R\n\n## Python\n:::', '</div>\n# B', '<div>\n# B\n</div>', '<!-- x -->\n# B', '| a |\n|---|\n| b |\n# B', '[a]: b\n# B', '[^1]: note\n# B', '    code\n# B', 'a\n===\n# B', '\\newpage\n# B', '- Texte\n\n  # B', 'Texte\nTitre\n---', 'Titre\n---\nTexte', '   Titre\n===', '#hashtag', '# a #b',
]

export const own = { pandoc, workbench: pandoc }
