//! File names with wildcards.

/// Returns whether a path has wildcards.
pub fn has_wildcard(path: &str) -> bool {
    path.contains(['*', '?'])
}

/// Returns whether a name is of a pattern, in which `*` stands for any characters and `?` for one.
///
/// Time grows with the product of their lengths, whatever they hold.
pub fn matches(pattern: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    // Which beginnings of the name the pattern so far stands for.
    let mut fits = vec![false; name.len() + 1];
    fits[0] = true;
    for wanted in pattern.chars() {
        let mut next = vec![false; name.len() + 1];
        if wanted == '*' {
            let first = fits.iter().position(|fit| *fit).unwrap_or(next.len());
            next[first..].fill(true);
        } else {
            for (at, found) in name.iter().enumerate() {
                next[at + 1] = fits[at] && (wanted == '?' || wanted == *found);
            }
        }
        fits = next;
    }
    fits[name.len()]
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn wildcards() {
        for (pattern, name, fits) in [
            ("a.csv", "a.csv", true),
            ("*.csv", "part-01.csv", true),
            ("part-??.csv", "part-01.csv", true),
            ("part-?.csv", "part-01.csv", false),
            ("*", "", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
        assert!(!matches(&"*a".repeat(500), &"a".repeat(499)));
    }
}
