//! Contact points.

use super::documents;
use super::ids::is_id;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::CONTACT;
use crate::load::raw::{RawContact, RawContactPoint, RawWay};
use crate::load::values::dates;
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::load::yaml::reach;
use crate::load::yaml::tree::Value;
use crate::reach::{lookalike, telephone};

/// The contact points under `contacts`.
pub(crate) fn contacts(fields: &mut Fields<'_>) -> Vec<RawContact> {
    contacts_under("contacts", fields)
}

/// The contact points under a key.
pub(crate) fn contacts_under(key: &'static str, fields: &mut Fields<'_>) -> Vec<RawContact> {
    let reader = fields.reader;
    let mut contacts = Vec::new();
    for node in fields.list(key) {
        if let Value::Scalar { text, .. } = &node.value
            && is_id(text.trim())
        {
            contacts.push(RawContact::Named(Spanned {
                value: text.trim().to_owned(),
                span: node.span,
            }));
            continue;
        }
        let Some(mut item) = reader.fields(node, &CONTACT) else {
            continue;
        };
        contacts.extend(contact(&mut item).map(RawContact::Written));
        item.finish();
    }
    contacts
}

/// One contact point.
pub(crate) fn contact(fields: &mut Fields<'_>) -> Option<RawContactPoint> {
    let reader = fields.reader;
    let known = CONTACT.choose.keys();
    // What is written and no good is told by itself.
    let written = known.iter().any(|key| fields.has_value(key));
    let place = |fields: &Fields<'_>, key| fields.key_span(key).start;
    let mut ways = Vec::new();
    let at = place(fields, "email");
    let emails = fields.texts("email").into_iter();
    let emails = emails.filter(|e| email_problem(reader, e));
    ways.extend(emails.map(|email| (at, RawWay::Email(email.value))));
    let at = place(fields, "phone");
    let phones = fields.texts("phone").into_iter();
    let phones = phones.filter_map(|p| number(reader, p));
    ways.extend(phones.map(|phone| (at, RawWay::Phone(phone.value))));
    let at = place(fields, "url");
    let url = fields.text("url").filter(|u| url_problem(reader, u));
    let label = fields.text("label");
    if let Some(url) = &url {
        reach::check(
            url,
            label.as_ref().map(|label| label.value.as_str()),
            reader,
        );
    }
    let label = label.map(|label| label.value);
    if label.is_some() && !fields.has("url") {
        reader.report(
            Diagnostic::error(
                Code::UnknownKey,
                "`label` names a web address, and there is no `url` here",
            )
            .help("use `for` to say what the contact point is for"),
            fields.key_span("label"),
        );
    }
    ways.extend(url.map(|url| {
        let url = url.value;
        (at, RawWay::Web { url, label })
    }));
    let at = place(fields, "address");
    ways.extend(fields.plain("address").map(|text| (at, RawWay::Post(text))));
    let at = place(fields, "person");
    ways.extend(fields.text("person").map(|id| (at, RawWay::Person(id))));
    ways.sort_by_key(|(at, _)| *at);
    let (purpose, note) = (fields.plain("for"), fields.plain("note"));
    let checked = fields.day("checked").ok().flatten();
    let documents = documents::read(fields);
    let as_of = fields.as_of("as_of");
    if ways.is_empty() {
        if !written && !fields.misspelt(known) {
            reader.report(
                Diagnostic::error(
                    Code::MissingKey,
                    "a contact point has at least one of `email`, `phone`, `url`, `address` and `person`",
                )
                .help("write for example {for: To book a place, email: name@example.org}"),
                fields.span.start..fields.span.start + 1,
            );
        }
        return None;
    }
    Some(RawContactPoint {
        purpose,
        ways: ways.into_iter().map(|(_, way)| way).collect(),
        checked,
        as_of,
        documents,
        note,
        span: fields.span.clone(),
    })
}

/// Whether a text is an e-mail address.
fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, host)| {
        let word = |s: &str| {
            !s.is_empty()
                && s.split('.').all(|part| !part.is_empty())
                && s.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
        };
        word(local)
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains("..")
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
    })
}

/// Reports what is not an e-mail address; `true` when it is one.
pub(crate) fn email_problem(reader: &Reader, email: &Spanned<String>) -> bool {
    let good = is_email(&email.value);
    if let Some(found) = lookalike(&format!("mailto:{}", email.value)).filter(|_| good) {
        reader.report(reach::lookalike(&found), email.span.clone());
    }
    if !good {
        let text = email.value.replace("mailto:", " ");
        let within: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || "<>()[],;:\"/".contains(c))
            .filter(|word| is_email(word))
            .collect();
        let help = match within[..] {
            [only] => format!("write {only}, with nothing around it"),
            [] => "write it as name@example.org, with nothing around it".to_owned(),
            _ => "write one entry for each address".to_owned(),
        };
        report(reader, email, "an e-mail address", &help);
    }
    good
}

/// A telephone number with plain spaces and hyphens, which texts from other programs often lack;
/// anything else is reported.
pub(crate) fn number(reader: &Reader, phone: Spanned<String>) -> Option<Spanned<String>> {
    let plain = dates::plain_dashes(&phone.value).replace(['\u{a0}', '\u{202f}'], " ");
    let phone = Spanned {
        value: plain,
        ..phone
    };
    phone_problem(reader, &phone).then_some(phone)
}

/// Reports what is not a telephone number; `true` when it is one.
fn phone_problem(reader: &Reader, phone: &Spanned<String>) -> bool {
    let good = telephone::read(&phone.value).is_some();
    if good {
        reach::check_number(&phone.value, phone.span.clone(), reader);
    } else {
        report(
            reader,
            phone,
            "a telephone number",
            if phone.value.contains(['/', ',', ';']) {
                "write one entry for each number, digits and spaces only, as in 01908 123456"
            } else {
                "write digits and spaces, as in 01908 123456 or 01908 123456 ext. 12; put words in `note`"
            },
        );
    }
    good
}

/// Reports what is not a web address; `true` when it is one.
pub(crate) fn url_problem(reader: &Reader, url: &Spanned<String>) -> bool {
    let good = (url.value.starts_with("https://") || url.value.starts_with("http://"))
        && url.value.len() > 10
        && url
            .value
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\'));
    if !good {
        report(
            reader,
            url,
            "a web address",
            &match url.value.strip_prefix("www.") {
                Some(_) => format!("write https://{}", short(&url.value)),
                None if url.value.contains(' ') => "write %20 for each space".to_owned(),
                None => "write it in full, starting with https://".to_owned(),
            },
        );
    }
    good
}

fn report(reader: &Reader, text: &Spanned<String>, what: &str, help: &str) {
    reader.report(
        Diagnostic::error(
            Code::BadContact,
            format!("`{}` is not {what}", short(&text.value)),
        )
        .help(help),
        text.span.clone(),
    );
}
