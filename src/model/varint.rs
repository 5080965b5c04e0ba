//! Numbers in as few bytes as they need: unsigned LEB128, seven bits a byte, the lowest first.

/// Appends a number.
pub(crate) fn put(out: &mut Vec<u8>, number: u32) {
    give(number, |byte| out.push(byte));
}

/// Gives each byte of a number.
pub(crate) fn give(number: u32, mut byte: impl FnMut(u8)) {
    let mut rest = number;
    while rest >= 0x80 {
        byte(low_byte(rest) | 0x80);
        rest >>= 7;
    }
    byte(low_byte(rest));
}

/// How many bytes a number takes.
pub(crate) fn length(number: u32) -> u32 {
    let bits = u32::BITS - number.leading_zeros();
    bits.div_ceil(7).max(1)
}

/// Takes a number off the beginning of the bytes; `None` when they end within it or it is larger
/// than fits.
pub(crate) fn take(bytes: &mut &[u8]) -> Option<u32> {
    // Most have one byte.
    if let Some((&byte, rest)) = bytes.split_first()
        && byte < 0x80
    {
        *bytes = rest;
        return Some(byte.into());
    }
    let mut number: u32 = 0;
    for shift in (0..32).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let part = u32::from(byte & 0x7f);
        if part.checked_shl(shift)? >> shift != part {
            return None;
        }
        number |= part << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn low_byte(number: u32) -> u8 {
    u8::try_from(number & 0x7f).expect("seven bits fit")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_number_comes_back(numbers in prop::collection::vec((any::<u32>(), 0..32_u32), 0..20)) {
            let numbers: Vec<u32> = numbers.into_iter().map(|(number, less)| number >> less).collect();
            let mut bytes = Vec::new();
            for &number in &numbers {
                let before = bytes.len();
                put(&mut bytes, number);
                prop_assert_eq!(bytes.len() - before, length(number) as usize);
            }
            let mut rest = bytes.as_slice();
            for &number in &numbers {
                prop_assert_eq!(take(&mut rest), Some(number));
            }
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn any_bytes_are_a_number_or_none(bytes in prop::collection::vec(any::<u8>(), 0..8)) {
            let mut rest = bytes.as_slice();
            let _ = take(&mut rest);
            prop_assert!(rest.len() <= bytes.len());
        }
    }

    #[test]
    fn numbers_that_end_too_early_or_are_too_large_are_none() {
        assert_eq!(take(&mut [0x80].as_slice()), None);
        assert_eq!(take(&mut [].as_slice()), None);
        assert_eq!(
            take(&mut [0xff, 0xff, 0xff, 0xff, 0x0f].as_slice()),
            Some(u32::MAX)
        );
        assert_eq!(take(&mut [0xff, 0xff, 0xff, 0xff, 0x1f].as_slice()), None);
    }
}
