//! The theme's scripts and styles without what only their authors need.
//!
//! A reader's phone loads them with every first visit, and comments and indentation are a third of
//! them. Names stay as they are, so that what a browser shows is still what was written.

/// A script or style sheet without lines that hold only a comment, and without indentation.
///
/// Text that goes over several lines (a template literal) would be changed; a test sees that the
/// theme has none.
///
/// The spaces around operators and brackets go too.
pub(crate) fn slim(text: &str, is_script: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    let mut ends_without_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = line.starts_with("/*");
        if in_comment || starts {
            // Behind the end of a comment nothing else stands in the theme.
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if is_script {
            if line.starts_with(GOES_ON) && ends_without_comment && out.ends_with('\n') {
                out.pop();
            }
            ends_without_comment = !line.contains("//");
            push_tight(&mut out, line);
        } else {
            push_tight_style(&mut out, line);
        }
        // Behind these signs no statement ends by its line, and without a `//` no comment does.
        if !line.ends_with([';', '{', '}', ',', '(']) || line.contains("//") {
            out.push('\n');
        }
    }
    out
}

/// Signs that no statement begins with: a line that does goes on with the one before.
const GOES_ON: [char; 9] = ['.', '?', ':', '+', '|', '&', ')', ']', '}'];

/// Signs of code with spaces around them, and without. A sign before a number (`- -1`) stands nowhere in the theme.
const TIGHT: [(&str, &str); 31] = [
    (" => ", "=>"),
    (" === ", "==="),
    (" !== ", "!=="),
    (" ?? ", "??"),
    (" && ", "&&"),
    (" || ", "||"),
    (" ? ", "?"),
    (" : ", ":"),
    (" = ", "="),
    (" < ", "<"),
    (" > ", ">"),
    (" <= ", "<="),
    (" >= ", ">="),
    (", ", ","),
    (": ", ":"),
    ("{ ", "{"),
    (" }", "}"),
    ("; ", ";"),
    (" + ", "+"),
    (" - ", "-"),
    (" * ", "*"),
    (" / ", "/"),
    (" += ", "+="),
    (" -= ", "-="),
    (") {", "){"),
    ("if (", "if("),
    ("for (", "for("),
    ("while (", "while("),
    ("return {", "return{"),
    ("import {", "import{"),
    ("} from ", "}from"),
];

/// A line of a script without the spaces that only its authors need. Texts and regular expressions stay, and so does a line
/// with a comment, a text within a text, or what may be either: what is code there cannot be told by looking at a line.
fn push_tight(out: &mut String, line: &str) {
    let start = out.len();
    let (mut rest, mut backticks) = (line, 0);
    while !rest.is_empty() {
        let (code, from_text) = rest.split_at(begin_of_text(rest));
        if code.contains('\'') {
            break;
        }
        push_code(out, code, &TIGHT);
        let Some(quote) = from_text.chars().next() else {
            return;
        };
        backticks += usize::from(quote == '`');
        let is_text = match quote {
            '/' => !from_text.starts_with("//") && code.trim_end().ends_with(BEFORE_EXPRESSION),
            _ => backticks < 2,
        };
        let Some(end) = end_of_text(from_text, quote).filter(|_| is_text) else {
            break;
        };
        out.push_str(&from_text[..end]);
        rest = &from_text[end..];
        if rest.is_empty() {
            return;
        }
    }
    out.truncate(start);
    out.push_str(line);
}

/// Signs of a style sheet with spaces around them, and without, the longer first. No selector holds a colon before a space.
const TIGHT_STYLE: [(&str, &str); 15] = [
    (" { ", "{"),
    (" {", "{"),
    ("; }", "}"),
    (" }", "}"),
    ("; ", ";"),
    (": 0.", ":."),
    (": ", ":"),
    (", 0.", ",."),
    (", ", ","),
    (" > ", ">"),
    (" 0.", " ."),
    ("(0.", "(."),
    ("-0.", "-."),
    (":0.", ":."),
    (",0.", ",."),
];

/// A line of a style sheet without the spaces that only its authors need. Texts stay, and so does a line with a comment or with
/// a text in single quotation marks.
fn push_tight_style(out: &mut String, line: &str) {
    if line.contains('\'') || line.contains("/*") {
        out.push_str(line);
        return;
    }
    for (at, part) in line.split('"').enumerate() {
        if at > 0 {
            out.push('"');
        }
        if at % 2 == 1 {
            out.push_str(part);
        } else {
            push_code(out, part, &TIGHT_STYLE);
        }
    }
}

