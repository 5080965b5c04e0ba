//! What the layer writes, and what it promises for any input.

mod any_input;
mod nearly;

use super::*;
use crate::markdown::strict::check;
use std::fmt::Write as _;

fn glossary() -> Abbreviations {
    Abbreviations::new([
        ("EHCP", "education, health and care plan"),
        ("SEND", "special educational needs and disabilities"),
        ("R&D", "research & \"development\""),
    ])
}

fn with<R>(change: impl FnOnce(&mut Options<'_>), run: impl FnOnce(&Options<'_>) -> R) -> R {
    let (abbreviations, labels) = (glossary(), Labels::default());
    let mut options = Options {
        raw_html: false,
        base_url: "https://handbook.example/",
        search_text: true,
        title: None,
        right_to_left: false,
        british: true,
        abbreviations: &abbreviations,
        labels: &labels,
    };
    change(&mut options);
    run(&options)
}

fn page(source: &str) -> Document {
    with(|_| (), |options| convert(source, options))
}

fn value(source: &str) -> Document {
    with(|_| (), |options| convert_inline(source, options))
}

/// The HTML with `{target}` in the holes for addresses and `{{target}}` in those for names.
fn filled(document: &Document) -> String {
    let mut out = String::new();
    let mut done = 0;
    for hole in &document.holes {
        out.push_str(&document.html[done..hole.at as usize]);
        let number = hole.link as usize;
        match hole.what {
            Fill::Address => write!(out, "{{{}}}", document.links[number].target),
            Fill::Name => write!(out, "{{{{{}}}}}", document.links[number].target),
            Fill::Rest => write!(out, "+{}", document.links[number].target),
            Fill::Note => write!(out, "~{}", document.links[number].target),
            Fill::Call => write!(out, "[{}]", document.calls[number].text),
        }
        .expect("writing to a String cannot fail");
        done = hole.at as usize;
    }
    out.push_str(&document.html[done..]);
    out
}

#[track_caller]
fn assert_html(source: &str, expected: &str) {
    let document = page(source);
    check(&document, source);
    assert_eq!(filled(&document).trim_end(), expected, "from {source:?}");
}

/// The problems with the source that they point at.
fn problems(source: &str) -> Vec<(&str, ProblemKind)> {
    named(source, &page(source))
}

fn named<'s>(source: &'s str, document: &Document) -> Vec<(&'s str, ProblemKind)> {
    document
        .problems
        .iter()
        .map(|p| (&source[p.range()], p.kind.clone()))
        .collect()
}

fn targets<'s>(source: &'s str, document: &'s Document) -> Vec<(&'s str, &'s str)> {
    document
        .links
        .iter()
        .map(|link| (&*link.target, &source[link.range()]))
        .collect()
}

#[test]
fn prose() {
    assert_html(
        "Hello *there*, **all** of ~~you~~ `a<b`.\n\n> Quote\n\n- one\n- two\n\n3. three\n\n---",
        "<p>Hello <em>there</em>, <strong>all</strong> of <del>you</del> <code>a&lt;b</code>.</p>\n\
         <blockquote>\n<p>Quote</p>\n</blockquote>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n\
         <ol start=\"3\">\n<li>three</li>\n</ol>\n<hr>",
    );
    assert_html("a  \nb\nc", "<p>a<br>\nb\nc</p>");
    assert_html(
        "a < b & c > \"d\" &amp; &lt;e&gt;",
        "<p>a &lt; b &amp; c &gt; “d” &amp; &lt;e&gt;</p>",
    );
    assert_html(
        "10:30--11:00 isn't 'late'...",
        "<p>10:30–11:00 isn’t ‘late’…</p>",
    );
    assert_html("a^b^ and ~c~", "<p>a^b^ and <del>c</del></p>");
    assert_html(
        "Term\n: What it means",
        "<dl>\n<dt>Term</dt>\n<dd>What it means</dd>\n</dl>",
    );
}

