// The pages whose anchors every renderer is asked for: headings of our own, in Markdown. Each is a page by itself.
export const headings = [
  // French
  'Introduction', 'Prérequis', 'Évaluation des acquis', 'L’équipe produit', "L'équipe produit", 'Où trouver de l’aide ?',
  'Référence\u00a0: le glossaire', '«\u00a0Jardin partagé\u00a0»', '« Jardin partagé »', 'Étape n°\u202f1', 'À retenir !', 'Œuvre & cœur',
  'Semer, arroser… récolter', 'Tiret — cadratin', 'Trait d’union : sous-titre', 'Ça & là', 'FAÇADE ÉTÉ', 'naïve Noël', 'Aujourd’hui, c’est l’été',
  "Aujourd'hui, c'est l'été", 'Quoi ?! Déjà ?', 'Le pourquoi (et le comment)', 'Avant/après', 'Qu’est-ce qu’un rucher ?', 'Æsope, ÿ et Ñ',
  // leading digits and punctuation
  '1. Prérequis', '1\\. Prérequis', '2\\) Installer', '3 – Tester', '2024', '42', '1.2.3', '3D', '10 minutes pour semer', '-- Options', '- tiret', '. point', '? question',
  '_souligné', '--help', '$ commande', '@mention', '\\#dièse', '١٢٣', '½ heure', '٣ خطوات', '1\u0303 x', '1er étage', '9 h 30', '(1) Un', '§ 3',
  // German and other European languages
  'Größe der Äpfel', 'Straße', 'STRASSE', 'ẞ', 'Über uns', 'Änderungen (2. Fassung)', 'Überblick: Teil „Eins“', 'Öffnungszeiten', 'İstanbul', 'ISPARTA ıI',
  'Łódź i Gdańsk', 'Český žlutý kůň', 'Ñandú', 'Ελληνικά: ΟΔΟΣ', 'Привет, мир', 'Ёлка и ёж', 'Українська їжа', 'ﬁn ﬂux', 'Ǆ ǅ ǆ', 'ŉ x', 'Ð ð Þ þ', 'ĳ Ĳ',
  // Hindi and other Indic scripts
  'हिन्दी शीर्षक', 'परिचय और उद्देश्य', 'क्षेत्र १२३', 'क्या है?', 'अध्याय १: पाठ', 'बगीचा', 'বাংলা', 'தமிழ் தலைப்பு', 'ไทย หัวข้อ', 'မြန်မာ',
  // Chinese, Japanese, Korean
  '中文标题', '第一章：简介', '第 2 章 — 安装', '测试，说明。', '问题？', '「引用」', '《书名》', '日本語の見出し', 'はじめに（概要）', 'カタカナ・テスト', 'ガギグ', '한국어 제목', '全角ＡＢＣ１２３', '①②③ Étapes', 'Ⅳ. Partie', 'Ⓐ choix', '㊗ 中',
  // right to left
  'العربية', 'مَرْحَبًا', 'עברית', 'שָׁלוֹם', 'فارسی\u200cنویسی',
  // blanks and invisible characters
  'a  b', 'a   b', 'a\tb', 'a\u00a0b', 'a \u00a0 b', 'a\u2003b', 'a\u3000b', 'a\u202fb', 'a\u200bb', 'soft\u00adhyphen', 'a\u2060b', 'a\u2028b', 'क्\u200dष', 'fin\u00a0', 'a\u0001b', 'a\u007fb', 'a\u0085b',
  // combining marks
  'e\u0301te\u0301', 'A\u0300 la carte', 'o\u0308', 'x\u20dd', 'q\u0323\u0307', 'Z\u0361alg\u0489o', 'Å ångström', '\u212bngstrom',
  // emoji and symbols
  '🚀 Lancement', 'Lancement 🚀', '🚀', '👩\u200d🌾 Maraîchère', '❤️ Merci', '☕ Pause', '1️⃣ Premier', '🇫🇷 France', ':rocket: Lancement', ':rocket:', 'a :tada: b', ':pas_un_emoji: x', ':+1: oui', '✅ Fait', '™ ® ©', '(c) (tm)', 'x² + y²', '½ ² ³ ¼', '10 °C', '5 € TTC', '100 %', 'E = mc²', '→ Suite', '• Point', '№ 5', 'ª º', '✓', '★ ★ ★', '♥', '☃ neige', 'a ∑ b', '𝐁𝐨𝐥𝐝', '𐐀',
  // punctuation
  'C++', 'C#', 'C# et F#', '.NET', 'Node.js', 'TL;DR', 'I/O', 'a/b', 'a|b', 'a~b', 'a^b', 'a=b', 'a+b', 'a@b', 'a%b', 'a%20b', '50%', '$HOME', 'a,b', 'a;b', 'a:b', 'a.b.c', '(parenthèses)', '{accolades}', 'x {y} z', 'a -- b', 'a --- b', 'a - b', 'a–b', 'a—b', 'a‑b', 'a−b', 'a_b', 'snake_case_name', '\\_\\_init\\_\\_', 'camelCase', 'fooBar BAZQux', 'APIs et URLs', 'foo360BAR', 'FOO360', 'v2.0-beta', 'x86_64', 'UTF-8', '2024-01-31', '12:30', 'Q&A', 'A & B', 'R&D : l’an 1', "don't", 'don’t', "What's new?", "l's et d't", '"quoted"', '“quoted”', "'quoted'", '‘quoted’', '...', '…', '!', '?!', '-', '--', '\\-\\-\\-', '\\_', '[crochets]', '[ ] à faire', '[x] fait', 'a‿b', 'a·b', 'a!b', 'a\\b', 'fin -', 'fin --', '-début', 'a -b- c', 'a. b', 'Étape 1 : a → b', '#1', 'a #1', '<', 'a < b > c', 'a > b', '1 < 2', 'a && b', 'a <> b', '<< a >> b', '[a >>](b)', 'http://exemple.fr', 'voir https://exemple.fr/a_b.', 'www.exemple.fr',
  // inline code
  '`code`', 'La commande `git add`', '`a  b`', '`<div>`', '`&amp;`', '`*a*`', '`a_b_c`', '`x` et `y`', '`` a`b ``', '`Vec<T>`', '`--help`', '`a` b', '`{x}`', '`:rocket:`', '`É`', 'Les `<a>` et `<b>`', '`a`{#x}',
  // emphasis
  '**gras**', '*italique*', '_italique_', '__gras__', '***les deux***', '~~barré~~', 'a **b** c', 'a*b*c', 'a_b_c', '_a_ b', '**a**b', 'a ~~b~~ c', '**É**', '*a* *b*', '==surligné==', 'H~2~O', 'x^2^',
  // links and images
  '[lien](https://exemple.fr)', '[lien](a.md)', 'Voir [le guide](guide.md#x)', '[a](b "titre")', '[`code`](x.md)', '[**gras**](x.md)', '<https://exemple.fr>', '<a@exemple.fr>', '![logo](logo.png)', '![logo](logo.png) Nom', 'Nom ![un *logo* `x`](logo.png "t")', '[![badge](b.svg)](x) Nom', '![](vide.png)', '![](vide.png) Nom', '[](vide)', '[a][b]', '[note]', 'Texte[^1]', '[a] b', '[É](é.md)', '[a](<b c>)', '[a (b)](c_(d))',
  // entities
  'A &amp; B', '&lt;div&gt;', 'a&nbsp;b', 'co&shy;op', '&copy; 2024', '&eacute;t&eacute;', '&#233;t&#xe9;', '&quot;a&quot;', '&inconnu; x', 'AT&T', '&amp;amp;', 'l&rsquo;ami', 'a &mdash; b',
  // escapes
  'Stream \\<String\\>', '\\*a\\*', '\\# dièse', 'a\\_b', '\\[a\\](b)', '\\`a\\`', 'a\\&b', '\\{#x\\}', 'C:\\\\dossier', 'a\\!b', '\\\\',
  // raw HTML
  'a <b>b</b> c', '<span id="ici">a</span>', '<a id="la"></a>Titre', '<a name="nom"></a> Titre', 'Titre <a id="fin"></a>', 'Titre <!-- note -->', '<!-- note --> Titre', 'a<br>b', 'a <br/> b', '<kbd>Ctrl</kbd>', '<Todo>', 'Vec<T>', '<img src="x.png" alt="logo"> Nom', '<code>a</code>', 'a <small>b</small>', '<ins>a</ins>', 'x<sup>2</sup>',
  // explicit ids
  'Titre {#ancre}', 'Titre {#Ancre-2}', 'Titre{#colle}', 'Titre {: #ancre}', 'Titre {:#ancre}', 'Titre {: #ancre .classe }', 'Titre {#ancre .classe}', 'Titre {.classe}', 'Titre {.classe #ancre}', 'Titre {id=ancre}', 'Titre {id="ancre"}', 'Titre {#é}', 'Titre {#a b}', 'Titre {#a_b.c:d}', 'Titre {#1}', 'Titre {# a}', 'Titre {#ancre', 'Titre {}', 'Titre {#}', 'Titre \\{#ancre}', '`code` {#ancre}', 'Titre `x` {#ancre}', '**gras** {#ancre}', '[lien](x) {#ancre}', 'Titre {#ancre} suite', 'Titre {#a} {#b}', '{#seul}', 'Titre {#ancre} ##', 'Titre {: #ancre} ##', 'Titre <!-- #ancre -->', 'Titre {/* #ancre */}', 'Titre {% raw %}', 'Titre {{ x }}', 'Été à deux {#ete-a-deux}', '1. Un {#un}', 'Titre {#a}b}', 'Titre {data-x=1}', 'Titre {x}', 'Titre {#id1} {.c}',
  // case
  'HELLO WORLD', 'Hello World', 'É', 'Ω', 'ΣΑΣ', 'Ა', 'Ꭰ', 'K', 'ǅ', 'ⓐ Ⓑ', 'Ⅷ',
  // nothing left
  '!!!', '？！', '。', '“”', '\u00a0', '&nbsp;', '()',
]

