//! A network in which every name has an address and every address listens: who asks for anything is written down.

use std::net::{TcpListener, UdpSocket};
use std::sync::{Arc, Mutex};

const DOORS: &[u16] = &[21, 80, 443, 445, 8080];

/// What was asked for, in words.
pub struct Trap {
    caught: Arc<Mutex<Vec<String>>>,
}

impl Trap {
    /// Listens on the doors that files can name, and answers questions for names.
    pub fn lay() -> Trap {
        let caught = Arc::new(Mutex::new(Vec::new()));
        let names = UdpSocket::bind("0.0.0.0:53").expect("the door of names");
        let (noted, note) = (caught.clone(), |noted: &Mutex<Vec<String>>, word: String| {
            noted.lock().expect("nobody died").push(word);
        });
        std::thread::spawn(move || {
            let mut question = [0; 512];
            while let Ok((length, from)) = names.recv_from(&mut question) {
                let asked = &question[..length];
                note(&noted, format!("a name: {}", String::from_utf8_lossy(&asked[12.min(length)..])));
                // The question again, and 10.1.2.3 as its answer.
                let mut answer = asked.to_vec();
                let Some(flags) = answer.get_mut(2..12) else { continue };
                flags.copy_from_slice(&[0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]);
                let end = asked[12..].iter().position(|byte| *byte == 0).map_or(length, |zero| 12 + zero + 5);
                answer.truncate(end);
                answer.extend_from_slice(&[0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 5, 0, 4, 10, 1, 2, 3]);
                let _ = names.send_to(&answer, from);
            }
        });
        for door in DOORS {
            let listener = TcpListener::bind(("0.0.0.0", *door)).expect("a door");
            let noted = caught.clone();
            std::thread::spawn(move || {
                for connection in listener.incoming() {
                    let who = connection.and_then(|connection| connection.peer_addr());
                    note(&noted, format!("a connection to {door}: {who:?}"));
                }
            });
        }
        Trap { caught }
    }

    pub fn caught(&self) -> Vec<String> {
        self.caught.lock().expect("nobody died").clone()
    }
}
