//! What is packed: the members of zip and tar, and the mails of a mailbox, each a stream of its own.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::rc::Rc;

use tar::EntryType;

use super::{Feed, Flow, Name, unreadable};
use crate::archive::bounds::{Leash, Leashed};
use crate::archive::mail::{self, Mails};
use crate::container;
use crate::error::{Bound, InputErrorKind};

/// A tar is made of blocks of so many bytes.
const BLOCK: u64 = 512;
/// So many bytes of a tar may stand before the data of a member beside its name and its attributes: their headers, and
/// what fills them up to a block.
const HEADERS: u64 = 8 * BLOCK;

impl Feed<'_> {
    /// The members of a zip, in the order of its table of contents.
    pub(super) fn zip(&mut self, name: &Name, depth: usize, file: File) -> Flow {
        let mut archive = match zip::ZipArchive::new(io::BufReader::new(file)) {
            Ok(archive) => archive,
            Err(error) => return self.failed(name, damaged("zip", &error)),
        };
        if let Some(refused) = office(&archive) {
            return self.failed(name, refused);
        }
        if archive.has_overlapping_entries().unwrap_or(false) {
            let text = "zip: its members share bytes, so that a small file unpacks to a huge one";
            return self.failed(name, InputErrorKind::Damaged(text.to_owned()));
        }
        if archive.has_duplicate_names() {
            return self.zip_in_order(name, depth, archive.into_inner());
        }
        let mut empty = true;
        for index in 0..archive.len() {
            if self.meter.over().is_some() {
                break;
            }
            let member = match archive.name_for_index(index) {
                Some(Ok(member)) => member.into_owned(),
                _ => format!("#{index}"),
            };
            match archive.by_index(index) {
                Ok(entry) => {
                    if entry.is_file() && is_shown(&member) {
                        empty = false;
                        let entry = Box::new(self.unpacked(entry));
                        self.stream(&name.member(member.as_bytes()), depth + 1, entry, None)?;
                    }
                }
                Err(error) => {
                    empty = false;
                    self.failed(&name.member(member.as_bytes()), damaged("zip", &error))?;
                }
            }
        }
        self.said_empty(name, empty)
    }

    /// The members of a zip as they stand in the file: by its table of contents the library shows each name
    /// once, and some stand there more often.
    fn zip_in_order(&mut self, name: &Name, depth: usize, mut file: io::BufReader<File>) -> Flow {
        if let Err(error) = file.rewind() {
            return self.failed(name, InputErrorKind::Unreadable(error));
        }
        while self.meter.over().is_none() {
            match zip::read::read_zipfile_from_stream(&mut file) {
                Ok(Some(entry)) => {
                    let member = entry.name_raw().to_vec();
                    if entry.is_file() && is_shown(&member) {
                        let entry = Box::new(self.unpacked(entry));
                        self.stream(&name.member(&member), depth + 1, entry, None)?;
                    }
                }
                Ok(None) => break,
                Err(error) => return self.failed(name, damaged("zip", &error)),
            }
        }
        Flow::Continue(())
    }

    /// Says of what is packed that nothing is in it, where that is so.
    fn said_empty(&mut self, name: &Name, empty: bool) -> Flow {
        if empty {
            return self.failed(name, InputErrorKind::NoFiles);
        }
        Flow::Continue(())
    }

    /// The members of a tar, in their order.
    pub(super) fn tar(&mut self, name: &Name, depth: usize, packed: Box<dyn Read + '_>) -> Flow {
        let leash = Rc::<Leash>::default();
        let mut archive = tar::Archive::new(Leashed {
            inner: packed,
            leash: leash.clone(),
            meter: self.meter.clone(),
        });
        let mut entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.failed(name, damaged("tar", &error)),
        };
        let longest = self.meter.bounds().header.saturating_add(HEADERS);
        let mut empty = true;
        let mut behind = 0;
        while self.meter.over().is_none() {
            leash.end.set(Some(longest.saturating_add(behind)));
            let entry = entries.next();
            leash.end.set(None);
            match entry {
                Some(Ok(mut entry)) => {
                    let stored = stored(&mut entry).div_ceil(BLOCK).saturating_mul(BLOCK);
                    behind = leash.at.get().saturating_add(stored);
                    let member = entry.path_bytes().into_owned();
                    if has_text(entry.header().entry_type()) && is_shown(&member) {
                        empty = false;
                        let size = Some(entry.size());
                        // What fills the holes of a file is unpacked, as it were.
                        let entry: Box<dyn Read + '_> = match entry.header().entry_type() {
                            EntryType::GNUSparse => Box::new(self.unpacked(entry)),
                            _ => Box::new(entry),
                        };
                        self.stream(&name.member(&member), depth + 1, entry, size)?;
                    }
                }
                // Nothing tells where the next member begins.
                Some(Err(error)) if Bound::of(&error).is_some() => {
                    return self.failed(name, unreadable(error));
                }
                Some(Err(error)) => return self.failed(name, damaged("tar", &error)),
                None => break,
            }
        }
        self.said_empty(name, empty)
    }

    /// The mails of a stream, in their order: each is called by its number, from 1, and what is attached to it below
    /// that by its own name.
    pub(super) fn mails(&mut self, name: &Name, depth: usize, packed: Box<dyn Read + '_>) -> Flow {
        let limit = self.selection.limits.max_message;
        let mut mails = Mails::new(packed, limit);
        for number in 1_usize.. {
            let name = name.member(number.to_string().as_bytes());
            let mail = match mails.next() {
                Ok(None) => break,
                Ok(Some(Some(mail))) => mail,
                Ok(Some(None)) => {
                    self.failed(&name, InputErrorKind::TooLarge { limit })?;
                    continue;
                }
                Err(error) => return self.failed(&name, unreadable(error)),
            };
            if self.meter.over().is_some() {
                break;
            }
            let members = match mail::members(&mail) {
                Ok(members) => members,
                Err(error) => {
                    self.failed(&name, damaged("mail", &error))?;
                    continue;
                }
            };
            if members.is_empty() {
                self.failed(&name, InputErrorKind::Empty)?;
            }
            for (part, member) in members.into_iter().enumerate() {
                let name = match member.name.as_str() {
                    "" if part == 0 => name.clone(),
                    "" => name.below(&(part + 1).to_string()),
                    file => name.below(file),
                };
                self.stream(&name, depth + 1, Box::new(Cursor::new(member.bytes)), None)?;
            }
        }
        Flow::Continue(())
    }
}

