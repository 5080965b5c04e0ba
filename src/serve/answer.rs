//! What is answered to a path: a file of the site, or one of the preview's own.

use std::fmt::Write as _;
use std::path::Path;

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::http::{Content, Request, Response, Status, decoded};
use super::overlay::{self, Editor};
use super::source::source;
use super::state::{Current, State};
use super::types::content_type;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::kept::Kept;
use crate::model::{self, Media, Route};

/// The folder of the preview's own files, which stand in for whatever the site has there.
const OWN: &str = "_redway/";

/// Where events are told.
pub(super) const EVENTS: &str = "/_redway/events";

const HTML: &str = Media::Html.content_type();
const JSON: &str = Media::Json.content_type();

/// Answers a request.
pub(super) fn answer(state: &State, editor: &Editor, request: &Request) -> Response {
    let Some(path) = decoded(&request.path) else {
        let why = "no file of a site is called like this";
        return Response::refusal(Status::BadRequest, why);
    };
    // A request begins with a slash; what follows is the path in the output.
    let path = path.strip_prefix('/').unwrap_or(&path);
    match path.strip_prefix(OWN) {
        Some(own) => own_file(state, editor, own, &request.query),
        None => of_site(state, path, request),
    }
}

/// A file of the preview itself.
fn own_file(state: &State, editor: &Editor, name: &str, query: &str) -> Response {
    let script =
        |text: &'static str| Response::new(Status::Ok, Media::JavaScript.content_type(), text);
    let json = |value: &Value| Response::new(Status::Ok, JSON, value.to_string());
    match name {
        "preview.js" => script(include_str!("browser/preview.js")),
        "clock.js" => script(include_str!("browser/clock.js")),
        "preview.css" => {
            let text = include_str!("browser/preview.css");
            Response::new(Status::Ok, Media::Css.content_type(), text)
        }
        "mistakes.json" => {
            let current = state.current();
            let mistakes = current.mistakes.as_ref();
            let mut told = overlay::json(
                mistakes.into_iter().flat_map(Diagnostics::iter),
                state.root(),
                editor,
            );
            told["version"] = state.version(&current).into();
            json(&told)
        }
        "page.json" => json(&about(state, editor, path_in(query).as_deref())),
        "styles.json" => json(&json!(styles(state, path_in(query).as_deref()))),
        _ => {
            let why = "the preview has no such file";
            Response::refusal(Status::NotFound, why)
        }
    }
}

/// The path in a query `path=/a/`, without its first slash.
fn path_in(query: &str) -> Option<String> {
    let path = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("path="))?;
    // The browser wrote it by `encodeURIComponent`; what it could mean is only looked up.
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path = decoded(&path)?;
    Some(path.strip_prefix('/')?.to_owned())
}

/// The route at a path: a file, or the page of a folder.
fn route(kept: &Kept, path: &str) -> Option<Route> {
    let routes = &kept.handbook().site().routes;
    if path.is_empty() || path.ends_with('/') {
        routes.at(&format!("{path}index.html"))
    } else {
        routes.at(path)
    }
}

/// A file of the site.
fn of_site(state: &State, path: &str, request: &Request) -> Response {
    let current = state.current();
    let Some(kept) = &current.kept else {
        let none = Diagnostics::new();
        let mistakes = current.mistakes.as_ref().unwrap_or(&none);
        return mistaken(state, &current, mistakes);
    };
    if let Some(route) = route(kept, path) {
        return made(state, &current, kept, route, Status::Ok);
    }
    let folder = kept
        .handbook()
        .site()
        .routes
        .at(&format!("{path}/index.html"));
    if folder.is_some() && !path.starts_with('/') {
        return to_folder(request);
    }
    made(state, &current, kept, Route::NotFound, Status::NotFound)
}

/// Leads to the page of a folder that was asked for without its slash. The path is that of a page, so that it leads nowhere else.
fn to_folder(request: &Request) -> Response {
    let mut location = format!("{}/", request.path);
    if !request.query.is_empty() {
        let _ = write!(location, "?{}", request.query);
    }
    Response {
        location: Some(location),
        ..Response::new(Status::Found, HTML, "")
    }
}

