// What docfx gives headings, after the source of its Markdown engine: Markdig 1.1's option `GitHub`, `src/Markdig/Helpers/
// LinkHelper.cs` and `Extensions/AutoIdentifiers`, and docfx 2.78's `HeadingIdRewriter`. An imitation, since neither runs
// where these files are made: CommonMark is markdown-it's.
const kept = /[\p{L}\p{Nd}_-]/u

/** By units of UTF-16, as .NET reads a text: nothing beyond the basic plane is a letter there. */
function slug(text) {
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at]
    if (unit === ' ') out += '-'
    else if (kept.test(unit)) out += unit === '\u0130' ? unit : unit.toLowerCase()
  }
  return out || 'section'
}

/** The text of a heading without its tags; alternative texts are part of it. */
function text(tokens, emojis) {
  const one = (token) => {
    if (token.type === 'image') return text(token.children, emojis)
    if (token.type === 'text' || token.type === 'text_special') {
      return token.content.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emojis.has(name) ? '' : whole)
    }
    return token.type === 'code_inline' ? token.content : ''
  }
  return tokens.map(one).join('')
}

/** The name in the `<a name="…"></a>` that a heading begins with. */
function named(tokens) {
  const [open, close] = tokens.filter((token) => token.type !== 'text' || token.content !== '')
  if (tokens.length <= 2 || open?.type !== 'html_inline' || close?.type !== 'html_inline') return null
  return close.content === '</a>' ? /^<a +(?:name|id)="([\w \-.]+)" *>$/.exec(open.content)?.[1] ?? null : null
}

/** The anchors of the headings of `page`. */
export function docfx(page, MarkdownIt, emojis) {
  const tokens = new MarkdownIt({ html: true }).parse(page.replace(/^---\n[^]*?\n---\n/, ''), {})
  const given = new Set()
  return tokens.flatMap((token, at) => {
    if (token.type === 'html_block') {
      return [...token.content.matchAll(/<h[1-6]\b[^>]*?(?:\sid="([^"]*)")?[^>]*>/g)].map((found) => found[1] ?? null)
    }
    if (token.type !== 'heading_open') return []
    const { children } = tokens[at + 1]
    const base = slug(text(children, emojis))
    let anchor = base
    for (let number = 1; given.has(anchor); number += 1) anchor = `${base}-${number}`
    given.add(anchor)
    return [named(children) ?? anchor]
  })
}
