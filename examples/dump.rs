use acquis::document::*;
fn main() {
    let mut args = std::env::args().skip(1);
    let dialect = match args.next().unwrap().as_str() {
        "pandoc" => Dialect::Pandoc,
        "pm" => Dialect::PythonMarkdown,
        "myst" => Dialect::Myst,
        "docfx" => Dialect::Docfx,
        "kramdown" => Dialect::Kramdown,
        "gitbook" => Dialect::Gitbook,
        _ => Dialect::Gfm,
    };
    let what = args.next().unwrap();
    for path in args {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let d = Document::parse_as(Source::new(path.as_str(), text), dialect);
        let line = |at: u32| d.source.line(at);
        match what.as_str() {
            "divs" => {
                let divs: Vec<String> = d.divs.iter().map(|x| x.class.to_string()).collect();
                println!("{path}\t{}", divs.join(" "));
                for f in &d.fence_faults {
                    println!("{path}\tFAULT {:?} {}", f.kind, line(f.span.start));
                }
            }
            "links" => {
                for l in &d.links {
                    println!("{path}:{}\t{}", line(l.span.start), d.target(l));
                }
            }
            "ids" => {
                for l in &d.ids {
                    println!("{path}:{}\t{}", line(l.span.start), l.value);
                }
            }
            "headings" => {
                for (_, level, b) in d.headings() {
                    println!("{path}:{}\t{level} {}", line(b.span.start), d.text_of(b).replace('\n', " "));
                }
            }
            _ => {
                for b in &d.blocks {
                    println!("{path}:{}\t{:?} {:?}", line(b.span.start), b.kind, d.text_of(b));
                }
            }
        }
    }
}
