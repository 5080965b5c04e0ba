//! Where a page stands among those of its section.

/// A number, perhaps with decimals: 40.5 stands between 40 and 41.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Order {
    /// The whole number that is not above it.
    pub whole: i64,
    /// What it is above that, in thousand millionths.
    pub billionths: u32,
}

impl Order {
    /// After all others.
    pub const LAST: Order = Order {
        whole: i64::MAX,
        billionths: u32::MAX,
    };
}
