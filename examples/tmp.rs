//! tmp
fn main() {
    let path = std::env::args().nth(1).expect("path");
    let (texts, unread) = gainsay::text::read_collection(std::path::Path::new(&path));
    let t = std::time::Instant::now();
    match gainsay::load::load(&texts, &unread) {
        Ok(loaded) => println!("{} claims {} quantities {} warnings {:?}", loaded.model.claims().len(), loaded.model.quantities().len(), loaded.warnings.len(), t.elapsed()),
        Err(error) => for m in error.messages {
            let place = m.places.first().map(|p| format!("{}:{:?}", texts.file(p.span.file).path(), texts.position(p.span)));
            println!("{} {} {:?} {:?}", m.code.id, m.text, place, m.help);
        }
    }
}