#[test]
fn code() {
    assert_html(
        "```rust,ignore x\nlet a = \"--\" & <b>; // https://example.org EHCP\n```",
        "<pre tabindex=\"0\"><code class=\"language-rust\">let a = \"--\" &amp; &lt;b&gt;; // https://example.org EHCP\n</code></pre>",
    );
    assert_html("    a\n", "<pre tabindex=\"0\"><code>a\n</code></pre>");
    assert_html(
        "``` \"onclick=\nx\n```",
        "<pre tabindex=\"0\"><code>x\n</code></pre>",
    );
    assert_html(
        "`a--b 'c' EHCP a@example.org`",
        "<p><code>a--b 'c' EHCP a@example.org</code></p>",
    );
}

#[test]
fn headings_have_ids_and_anchors() {
    assert_html(
        "## What *you* \"do\"",
        "<div class=\"heading\"><h2 id=\"what-you-do\">What <em>you</em> “do”</h2><a class=\"anchor\" href=\"#what-you-do\" \
         aria-label=\"Link to this section: What you “do”\">#</a></div>",
    );
    let document = page("## A\n\n### A\n\n## B {#own .wide}\n\n## Main\n\n## Search\n");
    let ids: Vec<_> = document
        .headings
        .iter()
        .map(|h| (h.level, &*h.id))
        .collect();
    assert_eq!(
        ids,
        [
            (2, "a"),
            (3, "a-2"),
            (2, "own"),
            (2, "section-main"),
            (2, "section-search")
        ]
    );
    assert_eq!(&*document.headings[2].title.text, "B");
    assert!(document.html.contains("<h2 id=\"own\">B</h2><a"));
}

#[test]
fn headings_begin_somewhere_in_the_text() {
    for (source, begins) in [
        ("## A\n\nb", &[0][..]),
        ("a\n\n## B\n\nc\n\n## D", &[2, 6]),
        ("# Title\n\n## A\n\nb\n\n### C", &[0, 4]),
        ("&nbsp;a\n\n## B", &[2]),
        // A name that is filled in before a heading ends a line, so that it is no part of it.
        ("[](person:x)\n\n## A", &[1]),
        ("a\n\n[](person:x)\n\n## [](person:y) B", &[3]),
    ] {
        let document = page(source);
        check(&document, source);
        let found: Vec<u32> = document.headings.iter().map(|heading| heading.at).collect();
        assert_eq!(found, begins, "{source:?}: {:?}", document.text);
    }
}

#[test]
fn names_of_two_blocks_are_no_one_word() {
    let document = page("[](person:x)\n\n[](person:y)\n\n- [](person:z)\n");
    let text = document.text.fill(|_| "Ann".into());
    assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["Ann"; 3]);
}

#[test]
fn heading_attributes_are_checked() {
    use ProblemKind::{DuplicateId, HeadingAttribute, ReservedId};
    assert_eq!(
        problems(
            "## A {#b}\n\n## C {#b}\n\n## D {#main}\n\n## E {#F! .G h=1 onclick}\n\n## Vitamin {K}\n"
        ),
        [
            ("{#b}", DuplicateId("b".into())),
            ("{#main}", ReservedId("main".into())),
            ("{#F! .G h=1 onclick}", HeadingAttribute("#F!".into())),
            ("{#F! .G h=1 onclick}", HeadingAttribute(".G".into())),
            ("{#F! .G h=1 onclick}", HeadingAttribute("h=1".into())),
            ("{#F! .G h=1 onclick}", HeadingAttribute("onclick".into())),
            ("{K}", HeadingAttribute("K".into())),
        ]
    );
    assert_eq!(problems("##\n\n## {#a}\n").len(), 2);
    // An id is kept as it is written, but those of what has no heading are taken.
    let document = page("## A {#Step_1}\n\n## B {#v1.2}\n\n## C {#step.1}\n");
    let ids: Vec<_> = document.headings.iter().map(|h| &*h.id).collect();
    assert_eq!(ids, ["Step_1", "v1.2", "section-step.1"]);
    assert_eq!(document.problems.len(), 1);
    assert_eq!(problems("## A {#b} ##\n\nC {#d}\n---\n\n## {e} f\n"), []);
}

