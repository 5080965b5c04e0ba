//! Components and their properties, as folded content lines.
//!
//! Each property is written once, straight into its place. A library that builds a tree first and folds
//! as it draws the tree took half of all time that feeds take.

use super::{
    fold::fold_from,
    value::{Parameter, Value},
};

/// A component (VCALENDAR, VEVENT …): properties, then the components within.
///
/// Names are written out in our own source; values and parameters come typed.
pub(super) struct Component {
    name: &'static str,
    /// From BEGIN to the last property, folded (RFC 5545 §3.1).
    properties: String,
    /// The components within, from BEGIN to END.
    components: String,
}

impl Component {
    pub(super) fn new(name: &'static str) -> Self {
        let mut properties = String::with_capacity(1024);
        properties.push_str("BEGIN:");
        properties.push_str(name);
        properties.push_str("\r\n");
        Self {
            name,
            properties,
            components: String::new(),
        }
    }

    /// Adds a property without parameters.
    pub(super) fn put(&mut self, name: &'static str, value: &impl Value) {
        self.put_line(name, None, value);
    }

    /// Adds a property with one parameter.
    pub(super) fn put_with(
        &mut self,
        name: &'static str,
        key: &'static str,
        parameter: &Parameter<'_>,
        value: &impl Value,
    ) {
        self.put_line(name, Some((key, parameter)), value);
    }

    fn put_line(
        &mut self,
        name: &str,
        parameter: Option<(&str, &Parameter<'_>)>,
        value: &impl Value,
    ) {
        let start = self.properties.len();
        self.properties.push_str(name);
        if let Some((key, parameter)) = parameter {
            for part in [";", key, "="] {
                self.properties.push_str(part);
            }
            parameter.write(&mut self.properties);
        }
        self.properties.push(':');
        value.write(&mut self.properties);
        fold_from(start, &mut self.properties);
    }

    /// Adds a component within this one; it is written after the properties.
    pub(super) fn add(&mut self, component: Self) {
        self.components.push_str(&component.write());
    }

    /// The content lines, folded (RFC 5545 §3.1).
    pub(super) fn write(self) -> String {
        let mut text = self.properties;
        text.push_str(&self.components);
        text.push_str("END:");
        text.push_str(self.name);
        text.push_str("\r\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::Text;
    use super::*;

    #[test]
    fn properties_come_before_components_whatever_the_order_of_adding() {
        let mut outer = Component::new("VCALENDAR");
        outer.add(Component::new("VEVENT"));
        outer.put_with(
            "NAME",
            "LANGUAGE",
            &Parameter::new("a:b"),
            &Text::line("x;y"),
        );
        assert_eq!(
            outer.write(),
            "BEGIN:VCALENDAR\r\nNAME;LANGUAGE=\"a:b\":x\\;y\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
    }

    #[test]
    fn a_long_property_is_folded() {
        let mut outer = Component::new("VEVENT");
        outer.put("SUMMARY", &Text::line(&"a".repeat(80)));
        let (first, second) = ("a".repeat(67), "a".repeat(13));
        assert_eq!(
            outer.write(),
            format!("BEGIN:VEVENT\r\nSUMMARY:{first}\r\n {second}\r\nEND:VEVENT\r\n")
        );
    }
}
