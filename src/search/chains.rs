//! Many lists of bytes that grow side by side in few pieces of memory.
//!
//! A list is a chain of slices, each larger than the one before it, so that a list of one byte takes little and a long one is
//! in few pieces. Slices lie in slabs of one size. Nothing is moved as lists grow, and no slab is: a vector for each list would be
//! moved a million times at ten thousand pages, and one vector for all would leave a gap behind with each move.

/// How many bytes a slice takes, by its place in the chain: a third of all before it, so that little of the last one is empty. All
/// later ones are as the last.
const SIZES: [u32; 14] = [8, 8, 8, 12, 16, 20, 28, 36, 48, 64, 84, 112, 148, 196];

/// Behind the bytes of a slice stands where the next one begins, in so many bytes.
const LINK: usize = size_of::<u32>();

/// How many bytes a slab has. A place in all of them is the number of the slab times these, and the place in it.
const SLAB: usize = 1 << 16;

/// The memory of all chains.
#[derive(Default)]
pub(super) struct Chains {
    slabs: Vec<Box<[u8]>>,
    /// How many bytes of the last slab are taken.
    taken: usize,
}

/// One list of bytes in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Chain {
    /// Where its first slice begins.
    first: u32,
    /// Where its next byte goes.
    next: u32,
    /// How many bytes its last slice can still take.
    left: u32,
    /// How many slices it has.
    slices: u32,
}

impl Chain {
    /// Whether it has no byte.
    pub(super) fn is_empty(&self) -> bool {
        self.slices == 0
    }
}

impl Chains {
    /// Appends a byte to a chain.
    pub(super) fn push(&mut self, chain: &mut Chain, byte: u8) {
        if chain.left == 0 {
            self.lengthen(chain);
        }
        let next = chain.next as usize;
        self.slabs[next / SLAB][next % SLAB] = byte;
        chain.next += 1;
        chain.left -= 1;
    }

    /// Appends the bytes of a chain to others.
    pub(super) fn read(&self, chain: &Chain, out: &mut Vec<u8>) {
        let mut start = chain.first as usize;
        for number in 1..=chain.slices {
            let whole = size(number - 1);
            let last = number == chain.slices;
            let filled = if last { whole - chain.left } else { whole };
            out.extend_from_slice(self.at(start, filled as usize));
            if !last {
                start = self.link(start + whole as usize);
            }
        }
    }

    fn lengthen(&mut self, chain: &mut Chain) {
        let size = size(chain.slices);
        let room = size as usize + LINK;
        // A slice lies in one slab.
        if self.slabs.is_empty() || SLAB - self.taken < room {
            self.slabs.push(vec![0; SLAB].into());
            self.taken = 0;
        }
        let start = (self.slabs.len() - 1) * SLAB + self.taken;
        self.taken += room;
        let start = u32::try_from(start).expect("postings of a worker take less than 4 GB");
        if chain.is_empty() {
            chain.first = start;
        } else {
            let link = chain.next as usize;
            let at = link % SLAB;
            self.slabs[link / SLAB][at..at + LINK].copy_from_slice(&start.to_le_bytes());
        }
        chain.next = start;
        chain.left = size;
        chain.slices += 1;
    }

    fn link(&self, at: usize) -> usize {
        let bytes = self.at(at, LINK).try_into();
        u32::from_le_bytes(bytes.expect("it is as long as a link")) as usize
    }

    /// Bytes of one slab.
    fn at(&self, start: usize, length: usize) -> &[u8] {
        let at = start % SLAB;
        &self.slabs[start / SLAB][at..at + length]
    }
}

/// How many bytes the slice takes that comes after so many.
fn size(before: u32) -> u32 {
    SIZES[(before as usize).min(SIZES.len() - 1)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn chains_hold_what_they_were_given(pushed in prop::collection::vec((0..5_usize, any::<u8>(), 1..99_usize), 0..4000)) {
            let mut chains = Chains::default();
            let mut all: [(Chain, Vec<u8>); 5] = Default::default();
            for (which, byte, times) in pushed {
                for _ in 0..times {
                    chains.push(&mut all[which].0, byte);
                    all[which].1.push(byte);
                }
            }
            for (chain, bytes) in &all {
                let mut read = Vec::new();
                chains.read(chain, &mut read);
                prop_assert_eq!(&read, bytes);
                prop_assert_eq!(chain.is_empty(), bytes.is_empty());
            }
        }
    }
}
