//! A web server on this machine that misbehaves in every way that a link checker meets, and writes down what it is asked.
#![allow(dead_code, reason = "each test file uses the part that it needs")]
#![allow(clippy::unwrap_used, reason = "a helper of tests: what fails here fails the test")]

use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The longest that an answer without end goes on.
const END: Duration = Duration::from_secs(10);

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: String,
    pub(crate) began: Instant,
    pub(crate) ended: Instant,
}

/// A server; it stops when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    scheme: &'static str,
    log: Arc<Mutex<Vec<Asked>>>,
    stop: Arc<AtomicBool>,
}

/// What a path answers is asked of `answer`, which says it for the first request, the second…
type Stream<'a> = &'a mut dyn Duplex;

pub(crate) trait Duplex: Read + Write {}
impl<T: Read + Write> Duplex for T {}

impl Server {
    /// A server of plain HTTP.
    pub(crate) fn start() -> Self {
        Self::serve("http", |stream, handle| handle(stream))
    }

    /// A server of HTTPS whose certificate nobody vouches for.
    pub(crate) fn self_signed() -> Self {
        let rcgen::CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let key = rustls::pki_types::PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key).unwrap());
        Self::serve("https", move |stream, handle| {
            let mut connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            handle(&mut rustls::Stream::new(&mut connection, stream))
        })
    }

    fn serve(
        scheme: &'static str,
        wrap: impl Fn(&mut TcpStream, &mut dyn FnMut(Stream<'_>) -> io::Result<()>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (log, stop) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let server = Self { address, scheme, log: Arc::clone(&log), stop: Arc::clone(&stop) };
        let wrap = Arc::new(wrap);
        std::thread::spawn(move || {
            for stream in listener.incoming().take_while(|_| !stop.load(Ordering::Relaxed)) {
                let (Ok(mut stream), log, wrap) = (stream, Arc::clone(&log), Arc::clone(&wrap)) else { continue };
                // Whoever asked may be gone: that is no fault of the server's.
                std::thread::spawn(move || {
                    let _ = stream.set_nodelay(true);
                    let _ = stream.set_read_timeout(Some(END));
                    let _ = wrap(&mut stream, &mut |stream| connection(stream, &log, address));
                });
            }
        });
        server
    }

    /// The address of `path`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// The port.
    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// Every request so far, in the order in which they began.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.log.lock().unwrap().clone()
    }

    /// The requests so far for `path`, as `METHOD`s.
    pub(crate) fn methods(&self, path: &str) -> Vec<String> {
        self.asked().into_iter().filter(|asked| asked.path == path).map(|asked| asked.method).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the listener.
        let _ = TcpStream::connect(self.address);
    }
}

/// Answers the requests of one connection.
fn connection(stream: Stream<'_>, log: &Mutex<Vec<Asked>>, own: SocketAddr) -> io::Result<()> {
    while let Some((method, path, headers)) = request(stream)? {
        let began = Instant::now();
        let (at, times) = {
            let mut log = log.lock().unwrap();
            let times = log.iter().filter(|asked| asked.path == path).count();
            log.push(Asked { method: method.clone(), path: path.clone(), headers, began, ended: began });
            (log.len() - 1, times)
        };
        let goes_on = answer(stream, &method, &path, times, own);
        log.lock().unwrap()[at].ended = Instant::now();
        if !goes_on? {
            break;
        }
    }
    Ok(())
}

fn request(stream: Stream<'_>) -> io::Result<Option<(String, String, String)>> {
    let mut lines = BufReader::with_capacity(1, stream);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut words = first.split_whitespace().map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else { return Ok(None) };
    let mut headers = String::new();
    while lines.read_line(&mut headers)? > 2 {}
    Ok(Some((method, path, headers.to_ascii_lowercase())))
}

