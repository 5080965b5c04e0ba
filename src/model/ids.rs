//! Ids of what a site holds: small numbers, so that records can name each other.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u32);

            impl $name {
                /// Handed out by the resolve stage for something that is there.
                pub(crate) fn new(index: usize) -> Self {
                    $name(u32::try_from(index).expect("a site has fewer than four thousand million of anything"))
                }

                /// Position in the site's list.
                pub(crate) fn index(self) -> usize {
                    self.0 as usize
                }
            }
        )+
    };
}

ids! {
    /// A page of the site.
    PageId,
    /// A person of the site.
    PersonId,
    /// An audience of the site.
    AudienceId,
    /// A contact point of `contacts.yaml`.
    ContactId,
    /// A document of the site.
    DocumentId,
    /// An organisation of the site.
    OrganisationId,
    /// A table of the site.
    TableId,
    /// A school year of the calendar.
    YearId,
    /// A file of the source that is copied as it is.
    AssetId,
    /// A file of the theme that is published.
    ThemeAssetId,
    /// An old address.
    RedirectId,
    /// A sheet of contact points for paper.
    SheetId,
}
