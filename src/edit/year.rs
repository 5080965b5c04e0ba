//! A new year: what can be written without a fact that nobody has given, and what still names the old one.

use jiff::Span;
use jiff::civil::Date;

use super::Edit;
use crate::load::{Raw, RawKind, RawPage, RawSeries, Scalar, When, scalars};
use crate::model::{SchoolYear, Status};

/// What a new year takes.
#[derive(Default)]
pub(crate) struct NewYear {
    pub(crate) edits: Vec<Edit>,
    /// What was done, and what is left to do, each with its file and where in it.
    pub(crate) told: Vec<(String, usize, String)>,
    /// The year before it.
    pub(crate) old: String,
}

/// A place that names a year.
pub(crate) struct Named {
    /// Relative to the root of the site.
    pub(crate) file: String,
    /// Byte offset.
    pub(crate) at: usize,
    /// The line, without what surrounds it.
    pub(crate) line: String,
}

/// What it takes to roll a site over to a year named by its start and end, such as `2026-27`.
///
/// # Errors
///
/// In words for people.
pub(crate) fn new_year(
    raw: &Raw,
    year: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<NewYear, String> {
    let start = starts(year).ok_or_else(|| {
        format!(
            "`{year}` names no year: write the years in which it starts and ends, such as 2026-27"
        )
    })?;
    let old = named(start - 1);
    let mut new = NewYear {
        old: old.clone(),
        ..NewYear::default()
    };
    let file = format!("{}years.yaml", raw.prefix);
    let text = text_of(&file);
    let known = raw.years.iter().find(|one| one.id == year);
    let before = raw.years.iter().find(|one| one.id == old);
    let (first, has_terms) = match (known, before, &text) {
        (Some(known), ..) => {
            new.told
                .push((file, 0, format!("the year {year} is there already")));
            (known.first, !known.terms.is_empty())
        }
        (None, Some(before), Some(text)) => {
            let first = before
                .last
                .tomorrow()
                .map_err(|_| "no calendar goes as far".to_owned())?;
            let record = record(year, start, first, before)?;
            let gap = if text.ends_with('\n') { "" } else { "\n" };
            new.edits.push(Edit::new(
                &file,
                &(text.len()..text.len()),
                format!("{gap}{record}"),
            ));
            new.told.push((
                file,
                text.len(),
                format!("the year {year} is added; its terms are to be confirmed"),
            ));
            (first, false)
        }
        _ => {
            return Err(format!(
                "years.yaml has no year `{old}` that this one could follow: add it there first"
            ));
        }
    };
    for page in raw.pages.iter().filter(|page| page.as_of.is_none()) {
        if let RawKind::Series(series) = &page.kind
            && series.retired.is_none()
        {
            let text = text_of(&page.file).unwrap_or_default();
            roll(
                (raw, page, series),
                (&old, year),
                (first, has_terms),
                &text,
                &mut new,
            );
        }
    }
    Ok(new)
}

/// The year in which a year starts: 2026 for `2026-27`.
fn starts(year: &str) -> Option<i16> {
    let (start, end) = year.split_once('-')?;
    let is_plain = start.len() == 4 && end.len() == 2;
    let start: i16 = start.parse().ok().filter(|_| is_plain)?;
    (named(start) == year).then_some(start)
}

fn named(start: i16) -> String {
    format!("{start:04}-{:02}", (start + 1).rem_euclid(100))
}

/// The record of a year that follows another. A whole year has its days from the calendar; terms have theirs from whoever sets them.
fn record(year: &str, start: i16, first: Date, before: &SchoolYear) -> Result<String, String> {
    let last = first
        .checked_add(Span::new().years(1))
        .and_then(Date::yesterday)
        .map_err(|_| "no calendar goes as far".to_owned())?;
    let (was, is) = (start - 1, start);
    let title = before
        .title
        .replace(&is.to_string(), "\u{1}")
        .replace(&was.to_string(), &is.to_string());
    let title = title.replace('\u{1}', &(is + 1).to_string());
    let title = title.replace(&named(was)[4..], &named(is)[4..]);
    let title = if title == before.title {
        String::new()
    } else {
        format!("  title: {title}\n")
    };
    Ok(format!(
        "{year}:\n{title}  from: {first}\n  until: {last}\n  # terms, closures and public holidays: to be confirmed. Add them when they are published.\n"
    ))
}

/// What begins the comment where dates of a year go.
fn comment(year: &str) -> String {
    format!("# {year}: to be confirmed.")
}

/// Rolls one series over.
fn roll(
    (raw, page, series): (&Raw, &RawPage, &RawSeries),
    (old, year): (&str, &str),
    (first, has_terms): (Date, bool),
    text: &str,
    new: &mut NewYear,
) {
    let facts = scalars(&page.file, text);
    let is_rule = |fact: &&Scalar| fact.keys == ["recurs", "year"] && fact.value == old;
    let has_new = text.contains(&format!("year: {year}"));
    let mut rules = 0;
    for rule in facts.iter().filter(is_rule).filter(|_| !has_new) {
        rules += 1;
        copy_rule(page, (rule, &facts), year, has_terms, text, new);
    }
    if rules == 0 && own_dates(page, series, (first, year), new) {
        return;
    }
    let day = |when: When| when.first_day();
    let is_dated = !series.occurrences.is_empty();
    let is_new = series
        .occurrences
        .iter()
        .any(|one| day(one.when.value) >= first);
    let is_marked = text.contains(&comment(year));
    if rules > 0 || !is_dated || is_new || is_marked {
        return;
    }
    let Some(last) = series
        .occurrences
        .iter()
        .max_by_key(|one| one.when.span.start)
    else {
        return;
    };
    let Some((at, before)) = after_entry(text, last.when.span.start) else {
        let told =
            format!("its dates of {year} are to be confirmed: add them as they become known");
        new.told
            .push((page.file.to_string(), last.when.span.start, told));
        return;
    };
    let months = months(raw, series, first);
    let entries: String = if months.is_empty() {
        format!(
            "{before}{} Add each date on a line of its own when it is known.\n",
            comment(year)
        )
    } else {
        let entry =
            |month: &String| format!("{before}- {{on: {month}, status: to be confirmed}}\n");
        months.iter().map(entry).collect()
    };
    let told = if months.is_empty() {
        format!("its dates of {year} are to be confirmed: add them where the comment stands")
    } else {
        format!("its months of {year}, which `pattern` names, are to be confirmed")
    };
    let gap = if text[..at].ends_with('\n') { "" } else { "\n" };
    new.edits
        .push(Edit::new(&page.file, &(at..at), format!("{gap}{entries}")));
    new.told.push((page.file.to_string(), at, told));
}

/// Tells of rules that give their own days instead of a year, when none of them reaches the new year; `true` when there are such.
fn own_dates(
    page: &RawPage,
    series: &RawSeries,
    (first, year): (Date, &str),
    new: &mut NewYear,
) -> bool {
    let ends = series.recurs.iter().filter(|rule| rule.year.is_none());
    let ends = ends.filter_map(|rule| rule.until.as_ref());
    let Some(last) = ends.max_by_key(|until| until.value) else {
        return false;
    };
    let goes_on = last.value >= first
        || series
            .recurs
            .iter()
            .any(|rule| rule.year.as_ref().is_some_and(|named| named.value == year));
    if !goes_on {
        let told = format!(
            "its rule ends on {}: write one for {year}, or a later `until`",
            last.value
        );
        new.told
            .push((page.file.to_string(), last.span.start, told));
    }
    !goes_on
}

/// The months of the old year that the words of `pattern` name, a year later.
fn months(raw: &Raw, series: &RawSeries, first: Date) -> Vec<String> {
    let pattern = series
        .pattern
        .as_ref()
        .map_or("", |pattern| pattern.value.as_str());
    let from = first.checked_sub(Span::new().years(1)).unwrap_or(first);
    let mut months: Vec<String> = series
        .occurrences
        .iter()
        .filter(|one| one.status != Status::Cancelled && one.when.value.first_day() >= from)
        .map(|one| one.when.value.first_day())
        .filter(|day| pattern.contains(raw.locale.month_in_date(day.month())))
        .map(|day| format!("{:04}-{:02}", day.year() + 1, day.month()))
        .collect();
    months.sort();
    months.dedup();
    months
}

/// Copies a rule to the new year, if nothing in it is of the old one alone.
fn copy_rule(
    page: &RawPage,
    (rule, facts): (&Scalar, &[Scalar]),
    year: &str,
    has_terms: bool,
    text: &str,
    new: &mut NewYear,
) {
    let of_rule = |key: &str| {
        facts
            .iter()
            .find(|fact| fact.around == rule.around && fact.keys.last().is_some_and(|k| k == key))
    };
    let file = page.file.to_string();
    let has_dates = ["from", "until", "except"]
        .iter()
        .any(|key| of_rule(key).is_some());
    let needs_terms = of_rule("during").is_some() && !has_terms;
    let line = text[..rule.around.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..rule.around.start];
    let is_entry = before.trim() == "-" && text[rule.around.clone()].starts_with('{');
    if has_dates || !is_entry {
        let told = format!(
            "its rule has dates of its own, or is written over several lines: write one for {year}"
        );
        new.told.push((file, rule.span.start, told));
        return;
    }
    let (start, end) = (rule.around.start, rule.around.end);
    let copy = format!(
        "{}{year}{}",
        &text[start..rule.span.start],
        &text[rule.span.end..end]
    );
    let at = text[end..]
        .find('\n')
        .map_or(text.len(), |line| end + line + 1);
    let (sign, told) = if needs_terms {
        (
            "# ",
            format!(
                "its rule is copied as a comment: take the # away when years.yaml has the terms of {year}"
            ),
        )
    } else {
        ("", format!("its rule is copied to {year}"))
    };
    let indent = &before[..before.len() - before.trim_start().len()];
    new.edits.push(Edit::new(
        &page.file,
        &(at..at),
        format!("{indent}{sign}- {copy}\n"),
    ));
    new.told.push((file, at, told));
}

/// Where a line may follow the entry of a list that starts near a place, and what stands before its hyphen. `None` for a
/// list in brackets.
fn after_entry(text: &str, at: usize) -> Option<(usize, &str)> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    // The day may stand on a line below the hyphen.
    let mut line = start;
    loop {
        let words = text[line..].trim_start_matches(' ');
        if words.starts_with("- ") || words.starts_with("-\n") {
            break;
        }
        line = text[..line.checked_sub(1)?]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        if line == 0 || !text[line..].starts_with([' ', '-']) {
            return None;
        }
    }
    let indent = text[line..].len() - text[line..].trim_start_matches(' ').len();
    let before = &text[line..line + indent];
    let mut end = line;
    for (number, one) in text[line..].split_inclusive('\n').enumerate() {
        let own = one.len() - one.trim_start_matches(' ').len();
        if number > 0 && (own <= indent || one.trim().is_empty()) {
            break;
        }
        end += one.len();
    }
    Some((end, before))
}

