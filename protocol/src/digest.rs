//! What two sides compare to know that they hold the same set, whatever the order it came in.

use serde::{Deserialize, Serialize};

use crate::id::Item;

/// Count, and sum modulo 2^256 (big-endian), of the items of all changes and erasures in a set.
///
/// Adding and removing are exact inverses, so each side keeps its digest running at a constant cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Digest {
    /// How many items.
    pub count: u64,
    /// Their sum modulo 2^256, big-endian.
    #[serde(with = "serde_bytes")]
    pub sum: [u8; 32],
}

impl Digest {
    /// Puts an item into the set. The caller makes sure that it was not there.
    pub fn insert(&mut self, item: Item) {
        self.count = self.count.wrapping_add(1);
        let mut carry = 0u16;
        for (mine, theirs) in self.sum.iter_mut().zip(item.0).rev() {
            let total = u16::from(*mine) + u16::from(theirs) + carry;
            [.., *mine] = total.to_be_bytes();
            carry = total >> 8;
        }
    }

    /// Takes an item out of the set. The caller makes sure that it was there.
    pub fn remove(&mut self, item: Item) {
        self.count = self.count.wrapping_sub(1);
        let mut borrow = 0u16;
        for (mine, theirs) in self.sum.iter_mut().zip(item.0).rev() {
            let total = (0x100 + u16::from(*mine)) - u16::from(theirs) - borrow;
            borrow = u16::from(total < 0x100);
            [.., *mine] = total.to_be_bytes();
        }
    }

    /// This sum less another: the same for as long as both sets take in the same items.
    #[must_use]
    pub fn difference(mut self, other: &Self) -> [u8; 32] {
        self.remove(Item(other.sum));
        self.sum
    }

    /// The first eight bytes of the sum, as the live stream carries them.
    #[must_use]
    pub fn short(&self) -> [u8; 8] {
        let mut short = [0; 8];
        short.copy_from_slice(&self.sum[..8]);
        short
    }
}

impl FromIterator<Item> for Digest {
    fn from_iter<I: IntoIterator<Item = Item>>(items: I) -> Self {
        let mut digest = Self::default();
        items.into_iter().for_each(|item| digest.insert(item));
        digest
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn order_does_not_matter_and_removing_takes_back(items in proptest::collection::vec(any::<[u8; 32]>(), 0..20), extra: [u8; 32]) {
            let forward: Digest = items.iter().copied().map(Item).collect();
            let mut backward: Digest = items.iter().rev().copied().map(Item).collect();
            prop_assert_eq!(forward, backward);
            backward.insert(Item(extra));
            prop_assert_ne!(forward, backward);
            backward.remove(Item(extra));
            prop_assert_eq!(forward, backward);
        }
    }

    #[test]
    fn the_sum_wraps() {
        let all: Digest = [Item([0xff; 32]), Item([0xff; 32])].into_iter().collect();
        let mut expected = [0xff; 32];
        expected[31] = 0xfe;
        assert_eq!((all.count, all.sum), (2, expected));
    }
}
