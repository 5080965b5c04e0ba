//! Small sites, each named by what it shows, built by the real program.
//!
//! A case is a folder below `tests/golden/`; see [`common::Case`] for how it is run. In `expected/`:
//!
//! - `diagnostics.txt`: what the program writes to stderr; `stdout.txt`: the same for stdout;
//! - `exit`: the exit code, 0 when the file is not there;
//! - `then.txt`: what the commands of `then` say, each with its exit code where that is not 0;
//! - `public/`: files of the output. Only those listed here are compared, and of an `.html` file only
//!   its `<main>`; `x.full.html` is the whole of `x.html`.
//!
//! A good site is built twice: the second build must write nothing. A site that cannot be built must
//! leave the output of an earlier build as it was, and nothing beside it.
//!
//! `UPDATE_EXPECTED=1 cargo test --test golden` writes what is; read the difference like code. A new
//! file to compare starts as an empty one below `expected/public/`.

#![cfg(unix)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use common::{Case, Run, below, files, redway, redway_build, walk};
use redway::characters;

/// Makes a test of each case, named as its folder is.
macro_rules! cases {
    ($($name:ident)+) => {
        $(
            #[test]
            fn $name() {
                check(&stringify!($name).replace('_', "-"));
            }
        )+

        #[test]
        fn every_case_has_a_test() {
            let mut tests = vec![$(stringify!($name).replace('_', "-")),+];
            tests.sort();
            assert_eq!(tests, Case::names());
        }
    };
}

