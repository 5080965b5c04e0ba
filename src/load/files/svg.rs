//! What a drawing (SVG) or other XML may hold: nothing that a browser runs, and no address of another site.
//!
//! Browsers stop at the first slip of XML and show what stands before it; here such a slip is an error itself, so that
//! nothing can stand where only one of the two looks. Names are compared without their namespaces and their case,
//! which refuses a little more than browsers run.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

use crate::load::values::css::{MOST, Problem, css_words, cut, of_address, of_style, of_urls};

/// Elements that run something or hold what is no drawing, and what they do.
const ELEMENTS: [(&str, &str); 12] = [
    ("script", "holds a script"),
    ("handler", "holds a script"),
    ("listener", "starts a script"),
    (
        "foreignobject",
        "holds a part of a web page (`foreignObject`)",
    ),
    ("iframe", "holds another page"),
    ("object", "holds another page"),
    ("embed", "holds another page"),
    ("audio", "holds a part of a web page (`audio`)"),
    ("video", "holds a part of a web page (`video`)"),
    ("link", "fetches another file (`link`)"),
    ("html", "holds a web page"),
    ("body", "holds a web page"),
];

/// Elements that change attributes of others over time.
const ANIMATIONS: [&str; 4] = ["animate", "set", "animatetransform", "animatemotion"];

const XHTML: &str = "http://www.w3.org/1999/xhtml";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
const SVG: &str = "http://www.w3.org/2000/svg";
const XSLT: &str = "http://www.w3.org/1999/XSL/Transform";

/// What a drawing must not hold. Addresses below `base_url` are of the site itself.
pub(crate) fn drawing(text: &str, base_url: &str) -> Vec<Problem> {
    Scan::new(text, Some(base_url)).run()
}

/// What other XML must not hold: whatever makes a browser show it as a page.
pub(crate) fn xml(text: &str) -> Vec<Problem> {
    Scan::new(text, None).run()
}

