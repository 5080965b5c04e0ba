//! Colours of calendars.

use super::value::Value;

/// A colour by its name in CSS3, the only form that RFC 7986 §5.9 allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(&'static str);

impl Color {
    /// Finds a colour by name, in capitals or small letters: `teal`, `DarkSlateBlue`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::names()
            .find(|known| known.eq_ignore_ascii_case(name))
            .map(Self)
    }

    /// The 147 names, in alphabetical order, so that a caller can suggest the nearest.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.split(' ')
    }
}

impl Value for Color {
    fn write(&self, line: &mut String) {
        line.push_str(self.0);
    }
}

/// CSS Color Module Level 3 §4.3.
const NAMES: &str = "\
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue \
    blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk \
    crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki \
    darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen \
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue \
    dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite \
    gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki \
    lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan \
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen \
    lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen \
    magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen \
    mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream \
    mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid \
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum \
    powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell \
    sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal \
    thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_found_by_name_only() {
        assert_eq!(
            Color::find("DarkSlateBlue").map(|c| c.written()).as_deref(),
            Some("darkslateblue")
        );
        assert_eq!(Color::find("#00703c"), None);
        assert_eq!(Color::find(""), None);
    }

    #[test]
    fn the_names_are_those_of_css3() {
        let names: Vec<_> = Color::names().collect();
        assert_eq!(names.len(), 147);
        assert!(names.is_sorted());
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b.is_ascii_lowercase()))
        );
    }
}
