# The HTML that Exercism's site makes of each page, JSON in and JSON out: CommonMarker, without headings of level 1, whose
# other headings have ids of their own.
require 'active_support'
require 'active_support/core_ext/string/inflections'
require 'commonmarker'
require 'json'

class ExercismHeadings < CommonMarker::HtmlRenderer
  def texts(node)
    %i[text code].include?(node.type) ? [node.string_content] : node.flat_map { |child| texts(child) }
  end

  def header(node)
    @counts ||= Hash.new(0)
    id = "h-#{texts(node).join('-').parameterize}"
    @counts[id] += 1
    number = @counts[id] - 1
    block { out("<h#{node.header_level} id=\"#{number.zero? ? id : "#{id}-#{number}"}\">", :children, "</h#{node.header_level}>") }
  end
end

puts JSON.generate(JSON.parse($stdin.read).map { |page|
  document = CommonMarker.render_doc(page, %i[DEFAULT FOOTNOTES], %i[table tagfilter strikethrough])
  document.select { |node| node.type == :header && node.header_level == 1 }.each(&:delete)
  ExercismHeadings.new(options: %i[UNSAFE FOOTNOTES]).render(document)
})
