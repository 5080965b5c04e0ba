//! Many of one sort, on all cores.

use rayon::prelude::*;

use crate::diagnostic::Diagnostics;

/// What is made of each of many, on all cores. What is found is told in their order, whichever core is first.
pub(super) fn with_findings<I: IndexedParallelIterator, T: Send>(
    all: impl IntoParallelIterator<Iter = I, Item = I::Item>,
    diagnostics: &mut Diagnostics,
    make: impl Fn(usize, I::Item, &mut Diagnostics) -> T + Sync,
) -> Vec<T> {
    let (mut results, mut findings) = (Vec::new(), Vec::new());
    all.into_par_iter()
        .enumerate()
        .map(|(index, one)| {
            let mut found = Diagnostics::of_one_file();
            let one = make(index, one, &mut found);
            (one, found.closed())
        })
        .unzip_into_vecs(&mut results, &mut findings);
    for found in findings {
        diagnostics.append(found);
    }
    results
}
