//! The examples for other programs are compiled, and do what they say.

#[path = "../examples/memory.rs"]
#[expect(dead_code, unreachable_pub, clippy::print_stdout, reason = "of a program of its own, only `run` is called")]
mod memory;
#[path = "../examples/contradictions.rs"]
#[expect(dead_code, unreachable_pub, clippy::print_stdout, reason = "of a program of its own, only `run` is called")]
mod contradictions;
#[path = "../examples/picture.rs"]
#[expect(dead_code, unreachable_pub, clippy::print_stdout, reason = "of a program of its own, only `run` is called")]
mod picture;

#[test]
fn a_collection_is_built_from_memory() {
    assert_eq!(memory::run().unwrap(), "Two ministries: 2 claims in 1 source\n");
}

#[test]
fn a_collection_is_checked() {
    let told = contradictions::run().unwrap();
    assert!(told.contains("Held in May 1950: 9,717 against 13,000"), "{told}");
    assert!(told.contains("miss each other by 3,283"), "{told}");
}

#[test]
fn a_picture_stands_in_a_page() {
    let page = picture::run().unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg") && page.contains("</svg>"), "{page}");
}
