//! What is nearly right: what is read after all, what is told, and what is neither.

use super::*;

/// What is told of a source that was meant as something else: the sort, the text and how it is right.
fn missed(source: &str) -> Vec<(Missed, &str, String)> {
    let problems = problems(source).into_iter();
    problems
        .filter_map(|(text, kind)| match kind {
            ProblemKind::Missed(missed, right) => Some((missed, text, right.into())),
            _ => None,
        })
        .collect()
}

#[track_caller]
fn assert_missed(source: &str, expected: &[(Missed, &str, &str)]) {
    let found = missed(source);
    let found: Vec<_> = found
        .iter()
        .map(|(missed, text, right)| (*missed, *text, right.as_str()))
        .collect();
    assert_eq!(found, expected, "{source:?}");
    check(&page(source), source);
    // Neither code nor a backslash is looked into.
    for hidden in [format!("```\n{source}\n```"), format!("\\{source}")] {
        let starts_with_sign = source.starts_with(|c: char| c.is_ascii_punctuation());
        if hidden.starts_with('`')
            || (starts_with_sign && expected.len() == 1 && source.lines().count() == 1)
        {
            assert_eq!(missed_kinds(&hidden), [], "{hidden:?}");
        }
    }
}

fn missed_kinds(source: &str) -> Vec<Missed> {
    missed(source)
        .into_iter()
        .map(|(missed, ..)| missed)
        .collect()
}

#[track_caller]
fn assert_quiet(sources: &[&str]) {
    for source in sources {
        assert_eq!(missed(source), [], "{source:?}");
        check(&page(source), source);
    }
}

#[test]
fn headings() {
    use Missed::{HeadingNoBreak, HeadingSigns, HeadingSpace};
    assert_missed("##No space", &[(HeadingSpace, "##", "## No space")]);
    assert_missed("#Also none", &[(HeadingSpace, "#", "# Also none")]);
    assert_missed("##\u{A0}Here", &[(HeadingNoBreak, "##", "## Here")]);
    assert_missed(
        "####### Seven",
        &[(HeadingSigns, "#######", "###### Seven")],
    );
    assert_missed("Text\n##More", &[(HeadingSpace, "##", "## More")]);
    assert_missed("> ##More", &[(HeadingSpace, "##", "## More")]);
    assert_quiet(&[
        "#1 of all",
        "#hashtag",
        "#hashtag for the campaign",
        "#Schools #Milton",
        "see #No here",
        "Text\n#Tag in a line",
        "#Tag begins\na text",
        "####### ",
        "a ##b",
        "# Right",
        "##",
        "#!/bin/sh",
    ]);
}

#[test]
fn lists() {
    use Missed::{Bullets, ListNoBreak, ListSpace, NumberSpace};
    assert_missed("• Boots\n• A badge", &[(Bullets, "•", "- Boots")]);
    assert_missed(
        "a\n\n•Boots\n\n•Hat",
        &[(Bullets, "•", "- Boots"), (Bullets, "•", "- Hat")],
    );
    assert_missed("· Boots", &[(Bullets, "·", "- Boots")]);
    assert_missed("– one\n– two\n– three", &[(Bullets, "–", "- one")]);
    assert_missed("1.First\n2.Then", &[(NumberSpace, "1.", "1. First")]);
    assert_missed("1)first\n2)then", &[(NumberSpace, "1)", "1) first")]);
    assert_missed(
        "Bring:\n-No space\n-None here\n-Nor here",
        &[(ListSpace, "-", "- No space")],
    );
    assert_missed("-[ ] todo", &[(ListSpace, "-", "- [ ] todo")]);
    assert_missed("-\u{A0}Boots\n-\u{A0}Hat", &[(ListNoBreak, "-", "- Boots")]);
    assert_quiet(&[
        "• one • two",
        "a • b",
        "– she said.",
        "-v makes it wordy",
        "-[2] and less",
        "- [ ] todo",
        "-5 °C\n-6 °C",
        "-\u{A0}5 °C",
        "+44 1632 960100\n+44 1632 960101",
        "*Term time only",
        "3.5 metres\n4.5 metres",
        "9.30am\n10.30am",
        "1.x is old",
        "10.000\n20.000",
        "2026.",
        "1.\u{A0}Januar ist frei",
        "*one*\n*two*",
        "- right\n- right",
    ]);
}

