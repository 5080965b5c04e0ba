//! The ways to subscribe to a feed.

use serde::Serialize;

use super::href::{query, relative};
use super::views::LinkView;
use crate::model::Site;

/// A feed and the ways to subscribe to it.
#[derive(Serialize)]
pub(crate) struct FeedView {
    pub(crate) title: String,
    pub(crate) href: String,
    https: String,
    webcal: String,
    outlook: String,
    google: &'static str,
}

impl FeedView {
    /// The feed for the head of a page.
    pub(crate) fn link(&self) -> LinkView {
        LinkView {
            title: self.title.clone(),
            href: self.href.clone(),
            lang: None,
        }
    }
}

/// The ways to subscribe to the feed in a file of the output, for the page at `from`.
pub(crate) fn view(site: &Site, from: &str, file: &str, title: String) -> FeedView {
    let https = format!("{}{file}", site.settings.base_url);
    let bare = https
        .split_once("://")
        .map_or(https.as_str(), |(_, rest)| rest);
    FeedView {
        href: relative(from, file),
        webcal: format!("webcal://{bare}"),
        outlook: format!(
            "https://outlook.office.com/calendar/0/addfromweb?url={}&name={}",
            query(&https),
            query(&title)
        ),
        google: "https://calendar.google.com/calendar/r/settings/addbyurl",
        title,
        https,
    }
}
