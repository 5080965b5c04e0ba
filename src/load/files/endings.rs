//! Which files are copied as they are, by the ending of their names: the one table of what is passive.

use super::names::host_name;

/// What a file is to whoever opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Nothing in it is run.
    Passive,
    /// A drawing, which is passive unless something in it is not.
    Drawing,
    /// Data as XML, passive unless something in it is not.
    Xml,
    /// Something in it may be run, or must not be seen: how it goes on after "`name`".
    Runs(&'static str),
}

/// Endings of files in which nothing is run by any browser or host.
const PASSIVE: [&[&str]; 7] = [
    // Pictures.
    &[
        "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tif", "tiff", "heic",
    ],
    // Documents.
    &[
        "pdf", "txt", "rtf", "epub", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods",
        "odp",
    ],
    // Data.
    &["csv", "tsv", "json", "geojson", "yaml", "yml", "ics", "vcf"],
    // Sound.
    &["mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac"],
    // Film, and its words.
    &["mp4", "m4v", "webm", "ogv", "mov", "vtt", "srt"],
    // Archives.
    &["zip", "gz", "tgz", "tar", "bz2", "xz", "7z"],
    // Type.
    &["woff", "woff2", "ttf", "otf"],
];

/// Endings of data as XML.
const XML: [&str; 6] = ["xml", "gpx", "kml", "rss", "atom", "xsd"];

/// Endings of programs that a host may run, wherever in a name they stand: to Apache `x.php.png` can be one.
const HOST_PROGRAMS: [&str; 20] = [
    "php", "php3", "php4", "php5", "php7", "php8", "phtml", "phar", "asp", "aspx", "ashx", "asmx",
    "jsp", "jspx", "cgi", "fcgi", "pl", "py", "shtml", "cfm",
];

/// What other endings stand for, and what to say of them.
const KNOWN: [(&str, &[&str]); 8] = [
    (
        "is a page of its own: a browser runs what stands in it in the name of this site",
        &[
            "html", "htm", "xhtml", "xht", "mhtml", "mht", "hta", "svgz", "xsl", "xslt", "htc",
            "swf",
        ],
    ),
    (
        "is a program: a browser runs it in the name of this site",
        &["js", "mjs", "cjs", "wasm", "ts", "jsx", "tsx", "vbs"],
    ),
    (
        "is a program, and a host may run it",
        &["rb", "sh", "bash", "lua", "go"],
    ),
    (
        "changes what pages look like, and can ask other sites for more",
        &["css", "scss", "sass", "less"],
    ),
    (
        "is a program, or can hold one, that runs on the reader's computer",
        &[
            "exe", "msi", "dll", "bat", "cmd", "com", "scr", "ps1", "jar", "jnlp", "apk", "app",
            "dmg", "deb", "rpm", "iso", "lnk", "url", "reg", "appimage", "docm", "dotm", "xlsm",
            "xlsb", "xltm", "pptm", "ppsm", "xll",
        ],
    ),
    (
        "may hold a secret, which everybody could read",
        &[
            "pem", "key", "p12", "pfx", "jks", "keystore", "ppk", "gpg", "kdbx", "env", "htpasswd",
            "sql", "sqlite", "db", "tfstate",
        ],
    ),
    (
        "is a template of another generator, and would be published as it is",
        &[
            "njk",
            "liquid",
            "hbs",
            "handlebars",
            "mustache",
            "ejs",
            "erb",
            "twig",
            "j2",
            "jinja",
            "jinja2",
            "tera",
            "tmpl",
            "tpl",
            "haml",
            "pug",
            "slim",
            "astro",
            "vue",
            "svelte",
        ],
    ),
    (
        "is settings or a part of a program, and would be published as it is",
        &[
            "toml", "ini", "conf", "cfg", "config", "lock", "log", "map", "rs", "c", "h", "java",
        ],
    ),
];

/// Names that hold secrets, whatever their ending.
const SECRETS: [&str; 6] = [
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "credentials",
    ".htpasswd",
];

