// Makes tests/data/anchors-<renderer>.json: the anchors that the real renderers give to the headings of pages.mjs,
// through their whole way from Markdown to HTML. README.md says what to install and how to run it.
//
// `node make.mjs` writes every file; `node make.mjs RENDERER` prints one, or ends with 3 where it is not installed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { own, third } from './grammars.mjs'
import { docfx } from './markdig.mjs'
import { astro, honkit, mystmd } from './more.mjs'
import { documents, headings } from './pages.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)
const shared = [...headings.map((heading) => `# ${heading}\n`), ...documents.map((page) => `${page}\n`)]
/** The pages that the renderer in hand is asked for. */
let pages = shared

/** The program `name`: of the folder's own Python environment, else of the path. */
function program(name) {
  const own = join(here, '.venv/bin', name)
  return existsSync(own) ? own : name
}

/** What `command` prints when it is given `input`. */
function run(command, args, input, options = {}) {
  const done = spawnSync(program(command), args, { input, encoding: 'utf8', maxBuffer: 1 << 28, ...options })
  if (done.error) throw Object.assign(new Error(`${command} is not installed`), { missing: true })
  if (done.status !== 0) {
    const missing = /ModuleNotFoundError|LoadError|cannot load such file/.test(done.stderr)
    throw Object.assign(new Error(`${command}: ${done.stderr}`), { missing })
  }
  return done.stdout
}

/** As `script`, but for a program that prints the anchors themselves. */
function anchors(command, args) {
  return JSON.parse(run(command, args, JSON.stringify(pages)))
}

/** Pandoc's HTML; `format` is what it reads. */
function pandoc(format) {
  return script(pandocPath(), ['lua', join(here, 'pandoc.lua'), format])
}

async function load(name) {
  try {
    return await import(name)
  } catch (error) {
    throw Object.assign(error, { missing: error.code === 'ERR_MODULE_NOT_FOUND' })
  }
}

/** The version of an npm package. */
function version(name) {
  const paths = require.resolve.paths(name).map((path) => join(path, name, 'package.json'))
  return `${name} ${JSON.parse(readFileSync(paths.find((path) => existsSync(path)), 'utf8')).version}`
}

const ENTITIES = { '&nbsp;': '\u00a0',  '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#34;': '"', '&#43;': '+' }

