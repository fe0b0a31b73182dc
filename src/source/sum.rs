//! Sums: what stands for some bytes. Those with the same sum are the same; 128 bits of BLAKE3, since what is summed comes
//! from strangers.

use serde::{Deserialize, Serialize};

/// The sum of some bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Sum([u8; 16]);

impl Sum {
    /// The sum of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Sum {
        let mut sum = [0; 16];
        sum.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Sum(sum)
    }
}
