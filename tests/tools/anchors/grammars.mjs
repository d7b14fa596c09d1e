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

const honkit = [
  '# {#x}', '# Titre {#x} {#y} fin', '# Titre { #x }', '# Titre\n\n{% raw %}\n\n# Autre\n\n{% endraw %}', '# `{{ x }}`', '# a_b `c_d` \\_e', '# Fin-', '# - a', '# -- a', '# 「a」 b',
  '# [a](b "c") d', '# a | b', '# a\\b\\c', '# 1) a', '# a {# b', '# À propos : « x »', '# \u0152uvre', '# a\u00a0: b',
]
const odin = [
  '### A\n\n#### B\n\n#### B\n\n### C\n\n#### B', '### A\n\n### A\n\n#### A', '#### A\n\n#### A\n\n### A\n\n#### A', '### Tips & tricks\n\n### 1. Install\n\n### What\'s next?', '### A {#x}\n\n## B {#y}\n\n#### C {#z}\n\n##### D {#t}',
  '### A - B', '### A_b', '### -a-', 'Texte\n### A\n\n#### B', '### A\n\n> ### A\n\n### A', '- ### A\n\n### A', '### A\n{: #x}', '## A\n{: #x}', '# A\n\n## A\n\n### A\n\n## A', '### a -- b', '###### A -- b\n\n###### A -- b', '### [A](b)\n\n### `A`', '### `a.b()`', '### É', '### 3. Été\n\n#### 3. Été',
]
// Lists of attributes behind a span are its own.
const kramdown = [
  '# Niveau 2 : **suivre**{:.clair}', '# Le `code`{:.x}', '# Un [lien](u.md){:.btn}', '# **Gras**{:.x} et fin', '# *em*{: .a} et fin', '# Nu{:.x}', '# Nu {:.x}', '# (nu){:.x}', '# _a_{:.x}{:.y}',
]
const exercism = ['# A\n\n## A\n\n## A', '## `a` *b*c', '## a_b', '## Un : deux', '## ß œ Þ ŉ Ŋ ĳ Ł × ÷ ı', '## ÀÉÎÕÜÝŸ', '## \u0130', '## h-a', '## a\n\n## a\n\n## a-1', '- ## A', '> ## A']
const myst = [
  '(cible)=\n# Titre', '(cible)=\n\n# Titre', '(Ma_Cible)=\n# Titre', '(a)=\n(b)=\n# Titre', 'Texte (a)=\n# Titre', '# Titre\n(a)=\n\n## Titre', '# Le {term}`mot` juste', '# {math}`x^2` et y', '# $x^2$ et $y$', '# {ref}`a <b>`', '# {kbd}`Ctrl`', '# {abbr}`MyST (x)`', '% note\n# Titre', '+++\n\n# Titre', '# Titre\n\n+++\n\n# Titre', '{#x}\n# Titre', '# Titre {#x}', '# {{ x }}', '# [](a.md)', '# [texte](#b)', '# "a" -- b ...', '# (c) (tm)', '# a[^1] b\n\n[^1]: c',
  '```{note}\n# Titre\n```', ':::{note}\n# Titre\n:::', '# A\n\n# A\n\n# id1', '# id1\n\n# !\n\n# !', '# 2\n\n# 3', '# a-1\n\n# a\n\n# a', '# a b\n\n# A  B\n\n# a-b', '# ÆŒßØ øłđħ', '# « x »', '# x_y.z', '# a\u00a0b', '# A{sub}`2`B', '# `a`{l=python}',
]
const docfx = [
  '# <a name="x"></a>Titre', '# <a id="x"></a> Titre', '# <a id="x.y-z 1" ></a>Titre', '# <a  name="x"></a>Titre', '# <a name=\'x\'></a>Titre', '# <a name="x">a</a> Titre', '# <a name="x"></a>', '# <a name="x"></a>Titre\n\n# Titre', '# Titre <a name="x"></a>', '# A.b', '# 1. A', '# :smile: a', '# $x^2$', '# a {#b}', '# A\n\n# A\n\n# A-1', '# !\n\n# section', '# [A](b)', '# İI', '# a\u00a0b', '# é\u0301', '# 𝐁 b', '# Ⅳ ² ٣', '# ![a *b*](c)',
]
const astro = ['# a -- b --- c', '# "a" \'b\'', '# Suite...', '# a {b} c', '# {x}', '# `{x}`', '# <kbd>a</kbd> b', '# A {#b}', '# \u00ab x \u00bb', '# a...b', "# l'été d'Ève", '# `--a` -- b', '# a ... b', '# ---a', '# ``a``', '# (c) 1/2']

export const own = {
  pandoc, workbench: pandoc, honkit, jekyll: kramdown, odin, exercism, myst, sphinx: myst.filter((page) => !/^\(/m.test(page)), mystmd: myst, astro, docfx,
}

/** The renderers that treat headings of level 1 otherwise, or that never see one: theirs are of level 3. */
export const third = new Set(['odin', 'exercism'])
