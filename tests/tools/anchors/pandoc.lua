-- The HTML that Pandoc makes of each page, JSON in and JSON out: `pandoc lua pandoc.lua FORMAT`.
local pages = pandoc.json.decode(io.read('a'))
local made = {}
for at, page in ipairs(pages) do
  local document = pandoc.read(page, arg[1])
  -- The writer may hand the id of a heading on to a block around it.
  document = document:walk { Header = function(heading)
    return pandoc.RawBlock('html', string.format('<h%d id="%s">', heading.level, heading.identifier))
  end }
  made[at] = pandoc.write(document, 'html')
end
io.write(pandoc.json.encode(made))