#[test]
fn tables() {
    use Missed::TableLine;
    let first = "| Room | Seats |";
    assert_missed(
        &format!("{first}\n| Hall | 60 |\n| Mill | 12 |"),
        &[(TableLine, first, "| --- | --- |")],
    );
    assert_missed(
        &format!("{first}\n| --- |\n| Hall | 60 |"),
        &[(TableLine, first, "| --- | --- |")],
    );
    assert_quiet(&[
        "| Room | Seats |\n| --- | --- |\n| Hall | 60 |",
        "Room | Seats |\n--- | ---\nHall | 60",
        "| one line |",
        "|a|",
        "Home | About\nTeam | Help",
        "||\n||",
    ]);
}

#[test]
fn stars() {
    use Missed::{Stars, StarsSpace};
    assert_missed("The ** red ** door", &[(Stars, "** red **", "**red**")]);
    assert_missed("**Note: **the door", &[(Stars, "**Note: **", "**Note:**")]);
    assert_missed(
        "**Note:**the door",
        &[(StarsSpace, "**Note:**", "**Note:** the")],
    );
    assert_quiet(&[
        "2 ** 3 ** 4",
        "**Note:** the door",
        "**Note**: the door",
        "**Note:**, and more",
        "2**x:**y",
        "free** for schools, paid** for others",
        "**red** and **blue**",
        "a ** b",
        "a * red * b",
        "Name: __ Class: __",
        "** x ** y **",
        "\\** red **",
    ]);
}

#[test]
fn calls_and_templates() {
    use Missed::{Call, CallBraces, Import, Template};
    assert_missed(
        "{ table(data=\"a\") }",
        &[(
            CallBraces,
            "{ table(data=\"a\") }",
            "{{ table(data=\"a\") }}",
        )],
    );
    assert_missed(
        "{vacancies()}",
        &[(CallBraces, "{vacancies()}", "{{ vacancies() }}")],
    );
    assert_missed(
        "Seats: {{ vacancies() }} now",
        &[(Call, "{{ vacancies() }}", "vacancies")],
    );
    assert_missed(
        "Look:\n{{ table(data=\"a\") }}",
        &[(Call, "{{ table(data=\"a\") }}", "table")],
    );
    assert_missed(
        "| a | b |\n| - | - |\n| {{ vacancies() }} | x |",
        &[(Call, "{{ vacancies() }}", "vacancies")],
    );
    assert_missed(
        "{{< figure src=\"a.png\" >}}",
        &[(Template, "{{< figure src=\"a.png\" >}}", "")],
    );
    assert_missed("See {{% note %}}", &[(Template, "{{% note %}}", "")]);
    assert_missed(
        "{% include nav.html %}",
        &[(Template, "{% include nav.html %}", "")],
    );
    assert_missed("Dear ${first.name},", &[(Template, "${first.name}", "")]);
    assert_missed(
        "import Tabs from '@theme/Tabs';",
        &[(Import, "import Tabs from '@theme/Tabs';", "")],
    );
    assert_missed("{{#include a.md}}", &[(Template, "{{#include a.md}}", "")]);
    assert_quiet(&[
        "`{{ vacancies() }}`",
        "Dear {{ name }}",
        "{ f(x) }",
        "{a: b(c=d)}",
        "`{ vacancies() }`",
        "{{ and }}",
        "${",
        "US${5}",
        "a {x} b",
        "{50%}",
        "100{% off",
        "import from a file",
        "import goods from 'abroad' or",
        "export goods",
        "{{",
        "{{ a(b }",
    ]);
    let document = page("{{ vacancies() }}");
    assert_eq!(document.calls.len(), 1);
}

