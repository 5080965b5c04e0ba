//! Calls to the blocks that they stand for.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::among::{near_or_listed, unknown};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, clipped};
use crate::load::{RawCall, RawKind, RawPage, RawTable, Spanned, UnavailableNames};
use crate::model::{Block, CALLS, PageId, TableId};

/// Nobody reads more bars than these in one chart; and a row of a chart is many times as long as its source.
const MOST_CHARTED: usize = 200;

/// What calls may name.
pub(crate) struct Callable<'a> {
    /// Tables by id, with the number of their rows.
    tables: HashMap<String, (TableId, usize)>,
    /// Tables and pages with mistakes of their own.
    unavailable: &'a UnavailableNames,
    /// Pages with steps.
    with_steps: HashSet<PageId>,
    /// Plans by id, with the ids of their priorities.
    plans: HashMap<String, (PageId, Vec<String>)>,
    /// Groups by id.
    groups: HashMap<String, PageId>,
    /// The agendas and minutes of each group by its id, the latest first.
    records: HashMap<String, Vec<PageId>>,
    /// The names of tables, plans and groups, for the first that is wrong.
    known_tables: OnceLock<Arc<Known>>,
    known_plans: OnceLock<Arc<Known>>,
    known_groups: OnceLock<Arc<Known>>,
}

impl<'a> Callable<'a> {
    /// All tables and plans of a source.
    pub(crate) fn new<'p>(
        tables: &[RawTable],
        unavailable: &'a UnavailableNames,
        pages: impl Iterator<Item = (PageId, &'p RawPage)> + Clone,
    ) -> Self {
        let with_steps = pages.clone().filter(|(_, page)| !page.steps.is_empty());
        let groups = pages.clone().filter_map(|(id, page)| match &page.kind {
            RawKind::Group(group) => Some((group.id.value.clone(), id)),
            _ => None,
        });
        let plans = pages.clone().filter_map(|(id, page)| match &page.kind {
            RawKind::Plan(plan) => {
                let priorities = plan.priorities.iter().map(|p| p.id.clone()).collect();
                Some((plan.id.value.clone(), (id, priorities)))
            }
            _ => None,
        });
        Callable {
            unavailable,
            with_steps: with_steps.map(|(id, _)| id).collect(),
            tables: tables
                .iter()
                .enumerate()
                .map(|(index, table)| (table.id.clone(), (TableId::new(index), table.rows.len())))
                .collect(),
            plans: plans.collect(),
            groups: groups.collect(),
            records: records(pages),
            known_tables: OnceLock::new(),
            known_plans: OnceLock::new(),
            known_groups: OnceLock::new(),
        }
    }

