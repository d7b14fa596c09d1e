//! Text that moves from one file to another takes along what was found in it.

use super::{report, said};
use crate::common::TestRepository;
use serde_json::Value;

/// A branch of a repository whose main branch holds `files`.
fn base(files: &[(&str, &str)]) -> TestRepository {
    let repository = TestRepository::from_files(files);
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository
}

/// How many findings are new, fixed and left once `files` are written, those without text removed, and all is committed.
fn counts(repository: &TestRepository, files: &[(&str, &str)]) -> [u64; 3] {
    for (path, text) in files {
        if text.is_empty() {
            repository.remove(path)
        } else {
            repository.write(path, text)
        };
    }
    repository.commit("Déplacer");
    told(&report(repository.path(), &["--base", "main"]).0)
}

fn told(report: &Value) -> [u64; 3] {
    ["new", "fixed", "existing"].map(|name| report["verdict"][name].as_u64().unwrap())
}

const COMPOST: &str = "## Compost\n\nLe compost se fait avec [les déchets](dechets.md) de la cuisine et du jardin,\net se retourne [une fois par mois](calendrier.md#mois).\n";
const HAIES: &str = "# Haies\n\nUne haie libre abrite les oiseaux et coupe le vent sans l'arrêter.\n";
const SOL: &str = "# Sol\n\nLe sol se couvre en hiver, et se bêche le moins possible.\n\n";

#[test]
fn a_part_that_goes_to_another_page_keeps_its_debt() {
    let sol = format!("{SOL}{COMPOST}");
    let repository = base(&[("haies.md", HAIES), ("sol.md", &sol)]);
    let with = format!("{HAIES}\n{}", COMPOST.replace("## ", "### "));
    let found = counts(&repository, &[("haies.md", &with), ("sol.md", SOL)]);
    // Under a title of another level, which skips one: that alone is new.
    assert_eq!(found, [1, 0, 2], "{:?}", said(&report(repository.path(), &["--base", "main"]).0));
}

#[test]
fn merged_and_split_pages_keep_their_debt() {
    let (sol, both) = (format!("{SOL}{COMPOST}"), format!("{HAIES}\n{COMPOST}"));
    let repository = base(&[("haies.md", HAIES), ("compost.md", COMPOST), ("sol.md", SOL)]);
    assert_eq!(counts(&repository, &[("haies.md", &both), ("compost.md", "")])[0], 0);
    let repository = base(&[("sol.md", &sol)]);
    let halves = COMPOST.split_once("\net se").unwrap();
    let (first, second) = (format!("{SOL}{}.\n", halves.0), format!("# Retourner\n\nOn le fait, et se{}", halves.1));
    let found = counts(&repository, &[("sol.md", &first), ("retourner.md", &second)]);
    // The words around the second link are others: a person must look.
    assert_eq!(found, [1, 1, 1]);
    let kept = format!("# Retourner\n\net se{}", halves.1);
    assert_eq!(counts(&repository, &[("retourner.md", &kept)]), [0, 0, 2]);
}

#[test]
fn a_stub_that_is_left_behind_changes_nothing() {
    let sol = format!("{SOL}{COMPOST}");
    let repository = base(&[("sol.md", &sol)]);
    let stub = "# Sol\n\nCette page est devenue [celle de la terre](terre.md).\n";
    assert_eq!(counts(&repository, &[("sol.md", stub), ("terre.md", &sol)]), [0, 0, 2]);
}

#[test]
fn lines_go_into_quotes_lists_and_other_breaks() {
    let list = "# Outils\n\n- La bêche, à prendre dans [l'abri](abri.md)\n- La serpe et [sa pierre](pierre.md) à aiguiser, qui se\n  mouille avant l'usage\n";
    let repository = base(&[("outils.md", list), ("haies.md", HAIES)]);
    let quote = "> La serpe et\n> [sa pierre](pierre.md) à aiguiser, qui se mouille\n> avant l'usage\n";
    let less = list.split_once("- La serpe").unwrap().0;
    assert_eq!(counts(&repository, &[("outils.md", less), ("haies.md", &format!("{HAIES}\n{quote}"))]), [0, 0, 2]);
    let steps = "1. La bêche, à prendre\n   dans [l'abri](abri.md)\n";
    assert_eq!(
        counts(&repository, &[("outils.md", "# Outils\n\nAucun.\n"), ("haies.md", &format!("{HAIES}\n{quote}\n{steps}"))]),
        [0, 0, 2]
    );
}

#[test]
fn links_are_known_again_when_they_are_written_for_another_folder() {
    let line = "Le plan [du puits](puits.md) et celui [des haies](haies.md) sont <a href=\"abri.md\">à l'abri</a>.\n";
    let repository = base(&[("jardin/eau.md", &format!("# Eau\n\n{line}")), ("jardin/haies.md", HAIES), ("sol.md", SOL)]);
    let rewritten =
        line.replace("(puits", "(jardin/puits").replace("(haies", "(./jardin/haies").replace("\"abri", "\"jardin/abri");
    let sol = format!("{SOL}{rewritten}");
    assert_eq!(counts(&repository, &[("jardin/eau.md", "# Eau\n\nRien.\n"), ("sol.md", &sol)]), [0, 0, 2]);
    // What is dead was left as it was, what lives was not.
    let sol = format!("{SOL}{}", line.replace("(haies", "(jardin/haies"));
    assert_eq!(counts(&repository, &[("sol.md", &sol)]), [0, 0, 2]);
    // Leading elsewhere, it is another link.
    let sol = format!("{SOL}{}", rewritten.replace("/puits", "/mare"));
    assert_eq!(counts(&repository, &[("sol.md", &sol)]), [1, 1, 1]);
}

