//! The time of day in a person's date: found, read and taken out, so that what is left is a day.

#[cfg(test)]
mod tests;

use crate::model::date::clock::{self, Clock, Offset, Sign};

use super::words::Token::{self, Mark, Number, Word};

/// The time among these tokens, if there is one, and the tokens without it; the error is a hint, one lower-case line.
///
/// Read are `19:00`, `19h00`, `7:30 pm`, with seconds, and behind them `Z`, `UTC`, `GMT+3`, `+0300` or `+03:00`.
/// Fractions of a second are dropped.
pub(super) fn take<'t>(tokens: &[Token<'t>]) -> Result<(Option<Clock>, Vec<Token<'t>>), String> {
    let Some(at) = tokens.windows(3).position(is_time) else {
        return Ok((None, tokens.to_vec()));
    };
    let (before, found) = tokens.split_at(at);
    let [Number(hour), _, Number(minute), rest @ ..] = found else {
        return Ok((None, tokens.to_vec()));
    };
    let (second, rest) = match rest {
        [Mark(':'), Number(second), rest @ ..] if second.len() == 2 => (Some(small(second)), rest),
        _ => (None, rest),
    };
    let rest = match rest {
        [Mark('.' | ','), Number(_), rest @ ..] if second.is_some() => rest,
        _ => rest,
    };
    let (hour, rest) = read_half(small(hour), rest)?;
    let (offset, after) = read_zone(rest)?;
    let clock = clock::possible(hour, small(minute), second, offset)?;

    let end = before.iter().rposition(|token| !parts(token)).map_or(0, |at| at + 1);
    let after = after.iter().skip_while(|token| parts(token));
    let left = before.iter().take(end).chain([&Mark(' ')]).chain(after).copied().collect();
    Ok((Some(clock), left))
}

/// Whether these three tokens begin a time.
fn is_time(window: &[Token]) -> bool {
    match window {
        [Number(hour), Mark(':') | Word("h"), Number(minute)] => hour.len() <= 2 && minute.len() == 2,
        _ => false,
    }
}

/// Moves the hour by what follows it, "am" or "pm".
// After 19:00 neither changes anything: people write "19:00 pm", and in German "um 19:00 am 8. September".
fn read_half<'a, 't>(hour: u8, tokens: &'a [Token<'t>]) -> Result<(u8, &'a [Token<'t>]), String> {
    let (half, rest) = match skip_spaces(tokens) {
        [Word(half @ ("am" | "pm")), rest @ ..] => (*half, rest),
        _ => return Ok((hour, tokens)),
    };
    match (hour, half) {
        (0, _) => Err("there is no hour 0 with am or pm: write the time as HH:MM, 00:00 to 23:59".to_owned()),
        (12, "am") => Ok((0, rest)),
        (1..=11, "pm") => Ok((hour + 12, rest)),
        _ => Ok((hour, rest)),
    }
}

/// Reads the offset from UTC, if one follows.
fn read_zone<'a, 't>(tokens: &'a [Token<'t>]) -> Result<(Option<Offset>, &'a [Token<'t>]), String> {
    match skip_spaces(tokens) {
        [Word("z"), rest @ ..] => Ok((Offset::new(0), rest)),
        [Word("utc" | "gmt"), rest @ ..] => {
            let (offset, rest) = read_offset(rest)?;
            Ok((offset.or(Offset::new(0)), rest))
        }
        // One digit is enough after "UTC", but alone "19:00 -8" is as likely the day.
        [Mark('+' | '-'), Number(hours), ..] if hours.len() < 2 => Ok((None, tokens)),
        signed @ [Mark('+' | '-'), ..] => read_offset(signed),
        _ => Ok((None, tokens)),
    }
}

/// Reads `+3`, `+03`, `+03:00` or `+0300`; nothing where the number goes on as a date would.
fn read_offset<'a, 't>(tokens: &'a [Token<'t>]) -> Result<(Option<Offset>, &'a [Token<'t>]), String> {
    let [Mark(sign), Number(digits), rest @ ..] = tokens else {
        return Ok((None, tokens));
    };
    let Some(sign) = Sign::of(*sign) else {
        return Ok((None, tokens));
    };
    let (hours, minutes, rest) = match (digits.len(), rest) {
        (1 | 2, [Mark(':'), Number(minutes), rest @ ..]) if minutes.len() == 2 => (small(digits), small(minutes), rest),
        (_, [Mark('.' | '-' | '/'), Number(_), ..]) => return Ok((None, tokens)),
        (1 | 2, _) => (small(digits), 0, rest),
        (4, _) => {
            let (hours, minutes) = digits.split_at(2);
            (small(hours), small(minutes), rest)
        }
        _ => return Ok((None, tokens)),
    };
    Ok((Some(clock::possible_offset(sign, hours, minutes)?), rest))
}

fn skip_spaces<'a, 't>(mut tokens: &'a [Token<'t>]) -> &'a [Token<'t>] {
    while let [Mark(' '), rest @ ..] = tokens {
        tokens = rest;
    }
    tokens
}

/// Whether a mark only parted the time from the day.
fn parts(token: &Token) -> bool {
    matches!(token, Mark(' ' | ',' | '-' | '|' | '(' | ')'))
}

/// The value of one or two digits.
fn small(digits: &str) -> u8 {
    // Two digits always fit; should that ever break, 255 is no hour, minute or second.
    digits.parse().unwrap_or(u8::MAX)
}
