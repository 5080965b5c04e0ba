//! Colours as styles write them, and whether text in one can be read on another (WCAG 2.2).

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

/// The contrast that text needs at every size (WCAG 2.2, success criterion 1.4.6).
pub(crate) const ENOUGH: f64 = 7.0;

impl Colour {
    /// White.
    pub(crate) const WHITE: Colour = Colour([255; 3]);
    /// The ground of pages in dark mode.
    pub(crate) const DARK_GROUND: Colour = Colour([0x16, 0x13, 0x11]);

    /// `#rgb` or `#rrggbb`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text
            .strip_prefix('#')?
            .chars()
            .map(|digit| digit.to_digit(16));
        let digits: Vec<u32> = digits.collect::<Option<_>>()?;
        let of = |high: u32, low: u32| u8::try_from(16 * high + low).ok();
        match digits[..] {
            [r, g, b] => Some(Colour([of(r, r)?, of(g, g)?, of(b, b)?])),
            [a, b, c, d, e, f] => Some(Colour([of(a, b)?, of(c, d)?, of(e, f)?])),
            _ => None,
        }
    }

    /// `#rrggbb`, in small letters.
    pub(crate) fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// The contrast of two colours, from 1 to 21.
    pub(crate) fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Whether text in one of two colours can be read on the other.
    pub(crate) fn is_readable_on(self, other: Colour) -> bool {
        self.contrast(other) >= ENOUGH
    }

    /// The nearest shade of the same hue that can be read on a ground: darker on a light ground, lighter on a dark one.
    /// Itself, where it can be read.
    pub(crate) fn readable_on(self, ground: Colour) -> Colour {
        let (hue, saturation, lightness) = self.hsl();
        let darker = ground.luminance() > 0.5;
        let end = if darker { 0.0 } else { 1.0 };
        // Finer than what eight bits of a channel can tell apart.
        let steps = 1024;
        let mut shades = (1..=steps).map(|step| {
            let way = f64::from(step) / f64::from(steps);
            Colour::of_hsl(hue, saturation, lightness + (end - lightness) * way)
        });
        if self.is_readable_on(ground) {
            return self;
        }
        let found = shades.find(|shade| shade.is_readable_on(ground));
        found.unwrap_or(if darker {
            Colour([0; 3])
        } else {
            Colour::WHITE
        })
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Hue in sixths of the circle, saturation and lightness (CSS Color 4, HSL).
    fn hsl(self) -> (f64, f64, f64) {
        let [r, g, b] = self.0.map(|channel| f64::from(channel) / 255.0);
        let (most, least) = (r.max(g).max(b), r.min(g).min(b));
        let lightness = f64::midpoint(most, least);
        let range = most - least;
        if range <= 0.0 {
            return (0.0, 0.0, lightness);
        }
        let saturation = range / (1.0 - (2.0 * lightness - 1.0).abs());
        let hue = if most <= r {
            ((g - b) / range).rem_euclid(6.0)
        } else if most <= g {
            (b - r) / range + 2.0
        } else {
            (r - g) / range + 4.0
        };
        (hue, saturation, lightness)
    }

    fn of_hsl(hue: f64, saturation: f64, lightness: f64) -> Colour {
        let channel = |offset: f64| {
            let place = (offset + 2.0 * hue).rem_euclid(12.0);
            let range = saturation * lightness.min(1.0 - lightness);
            let value = lightness - range * (place - 3.0).min(9.0 - place).clamp(-1.0, 1.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is rounded, and within a byte"
            )]
            let byte = (value * 255.0).round().clamp(0.0, 255.0) as u8;
            byte
        };
        Colour([channel(0.0), channel(8.0), channel(4.0)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("it is a colour")
    }

    #[test]
    fn colours_have_three_or_six_digits() {
        assert_eq!(colour("#f0a"), colour("#FF00aa"));
        assert_eq!(colour("#7A2318").hex(), "#7a2318");
        for wrong in [
            "7a2318", "#7a231", "#7a23188", "#7a231g", "#", "#+12", "#äöü", "red",
        ] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let rounded = |one: &str, two: &str| (colour(one).contrast(colour(two)) * 100.0).round();
        assert!((rounded("#000", "#fff") - 2100.0).abs() < f64::EPSILON);
        assert!((rounded("#fff", "#fff") - 100.0).abs() < f64::EPSILON);
        // The examples that WCAG's own documents use for 4.5:1.
        assert!((rounded("#767676", "#fff") - 454.0).abs() < f64::EPSILON);
        assert!((rounded("#777", "#fff") - 448.0).abs() < f64::EPSILON);
    }

    #[test]
    fn what_can_be_read_stays() {
        let brick = colour("#7a2318");
        assert_eq!(brick.readable_on(Colour::WHITE), brick);
        let light = colour("#ffb5a3");
        assert_eq!(light.readable_on(Colour::DARK_GROUND), light);
    }

    #[test]
    fn every_colour_has_a_shade_that_can_be_read() {
        let channels = [0, 1, 51, 102, 119, 153, 204, 254, 255];
        for r in channels {
            for g in channels {
                for b in channels {
                    let colour = Colour([r, g, b]);
                    for ground in [Colour::WHITE, Colour::DARK_GROUND] {
                        let shade = colour.readable_on(ground);
                        assert!(shade.is_readable_on(ground), "{}", colour.hex());
                    }
                }
            }
        }
    }

    #[test]
    fn the_shade_is_the_nearest_one_and_of_the_same_hue() {
        let shade = colour("#e05040").readable_on(Colour::WHITE);
        let [was, is] = [colour("#e05040"), shade].map(|c| c.hsl().0);
        assert!((was - is).abs() < 0.1, "{was} {is}");
        assert!(shade.contrast(Colour::WHITE) < 7.2, "{}", shade.hex());
    }

    #[test]
    fn hue_and_lightness_lead_back_to_the_colour() {
        for text in [
            "#7a2318", "#ffb5a3", "#123456", "#808080", "#00ff7f", "#fff", "#000",
        ] {
            let (hue, saturation, lightness) = colour(text).hsl();
            assert_eq!(Colour::of_hsl(hue, saturation, lightness), colour(text));
        }
    }
}
