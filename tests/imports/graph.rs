//! What imports must not do: go round in circles, or upwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Imports;

/// The groups of two files or more that import each other in a circle, directly or through others.
pub(crate) fn circles(imports: &Imports) -> Vec<Vec<&str>> {
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in imports.keys() {
        let mut open = vec![file.as_str()];
        let mut found = BTreeSet::new();
        while let Some(next) = open.pop() {
            for target in imports.get(next).into_iter().flat_map(BTreeMap::keys) {
                if found.insert(target.as_str()) {
                    open.push(target);
                }
            }
        }
        reached.insert(file, found);
    }
    let mut groups: BTreeSet<Vec<&str>> = BTreeSet::new();
    for (file, targets) in &reached {
        let back = |target: &&str| reached.get(target).is_some_and(|to| to.contains(file));
        let group: Vec<&str> = targets.iter().copied().filter(back).collect();
        if group.len() > 1 {
            groups.insert(group);
        }
    }
    groups.into_iter().collect()
}

/// A circle in words: each import within it, with the names that make it.
pub(crate) fn told(circle: &[&str], imports: &Imports) -> String {
    let mut out = format!("{} files import each other in a circle:", circle.len());
    for &file in circle {
        for (target, names) in &imports[file] {
            if circle.contains(&target.as_str()) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                write!(out, "\n    {file} -> {target}: {}", names.join(", "))
                    .expect("writing to a String cannot fail");
            }
        }
    }
    out
}

/// What of `folder` imports upwards. `order` lists what stands in it from top to bottom: a file or folder
/// imports only what is listed below it. Files that are not listed stand at the top; each folder is listed.
pub(crate) fn upwards(imports: &Imports, folder: &str, order: &[&str]) -> Vec<String> {
    let part = |file: &str| {
        let below = file.strip_prefix(folder)?;
        Some(below.split_inclusive('/').next()?.to_owned())
    };
    let level = |part: &str| order.iter().position(|listed| *listed == part);
    let mut wrong = BTreeSet::new();
    for (file, targets) in imports {
        let Some(own) = part(file) else { continue };
        if own.ends_with('/') && level(&own).is_none() {
            wrong.insert(format!("{folder}{own} stands in no place of the list"));
        }
        for (target, names) in targets {
            let Some(other) = part(target) else { continue };
            let below = match (level(&own), level(&other)) {
                (own, Some(other)) => own.is_none_or(|own| own < other),
                (None, None) => true,
                (Some(_), None) => false,
            };
            if own != other && !below {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                wrong.insert(format!("{file} -> {target}: {}", names.join(", ")));
            }
        }
    }
    wrong.into_iter().collect()
}