/// Whether a member of a tar is a file: any that has bytes of its own, with holes in it or without.
fn has_text(kind: EntryType) -> bool {
    matches!(
        kind,
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse
    )
}

/// How many bytes of a tar the data of a member take, before they are filled up to a block. Of a file with holes its
/// size is another one.
fn stored(entry: &mut tar::Entry<'_, impl Read>) -> u64 {
    if !entry.header().entry_type().is_gnu_sparse() {
        return entry.size();
    }
    let header = entry.header().entry_size().unwrap_or(0);
    let attributes = entry.pax_extensions().ok().flatten();
    let size = attributes.and_then(|attributes| {
        let mut sizes = attributes
            .flatten()
            .filter(|entry| entry.key_bytes() == b"size");
        sizes.next()?.value().ok()?.parse().ok()
    });
    size.unwrap_or(header)
}

/// Why a zip is not opened: it is one document of another program.
fn office(archive: &zip::ZipArchive<io::BufReader<File>>) -> Option<InputErrorKind> {
    let parts = ["[Content_Types].xml", "META-INF/manifest.xml"];
    let found = parts
        .iter()
        .any(|part| archive.index_for_name(part).is_some());
    found.then(container::office)
}

/// Whether a member is to be looked at: no part of its path is hidden, or what one system packs beside the files.
fn is_shown(member: impl AsRef<[u8]>) -> bool {
    let is_hidden = |part: &[u8]| {
        part.starts_with(b".") && part != b"." && part != b".." || part == b"__MACOSX"
    };
    !member.as_ref().split(|byte| *byte == b'/').any(is_hidden)
}

fn damaged(what: &str, error: &dyn std::error::Error) -> InputErrorKind {
    InputErrorKind::Damaged(format!("{what}: {error}"))
}
