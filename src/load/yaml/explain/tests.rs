//! Slips that people make, and what is told of them.

use super::*;
use crate::load::yaml::tree::{Problem, parse};

/// What is told of a text: the message, and the text from the place on.
fn explained(text: &str) -> Option<(String, String, String)> {
    let error = parse(text, 0).expect_err("the text is no YAML");
    let Problem::Syntax(kind) = &error.problem else {
        panic!("{:?}", error.problem);
    };
    let slip = slip(text, error.span.start, kind)?;
    let place = text[slip.span.start..]
        .lines()
        .next()
        .unwrap_or("")
        .to_owned();
    Some((slip.message, place, slip.help))
}

#[track_caller]
fn check(text: &str, message: &str, place: &str, help: &str) {
    let (said, at, advice) = explained(text).expect("the slip is recognised");
    assert!(said.contains(message), "{said}");
    assert_eq!(at, place);
    assert!(advice.contains(help), "{advice}");
}

#[test]
fn a_colon_in_a_text_is_shown_with_the_line_put_right() {
    check(
        "title: Meetings: the dates\n",
        "colon and a space",
        ": the dates",
        "write title: \"Meetings: the dates\"",
    );
    check(
        "a: 1\ntitle: The \"best\": new\n",
        "colon and a space",
        ": new",
        r#"title: "The \"best\": new""#,
    );
    check(
        "ann: {name: Ann: Lee}\n",
        "colon and a space",
        ": Lee}",
        "write \"Ann: Lee\"",
    );
}

#[test]
fn an_open_quotation_mark_or_bracket_is_shown_where_it_opens() {
    check(
        "title: \"Meetings\norder: 1\nmode: online\n",
        "never closed",
        "\"Meetings",
        "second `\"`",
    );
    check(
        "title: 'Meetings\norder: 1\n",
        "never closed",
        "'Meetings",
        "apostrophe",
    );
    check(
        "tags: [a, b\norder: 1\n",
        "bracket is never closed",
        "[a, b",
        "`]`",
    );
    check(
        "ann: {name: Ann Lee\nbo: {name: Bo}\n",
        "brace is never closed",
        "{name: Ann Lee",
        "`}`",
    );
}

#[test]
fn text_after_a_closing_quotation_mark_is_shown() {
    check(
        "title: 'It's here'\n",
        "goes on after",
        "'s here'",
        "write title: \"It's here\"",
    );
    check(
        "title: \"Heads\" meeting\n",
        "goes on after",
        "\" meeting",
        r#"title: "\"Heads\" meeting""#,
    );
}

#[test]
fn a_sign_that_no_text_begins_with_is_shown() {
    check(
        "title: @home\n",
        "begins with `@`",
        "@home",
        "write title: \"@home\"",
    );
    check(
        "a: 1\ntitle: %20\n",
        "begins with `%`",
        "%20",
        "write title: \"%20\"",
    );
}

#[test]
fn a_line_out_of_its_column_is_shown() {
    check(
        "title: A\n  description: B\n",
        "further right",
        "description: B",
        "same column",
    );
}

#[test]
fn a_slip_in_brackets_is_shown_where_it_is() {
    check(
        "a: {name: @Naima, b: c}\n",
        "begins with `@`",
        "@Naima, b: c}",
        "\"@Naima\"",
    );
    check(
        "a: {name: *Naima France}\n",
        "begins with `*`",
        "*Naima France}",
        "\"*Naima France\"",
    );
    check(
        "a: {name: #N, b: c}\nd: e\n",
        "begins a comment",
        "#N, b: c}",
        "\"#N\"",
    );
    check(
        "a: [b]]\nc: d\n",
        "bracket closes nothing",
        "]",
        "remove it",
    );
    check(
        "a: {b: c}}\nc: d\n",
        "brace closes nothing",
        "}",
        "remove it",
    );
    check("a: [b}\nc: d\n", "closed by `}`", "[b}", "`]`");
    check("a: {b: c", "never closed", "{b: c", "`}`");
    check(
        "a: {name: N F organisation: X}\n",
        "colon and a space",
        ": X}",
        "comma before it",
    );
    check(
        "a: name: N, b: c}\n",
        "brace is missing",
        "name: N, b: c}",
        "write a: {name: N, b: c}",
    );
    check(
        "c:\n  - {for: x, email: [a@b.uk](mailto:a@b.uk)}\n",
        "link of Markdown",
        "[a@b.uk](mailto:a@b.uk)}",
        "double quotes",
    );
}

#[test]
fn a_slip_at_the_start_of_a_line_is_shown() {
    check(
        "a: 1\norder:5\n",
        "space is missing after this colon",
        ":5",
        "write order: 5",
    );
    check(
        "a:\n  - b\n  c\n  - d\n",
        "does not start with a hyphen",
        "c",
        "write - c",
    );
    check(
        "a:\n  - b: 1\n    c:2\n",
        "space is missing after this colon",
        ":2",
        "write c: 2",
    );
    check(
        "kind:series\nid: a\n",
        "space is missing after this colon",
        ":series",
        "write kind: series",
    );
    check(
        "a: 1\norder 5\nb: 2\n",
        "no colon",
        "order 5",
        "write order: 5",
    );
    check(
        "title Milton\nb: 2\n",
        "no colon",
        "title Milton",
        "write title: Milton",
    );
    check(
        "a: Free\nfor everybody\nb: 2\n",
        "no colon",
        "for everybody",
        "two spaces",
    );
    check(
        "a:\n  - b\n  -c\n",
        "missing after this hyphen",
        "-c",
        "write - c",
    );
    check(
        "a:\n  - b\n  * c\n",
        "does not begin an entry",
        "* c",
        "write a hyphen and a space: - c",
    );
    check(
        "a:\n  - b\n  – c\n",
        "does not begin an entry",
        "– c",
        "- c",
    );
    check(
        "a: 1\nb:\u{a0}2\n",
        "non-breaking space",
        "\u{a0}2",
        "plain space",
    );
    check(
        "a:\n\u{a0}\u{a0}b: 1\n  c: 2\n",
        "non-breaking space",
        "\u{a0}\u{a0}b: 1",
        "plain space",
    );
    check("a: \"C:\\quad\"\n", "special sign", "\\quad\"", "`\\\\`");
    check(
        "a: b\u{0}c\n",
        "invisible character (U+0000)",
        "\u{0}c",
        "remove it",
    );
}

#[test]
fn any_text_at_any_offset_gives_an_answer_within_the_text() {
    let texts = [
        "",
        "\n",
        "é: 'ü",
        "a: [\"é",
        "- - {'",
        "\u{feff}a:\tb: c",
        "a: \"\\",
        "::::",
        "a: 'b'c: d\r\n\r\n",
    ];
    for text in texts {
        for offset in 0..=text.len() + 2 {
            if let Some(slip) = slip(text, offset, &ErrorKind::UnknownQuotedScalarEscape) {
                assert!(
                    text.get(slip.span.clone()).is_some(),
                    "{text:?} at {offset}: {slip:?}"
                );
            }
        }
    }
}