/// Every line of today that names a year, in the ways in which people write it. Records of the past name theirs, and
/// years.yaml and rules have it as a key.
pub(crate) fn old_names(
    raw: &Raw,
    year: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Vec<Named> {
    let Some(start) = starts(year) else {
        return Vec::new();
    };
    let (end, short) = ((start + 1).to_string(), &year[5..]);
    let mut names = Vec::new();
    for between in ["-", "/", "–", "‑", " to ", " – ", " - ", "–"] {
        names.push(format!("{start}{between}{end}"));
        names.push(format!("{start}{between}{short}"));
    }
    let pages = raw.pages.iter().filter(|page| page.as_of.is_none());
    let mut files: Vec<String> = pages.map(|page| page.file.to_string()).collect();
    let lists = crate::load::LISTS
        .iter()
        .filter(|list| **list != "years.yaml");
    files.extend(lists.map(|list| format!("{}{list}", raw.prefix)));
    files.push(format!("{}site.yaml", raw.prefix));
    files.sort();
    files.dedup();
    let mut found = Vec::new();
    for file in files {
        let Some(text) = text_of(&file) else { continue };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let place = names.iter().filter_map(|name| whole(line, name)).min();
            let words = line.trim();
            // A rule has the year as a key, and a comment is no word for readers.
            let is_rule = words.contains(&format!("year: {year}"));
            if let Some(place) = place.filter(|_| !is_rule) {
                found.push(Named {
                    file: file.clone(),
                    at: at + place,
                    line: words.to_owned(),
                });
            }
            at += line.len();
        }
    }
    found
}