    /// The block that a call stands for; one that names nothing is reported.
    pub(crate) fn block(
        &self,
        call: RawCall,
        page: PageId,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Block> {
        let RawCall { name, arguments } = call;
        let mut reading = Reading {
            name: &name,
            arguments,
            file,
            diagnostics,
        };
        let block = match name.value.as_str() {
            "table" => Block::Table(self.table(&mut reading)?.0),
            "chart" => {
                let (table, rows) = self.table(&mut reading)?;
                if rows > MOST_CHARTED {
                    reading.long_chart(rows);
                }
                Block::Chart(table)
            }
            "actions" => {
                let (page, priorities) = self.plan(&mut reading)?;
                let priority = match reading.take("priority") {
                    None => None,
                    Some(id) => match priorities.iter().position(|p| *p == id.value) {
                        Some(index) => Some(index),
                        None => {
                            let known = Known::new(priorities.iter().map(String::as_str));
                            reading.unknown(Code::UnknownValue, "priority", &id, &Arc::new(known));
                            return None;
                        }
                    },
                };
                Block::Actions(page, priority)
            }
            "vacancies" => Block::Vacancies,
            "resolutions" => match reading.take("group") {
                None => Block::Resolutions(None),
                Some(id) => {
                    let group = self.group(&id, file, reading.diagnostics)?;
                    Block::Resolutions(Some(group))
                }
            },
            "matrix" => Block::Matrix,
            "audiences" => Block::Audiences,
            "next_meetings" => Block::NextMeetings,
            "steps" => {
                if !self.with_steps.contains(&page) {
                    reading.diagnostics.push(
                        Diagnostic::error(Code::Call, "this page has no steps to show")
                            .at(file, name.span.clone())
                            .help("add `steps:` to the facts of the page, or take the call away"),
                    );
                }
                Block::Steps
            }
            // The load stage has said what is wrong with a call that it could not read.
            "" => return None,
            _ => {
                reading.unknown(Code::Call, "call", &name, &Arc::new(Known::new(CALLS)));
                return None;
            }
        };
        reading.finish();
        Some(block)
    }

    /// The page of a group by its id; one that there is not is reported.
    pub(crate) fn group(
        &self,
        id: &Spanned<String>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<PageId> {
        let found = self.groups.get(&id.value).copied();
        if found.is_none() && self.unavailable.pages.is_empty() {
            let known = self.known_groups.get_or_init(|| sorted(self.groups.keys()));
            unknown("group", id, known, file, diagnostics);
        }
        found
    }

    /// The agendas and minutes of a group, the latest first.
    pub(crate) fn records_of(&self, group: &str) -> Vec<PageId> {
        self.records.get(group).cloned().unwrap_or_default()
    }

    fn table(&self, reading: &mut Reading<'_>) -> Option<(TableId, usize)> {
        let id = reading.required("data")?;
        let found = self.tables.get(&id.value).copied();
        if found.is_none() && !self.unavailable.tables.may_hold(&id.value) {
            let known = || sorted(self.tables.keys());
            let known = self.known_tables.get_or_init(known);
            reading.unknown(Code::UnknownTable, "table", &id, known);
        }
        found
    }

    fn plan(&self, reading: &mut Reading<'_>) -> Option<(PageId, &[String])> {
        let id = reading.required("plan")?;
        let found = self.plans.get(&id.value);
        if found.is_none() && self.unavailable.pages.is_empty() {
            let known = self.known_plans.get_or_init(|| sorted(self.plans.keys()));
            reading.unknown(Code::Call, "plan", &id, known);
        }
        found.map(|(page, priorities)| (*page, priorities.as_slice()))
    }
}

/// The agendas and minutes of each group by its id, the latest first.
fn records<'p>(pages: impl Iterator<Item = (PageId, &'p RawPage)>) -> HashMap<String, Vec<PageId>> {
    let mut days: HashMap<String, Vec<(Date, PageId)>> = HashMap::new();
    for (id, page) in pages {
        if let RawKind::Minutes(minutes) = &page.kind
            && let Some(group) = &minutes.group
        {
            let of_group = days.entry(group.value.clone()).or_default();
            of_group.push((minutes.day, id));
        }
    }
    let latest_first = days.into_iter().map(|(group, mut days)| {
        days.sort_by_key(|(day, id)| (Reverse(*day), *id));
        (group, days.into_iter().map(|(_, id)| id).collect())
    });
    latest_first.collect()
}

fn sorted<'k>(keys: impl Iterator<Item = &'k String>) -> Arc<Known> {
    let mut keys: Vec<&str> = keys.map(String::as_str).collect();
    keys.sort_unstable();
    Arc::new(Known::new(keys))
}

/// A call being read.
struct Reading<'a> {
    name: &'a Spanned<String>,
    arguments: Vec<(Spanned<String>, Spanned<String>)>,
    file: &'a Arc<str>,
    diagnostics: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn take(&mut self, key: &str) -> Option<Spanned<String>> {
        let at = self.arguments.iter().position(|(k, _)| k.value == key)?;
        Some(self.arguments.remove(at).1)
    }

    fn required(&mut self, key: &str) -> Option<Spanned<String>> {
        let value = self.take(key);
        if value.is_none() {
            let name = &self.name.value;
            self.diagnostics.push(
                Diagnostic::error(Code::Call, format!("`{name}` needs `{key}`"))
                    .at(self.file, self.name.span.clone())
                    .help(format!("write {{{{ {name}({key}=\"…\") }}}}")),
            );
        }
        value
    }

    fn long_chart(&mut self, rows: usize) {
        let finding = Diagnostic::error(
            Code::Call,
            format!("a chart of {rows} rows; more than {MOST_CHARTED} cannot be read"),
        );
        let help = "call `table` for all rows, or `chart` for a table of those that matter most";
        self.diagnostics
            .push(finding.at(self.file, self.name.span.clone()).help(help));
    }

    fn unknown(
        &mut self,
        code: Code,
        what: &'static str,
        wrong: &Spanned<String>,
        known: &Arc<Known>,
    ) {
        let shown = clipped(&wrong.value);
        let finding = Diagnostic::error(code, format!("there is no {what} `{shown}`"));
        let help = move |names: Option<String>| match names {
            None => format!("this site has no {what} yet"),
            Some(names) => format!("there are {names}"),
        };
        let finding = near_or_listed(finding, &wrong.value, known, help);
        self.diagnostics
            .push(finding.at(self.file, wrong.span.clone()));
    }

    /// Reports what is left over.
    fn finish(self) {
        for (key, _) in self.arguments {
            self.diagnostics.push(
                Diagnostic::error(
                    Code::UnknownKey,
                    format!("`{}` does not take `{}`", self.name.value, key.value),
                )
                .at(self.file, key.span)
                .help("take it away"),
            );
        }
    }
}