#[test]
fn a_heading_without_text_is_no_heading() {
    let source = "## [^a] ![](b.png)\n\n##\n\n[^a]: c";
    let document = page(source);
    check(&document, source);
    assert!(document.headings.is_empty());
    assert!(
        filled(&document).starts_with("<p><sup class=\"footnote-ref\">"),
        "{}",
        document.html
    );
    assert!(filled(&document).contains("<img src=\"{b.png}\""));
    let empty = document
        .problems
        .iter()
        .filter(|p| p.kind == ProblemKind::EmptyHeading);
    assert_eq!(empty.count(), 2);
}

#[test]
fn a_level_one_heading_at_the_start_is_the_title() {
    let document = page("# The *SEND* team\n\nText.\n\n## A\n\n# B\n");
    assert_eq!(document.title.as_deref(), Some("The SEND team"));
    assert!(document.html.starts_with("<p>Text.</p>"));
    let levels: Vec<_> = document.headings.iter().map(|h| h.level).collect();
    assert_eq!(levels, [2, 2]);
    assert_eq!(document.problems[0].kind, ProblemKind::LevelOneHeading);
    assert_eq!(&*document.text.text, "Text.\nA\nB");

    let known = |title| {
        with(
            |options| options.title = Some(title),
            |options| convert("A\n=\n\nText\n\n## B\n", options),
        )
    };
    let same = known("A");
    assert_eq!(same.title.as_deref(), Some("A"));
    assert_eq!(same.headings[0].level, 2);
    let other = known("Other");
    assert_eq!(other.title, None);
    let levels: Vec<_> = other.headings.iter().map(|h| h.level).collect();
    assert_eq!(levels, [2, 3]);
}

#[test]
fn a_level_one_heading_that_is_more_than_text_stays() {
    for source in [
        "# [A](b.md)",
        "# A ![b](c.png)",
        "# A[^1]\n\n[^1]: B",
        "# a@example.org",
        "text\n\n# A",
    ] {
        let document = page(source);
        check(&document, source);
        assert_eq!(document.title, None, "{source}");
        assert_eq!(document.headings[0].level, 2, "{source}");
    }
    assert_eq!(page("a\n\n###### b\n\n# c").headings[0].level, 6);
    assert_eq!(page("a\n\n# b\n\n###### c").headings[1].level, 6);
}

#[test]
fn tables_are_named_and_their_headers_scoped() {
    assert_html(
        "| | A | B |\n|:-|-:|:-:|\n| c | d |\n",
        "<div class=\"table-scroll\" data-label=\"Table\"><table>\n\
         <thead><tr><td></td><th scope=\"col\" class=\"align-right\">A</th><th scope=\"col\" class=\"align-center\">B</th></tr></thead>\n\
         <tbody>\n<tr><td class=\"align-left\">c</td><td class=\"align-right\">d</td><td class=\"align-center\"></td></tr>\n</tbody></table></div>",
    );
    let table = "|a|\n|-|\n|b|\n\n";
    let document = page(&format!(
        "## Who [](person:x) &lt;is&gt;\n\n{table}{table}## B\n\n{table}"
    ));
    let html = filled(&document);
    assert!(
        html.contains("data-label=\"Table: Who {{person:x}} &lt;is&gt;\""),
        "{html}"
    );
    assert!(html.contains("&lt;is&gt; (2)\""));
    assert!(html.contains("data-label=\"Table: B\""));
}

