//! Gzip undone within limits.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

/// From this size on, what unpacks to more than [`MOST_TIMES`] its packed size is refused.
const LARGE: u64 = 64 << 20;
/// Tables shrink to a tenth or a twentieth; what shrinks far more is made to fill memory.
const MOST_TIMES: u64 = 200;

/// What came of unpacking.
#[derive(Debug)]
pub enum Unpacked {
    /// The bytes.
    Bytes(Vec<u8>),
    /// It unpacks to more than so many bytes, at which it was left.
    TooLarge(u64),
    /// It is damaged or no gzip, for this reason.
    Damaged(io::Error),
}

/// Unpacks gzip to at most so many bytes, and no more than 200 times its own size beyond 64 MiB.
pub fn unpack(packed: &[u8], most: u64) -> Unpacked {
    let most = most.min(LARGE.max((packed.len() as u64).saturating_mul(MOST_TIMES)));
    let mut bytes = Vec::new();
    match MultiGzDecoder::new(packed).take(most.saturating_add(1)).read_to_end(&mut bytes) {
        Err(error) => Unpacked::Damaged(error),
        Ok(_) if bytes.len() as u64 > most => Unpacked::TooLarge(most),
        Ok(_) => Unpacked::Bytes(bytes),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).expect("memory takes all");
        packer.finish().expect("memory takes all")
    }

    #[test]
    fn what_is_packed_is_unpacked_unless_it_is_damaged_or_a_bomb() {
        let packed = pack(b"a,b\n1,2\n");
        assert!(matches!(unpack(&packed, 1 << 30), Unpacked::Bytes(bytes) if bytes == b"a,b\n1,2\n"));
        assert!(matches!(unpack(&packed, 7), Unpacked::TooLarge(7)));
        assert!(matches!(unpack(&packed[..packed.len() - 9], 1 << 30), Unpacked::Damaged(_)));
        assert!(matches!(unpack(b"a,b\n", 1 << 30), Unpacked::Damaged(_)));
        let bomb = pack(&vec![b'0'; 70 << 20]);
        assert!(matches!(unpack(&bomb, 1 << 30), Unpacked::TooLarge(LARGE)));
    }
}