struct Scan<'a> {
    text: &'a str,
    /// The address of the site; `None` for XML that is no drawing.
    base_url: Option<&'a str>,
    found: Vec<Problem>,
    /// Whether it is no XML from some place on, so that nothing more can be said.
    broken: bool,
    /// How many elements are open.
    depth: usize,
    /// The style sheet that is being read: at which depth it stands, where its text starts, and the text.
    style: Option<(usize, usize, String)>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, base_url: Option<&'a str>) -> Self {
        Scan {
            text,
            base_url,
            found: Vec::new(),
            broken: false,
            depth: 0,
            style: None,
        }
    }

    fn run(mut self) -> Vec<Problem> {
        let mut reader = Reader::from_str(self.text);
        let config = reader.config_mut();
        config.check_comments = true;
        let place = |at: u64| {
            usize::try_from(at)
                .unwrap_or(usize::MAX)
                .min(self.text.len())
        };
        let (mut start, mut elements) = (0, 0);
        while !self.broken && !self.is_full() {
            let event = reader.read_event();
            let end = place(reader.buffer_position());
            match event {
                Err(_) => {
                    let at = place(reader.error_position());
                    self.slip(at..self.text.len());
                }
                Ok(Event::Eof) => {
                    if self.depth > 0 || elements == 0 {
                        self.slip(self.text.len()..self.text.len());
                    }
                    break;
                }
                Ok(Event::Start(tag)) => {
                    elements += 1;
                    self.element(&tag, start..end);
                    self.depth += 1;
                    if self.base_url.is_some() && local(tag.name().0).eq_ignore_ascii_case("style")
                    {
                        self.style.get_or_insert((self.depth, end, String::new()));
                    }
                }
                Ok(Event::Empty(tag)) => {
                    elements += 1;
                    self.element(&tag, start..end);
                }
                Ok(Event::End(_)) => {
                    if let Some((_, at, css)) = self.style.take_if(|style| style.0 == self.depth) {
                        self.style_sheet(at..start, &css);
                    }
                    self.depth = self.depth.saturating_sub(1);
                }
                Ok(Event::Text(words)) => self.style_text(&words.into_inner()),
                Ok(Event::CData(words)) => self.style_text(&words.into_inner()),
                Ok(Event::GeneralRef(reference)) => self.reference(&reference, start..end),
                Ok(Event::DocType(_)) => self.push(
                    start..end,
                    "starts with a `DOCTYPE`, which can stand for other text; a browser needs none",
                ),
                Ok(Event::PI(instruction)) => {
                    if instruction.target().eq_ignore_ascii_case("xml-stylesheet") {
                        self.push(
                            start..end,
                            "names a style sheet, which can turn it into a page",
                        );
                    }
                }
                Ok(Event::Decl(declaration)) => self.declaration(&declaration, start..end),
                Ok(Event::Comment(_)) => {}
            }
            start = end;
        }
        self.found
    }

    fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    fn push(&mut self, span: Range<usize>, what: impl Into<String>) {
        if !self.is_full() {
            let what = what.into();
            self.found.push(Problem { span, what });
        }
    }

    /// Text that is no XML: browsers may read it otherwise than we do.
    fn slip(&mut self, rest: Range<usize>) {
        self.broken = true;
        let end = self.text[rest.clone()]
            .find('\n')
            .map_or(rest.end, |at| rest.start + at);
        self.push(
            rest.start..end,
            "breaks off here, or has a slip that keeps browsers from showing the rest",
        );
    }

    fn declaration(&mut self, declaration: &BytesDecl<'_>, span: Range<usize>) {
        let encoding = match declaration.encoding() {
            None => return,
            Some(Ok(encoding)) => encoding.to_ascii_lowercase(),
            Some(Err(_)) => return self.slip(span),
        };
        let like_ascii = ["iso-8859-1", "iso-8859-15", "windows-1252", "latin1"];
        let fits = matches!(encoding.as_str(), "utf-8" | "utf8" | "us-ascii" | "ascii")
            || (like_ascii.contains(&encoding.as_str()) && self.text.is_ascii());
        if !fits {
            self.push(
                span,
                format!(
                    "says that it is written in `{}`, and it is UTF-8",
                    cut(&encoding)
                ),
            );
        }
    }

    fn style_text(&mut self, words: &str) {
        if let Some((_, _, css)) = &mut self.style {
            css.push_str(words);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>, span: Range<usize>) {
        match reference.resolve_char_ref() {
            Ok(Some(c)) => self.style_text(c.encode_utf8(&mut [0; 4])),
            Ok(None) => match resolve_predefined_entity(&reference.xml10_content()) {
                Some(words) => self.style_text(words),
                None => self.push(span, "holds an entity, which can stand for any text"),
            },
            Err(_) => self.slip(span),
        }
    }

    fn element(&mut self, tag: &BytesStart<'_>, span: Range<usize>) {
        let name = tag.name().0;
        let kind = local(name).to_ascii_lowercase();
        let start = span.start;
        if self.base_url.is_some()
            && let Some((_, what)) = ELEMENTS.iter().find(|(name, _)| *name == kind)
        {
            self.push(start..start + 1 + name.len(), *what);
        }
        let whole = &self.text[span.clone()];
        // Attributes come in order, so that each is the next of its name.
        let mut cursor = 1 + name.len();
        let mut attributes = tag.attributes();
        // Doubled ones are each looked at, and looking for them takes long.
        attributes.with_checks(false);
        for attribute in attributes {
            let Ok(attribute) = attribute else {
                return self.slip(start + cursor.min(whole.len())..span.end);
            };
            let key = attribute.key.0;
            let at = cursor + whole[cursor..].find(key).unwrap_or(0);
            let after = at + key.len();
            let value_at = after + whole[after..].find(&*attribute.value).unwrap_or(0);
            cursor = value_at + attribute.value.len();
            let place = start + at..start + cursor;
            let Ok(value) = unescape(&attribute.value) else {
                self.push(place, "holds an entity, which can stand for any text");
                continue;
            };
            if let Some(what) = self.attribute(&kind, key, &value) {
                self.push(place, what);
            }
            if self.is_full() {
                return;
            }
        }
    }

    /// What is wrong with an attribute of an element.
    fn attribute(&self, element: &str, key: &str, value: &str) -> Option<String> {
        if key == "xmlns" || key.starts_with("xmlns:") {
            return self.namespace(value.trim());
        }
        let base_url = self.base_url?;
        let name = local(key).to_ascii_lowercase();
        let plain = !key.contains(':');
        if plain && name.starts_with("on") {
            return Some(format!("runs a script (`{}`)", cut(key)));
        }
        if matches!(name.as_str(), "href" | "src" | "ping") || key == "xml:base" {
            return of_address(value, base_url);
        }
        if plain && name == "attributename" && ANIMATIONS.contains(&element) {
            let changed = local(value.trim()).to_ascii_lowercase();
            if changed == "href" || changed.starts_with("on") {
                return Some(format!("changes `{}` while it is shown", cut(value)));
            }
        }
        if plain && name == "style" {
            return of_style(value, base_url);
        }
        // All that describes looks may name an address in this way.
        (plain && value.contains(['(', '\\']))
            .then(|| of_urls(&css_words(value), base_url))
            .flatten()
    }

    /// What is wrong with a namespace that is used.
    fn namespace(&self, name: &str) -> Option<String> {
        let same = |other: &str| name.eq_ignore_ascii_case(other);
        let what = if same(XHTML) {
            "holds parts of a web page"
        } else if same(MATHML) {
            "holds formulas, which can lead anywhere"
        } else if self.base_url.is_none() && (same(SVG) || same(XSLT)) {
            "is shown as a page of its own"
        } else {
            return None;
        };
        Some(what.to_owned())
    }

    fn style_sheet(&mut self, span: Range<usize>, css: &str) {
        if let Some(what) = self.base_url.and_then(|base_url| of_style(css, base_url)) {
            // As near to it as the text allows, which may be written in codes.
            let text = &self.text[span.clone()];
            let near = ["@import", "url(", "image-set("];
            let at = near.iter().find_map(|sign| text.find(sign)).unwrap_or(0);
            let end = text[at..]
                .find(['\n', ';', '}'])
                .map_or(text.len(), |end| at + end);
            self.push(span.start + at..span.start + end, what);
        }
    }
}