#[test]
fn alerts_have_a_title_and_are_no_landmarks() {
    assert_html(
        "> [!WARNING]\n> Do *not*.\n",
        "<aside class=\"alert alert-warning\" role=\"note\" aria-labelledby=\"alert-1\">\
         <p class=\"alert-title\" id=\"alert-1\">Warning</p>\n<p>Do <em>not</em>.</p>\n</aside>",
    );
    for kind in ["NOTE", "TIP", "IMPORTANT", "CAUTION"] {
        let html = page(&format!("> [!{kind}]\n> x")).html;
        assert!(
            html.contains(&format!("alert-{}", kind.to_lowercase())),
            "{html}"
        );
    }
}

#[test]
fn tasks_are_marks_with_names() {
    assert_html(
        "- [x] a\n- [ ] b\n\n  c\n",
        "<ul>\n<li class=\"task\"><p><span class=\"task-mark\" role=\"img\" aria-label=\"Done\">✓</span> a</p>\n</li>\n\
         <li class=\"task\"><p><span class=\"task-mark\" role=\"img\" aria-label=\"Not done\">○</span> b</p>\n<p>c</p>\n</li>\n</ul>",
    );
    assert_html(
        "- [x] a",
        "<ul>\n<li class=\"task\"><span class=\"task-mark\" role=\"img\" aria-label=\"Done\">✓</span> a</li>\n</ul>",
    );
    let html = page("- [x] a\n  ---\n").html;
    assert!(
        html.starts_with("<ul>\n<li class=\"task\"><div class=\"heading\"><h2 id=\"a\"><span"),
        "{html}"
    );
}

#[test]
fn footnotes_are_numbered_by_first_reference() {
    assert_html(
        "[^a]: One, see[^c] [x](y.md).\n\nText[^b] and[^A] and[^b].\n\n[^b]: Two\n[^c]: - list\n",
        "<p>Text<sup class=\"footnote-ref\"><a id=\"fnref-1\" href=\"#fn-1\" aria-label=\"Footnote 1\">1</a></sup> \
         and<sup class=\"footnote-ref\"><a id=\"fnref-2\" href=\"#fn-2\" aria-label=\"Footnote 2\">2</a></sup> \
         and<sup class=\"footnote-ref\"><a id=\"fnref-1-2\" href=\"#fn-1\" aria-label=\"Footnote 1\">1</a></sup>.</p>\n\
         <section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n\
         <li id=\"fn-1\"><p>Two <a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back to reference 1\">↩</a> \
         <a class=\"footnote-back\" href=\"#fnref-1-2\" aria-label=\"Back to reference 1-2\">↩<sup>2</sup></a></p></li>\n\
         <li id=\"fn-2\"><p>One, see<sup class=\"footnote-ref\"><a id=\"fnref-3\" href=\"#fn-3\" aria-label=\"Footnote 3\">3</a></sup> \
         <a href=\"{y.md}\">x</a>. <a class=\"footnote-back\" href=\"#fnref-2\" aria-label=\"Back to reference 2\">↩</a></p></li>\n\
         <li id=\"fn-3\"><ul>\n<li>list</li>\n</ul>\n<p> <a class=\"footnote-back\" href=\"#fnref-3\" aria-label=\"Back to reference 3\">↩</a></p></li>\n\
         </ol>\n</section>",
    );
}

#[test]
fn footnotes_that_do_not_match_are_reported() {
    use ProblemKind::{DuplicateFootnote, UndefinedFootnote, UnusedFootnote};
    assert_eq!(
        problems("a[^x] b\\[^y] `[^z]` c[^d_e]\n\n[^u]: unused\n\n[^d_e]: used\n\n[^D_E]: again\n"),
        [
            ("[^x]", UndefinedFootnote("x".into())),
            ("[^u]: unused", UnusedFootnote("u".into())),
            ("[^D_E]: again", DuplicateFootnote("D_E".into())),
        ]
    );
    assert_eq!(
        problems("*a* &amp; \"b\"[^_x_] c")
            .first()
            .map(|(place, _)| *place),
        None
    );
    assert_eq!(
        problems("\"a\" &amp; [^x-y]"),
        [("[^x-y]", UndefinedFootnote("x-y".into()))]
    );
    let source = "a[^x]";
    assert_eq!(
        named(source, &value(source)),
        [("[^x]", UndefinedFootnote("x".into()))]
    );
}

