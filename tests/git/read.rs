//! What is read of the paths, by one thread and by many.

use super::*;

#[test]
fn file_that_vanishes_is_gone() {
    let repository = TestRepository::new();
    repository.write("a.md", "a").write("d/b.md", "b").commit("first");
    let snapshot = work_tree(&repository);
    fs::remove_dir_all(repository.path().join("d")).unwrap();
    assert_eq!(reading(&snapshot, "d/b.md"), Err(ReadError::Gone));
    assert_eq!(text(&snapshot, "a.md"), "a");
}

#[test]
fn too_large_a_file_is_not_read() {
    let repository = TestRepository::new();
    repository.write("big.md", "");
    let file = fs::File::options().write(true).open(repository.path().join("big.md")).unwrap();
    file.set_len(acquis::git::MAX_CONTENT + 1).unwrap();
    assert!(matches!(reading(&work_tree(&repository), "big.md"), Err(ReadError::TooLarge { .. })));
}

#[test]
fn missing_object_is_said() {
    let repository = TestRepository::new();
    repository.write("a.md", "a").commit("first");
    let id = repository.git(&["rev-parse", "HEAD:a.md"]);
    repository.remove(format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    let error = reading(&snapshot_in(repository.path(), &revision("HEAD")), "a.md").unwrap_err();
    assert!(error.message(Language::Fr).contains(&id));
}

#[test]
fn threads_read_each_its_own_content() {
    use rayon::prelude::*;
    let repository = TestRepository::new();
    for number in 0..300 {
        repository.write(format!("d{}/{number}.md", number % 7), format!("content of {number}"));
    }
    repository.commit("first");
    repository.git(&["gc", "--quiet"]);
    for at in [At::WorkTree, At::Index, revision("HEAD")] {
        let snapshot = snapshot_in(repository.path(), &at);
        assert_eq!(snapshot.entries().len(), 300);
        snapshot.entries().par_iter().for_each(|entry| {
            let number = entry.path.rsplit('/').next().unwrap().trim_end_matches(".md");
            assert_eq!(snapshot.read(entry).unwrap(), format!("content of {number}").into_bytes());
            assert!(!snapshot.is_ignored(&format!("{}.not", entry.path)));
        });
    }
}
