//! `brand`: the two shades and the logo of a site.

use crate::colour::{Colour, ENOUGH};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::BRAND;
use crate::load::raw::RawBrand;
use crate::load::yaml::fields::{Fields, Spanned, short};
use crate::model::Shades;

/// The shade on which white text stands, where a site gives only the other.
const LIGHT: &str = "#7a2318";

/// What a shade is for, which says what it must be readable with.
struct Use {
    key: &'static str,
    ground: Colour,
    /// As the end of "has a contrast of 3.2:1".
    with: &'static str,
}

const COLOUR: Use = Use {
    key: "colour",
    ground: Colour::WHITE,
    with: "with the white text on it",
};

const DARK: Use = Use {
    key: "dark",
    ground: Colour::DARK_GROUND,
    with: "with the ground of dark pages, #161311",
};

/// Reads the shades and the name of the logo; a shade that cannot be read is reported.
pub(super) fn read(fields: &mut Fields<'_>) -> RawBrand {
    let reader = fields.reader;
    let mut read = RawBrand::default();
    let Some(node) = fields.take("brand") else {
        return read;
    };
    let Some(mut brand) = reader.fields(node, &BRAND) else {
        return read;
    };
    let (light, dark) = (shade(&mut brand, &COLOUR), shade(&mut brand, &DARK));
    if light.is_some() || dark.is_some() {
        let of_theme = || Colour::parse(LIGHT).expect("it is a colour");
        let light = light.unwrap_or_else(of_theme);
        let dark = dark.unwrap_or_else(|| light.readable_on(Colour::DARK_GROUND));
        read.shades = Some(Shades {
            light: light.hex(),
            dark: dark.hex(),
        });
    }
    read.logo = brand.text("logo");
    brand.finish();
    read
}

/// One shade. One that cannot be read is reported, and stands in for itself.
fn shade(fields: &mut Fields<'_>, of: &Use) -> Option<Colour> {
    let reader = fields.reader;
    // A hash without quotation marks begins a comment, so that nothing is left of the value.
    if fields.has(of.key) && !fields.has_value(of.key) {
        reader.report(
            Diagnostic::error(
                Code::MissingKey,
                format!(
                    "`{}` is empty: a `#` without quotation marks begins a comment",
                    of.key
                ),
            )
            .help(format!("write {}: \"#7a2318\"", of.key)),
            fields.key_span(of.key),
        );
    }
    let Spanned { value, span } = fields.text(of.key)?;
    let Some(colour) = Colour::parse(&value) else {
        let meant = Colour::parse(&format!("#{value}")).map(|_| format!("\"#{value}\""));
        reader.report(
            Diagnostic::error(
                Code::UnknownValue,
                format!("`{}` is not a colour", short(&value)),
            )
            .meant(meant)
            .help(
                "write a hash and three or six hexadecimal digits, in quotation marks: \"#7a2318\"",
            ),
            span,
        );
        return None;
    };
    if !colour.is_readable_on(of.ground) {
        // Cut, not rounded: 6.96 is no 7.
        let measured = (colour.contrast(of.ground) * 10.0).floor() / 10.0;
        let shade = colour.readable_on(of.ground).hex();
        reader.report(
            Diagnostic::error(
                Code::Contrast,
                format!(
                    "`{}` has a contrast of {measured:.1}:1 {}, and text needs {ENOUGH:.0}:1",
                    value, of.with
                ),
            )
            .help(format!(
                "the nearest shade of the same hue that passes is \"{shade}\""
            )),
            span,
        );
    }
    Some(colour)
}
