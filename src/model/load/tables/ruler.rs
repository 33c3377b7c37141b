//! Lines and columns of places in a text.

/// Lines and columns of places that mostly come in order.
pub(super) struct Ruler<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    line_start: usize,
    /// A place on this line, and its column.
    known: (usize, usize),
}

impl<'t> Ruler<'t> {
    /// The ruler of a text, at its beginning.
    pub(super) fn new(text: &'t str) -> Self {
        Ruler { text, at: 0, line: 1, line_start: 0, known: (0, 1) }
    }

    /// The line and column of a byte, both from 1; columns count characters.
    pub(super) fn position(&mut self, place: usize) -> (usize, usize) {
        if place < self.line_start {
            (self.at, self.line, self.line_start, self.known) = (0, 1, 0, (0, 1));
        }
        if place > self.at {
            for newline in memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..place]) {
                self.line += 1;
                self.line_start = self.at + newline + 1;
                self.known = (self.line_start, 1);
            }
            self.at = place;
        }
        let (from, column) = if self.known.0 <= place { self.known } else { (self.line_start, 1) };
        let column = column + self.text[from..place].chars().count();
        self.known = (place, column);
        (self.line, column)
    }
}