/** The anchors of the headings of some HTML, in order; null for a heading without one. */
function ids(html) {
  const shown = html.replace(/<!--[^]*?-->/g, '').replace(/<pre[^]*?<\/pre>/g, '')
  return [...shown.matchAll(/<h[1-6](\s(?:[^>"']|"[^"]*"|'[^']*')*)?>/g)].map(([, attributes]) => {
    const found = /\sid=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/.exec(attributes ?? '')
    return found ? (found[1] ?? found[2] ?? found[3]).replace(/&[a-z#0-9]+;/g, (entity) => ENTITIES[entity] ?? entity) : null
  })
}

/** As `make`, but null for a page that the renderer refuses. */
async function each(make) {
  const out = []
  for (const page of pages) {
    try {
      out.push(await make(page))
    } catch {
      out.push(null)
    }
  }
  return out
}

/** A program in another language that reads pages and writes their HTML. */
function script(command, args) {
  return JSON.parse(run(command, args, JSON.stringify(pages))).map((html) => html === null ? null : ids(html))
}

async function docusaurus() {
  const { createProcessorUncached } = (await load('@docusaurus/mdx-loader/lib/processor.js')).default
  const preprocess = (await load('@docusaurus/mdx-loader/lib/preprocessor.js')).default.default
  const { visit } = await load('unist-util-visit')
  let found
  const collect = () => (tree) => visit(tree, (node) => {
    const name = node.tagName ?? node.name
    if (!/^h[1-6]$/.test(name ?? '')) return
    const attribute = node.attributes?.find((each) => each.name === 'id')
    found.push(node.properties?.id ?? attribute?.value ?? null)
  })
  const ignore = { onBrokenMarkdownImages: 'ignore', onBrokenMarkdownLinks: 'ignore' }
  const markdownConfig = {
    format: 'mdx', emoji: true, mermaid: false, hooks: ignore, anchors: { maintainCase: false },
    mdx1Compat: { comments: true, admonitions: true, headingIds: true },
  }
  const options = { markdownConfig, staticDirs: [], siteDir: here, admonitions: true, rehypePlugins: [collect] }
  const processor = await createProcessorUncached({ options, format: 'mdx' })
  return each(async (page) => {
    found = []
    const body = page.replace(/^---\n[^]*?\n---\n/, '')
    const content = preprocess({ fileContent: body, filePath: 'page.md', markdownConfig, admonitions: true })
    await processor.process({ content, filePath: join(here, 'page.md'), frontMatter: {}, compilerName: 'client' })
    return found
  })
}

async function vitepress() {
  const { createMarkdownRenderer } = await load('vitepress')
  const renderer = await createMarkdownRenderer(here, { highlight: (code) => code })
  return each((page) => ids(renderer.render(page, { path: 'page.md', relativePath: 'page.md' })))
}

/** Eleventy's markdown-it with markdown-it-anchor. */
async function eleventy(options) {
  const { default: MarkdownIt } = await load('markdown-it')
  const { default: anchor } = await load('markdown-it-anchor')
  const renderer = new MarkdownIt({ html: true }).use(anchor, options)
  return each((page) => ids(renderer.render(page.replace(/^---\n[^]*?\n---\n/, ''), {})))
}

async function eleventyIdAttribute() {
  const { Eleventy, IdAttributePlugin } = await load('@11ty/eleventy')
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'))
  // Liquid, which Eleventy runs over Markdown first, has nothing to do with anchors.
  const engine = '---\ntemplateEngineOverride: md\n---\n'
  pages.forEach((page, at) => writeFileSync(join(folder, `p${at}.md`), engine + page.replace(/^---\n[^]*?\n---\n/, '')))
  const config = (settings) => {
    settings.addPlugin(IdAttributePlugin, { checkDuplicates: false })
  }
  const site = new Eleventy(folder, join(folder, '_site'), { quietMode: true, config })
  const made = new Map((await site.toJSON()).map((page) => [page.url, ids(page.content)]))
  rmSync(folder, { recursive: true })
  return pages.map((_, at) => made.get(`/p${at}/`) ?? null)
}

async function astroAnchors() {
  const html = await astro(load)
  return each(async (page) => ids(await html(page)))
}

async function docfxAnchors() {
  const { default: MarkdownIt } = await load('markdown-it')
  const { gemoji } = await load('gemoji')
  const emojis = new Set(gemoji.flatMap((emoji) => emoji.names))
  return each((page) => docfx(page, MarkdownIt, emojis))
}

function hugo(type) {
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'))
  for (const each of ['content', 'layouts/_default']) mkdirSync(join(folder, each), { recursive: true })
  const toml = `baseURL = "/"\ndisableKinds = ["home", "taxonomy", "term", "RSS", "sitemap", "section"]\n`
    + `[markup.goldmark.renderer]\nunsafe = true\n[markup.goldmark.parser]\nautoHeadingIDType = "${type}"\n`
  writeFileSync(join(folder, 'hugo.toml'), toml)
  writeFileSync(join(folder, 'layouts/_default/single.html'), '{{ .Content }}')
  const refused = new Set()
  pages.forEach((page, at) => {
    // A shortcode or an attribute that Hugo refuses stops the whole site.
    if (/\{\{[<%]/.test(page)) refused.add(at)
    else writeFileSync(join(folder, `content/p${at}.md`), page.startsWith('---') ? page : `---\ntitle: x\n---\n${page}`)
  })
  run('hugo', ['--quiet', '--source', folder], '')
  const out = pages.map((_, at) => refused.has(at) ? null : ids(readFileSync(join(folder, `public/p${at}/index.html`), 'utf8')))
  rmSync(folder, { recursive: true })
  return out
}

function mdbook() {
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'book.toml'), '[book]\ntitle = "x"\n')
  pages.forEach((page, at) => writeFileSync(join(folder, `src/p${at}.md`), page))
  writeFileSync(join(folder, 'src/SUMMARY.md'), `# x\n\n${pages.map((_, at) => `- [x](p${at}.md)\n`).join('')}`)
  run('mdbook', ['build', folder], '')
  const out = pages.map((_, at) => {
    const html = readFileSync(join(folder, `book/p${at}.html`), 'utf8')
    return ids(html.slice(html.indexOf('<main>'), html.indexOf('</main>')))
  })
  rmSync(folder, { recursive: true })
  return out
}

const KRAMDOWN = `
require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
options = ARGV[0] == 'GFM' ? { input: 'GFM', auto_ids: true, hard_wrap: false, entity_output: 'as_char' } : { entity_output: 'as_char' }
puts JSON.generate(JSON.parse($stdin.read).map { |page|
  begin
    Kramdown::Document.new(page.sub(/\\A---\\n.*?\\n---\\n/m, ''), options).to_html
  rescue StandardError
    nil
  end
})`

const PYTHON = `
import json, sys, markdown, re
from markdown.extensions.toc import slugify, slugify_unicode
from pymdownx import slugs
slug = {"mkdocs": slugify, "mkdocs-unicode": slugify_unicode, "mkdocs-pymdownx": slugs.slugify(case="lower"), "mkdocs-pymdownx-cased": slugs.slugify()}[sys.argv[1]]
def html(page):
    page = re.sub(r"\\A---\\n.*?\\n---\\n", "", page, flags=re.S)
    # MkDocs' own three, and the two that explicit ids and footnotes need.
    return markdown.markdown(page, extensions=["toc", "tables", "fenced_code", "attr_list", "footnotes"], extension_configs={"toc": {"slugify": slug}})
print(json.dumps([html(page) for page in json.load(sys.stdin)]))`

const COMRAK = `
import json, sys, comrak
extension, render = comrak.ExtensionOptions(), comrak.RenderOptions()
for name in ["alerts", "autolink", "cjk_friendly_emphasis", "description_lists", "footnotes", "math_code", "math_dollars",
             "multiline_block_quotes", "strikethrough", "table", "tasklist", "wikilinks_title_before_pipe"]:
    setattr(extension, name, True)
extension.header_ids = extension.header_id_prefix = ""
extension.front_matter_delimiter = "---"
render.unsafe_ = True
print(json.dumps([comrak.render_markdown(page, extension_options=extension, render_options=render) for page in json.load(sys.stdin)]))`

/** Each renderer: its anchors for all pages, and what made them. */
const RENDERERS = {
  gitlab: [() => script('python3', ['-c', COMRAK]), () => `comrak ${pip('comrak')}, with GitLab's options`],
  vitepress: [vitepress, () => version('vitepress')],
  jekyll: [() => script('ruby', ['-e', KRAMDOWN, 'GFM']), () => kramdown()],
  'jekyll-kramdown': [() => script('ruby', ['-e', KRAMDOWN, 'kramdown']), () => kramdown()],
  hugo: [() => hugo('github'), () => hugoVersion()],
  'hugo-github-ascii': [() => hugo('github-ascii'), () => hugoVersion()],
  'hugo-blackfriday': [() => hugo('blackfriday'), () => hugoVersion()],
  ...Object.fromEntries(['mkdocs', 'mkdocs-unicode', 'mkdocs-pymdownx', 'mkdocs-pymdownx-cased'].map((name) => [
    name, [() => script('python3', ['-c', PYTHON, name]), () => `Markdown ${pip('markdown')}, pymdown-extensions ${pip('pymdown-extensions')}`],
  ])),
  docusaurus: [docusaurus, () => version('@docusaurus/mdx-loader')],
  mdbook: [mdbook, () => run('mdbook', ['--version'], '').trim()],
  eleventy: [() => eleventy({}), () => `${version('markdown-it')}, ${version('markdown-it-anchor')}`],
  'eleventy-slugify': [
    async () => eleventy({ slugify: (await load('@sindresorhus/slugify')).default }),
    () => `${version('markdown-it')}, ${version('markdown-it-anchor')}, ${version('@sindresorhus/slugify')}`,
  ],
  'eleventy-id-attribute': [eleventyIdAttribute, () => version('@11ty/eleventy')],
  pandoc: [() => pandoc('markdown'), () => pandocVersion()],
  // What the Workbench's sandpaper 0.20 asks Pandoc to read.
  workbench: [
    () => pandoc('markdown-hard_line_breaks+autolink_bare_uris+emoji+tex_math_single_backslash'),
    () => `${pandocVersion()}, with the Workbench's extensions`,
  ],
  honkit: [async () => honkit(pages).map(ids), () => version('honkit')],
  odin: [() => script('ruby', [join(here, 'odin.rb')]), () => `${kramdown()}, ${gem('activesupport')}`],
  exercism: [() => script('ruby', [join(here, 'exercism.rb')]), () => `${gem('commonmarker')}, ${gem('activesupport')}`],
  myst: [() => anchors('python3', [join(here, 'doctrees.py'), 'myst']), () => sphinx()],
  sphinx: [() => anchors('python3', [join(here, 'doctrees.py'), 'sphinx']), () => sphinx()],
  mystmd: [async () => mystmd(pages), () => version('mystmd')],
  astro: [astroAnchors, () => version('@astrojs/markdown-satteri')],
  docfx: [docfxAnchors, () => `an imitation of docfx 2.78 with Markdig 1.1, on ${version('markdown-it')}`],
}

const pip = (name) => run('python3', ['-c', `import importlib.metadata as m; print(m.version("${name}"))`], '').trim()
const kramdown = () => run('ruby', ['-e', "require 'kramdown'; require 'kramdown-parser-gfm'; puts \"kramdown #{Kramdown::VERSION}, kramdown-parser-gfm #{Kramdown::Parser::GFM::VERSION}\""], '').trim()
const sphinx = () => `Sphinx ${pip('sphinx')}, myst-parser ${pip('myst-parser')}, docutils ${pip('docutils')}`
const gem = (name) => run('ruby', ['-e', `gem "${name}"; print "${name} #{Gem.loaded_specs["${name}"].version}"`], '')
const pandocPath = () => run('python3', ['-c', 'import pypandoc; print(pypandoc.get_pandoc_path())'], '').trim()
const pandocVersion = () => run(pandocPath(), ['--version'], '').split('\n')[0].trim()
const hugoVersion = () => /hugo v[\d.]+/.exec(run('hugo', ['version'], ''))[0]

/** The file of one renderer. */
async function file(name) {
  const [make, made] = RENDERERS[name]
  const heading = third.has(name) ? '###' : '#'
  pages = [...shared.map((page) => page.replace(/^#(?= )/gm, heading)), ...(own[name] ?? []).map((page) => `${page}\n`)]
  const anchors = await make()
  const lines = pages.map((page, at) => `    ${JSON.stringify([page, anchors[at]])}`)
  return `{\n  "renderer": ${JSON.stringify(name)},\n  "made_by": ${JSON.stringify(made())},\n  "pages": [\n${lines.join(',\n')}\n  ]\n}\n`
}

const [only] = process.argv.slice(2)
for (const name of only ? [only] : Object.keys(RENDERERS)) {
  try {
    const text = await file(name)
    if (only) process.stdout.write(text)
    else writeFileSync(join(here, `../../data/anchors-${name}.json`), text)
  } catch (error) {
    process.stderr.write(`${name}: ${error.message}\n`)
    process.exitCode = error.missing ? 3 : 1
  }
}
