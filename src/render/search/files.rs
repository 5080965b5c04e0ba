//! Files that pages lead to, as search knows them.

use crate::model::Target;

/// What a file is called, without its folder: people have the name from a message or a folder of their own.
pub(crate) fn file_name(target: &Target) -> Option<&str> {
    match target {
        Target::File(path, _) => path.rsplit('/').next(),
        _ => None,
    }
}
