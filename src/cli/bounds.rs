//! How much of what is packed is unpacked.

use cablex::archive::Bounds;
use clap::Args;

use super::bytes::bytes;

/// What a packed file may hold.
#[derive(Args, Clone, Debug)]
pub(crate) struct BoundArgs {
    /// Refuse a file that unpacks to more than N times its size, and to more than 1G
    ///
    /// What is packed in what is packed counts against the size of the file around all of it. What came before is read,
    /// and so are the other inputs.
    #[arg(
        long,
        value_name = "N",
        default_value_t = Bounds::default().ratio,
        value_parser = clap::value_parser!(u64).range(1..),
        hide_short_help = true
    )]
    max_ratio: u64,
    /// Refuse a file that unpacks to more bytes than this; K, M and G count in 1024
    #[arg(long, value_name = "BYTES", value_parser = bytes, hide_short_help = true)]
    max_unpacked: Option<u64>,
    /// Refuse a zip of more bytes than this that is no file itself, but comes from a pipe or lies in another file
    ///
    /// It is kept in the temporary folder while it is read. K, M and G count in 1024.
    #[arg(long, value_name = "BYTES", default_value = "4G", value_parser = bytes, hide_short_help = true)]
    max_spooled: u64,
    /// Refuse a tar with a member whose name and attributes have more bytes than this; K, M and G count in 1024
    #[arg(long, value_name = "BYTES", default_value = "1M", value_parser = bytes, hide_short_help = true)]
    max_header: u64,
}

impl BoundArgs {
    pub(crate) fn bounds(&self) -> Bounds {
        Bounds {
            ratio: self.max_ratio,
            unpacked: self.max_unpacked,
            spooled: self.max_spooled,
            header: self.max_header,
            ..Bounds::default()
        }
    }
}