#[test]
fn cells_that_no_column_shows_are_reported() {
    use ProblemKind::ExtraCells;
    let source =
        "| a | b |\n| - | - |\n| 1 | 2 | 3 |\n| 1 | `2\\|3` |\n| 1 |\n1 | 2\n1 | 2 | 3 | 4\n";
    let extra = |cells| ExtraCells { cells, columns: 2 };
    assert_eq!(
        problems(source),
        [("| 1 | 2 | 3 |", extra(3)), ("1 | 2 | 3 | 4", extra(4))]
    );
}

#[test]
fn headings_in_footnotes_do_not_structure_the_page() {
    let source = "a[^1]\n\n[^1]: ## b\n\n    c\n";
    let document = page(source);
    check(&document, source);
    assert!(document.headings.is_empty());
    assert!(
        document
            .html
            .contains("<li id=\"fn-1\"><p><strong>b</strong></p>\n<p>c <a")
    );
}

#[test]
fn abbreviations_are_explained_once() {
    assert_html(
        "EHCPs and EHCP, R&D",
        "<p><abbr title=\"education, health and care plan\">EHCPs</abbr> and EHCP, \
         <abbr title=\"research &amp; &quot;development&quot;\">R&amp;D</abbr></p>",
    );
    assert_html(
        "[EHCP](a.md) `EHCP` SEND@example.org ehcp EHCPé “EHCP”",
        "<p><a href=\"{a.md}\">EHCP</a> <code>EHCP</code> <a href=\"mailto:SEND@example.org\">SEND<wbr>@example.org</a> \
         ehcp EHCPé “<abbr title=\"education, health and care plan\">EHCP</abbr>”</p>",
    );
    assert!(!page("## EHCP").html.contains("abbr"));
}

#[test]
fn bare_addresses_become_links() {
    assert_html(
        "See https://example.org/a_b--c?d=1&amp;e=2, or (www.example.org/x_(y)).",
        "<p>See <a href=\"https://example.org/a_b--c?d=1&amp;e=2\">https://example.org/a_b--c?d=1&amp;e=2</a>, \
         or (<a href=\"http://www.example.org/x_(y)\">www.example.org/x_(y)</a>).</p>",
    );
    assert_html(
        "'https://example.org/it's...' \"https://example.org\"",
        "<p>‘<a href=\"https://example.org/it's\">https://example.org/it's</a>…’ \
         “<a href=\"https://example.org\">https://example.org</a>”</p>",
    );
    assert_html(
        "Mail first_last@example.org, o'brien@example.org or *Jo* **B**end@example.org.",
        "<p>Mail <a href=\"mailto:first_last@example.org\">first_last<wbr>@example.org</a>, \
         <a href=\"mailto:o'brien@example.org\">o'brien<wbr>@example.org</a> or <em>Jo</em> <strong>B</strong>end@example.org.</p>",
    );
    assert_html(
        "[www.example.org a@example.org](b.md) `www.example.org`",
        "<p><a href=\"{b.md}\">www.example.org a@example.org</a> <code>www.example.org</code></p>",
    );
    assert_html(
        "*https://example.org/x* -- https://example.org/---",
        "<p><em><a href=\"https://example.org/x\">https://example.org/x</a></em> – \
         <a href=\"https://example.org/\">https://example.org/</a>—</p>",
    );
}

#[test]
fn what_follows_a_fact_has_a_place_behind_its_link() {
    let document = page("[](contact:x), [*w*](role:y#z) and [](person:p)");
    assert_eq!(
        filled(&document),
        "<p><a href=\"{contact:x}\">{{contact:x}}</a>+contact:x, <a href=\"{role:y#z}\"><em>w</em></a>~role:y#z and \
         <a href=\"{person:p}\">{{person:p}}</a></p>\n"
    );
    let text = document.text.fill(|hole| format!("{:?}", hole.what).into());
    assert_eq!(text, "NameRest, wNote and Name");
}

