//! Values that many pages show: made once, and lent to the template engine as they are.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

/// A part of a view that stands in many views. To a template it is what it is made of.
#[derive(Debug)]
pub struct Shared<T> {
    of: Arc<T>,
    value: Value,
}

impl<T: Serialize> Shared<T> {
    /// Shares a value.
    #[must_use]
    pub fn new(of: T) -> Shared<T> {
        Shared { value: Value::from_serializable(&of), of: Arc::new(of) }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared { of: Arc::clone(&self.of), value: self.value.clone() }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.of
    }
}

impl<T> Serialize for Shared<T> {
    /// The template engine takes its own values without looking into them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
