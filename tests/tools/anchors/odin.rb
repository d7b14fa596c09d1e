# The HTML that The Odin Project's site makes of each page, JSON in and JSON out: kramdown reads GitHub's Markdown, each part
# that begins with a heading of level 3 by itself; ids of levels 3 and 4 are those of kramdown, then `parameterize`d.
require 'active_support'
require 'active_support/core_ext/string/inflections'
require 'json'
require 'kramdown'
require 'kramdown/converter/html'
require 'kramdown-parser-gfm'

module OdinHeadings
  def convert_header(element, indent)
    return super unless element.options[:level].between?(3, 4)

    attributes = { id: generate_id(element.options[:raw_text]).parameterize }
    format_as_block_html("h#{element.options[:level]}", attributes, inner(element, indent), indent)
  end
end
Kramdown::Converter::Html.prepend(OdinHeadings)

# The parts of `page`, from one heading of level 3 to the next, as kramdown's own Markdown sees them.
def parts(page)
  headings = Kramdown::Document.new(page).root.children.select { |child| child.type == :header && child.options[:level] == 3 }
  lines = page.lines
  starts = headings.map { |heading| heading.options[:location] - 1 }
  ([0] + starts).uniq.each_cons(2).map { |from, to| lines[from...to].join } + [lines[(starts.last || 0)..].join]
end

def html(page)
  parts(page).map { |part|
    Kramdown::Document.new("<section markdown='1'>#{part.end_with?("\n") ? part : "#{part}\n"}</section>", input: 'GFM').to_html
  }.join
rescue StandardError
  nil
end

puts JSON.generate(JSON.parse($stdin.read).map { |page| html(page) })
