//! Components and their properties: the only file that builds with `ics`.

use ics::components as raw;

use super::{
    fold::refold,
    value::{Parameter, Value},
};

/// A component (VCALENDAR, VEVENT …): properties, then the components within.
///
/// Names are written out in our own source; values and parameters come typed.
pub(super) struct Component(raw::Component<'static>);

impl Component {
    pub(super) fn new(name: &'static str) -> Self {
        Self(raw::Component::new(name))
    }

    /// Adds a property without parameters.
    pub(super) fn put(&mut self, name: &'static str, value: &impl Value) {
        self.0
            .add_property(raw::Property::new(name, value.to_string()));
    }

    /// Adds a property with one parameter.
    pub(super) fn put_with(
        &mut self,
        name: &'static str,
        key: &'static str,
        parameter: &Parameter,
        value: &impl Value,
    ) {
        let mut property = raw::Property::new(name, value.to_string());
        property.add(raw::Parameter::new(key, parameter.to_string()));
        self.0.add_property(property);
    }

    /// Adds a component within this one; it is written after the properties.
    pub(super) fn add(&mut self, component: Self) {
        self.0.add_component(component.0);
    }

    /// The content lines, folded (RFC 5545 §3.1).
    pub(super) fn write(&self) -> String {
        refold(&self.0.to_string())
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
}
