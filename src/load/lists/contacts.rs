//! `contacts.yaml`: contact points that several pages give, each written once.

use std::sync::Arc;

use super::records::{Records, records};
use crate::keys::CONTACT_POINTS;
use crate::load::parts::{contact, ids};
use crate::load::raw::RawContactRecord;
use crate::load::yaml::fields::Reader;
use crate::load::yaml::tree::Node;

/// Reads the contact points.
pub(crate) fn read(
    node: Node,
    file: &Arc<str>,
    reader: &Reader,
) -> Option<Records<RawContactRecord>> {
    records(node, reader, &CONTACT_POINTS, |id, fields| {
        let good = ids::check(reader, &id);
        let point = contact::contact(fields)?;
        let record = RawContactRecord {
            file: Arc::clone(file),
            id,
            point,
        };
        good.then_some(record)
    })
}
