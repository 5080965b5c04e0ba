//! Which file of a crate takes names from which, read from the source alone.
//!
//! What counts: `use`, and paths in code (`crate::…`, `super::…`, `self::…`, or through a module or a name that
//! is in scope). A re-export is followed to the file that defines the name, and is itself no import. Tests
//! (`#[cfg(test)]`), comments and what stands between quotation marks do not count.

mod graph;
mod tokens;

pub(crate) use graph::{circles, told, upwards};

use std::collections::{BTreeMap, BTreeSet};

use tokens::{closing, is_word, item_end, tokens};

/// For each file the files that it takes names from, and the names.
pub(crate) type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The path of a module, or of a name in one, from the root of the crate.
type Path = Vec<String>;

/// A module of the crate: a file, or a part of one in braces.
#[derive(Default)]
struct Module {
    file: String,
    /// Whether modules that do not stand below its parent may name it.
    public: bool,
    /// Names that it defines, other than modules.
    items: BTreeSet<String>,
    uses: Vec<Use>,
    /// Paths of two names or more in code.
    paths: BTreeSet<Path>,
    /// Names that stand alone in code.
    words: BTreeSet<String>,
}

impl Module {
    /// The uses that bring in a name.
    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Use> {
        self.uses.iter().filter(move |taken| taken.name == name)
    }
}

/// A name that `use` brings in; `*` for all of a module.
struct Use {
    name: String,
    path: Path,
    public: bool,
}

/// A crate: its modules by path.
#[derive(Default)]
struct Crate {
    modules: BTreeMap<Path, Module>,
}

/// The imports of a crate whose files are given by their paths below `src/`, from `lib.rs` on.
pub(crate) fn imports(sources: &BTreeMap<String, String>) -> Imports {
    let mut all = Crate::default();
    all.read_file(Vec::new(), "lib.rs", true, sources);
    let mut imports = Imports::new();
    for (path, module) in &all.modules {
        let own = imports.entry(module.file.clone()).or_default();
        let taken = module.uses.iter().filter(|taken| !taken.public);
        let reexported = module
            .uses
            .iter()
            .filter(|taken| taken.public && module.words.contains(&taken.name));
        let paths = taken.chain(reexported).map(|taken| &taken.path);
        for (file, name) in paths
            .chain(&module.paths)
            .flat_map(|taken| all.targets(path, taken, true, &mut Vec::new()))
        {
            if file != module.file {
                own.entry(file).or_default().insert(name);
            }
        }
    }
    imports
}

impl Crate {
    /// Reads the file of a module, and the files of the modules in it.
    fn read_file(
        &mut self,
        path: Path,
        file: &str,
        public: bool,
        sources: &BTreeMap<String, String>,
    ) {
        let source = sources
            .get(file)
            .unwrap_or_else(|| panic!("{file} is a module, so there is such a file"));
        self.read(path, file, public, &tokens(source), sources);
    }

