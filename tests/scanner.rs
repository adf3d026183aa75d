//! A virus scanner, once it is set, sees every file before the library does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use server::platform::config::setting::ScannerSetting;
use server::testing::TestApp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::harness::House;

/// What a file must hold to be found.
const SIGNATURE: &[u8] = b"this is the test signature";

/// A daemon that speaks INSTREAM and takes `most` bytes. Answers its address and how many files it has read.
async fn daemon(most: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let seen = Arc::new(AtomicUsize::new(0));
    let count = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut command = [0; 10];
            stream.read_exact(&mut command).await.expect("a command");
            assert_eq!(&command, b"zINSTREAM\0");
            let mut bytes = Vec::new();
            let answer = loop {
                let length = stream.read_u32().await.expect("a length") as usize;
                if length == 0 {
                    let is_found = bytes.windows(SIGNATURE.len()).any(|window| window == SIGNATURE);
                    break if is_found { "stream: Test.Signature FOUND\0" } else { "stream: OK\0" };
                }
                let mut piece = vec![0; length];
                stream.read_exact(&mut piece).await.expect("a piece");
                bytes.extend(piece);
                if bytes.len() > most {
                    break "INSTREAM size limit exceeded. ERROR\0";
                }
            };
            count.fetch_add(1, Ordering::SeqCst);
            stream.write_all(answer.as_bytes()).await.expect("an answer");
        }
    });
    (address, seen)
}

#[actix_web::test]
async fn an_infected_file_is_refused_by_name_and_leaves_nothing() {
    let (address, seen) = daemon(1 << 20).await;
    let house = House::with(|config| config.scanner = Some(ScannerSetting::Tcp(address))).await;
    house.app.upload(&house.editor, "clean.png", &TestApp::picture(1), None).await.expect(201);
    let bytes = [b"head ".as_slice(), SIGNATURE].concat();
    let answer = house.app.upload(&house.editor, "bad.txt", &bytes, None).await.expect(422);
    assert_eq!(answer.code(), "file.infected");
    assert!(answer.json()["detail"].as_str().is_some_and(|detail| detail.contains("Test.Signature")));
    assert_eq!(seen.load(Ordering::SeqCst), 2);
    house.app.settle().await;
    assert_eq!(house.app.get(&house.editor, "/search?q=").await.expect(200).json()["total"], 1);
}

#[actix_web::test]
async fn without_an_answer_nothing_is_taken_in() {
    let nobody = ScannerSetting::Unix("/nowhere/clamd.sock".into());
    let house = House::with(|config| config.scanner = Some(nobody)).await;
    let answer = house.app.upload(&house.editor, "dawn.png", &TestApp::picture(1), None).await.expect(503);
    assert_eq!(answer.code(), "scanner.unavailable");
}

#[actix_web::test]
async fn a_file_larger_than_the_scanner_reads_is_taken_in() {
    let (address, _) = daemon(16).await;
    let house = House::with(|config| config.scanner = Some(ScannerSetting::Tcp(address))).await;
    house.app.upload(&house.editor, "dawn.png", &TestApp::picture(1), Some(json!({}))).await.expect(201);
}