cases! {
    a_to_z_of_all_letters
    accessibility_not_known_yet
    accessibility_statement
    actions_by_target
    addresses_in_allowed_html
    addresses_in_allowed_html_flat
    addresses_that_end_in_html
    advice_that_works
    allow_that_allows_nothing
    audiences
    bad_arguments
    bad_base_url_argument
    base_url_with_a_slip
    base_url_with_prefix
    bom_and_crlf
    boxes_of_other_makes
    brand
    brand_that_cannot_be_read
    brand_that_is_no_colour
    broken_anchor
    broken_link
    calendar
    calendar_addresses_taken
    calendars
    calls_beside_text
    calls_that_name_nothing
    change_of_a_day_after_the_last_meeting
    check_rules
    check_rules_with_slips
    check_without_a_zone
    clocks_of_auckland
    clocks_of_casablanca
    clocks_of_dublin
    clocks_of_kolkata
    clocks_of_london
    clocks_of_lord_howe
    clocks_of_new_york
    clocks_of_santiago
    clocks_of_utc
    codes_explained
    colons_that_define_nothing
    commas_without_quotation_marks
    curly_quotes
    content_out_of_the_site
    dash_that_is_forgotten
    dates_of_last_year_replaced
    dates_with_a_time
    day_that_does_not_exist
    day_that_moved_in_words
    days_in_every_notation_in_words
    days_that_cannot_be_meant
    days_to_come
    described_by_what_stands_there
    drafts_are_not_for_search_engines
    drafts_shown
    duplicate_id
    duplicate_key
    edit_this_page
    empty_file
    empty_keys
    empty_manifest_in_the_content
    end_before_start
    extra_css
    extra_css_that_asks_others
    facts_almost_right
    facts_of_other_pages
    facts_repeated
    facts_that_say_nothing
    facts_said_once
    facts_that_stand_loose
    facts_that_nobody_records
    feed_that_cannot_be_written_is_told_early
    feeds_checked
    feeds_compared
    figures_that_do_not_follow
    file_and_folder_of_one_name
    file_in_another_case
    file_names
    file_of_5_mb
    file_of_the_theme_in_content
    files_allowed
    files_that_are_not_there
    files_that_are_something_else
    files_that_do_not_belong
    files_that_run
    flat_addresses
    folders_nested_too_deep
    footnote_written_many_times
    form_editing
    form_editing_that_would_spoil
    format_github
    format_json
    former_ids_and_retired
    freshness
    front_matter_in_toml
    front_matter_never_closed
    full_disk
    generic_site
    glossary_and_documents
    glossary_with_two_meanings
    group_with_vacancies
    groups_and_their_minutes
    headings_by_other_names
    home_page_in_toml
    hostile_meetings
    hour_told_once
    how_to_join_is_in_the_event
    html_in_markdown
    html_that_asks_others
    link_into_git
    link_schemes
    links_that_miss_by_a_sign
    links_that_say_something_else
    links_to_generated_headings
    links_with_queries
    list_that_is_not_yaml
    long_and_non_ascii_meetings
    long_titles_compared
    many_mistakes_in_many_files
    markdown
    markup_in_plain_texts
    meetings_as_people_hold_them
    meetings_not_held_in_words
    meetings_on_closed_days
    meetings_over_midnight
    meetings_over_the_end_of_a_month
    meetings_that_cannot_be_held_so
    meetings_that_change
    menu_of_sections
    merge_conflict
    minimal_site
    minutes
    minutes_at_no_time
    missing_title
    mistake_far_into_a_long_line
    more_mistakes_than_anyone_reads
    nearly_markdown
    nesting_20_000_deep
    new_files
    new_handbook
    new_workflows
    next_meetings
    no_fold_within_an_escape
    no_folder
    no_site
    no_stamp
    not_utf_8
    not_yaml
    notices
    notices_with_slips
    numbers_of_another_country
    numbers_that_dial
    numbers_within_titles
    old_addresses
    old_addresses_with_strange_names
    one_address_for_two_pages
    organisations
    organisations_that_do_not_fit
    output_beside_the_pages
    output_of_another_build_in_the_content
    output_that_is_a_file
    output_that_is_not_ours
    output_that_may_not_be_written
    own_parts_of_a_theme
    page_at_the_calendar
    page_beside_its_folder
    page_in_another_language
    pages_that_are_gone
    pages_under_headings
    parts_of_a_site
    person_whom_nothing_names
    pipe_for_a_list
    pipe_in_content
    places_that_contradict
    plan
    posts_and_sources
    print_off
    print_with_slips
    printed
    raw_html_allowed
    readme_is_the_section
    record_of_the_past
    record_without_a_name
    records_by_their_ids
    references_that_lead_nowhere
    register_in_its_own_words
    registers_with_slips
    report_at_an_address
    report_by_mail
    report_on_a_page
    report_with_a_slip
    repository_with_a_slip
    role_that_has_ended
    roles_to_come
    rows_as_spreadsheets_save_them
    rules
    rules_that_do_not_fit
    rules_with_mistakes
    search_finds_tags
    search_for_names_of_common_words
    search_for_phone_numbers_in_every_form
    search_for_postcodes_without_their_space
    search_for_titles_of_common_words
    search_for_words_joined_by_signs
    search_in_letters_beyond_latin_1
    search_in_plain_letters_is_no_slip
    search_in_welsh
    search_index
    search_leads_to_sections
    search_leaves_right_words_as_typed
    search_names_everybody_in_answers
    search_of_links_without_words
    search_off
    search_over_budget
    search_passes_over_characters_nobody_sees
    search_shows_numbers_with_their_date
    section_of_dated_pages
    series
    series_without_a_day
    services_tree
    settings_warn
    settings_with_slips
    short_forms_in_front_matter
    site_in_welsh
    slips_in_lists
    slips_in_toml_and_json
    slips_in_yaml
    slips_of_a_council_officer
    slips_of_spreadsheets
    slips_that_look_right
    slips_where_unknown_keys_warn
    stamp_from_the_environment
    steps
    strict
    styleguide
    symlink_loop
    symlink_out_of_the_site
    tables_and_charts
    tabs_in_yaml
    template_of_a_page
    template_of_another_name
    template_syntax
    template_undefined_variable
    templates_that_are_not_there
    theme_out_of_the_site
    theme_override
    time_that_comes_twice
    time_that_the_clocks_skip
    title_that_shows_nothing
    two_pages_of_one_folder
    two_people_of_one_name
    unknown_key
    unknown_names
    unreadable_file
    unreadable_picture
    unseen_character_for_programs
    unseen_character_in_a_name
    unseen_characters
    vacancies
    vacant_role_with_cover
    weekdays_in_words
    words_compared
    words_of_another_language
    written_from_right_to_left
    wrong_type
    wrong_weekday
    yaml_that_expands_without_bound
    years_of_no_school
    years_with_mistakes
}

