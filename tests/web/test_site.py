"""Every address of the real graph answers, for people and for machines."""

import json
import re
import subprocess
import sys
import time
from urllib.parse import urljoin

import pyoxigraph as ox
import pytest
from web_site import serving

from rightsgraph.publication.formats import FORMS
from rightsgraph.publication.opening import open_public
from rightsgraph.publication.settings import Site
from rightsgraph.publication.site import publication_of

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
PARSED = {form.media_type: form.format for form in FORMS if form.format}


@pytest.fixture(scope="module")
def client():
    with serving() as client:
        yield client


@pytest.fixture(scope="module")
def publication(graph):
    return publication_of(graph, Site())


def path_of(publication, name):
    return "/" + publication.iris[name].removeprefix("https://w3id.org/rightsgraph/")


def test_every_iri_leads_to_a_page_and_to_each_form_of_its_data(client, publication):
    wanted = [(BROWSER, "fr-CH,fr;q=0.9", ".fr.html"), (BROWSER, "de", ".html")]
    wanted += [(form.media_type, "", form.suffix) for form in FORMS]
    wrong = []
    for number, name in enumerate(publication.iris):
        path = path_of(publication, name)
        some = wanted if number % 40 == 0 else [wanted[number % len(wanted)]]
        for accept, language, suffix in some if path != "/" else ():
            headers = {"Accept": accept, "Accept-Language": language}
            answer = client.head(path, headers=headers)
            led = answer.headers.get("location", "")
            if answer.status_code != 303 or led != f"/{name}{suffix}":
                wrong.append((path, accept, answer.status_code, led))
    assert wrong == []


def test_every_kind_of_iri_has_its_documents_in_every_form_and_language(client, publication):
    kinds = {}
    for name in publication.iris:
        kinds.setdefault(re.match(r"[a-z]+(/[a-z]+-?)?", name)[0], name)
    assert len(kinds) > 30
    for name in kinds.values():
        for suffix in (".html", ".fr.html", ".es.html", *(form.suffix for form in FORMS)):
            answer = client.get(f"/{name}{suffix}")
            assert answer.status_code == 200, name + suffix
            assert "max-age" not in answer.headers["cache-control"]
            media_type = answer.headers["content-type"].partition(";")[0]
            if media_type in PARSED and not name.startswith("queries/"):
                base = publication.iris[name]
                triples = list(ox.parse(answer.content, format=PARSED[media_type], base_iri=base))
                assert any(base in str(triple) for triple in triples), name + suffix


def test_the_links_of_pages_lead_somewhere(client):
    seen, queue, wrong = set(), ["/"], []
    while queue and len(seen) < 400:
        path = queue.pop(0)
        answer = client.get(path)
        if answer.status_code != 200:
            wrong.append((path, answer.status_code))
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for link in re.findall(r'(?:href|src|action)="([^"]+)"', answer.text):
            address = urljoin(str(answer.url), link.replace("&amp;", "&")).partition("#")[0]
            local = address.removeprefix(str(client.base_url).rstrip("/"))
            if local != address and local not in seen:
                seen.add(local)
                queue.append(local)
    assert wrong == []
    assert len(seen) >= 400


def test_json_ld_is_the_same_under_both_of_its_names(client):
    one, other = client.get("/id/org-osce.jsonld"), client.get("/id/org-osce.json")
    assert one.content == other.content
    assert one.headers["content-type"] == "application/ld+json"
    assert other.headers["content-type"] == "application/json"
    context = client.get("/context.jsonld").json()
    document = one.json() | context
    read = list(ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD))
    assert len(read) == len(client.get("/id/org-osce.nt").text.splitlines())


def test_a_page_has_its_data_in_it(client):
    text = client.get("/id/org-osce.html").text
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert "Organization for Security" in block
    assert json.loads(block)


def test_the_home_page_comes_in_the_language_of_the_reader(client):
    for language in ("en", "fr", "es"):
        answer = client.get("/", headers={"Accept-Language": language})
        assert f'<html lang="{language}"' in answer.text
        assert answer.headers["vary"] == "Accept-Language"


