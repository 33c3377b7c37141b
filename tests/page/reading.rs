//! A page of which only the beginning has come.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};

use super::browser::Browser;
use super::{COUNT, FOCUS, PRISONERS, listed, page_of, shown};

/// Serves a page: what comes before a place of it at once, and the rest when it is told to.
fn served_in_two(html: &str, place: &str) -> (String, Sender<()>) {
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/page.html", server.local_addr().unwrap());
    let (first, rest) = html.split_at(html.find(place).unwrap() + place.len());
    let (first, rest) = (first.to_owned(), rest.to_owned());
    let (go_on, told) = channel();
    std::thread::spawn(move || {
        for stream in server.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            if !request[..length].starts_with(b"GET /page.html ") {
                stream.write_all(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n").unwrap();
                continue;
            }
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\r\n";
            stream.write_all(format!("{head}{first}").as_bytes()).unwrap();
            if told.recv().is_err() || stream.write_all(rest.as_bytes()).is_err() {
                return;
            }
        }
    });
    (address, go_on)
}

#[test]
fn the_list_is_filtered_and_opened_while_the_rest_is_still_being_read() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    let html = std::fs::read_to_string(&file).unwrap();
    let all = listed(&[]);
    // The browser has the first ten, the beginning of the eleventh, and no more.
    let eleventh = &html[html.find(&format!("id=\"{}\">", all[10])).unwrap()..];
    let (address, go_on) = served_in_two(&html, &eleventh[..eleventh.find("<h4>").unwrap()]);
    browser.call("Page.navigate", &serde_json::json!({ "url": format!("{address}#{}", all[12]) }));
    browser.until(&format!("{COUNT} === '10 of 10 shown, reading on'"));
    assert_eq!(browser.ask("document.readyState"), "loading");

    browser.click("input[value=hard]");
    let hard = listed(&["--strength", "hard"]);
    let hard_so_far: Vec<&String> = hard.iter().filter(|id| all[..10].contains(id)).collect();
    assert!(hard_so_far.len() < hard.len() && hard_so_far.len() < 10);
    let beginning =
        |browser: &mut Browser| shown(browser).into_iter().filter(|id| all[..10].contains(id)).collect::<Vec<_>>();
    assert_eq!(beginning(&mut browser), hard_so_far.iter().map(|id| (*id).clone()).collect::<Vec<_>>());
    assert_eq!(browser.ask(COUNT), format!("{} of 10 shown, reading on", hard_so_far.len()));
    browser.click("button[type=reset]");
    browser.until("!document.querySelector('details.entry[hidden]')");
    let opened = format!("[data-id={}] > .body", all[1]);
    browser.click(&format!("[data-id={}] > summary", all[1]));
    browser.until(&format!("document.querySelector('{opened} .cards')?.checkVisibility() === true"));
    // Of the eleventh there is only the beginning: it is filled when the rest has come.
    browser.click(&format!("[data-id={}] > summary", all[10]));
    browser.press(&["/"]);
    browser.call("Input.insertText", &serde_json::json!({ "text": "repatriated" }));
    browser.until("location.hash.includes('q=repatriated')");

    go_on.send(()).unwrap();
    browser.until("document.readyState === 'complete'");
    assert_eq!(browser.ask("document.activeElement.name"), "q", "the focus stays with who has begun to type");
    let told = browser.ask(COUNT);
    let (told, end) = (told.as_str().unwrap(), format!(" of {} shown, ", all.len()));
    assert!(told.contains(&end) && told.ends_with(" below"), "{told}");
    assert_eq!(told.split(' ').next().unwrap(), shown(&mut browser).len().to_string());
    browser.press(&["Escape"]);
    assert_eq!(browser.ask(COUNT), format!("{0} of {0} shown", all.len()));
    assert_eq!(shown(&mut browser), all);
    let filled = format!("document.querySelector('[data-id={}] > .body .cards').checkVisibility()", all[10]);
    assert_eq!(browser.ask(&filled), true);

    // What an address names is opened as soon as it is there.
    let (address, go_on) = served_in_two(&html, &eleventh[..eleventh.find("<h4>").unwrap()]);
    browser.call("Page.navigate", &serde_json::json!({ "url": format!("{address}#{}", all[3]) }));
    browser.until(&format!("({FOCUS}) === '{}' && document.readyState === 'loading'", all[3]));
    go_on.send(()).unwrap();
    browser.until("document.readyState === 'complete'");
    let (address, go_on) = served_in_two(&html, &eleventh[..eleventh.find("<h4>").unwrap()]);
    browser.call("Page.navigate", &serde_json::json!({ "url": format!("{address}#{}", all[12]) }));
    browser.until(&format!("{COUNT} === '10 of 10 shown, reading on'"));
    go_on.send(()).unwrap();
    browser.until(&format!("({FOCUS}) === '{}'", all[12]));
    browser.until(&format!("{COUNT} === '{0} of {0} shown'", all.len()));
    assert_eq!(browser.errors(), [""; 0]);
}