fn check(name: &str) {
    let case = Case::named(name);
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    // Not the system's private 0700: a case may give up its rights before it builds.
    let scratch = tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o755))
        .tempdir()
        .expect("a temporary folder");
    let site = scratch.path().join("site");
    case.lay_out(&site);
    let output = output_folder(&case, &site);
    let fails = case.expected_exit() != 0;
    if fails && !output.exists() {
        build_earlier_site(scratch.path(), &output);
    }
    let before = state(scratch.path(), &output);
    let run = case.build(&site);
    let after = state(scratch.path(), &output);

    let mut wrong = String::new();
    let mut expect = |file: &str, actual: &str| {
        let path = case.folder.join("expected").join(file);
        if update {
            write_expected(&path, actual);
        } else if let Some(difference) = difference(&case.read(&format!("expected/{file}")), actual)
        {
            let _ = write!(wrong, "\n{file} is not as expected:\n{difference}");
        }
    };
    expect("diagnostics.txt", &run.stderr);
    expect("stdout.txt", &run.stdout);
    expect(
        "exit",
        &match run.exit {
            0 => String::new(),
            code => format!("{code}\n"),
        },
    );
    if run.exit == 0 {
        for (file, path) in compared(&case) {
            expect(
                &format!("public/{}", path.display()),
                &shown(&output, &file, &path),
            );
        }
    }
    assert_eq!(
        told_raw(&run),
        None,
        "{name}: the terminal is sent it as it is"
    );
    if run.exit == 0 {
        assert_eq!(published_raw(&output), None, "{name}: it is published");
        let again = case.build(&site);
        assert_eq!(
            (again.exit, again.stderr),
            (run.exit, run.stderr),
            "{name}: the second build"
        );
        assert!(
            after == state(scratch.path(), &output),
            "{name}: the second build wrote something"
        );
    } else if before != after {
        let _ = write!(
            wrong,
            "\nthe failed build changed:\n{}",
            changed(&before, &after)
        );
    }
    let then = said_then(&case, &site);
    if update {
        write_expected(&case.folder.join("expected/then.txt"), &then);
    } else if let Some(difference) = difference(&case.read("expected/then.txt"), &then) {
        let _ = write!(wrong, "\nthen.txt is not as expected:\n{difference}");
    }
    assert!(wrong.is_empty(), "{name}: {wrong}");
}

/// A character that would drive the terminal or turn what stands on it.
fn told_raw(run: &Run) -> Option<char> {
    let told = run.stdout.chars().chain(run.stderr.chars());
    { told }.find(|&c| characters::is_hidden(c) || characters::is_mark(c))
}

/// A file that Redway made with a character that is never published, and the character.
fn published_raw(output: &Path) -> Option<(PathBuf, char)> {
    let made = ["html", "json", "xml", "ics"];
    walk(output).into_iter().find_map(|path| {
        made.contains(&path.extension()?.to_str()?).then_some(())?;
        let text = fs::read_to_string(&path).ok()?;
        let found = text
            .replace("\r\n", "\n")
            .chars()
            .find(|&c| characters::is_hidden(c))?;
        Some((path, found))
    })
}

/// What the commands of `then` say in the folder of the built site.
fn said_then(case: &Case, site: &Path) -> String {
    let mut said = String::new();
    let variables = case.read("env");
    for line in case.read("then").lines() {
        let variables = variables.lines().filter_map(|line| line.split_once('='));
        let run = redway(site, line.split_whitespace(), variables);
        let _ = write!(said, "$ redway {line}\n{}{}", run.stdout, run.stderr);
        if run.exit != 0 {
            let _ = writeln!(said, "(exit code {})", run.exit);
        }
        said.push('\n');
    }
    said
}

/// `public` in the folder of the site, or what follows `--output` in the words of the case.
fn output_folder(case: &Case, site: &Path) -> PathBuf {
    let arguments = case.read("args");
    let mut words = arguments.split_whitespace();
    match words.find(|word| *word == "--output") {
        Some(_) => site.join(words.next().expect("--output is followed by a folder")),
        None => site.join("public"),
    }
}