fn say(stream: Stream<'_>, method: &str, status: u16, headers: &str, body: &str) -> io::Result<bool> {
    let length = body.len();
    let body = if method == "HEAD" { "" } else { body };
    write!(stream, "HTTP/1.1 {status} x\r\nContent-Length: {length}\r\n{headers}\r\n{body}")?;
    stream.flush()?;
    Ok(true)
}

/// Writes `bytes` again and again, after `pause` each.
fn without_end(stream: Stream<'_>, bytes: &[u8], pause: Duration) -> io::Result<bool> {
    let until = Instant::now() + END;
    while Instant::now() < until {
        stream.write_all(bytes)?;
        stream.flush()?;
        std::thread::sleep(pause);
    }
    Ok(false)
}

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
const PAGE: &str = "<h1 id=\"top-of-it\">A</h1><a name='named'></a>";

/// What each path answers, the `times`th time (from 0); gives whether the connection goes on.
fn answer(stream: Stream<'_>, method: &str, path: &str, times: usize, own: SocketAddr) -> io::Result<bool> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let tick = Duration::from_millis(100);
    match parts.as_slice() {
        ["status", status] => say(stream, method, status.parse().unwrap(), "", ""),
        ["head", status] => say(stream, method, if method == "HEAD" { status.parse().unwrap() } else { 200 }, "", PAGE),
        ["head-closes"] if method == "HEAD" => Ok(false),
        ["slow", milliseconds, ..] => {
            std::thread::sleep(Duration::from_millis(milliseconds.parse().unwrap()));
            say(stream, method, 200, HTML, PAGE)
        }
        ["slow-headers"] => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nX: ")?;
            without_end(stream, b"x", tick)
        }
        ["endless-headers"] => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
            without_end(stream, &b"X: x\r\n".repeat(1000), Duration::ZERO)
        }
        ["slow-body"] => {
            write!(stream, "HTTP/1.1 200 OK\r\n{HTML}\r\n")?;
            without_end(stream, b"<p>", tick)
        }
        ["endless-body"] => {
            write!(stream, "HTTP/1.1 200 OK\r\n{HTML}\r\n")?;
            without_end(stream, &b"<p>endless".repeat(10_000), Duration::ZERO)
        }
        ["bomb"] => {
            write!(stream, "HTTP/1.1 200 OK\r\n{HTML}Content-Encoding: gzip\r\n\r\n")?;
            without_end(stream, &[0; 10_000], Duration::ZERO)
        }
        ["loop"] => say(stream, method, 302, "Location: /loop\r\n", ""),
        ["chain", n] => {
            let next = n.parse::<u32>().unwrap() + 1;
            say(stream, method, 302, &format!("Location: /chain/{next}\r\n"), "")
        }
        ["redirect", status, rest @ ..] => {
            let to = format!("Location: /{}\r\n", rest.join("/"));
            say(stream, method, status.parse().unwrap(), &to, "")
        }
        ["front"] => say(stream, method, 301, "Location: /\r\nSet-Cookie: a=b\r\n", ""),
        ["to-private"] => say(stream, method, 302, &format!("Location: http://127.0.0.2:{}/ok\r\n", own.port()), ""),
        ["to-mapped"] => say(stream, method, 301, &format!("Location: http://[::ffff:127.0.0.1]:{}/ok\r\n", own.port()), ""),
        ["to-file"] => say(stream, method, 302, "Location: file:///etc/passwd\r\n", ""),
        ["busy", seconds, ..] if times == 0 => say(stream, method, 429, &format!("Retry-After: {seconds}\r\n"), ""),
        ["always-busy", seconds, ..] => say(stream, method, 429, &format!("Retry-After: {seconds}\r\n"), ""),
        ["fails-once"] if times == 0 => say(stream, method, 503, "", ""),
        ["garbage"] => {
            stream.write_all(&[0, 159, 146, 150, b'\n', b'\r', 7].repeat(50))?;
            stream.flush()?;
            Ok(false)
        }
        ["close"] => Ok(false),
        _ => say(stream, method, 200, HTML, PAGE),
    }
}
