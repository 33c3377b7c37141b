use std::collections::hash_map::DefaultHasher;

use num_traits::ToPrimitive;
use proptest::prelude::*;

use super::*;

fn number(text: &str) -> Number {
    Number::parse_exact(text).expect(text)
}

fn ratio(numerator: i64, denominator: i64) -> Number {
    Number::ratio(numerator, denominator).expect("the denominator is not zero")
}

fn power(exponent: i32) -> Number {
    Number::pow10(exponent).expect("the exponent is small")
}

fn oracle(number: &Number) -> BigRational {
    let (numerator, denominator) = number.parts();
    BigRational::new(numerator, denominator)
}

fn canonical(number: &Number) -> bool {
    let (numerator, denominator) = number.parts();
    let fits = numerator.to_i64().is_some() && denominator.to_i64().is_some();
    denominator.is_positive() && numerator.gcd(&denominator).is_one() && fits == matches!(number.0, Repr::Small(..))
}

fn hash(number: &Number) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn two_words() {
    assert_eq!(size_of::<Number>(), 16);
}

#[test]
fn reads_and_writes() {
    for text in ["0", "1939063", "69.87", "0.5", "-3", "-0.25", "1/3", "-22/7"] {
        assert_eq!(number(text).to_string(), text);
        assert_eq!(format!("{:?}", number(text)), text);
    }
    assert_eq!(number("2/6").to_string(), "1/3");
    assert_eq!(number("-0").to_string(), "0");
    assert_eq!(number("007.500").to_string(), "7.5");
    assert_eq!(number("1/8"), number("0.125"));
    let long = format!("{}.{}", "9".repeat(2_000), "7".repeat(2_000));
    assert_eq!(number(&long).to_string(), long);
    assert_eq!(Number::default(), Number::ZERO);
}

#[test]
fn refuses_other_notation() {
    let refused = [
        "",
        "-",
        ".",
        "1.",
        ".5",
        "-.5",
        "--1",
        "+1",
        "1,000",
        "1e3",
        "1.2.3",
        " 1",
        "1 ",
        "1_0",
        "٣",
        "½",
        "1/0",
        "1/-3",
        "1/",
        "/3",
        "1/2/3",
        "1.5/2",
        "1/1.5",
        "\u{2212}1",
    ];
    for text in refused {
        assert_eq!(Number::parse_exact(text), None, "{text}");
        assert_eq!(Number::parse_decimal(text), None, "{text}");
    }
    assert_eq!(Number::parse_decimal("1/3"), None);
    assert_eq!(Number::parse_decimal(&"1".repeat(4_097)), None);
    assert!(Number::parse_decimal(&"1".repeat(4_096)).is_some());
    assert_eq!(Number::parse_exact(&"1".repeat(65_537)), None);
    assert_eq!(Number::ratio(1, 0), None);
    assert_eq!(ratio(1, 2).checked_div(&Number::ZERO), None);
}

#[test]
fn borders_of_a_word() {
    let (least, most) = (Number::from(i64::MIN), Number::from(i64::MAX));
    assert_eq!((&most + &Number::ONE).to_string(), "9223372036854775808");
    assert_eq!((&least - &Number::ONE).to_string(), "-9223372036854775809");
    assert_eq!((-&least).to_string(), "9223372036854775808");
    assert_eq!(-(-&least), least);
    assert_eq!(least.abs() - Number::ONE, most);
    assert_eq!(&most + &Number::ONE - &Number::ONE, most);
    assert_eq!((&least * &least).to_string(), "85070591730234615865843651857942052864");
    assert_eq!((&least * &least).checked_div(&least), Some(least.clone()));
    assert_eq!(least.checked_div(&Number::from(-1)), Some(-&least));
    assert_eq!(ratio(i64::MIN, i64::MIN), Number::ONE);
    assert_eq!(ratio(1, i64::MIN).parts().1, BigInt::from(1u64 << 63));
    assert_eq!(ratio(1, i64::MIN) * least.clone(), Number::ONE);
    assert_eq!(&ratio(1, i64::MAX) * &most, Number::ONE);
    assert!(ratio(1, i64::MAX) > ratio(1, i64::MAX) * ratio(1, 2));
    assert!(ratio(1, i64::MIN).floor() == Number::from(-1));
    assert_eq!(least.to_i64(), Some(i64::MIN));
    assert_eq!((&most + &Number::ONE).to_i64(), None);
    assert_eq!(Number::from(u64::MAX).to_string(), u64::MAX.to_string());
    assert_eq!(Number::from(i128::MIN).to_string(), i128::MIN.to_string());
    assert_eq!(Number::from(7u32), Number::from(7usize));
}

#[test]
fn powers_of_ten() {
    assert_eq!(Number::pow10(0), Some(Number::ONE));
    assert_eq!(power(6).to_string(), "1000000");
    assert_eq!(power(-3).to_string(), "0.001");
    assert_eq!(power(30) * power(-30), Number::ONE);
    assert!(Number::pow10(4_096).is_some());
    assert_eq!(Number::pow10(4_097), None);
    assert_eq!(Number::pow10(i32::MIN), None);
    let small = power(-4_096);
    assert_eq!(number(&small.to_string()), small);
}

#[test]
fn groups_thousands() {
    let cases = [
        ("1939063", "1,939,063"),
        ("-12345.5", "-12,345.5"),
        ("1/3", "1/3"),
        ("-1000/3", "-1,000/3"),
        ("999", "999"),
        ("1000", "1,000"),
        ("0.12345", "0.12345"),
        ("0", "0"),
    ];
    for (text, expected) in cases {
        assert_eq!(number(text).grouped(), expected);
    }
}

