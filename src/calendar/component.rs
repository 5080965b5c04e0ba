//! Components and their properties, over those of the `ics` crate, and their content lines.
//!
//! The crate draws what it is given: it escapes and quotes nothing, lets a line break begin a property, and folds
//! continuation lines at 76 octets. So names are written out in our own source, values and parameters come typed
//! (`value`), and all lines are laid out again (`fold`).

use std::fmt::Write as _;

use ics::components;

use super::{
    fold::lay_out,
    stamp::Stamp,
    value::{Parameter, Value},
};

/// A component (VCALENDAR, VEVENT …): properties, then the components within.
pub(super) struct Component(components::Component<'static>);

impl Component {
    pub(super) fn new(name: &'static str) -> Self {
        Self(components::Component::new(name))
    }

    /// A VCALENDAR with what it must have (RFC 5545 §3.6), in the order that readers expect.
    pub(super) fn calendar(product_id: &impl Value) -> Self {
        Self(ics::ICalendar::new("2.0", product_id.written()).into())
    }

    /// A VEVENT with what it must have (RFC 5545 §3.6.1).
    pub(super) fn event(uid: &impl Value, stamp: Stamp) -> Self {
        Self(ics::Event::new(uid.written(), stamp.written()).into())
    }

    /// Adds a property without parameters.
    pub(super) fn put(&mut self, name: &'static str, value: &impl Value) {
        let property = components::Property::new(name, value.written());
        self.0.add_property(property);
    }

    /// Adds a property with one parameter.
    pub(super) fn put_with(
        &mut self,
        name: &'static str,
        key: &'static str,
        parameter: &Parameter<'_>,
        value: &impl Value,
    ) {
        self.put_with_all(name, &[(key, parameter)], value);
    }

    /// Adds a property with parameters, which are written in the order of their names.
    pub(super) fn put_with_all(
        &mut self,
        name: &'static str,
        parameters: &[(&'static str, &Parameter<'_>)],
        value: &impl Value,
    ) {
        let mut property = components::Property::new(name, value.written());
        for (key, parameter) in parameters {
            property.add(components::Parameter::new(*key, parameter.written()));
        }
        self.0.add_property(property);
    }

    /// Adds a component within this one; it is written after the properties.
    pub(super) fn add(&mut self, component: Self) {
        self.0.add_component(component.0);
    }

    /// The content lines, folded (RFC 5545 §3.1).
    pub(super) fn write(&self) -> String {
        let mut drawn = String::with_capacity(1024);
        write!(drawn, "{}", self.0).expect("a string takes whatever is written to it");
        lay_out(&drawn)
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
        outer.put("SUMMARY", &Text::line(&"a".repeat(200)));
        let (first, second, third) = ("a".repeat(67), "a".repeat(74), "a".repeat(59));
        assert_eq!(
            outer.write(),
            format!("BEGIN:VEVENT\r\nSUMMARY:{first}\r\n {second}\r\n {third}\r\nEND:VEVENT\r\n")
        );
    }
}