/// The file of a route.
fn made(state: &State, current: &Current, kept: &Kept, route: Route, status: Status) -> Response {
    let file = match kept.handbook().file(route) {
        Ok(Some(file)) => file,
        Ok(None) => {
            let why = "the search index has no such file";
            return Response::refusal(Status::NotFound, why);
        }
        Err(finding) => {
            let mut mistakes = Diagnostics::new();
            mistakes.push(*finding);
            return mistaken(state, current, &mistakes);
        }
    };
    let path = kept
        .handbook()
        .site()
        .routes
        .path(route)
        .unwrap_or_default();
    let content_type = content_type(file.media, &path);
    let content = match file.content {
        // What is copied is shown as it is.
        model::Content::Copy(asset) => match kept.copied(asset) {
            Ok((length, opened)) => Content::File(length, Box::new(opened)),
            Err(error) => {
                return Response::refusal(
                    Status::Busy,
                    &format!("the file cannot be read now: {error}"),
                );
            }
        },
        made => {
            let bytes = made.into_bytes().unwrap_or_default();
            Content::Bytes(if file.media == Media::Html {
                let zone = &kept.handbook().site().settings.time_zone;
                with_scripts(bytes, &clock(zone), &script(state, current))
            } else {
                bytes
            })
        }
    };
    Response {
        status,
        content_type,
        location: None,
        content,
    }
}

/// A page of mistakes.
fn mistaken(state: &State, current: &Current, mistakes: &Diagnostics) -> Response {
    let page = overlay::page(mistakes, state.root(), &script(state, current));
    Response::new(Status::Broken, HTML, page)
}

/// What brings the bar to a page, and listens for what is new after it.
fn script(state: &State, current: &Current) -> String {
    let version = state.version(current);
    format!("<script type=\"module\" src=\"/{OWN}preview.js?version={version}\"></script>")
}

/// What lets a page be seen as of another day; before all other scripts.
fn clock(zone: &str) -> String {
    // The name of a zone holds no sign that an attribute could not: it was looked up.
    format!("<script src=\"/{OWN}clock.js\" data-zone=\"{zone}\"></script>")
}

/// A page with a script at the start of its head and one at its end.
fn with_scripts(mut page: Vec<u8>, first: &str, last: &str) -> Vec<u8> {
    let end = memchr::memmem::rfind(&page, b"</body>").unwrap_or(page.len());
    page.splice(end..end, last.bytes());
    if let Some(head) = memchr::memmem::find(&page, b"<head>") {
        let at = head + b"<head>".len();
        page.splice(at..at, first.bytes());
    }
    page
}

/// What the bar at the foot of a page shows: where the page comes from, and what was found there.
fn about(state: &State, editor: &Editor, path: Option<&str>) -> Value {
    let current = state.current();
    let version = state.version(&current);
    let Some(kept) = &current.kept else {
        return json!({ "version": version });
    };
    let site = kept.handbook().site();
    let route = path.and_then(|path| route(kept, path));
    let source = route.and_then(|route| source(site, kept.prefix(), route));
    let all = kept.findings();
    let of_page = all.iter().filter(|finding| {
        let file = finding.place.as_ref().map(|place| &*place.file);
        file.is_some() && file == source.as_deref()
    });
    let open = source.as_ref().and_then(|source| {
        let is_file = Path::new(&**source).extension().is_some();
        is_file.then(|| editor.open(source, 1, 1)).flatten()
    });
    json!({
        "version": version,
        "source": source,
        "open": open,
        "findings": overlay::json(of_page, state.root(), editor),
        "all": all.iter().count(),
    })
}

/// The addresses of the stylesheets of a page, in order, as it names them.
fn styles(state: &State, path: Option<&str>) -> Vec<String> {
    let current = state.current();
    let Some(kept) = &current.kept else {
        return Vec::new();
    };
    let route = path
        .and_then(|path| route(kept, path))
        .unwrap_or(Route::NotFound);
    let file: Result<_, Box<Diagnostic>> = kept.handbook().file(route);
    let Ok(Some(file)) = file else {
        return Vec::new();
    };
    let bytes = file.content.into_bytes().unwrap_or_default();
    let html = String::from_utf8_lossy(&bytes);
    let links = html.split("<link ").skip(1);
    let tags = links
        .filter_map(|rest| rest.split_once('>'))
        .map(|(tag, _)| tag);
    let styles = tags.filter(|tag| tag.contains("rel=\"stylesheet\""));
    let address = |tag: &str| Some(tag.split_once("href=\"")?.1.split_once('"')?.0.to_owned());
    styles.filter_map(address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_stand_first_and_last() {
        let put = |page: &str| {
            let page = with_scripts(page.as_bytes().to_vec(), "<1>", "<2>");
            String::from_utf8(page).expect("UTF-8")
        };
        assert_eq!(
            put("<html><head><meta></head><body>a</body></html>"),
            "<html><head><1><meta></head><body>a<2></body></html>"
        );
        assert_eq!(put("a"), "a<2>");
    }

    #[test]
    fn a_path_is_taken_from_a_query() {
        assert_eq!(path_in("x=1&path=%2Fa%2Fb%2F").as_deref(), Some("a/b/"));
        for none in ["", "path=", "path=a", "path=%2F..%2Fa"] {
            assert_eq!(path_in(none), None, "{none}");
        }
    }
}