/// Behind these signs a slash begins a regular expression, and divides nothing.
const BEFORE_EXPRESSION: [char; 12] = ['(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '+', '>'];

/// Where a text or regular expression begins; a slash between spaces divides.
fn begin_of_text(line: &str) -> usize {
    let mut found = line.match_indices(['"', '`', '/']);
    let begins = |(at, _): &(usize, &str)| {
        let (before, after) = (&line[..*at], &line[at + 1..]);
        !(line[*at..].starts_with('/') && before.ends_with(' ') && after.starts_with(' '))
    };
    found.find(begins).map_or(line.len(), |(at, _)| at)
}

/// Code that holds no text, with its signs as tight as a table has them.
fn push_code(out: &mut String, code: &str, signs: &[(&str, &str)]) {
    let begins = |c: char| signs.iter().any(|(wide, _)| wide.starts_with(c));
    let (mut rest, mut kept) = (code, 0);
    while let Some(at) = rest[kept..].find(begins) {
        let found = signs
            .iter()
            .find(|(wide, _)| rest[kept + at..].starts_with(wide));
        match found {
            Some((wide, tight)) => {
                out.push_str(&rest[..kept + at]);
                out.push_str(tight);
                rest = &rest[kept + at + wide.len()..];
                kept = 0;
            }
            None => kept += at + 1,
        }
    }
    out.push_str(rest);
}

/// Where the text ends that begins with a quotation mark, or a regular expression that begins with a slash.
fn end_of_text(text: &str, quote: char) -> Option<usize> {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' | ']' if quote == '/' => in_class = c == '[',
            c if c == quote && !in_class => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// Whether a file of the theme may be made slim, by its name.
pub(crate) fn is_slimmed(name: &str) -> bool {
    ["css", "js"].contains(&ending(name))
}

/// Whether a file of the theme is a script, by its name.
pub(crate) fn is_script(name: &str) -> bool {
    ending(name) == "js"
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::super::assets::{ASSETS, STYLES};
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "// Why.\nconst a = 1; // kept\n/**\n * What.\n */\nif (a) {\n  b(\"//\");\n}\n/* one line */\n\nc();\n";
        assert_eq!(
            slim(script, true),
            "const a = 1; // kept\nif(a){b(\"//\");\n}c();"
        );
    }

    #[test]
    fn spaces_of_code_go_and_those_of_texts_stay() {
        let tight = |line| slim(line, true);
        assert_eq!(
            tight("const a = b ? \"c = d\" : { e: 1 };"),
            "const a=b?\"c = d\":{e:1};"
        );
        assert_eq!(tight("const a = `${b}, c : d`;"), "const a=`${b}, c : d`;");
        assert_eq!(
            tight("let b = a\n  .c();\nif (b) {\n  d();\n}\ne = f - g / h;"),
            "let b=a.c();if(b){d();}e=f-g/h;"
        );
        assert_eq!(
            tight("a = /b = [/\"] \\/ c/.test(d) && \"e = f\" + /g : h/u.exec(i) / j;"),
            "a=/b = [/\"] \\/ c/.test(d)&&\"e = f\"+/g : h/u.exec(i)/j;"
        );
        for kept in [
            "a = `b ${c ? `d : e` : f}`;",
            "a = 'b = c';",
            "a = \"never ends;",
        ] {
            assert_eq!(tight(kept), kept);
        }
        for kept in [
            "a::before { content: 'a, b'; }",
            "a { color: red; /* why, so: it is */ }",
        ] {
            assert_eq!(slim(kept, false), kept);
        }
        assert_eq!(
            slim("a > b, c :hover { color: red; top: -0.5rem; }", false),
            "a>b,c :hover{color:red;top:-.5rem}"
        );
        assert_eq!(
            slim("a[b=\"c: d\"]::before { content: \"a, b\" / \"\"; }", false),
            "a[b=\"c: d\"]::before{content:\"a, b\" / \"\"}"
        );
    }

    #[test]
    fn no_file_of_the_theme_has_text_that_slimming_would_change() {
        let assets = ASSETS.iter().filter(|(name, _)| is_slimmed(name));
        let assets = assets.map(|(name, bytes)| {
            let text = std::str::from_utf8(bytes).expect("the theme is UTF-8");
            (*name, text)
        });
        for (name, text) in assets.chain(STYLES.iter().copied()) {
            let mut in_comment = false;
            for (number, line) in text.lines().enumerate() {
                let (number, line) = (number + 1, line.trim());
                let comment = in_comment || line.starts_with("/*") || line.starts_with("//");
                if in_comment || line.starts_with("/*") {
                    in_comment = !line.contains("*/");
                    assert!(
                        in_comment || line.ends_with("*/"),
                        "{name}:{number}: code stands behind a comment"
                    );
                }
                if !comment {
                    let marks = line.matches('`').count() - line.matches("\\`").count();
                    assert!(
                        marks % 2 == 0,
                        "{name}:{number}: a text goes over several lines"
                    );
                    assert!(
                        !line.ends_with('\\'),
                        "{name}:{number}: a text goes on in the next line"
                    );
                }
            }
            assert!(!in_comment, "{name}: a comment never ends");
        }
    }
}
