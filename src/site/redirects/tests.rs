//! Rules of hosts, as data: what leads elsewhere, and what nobody can say.

use super::*;
use crate::paths::{PathKind, Paths};
use std::sync::Arc;

#[derive(Debug)]
struct One(Arc<str>, &'static str);

impl Paths for One {
    fn visit(&self, see: &mut dyn FnMut(&Arc<str>, PathKind, bool)) {
        see(&self.0, PathKind::File, true);
    }

    fn link_target(&self, _: &str) -> Option<String> {
        None
    }

    fn is_ignored(&self, _: &str) -> bool {
        false
    }

    fn is_on_disk(&self, _: &str) -> bool {
        false
    }

    fn read(&self, path: &str, _: usize) -> Option<String> {
        (path == &*self.0).then(|| self.1.to_owned())
    }
}

/// What the file says of each address: `+` it leads elsewhere, `>x` it is looked for at `x`, `?` nobody can say, `-` nothing.
fn said(path: &str, text: &'static str, addresses: &[&str]) -> String {
    let paths = One(path.into(), text);
    let mut redirects = Redirects::default();
    let doubts = redirects.read(&Files::new(&paths), std::iter::once("site"), "");
    let word = |address: &&str| {
        if redirects.lead(address, |_| true) {
            "+".to_owned()
        } else if doubts.iter().any(|doubt| doubt.holds(super::super::Shape::Page, true, address)) {
            "?".to_owned()
        } else {
            redirects.rewritten(address).next().map_or("-".to_owned(), |to| format!(">{to}"))
        }
    };
    addresses.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn netlify() {
    let list =
        "# /no /x\n/old /new 301!\n/blog/:year/x.html /posts/:year\n/a/* /b/:splat\n/* /index.html 200\nhttps://x.org/* /y\n";
    let asked = ["old", "old/x", "blog/2020/x", "blog/2020/y", "a/q/r", "no", "y"];
    assert_eq!(said("_redirects", list, &asked), "+ - + - + - -");
    assert_eq!(said("site/_redirects", "/* /fr/:splat 302\n", &["semer"]), ">fr/semer");
    assert_eq!(said("_redirects", "/* https://ailleurs.example/:splat\n", &["semer"]), "?");
    // A page that says that nothing is there answers nothing.
    let absent = "/:lang/* /:lang/404/ 404\n/* /404/ 404!\n";
    assert_eq!(said("_redirects", absent, &["fr/semer", "semer"]), "- -");
    let absent = "[[redirects]]\nfrom = '/*'\nto = '/404'\nstatus = 404\n";
    assert_eq!(said("netlify.toml", absent, &["semer"]), "-");
    let toml = "[[redirects]]\nfrom = '/old/*'\nto = '/'\n[[edge_functions]]\npath = '/api/*'\nfunction = 'x'\n";
    assert_eq!(said("netlify.toml", toml, &["old/b", "api/c", "new"]), "+ ? -");
}

#[test]
fn vercel() {
    let json = r#"{"redirects": [{"source": "/old/:path*", "destination": "/new/:path*"}, {"source": "/one/(\\d+)/x", "destination": "/"}],
        "rewrites": [{"source": "/(.*)", "destination": "/index.html"}], "cleanUrls": true}"#;
    assert_eq!(said("vercel.json", json, &["old", "old/a/b", "one/3/x", "two"]), "+ + ? -");
    let routes = r#"{"routes": [{"src": "/old/(.*)", "status": 301, "headers": {"Location": "/new/$1"}}, {"src": "/(.*)", "continue": true, "headers": {}}]}"#;
    assert_eq!(said("site/vercel.json", routes, &["old/b", "new"]), "+ -");
}

#[test]
fn firebase() {
    let json = r#"{"hosting": {"public": "x", "redirects": [{"source": "/old/**", "destination": "/new", "type": 301}, {"regex": "^/v(\\d)/x$", "destination": "/"}],
        "rewrites": [{"source": "/api/**", "function": "api"}, {"source": "**", "destination": "/index.html"}]}}"#;
    assert_eq!(said("firebase.json", json, &["old/a", "v2/x", "api/y", "new"]), "+ + ? -");
    assert_eq!(
        said("firebase.json", r#"{"hosting": [{"redirects": [{"source": "/@(a|b)/**", "destination": "/"}]}]}"#, &["a/x"]),
        "?"
    );
}

