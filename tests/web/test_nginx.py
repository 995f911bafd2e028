"""The generated configuration, read and followed by a real nginx."""

import shutil
import socket
import subprocess
import time
from http.client import HTTPConnection

import pytest

from rightsgraph.publication.publication import Publication
from rightsgraph.publication.rules import nginx
from rightsgraph.publication.settings import Site

PROGRAM = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="nginx is not installed")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory, graph):
    """A host and port that serve a small site below /graph/."""
    root = tmp_path_factory.mktemp("nginx")
    site = root / "a site"
    for name in ("id/org-osce", "ns", "index", "scheme/role", "id/~41~20b"):
        for suffix in (".html", ".fr.html", ".es.html", ".ttl", ".jsonld", ".json", ".nt", ".rdf"):
            path = site / f"{name}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{name}{suffix} é", encoding="utf-8")
    (site / "about.html").write_text("about")
    (site / "assets").mkdir()
    (site / "assets" / "site.css").write_text("a {}")
    (site / "dump").mkdir()
    (site / "dump" / "rightsgraph.nq.gz").write_bytes(b"\x1f\x8b")
    (site / ".well-known").mkdir()
    (site / ".well-known" / "void").write_text("# void")
    (root / "secret.txt").write_text("secret")
    port = free_port()
    publication = Publication(graph, Site(url=f"http://127.0.0.1:{port}/graph/"))
    rules = nginx(publication, site, f"127.0.0.1:{port}")
    temporary = "".join(
        f"{kind}_temp_path {root}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (root / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {root}/pid; error_log {root}/error.log;\n"
        f"events {{ }}\nhttp {{ access_log off; {temporary}\n{rules}\n}}\n"
    )
    process = subprocess.Popen(
        [PROGRAM, "-p", str(root), "-c", str(root / "nginx.conf"), "-e", str(root / "error.log")]
    )
    try:
        for _ in range(200):
            assert process.poll() is None, (root / "error.log").read_text()
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def ask(port, path, accept=None, language=None, method="GET", **headers):
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    given = {"Accept": accept, "Accept-Language": language} | headers
    connection.request(method, path, headers={k: v for k, v in given.items() if v is not None})
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    connection.close()
    return answer


def led_to(answer, port):
    assert answer.status == 303, (answer.status, answer.text)
    assert answer.getheader("Vary") == "Accept, Accept-Language"
    start = f"http://127.0.0.1:{port}/graph/"
    assert answer.getheader("Location").startswith(start)
    return answer.getheader("Location").removeprefix(start)


@pytest.mark.parametrize(
    ("accept", "language", "suffix"),
    [
        (None, None, ".html"),
        ("*/*", None, ".html"),
        (BROWSER, "fr-CH, fr;q=0.9, en;q=0.8", ".fr.html"),
        (BROWSER, "de, es;q=0.7, en;q=0.3", ".es.html"),
        (BROWSER, "de", ".html"),
        (BROWSER, "en, fr", ".html"),
        (BROWSER, "fr, en", ".fr.html"),
        (BROWSER, "fr;q=0, es;q=0.1", ".es.html"),
        (BROWSER, "frr, es", ".es.html"),  # North Frisian is no French
        ("text/turtle", "fr", ".ttl"),
        ("TEXT/Turtle", None, ".ttl"),
        ("application/ld+json", None, ".jsonld"),
        ("application/json", None, ".json"),
        ("application/n-triples", None, ".nt"),
        ("application/rdf+xml", None, ".rdf"),
        ("application/ld+json, text/turtle;q=0.4", None, ".jsonld"),
        ("text/html;q=0.3, text/turtle", None, ".ttl"),
        ("text/html;q=0.2, application/rdf+xml;q=0.8, */*;q=0.1", None, ".rdf"),
        ("text/turtle;q=0, application/n-triples", None, ".nt"),
        ("text/turtle;q=0.0, */*", None, ".html"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', None, ".jsonld"),
        ("application/*", None, ".jsonld"),
        ("image/png, text/turtle;q=0.001", None, ".ttl"),
        ("application/x-turtle, */*;q=0.1", None, ".html"),
    ],
)
def test_a_thing_leads_to_the_document_that_fits(server, accept, language, suffix):
    answer = ask(server, "/graph/id/org-osce", accept, language)
    assert led_to(answer, server) == f"id/org-osce{suffix}"


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "*/*;q=0", "text/turtleneck"])
def test_what_cannot_be_had_is_refused(server, accept):
    answer = ask(server, "/graph/id/org-osce", accept)
    assert answer.status == 406
    assert answer.getheader("Access-Control-Allow-Origin") == "*"


