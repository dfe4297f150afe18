//! What a stretch of a message is: a [`Part`] is a span of bytes and its one [`Role`].
//!
//! Containers hand over the parts that they have read already (a page's head), layout cuts the rest. Together the
//! parts of a message cover its text without gap or overlap.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of a message and the one thing that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Byte offsets in the message's text, line feeds included.
    pub span: Range<usize>,
    /// The line in which the part begins, from 1 at the message's first line.
    pub line: u32,
    /// What it was read as.
    pub role: Role,
}

/// The group that roles belong to: what a reader wants to tell apart at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleGroup {
    /// The container's own words.
    Archive,
    /// Format lines 1 to 11, and what stands before them.
    Header,
    /// From the classification line to "Classified By".
    Block,
    /// Headings, paragraphs, the signature.
    Body,
    /// What is no text of the cable: markers, rules, repeats, footers.
    Furniture,
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident $group:ident $field:expr;)+) => {
        /// What a part of a message was read as.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum Role { $($(#[doc = $doc])+ $name,)+ }

        impl Role {
            /// Every role, in the order in which a cable shows them.
            pub const ALL: &'static [Role] = &[$(Role::$name),+];

            /// The group of the role.
            #[must_use]
            pub fn group(self) -> RoleGroup {
                match self { $(Role::$name => RoleGroup::$group,)+ }
            }

            /// The dotted path of the record's field that is read from parts of this role, where there is one.
            #[must_use]
            pub fn field(self) -> Option<&'static str> {
                match self { $(Role::$name => $field,)+ }
            }
        }
    };
}

roles! {
    /// A line of the container's own.
    Archive Archive Some("archive");
    /// What stands before the header and is none of it: mail headers, `TED` numbers, line noise.
    Preamble Header None;
    /// A distribution block: `ACTION EUR-12`, `INFO OCT-01 ISO-00`, its dashed line.
    Distribution Header Some("routing.distribution");
    /// A post's own block over the header: `DRAFTED:`, `APPROVED:`, `CLEARED:`.
    Drafting Header Some("drafting");
    /// Format line 1: `VZCZC`, channel, number.
    TransmissionId Header Some("header.transmission_id");
    /// Format line 2: the doubled prosign and the routing indicators.
    RoutingIndicators Header Some("routing.indicators");
    /// Format line 3: `DE`, originating station, serial, filing time.
    Station Header Some("header.station");
    /// Format line 4: security warning and operating signals.
    Security Header Some("header.security");
    /// Format line 5: precedence and date-time group.
    Dtg Header Some("header.dtg");
    /// Format line 6: the originator.
    From Header Some("routing.from");
    /// Format line 7: an action addressee.
    To Header Some("routing.to");
    /// Format line 8: an information addressee.
    Info Header Some("routing.info");
    /// Format line 9: an addressee left out of a collective.
    Exempt Header Some("routing.exempt");
    /// A line of a second header that the first one does not have in the same words.
    SecondHeader Header Some("header");
    /// A format line of another telegram, which the text passes on: of its header or its end.
    PassedHeader Header None;
    /// Format line 11 or 13: `BT`.
    Break Header None;
    /// The classification line.
    Classification Block Some("classification.level");
    /// A line of captions.
    Caption Block Some("classification.captions");
    /// An attention or passing instruction.
    Instruction Block Some("routing.instructions");
    /// The E.O. line: authority and declassification.
    Order Block Some("classification.order");
    /// The TAGS line and its continuations.
    Tags Block Some("tags");
    /// The subject and its continuations.
    Subject Block Some("subject");
    /// The `REF` lines.
    References Block Some("references");
    /// Who classified the cable, and why.
    ClassifiedBy Block Some("classification.by");
    /// A heading, its rules on the same line included.
    Heading Body Some("paragraphs");
    /// The first line of a paragraph, its number and portion mark included.
    ParagraphStart Body Some("paragraphs");
    /// A further line of a paragraph.
    Paragraph Body Some("paragraphs");
    /// The surname of whoever signs.
    Signature Body Some("signature");
    /// A page marker: `ANYTOWN 00000123  002 OF 003`.
    PageMarker Furniture Some("sections");
    /// The classification between pages or after the text, by itself.
    PageClassification Furniture None;
    /// A rule of dashes.
    Rule Furniture None;
    /// A blank line.
    Blank Furniture None;
    /// A line that repeats one read before.
    Repeat Furniture None;
    /// Remains of another system around the text.
    Wrapper Furniture None;
    /// A release or review stamp, or the notice of a partial extract.
    Stamp Furniture None;
    /// What stands below the signature: a post's footer, a note of the communications center.
    Footer Furniture None;
    /// The end of the transmission: `NNNN`, `#0123`.
    EndMark Furniture None;
    /// What could not be read as anything.
    Unread Furniture None;
}

impl Role {
    /// The role's name as `annotate` prints it.
    #[must_use]
    pub fn name(self) -> String {
        // The serialized form is the name: one spelling everywhere.
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }
}