#[test]
fn links_are_left_to_the_caller_unless_absolute() {
    let source = "[a](../b.md#c \"t\") [](person:x) [*d* ](</e f>) <https://example.org/?a=\"b\"> <x@example.org> [g][h]\n\n[h]: <i.md>\n";
    let document = page(source);
    check(&document, source);
    assert_eq!(
        filled(&document).trim_end(),
        "<p><a href=\"{../b.md#c}\" title=\"t\">a</a> <a href=\"{person:x}\">{{person:x}}</a> <a href=\"{/e f}\"><em>d</em> </a> \
         <a href=\"https://example.org/?a=%22b%22\">https://example.org/?a=\"b\"</a> \
         <a href=\"mailto:x@example.org\">x@example.org</a> <a href=\"{i.md}\">g</a></p>"
    );
    assert_eq!(
        targets(source, &document),
        [
            ("../b.md#c", "../b.md#c"),
            ("person:x", "person:x"),
            ("/e f", "/e f"),
            ("i.md", "i.md")
        ]
    );
    assert_eq!(
        document.text.fill(|_| "Naima".into()),
        "a Naima d  https://example.org/?a=\"b\" x@example.org g"
    );
}

#[test]
fn a_link_without_text_shows_its_address() {
    assert_html(
        "[](https://example.org) [ ](tel:+44123)",
        "<p><a href=\"https://example.org\">https://example.org</a> <a href=\"tel:+44123\">+44123</a></p>",
    );
}

#[test]
fn links_inside_links_are_text() {
    assert_html(
        "[a <https://example.org> b](c.md)",
        "<p><a href=\"{c.md}\">a https://example.org b</a></p>",
    );
}

#[test]
fn refused_links_leave_their_text_and_a_problem() {
    let source = "[a](javascript:x) [b](JAVA&#115;cript:x) <data:x> [c](//d.example) ![e](vbscript:x) [f](&#1;javascript:x) [g]()";
    assert_eq!(&*page(source).html, "<p>a b data:x c e f g</p>\n");
    let scheme = |name: &str| ProblemKind::Scheme(name.into());
    assert_eq!(
        problems(source),
        [
            ("javascript:x", scheme("javascript")),
            ("JAVA&#115;cript:x", scheme("javascript")),
            ("data:x", scheme("data")),
            ("//d.example", ProblemKind::ProtocolRelative),
            ("vbscript:x", scheme("vbscript")),
            ("&#1;javascript:x", scheme("javascript")),
            ("[g]()", ProblemKind::Address("".into())),
        ]
    );
    assert_eq!(
        problems("[a][b] [c][] [d]\n"),
        [
            ("[a][b]", ProblemKind::UndefinedReference("b".into())),
            ("[c]", ProblemKind::UndefinedReference("c".into()))
        ]
    );
    for source in [
        "[1][2]",
        "matrix[i][j]",
        "[][]",
        "[ ][x]",
        "[sic]",
        "- [x] done",
        "[a][b] \n\n[b]: c.md",
    ] {
        assert_eq!(problems(source), [], "{source}");
    }
    let unused = ("[b]: c.md", ProblemKind::UnusedDefinition("b".into()));
    assert_eq!(problems("a\n\n[b]: c.md\n"), [unused]);
    for note in ["[//]: # (a note)", "[note]: <> (for editors)", "[note]: #"] {
        assert_eq!(problems(&format!("a\n\n{note}\n")), [], "{note}");
    }
}