#[test]
fn what_other_programs_write() {
    use Missed::{Attributes, ForeignBox, Wiki};
    assert_missed(
        "!!! note \"Mind\"",
        &[(ForeignBox, "!!! note \"Mind\"", "")],
    );
    assert_missed("??? tip", &[(ForeignBox, "??? tip", "")]);
    assert_missed(":::note\nText\n:::", &[(ForeignBox, ":::note", "")]);
    assert_missed("::: {.warning}", &[(ForeignBox, "::: {.warning}", "")]);
    assert_missed("=== \"Tab\"", &[(ForeignBox, "=== \"Tab\"", "")]);
    assert_missed(
        "See [[Pay & leave]].",
        &[(Wiki, "[[Pay & leave]]", "[Pay & leave](pay-leave.md)")],
    );
    assert_missed(
        "See [[pay|our pay]].",
        &[(Wiki, "[[pay|our pay]]", "[our pay](pay.md)")],
    );
    assert_missed("[[pay.md]]", &[(Wiki, "[[pay.md]]", "[pay.md](pay.md)")]);
    assert_missed(
        "a ![m](m.png){width=50%}",
        &[(Attributes, "{width=50%}", "")],
    );
    assert_missed("a [m](m.md){.button}", &[(Attributes, "{.button}", "")]);
    assert_missed(
        "a [m](m.md){: .button target=x}",
        &[(Attributes, "{: .button target=x}", "")],
    );
    assert_quiet(&[
        "Really!!! yes",
        "!!! Stop",
        "??? Why",
        ":::",
        "=== end ===",
        "[[1]]",
        "a[[i]]",
        "[[]]",
        "[[x] y]",
        "`a`{x}",
        "*a*{b}",
        "a {x=1}",
    ]);
}

#[test]
fn a_link_with_a_title_that_nothing_closes() {
    assert_missed(
        "See [the *plan*](spring \"The plan",
        &[(
            Missed::Link,
            "[the *plan*](spring",
            "[the *plan*](spring \"…\")",
        )],
    );
    assert_quiet(&[
        "[the plan](spring \"The plan\")",
        "[the plan](he said \"no",
        "[the plan] (spring \"no",
        "`[the plan](spring \"The plan`",
    ]);
}

#[test]
fn an_address_in_square_brackets_behind_its_words() {
    let told = |source| {
        let found = problems(source)
            .into_iter()
            .filter_map(|(text, kind)| match kind {
                ProblemKind::LinkAsText { words, address, .. } => {
                    Some((text, words.to_string(), address.to_string()))
                }
                _ => None,
            });
        found.collect::<Vec<_>>()
    };
    assert_eq!(
        told("See [the plan] [b.md] now."),
        [(
            "[the plan] [b.md]",
            "the plan".to_owned(),
            "b.md".to_owned()
        )]
    );
    for quiet in [
        "[the plan] [later]",
        "[the plan] [b.md](b.md)",
        "[the plan] [2.5]",
        "`[the plan] [b.md]`",
    ] {
        assert_eq!(told(quiet), [], "{quiet}");
    }
}

#[test]
fn boxes_with_titles_and_words_of_others() {
    assert_html(
        "> [!WARNING] Call *the* warden\n> and wait.\n>\n> Text.",
        "<aside class=\"alert alert-warning\" role=\"note\" aria-labelledby=\"alert-1\"><p class=\"alert-title\" id=\"alert-1\">Call <em>the</em> warden</p>\n\
         <p>and wait.</p>\n<p>Text.</p>\n</aside>",
    );
    assert_html(
        "> [!danger]\n> Deep.",
        "<aside class=\"alert alert-caution\" role=\"note\" aria-labelledby=\"alert-1\"><p class=\"alert-title\" id=\"alert-1\">Caution</p>\n\
         <p>Deep.</p>\n</aside>",
    );
    for (source, class) in [
        ("> [!info]- Folded\n> x", "alert-note"),
        ("> [!HINT]", "alert-tip"),
        ("> [!attention]+", "alert-warning"),
        ("> [!Note] **a\n> b**", "alert-note"),
        ("> - x\n>\n> > [!TIP] y", "alert-tip"),
    ] {
        let document = page(source);
        check(&document, source);
        assert!(document.html.contains(class), "{source}: {}", document.html);
        assert_eq!(missed(source), [], "{source}");
    }
    for (source, right) in [
        ("> [!BUG]\n> x", "> [!CAUTION]"),
        ("> [!Important note]\n> x", "> [!IMPORTANT]"),
        ("> [! TIP ]\n> x", "> [!TIP]"),
        ("> [!quote] y", "> [!NOTE]"),
    ] {
        let found = missed(source);
        assert_eq!(found.len(), 1, "{source}");
        assert_eq!((found[0].0, &*found[0].2), (Missed::Box, right));
        assert!(page(source).html.starts_with("<blockquote>"));
    }
    let found = missed("> [!WARNING]Call the warden\n> now");
    assert_eq!(found.len(), 1);
    let right = "> [!WARNING] Call the warden";
    assert_eq!((found[0].0, &*found[0].2), (Missed::BoxSpace, right));
    assert_quiet(&[
        "> [!NOTE](y.md)",
        "> [!x](y.md)",
        "> [!]",
        "> ![a](b.png)",
        "> [sic] x",
        "[!NOTE]",
        "> a [!NOTE]",
    ]);
}

