//! A small reader of the HTML that Redway writes, for tests to look at it as a browser would.

/// A start tag.
pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    /// Names in lower case and values with their character references resolved.
    pub(crate) attributes: Vec<(String, String)>,
    /// What stands between a `script` or `style` and its end; empty for other elements.
    pub(crate) text: String,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// All start tags of a page in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (mut tag, after) = tag(rest);
            rest = after;
            if matches!(tag.name.as_str(), "script" | "style") {
                let end = rest
                    .to_ascii_lowercase()
                    .find(&format!("</{}", tag.name))
                    .unwrap_or(rest.len());
                rest[..end].clone_into(&mut tag.text);
                rest = &rest[end..];
            }
            found.push(tag);
        }
    }
    found
}

/// The tag whose name starts here, and what follows it.
fn tag(text: &str) -> (Tag, &str) {
    let end = text
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(text.len());
    let mut tag = Tag {
        name: text[..end].to_ascii_lowercase(),
        attributes: Vec::new(),
        text: String::new(),
    };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        // A first `=` belongs to the name, as the HTML standard has it.
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
            .map_or(rest.len(), |(at, _)| at);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote {
                let end = after[1..].find(quote).map_or(after.len(), |at| at + 1);
                value = &after[1..end];
                rest = after.get(end + 1..).unwrap_or("");
            } else {
                let end = after
                    .find(|c: char| c.is_ascii_whitespace() || c == '>')
                    .unwrap_or(after.len());
                (value, rest) = after.split_at(end);
            }
        }
        tag.attributes.push((name, unescape(value)));
    }
}

/// The character references that Redway writes, and numbers.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(';') else { break };
        let known = match &rest[1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            number => number
                .strip_prefix("#x")
                .map(|hex| u32::from_str_radix(hex, 16))
                .or_else(|| number.strip_prefix('#').map(str::parse))
                .and_then(Result::ok)
                .and_then(char::from_u32),
        };
        if let Some(known) = known {
            out.push(known);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Whether a script element holds data for machines: no browser runs it, and no content security
/// policy forbids it.
pub(crate) fn is_data(tag: &Tag) -> bool {
    tag.name == "script" && tag.get("type") == Some("application/ld+json")
}

/// What a page may not hold: scripts and styles of its own (the content security policy that the
/// site is made for forbids them; data for machines is neither, if it is well formed), and anything
/// that a browser would fetch from another origin.
pub(crate) fn not_allowed(html: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for tag in tags(html) {
        if is_data(&tag) {
            if let Err(error) = serde_json::from_str::<serde_json::Value>(&tag.text) {
                wrong.push(format!("data that is not JSON ({error}): {:?}", tag.text));
            }
        } else if tag.name == "style" || !tag.text.trim().is_empty() {
            wrong.push(format!("<{}> holds {:?}", tag.name, tag.text));
        }
        for (name, value) in &tag.attributes {
            let fetched = match tag.name.as_str() {
                "a" | "form" => false,
                "link" => {
                    name == "href"
                        && matches!(tag.get("rel"), Some("stylesheet" | "icon" | "preload"))
                }
                _ => matches!(name.as_str(), "src" | "srcset" | "data" | "poster"),
            };
            let scheme = scheme(value);
            let leads = matches!(name.as_str(), "href" | "src" | "action" | "formaction");
            if name == "style"
                || name.starts_with("on")
                || (fetched && (scheme.is_some() || value.starts_with("//")))
                || (leads
                    && scheme.is_some_and(|s| matches!(&*s, "javascript" | "data" | "vbscript")))
            {
                wrong.push(format!("<{} {name}={value:?}>", tag.name));
            }
        }
    }
    wrong
}

/// The scheme of an address, as a browser reads it: without the white space that it passes over.
pub(crate) fn scheme(address: &str) -> Option<String> {
    let text: String = address
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let text = text.trim_start_matches(|c: char| c <= ' ');
    let (scheme, _) = text.split_once(':')?;
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    good.then(|| scheme.to_ascii_lowercase())
}
