//! docmd.

use super::{names, unsure, wrong};

#[test]
fn pages_stand_below_the_source_folder() {
    let page = "[1](/guide/b.md) [2](/guide/non.md) [3](/guide/b) [4](../guide/b.md) [5](/guide/non) [6](non.md)\n";
    for (config, root) in [("module.exports = { src: \"textes\" }", "textes"), ("module.exports = { title: 'x' }", "docs")] {
        let (a, b) = (format!("{root}/exemples/a.md"), format!("{root}/guide/b.md"));
        let files = [("docmd.config.js", config), (a.as_str(), page), (b.as_str(), "")];
        assert_eq!(names(&files), [format!("docmd ({root})")]);
        let expected =
            [format!("{a}: /guide/non.md: no page on docmd ({root})"), format!("{a}: non.md: missing {root}/exemples/non.md -")];
        assert_eq!(wrong(&files), expected);
        assert_eq!(unsure(&files), [format!("{a}: /guide/non: UnknownGenerator")]);
    }
}

#[test]
fn ids_may_begin_with_that_of_the_heading_above() {
    let page = "# `semer`\n\n::: callout info\nx\n:::\n\n## En mars\n\n### À l'abri\n\n## En mars\n\n## Fin {#la-fin}\n\n[1](#en-mars) [2](#semer-en-mars) [3](#semer-en-mars-à-labri) [4](#labri) [5](#semer-en-mars-1) [6](#la-fin) [7](#mars)\n";
    let files = [("docmd.config.js", "module.exports = {}"), ("docs/a.md", page)];
    assert_eq!(wrong(&files), ["docs/a.md: #mars: anchor mars en-mars"]);
}
