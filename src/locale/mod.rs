//! What Redway itself says to readers, in the language of a site: words, dates, times, lists, plurals, and the order of
//! names.
//!
//! A language is one file, `themes/toolkit/strings.<language>.yaml`. Two are built in, and what a region says otherwise
//! (`strings.en-US.yaml`); a site adds others, or changes words of these, in files of the same names. What no file says is
//! said in English, and a finding tells so. Only the
//! order of letters, the categories of plurals and the first day of a week are not words: they come from CLDR, by way of ICU4X.

mod collation;
mod dates;
mod direction;
mod lists;
#[expect(
    clippy::module_inception,
    reason = "the type that the folder is for, beside its parts"
)]
mod locale;
mod numbers;
mod strings;
mod text;
mod weeks;

pub(crate) use direction::is_right_to_left;
pub(crate) use locale::Locale;
pub(crate) use strings::OwnWords;
#[cfg(test)]
pub(crate) use strings::all_built_in;
pub(crate) use text::{around, cut};
