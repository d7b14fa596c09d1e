//! Pages are read as their generator reads them: through the program, a small repository for each dialect.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use serde_json::Value;

fn json(repository: &TestRepository, arguments: &[&str]) -> Value {
    let output = repository.command(env!("CARGO_BIN_EXE_acquis")).args(arguments).args(["--format", "json"]).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Each finding of `files`, `path:line rule`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let report = json(&TestRepository::from_files(files), &["check"]);
    let findings = report["findings"].as_array().unwrap().iter();
    let found =
        |one: &Value| format!("{}:{} {}", one["path"].as_str().unwrap(), one["start"]["line"], one["rule"].as_str().unwrap());
    findings.map(found).collect()
}

#[test]
fn mkdocs_reads_what_stands_in_admonitions_and_tabs() {
    let page = "# Tour\n\n- Vers [le centrage](#centrer) et [la terre](autre.md#dans-un-onglet), pas [ailleurs](#nulle-part)\n\n\
        !!! note \"Voir [ceci](absent.md)\"\n\n    ### Centrer\n\n    Lire [la suite](perdu.md).\n\n- Étape\n\n    ??? tip\n\n        \
        [Détail](parti.md)\n\n```yaml\n!!! note\n    [code](no.md)\n```\n";
    let other = "# Terre\n\n=== \"Grès\"\n\n    ### Dans un onglet\n\n    [Retour](index.md#centrer)\n\n=== \"Faïence\"\n\n    [Perdu](#personne)\n";
    assert_eq!(
        found(&[("mkdocs.yml", "site_name: Poterie\n"), ("docs/index.md", page), ("docs/autre.md", other)]),
        [
            "docs/autre.md:11 link-missing-anchor",
            "docs/index.md:3 link-missing-anchor",
            "docs/index.md:5 link-missing-file",
            "docs/index.md:9 link-missing-file",
            "docs/index.md:15 link-missing-file",
        ]
    );
}

/// An episode whose challenge is written so.
fn episode(challenge: &str) -> String {
    format!("---\ntitle: Tour\nteaching: 5\nexercises: 5\n---\n\n::: objectives\n\n- Centrer\n\n:::\n\n{challenge}\n")
}

/// What of episodes is assessed, and what is wrong with their fences.
#[test]
fn a_challenge_that_pandoc_does_not_open_assesses_nothing() {
    let body = "Centrez.\n\n::: solution\n\nFait.\n\n:::\n\n:::";
    for (challenge, assessed, expected) in [
        (format!("::: challenge\n\n{body}"), true, ""),
        (format!("## À vous\n::: challenge\n\n{body}"), true, ""),
        (format!("À vous.\n::: challenge\n\n{body}"), false, ":14 content-broken-div"),
        (format!("- À vous\n::: challenge\n\n{body}"), false, ":14 content-broken-div"),
        (format!("::: challenge difficile\n\n{body}"), false, ":13 content-broken-div"),
        (format!("::: callout\n\n::: challenge\n\n{body}"), true, ":13 content-broken-div"),
    ] {
        let text = episode(&challenge);
        let config = "carpentry: 'incubator'\ntitle: 'Poterie'\nepisodes:\n- tour.md\n";
        let repository = TestRepository::from_files(&[("config.yaml", config), ("episodes/tour.md", &text)]);
        let coverage = json(&repository, &["coverage", "--profile", "carpentries"]);
        assert_eq!(coverage["summary"]["modules_assessed"], u32::from(assessed), "{challenge}");
        let history = json(&repository, &["coverage", "--profile", "carpentries", "--history"]);
        assert_eq!(history["summary"]["modules_assessed"], u32::from(assessed), "{challenge}");
        let report = json(&repository, &["check", "--profile", "carpentries"]);
        let broken = report["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "content-broken-div");
        let broken: Vec<String> = broken.map(|one| format!(":{} content-broken-div", one["start"]["line"])).collect();
        assert_eq!(broken.join(" "), expected, "{challenge}");
    }
}

#[test]
fn myst_knows_labels_comments_and_titles() {
    let index = "# Poterie\n\n- [ici](#tour-a-pied) [là](outils.md#tour-a-pied) [titre](outils.md) [](outils.md) [](#four)\n\n\
        % À FAIRE [no](no.md)\n\n(four)=\n## Le four\n\n```{note}\n[perdu](perdu.md)\n```\n\n```{figure} absente.png\nLégende\n```\n";
    let tools = "# Outils\n\n(tour-a-pied)=\n## Le tour\n\nTexte.\n";
    let config = "project = 'Poterie'\nextensions = ['myst_parser']\n";
    let files = [("docs/conf.py", config), ("docs/_static/a.css", ""), ("docs/index.md", index), ("docs/outils.md", tools)];
    let found = found(&files);
    assert!(!found.iter().any(|one| one.ends_with("link-text-empty")), "{found:?}");
    assert!(found.iter().all(|one| !one.contains("link-missing-anchor") || one.starts_with("docs/index.md:3")), "{found:?}");
}

#[test]
fn tabs_of_docfx_are_no_headings_and_lead_nowhere() {
    let page = "# Installer\n\n## [Windows](#tab/windows)\n\nTexte.\n\n# [Linux](#tab/linux)\n\nTexte.\n\n---\n\n\
        [Suite](b.md?tabs=linux#tab/linux), [!INCLUDE[](b.md)], [](xref:System.String)\n";
    let files = [("docfx.json", "{}"), ("docs/a.md", page), ("docs/b.md", "# B\n")];
    assert_eq!(found(&files), Vec::<String>::new());
}

#[test]
fn liquid_and_attributes_are_no_text() {
    let page = "# Tour\n\n[oui]({{ site.baseurl }}/a.html) et ![oui]({{ '/a.png' | relative_url }} \"titre\")\n{: .lead}\n\n\
        {% highlight markdown %}\n[no](no.md)\n{% endhighlight %}\n\n{% comment %}\n[no](no.md)\n{% endcomment %}\n";
    let files = [("_config.yml", "title: x\n"), ("tour.md", page), ("a.html", ""), ("a.png", "")];
    assert_eq!(found(&files), Vec::<String>::new());
    let page =
        "# Tour\n\n{% hint style=\"info\" %}\n[perdu](perdu.md)\n{% endhint %}\n\n[oui](https://example.org/{{ book.v }}/a)\n";
    assert_eq!(found(&[("book.json", "{}"), ("tour.md", page)]), ["tour.md:4 link-missing-file"]);
}