#[test]
fn colons_that_define_nothing_are_text() {
    assert_html(
        "Call first.\n\n:telephone: 01632 960100\n\nAt\n:30 past.",
        "<p>Call first.</p>\n<p>:telephone: 01632 960100</p>\n<p>At\n:30 past.</p>",
    );
    assert_html(
        "Write `gate\n: open` on it.",
        "<p>Write <code>gate : open</code> on it.</p>",
    );
    assert_html(
        "```\na\n:b\n```",
        "<pre tabindex=\"0\"><code>a\n:b\n</code></pre>",
    );
    assert_html(
        "[a](b.md \"c\n:d\")",
        "<p><a href=\"{b.md}\" title=\"c :d\">a</a></p>",
    );
    assert_eq!(&*page("A\n\n:b *c*").text.text, "A\n:b c");
    let allowed = with(
        |options| options.raw_html = true,
        |options| convert("<p>\n:a\n</p>", options),
    );
    assert_eq!(&*allowed.html, "<p>\n:a\n</p>");
    assert_html(
        "Term\n:\tMeaning",
        "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>",
    );
}

#[test]
fn marks_turn_by_what_stands_before_them() {
    for (source, expected) in [
        (
            "6'2\" long, 5\" wide, 3½\" thick",
            "6′2″ long, 5″ wide, 3½″ thick",
        ),
        (
            "She said \"a 5\" pipe\" twice.",
            "She said “a 5″ pipe” twice.",
        ),
        ("the \"class of 2024\" met", "the “class of 2024” met"),
        ("\"one 1\" and \"two 2\"", "“one 1” and “two 2”"),
        ("the 1990's and 'year 9' too", "the 1990’s and ‘year 9’ too"),
        ("it's \"so\" (\"so\")", "it’s “so” (“so”)"),
        ("a word\" here", "a word” here"),
        ("(that)\" here", "(that)” here"),
        ("rock 'n' roll", "rock ‘n’ roll"),
        ("6\" x 4\"", "6″ x 4″"),
    ] {
        assert_html(source, &format!("<p>{expected}</p>"));
    }
    // What one block opens is open in no other.
    assert_html("- \"a\n- 5\" b", "<ul>\n<li>“a</li>\n<li>5″ b</li>\n</ul>");
}

#[test]
fn what_looks_like_a_link_and_is_none_is_reported() {
    for (source, place, words, address, image) in [
        (
            "[a](my page.md) b",
            "[a](my page.md)",
            "a",
            "my page.md",
            false,
        ),
        ("[a] (page.md) b", "[a] (page.md)", "a", "page.md", false),
        ("[a](page.md b", "[a](page.md b", "a", "page.md b", false),
        (
            "[a](https://a.example/b c)",
            "[a](https://a.example/b c)",
            "a",
            "https://a.example/b c",
            false,
        ),
        (
            "![Map](my map.png)",
            "![Map](my map.png)",
            "Map",
            "my map.png",
            true,
        ),
        (
            "![Map] (map.svg)",
            "![Map] (map.svg)",
            "Map",
            "map.svg",
            true,
        ),
        (
            "see (the map)[map.svg]",
            "(the map)[map.svg]",
            "the map",
            "map.svg",
            false,
        ),
        ("![a](<map.svg).", "![a](<map.svg)", "a", "map.svg", true),
    ] {
        let kind = ProblemKind::LinkAsText {
            words: words.into(),
            address: address.into(),
            image,
        };
        assert_eq!(problems(source), [(place, kind)], "{source}");
    }
    for source in [
        "[a] (see below)",
        "[a] (see page.md)",
        "[a]",
        "`[a](my page.md)`",
        "[a](page.md)",
        "[a] b (page.md)",
        "(a)[b]",
        "f(x)[0]",
    ] {
        assert_eq!(problems(source), [], "{source}");
    }
}