#[test]
fn rounds_to_significant_digits() {
    let cases = [
        ("1939063/1894506", 5, "1.0235"),
        ("229.0476", 5, "229.05"),
        ("229.045", 5, "229.05"),
        ("-229.045", 5, "-229.05"),
        ("0.0116234", 4, "0.01162"),
        ("1/3", 3, "0.333"),
        ("2/3", 1, "0.7"),
        ("0.5", 4, "0.5"),
        ("0.05", 1, "0.05"),
        ("1.0004", 4, "1.000"),
        ("1939063", 3, "1940000"),
        ("1939063", 7, "1939063"),
        ("1939063", 12, "1939063"),
        ("1000", 2, "1000"),
        ("999.96", 4, "1000"),
        ("999.96", 3, "1000"),
        ("9.9996", 4, "10.00"),
        ("0.099996", 4, "0.1000"),
        ("9.5", 1, "10"),
        ("95", 1, "100"),
        ("0", 5, "0"),
        ("7.25", 0, "7"),
        ("1/1000", 3, "0.001"),
        ("100.5", 4, "100.5"),
    ];
    for (text, digits, expected) in cases {
        assert_eq!(number(text).to_significant(digits), expected, "{text} at {digits}");
    }
    assert_eq!(number("1/3").to_significant(u32::MAX).len(), 1_002);
}

#[test]
fn rounds_down_and_up() {
    for (text, floor, ceil) in [("7/2", 3, 4), ("-7/2", -4, -3), ("5", 5, 5), ("-5", -5, -5), ("0.001", 0, 1)] {
        assert_eq!(number(text).floor(), Number::from(floor));
        assert_eq!(number(text).ceil(), Number::from(ceil));
    }
}

#[test]
fn adds_up() {
    let parts = [number("0.1"), number("0.2"), number("1/3")];
    assert_eq!(parts.iter().sum::<Number>().to_string(), "19/30");
    assert_eq!(parts.into_iter().product::<Number>().to_string(), "1/150");
    let mut total = Number::ONE;
    total += &number("0.5");
    total -= number("2");
    total *= number("3");
    assert_eq!(total.to_string(), "-1.5");
}

fn word() -> impl Strategy<Value = i64> {
    prop_oneof![
        any::<i64>(),
        -20i64..20,
        Just(i64::MIN),
        Just(i64::MIN + 1),
        Just(i64::MAX),
        Just(i64::MAX - 1),
        (0u32..63).prop_map(|shift| 1i64 << shift),
    ]
}

fn any_number() -> impl Strategy<Value = Number> {
    let small = (word(), word().prop_filter("zero", |d| *d != 0))
        .prop_map(|(numerator, denominator)| ratio(numerator, denominator))
        .boxed();
    let whole = word().prop_map(Number::from).boxed();
    let big = (small.clone(), whole.clone()).prop_map(|(x, y)| &x * &y + &y * &y);
    let decimal = "-?[0-9]{1,30}(\\.[0-9]{1,30})?".prop_map(|text| number(&text));
    prop_oneof![small, whole, big, decimal]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn agrees_with_big_rational(x in any_number(), y in any_number()) {
        let (a, b) = (oracle(&x), oracle(&y));
        for (ours, theirs) in [
            (&x + &y, &a + &b),
            (&x - &y, &a - &b),
            (&x * &y, &a * &b),
            (-&x, -&a),
            (x.abs(), a.abs()),
            (x.floor(), a.floor()),
            (x.ceil(), a.ceil()),
        ] {
            prop_assert!(canonical(&ours));
            prop_assert_eq!(oracle(&ours), theirs);
        }
        match x.checked_div(&y) {
            Some(quotient) => {
                prop_assert!(canonical(&quotient));
                prop_assert_eq!(oracle(&quotient), &a / &b);
            }
            None => prop_assert!(y.is_zero()),
        }
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x == y, a == b);
        prop_assert_eq!(x.is_integer(), a.is_integer());
        prop_assert_eq!(x.is_zero(), a.is_zero());
        prop_assert_eq!(x.is_negative(), a.is_negative());
        prop_assert_eq!(x.is_positive(), a.is_positive());
    }

    #[test]
    fn equal_numbers_hash_alike(x in any_number(), y in any_number()) {
        let again = &x + &y - &y;
        prop_assert!(canonical(&x));
        prop_assert_eq!(&again, &x);
        prop_assert_eq!(hash(&again), hash(&x));
    }

    #[test]
    fn text_round_trips(x in any_number()) {
        let text = x.to_string();
        prop_assert_eq!(Number::parse_exact(&text), Some(x.clone()));
        let plain = x.grouped().replace(',', "");
        prop_assert_eq!(plain, text);
    }

    #[test]
    fn rounding_errs_by_half_a_unit(x in any_number(), digits in 1u32..30) {
        let text = x.to_significant(digits);
        let rounded = number(&text);
        let error = (&rounded - &x).abs();
        // One unit in the last place is at most 10^(1 - digits) of x.
        let allowed = x.abs() * power(1 - digits.cast_signed()) * ratio(1, 2);
        prop_assert!(error <= allowed, "{} {}", x, text);
        prop_assert!(!text.contains(['e', 'E', '/']));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let _ = Number::parse_exact(&text);
        let _ = Number::parse_decimal(&text);
    }
}
