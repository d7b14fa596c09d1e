// Makes tests/data/anchors-github.json: headings of our own with the anchors that the package `github-slugger` gives.
//
// In an empty folder: `npm install github-slugger`, then
// `node --experimental-default-type=module anchors-github.mjs > anchors-github.json` with a copy of this file there.
// Each group is one page: its headings are numbered among themselves.
import GithubSlugger from 'github-slugger'

const words = [
  'Introduction', 'Prérequis', 'Évaluation des acquis', 'L’équipe produit', "L'équipe produit", 'Où trouver de l’aide ?',
  'Référence\u00a0: le glossaire', '«\u00a0Jardin partagé\u00a0»', '« Jardin partagé »', 'Étape n°\u202f1', 'À retenir !', 'Œuvre & cœur', 'Semer, arroser… récolter',
  '1. Prérequis', '2) Installer', '3 – Tester', 'Tiret — cadratin', 'Trait d’union : sous-titre', 'Ça & là', 'Garçon', 'FAÇADE ÉTÉ', 'naïve Noël',
  'Größe der Äpfel', 'STRASSE', 'Straße', 'ẞ', 'Über uns', 'Änderungen (2. Fassung)', 'Überblick: Teil „Eins“',
  'Пример заголовка', 'Ёлка и ёж', 'Παράδειγμα', 'ΟΔΟΣ', 'Οδός ΣΑΣ', 'Ϊ ΰ', 'İstanbul', 'ISPARTA ıI', 'Ǆ ǅ ǆ', 'Ŀ l·l', 'ﬁn ﬂux',
  'हिन्दी शीर्षक', 'परिचय और उद्देश्य', 'क्षेत्र १२३', 'বাংলা', 'தமிழ் தலைப்பு', 'ไทย หัวข้อ', 'ภาษาไทย ๑๒', 'မြန်မာ', 'ខ្មែរ',
  '中文标题', '第一章：简介', '第 2 章 — 安装', '日本語の見出し', 'はじめに（概要）', 'カタカナ・テスト', '한국어 제목', '全角ＡＢＣ１２３', '①②③ Étapes', 'Ⅳ. Partie', 'Ⓐ choix',
  'العربية', 'مَرْحَبًا', 'عنوان ١٢٣', 'עברית', 'שָׁלוֹם', 'فارسی\u200cنویسی', 'क्\u200dष', 'a\u200bb', 'a\u2060b', 'soft\u00adhyphen', 'bom\ufeffbom',
  '🚀 Lancement', 'Lancement 🚀', '🚀', '👩\u200d🌾 Maraîchère', '❤️ Merci', '☕ Pause', '1️⃣ Premier', '🇫🇷 France', ':rocket: Lancement', '✅ Fait', '™ ® ©', '½ ² ³ ¼', 'E = mc²', '10 °C', '5 € TTC', '100 %',
  'e\u0301t\u00e9', 'a\u0300 la carte', 'o\u0308', 'n\u0303', '\u0301seul', 'x\u20dd', 'q\u0323\u0307', 'Z\u0361alg\u0489o',
  'snake_case_name', 'camelCase', 'kebab-case', '__init__', '_x_', 'a‿b', 'a⁀b', 'a＿b', 'a–b', 'a‐b', 'a‑b', 'a−b', '--', '---', '-', ' - ', '-a-', 'a -- b', 'a - b',
  'C++', 'C#', 'F#', '.NET', 'Node.js', 'std::vec::Vec', 'Vec<T>', 'Stream <String>', '<div>', 'a < b > c', 'git commit -m "x"', '$HOME', '#hash', '@mention', 'a/b\\c', 'a|b', 'a~b', 'a`b', 'a^b', 'a=b', 'a+b', 'a*b', '(parens)', '[brackets]', '{braces}', 'Titre {#ancre}', '50%', 'a%20b', 'a&b', 'A & B', 'Q&A', "don't", 'don’t', '“quoted”', '"quoted"', '?!', '...', '…', '', ' ', '  ', ' a', 'a ', '  a  b  ', 'a\tb', 'a\nb', 'a\u00a0b', 'a\u2003b', 'a\u3000b', 'a\u2028b', 'a\rb', 'a\u0085b', 'a\u0000b',
  'Hello World', 'HELLO WORLD', 'Version 1.2.3', 'v2.0-beta', 'RFC 2119', '2024-01-31', '12:30', 'Chapter 1: Getting Started', "What's new?", 'FAQ', 'A', '1', '0', 'TL;DR', 'How-to', 'I/O', 'e.g. this', 'a.b.c', 'x86_64', 'UTF-8', '𝐁𝐨𝐥𝐝', '𝟙𝟚', '𞤀𞤣', '𐐀', '𑀅', 'ꙮ', 'ᏸ Ꭰ', 'Ꮳ', 'ა ბ Ა', 'Ⴀ', 'ˋ', 'ʰ', 'ª º', 'ǅ', '٪', '٫', '۝', '܏', '߀', '᠋', '\u180e', '〇', '々', '〆', '゛', 'ー', '〜', '・', '「引用」', '《书名》', '！？', '　', '￥', '＃', '−', '×', '÷', '≠', '→ Suite', '← Retour', '• Point', '§ 3', '¶', '†', '№ 5', '℃', 'Å', 'Ω', 'ℵ', 'ℓ', '℮', 'ⅷ', 'ↀ', '〡', 'ㆠ', '㉈', '㊗', '㍿',
]
const pages = [
  ['foo', 'foo', 'foo-1', 'foo', 'foo-1', 'foo-1-1'],
  ['a', 'a-1', 'a', 'a-2', 'a', 'a'],
  ['', '', '!', ''],
  ['Exercice', 'Corrigé', 'Exercice', 'Corrigé', 'Exercice'],
  ['É', 'é', 'E\u0301'],
  ['constructor', '__proto__', 'toString', 'constructor', '__proto__'],
  ['x-1', 'x', 'x', 'x'],
  ['1', '1', '1-1', '1'],
]
const groups = [...words.map(word => [word]), ...pages].map(texts => {
  const slugger = new GithubSlugger()
  return texts.map(text => [text, slugger.slug(text)])
})
process.stdout.write('[\n' + groups.map(group => JSON.stringify(group)).join(',\n') + '\n]\n')
