//! Findings for a browser: in the words of the command line, each with a link that opens its file.

use std::fmt::Write as _;
use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use pulldown_cmark_escape::escape_html_body_text;
use serde::Serialize;
use serde_json::json;

use crate::build::source_text;
use crate::characters::escaped;
use crate::diagnostic::{Diagnostic, Diagnostics, DrawText, draw_text, position};

/// What stays as it is in the path of an address that an editor opens.
const IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':');

/// Where files are opened.
#[derive(Clone, Debug)]
pub(super) struct Editor {
    /// The folder of the site, whole and with forward slashes; `None` where the browser may be on another machine.
    root: Option<String>,
}

impl Editor {
    /// For a browser on this machine. `root` is the whole path of the folder of the site.
    pub(super) fn on_this_machine(root: &Path) -> Self {
        let root = root
            .to_str()
            .map(|root| root.replace(std::path::MAIN_SEPARATOR, "/"));
        Editor { root }
    }

    /// For browsers anywhere: they have no such file.
    pub(super) fn elsewhere() -> Self {
        Editor { root: None }
    }

    /// The address that opens a file of the site in VS Code.
    pub(super) fn open(&self, file: &str, line: usize, column: usize) -> Option<String> {
        let root = self.root.as_ref()?;
        let path = format!("{}/{file}", root.trim_start_matches('/'));
        let path = utf8_percent_encode(&path, IN_PATHS);
        Some(format!("vscode://file/{path}:{line}:{column}"))
    }
}

/// A finding as the browser shows it.
#[derive(Serialize)]
struct Shown {
    severity: &'static str,
    /// All of it, as the command line draws it.
    text: String,
    /// `content/a.md:4:8`.
    place: Option<String>,
    /// What opens the file.
    open: Option<String>,
}

/// Findings as JSON: `shown`, and how many `more` there are.
pub(super) fn json<'d>(
    findings: impl IntoIterator<Item = &'d Diagnostic>,
    root: &Path,
    editor: &Editor,
) -> serde_json::Value {
    let mut findings = findings.into_iter();
    let shown: Vec<Shown> = findings
        .by_ref()
        .take(DrawText::MOST_AT_ONCE)
        .map(|finding| shown(finding, root, editor))
        .collect();
    json!({ "shown": shown, "more": findings.count() })
}

fn shown(finding: &Diagnostic, root: &Path, editor: &Editor) -> Shown {
    let at = finding.place.as_ref().map(|place| {
        let text = || match &finding.text {
            Some(text) => Some(text.to_string()),
            None => source_text(root, &place.file),
        };
        let span = place.span.as_ref();
        let at = span.and_then(|span| Some(position(&text()?, span.start)));
        (&place.file, at.map_or((1, 1), |at| (at.line, at.column)))
    });
    Shown {
        severity: finding.severity.word(),
        text: drawn([finding], root),
        place: at.map(|(file, (line, column))| format!("{}:{line}:{column}", escaped(file))),
        // A template that is built in is no file here.
        open: at
            .filter(|_| finding.text.is_none())
            .and_then(|(file, (line, column))| editor.open(file, line, column)),
    }
}

/// Findings as the command line draws them.
fn drawn<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>, root: &Path) -> String {
    let mut all = Diagnostics::new();
    all.extend(findings.into_iter().cloned());
    let how = DrawText {
        most: DrawText::MOST_AT_ONCE,
        ..DrawText::plain()
    };
    let text = draw_text(&all, &mut |file| source_text(root, file), how);
    text.trim_end().to_owned()
}

/// A page of findings, where there is no page to lay them over. `scripts` is what the preview puts into every page.
pub(super) fn page(findings: &Diagnostics, root: &Path, scripts: &str) -> Vec<u8> {
    let mut text = String::new();
    escape_html_body_text(&mut text, &drawn(findings.iter(), root))
        .expect("writing to a String cannot fail");
    let mut page = String::new();
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Preview: there are mistakes</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"robots\" content=\"noindex\">\n</head>\n<body>\n<h1>This cannot be shown yet</h1>\n\
         <p>When the mistakes are mended, the page is shown by itself.</p>\n<pre>{text}</pre>\n{scripts}\n</body>\n</html>\n"
    );
    page.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn a_file_is_opened_at_its_place() {
        let editor = Editor::on_this_machine(Path::new("/home/ann/hand book#1"));
        assert_eq!(
            editor.open("content/a.md", 4, 8).as_deref(),
            Some("vscode://file/home/ann/hand%20book%231/content/a.md:4:8")
        );
        assert_eq!(Editor::elsewhere().open("content/a.md", 4, 8), None);
    }

    #[test]
    fn a_finding_is_told_as_on_the_command_line_and_as_text() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("a.md"), "# A\n\n<b>x</b>\n").expect("a file");
        let mut findings = Diagnostics::new();
        for _ in 0..DrawText::MOST_AT_ONCE + 2 {
            let finding = Diagnostic::error(Code::RawHtml, "HTML is not allowed: <b>");
            findings.push(finding.at(&"a.md".into(), 5..8).help("write `**x**`"));
        }
        let editor = Editor::on_this_machine(folder.path());
        let told = json(findings.iter(), folder.path(), &editor);
        assert_eq!(told["more"], 2);
        let first = &told["shown"][0];
        assert_eq!(first["place"], "a.md:3:1");
        let text = first["text"].as_str().expect("a text");
        assert!(
            text.starts_with("error[raw-html]: HTML is not allowed: <b>"),
            "{text}"
        );
        assert!(
            text.contains("3 | <b>x</b>") && text.contains("write `**x**`"),
            "{text}"
        );
        let page = String::from_utf8(page(&findings, folder.path(), "")).expect("UTF-8");
        assert!(
            page.contains("&lt;b&gt;x") && !page.contains("<b>"),
            "{page}"
        );
    }
}
