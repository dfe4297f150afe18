//! The tokens of the format, as the fuzz targets' dictionary lists them.

use super::corpus;

/// Every token, in the dictionary's order.
pub fn all() -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(corpus::root().join("fuzz/cablex.dict")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix('"'));
    let tokens: Vec<_> = lines
        .map(|line| unescaped(line.strip_suffix('"').unwrap()))
        .collect();
    assert!(!tokens.is_empty(), "no tokens");
    tokens
}

fn unescaped(line: &str) -> Vec<u8> {
    let mut token = Vec::new();
    let mut bytes = line.bytes();
    while let Some(byte) = bytes.next() {
        token.push(match (byte, byte == b'\\') {
            (byte, false) => byte,
            _ => match bytes.next().unwrap() {
                b'x' => {
                    let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
                    u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
                }
                escaped => escaped,
            },
        });
    }
    token
}
