//! Where everything stands: pages and folders in a tree, and the address of each.

pub(super) mod address;
pub(super) mod tree;
