//! Where HTML waits outside memory: it leaves the gate, and comes back as what it was.

use std::fmt;

use super::Html;

/// Takes bytes and gives them back. Nobody else may be able to change what was put there: what comes back is believed.
pub trait Attic: fmt::Debug + Send + Sync {
    /// Puts bytes away and says where; nothing where it has no room.
    fn put(&self, bytes: &[u8]) -> Option<u64>;

    /// So many bytes that were put there; nothing where they cannot be had.
    fn get(&self, at: u64, length: usize) -> Option<Vec<u8>>;
}

/// HTML that was put away.
#[derive(Debug, Clone, Copy)]
pub struct Away {
    at: u64,
    length: usize,
}

impl Html {
    /// Puts it away; nothing where the attic has no room.
    #[must_use]
    pub fn put_away(&self, attic: &dyn Attic) -> Option<Away> {
        let at = attic.put(self.as_str().as_bytes())?;
        Some(Away { at, length: self.as_str().len() })
    }
}

impl Away {
    /// What was put away in this attic; nothing where it cannot be had.
    #[must_use]
    pub fn back(self, attic: &dyn Attic) -> Option<Html> {
        String::from_utf8(attic.get(self.at, self.length)?).ok().map(Html)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// One that holds so many bytes.
    #[derive(Debug)]
    struct Small(usize, Mutex<Vec<u8>>);

    impl Attic for Small {
        fn put(&self, bytes: &[u8]) -> Option<u64> {
            let mut held = self.1.lock().unwrap();
            let at = held.len();
            (at + bytes.len() <= self.0).then(|| held.extend_from_slice(bytes)).map(|()| at as u64)
        }

        fn get(&self, at: u64, length: usize) -> Option<Vec<u8>> {
            let at = usize::try_from(at).ok()?;
            Some(self.1.lock().unwrap().get(at..at + length)?.to_vec())
        }
    }

    #[test]
    fn what_was_put_away_comes_back() {
        let attic = Small(16, Mutex::default());
        let [one, two, three] = ["<p>é", "&", "long enough not to fit"].map(Html::text);
        let away = [&one, &two].map(|html| html.put_away(&attic).unwrap());
        assert!(three.put_away(&attic).is_none());
        assert_eq!(away.map(|away| away.back(&attic).unwrap()), [one, two]);
        assert!(Away { at: 0, length: 400 }.back(&attic).is_none());
        assert!(Away { at: 0, length: 10 }.back(&attic).is_none(), "half a letter");
    }
}