#[test]
fn what_says_too_little_by_itself_is_new_where_nothing_came_with_it() {
    let (haies, sol) = (format!("{HAIES}\n![](x.png)\n"), format!("{SOL}![](x.png)\n"));
    let repository = base(&[("haies.md", &haies), ("sol.md", SOL)]);
    let found = counts(&repository, &[("haies.md", HAIES), ("sol.md", &sol)]);
    // The picture that is missing and its missing text.
    assert_eq!(found, [2, 2, 0]);
    // With the words before it, it was moved.
    let more = "Voici la haie en mai :\n\n![](x.png)\n";
    let repository = base(&[("haies.md", &format!("{HAIES}\n{more}")), ("sol.md", SOL)]);
    assert_eq!(counts(&repository, &[("haies.md", HAIES), ("sol.md", &format!("{SOL}{more}"))]), [0, 0, 2]);
}

#[test]
fn what_is_said_everywhere_does_not_tell_where_it_came_from() {
    let end = "\n[Retour à la table des matières](table.md)\n";
    let page = |title: &str| format!("# {title}\n\nIci se lit ce qu'il faut savoir de : {title}.\n{end}");
    let (eau, feu, air) = (page("Eau"), page("Feu"), page("Air du soir et du matin"));
    let repository = base(&[("eau.md", &eau), ("feu.md", &feu)]);
    let found = counts(&repository, &[("feu.md", "# Rien\n\nPlus rien.\n"), ("air.md", &air)]);
    assert_eq!(found, [1, 1, 1]);
}

#[test]
fn thousands_that_move_together_are_found_quickly() {
    let row = |at: usize| format!("| La plante numéro {at} | [sa fiche](fiche{at}.md) |\n");
    let table: String = (0..4000).map(row).collect();
    let line: String = (0..4000).map(|at| format!("[fiche {at}](autre{at}.md) ")).collect();
    let paragraph: String = (0..4000).map(|at| format!("[suite {at}](suite{at}.md)\n")).collect();
    let text = format!("\n| Plante | Fiche |\n| --- | --- |\n{table}\n{line}\n\n{paragraph}");
    let repository = base(&[("haies.md", &format!("{HAIES}{text}")), ("sol.md", SOL)]);
    let found = counts(&repository, &[("haies.md", HAIES), ("sol.md", &format!("{SOL}{text}"))]);
    assert_eq!(found, [0, 0, 12_000]);
}

#[test]
fn converted_line_ends_make_nothing_new() {
    let sol = format!("{SOL}{COMPOST}");
    let repository = base(&[("sol.md", &sol)]);
    let converted = sol.replace('\n', "\r\n");
    let found = |text: &str| {
        repository.write("sol.md", text).commit("Convertir");
        said(&report(repository.path(), &["--base", "main"]).0)
    };
    assert_eq!(found(&converted), [""; 0]);
    let more = format!("{converted}\r\nVoir [la mare](mare.md).\r\n");
    assert_eq!(found(&more), ["new link-missing-file sol.md:10"]);
    // Git converts them in the work tree alone.
    let repository = base(&[(".gitattributes", "*.md text eol=crlf\n"), ("sol.md", &sol)]);
    assert_eq!(counts(&repository, &[("sol.md", &more)]), [1, 0, 2]);
}

#[test]
fn a_merge_that_is_being_concluded_brings_nothing_of_its_own() {
    let repository = base(&[("sol.md", SOL), ("haies.md", HAIES)]);
    repository.write("haies.md", format!("{HAIES}\nVoir [le pré](pre.md).\n")).commit("La nôtre");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("sol.md", format!("{SOL}{COMPOST}")).commit("Les autres");
    repository.git(&["checkout", "--quiet", "contribution"]);
    repository.git(&["merge", "--quiet", "--no-ff", "--no-commit", "main"]);
    // What a hook asks: nothing is ours that either parent has.
    for arguments in [&["--base", "HEAD"][..], &["--base", "HEAD", "--staged"]] {
        let (found, code) = report(repository.path(), arguments);
        assert_eq!((told(&found)[0], code), (0, 0), "{found:#}");
    }
    // Of a branch that another merges into itself, its own link is new, and the other's are not.
    assert_eq!(said(&report(repository.path(), &["--base", "main"]).0), ["new link-missing-file haies.md:5"]);
    // What the merge itself adds is ours.
    repository.write("haies.md", format!("{HAIES}\nVoir [le pré](pre.md) et [le bois](bois.md).\n")).git(&["add", "--all"]);
    let found = report(repository.path(), &["--base", "HEAD", "--staged"]).0;
    assert_eq!(said(&found), ["new link-missing-file haies.md:5"]);
}

#[test]
fn another_suggestion_makes_no_other_fault() {
    let links = "# Liens\n\n[Récolter](herbes.md#recolter) et [le plan][Plan d'eau].\n\n[plan deau]: herbes.md\n";
    let repository = base(&[("liens.md", links), ("herbes.md", "# Herbes\n\n## Récolter\n\nEn mai.\n")]);
    let found = told(&report(repository.path(), &["--base", "main"]).0);
    assert_eq!(counts(&repository, &[("herbes.md", "# Herbes\n\n## Cueillir\n\nEn mai.\n")]), found);
    let other = links.replace("[plan deau]", "[eau]") + "\nDe [l'eau][eau].\n";
    assert_eq!(
        counts(&repository, &[("liens.md", &other)])[0],
        0,
        "{:?}",
        said(&report(repository.path(), &["--base", "main"]).0)
    );
}
