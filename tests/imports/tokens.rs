//! Rust source as words and signs: enough to tell items, paths and brackets.

/// The place of the bracket that closes the one at `open`.
pub(super) fn closing(tokens: &[&str], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match *token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// Where the item ends whose first attribute stands at `at`: after its semicolon or its braces; for a field
/// or an arm, after its comma.
pub(super) fn item_end(tokens: &[&str], mut at: usize) -> usize {
    while tokens.get(at) == Some(&"#") {
        at = closing(tokens, at + 1) + 1;
    }
    let head = tokens[at..]
        .iter()
        .take_while(|token| **token != "{")
        .take(6);
    let is_use = head.clone().any(|token| *token == "use");
    let is_item = head.clone().any(|token| {
        ["fn", "impl", "struct", "enum", "trait", "type", "mod"].contains(token)
            || ["use", "const", "static", "macro_rules"].contains(token)
    });
    while let Some(&token) = tokens.get(at) {
        match token {
            ";" => return at + 1,
            "," if !is_item => return at + 1,
            "}" => return at,
            "{" if !is_use => return closing(tokens, at) + 1,
            "(" | "[" | "{" => at = closing(tokens, at),
            _ => {}
        }
        at += 1;
    }
    at
}

/// Whether a token is a name or keyword.
pub(super) fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The words and signs of Rust source, without comments, literals and lifetimes.
pub(super) fn tokens(source: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let word = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let len = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if let Some(len) = literal(rest) {
            len
        } else if rest.starts_with("r#") {
            // The name after it is one although it is a keyword as well.
            "r#".len()
        } else if word > 0 {
            // A number is none of ours.
            tokens.extend(Some(&rest[..word]).filter(|word| is_word(word)));
            word
        } else if rest.starts_with("::") {
            tokens.push("::");
            "::".len()
        } else {
            if !c.is_whitespace() {
                tokens.push(&rest[..c.len_utf8()]);
            }
            c.len_utf8()
        };
        rest = &rest[len..];
    }
    tokens
}

/// The length of the comment at the start, with those inside it.
fn comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The length of the string, character or lifetime at the start, if one stands there.
fn literal(text: &str) -> Option<usize> {
    let after = text.strip_prefix(['b', 'c']).unwrap_or(text);
    let prefix = text.len() - after.len();
    if let Some(raw) = after.strip_prefix('r') {
        let signs = raw.len() - raw.trim_start_matches('#').len();
        if let Some(inner) = raw[signs..].strip_prefix('"') {
            let end = format!("\"{}", &raw[..signs]);
            let len = inner.find(&end).map_or(inner.len(), |at| at + end.len());
            return Some(text.len() - inner.len() + len);
        }
    }
    let mut chars = after.chars();
    let quote = chars.next().filter(|c| matches!(c, '"' | '\''))?;
    let first = chars.next()?;
    if quote == '\'' && first != '\\' && chars.next() != Some('\'') {
        // A lifetime: what follows the sign is a word.
        let rest = &after[1..];
        let len = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        return Some(prefix + 1 + len.unwrap_or(rest.len()));
    }
    let mut escaped = false;
    let end = after.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(prefix + end.map_or(after.len(), |(at, _)| at + 1))
}
