//! A Chromium that is driven over the protocol of its developer tools, through the pipe that it offers for that: no port is
//! opened, and no crate is needed beside `serde_json`.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Names under which Chromium is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// A browser that says nothing for so long is taken for dead.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser with one tab.
pub(crate) struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    events: VecDeque<Value>,
    session: Option<String>,
    last: u64,
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser, or says why there is none.
    pub(crate) fn start() -> Option<Browser> {
        let Some(program) = NAMES.into_iter().find(|name| is_installed(name)) else {
            eprintln!("skipped: none of {} is installed", NAMES.join(", "));
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        // The browser reads its orders from descriptor 3 and answers on 4: the shell puts our pipes there.
        command.args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", program]);
        command.args(["--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--remote-debugging-pipe"]);
        command.args(["--disable-background-networking", "--disable-dev-shm-usage", "--force-color-profile=srgb"]);
        // As root it refuses to start with its sandbox.
        if is_root() {
            command.arg("--no-sandbox");
        }
        command.arg(format!("--user-data-dir={}", profile.path().display())).arg("about:blank");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let to = child.stdin.take().unwrap();
        let output = child.stdout.take().unwrap();
        let (send, from) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut message = Vec::new();
            while output.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if send.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let mut browser =
            Browser { child, to, from, events: VecDeque::new(), session: None, last: 0, _profile: profile };
        browser.attach();
        Some(browser)
    }

    fn attach(&mut self) {
        let targets = self.call("Target.getTargets", &json!({}));
        let tab = targets["targetInfos"].as_array().unwrap().iter().find(|target| target["type"] == "page").unwrap();
        let attached = self.call("Target.attachToTarget", &json!({ "targetId": tab["targetId"], "flatten": true }));
        self.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network", "Audits"] {
            self.call(&format!("{domain}.enable"), &json!({}));
        }
        self.size(1280, 900);
    }

    /// Calls a method of the protocol.
    pub(crate) fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let answer = self.from.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
            if answer["id"] == self.last {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            self.events.push_back(answer);
        }
    }

    fn wait(&mut self, event: &str) {
        let of = |message: &Value| message["method"] == event;
        if let Some(at) = self.events.iter().position(of) {
            self.events.remove(at);
            return;
        }
        loop {
            let message = self.from.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {event}"));
            if of(&message) {
                return;
            }
            self.events.push_back(message);
        }
    }

    /// How large the page's view is, in pixels.
    pub(crate) fn size(&mut self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Opens a file at a place of it, from anew.
    pub(crate) fn open(&mut self, file: &Path, place: &str) {
        for address in ["about:blank".to_owned(), format!("file://{}{place}", file.display())] {
            self.call("Page.navigate", &json!({ "url": address }));
            self.wait("Page.loadEventFired");
        }
    }

    /// What an expression of JavaScript comes to on the page.
    pub(crate) fn ask(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", &asked);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&mut self, expression: &str) {
        for _ in 0..400 {
            if self.ask(expression) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("never true: {expression}");
    }

    /// Presses keys, one after the other: letters, or names such as `Enter`.
    pub(crate) fn press(&mut self, keys: &[&str]) {
        for key in keys {
            let mut event = json!({ "type": "keyDown", "key": key });
            match *key {
                "Enter" => {
                    event = json!({ "type": "keyDown", "key": "Enter", "text": "\r", "windowsVirtualKeyCode": 13 });
                }
                "Escape" => event["windowsVirtualKeyCode"] = json!(27),
                "Tab" => event["windowsVirtualKeyCode"] = json!(9),
                key => event["text"] = json!(key),
            }
            self.call("Input.dispatchKeyEvent", &event);
            self.call("Input.dispatchKeyEvent", &json!({ "type": "keyUp", "key": key }));
        }
    }

    /// Clicks on the middle of what a selector finds first, once it has come to rest and nothing lies over it.
    pub(crate) fn click(&mut self, selector: &str) {
        let place = format!(
            "(() => {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{ block: 'center' }}); \
             const r = e.getClientRects()[0]; const [x, y] = [r.x + r.width / 2, r.y + r.height / 2]; \
             const hit = document.elementFromPoint(x, y); return hit && (e.contains(hit) || hit.contains(e)) ? [x, y] : null; }})()"
        );
        let mut last = Value::Null;
        for _ in 0..400 {
            let now = self.ask(&place);
            if !now.is_null() && now == last {
                break;
            }
            last = now;
            std::thread::sleep(Duration::from_millis(60));
        }
        assert!(!last.is_null(), "cannot be clicked on: {selector}");
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": last[0], "y": last[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", &event);
        }
    }

    /// Goes back, as by the browser's button.
    pub(crate) fn back(&mut self) {
        let history = self.call("Page.getNavigationHistory", &json!({}));
        let before = history["currentIndex"].as_u64().unwrap() - 1;
        let entry = &history["entries"][usize::try_from(before).unwrap()]["id"];
        self.call("Page.navigateToHistoryEntry", &json!({ "entryId": entry }));
    }

    /// What went wrong or beyond the page since it was last asked: errors, violations of the page's policy, and
    /// addresses that were asked for other than the file's.
    pub(crate) fn complaints(&mut self, file: &Path) -> Vec<String> {
        // What was under way has been told when this is answered.
        std::thread::sleep(Duration::from_millis(100));
        self.ask("document.documentElement.getBoundingClientRect().height");
        let own = format!("file://{}", file.display());
        let mut complaints = Vec::new();
        for event in self.events.drain(..) {
            let method = event["method"].as_str().unwrap_or_default();
            let address = event["params"]["request"]["url"].as_str().unwrap_or_default();
            let is_own = address == "about:blank" || address.split('#').next() == Some(own.as_str());
            match method {
                "Log.entryAdded" | "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Audits.issueAdded" => {
                    complaints.push(event.to_string());
                }
                "Network.requestWillBeSent" if !is_own => complaints.push(format!("asked for {address}")),
                "Page.javascriptDialogOpening" => complaints.push(event.to_string()),
                _ => {}
            }
        }
        complaints
    }
}

impl Browser {
    /// Exceptions, and violations of the page's policy, since it was last asked.
    pub(crate) fn errors(&mut self) -> Vec<String> {
        let of = ["Runtime.exceptionThrown", "Audits.issueAdded"];
        let events = std::mem::take(&mut self.events);
        events
            .into_iter()
            .filter(|event| of.iter().any(|of| event["method"] == *of))
            .map(|event| event.to_string())
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let order = format!("{}\0", json!({ "id": 0, "method": "Browser.close" }));
        let _ = self.to.write_all(order.as_bytes());
        for _ in 0..200 {
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_installed(name: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(name).is_file())
}

/// Whether this is the user whom Chromium does not start for with a sandbox.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n")
}
