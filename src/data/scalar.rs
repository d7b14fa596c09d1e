//! YAML 1.2's core schema: what a plain scalar says.

use super::Value;

/// Reads a plain (unquoted) scalar. A whole number that 64 bits cannot hold becomes a float, as JSON readers have it.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Value::Float(f64::NAN),
        _ => {}
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) {
        return Value::String(text.to_owned());
    }
    number(text).unwrap_or_else(|| Value::String(text.to_owned()))
}

/// Reads a number; `None` for anything else.
pub(super) fn number(text: &str) -> Option<Value> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let plain = digits.chars().all(|c| c.is_digit(radix));
            return plain.then(|| i64::from_str_radix(digits, radix).ok().map(Value::Integer)).flatten();
        }
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(Value::Float(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY }));
    }
    if !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit()) {
        let whole = text.parse().map(Value::Integer);
        return whole.ok().or_else(|| text.parse().ok().map(Value::Float));
    }
    // Rust also reads `inf`, `nan` and the like: only digits, a dot and an exponent are numbers here.
    let digits = unsigned.bytes().any(|b| b.is_ascii_digit());
    let allowed = unsigned.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    let starts = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    (digits && allowed && starts).then(|| text.parse().ok().map(Value::Float)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_dates_stay_text() {
        for word in [
            "no",
            "yes",
            "on",
            "off",
            "2024-05-01",
            "1_000",
            "12:30",
            "inf",
            "nan",
            "1.2.3",
            "-",
            ".",
            "e5",
            "0b1",
            "0x",
            "-0x1",
            "1e",
        ] {
            assert_eq!(plain(word), Value::String(word.to_owned()), "{word}");
        }
    }

    #[test]
    fn numbers_are_read() {
        for (text, value) in [("0", 0), ("-12", -12), ("+7", 7), ("0o17", 15), ("0xfF", 255), ("007", 7)] {
            assert_eq!(plain(text), Value::Integer(value), "{text}");
        }
        for (text, value) in [
            ("1.5", 1.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("-1e3", -1000.0),
            ("-.inf", f64::NEG_INFINITY),
            ("99999999999999999999", 1e20),
        ] {
            assert_eq!(plain(text), Value::Float(value), "{text}");
        }
    }

    #[test]
    fn nothing_is_null() {
        for text in ["", "~", "null", "NULL"] {
            assert_eq!(plain(text), Value::Null);
        }
    }
}