def test_a_page_on_no_thing_is_found_without_its_suffix(client):
    led = client.get("/list/actor", headers={"Accept-Language": "es"})
    assert led.status_code == 303
    assert led.headers["location"] == "/list/actor.es.html"
    assert client.get("/passages/").headers["location"] == "/passages.html"


def test_nothing_that_fits_is_406_and_says_what_there_is(client):
    answer = client.get("/id/org-osce", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text
    assert "image/png" in answer.text


def test_a_document_is_not_sent_twice(client):
    first = client.get("/id/org-osce.ttl")
    again = client.get("/id/org-osce.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get("/id/org-osce.ttl", headers={"If-None-Match": '"x"'}).status_code == 200


def test_head_is_get_without_the_body(client):
    head, get = client.head("/id/org-osce.ttl"), client.get("/id/org-osce.ttl")
    assert head.status_code == 200
    assert head.content == b""
    assert dict(head.headers) | {"date": ""} == dict(get.headers) | {"date": ""}


@pytest.mark.parametrize(
    "path",
    [
        *("/id/no-such-thing", "/id/org-osce.png", "/../pyproject.toml", "/%2e%2e/pyproject.toml"),
        *("/id/..%2f..%2fetc/passwd", "/assets/../../pyproject.toml", "/id/%00", "/id/a%0d%0ab"),
        *("/%2f/example.org/", "/id/" + "a" * 3000, "/id/%ff", "/~", "/id/org-osce.html/x"),
        *("/assets/site.css%00.html", "/queries/no-such", "/queries/..%2f", "/network/x.html"),
    ],
)
def test_an_address_that_is_none_is_404(client, path):
    answer = client.get(path, headers={"Accept": BROWSER})
    assert answer.status_code == 404
    assert "location" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_documents_cannot_be_changed(client, method):
    answer = client.request(method, "/id/org-osce.ttl", content=b"x")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "path",
    ["/", "/id/org-osce", "/id/org-osce.html", "/nothing", "/sparql", "/health", "/reconcile"],
)
def test_every_answer_is_safe_in_a_browser(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_a_page_that_stands_alone_comes_with_its_own_policy(client):
    answer = client.get("/network/actors.offline.html")
    policy = answer.headers["content-security-policy"]
    assert policy in answer.text
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_other_origins_may_read(client):
    for path in ("/id/org-osce.ttl", "/id/org-osce", "/reconcile", "/suggest?prefix=os"):
        assert client.get(path).headers["access-control-allow-origin"] == "*"
    assert client.options("/id/org-osce.ttl").status_code == 204


def test_machines_find_the_descriptions(client):
    void = client.get("/.well-known/void")
    assert void.headers["content-type"].startswith("text/turtle")
    assert "classPartition" in void.text
    for path in ("/void.ttl", "/dcat.ttl", "/sitemap.xml", "/robots.txt", "/openapi.json"):
        assert client.get(path).status_code == 200
    description = client.get("/sparql", headers={"Accept": "application/ld+json"})
    assert description.headers["content-type"] == "application/ld+json"


def test_a_stored_query_answers_with_other_values(client):
    table = client.get("/queries/partners-of.csv", params={"actor": "OSCE"})
    assert table.headers["content-type"].startswith("text/csv")
    assert "UNHCR" in table.text or "org-unhcr" in table.text
    page = client.get("/queries/partners-of.html", params={"actor": "rgd:org-osce"})
    assert "United Nations High Commissioner for Refugees" in page.text
    asked = client.get(
        "/queries/partners-of", params={"actor": "OSCE"}, headers={"Accept": "text/csv"}
    )
    assert asked.text == table.text


def test_a_wrong_value_is_told_in_a_sentence(client):
    answer = client.get("/queries/partners-of.csv", params={"actor": "no such body"})
    assert answer.status_code == 400
    assert "no thing is called 'no such body'" in answer.text
    page = client.get("/queries/partners-of.html", params={"actor": '"><script>alert(1)</script>'})
    assert page.status_code == 400
    assert "<script>alert" not in page.text
    other = client.get("/queries/partners-of.json", params={"nonsense": "1"})
    assert "there is no parameter 'nonsense'" in other.text


def test_search_and_suggestions_find_in_any_language(client):
    page = client.get("/search.fr.html", params={"q": "sécurité et la coopération"})
    assert "Organisation pour la sécurité et la coopération en Europe" in page.text
    found = client.get("/search", params={"q": "osce"}, headers={"Accept": "application/json"})
    assert found.json()[0]["id"].endswith("/org-osce")
    assert client.get("/suggest", params={"prefix": "osc"}).json()[0]["page"] == "id/org-osce"
    assert client.get("/suggest").json() == []


def test_reconciliation_over_http(client):
    manifest = client.get("/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    queries = {f"q{n}": {"query": "U.N.H.C.R."} for n in range(50)}
    answer = client.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    assert len(answer) == 50
    best = answer["q0"]["result"][0]
    assert best["match"] is True
    assert best["id"] == "org-unhcr"
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", best["id"]))
    assert "High Commissioner" in preview.text
    view = client.get(manifest["view"]["url"].replace("{{id}}", best["id"]))
    assert view.status_code == 303
    for kind in ("entity", "type", "property"):
        place = manifest["suggest"][kind]
        found = client.get(place["service_url"] + place["service_path"], params={"prefix": "a"})
        assert found.json()["result"]
    wanted = {"ids": ["org-unhcr"], "properties": [{"id": "actorType"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(wanted)}).json()
    assert rows["rows"]["org-unhcr"]["actorType"]
    wrong = client.post("/reconcile", data={"queries": "{"})
    assert wrong.status_code == 400
    assert "no JSON" in wrong.json()["error"]


def test_health_and_metrics(client):
    assert client.get("/health").json()["status"] == "ok"
    client.get("/sparql", params={"query": "ASK {}"})
    assert 'rightsgraph_requests_total{status="200"}' in client.get("/metrics").text


def test_a_new_generation_is_served_without_a_failed_request(small_folder, tmp_path):
    store, _ = open_public(small_folder, tmp_path / "store")
    with serving("--store", str(store)) as client:
        assert "Harbour Legal Aid" in client.get("/id/org-harbour-legal-aid.ttl").text
        world = small_folder / "data" / "ttl" / "small" / "world.ttl"
        text = world.read_text("utf-8").replace('"Harbour Legal Aid"', '"Harbour Aid"')
        world.write_text(text, "utf-8")
        open_public(small_folder, store)
        statuses, ended = set(), time.monotonic() + 60
        while time.monotonic() < ended:
            document = client.get("/id/org-harbour-legal-aid.ttl")
            asked = client.get("/sparql", params={"query": 'ASK { ?s ?p "Harbour Aid"@en }'})
            statuses |= {document.status_code, asked.status_code}
            if '"Harbour Aid"' in document.text and asked.json()["boolean"]:
                break
        assert statuses == {200}
        assert '"Harbour Aid"' in document.text
        assert asked.json()["boolean"] is True


def test_the_site_answers_below_a_path(small_store):
    with serving("--store", str(small_store), "--site-url", "https://e.org/graph/") as client:
        led = client.get("/graph/id/org-harbour-legal-aid", headers={"Accept": "text/turtle"})
        assert led.headers["location"] == "/graph/id/org-harbour-legal-aid.ttl"
        assert client.get(led.headers["location"]).status_code == 200
        assert client.get("/id/org-harbour-legal-aid.ttl").status_code == 200
        assert client.get("/graph/sparql", params={"query": "ASK {}"}).status_code == 200
        assert "https://e.org/graph/sparql" in client.get("/graph/void.ttl").text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--store", "no-such-store"), "no-such-store: no graph has been built here yet"),
        (("--data", "no-such-folder"), "no such file or folder"),
        (("--port", "99999"), "cannot listen there"),
        (("--host", "203.0.113.1"), "cannot listen there"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_sentence(tmp_path, arguments, said):
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_is_told(client, tmp_path):
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", str(client.base_url.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert "in use" in done.stderr