/** Whole pages: headings of other forms, duplicates, what stands in other blocks. */
export const documents = [
  '# Titre ##', '# Titre #', '## Titre #suite', '#   Titre   ', '# Titre\\#', '## a ## b ##', '##', '## ', '# #', '#Titre', '####### sept', '#\tTitre', '   ## Retrait',
  'Titre\n=====', 'Titre\n-----', 'Deux\nlignes\n======', 'Deux **mots\net** `code`\n---', 'Titre {#ancre}\n=====', 'Titre {: #ancre}\n-----', 'É à\n---', 'a\\\nb\n---', 'a  \nb\n---',
  '# Titre\n{: #ancre}', '# Titre\n{#ancre}', '{: #ancre}\n# Titre', '# Titre\n\n{: #ancre}', 'Titre\n=====\n{: #ancre}', '# Titre\n{: .classe}', '# Titre\n{: #ancre .classe title="x"}',
  '# A\n\n# A\n\n# A', '# foo\n\n# foo\n\n# foo-1\n\n# foo\n\n# foo-1', '# foo-1\n\n# foo\n\n# foo', '# a\n\n# a-1\n\n# a\n\n# a', '# a_1\n\n# a_1\n\n# a\n\n# a', '# foo 1\n\n# foo\n\n# foo', '# foo 2\n\n# foo\n\n# foo',
  '# Exercice\n\n## Corrigé\n\n# Exercice\n\n## Corrigé\n\n# Exercice', '# É\n\n# é\n\n# E\u0301', '# !\n\n# ?\n\n# !', '# 中文\n\n# 中文', '# 1\n\n# 1', '# Été\n\n# ete', '# A b\n\n# a-b\n\n# a  b\n\n# A_B', '# constructor\n\n# constructor\n\n# toString\n\n# hasOwnProperty',
  '# 42\n\n# 42\n\n# 42a', '# section\n\n# !\n\n# !', '# heading\n\n# !\n\n# !', '# x {#a}\n\n# a', '# a\n\n# x {#b}\n\n# b\n\n# b', '# x {: #a}\n\n# a', '# a\n\n# a 1\n\n# a\n\n# a 1', '# 🚀\n\n# 🎉\n\n# 🚀', '# foo\n\n# FOO\n\n# `foo`\n\n# **foo**',
  '> # Cité\n\n# Cité', '- # Dans une liste\n\n# Titre', '1. ## Un\n2. ## Deux', '> ## a\n>\n> - ### b', '<div>\n\n# Dans un div\n\n</div>', '::: tip\n\n# Dans un bloc\n\n:::',
  '<h2>HTML</h2>', '<h2 id="mien">HTML</h2>', '<h2>HTML</h2>\n\n## HTML', '<h2 id="html">x</h2>\n\n## HTML', '<h1 align="center">Titre <b>gras</b> &amp; co</h1>\n\n# Suite', '<h2>\n\nHTML\n\n</h2>', '<a id="titre"></a>\n\n# Titre', '<div id="titre"></div>\n\n# Titre\n\n# Titre', '# Titre <a id="titre"></a>', '<details><summary><h3>Plus</h3></summary>\n\n## Dedans\n\n</details>', '<h2>É à <code>x</code></h2>', '<h2><a href="x">Lien</a> <img alt="logo" src="x"></h2>',
  '# [a][b]\n\n[b]: https://exemple.fr', '# [a]\n\n[a]: x.md "t"', '# ![a][b] c\n\n[b]: x.png', '# Texte[^1]\n\n[^1]: La note.', '# a[^n] b\n\n[^n]: La note.', '```\n# code\n```\n\n# Titre', '    # code\n\n# Titre', 'Texte\n# Titre', '# Titre\nTexte', 'Texte\n\n# Titre', '# Titre\n\n***\n\n# Titre',
  '---\ntitle: x\n---\n\n# Titre', '# A\n\n### B\n\n## C\n\n###### D', '# Titre *a\n\n# b*', '* * *\n\n# Titre', '# a\n\n## a\n\n### a', '| a |\n|---|\n| b |\n\n# Titre', '<!-- # caché -->\n\n# Titre', '[//]: # (note)\n\n# Titre', '# Été 2024 : « l’école »\n\n## Été 2024 : « l’école »',
]
