//! Why there was no answer: the kinds that a person can do something about, told apart.

use crate::language::Language;
use crate::say;
use rustls::CertificateError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::{self, ErrorKind};

/// Why an address gave no answer that can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// There is no host of that name.
    NoSuchHost,
    /// The name could not be looked up.
    Lookup,
    /// It leads to an address that is not of the public network.
    Private,
    /// Nobody listens there.
    Refused,
    /// No way leads there.
    NoRoute,
    /// No answer in time.
    Timeout,
    /// The connection was closed before the answer was complete.
    Closed,
    /// What answered does not speak HTTP, or its headers have no end.
    NotHttp,
    /// The certificate has expired, or is not valid yet.
    CertificateDate,
    /// The certificate is another host's.
    CertificateName,
    /// Nobody known vouches for the certificate.
    CertificateIssuer,
    /// No secure connection could be made.
    Tls,
    /// Redirected again and again to the same address.
    Loop,
    /// Redirected too many times.
    Redirects,
    /// Redirected to what is no address of the web.
    Scheme,
    /// The server asks to be left alone for now.
    Busy,
}

/// Why a resolver gave no address that may be visited.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unresolved(pub(super) Failure);

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Unresolved {}

impl Failure {
    /// Reads it from the client's error.
    pub(crate) fn of(error: &ureq::Error) -> Self {
        match error {
            ureq::Error::Other(inner) => inner.downcast_ref::<Unresolved>().map_or(Self::Closed, |unresolved| unresolved.0),
            ureq::Error::HostNotFound => Self::NoSuchHost,
            ureq::Error::Timeout(ureq::Timeout::Resolve) => Self::Lookup,
            ureq::Error::Timeout(_) => Self::Timeout,
            ureq::Error::Rustls(error) => Self::of_tls(error),
            ureq::Error::Tls(_) | ureq::Error::TlsRequired => Self::Tls,
            ureq::Error::Io(error) => Self::of_io(error),
            ureq::Error::ConnectionFailed => Self::Refused,
            ureq::Error::Protocol(_) | ureq::Error::Http(_) | ureq::Error::BadUri(_) | ureq::Error::LargeResponseHeader(..) => {
                Self::NotHttp
            }
            _ => Self::Closed,
        }
    }

    /// Reads it from an error of the system, which may carry one of TLS.
    pub(super) fn of_io(error: &io::Error) -> Self {
        if let Some(inner) = error.get_ref() {
            if let Some(error) = inner.downcast_ref::<rustls::Error>() {
                return Self::of_tls(error);
            }
            if let Some(error) = inner.downcast_ref::<ureq::Error>() {
                return Self::of(error);
            }
        }
        match error.kind() {
            ErrorKind::ConnectionRefused => Self::Refused,
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => Self::NoRoute,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::Timeout,
            _ => Self::Closed,
        }
    }

    fn of_tls(error: &rustls::Error) -> Self {
        let rustls::Error::InvalidCertificate(fault) = error else { return Self::Tls };
        match fault {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Self::CertificateDate,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Self::CertificateName,
            _ => Self::CertificateIssuer,
        }
    }

    /// Reads it from the error of a lookup by name. The system's words tell a name that does not exist from a lookup
    /// that failed; the standard library keeps nothing else of them.
    pub(super) fn of_lookup(error: &io::Error) -> Self {
        const NONE: [&str; 6] = [
            "Name or service not known",
            "No address associated",
            "Name does not resolve",
            "nodename nor servname",
            "No such host is known",
            "(os error 11001)",
        ];
        let words = error.to_string();
        if NONE.iter().any(|none| words.contains(none)) { Self::NoSuchHost } else { Self::Lookup }
    }

    /// Whether a second try may go better.
    pub(super) fn may_pass(self) -> bool {
        matches!(self, Self::Lookup | Self::Timeout | Self::Closed | Self::NotHttp | Self::NoRoute)
    }

    /// Whether it says as much of every other address of the same server.
    pub(super) fn is_of_server(self) -> bool {
        matches!(
            self,
            Self::NoSuchHost
                | Self::Lookup
                | Self::Private
                | Self::Refused
                | Self::NoRoute
                | Self::CertificateDate
                | Self::CertificateName
                | Self::CertificateIssuer
                | Self::Tls
                | Self::Busy
        )
    }

    /// Whether it may as well be this machine that has no network.
    pub(super) fn may_be_ours(self) -> bool {
        matches!(self, Self::NoSuchHost | Self::Lookup | Self::Refused | Self::NoRoute | Self::Timeout)
    }

    /// A clause that says why, without a final dot.
    pub fn words(self, language: Language) -> String {
        match self {
            Self::NoSuchHost => say!(language, fr: "ce nom de site n'existe pas", en: "there is no site of that name"),
            Self::Lookup => {
                say!(language, fr: "le nom du site n'a pas pu être cherché", en: "the site's name could not be looked up")
            }
            Self::Private => say!(language, fr: "l'adresse est privée ou locale", en: "the address is private or local"),
            Self::Refused => say!(language, fr: "le serveur refuse la connexion", en: "the server refuses the connection"),
            Self::NoRoute => say!(language, fr: "aucun chemin ne mène au serveur", en: "no route leads to the server"),
            Self::Timeout => say!(language, fr: "le serveur n'a pas répondu à temps", en: "the server did not answer in time"),
            Self::Closed => {
                say!(language, fr: "le serveur a coupé la connexion avant la fin de sa réponse", en: "the server closed the connection before its answer was complete")
            }
            Self::NotHttp => {
                say!(language, fr: "la réponse n'est pas celle d'un site web", en: "the answer is not that of a web site")
            }
            Self::CertificateDate => {
                say!(language, fr: "le certificat du site a expiré, ou n'est pas encore valable", en: "the site's certificate has expired, or is not valid yet")
            }
            Self::CertificateName => {
                say!(language, fr: "le certificat est celui d'un autre site", en: "the certificate is another site's")
            }
            Self::CertificateIssuer => {
                say!(language, fr: "aucune autorité connue ne garantit le certificat du site", en: "no known authority vouches for the site's certificate")
            }
            Self::Tls => {
                say!(language, fr: "la connexion sécurisée (TLS) n'a pas pu s'établir", en: "no secure connection (TLS) could be made")
            }
            Self::Loop => say!(language, fr: "le site redirige sans fin", en: "the site redirects without end"),
            Self::Redirects => {
                say!(language, fr: "le site redirige plus de dix fois", en: "the site redirects more than ten times")
            }
            Self::Scheme => {
                say!(language, fr: "le site redirige vers ce qui n'est pas une adresse web", en: "the site redirects to what is no web address")
            }
            Self::Busy => say!(language, fr: "le serveur demande d'attendre", en: "the server asks to wait"),
        }
    }
}
