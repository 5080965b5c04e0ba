//! Labels of hosts in the letters that readers see.

/// The label that an ASCII label stands for (RFC 3492 §6.2); `None` if it stands for none. `encoded` is what follows `xn--`.
pub(super) fn decode(encoded: &str) -> Option<String> {
    const BASE: u32 = 36;
    let (basic, rest) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut out: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = rest.bytes();
    while digits.len() > 0 {
        let (before, mut weight) = (i, 1_u32);
        let mut k = BASE;
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'A'..=b'Z' => u32::from(byte - b'A'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
        }
        // A label has at most 63 characters, so that its length fits.
        let length = u32::try_from(out.len()).ok()? + 1;
        bias = adapted(i - before, length, before == 0);
        n = n.checked_add(i / length)?;
        i %= length;
        out.insert(usize::try_from(i).ok()?, char::from_u32(n)?);
        i += 1;
    }
    Some(out.into_iter().collect())
}

/// The bias after a character (RFC 3492 §6.1).
fn adapted(delta: u32, length: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn labels_come_back_in_their_own_letters() {
        assert_eq!(decode("bcher-kva").as_deref(), Some("bücher"));
        assert_eq!(decode("pypal-4ve").as_deref(), Some("pаypal"));
        assert_eq!(decode("fiqs8s").as_deref(), Some("中国"));
        // Letters of codes may be capitals; samples of RFC 3492 §7.1.
        assert_eq!(decode("BCHER-KVA").as_deref(), Some("BüCHER"));
        for (code, label) in [
            ("egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"),
            ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
            ("Proprostnemluvesky-uyb24dma41a", "Pročprostěnemluvíčesky"),
            ("4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"),
            ("ihqwctvzc91f659drss3x8bo0yb", "他們爲什麽不說中文"),
            (
                "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
                "なぜみんな日本語を話してくれないのか",
            ),
            (
                "b1abfaaepdrnnbgefbadotcwatmq2g4l",
                "почемужеонинеговорятпорусски",
            ),
            (
                "PorqunopuedensimplementehablarenEspaol-fmd56a",
                "PorquénopuedensimplementehablarenEspañol",
            ),
            (
                "TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g",
                "TạisaohọkhôngthểchỉnóitiếngViệt",
            ),
            ("3B-ww4c5e180e575a65lsy2b", "3年B組金八先生"),
            ("de-jg4avhby1noc0d", "パフィーdeルンバ"),
            // The first letter is just so far from those before that the bias is at the edge of its table (§6.1).
            ("abc-d91sx8w", "abc\u{F954}\u{FFE5}"),
            ("d9juau41awczczp", "そのスピードで"),
        ] {
            assert_eq!(decode(code).as_deref(), Some(label), "{code}");
        }
        for wrong in ["é", "99999999999", "a-!"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
