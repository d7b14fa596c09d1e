// The renderers written in JavaScript that build whole books, and Astro's engine.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Runs `make` in a folder that holds `pages` as p0.md, p1.md, … */
function inFolder(pages, make) {
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'))
  pages.forEach((page, at) => writeFileSync(join(folder, `p${at}.md`), page))
  try {
    return make(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Runs the JavaScript program at `path` of a package; whether it ended well. */
function runs(path, args, options) {
  let program
  try {
    program = require.resolve(path)
  } catch (error) {
    throw Object.assign(error, { missing: true })
  }
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', ...options }).status === 0
}

/** The HTML that HonKit makes of pages, some at a time: it grows slow with their number. */
export function honkit(pages) {
  const theirs = ['lunr', 'search', 'highlight', 'fontsettings', 'livereload', 'sharing'].map((name) => `-${name}`)
  const book = (part) => inFolder(part, (folder) => {
    writeFileSync(join(folder, 'README.md'), '# x\n')
    writeFileSync(join(folder, 'SUMMARY.md'), `# x\n\n${part.map((_, at) => `* [x](p${at}.md)\n`).join('')}`)
    writeFileSync(join(folder, 'book.json'), JSON.stringify({ plugins: theirs }))
    if (!runs('honkit/bin/honkit.js', ['build', folder, join(folder, '_book')])) throw new Error('honkit failed')
    return part.map((_, at) => {
      const html = readFileSync(join(folder, `_book/p${at}.html`), 'utf8')
      const start = html.indexOf('<section class="normal markdown-section">')
      return html.slice(start, html.indexOf('</section>', start))
    })
  })
  const parts = Array.from({ length: Math.ceil(pages.length / 40) }, (_, at) => pages.slice(40 * at, 40 * (at + 1)))
  return parts.flatMap(book)
}

/** The ids of headings that mystmd gives; pages have a title of their own, so that no heading becomes it. */
export function mystmd(pages) {
  const titled = pages.map((page) => page.startsWith('---\n') ? page : `---\ntitle: zzz\n---\n\n${page}`)
  return inFolder(titled, (folder) => {
    const toc = titled.map((_, at) => `    - file: p${at}.md\n`).join('')
    writeFileSync(join(folder, 'myst.yml'), `version: 1\nproject:\n  toc:\n${toc}site:\n  template: ./theme\n`)
    mkdirSync(join(folder, 'theme'))
    // A theme of its own: those that mystmd brings come from the network.
    writeFileSync(join(folder, 'theme/template.yml'), 'myst: v1\nversion: 1.0.0\nbuild:\n  install: "true"\n  start: "true"\n')
    if (!runs('mystmd/dist/myst.cjs', ['build', '--site'], { cwd: folder })) throw new Error('mystmd failed')
    const content = join(folder, '_build/site/content')
    const made = readdirSync(content).map((name) => JSON.parse(readFileSync(join(content, name), 'utf8')))
    const found = new Map(made.map((page) => [page.location, mystHeadings(page.mdast)]))
    return titled.map((_, at) => found.get(`/p${at}.md`) ?? null)
  })
}

const mystHeadings = (node) =>
  node.type === 'heading' ? [node.html_id ?? null] : (node.children ?? []).flatMap((child) => mystHeadings(child))

/** A function that gives Astro's HTML of a page. */
export async function astro(load) {
  const { satteri } = await load('@astrojs/markdown-satteri')
  const renderer = await satteri().createRenderer({ syntaxHighlight: false })
  return async (page) => (await renderer.render(page.replace(/^---\n[^]*?\n---\n/, ''))).code
}