#[test]
fn images_have_a_text_and_load_late() {
    assert_html(
        "![A *map* \"of\" [x](y)](map.png \"T\")",
        "<p><img src=\"{map.png}\" alt=\"A map “of” x\" title=\"T\" loading=\"lazy\" decoding=\"async\"></p>",
    );
    assert_html(
        "[![a](b.png)](c.md)",
        "<p><a href=\"{c.md}\"><img src=\"{b.png}\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></a></p>",
    );
    let source = "[![ ](b.png)](c.md)";
    assert_eq!(problems(source), [("![ ](b.png)", ProblemKind::MissingAlt)]);
    let named =
        "![b.png](b.png) ![Map.JPG](b.png) ![A map, b.png](b.png) ![.png](b.png) ![v1.2](b.png)\n";
    assert_eq!(
        problems(named),
        [
            ("![b.png](b.png)", ProblemKind::AltIsFile("b.png".into())),
            (
                "![Map.JPG](b.png)",
                ProblemKind::AltIsFile("Map.JPG".into())
            ),
        ]
    );
    assert_eq!(
        targets(source, &page(source)),
        [("c.md", "c.md"), ("b.png", "b.png")]
    );
    assert_eq!(
        problems("![a](https://example.org/b.png)"),
        [(
            "https://example.org/b.png",
            ProblemKind::RemoteImage("https://example.org/b.png".into())
        )]
    );
}

#[test]
fn raw_html_is_refused_or_passed_through() {
    let source = "a <b onclick=x>c</b> <!-- d -->\n\n<div>\ne\n</div>\n\n<!-- f -->\n";
    assert_eq!(&*page(source).html, "<p>a c </p>\n");
    assert_eq!(
        problems(source),
        [
            ("<b onclick=x>", ProblemKind::RawHtml("b".into())),
            ("<div>", ProblemKind::RawHtml("div".into()))
        ]
    );
    let through = with(
        |options| options.raw_html = true,
        |options| convert(source, options),
    );
    let refused = ProblemKind::HtmlRefused {
        what: "onclick".into(),
        why: "runs a script",
    };
    let told: Vec<_> = { through.problems.iter() }
        .map(|problem| &problem.kind)
        .collect();
    assert_eq!(told, [&refused]);
    assert!(
        through
            .html
            .starts_with("<p>a <b onclick=x>c</b> <!-- d --></p>\n<div>\ne\n</div>\n")
    );
    assert_eq!(
        problems("> <!-- a\n> b --> c\n"),
        [("c", ProblemKind::TextAfterComment)]
    );
}

#[test]
fn the_excerpt_is_the_first_paragraph() {
    let document = page(
        "## A\n\n> Quote\n\n- item\n\n[](person:x) *leads* a &amp; b\\\nof `c`[^1].\n\nMore.\n\n[^1]: d",
    );
    assert_eq!(&*document.excerpt.text, " leads a & b of c.");
    assert_eq!(
        document.excerpt.fill(|_| "Naima".into()),
        "Naima leads a & b of c."
    );
    let long = page(&"word ".repeat(100)).excerpt.text;
    assert_eq!(long.chars().count(), 200);
    assert!(long.ends_with("word…"));
}

#[test]
fn text_is_only_collected_when_asked_for() {
    let source = "## A\n\nb *c*\n\n- d\n- e\n\n|f|g|\n|-|-|\n|h|i|\n\n```\nj\n```\n";
    assert_eq!(&*page(source).text.text, "A\nb c\nd\ne\nf\ng\nh\ni\nj");
    let without = with(
        |options| options.search_text = false,
        |options| convert(source, options),
    );
    assert!(without.text.is_empty());
    assert_eq!(without.html, page(source).html);
    assert_eq!(&*without.excerpt.text, "b c");
}

