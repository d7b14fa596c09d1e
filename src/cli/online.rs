//! How external links are visited, as the command line says.

use super::Streams;
use crate::online::Request;
use clap::ArgMatches;
use etcetera::BaseStrategy as _;
use std::path::PathBuf;

/// The visits that `options` ask for, to the links in the files and folders `within`.
pub(super) fn request(options: &ArgMatches, within: &[String], streams: &Streams) -> Request {
    let kept = !options.get_flag("no-cache");
    Request {
        within: within.to_vec(),
        allow_private: options
            .get_many::<String>("allow-private")
            .into_iter()
            .flatten()
            .map(|host| host.to_lowercase())
            .collect(),
        cache: kept.then(|| options.get_one("cache").cloned().or_else(|| folder(streams))).flatten(),
        ..Request::default()
    }
}

/// The folder of the cache where the command line names none: that of the environment, else the user's own.
fn folder(streams: &Streams) -> Option<PathBuf> {
    let named = streams.variable("ACQUIS_CACHE_DIR").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let own = || Some(etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join("acquis"));
    named.or_else(own)
}
