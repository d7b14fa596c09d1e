// Prints src/anchor/transliteration.tsv: which Latin letters `@sindresorhus/slugify` writes for a character, asked for
// every character that it knows, where they are not what dropping its accents leaves. README.md says how to run it.
//
// A line: the letters, then the characters that both the package's current version and Eleventy's own write so, then
// those that the current one alone does, then those that Eleventy's alone does.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const load = async (path) => (await import(pathToFileURL(path))).default
const modules = require.resolve.paths('x')[0]
const current = await load(join(modules, '@sindresorhus/transliterate/index.js'))
const eleventys = await load(join(modules, '@11ty/eleventy/node_modules/@sindresorhus/transliterate/index.js'))

/** What of `text` may stay in an anchor. */
const kept = (text) => text.replaceAll(/[^A-Za-z0-9]+/g, ' ')
const plain = (text) => kept(text.normalize('NFD').replaceAll(/\p{Diacritic}/gu, '').normalize())

const groups = new Map()
const note = (column, letters, key) => {
  if (!groups.has(letters)) groups.set(letters, [[], [], []])
  groups.get(letters)[column].push(key)
}
const keys = new Set()
for (const path of ['@sindresorhus/transliterate', '@11ty/eleventy/node_modules/@sindresorhus/transliterate']) {
  for (const [key] of await load(join(modules, path, 'replacements.js'))) {
    if (/^[^\0-\x7f]/.test(key)) keys.add(key)
  }
}
const apart = (make, key) => kept([...key].map((c) => make(c)).join(''))
for (const key of keys) {
  const single = [...key].length === 1
  const [now, own] = [current, eleventys].map((make) => {
    const letters = kept(make(key))
    return letters === (single ? plain(key) : apart(make, key)) ? null : letters
  })
  if (now !== null && now === own) note(0, now, key)
  else {
    if (now !== null) note(1, now, key)
    if (own !== null) note(2, own, key)
  }
}
const lines = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([letters, columns]) => [letters, ...columns.map((keys) => keys.join(' '))].join('\t'))
process.stdout.write(`${lines.join('\n')}\n`)
