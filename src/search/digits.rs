//! Numbers as text: printed ASCII only, so that hosts compress it as text, small numbers in one character.
//!
//! A number ends with one of 64 characters; what does not fit stands before it in characters of another range, 30 to the
//! digit, and no digit is zero, so that every number has one form only.

/// The characters that end a number, from `?` on.
const ENDS: u32 = 64;
const FIRST_END: u8 = b'?';

/// The characters before the end, from `!` on.
const GOES_ON: u32 = 30;
const FIRST_GOES_ON: u8 = b'!';

/// Writes a number.
pub fn push(text: &mut String, number: u32) {
    let mut rest = number / ENDS;
    let mut before = [0_u8; 8];
    let mut count = 0;
    while rest > 0 && count < before.len() {
        rest -= 1;
        before[count] = FIRST_GOES_ON + digit(rest % GOES_ON);
        count += 1;
        rest /= GOES_ON;
    }
    text.extend(before[..count].iter().rev().map(|byte| char::from(*byte)));
    text.push(char::from(FIRST_END + digit(number % ENDS)));
}

/// How many characters a number takes.
#[must_use]
pub fn length(number: u32) -> usize {
    let mut text = String::new();
    push(&mut text, number);
    text.len()
}

fn digit(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<u32> {
        let mut numbers = Vec::new();
        let mut rest = 0;
        for byte in text.bytes() {
            if byte >= FIRST_END {
                numbers.push(rest * ENDS + u32::from(byte - FIRST_END));
                rest = 0;
            } else {
                rest = rest * GOES_ON + u32::from(byte - FIRST_GOES_ON) + 1;
            }
        }
        numbers
    }

    #[test]
    fn small_numbers_take_one_character_and_the_forms_are_these() {
        for (number, form) in [(0, "?"), (63, "~"), (64, "!?"), (1983, ">~"), (1984, "!!?"), (u32::MAX, "\"69/,#~")] {
            let mut text = String::new();
            push(&mut text, number);
            assert_eq!((text.as_str(), length(number)), (form, form.len()), "{number}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers: Vec<u32>) {
            let mut text = String::new();
            numbers.iter().for_each(|number| push(&mut text, *number));
            prop_assert!(text.bytes().all(|byte| (b'!'..=b'~').contains(&byte)));
            prop_assert_eq!(read(&text), numbers);
        }
    }
}
