//! SEQUENCE (RFC 5545 §3.8.7.4) from the time of a change: it grows with each change and needs no memory of earlier
//! feeds.
//!
//! It counts seconds from the start of 2020, and fits into its 31 bits until January 2088. A time outside these years
//! comes from a clock that is wrong; it counts as the least that is greater than what was published before.

/// 2020-01-01T00:00:00Z, in seconds since 1970.
const START: i64 = 1_577_836_800;

/// The first second (since 1970) that has no number: in January 2088.
pub(crate) const END: i64 = START + i32::MAX as i64 + 1;

/// The number of a change at a time, in seconds since 1970; `None` for a time outside the years that have one.
#[must_use]
pub(crate) fn at(seconds: i64) -> Option<u32> {
    let number = u32::try_from(seconds.checked_sub(START)?).ok()?;
    (seconds < END).then_some(number)
}

/// The number of a change at a time, after one with a number: greater than that, as long as there are numbers.
#[must_use]
pub(crate) fn after(before: Option<u32>, seconds: i64) -> u32 {
    let next = before.map_or(0, |before| before.saturating_add(1));
    at(seconds)
        .unwrap_or(0)
        .max(next)
        .min(i32::MAX.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_has_a_greater_number_whatever_clocks_say() {
        const YEAR_2015: i64 = 1_425_168_000;
        const YEAR_2026: i64 = 1_794_492_000;
        const YEAR_2099: i64 = 4_070_908_800;
        assert_eq!(at(START), Some(0));
        assert_eq!(at(YEAR_2026), Some(216_655_200));
        assert_eq!(at(END - 1), Some(i32::MAX.unsigned_abs()));
        assert_eq!(
            [YEAR_2015, END, YEAR_2099, i64::MIN, i64::MAX].map(at),
            [None; 5]
        );
        let mut before = None;
        for time in [
            YEAR_2015, YEAR_2015, YEAR_2099, YEAR_2099, YEAR_2026, YEAR_2015, YEAR_2099,
        ] {
            let number = after(before, time);
            assert!(before.is_none_or(|before| before < number));
            before = Some(number);
        }
        assert_eq!(
            after(Some(i32::MAX.unsigned_abs()), YEAR_2026),
            i32::MAX.unsigned_abs()
        );
    }
}
