//! Killed, changed, and killed again: what the first end left may be reached after the second.

use super::calls::{Event, Stage, web};
use crate::render::Outputs;

/// Three states of one site. Between the first and the second, `n` comes with `o`, and `y` goes with `x`, which it
/// leads to. In the third, `n` and `y` stand changed and are reached, and `o` and `x` are not there.
fn states() -> [Outputs; 3] {
    [
        web(&[
            ("index.html", "first", &["/a/", "/y/"]),
            ("a/index.html", "first", &[]),
            ("x/index.html", "first", &[]),
            ("y/index.html", "first", &["/x/"]),
        ]),
        web(&[
            ("index.html", "second", &["/a/", "/n/"]),
            ("a/index.html", "second", &[]),
            ("n/index.html", "second", &["/o/"]),
            ("o/index.html", "second", &["/n/"]),
        ]),
        web(&[
            ("index.html", "third", &["/a/"]),
            ("a/index.html", "third", &["/n/", "/y/"]),
            ("n/index.html", "third", &["/y/"]),
            ("y/index.html", "third", &["/n/"]),
        ]),
    ]
}

#[test]
fn two_ends_leave_a_whole_site() {
    let states = states();
    let all: Vec<&Outputs> = states.iter().collect();
    for (second, third) in [(1, 2), (2, 1)] {
        let mut ends = (0, 0);
        let clean = Stage::clean(all[third]);
        while let Some(next) = two_ends(&all, &clean, (second, third), ends) {
            ends = next;
        }
        assert!(ends.0 > 20, "only {} calls", ends.0);
    }
}

/// Publishes three states, ends the second and the third at these calls, and gives the next two.
fn two_ends(
    states: &[&Outputs],
    clean: &Stage,
    (second, third): (usize, usize),
    ends: (usize, usize),
) -> Option<(usize, usize)> {
    let stage = Stage::new();
    stage.publish(states[0], Event::Nothing).0.unwrap();
    let (_, first_calls) = stage.publish(states[second], Event::End(ends.0));
    let (_, second_calls) = stage.publish(states[third], Event::End(ends.1));
    let after = format!(
        "ends at {:?} and {:?}",
        first_calls.get(ends.0).map_or("no call", String::as_str),
        second_calls.get(ends.1).map_or("no call", String::as_str)
    );
    stage.is_whole(states, &after);
    stage.publish(states[third], Event::Nothing).0.unwrap();
    stage.is(clean, &after);
    if second_calls.len() > ends.1 {
        return Some((ends.0, ends.1 + 1));
    }
    (first_calls.len() > ends.0).then_some((ends.0 + 1, 0))
}
