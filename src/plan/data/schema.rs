//! `/data/schema/`: JSON Schemas (2020-12) of the lines of the files of data. They are written by hand, and tests hold every
//! line that is published against them.

use crate::plan::site::Site;

use super::{Data, Lines, data_route};

/// What stands in a schema for its own address.
const OWN: &str = "{id}";

impl Site<'_> {
    /// A schema, under its address.
    pub(super) fn schema(&self, lines: Lines) -> Vec<u8> {
        let text = match lines {
            Lines::Articles => include_str!("schema/articles.json"),
            Lines::Events => include_str!("schema/events.json"),
            Lines::Changes => include_str!("schema/changes.json"),
        };
        let own = data_route().fixed("schema").file(Data::Schema(lines).name());
        text.replacen(OWN, &self.absolute(&own), 1).into_bytes()
    }
}