#[test]
fn values_are_inline() {
    for (source, expected) in [
        ("Plain *text*", "Plain <em>text</em>"),
        ("*a* b", "<em>a</em> b"),
        ("_a_ b", "<em>a</em> b"),
        ("\"a\" b", "“a” b"),
        ("'a' b", "‘a’ b"),
        ("- a", "- a"),
        ("1. a", "1. a"),
        ("# a", "# a"),
        ("> a", "&gt; a"),
        ("    a", "a"),
        ("a\n\n- b\n", "a  - b"),
        ("[a]: b", "[a]: b"),
        ("", ""),
        (" ", ""),
        ("&amp;", "&amp;"),
        (
            "EHCP",
            "<abbr title=\"education, health and care plan\">EHCP</abbr>",
        ),
        (
            "o'brien@example.org",
            "<a href=\"mailto:o'brien@example.org\">o'brien<wbr>@example.org</a>",
        ),
        (
            "www.example.org",
            "<a href=\"http://www.example.org\">www.example.org</a>",
        ),
        ("`a`", "<code>a</code>"),
    ] {
        let document = value(source);
        assert_eq!(filled(&document), expected, "{source:?}");
        assert_eq!(document.problems.len(), 0, "{source:?}");
    }
    let source = "  See [a](b.md)\nand <i>[c](javascript:d)\0";
    let document = value(source);
    assert_eq!(targets(source, &document), [("b.md", "b.md")]);
    assert_eq!(
        named(source, &document),
        [
            ("<i>", ProblemKind::RawHtml("i".into())),
            ("javascript:d", ProblemKind::Scheme("javascript".into())),
            ("\0", ProblemKind::HiddenCharacter('\0'))
        ]
    );
    assert_eq!(&*document.excerpt.text, "See a and c");
}

#[test]
fn hidden_characters_do_not_get_out() {
    let source = "a\0b\u{7}c\u{202E}d &#7;e &#x202e;f `\u{2066}g`\u{200F}\u{C}h &lrm;i";
    let document = page(source);
    assert_eq!(&*document.html, "<p>abcd e f <code>g</code> h i</p>\n");
    let places: Vec<_> = named(source, &document)
        .into_iter()
        .map(|(place, _)| place)
        .collect();
    assert_eq!(
        places,
        [
            "\0",
            "\u{7}",
            "\u{202E}",
            "&#7;",
            "&#x202e;",
            "\u{2066}",
            "\u{200F}\u{C}",
            "&lrm;"
        ]
    );
    let needed = "\u{5D0} C++\u{200E} &rlm;";
    assert!(page(needed).problems.is_empty());
    assert_eq!(&*page(needed).html, "<p>\u{5D0} C++\u{200E} \u{200F}</p>\n");
}

#[test]
fn deep_nesting_is_stopped() {
    let n = 20_000;
    for source in [
        "> ".repeat(n) + "a",
        ">".repeat(n) + "a",
        "- ".repeat(n) + "a",
        "- ".repeat(n) + "a\n" + &"b\n".repeat(n),
        "1. ".repeat(n) + "a",
        "> - ".repeat(90) + "a",
        "*_a ".repeat(n) + &"b_* ".repeat(n),
        "![".repeat(n) + &"](a)".repeat(n),
        (0..300).map(|i| "  ".repeat(i) + "- a\n").collect(),
    ] {
        let document = page(&source);
        check(&document, &source);
        assert_eq!(
            document
                .problems
                .iter()
                .filter(|p| p.kind == ProblemKind::TooDeep)
                .count(),
            1,
            "{:?}",
            source.get(..40)
        );
    }
    assert!(page(&("> ".repeat(90) + "a")).problems.is_empty());
}

#[test]
fn a_call_on_a_line_of_its_own_becomes_a_hole_between_blocks() {
    assert_html(
        "One.\n\n{{ table(data=\"a b\") }}\n\nTwo.",
        "<p>One.</p>\n[table(data=\"a b\")]\n<p>Two.</p>",
    );
    let source = "x\n\n{{  chart(data=\"y\") }}  \n";
    let document = page(source);
    assert_eq!(&source[document.calls[0].range()], "chart(data=\"y\")");
    // Within a sentence, a list, a code block or two lines it is text.
    for text in [
        "See {{ table() }}.",
        "- {{ table() }}",
        "`{{ table() }}`",
        "{{ table(\n) }}",
        "    {{ table() }}",
    ] {
        assert!(page(text).calls.is_empty(), "{text}");
    }
}