def test_the_ontology_its_version_and_the_home_are_found(server):
    assert led_to(ask(server, "/graph/ns", "text/turtle"), server) == "ns.ttl"
    assert led_to(ask(server, "/graph/ns"), server) == "ns.html"
    assert led_to(ask(server, "/graph/ns/0.1.0", "application/rdf+xml"), server) == "ns.rdf"
    assert led_to(ask(server, "/graph/scheme/role", BROWSER, "es"), server) == "scheme/role.es.html"
    assert led_to(ask(server, "/graph/", BROWSER, "fr"), server) == "index.fr.html"


def test_what_is_not_there_is_not_found(server):
    for path in (
        "/graph/id/nobody",
        "/graph/id/nobody.ttl",
        "/graph/con",
        "/other",
        "/graph/list/",
    ):
        assert ask(server, path).status == 404, path


def test_a_page_without_data_has_no_other_form(server):
    assert led_to(ask(server, "/graph/about"), server) == "about.html"
    assert ask(server, "/graph/about", "text/turtle").status == 406
    assert ask(server, "/graph/about.html").getheader("Link") is None


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("id/org-osce.html", "text/html; charset=utf-8"),
        ("id/org-osce.fr.html", "text/html; charset=utf-8"),
        ("id/org-osce.ttl", "text/turtle; charset=utf-8"),
        ("id/org-osce.jsonld", "application/ld+json"),
        ("id/org-osce.json", "application/json"),
        ("id/org-osce.nt", "application/n-triples"),
        ("id/org-osce.rdf", "application/rdf+xml"),
        ("id/~41~20b.ttl", "text/turtle; charset=utf-8"),
        ("assets/site.css", "text/css; charset=utf-8"),
        ("dump/rightsgraph.nq.gz", "application/gzip"),
        (".well-known/void", "text/turtle; charset=utf-8"),
    ],
)
def test_documents_have_their_media_type(server, path, media_type):
    answer = ask(server, f"/graph/{path}", method="HEAD")
    assert answer.status == 200
    assert answer.getheader("Content-Type") == media_type
    assert answer.getheader("Access-Control-Allow-Origin") == "*"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")
    assert answer.getheader("Vary") is None
    assert answer.getheader("Content-Encoding") is None


def test_a_document_names_its_other_forms(server):
    link = ask(server, "/graph/id/org-osce.fr.html").getheader("Link")
    one = f'<http://127.0.0.1:{server}/graph/id/org-osce.ttl>; rel="alternate"; type="text/turtle"'
    assert one in link
    assert link.count("rel=") == 6


def test_what_is_known_is_not_sent_again(server):
    first = ask(server, "/graph/id/org-osce.ttl")
    assert first.text == "id/org-osce.ttl é"
    again = ask(server, "/graph/id/org-osce.ttl", **{"If-None-Match": first.getheader("ETag")})
    assert (again.status, again.text) == (304, "")


def test_other_origins_may_ask_first(server):
    answer = ask(server, "/graph/id/org-osce", method="OPTIONS")
    assert answer.status == 204
    assert "HEAD" in answer.getheader("Access-Control-Allow-Methods")


@pytest.mark.parametrize(
    "path",
    [
        "/graph/../secret.txt",
        "/graph/%2e%2e/secret.txt",
        "/graph/id/..%2f..%2f..%2fsecret.txt",
        "/rightsgraph-files/id/org-osce.ttl",
        "/rightsgraph-files/../secret.txt",
        "/graph//../../secret.txt",
    ],
)
def test_nothing_outside_the_site_is_served(server, path):
    assert ask(server, path).status in (400, 404)


def test_an_address_cannot_add_a_header(server):
    answer = ask(server, "/graph/id/x%0d%0aSet-Cookie:%20a=b")
    assert answer.status == 404
    assert answer.getheader("Set-Cookie") is None