    /// Reads a module from its tokens.
    fn read(
        &mut self,
        path: Path,
        file: &str,
        public: bool,
        tokens: &[&str],
        sources: &BTreeMap<String, String>,
    ) {
        let mut module = Module {
            file: file.to_owned(),
            public,
            ..Module::default()
        };
        let mut depth = 0_usize;
        let mut public = false;
        let mut at = 0;
        while let Some(&token) = tokens.get(at) {
            let next = tokens.get(at + 1).copied().unwrap_or_default();
            let is_public = std::mem::take(&mut public);
            match token {
                "#" if tokens[at..].starts_with(&["#", "[", "cfg", "(", "test", ")", "]"]) => {
                    at = item_end(tokens, at);
                    continue;
                }
                "pub" => {
                    public = true;
                    if next == "(" {
                        at = closing(tokens, at + 1);
                    }
                }
                "mod" if is_word(next) => {
                    let child = [&path[..], &[next.to_owned()]].concat();
                    if tokens.get(at + 2) == Some(&"{") {
                        let end = closing(tokens, at + 2);
                        self.read(child, file, is_public, &tokens[at + 3..end], sources);
                        at = end;
                    } else {
                        let folder = child.join("/");
                        let flat = format!("{folder}.rs");
                        let deep = format!("{folder}/mod.rs");
                        let found = if sources.contains_key(&flat) {
                            flat
                        } else {
                            deep
                        };
                        self.read_file(child, &found, is_public, sources);
                        at += 2;
                    }
                }
                "use" if next != "<" => {
                    let end = at + tokens[at..].iter().position(|t| *t == ";").unwrap_or(0);
                    let mut leaves = Vec::new();
                    use_tree(&tokens[at + 1..end], &[], &mut leaves);
                    module
                        .uses
                        .extend(leaves.into_iter().map(|(name, path)| Use {
                            name,
                            path,
                            public: is_public,
                        }));
                    at = end;
                }
                "fn" | "struct" | "enum" | "union" | "trait" | "type" | "const" | "static"
                    if depth == 0 && is_word(next) =>
                {
                    module.items.insert(next.to_owned());
                }
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                word if is_word(word) && (at == 0 || !matches!(tokens[at - 1], "." | "::")) => {
                    let mut found = vec![word.to_owned()];
                    while let [_, "::", next, ..] = &tokens[at..]
                        && is_word(next)
                    {
                        found.push((*next).to_owned());
                        at += 2;
                    }
                    if found.len() > 1 {
                        module.paths.insert(found);
                    } else {
                        module.words.extend(found);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.modules.insert(path, module);
    }

    /// The files that define what a path in a module leads to, and the name there. `guess` says whether a
    /// name that cannot be found (a macro makes it) is taken to be of the last module that can.
    fn targets(
        &self,
        from: &[String],
        path: &[String],
        guess: bool,
        seen: &mut Vec<Path>,
    ) -> BTreeSet<(String, String)> {
        let mut module = from.to_vec();
        let mut rest = path;
        match rest.first().map(String::as_str) {
            Some("crate") => {
                module.clear();
                rest = &rest[1..];
            }
            Some("self") => rest = &rest[1..],
            Some("super") => {
                while rest.first().is_some_and(|name| name == "super") {
                    module.pop();
                    rest = &rest[1..];
                }
            }
            // The name of another crate is none of ours.
            _ => return self.find(&module, rest, from, false, seen),
        }
        self.find(&module, rest, from, guess, seen)
    }

    /// What `rest` is in a module, for one who asks from another.
    fn find(
        &self,
        module: &[String],
        rest: &[String],
        from: &[String],
        guess: bool,
        seen: &mut Vec<Path>,
    ) -> BTreeSet<(String, String)> {
        let mut found = BTreeSet::new();
        let Some(this) = self.modules.get(module) else {
            return found;
        };
        let Some((name, after)) = rest.split_first() else {
            let name = module.last().cloned().unwrap_or_default();
            return BTreeSet::from([(this.file.clone(), name)]);
        };
        let path = [module, std::slice::from_ref(name)].concat();
        if let Some(child) = self.modules.get(&path)
            && (child.public || from.starts_with(module))
        {
            if !after.is_empty() {
                return self.find(&path, after, from, true, seen);
            }
            found.insert((child.file.clone(), name.clone()));
        }
        // A name is not asked for again while it is looked up: what all of two modules bring in may be circular.
        if seen.contains(&path) {
            return found;
        }
        seen.push(path);
        if this.items.contains(name) {
            found.insert((this.file.clone(), name.clone()));
        } else {
            for taken in this.named(name) {
                let path = [&taken.path[..], after].concat();
                found.extend(self.targets(module, &path, true, seen));
            }
            if found.is_empty() {
                for all in this.named("*") {
                    let path = [&all.path[..], rest].concat();
                    found.extend(self.targets(module, &path, false, seen));
                }
            }
        }
        seen.pop();
        if found.is_empty() && guess {
            found.insert((this.file.clone(), name.clone()));
        }
        found
    }
}

/// The names that a tree of `use` brings in, each with its path.
fn use_tree(tokens: &[&str], prefix: &[String], leaves: &mut Vec<(String, Path)>) {
    let mut path = prefix.to_vec();
    let mut alias = None;
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        match token {
            "{" => {
                let end = closing(tokens, at);
                for branch in branches(&tokens[at + 1..end]) {
                    use_tree(branch, &path, leaves);
                }
                return;
            }
            "as" => {
                alias = tokens.get(at + 1).map(|name| (*name).to_owned());
                break;
            }
            "*" => alias = Some("*".to_owned()),
            "self" if !path.is_empty() => {}
            word if is_word(word) => path.push(word.to_owned()),
            _ => {}
        }
        at += 1;
    }
    if let Some(name) = alias.or_else(|| path.last().cloned()) {
        leaves.push((name, path));
    }
}

/// The parts between the commas of a list, as far as they do not stand in braces of their own.
fn branches<'t>(tokens: &'t [&'t str]) -> Vec<&'t [&'t str]> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(&token) = tokens.get(at) {
        match token {
            "{" => at = closing(tokens, at),
            "," => {
                parts.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(&tokens[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}
