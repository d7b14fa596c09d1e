//! What Hugo 0.168 makes of shortcodes in targets and titles.

use super::{parse, targets};
use crate::document::Dialect;

#[test]
fn shortcodes_end_no_target_and_no_definition() {
    let text = "[1]: https://ex.org/{{< param v >}}/x\n[2]: {{< relref \"b\" >}}\n[3]: {{< relref \"b\" >}} \"T {{< param v >}}\"\n[4]: \
                /y{{% param \"a)b(\" %}}\n[5]: /z\n\n[a][1] [b][2] [c][3] [d][4] [e][5] [f](/{{< param v >}} \"t\") \
                [g](<{{< relref \"b\" >}}>)\n";
    let expected = [
        "https://ex.org/{{< param v >}}/x",
        "{{< relref \"b\" >}}",
        "{{< relref \"b\" >}}",
        "/y{{% param \"a)b(\" %}}",
        "/z",
        "/{{< param v >}}",
        "{{< relref \"b\" >}}",
    ];
    let document = parse(text, Dialect::Hugo);
    let found: Vec<&str> = document.links.iter().map(|link| document.target(link)).collect();
    assert_eq!(found, expected);
    assert!(document.references().is_none());
    // What is shown, and what stands in code, is no target; what is text is left as it is.
    let text = "[a]({{</* relref \"b\" */>}}) [k](a {{< param v >}} b) `[l]({{< x >}})`\n\n```\n[m]({{< x y >}})\n```\n";
    assert_eq!(targets(&parse(text, Dialect::Hugo)), [""; 0]);
}
