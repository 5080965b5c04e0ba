//! Promises for any input.

use super::*;
use proptest::prelude::*;

/// Pieces that meet in unusual ways.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "  \n",
    "    ",
    "\t",
    "# ",
    "## ",
    "###### ",
    "#",
    " {#a}",
    " {#main .b}",
    " {x}",
    "{",
    "}",
    "=",
    "===\n",
    "---\n",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "7) ",
    "> ",
    ">",
    "> [!NOTE]\n> ",
    "> [!danger] ",
    "> [!info]- *a ",
    "[!TIP]",
    ":x",
    "`a\n: b`",
    "{{ table(",
    "}}",
    "{%",
    "[[a]]",
    "** ",
    "5\"",
    "•",
    "|a|\n",
    "\n[b]: c.md\n",
    "- [x] ",
    "[ ] ",
    ": ",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```\n",
    "```x y\n",
    "~~~\n",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](b.md)",
    "](person:x)",
    "](contact:x)",
    "](javascript:x)",
    "](#c 't')",
    "][a]",
    "[]",
    "[a]: b.md\n",
    "[a]",
    "[^1]",
    "[^a]",
    "[^1]: ",
    "\n\n[^a]: ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>\n",
    "</div>\n",
    "<!-- ",
    " -->",
    "<script>",
    "<https://e.org>",
    "<a@b.cd>",
    "<javascript:x>",
    "<x y='",
    "&",
    "&amp;",
    "&#0;",
    "&#7;",
    "&#x202e;",
    "&#106;",
    "&copy",
    "\"",
    "'",
    "--",
    "---",
    "...",
    "|",
    "|a|b|\n",
    "|-|:-:|\n",
    "\\|",
    "http://",
    "https://e.org/",
    "www.",
    "www.e.org",
    "a@b.cd",
    "@",
    ".",
    "EHCP",
    "EHCPs",
    "R&D",
    "SEND",
    "é",
    "“",
    "’",
    "日本",
    "🎉",
    "\u{202E}",
    "\0",
    "\u{85}",
    "\r",
    "\r\n",
    "\u{feff}",
    "a",
    "word ",
    "https",
    ":",
    "//",
    ",",
    "!",
    "0",
];

fn fragments() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn what_follows_a_character_that_is_left_out_has_its_own_place() {
    let source = "    ```\n# # \r\0é[^1]";
    let found = problems(source);
    let footnote = |(text, kind): &(&str, ProblemKind)| {
        *text == "[^1]" && *kind == ProblemKind::UndefinedFootnote("1".into())
    };
    assert!(found.iter().any(footnote), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn any_fragments_give_well_formed_html(source in fragments()) {
        check(&page(&source), &source);
    }

    #[test]
    fn any_value_gives_well_formed_html(source in fragments()) {
        let document = value(&source);
        check(&document, &source);
        prop_assert!(document.headings.is_empty() && !document.html.contains("<p>"));
    }

    #[test]
    fn any_text_gives_well_formed_html(source in any::<String>()) {
        check(&page(&source), &source);
    }

    #[test]
    fn raw_html_changes_nothing_but_tags(source in fragments()) {
        // Allowed HTML can be anything, but it must not make the conversion panic, nor move the holes.
        let document = with(|options| options.raw_html = true, |options| convert(&source, options));
        prop_assert!(document.holes.is_sorted_by_key(|hole| hole.at));
        prop_assert!(document.html.is_char_boundary(document.holes.last().map_or(0, |hole| hole.at as usize)));
    }

    #[test]
    fn words_survive(words in prop::collection::vec("[a-g]{1,8}", 1..30)) {
        let source = words.join(" ");
        prop_assert_eq!(&*page(&source).html, format!("<p>{source}</p>\n"));
    }
}
