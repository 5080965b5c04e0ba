//! Numbers that pages are ordered by.

use crate::model::Order;

/// `40`, `-3` or `40.5`, with up to nine decimals.
pub(crate) fn order(text: &str) -> Option<Order> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(decimals) || decimals.len() > 9 || !digits(whole.trim_start_matches(['-', '+'])) {
        return None;
    }
    let order = Order {
        whole: whole.parse().ok()?,
        billionths: format!("{decimals:0<9}").parse().ok()?,
    };
    // Below zero decimals lead further down.
    if whole.starts_with('-') && order.billionths > 0 {
        return Some(Order {
            whole: order.whole.checked_sub(1)?,
            billionths: 1_000_000_000 - order.billionths,
        });
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_stand_between_whole_numbers() {
        let written = [
            "-41", "-40.5", "-40", "-0.5", "0", "0.25", "40", "40.05", "40.5", "41",
        ];
        let orders: Vec<_> = written
            .iter()
            .map(|text| order(text).expect(text))
            .collect();
        assert!(orders.is_sorted(), "{orders:?}");
        assert_eq!(order("40.50"), order("40.5"));
        assert_eq!(order("1.0"), order("1"));
        for text in [
            "",
            "-",
            "1.",
            ".5",
            "1,5",
            "many",
            "1.0000000001",
            "1e3",
            "--1",
        ] {
            assert_eq!(order(text), None, "{text:?}");
        }
    }
}