/// The part of a name after its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASE: &str = "https://handbook.example/";

    fn said(inside: &str) -> Vec<String> {
        let text = format!(
            "<svg xmlns=\"{SVG}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{inside}</svg>"
        );
        drawing(&text, BASE)
            .into_iter()
            .map(|problem| problem.what)
            .collect()
    }

    #[test]
    fn plain_drawings_pass() {
        for good in [
            "<path d=\"M1 1h7v7H1z\" transform=\"translate(1 2)\"/>",
            "<title>A &amp; B &#233;</title><!-- http://a.example/ -->",
            "<style>.a { fill: url(#b); mask: url('#c') }</style>",
            "<style><![CDATA[ .a > .b { fill: red } ]]></style>",
            "<a href=\"/people/\"><use xlink:href=\"#b\"/></a>",
            "<a href=\"https://handbook.example/people/\"/><a href=\"mailto:a@b.example\"/>",
            "<image href=\"data:image/png;base64,AAAA\"/><image href=\"photo.jpg\"/>",
            "<metadata><r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><c:l xmlns:c=\"http://creativecommons.org/ns#\" r:resource=\"http://creativecommons.org/\"/></r:RDF></metadata>",
            "<animate attributeName=\"opacity\" values=\"0;1\"/>",
            "<?xpacket begin=\"x\"?>",
            "<a href=\"1:b\"/>",
            "<g attributeName=\"href\" id=\"@import\"/>",
            "<g xmlns:r=\"x\" r:about=\"url(//a.example/)\"/>",
            "<style>a{}</style><text>@import url(//a.example/)</text>",
        ] {
            assert_eq!(said(good), [""; 0], "{good}");
        }
    }

    /// What stands in a drawing, and what is said of it.
    const TOLD: &[(&str, &str)] = &[
        ("<script>x</script>", "holds a script"),
        (
            "<s:script xmlns:s=\"http://www.w3.org/2000/svg\"/>",
            "holds a script",
        ),
        ("<SCRIPT/>", "holds a script"),
        ("<g onload=\"x\"/>", "runs a script (`onload`)"),
        ("<g\nOnClick = 'x'/>", "runs a script (`OnClick`)"),
        (
            "<foreignObject/>",
            "holds a part of a web page (`foreignObject`)",
        ),
        (
            "<x xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "holds parts of a web page",
        ),
        (
            "<h:p xmlns:h=\" http://www.w3.org/1999/&#120;html\"/>",
            "holds parts of a web page",
        ),
        (
            "<m xmlns=\"http://www.w3.org/1998/Math/MathML\"/>",
            "holds formulas, which can lead anywhere",
        ),
        (
            "<a href=\"javascript:x\"/>",
            "runs a script, `javascript:x`",
        ),
        (
            "<a xlink:href=\" &#106;ava&#10;script:x\"/>",
            "runs a script, `java\u{fffd}script:x`",
        ),
        (
            "<a href=\"data:text/html,x\"/>",
            "holds something else within itself, `data:text/html,x`",
        ),
        (
            "<use href=\"data:image/svg+xml,x#a\"/>",
            "holds something else within itself, `data:image/svg+xml,x#a`",
        ),
        (
            "<a href=\"https://a.example/\"/>",
            "leads to another site, `https://a.example/`",
        ),
        (
            "<a href=\"https://handbook.example.evil.example/\"/>",
            "leads to another site, `https://handbook.example.evil.example/`",
        ),
        (
            "<image href=\"//a.example/x.png\"/>",
            "leads to another site, `//a.example/x.png`",
        ),
        (
            "<image href=\"\\\\a.example/x.png\"/>",
            "leads to another site, `\\\\a.example/x.png`",
        ),
        (
            "<use xlink:href=\"HTTPS:a.example#x\"/>",
            "leads to another site, `HTTPS:a.example#x`",
        ),
        (
            "<g xml:base=\"https://a.example/\"/>",
            "leads to another site, `https://a.example/`",
        ),
        (
            "<g style=\"fill: url(https://a.example/#x)\"/>",
            "leads to another site, `https://a.example/#x`",
        ),
        (
            "<g fill=\"url( '//a.example/#x' )\"/>",
            "leads to another site, `//a.example/#x`",
        ),
        (
            "<g filter=\"\\75 rl(https://a.example/)\"/>",
            "leads to another site, `https://a.example/`",
        ),
        (
            "<style>@import 'a.css';</style>",
            "fetches a style sheet (`@import`)",
        ),
        (
            "<style>@\\69mport 'a.css';</style>",
            "fetches a style sheet (`@import`)",
        ),
        (
            "<style>a{b:u&#114;l(<![CDATA[//a.example]]>)}</style>",
            "leads to another site, `//a.example`",
        ),
        (
            "<style>a{b:image-set('//a.example' 1x)}</style>",
            "chooses among pictures by `image-set`",
        ),
        (
            "<a><animate attributeName=\"xlink:href\" to=\"javascript:x\"/></a>",
            "changes `xlink:href` while it is shown",
        ),
        (
            "<set attributeName=\"onclick\" to=\"x\"/>",
            "changes `onclick` while it is shown",
        ),
        (
            "<style>a{b:s\\000072c(x)}</style>",
            "fetches another file by `src`",
        ),
        (
            "<g fill=\"\\url(//a.example/)\"/>",
            "leads to another site, `//a.example/`",
        ),
        ("&x;", "holds an entity, which can stand for any text"),
        (
            "<g id=\"&x;\"/>",
            "holds an entity, which can stand for any text",
        ),
        (
            "<?xml-stylesheet href=\"a.xsl\"?>",
            "names a style sheet, which can turn it into a page",
        ),
    ];

    #[test]
    fn what_runs_or_leads_away_is_told() {
        for (bad, what) in TOLD {
            assert_eq!(said(bad), [*what], "{bad}");
        }
    }

    #[test]
    fn what_is_no_whole_xml_is_told() {
        let slip = "breaks off here, or has a slip that keeps browsers from showing the rest";
        for bad in [
            "<g",
            "<g a=b/>",
            "<g a/>",
            "</x>",
            "<!-- a -- b -->",
            "<g a=\"1\"b=\"",
            "&#0;",
        ] {
            assert_eq!(said(bad), [slip], "{bad}");
        }
        for bad in ["", "x", "<svg>", "<!-- x -->"] {
            let what: Vec<_> = drawing(bad, BASE).into_iter().map(|p| p.what).collect();
            assert_eq!(what, [slip], "{bad}");
        }
    }

    #[test]
    fn a_start_that_changes_what_follows_is_told() {
        let said = |text: &str| {
            drawing(text, BASE)
                .into_iter()
                .map(|p| p.what)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            said("<?xml version=\"1.0\" encoding=\"UTF-8\"?><svg/>"),
            [""; 0]
        );
        assert_eq!(
            said("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><svg/>"),
            ["says that it is written in `iso-2022-jp`, and it is UTF-8"]
        );
        assert_eq!(
            said("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>"),
            ["starts with a `DOCTYPE`, which can stand for other text; a browser needs none"]
        );
    }

    #[test]
    fn other_xml_is_no_page() {
        let said = |text: &str| xml(text).into_iter().map(|p| p.what).collect::<Vec<_>>();
        assert_eq!(
            said("<gpx onload=\"x\"><link href=\"https://a.example/\"/></gpx>"),
            [""; 0]
        );
        assert_eq!(
            said("<a xmlns:h=\"http://www.w3.org/1999/xhtml\"/>"),
            ["holds parts of a web page"]
        );
        assert_eq!(
            said("<a xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ["is shown as a page of its own"]
        );
        assert_eq!(
            said("<?xml-stylesheet href=\"a.xsl\"?><a/>"),
            ["names a style sheet, which can turn it into a page"]
        );
    }

    #[test]
    fn a_problem_has_its_place_and_many_are_cut() {
        for (text, place) in [
            ("<svg>\n <g id=\"onload\" onload='x'/>\n</svg>", "onload='x"),
            ("<svg>\n <script>x</script></svg>", "<script"),
            (
                "<svg>\n <ba a='url(//c.example)'/></svg>",
                "a='url(//c.example)",
            ),
            ("<svg>\n <g b='c' a=b/>\n</svg>", "' a=b/>"),
            (
                "<svg>\n <style>a{}\nb{ fill: url(//a.example/x) }</style></svg>",
                "url(//a.example/x) ",
            ),
        ] {
            let [problem] = &drawing(text, BASE)[..] else {
                panic!("there is one in {text}")
            };
            assert_eq!(&text[problem.span.clone()], place);
        }
        let all = "<g onload='x'/>".repeat(MOST - 1);
        let text = format!("<svg>{all}<script onload='x'/></svg>");
        assert_eq!(drawing(&text, BASE).len(), MOST);
        let many = format!("<svg {}/>", "onload=\"x\" ".repeat(100_000));
        assert_eq!(drawing(&many, BASE).len(), MOST);
    }

    proptest! {
        #[test]
        fn whatever_it_holds_a_drawing_is_read_to_its_end(
            parts in prop::collection::vec(prop::sample::select(vec![
                "<", ">", "/", "svg", "a", "style", " ", "=", "\"", "'", "&", ";", "#x41", "é", "<!--", "-->",
                "<![CDATA[", "]]>", "<?", "?>", "url(", "\\", "xmlns:", "href", "on", "\n",
            ]), 0..40)
        ) {
            let text = parts.concat();
            for problem in drawing(&text, BASE).into_iter().chain(xml(&text)) {
                prop_assert!(text.get(problem.span).is_some());
            }
        }
    }
}