#[test]
fn azure() {
    let json = r#"{"routes": [{"route": "/old/*", "redirect": "/new"}, {"route": "/secret/*", "allowedRoles": ["x"]}], "navigationFallback": {"rewrite": "/index.html"}}"#;
    assert_eq!(said("staticwebapp.config.json", json, &["old/a", "secret/b", "c"]), "+ - -");
}

#[test]
fn apache() {
    let plain = "Options -Indexes\nErrorDocument 404 /404.html\n<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule ^(.*)$ $1.html [L]\nRewriteCond %{HTTPS} off\nRewriteRule (.*) https://%{HTTP_HOST}%{REQUEST_URI} [R=301]\n</IfModule>\n";
    assert_eq!(said(".htaccess", plain, &["semer"]), ">semer");
    let rules = "Redirect 301 /old /new\nRedirectMatch 302 ^/blog/(.*)\\.php$ /blog/$1\nRewriteRule ^wiki/(.*)$ /w/index.php?title=$1\nRewriteRule ^ancien/?$ /neuf\n";
    let asked = ["old", "old/x", "blog/a.php", "wiki/A", "ancien", "neuf"];
    assert_eq!(said("site/.htaccess", rules, &asked), "+ + + ? + -");
    assert_eq!(said(".htaccess", "SetHandler x\n", &["a"]), "?");
}

#[test]
fn nginx_that_serves_files() {
    let plain = "worker_processes 1; # one\nhttp {\n  include /etc/nginx/mime.types;\n  server {\n    listen 80; server_name ~^www\\.(.*)$;\n    return 301 $scheme://$1$request_uri;\n  }\n  server {\n    root /srv;\n    location / {\n      try_files $uri.html $uri $uri/ /index.html;\n    }\n    location ~* \\.(css|js)$ { expires 1y; }\n    error_page 404 /404.html;\n    location /sain {\n      return 200 '{\"a\": \"b\"}';\n    }\n    rewrite ^/(.*)/$ /$1 permanent;\n  }\n}\n";
    assert_eq!(said("nginx.conf", plain, &["a/b", "sain", "b"]), ">a/b + >b");
}

#[test]
fn nginx_with_rules() {
    let rules = "map $uri $new { default ''; /vieux /neuf; ~^/v1/(.*) /v2/$1; }\nserver {\n  if ($new) { return 301 $new; }\n  location = /un { return 301 /x; }\n  location /api/ { proxy_pass http://backend; }\n  location ^~ /old/ { return 302 https://ailleurs.example$request_uri; }\n  location ~ ^/fr/(.+)\\.php$ { fastcgi_pass php; }\n  rewrite ^/blog/(\\d{4})/(.*)$ /posts/$2 last;\n}\n";
    let asked = ["vieux", "v1/a", "un", "un/b", "api/x", "old/y", "fr/z", "blog/2020/a", "blog/a", "q"];
    assert_eq!(said("site/nginx.conf", rules, &asked), "+ + + - ? + ? + - -");
    assert_eq!(
        said("nginx.conf", "server { location / { try_files $uri @app; } location @app { proxy_pass http://a; } }", &["a"]),
        "?"
    );
    let round =
        "server { location / { try_files $uri @a; } location @a { try_files $uri @b; } location @b { try_files $uri @a; } }";
    assert_eq!(said("nginx.conf", round, &["a"]), "?");
    assert_eq!(said("nginx.conf", "http { include conf.d/*.conf; }", &["a"]), "?");
    assert_eq!(said("nginx.conf", "server { location / {", &["a"]), "?");
}