/// What a file is, by its path within the content.
pub(crate) fn sort(below: &str) -> Sort {
    let name = below
        .rsplit('/')
        .next()
        .unwrap_or(below)
        .to_ascii_lowercase();
    if SECRETS.contains(&name.as_str()) {
        return Sort::Runs("may hold a secret, which everybody could read");
    }
    if host_name(&name) {
        return Sort::Runs("tells the host how to serve this site");
    }
    if below.starts_with('.') {
        return Sort::Runs("stands in a hidden folder, which other programs read");
    }
    let Some((stem, ending)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
        return Sort::Runs("has no ending, so that browsers guess what it is");
    };
    let mut parts = stem.split('.').skip(1).chain([ending]);
    if parts.any(|part| HOST_PROGRAMS.contains(&part)) {
        return Sort::Runs("is a program, and a host may run it");
    }
    if ending == "svg" {
        return Sort::Drawing;
    }
    if XML.contains(&ending) {
        return Sort::Xml;
    }
    if PASSIVE.iter().any(|endings| endings.contains(&ending)) {
        return Sort::Passive;
    }
    let known = KNOWN.iter().find(|(_, endings)| endings.contains(&ending));
    known.map_or(
        Sort::Runs("has an ending of which it is not known what browsers and hosts do with it"),
        |(why, _)| Sort::Runs(why),
    )
}

/// Whether bytes begin as a page does, so that a browser that guesses takes them for one, whatever the file is
/// called (WHATWG MIME Sniffing, 7.1).
pub(crate) fn begins_as_page(start: &[u8]) -> bool {
    const TAGS: [&str; 18] = [
        "<!DOCTYPE HTML",
        "<HTML",
        "<HEAD",
        "<SCRIPT",
        "<IFRAME",
        "<H1",
        "<DIV",
        "<FONT",
        "<TABLE",
        "<A",
        "<STYLE",
        "<TITLE",
        "<B",
        "<BODY",
        "<BR",
        "<P",
        "<SVG",
        "<!--",
    ];
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = start.trim_ascii_start();
    TAGS.iter().any(|tag| {
        let (begins, after) = start.split_at_checked(tag.len()).unwrap_or((&[], &[]));
        begins.eq_ignore_ascii_case(tag.as_bytes())
            && (*tag == "<!--"
                || matches!(
                    after.first(),
                    Some(b'>' | b' ' | b'\t' | b'\n' | b'\r' | b'/' | 0x0c)
                ))
    })
}

/// The number of bytes of a file at which [`begins_as_page`] looks.
pub(crate) const START: u64 = 512;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_passive_only_when_the_table_says_so() {
        for passive in [
            "a.png",
            "b/PLAN.PDF",
            "x.tar.gz",
            "data/rows.csv",
            "calendars/a.ics",
            "a.min.json",
            "v1.2.zip",
        ] {
            assert_eq!(sort(passive), Sort::Passive, "{passive}");
        }
        assert_eq!(sort("a.svg"), Sort::Drawing);
        assert_eq!(sort("a.XML"), Sort::Xml);
        for (runs, why) in [
            ("a.html", "page of its own"),
            ("a.JS", "browser runs it"),
            ("a.php", "host may run"),
            ("a.php.png", "host may run"),
            ("a.pHp5", "host may run"),
            ("_headers", "tells the host"),
            ("sub/_redirects", "tells the host"),
            ("CNAME", "tells the host"),
            (".htaccess", "tells the host"),
            ("a/web.config", "tells the host"),
            ("netlify.toml", "tells the host"),
            (".well-known/security.txt", "hidden folder"),
            ("server.pem", "secret"),
            ("id_rsa", "secret"),
            (".htpasswd", "secret"),
            ("macro.xlsm", "reader's computer"),
            ("page.njk", "another generator"),
            ("style.css", "look like"),
            ("Gemfile.lock", "settings"),
            ("LICENSE", "no ending"),
            ("x.unheardof", "not known"),
        ] {
            assert!(
                matches!(sort(runs), Sort::Runs(said) if said.contains(why)),
                "{runs}: {:?}",
                sort(runs)
            );
        }
    }

    #[test]
    fn every_ending_stands_in_one_row() {
        let mut all: Vec<&str> = PASSIVE.concat();
        all.extend(XML);
        all.extend(HOST_PROGRAMS);
        all.extend(KNOWN.iter().flat_map(|(_, endings)| *endings));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_page_by_another_name_is_known_by_its_start() {
        for page in [
            "<!doctype html>",
            "\n <HTML lang=en>",
            "\u{feff}<script>",
            "<!--x-->",
            "<svg onload=x>",
        ] {
            assert!(begins_as_page(page.as_bytes()), "{page}");
        }
        for other in [
            "",
            "a,b\n<p>",
            "<",
            "<param>",
            "\u{89}PNG",
            "{\"a\": \"<p>\"}",
        ] {
            assert!(!begins_as_page(other.as_bytes()), "{other}");
        }
    }
}
