//! Where Jekyll publishes what stands in a collection: where its permalink says, that of the page itself before that of the
//! defaults, and that before the collection's own, as `Jekyll::Document#url_template` has it.

use crate::data::Node;
use crate::site::files::{at, text_at};
use crate::text::path::{below, file_name};

/// Where the page goes that has no permalink, and where where pages are folders (`Jekyll::Collection#url_template`).
const USUAL: [&str; 2] = ["/:collection/:path", "/:collection/:path/"];

/// The address of the page at `stem`, its path from the root of the site without the extension. `None` where it stands in no
/// collection that the configuration declares, or where its permalink is made of more than its path; `folders`: pages are folders.
pub(super) fn address(config: &Node, stem: &str, extension: &str, folders: bool) -> Option<String> {
    let (collection, _) = stem.strip_prefix('_')?.split_once('/')?;
    let declared = at(config, &["collections"])?;
    let is_listed = || declared.items().iter().any(|item| item.as_str() == Some(collection));
    if declared.get(collection).is_none() && !is_listed() {
        return None;
    }
    let own = text_at(declared, &[collection, "permalink"]);
    let pattern = by_default(config, collection, &format!("{stem}.{extension}")).or(own).unwrap_or(USUAL[usize::from(folders)]);
    expanded(pattern, stem)
}

/// The address that `permalink` stands for on the page at `stem`; `None` where it is made of more than the path.
pub(super) fn expanded(permalink: &str, stem: &str) -> Option<String> {
    let (collection, inside) = stem.strip_prefix('_')?.split_once('/')?;
    let mut address = String::with_capacity(permalink.len() + inside.len());
    let (first, parts) = permalink.split_once(':').unwrap_or((permalink, ""));
    address.push_str(first);
    for part in parts.split(':').filter(|part| !part.is_empty()) {
        let end = part.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(part.len());
        address.push_str(match &part[..end] {
            "collection" => collection,
            "path" => inside,
            "title" | "name" | "slug" => file_name(inside),
            "output_ext" => "",
            _ => return None,
        });
        address.push_str(&part[end..]);
    }
    Some(address)
}

/// The permalink that the defaults of the configuration give the file at `path`: that of the narrowest scope, of equals the
/// last.
fn by_default<'c>(config: &'c Node, collection: &str, path: &str) -> Option<&'c str> {
    let holds = |scope: &Node| {
        let folder = text_at(scope, &["path"]).unwrap_or_default().trim_matches('/');
        let of_type = text_at(scope, &["type"]).is_none_or(|kind| kind == collection);
        of_type && (folder.is_empty() || below(folder, path).is_some())
    };
    let set = at(config, &["defaults"])?.items().iter().filter(|set| at(set, &["scope"]).is_none_or(holds));
    let given = set
        .filter_map(|set| Some((text_at(set, &["scope", "path"]).map_or(0, str::len), text_at(set, &["values", "permalink"])?)));
    given.max_by_key(|(length, _)| *length).map(|(_, permalink)| permalink)
}