/// Where a name stands in a line without a digit before or after it.
fn whole(line: &str, name: &str) -> Option<usize> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == '-');
    let mut places = line.match_indices(name);
    places
        .find(|(at, _)| {
            !is_digit(line[..*at].chars().next_back())
                && !is_digit(line[at + name.len()..].chars().next())
        })
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_named_by_its_start_and_end() {
        assert_eq!(starts("2026-27"), Some(2026));
        assert_eq!(starts("1999-00"), Some(1999));
        for wrong in ["2026", "2026-28", "26-27", "2026-2027", "", "é-27"] {
            assert_eq!(starts(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_year_is_found_as_a_whole_name_only() {
        assert_eq!(whole("in 2025-26, say", "2025-26"), Some(3));
        assert_eq!(whole("on 2025-26-01", "2025-26"), None);
        assert_eq!(whole("12025-26", "2025-26"), None);
    }

    #[test]
    fn a_line_follows_the_last_entry_of_a_list() {
        let text = "occurrences:\n  - 2026-01-01\n  - on: 2026-02-01\n    why: rain\ntitle: A\n";
        let at = text.find("2026-02").expect("it is there");
        let (end, before) = after_entry(text, at).expect("a list of lines");
        assert_eq!((&text[end..], before), ("title: A\n", "  "));
        let flow = "occurrences: [2026-01-01]\n";
        assert_eq!(after_entry(flow, 15), None);
    }
}