/// An output as a build of yesterday left it.
fn build_earlier_site(scratch: &Path, output: &Path) {
    let earlier = scratch.join("earlier");
    fs::create_dir(&earlier).expect("a folder");
    fs::write(
        earlier.join("site.yaml"),
        "title: Earlier\nbase_url: https://earlier.example/\n",
    )
    .expect("a file");
    fs::write(
        earlier.join("page.md"),
        "---\ntitle: Earlier page\n---\n\nText.\n",
    )
    .expect("a file");
    let output = output
        .to_str()
        .expect("a temporary folder has a plain name");
    let run = redway_build(&earlier, ["--output", output], [], None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(files(Path::new(output)).contains_key("page/index.html"));
}

/// The files to compare: the path in the output and the path below `expected/public/`.
fn compared(case: &Case) -> Vec<(String, PathBuf)> {
    let folder = case.folder.join("expected/public");
    if !folder.is_dir() {
        return Vec::new();
    }
    walk(&folder)
        .into_iter()
        .filter(|path| path.is_file())
        .map(|path| {
            let below = path.strip_prefix(&folder).expect("it is below").to_owned();
            let file = below
                .to_str()
                .expect("names are ASCII")
                .replace(".full.html", ".html");
            (file, below)
        })
        .collect()
}

/// The part of an output file that is compared.
fn shown(output: &Path, file: &str, expected: &Path) -> String {
    let text = fs::read_to_string(output.join(file)).ok();
    let marked = || {
        let files = walk(output).into_iter();
        let mut files = files.filter(|path| without_marks(&below(output, path)) == file);
        fs::read_to_string(files.next()?).ok()
    };
    let Some(text) = text.or_else(marked) else {
        return "(the output has no such file)\n".to_owned();
    };
    let text = without_marks(&text);
    if file == ".redway-manifest" {
        // There files stand in the order of their marks.
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        if let Some((_, files)) = lines.split_first_mut() {
            files.sort_unstable();
        }
        return lines.concat();
    }
    let whole = expected
        .to_str()
        .is_some_and(|path| path.ends_with(".full.html"));
    if whole
        || Path::new(file)
            .extension()
            .is_none_or(|ending| ending != "html")
    {
        return text;
    }
    match (text.find("<main"), text.rfind("</main>")) {
        (Some(start), Some(end)) => format!("{}</main>\n", &text[start..end]),
        _ => text,
    }
}

/// What a page or the manifest says, without what the names of theme files tell of their content: it changes with every word of
/// a stylesheet, and no case is about it.
fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("assets/") {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|c: char| !(c.is_ascii_alphanumeric() || "-_./".contains(c)))
            .unwrap_or(from.len());
        let (path, after) = from.split_at(end);
        let mut parts: Vec<&str> = path.split('.').collect();
        if let [.., mark, _] = *parts
            && mark.len() == 8
            && mark.bytes().all(|b| b.is_ascii_hexdigit())
        {
            parts.remove(parts.len() - 2);
        }
        out.push_str(before);
        out.push_str(&parts.join("."));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn write_expected(path: &Path, text: &str) {
    if text.is_empty() {
        if path.exists() {
            fs::remove_file(path).expect("an expectation that no longer holds");
        }
    } else {
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("an expectation");
    }
}

/// The lines that differ, with two of context on either side.
fn difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) =
        (expected.split('\n').collect(), actual.split('\n').collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let least = old.len().min(new.len()) - same;
    let same_after = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take(least)
        .take_while(|(a, b)| a == b)
        .count();
    let mut out = String::new();
    let mut add = |sign: char, lines: &[&str]| {
        for line in lines.iter().take(60) {
            let _ = writeln!(out, "{sign} {}", line.replace('\r', "\\r"));
        }
        if lines.len() > 60 {
            let _ = writeln!(out, "{sign} … and {} more", lines.len() - 60);
        }
    };
    let (old_end, new_end) = (old.len() - same_after, new.len() - same_after);
    add(' ', &old[same.saturating_sub(2)..same]);
    add('-', &old[same..old_end]);
    add('+', &new[same..new_end]);
    add(' ', &old[old_end..old.len().min(old_end + 2)]);
    Some(out)
}

/// When something changed (only within the output), its rights, and its bytes if it is a file.
type State = (Option<SystemTime>, u32, Option<Vec<u8>>);

/// What stands in a folder. Of `output`, which may be in it, also when each thing was last changed:
/// no byte and no time may differ in an output that was not to be touched. A staging folder comes
/// and goes in it, so the time of the output itself says nothing.
fn state(folder: &Path, output: &Path) -> BTreeMap<String, State> {
    walk(folder)
        .into_iter()
        .map(|path| {
            let meta = fs::symlink_metadata(&path).expect("it is there");
            let changed = (path.starts_with(output) && path != output)
                .then(|| meta.modified().expect("the system knows when"));
            let bytes = meta.is_file().then(|| fs::read(&path).unwrap_or_default());
            (
                below(folder, &path),
                (changed, meta.permissions().mode(), bytes),
            )
        })
        .collect()
}

/// What a failed build should have left alone.
fn changed(before: &BTreeMap<String, State>, after: &BTreeMap<String, State>) -> String {
    let mut out = String::new();
    for path in before
        .keys()
        .chain(after.keys().filter(|path| !before.contains_key(*path)))
    {
        if before.get(path) != after.get(path) {
            let _ = writeln!(out, "  {path}");
        }
    }
    out
}