#[test]
fn addresses_in_allowed_html_are_links() {
    let allowed = |source: &str| {
        with(
            |options| options.raw_html = true,
            |options| convert(source, options),
        )
    };
    for (source, expected) in [
        (
            "<img src=\"../map.svg\" alt=\"M\">",
            "<img src=\"{../map.svg}\" alt=\"M\">",
        ),
        (
            "a <a class=x href='b.md#c'>b</a>",
            "<p>a <a class=x href=\"{b.md#c}\">b</a></p>",
        ),
        (
            "<p\nid=top>\n<a\nhref=b.md>x</a></p>",
            "<p\nid=top>\n<a\nhref=\"{b.md}\">x</a></p>",
        ),
        (
            "<img srcset=\"a.svg 1x, https://e.example/b.svg 2x\" src=a.svg>",
            "<img srcset=\"{a.svg} 1x, https://e.example/b.svg 2x\" src=\"{a.svg}\">",
        ),
        (
            "<video poster=\"p.png\"></video>",
            "<p><video poster=\"{p.png}\"></video></p>",
        ),
        (
            "<a href=\"b.md?x=1&amp;y=2\">b</a>",
            "<p><a href=\"{b.md?x=1&y=2}\">b</a></p>",
        ),
    ] {
        let document = allowed(source);
        assert_eq!(filled(&document).trim_end(), expected, "{source}");
    }
    for source in [
        "<a href=\"https://a.example/\">x</a>",
        "<a href=\"#\">x</a>",
        "<img src=\"data:image/png;base64,AAAA\">",
        "<script>\nlet a = '<a href=\"b.md\">';\n</script>",
        "<!-- <a href=\"b.md\"> -->",
        "<p data=\"x.md\">x</p>",
        "<a data-href=\"b.md\">x</a>",
    ] {
        let document = allowed(source);
        assert!(document.links.is_empty(), "{source}");
        assert!(
            document.html.contains(source),
            "{source}: {}",
            document.html
        );
    }
    let document = allowed("<div id=\"one\">\n\n<a name='two'></a> <b id=three>x</b>");
    assert_eq!(
        document.raw_ids.iter().map(|id| &**id).collect::<Vec<_>>(),
        ["one", "two", "three"]
    );
    let source = "> <img\n> src=\"m.svg\">";
    let document = allowed(source);
    assert_eq!(targets(source, &document), [("m.svg", "\"m.svg\"")]);
}

#[test]
fn marks_that_nothing_closes() {
    use Missed::Unclosed;
    for (source, mark) in [
        ("Here is **bold that goes on.", "**"),
        ("**Mind the gate.\n\nMore **of** it.", "**"),
        ("- **Mind the gate\n- and the door", "**"),
        ("| a | b |\n| --- | --- |\n| **c | d** |", "**"),
        ("(**see below)", "**"),
        ("Here is __bold that goes on.", "__"),
        ("It is *not open on Mondays.", "*"),
        ("Type `save and go on.", "`"),
        ("**Mind [the gate](https://a.example/) and go", "**"),
    ] {
        assert_eq!(
            missed(source),
            [(Unclosed, mark, mark.to_owned())],
            "{source}"
        );
        check(&page(source), source);
    }
    assert_quiet(&[
        "2 ** 3 is 8",
        "a**b",
        "f(**x)",
        "`**kwargs`",
        "```\n**kwargs\n```",
        "\\**kept",
        "Fee*, *members only",
        "£5* a day\n\n*not on Mondays",
        "*not on Mondays",
        "3 *x and 4 *y",
        "The word** with a note",
        "** a",
        "____ fill in",
        "snake__case and __init__",
        "He said `quoted' words",
        "a `b` c",
        "5 `",
        "*a **b** c*",
        "**a *b* c**",
        "https://a.example/**b",
    ]);
}
