import json
import re
import shutil
import socket
import subprocess
import threading
import time
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF
from web_servers import KASEI, SUITES, THINGS

PROTOCOL = SUITES / "sparql" / "sparql11" / "protocol" / "manifest.ttl"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
ALL = "SELECT ?s ?o { ?s <https://e.org/name> ?o } ORDER BY ?o LIMIT 3"
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples", "text/html"},
}


def protocol_tests():
    """Return W3C's tests of the protocol as name and requests with what they expect."""
    if not PROTOCOL.is_file():
        return []
    graph = rdflib.Graph().parse(PROTOCOL)
    entries = Collection(graph, next(graph.objects(None, MF.entries)))
    return [pytest.param(graph, entry, id=entry.fragment) for entry in entries]


TESTS = protocol_tests()
UPDATES = [test for test in TESTS if test.id.startswith("update_")]
QUERIES = [test for test in TESTS if test not in UPDATES]


def requests_of(graph, entry):
    connection = graph.value(entry, MF.action)
    return list(Collection(graph, graph.value(connection, HT.requests)))


def send(server, graph, request):
    body = graph.value(request, HT.body)
    content = None
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding))
        content = str(graph.value(body, CNT.chars)).encode(encoding)
    listed = graph.value(request, HT.headers)
    headers = {
        str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
        for header in (Collection(graph, listed) if listed else [])
    }
    method, path = (str(graph.value(request, HT[key])) for key in ("methodName", "absolutePath"))
    return server.ask(method, path, content, headers)


@pytest.mark.skipif(not TESTS, reason=f"{PROTOCOL} is not there; see RIGHTSGRAPH_W3C_SUITES")
def test_all_tests_of_w3c_are_read():
    assert (len(QUERIES), len(UPDATES)) == (27, 7)


@pytest.mark.parametrize(("graph", "entry"), QUERIES)
def test_w3c_s_tests_of_queries(server, graph, entry):
    for request in requests_of(graph, entry):
        expected = graph.value(request, HT.resp)
        answer = send(server, graph, request)
        classes = {code.fragment[-3] for code in graph.objects(expected, MF.expectedStatus)}
        assert str(answer.status)[0] in classes, answer.text
        form = graph.value(expected, MF.expectedFormat)
        if form is not None:
            assert answer.content_type in FORMATS[str(form)]
        truth = graph.value(expected, MF.expectedBoolean)
        if truth is not None:
            assert answer.json["boolean"] is truth.toPython()


@pytest.mark.parametrize(("graph", "entry"), UPDATES)
def test_w3c_s_tests_of_updates_are_refused_with_a_sentence(server, graph, entry):
    first, *_ = requests_of(graph, entry)
    answer = send(server, graph, first)
    assert answer.status == 403
    assert "read-only" in answer.text


def description(server, accept):
    answer = server.ask("GET", "/sparql", headers={"Accept": accept})
    assert answer.status == 200
    assert answer.content_type == accept
    return answer


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_the_endpoint_describes_itself_in_rdf(server, accept, format):
    quads = set(ox.parse(description(server, accept).body, format))
    address = ox.NamedNode(server.url + "/sparql")
    assert ox.Quad(address, ox.NamedNode(SD.endpoint), address) in quads


def test_the_description_conforms_to_the_vocabulary(server):
    graph = rdflib.Graph().parse(data=description(server, "text/turtle").text)
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert set(graph.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert len(set(graph.objects(service, SD.resultFormat))) == 10
    (dataset,) = graph.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph
    assert graph.value(dataset, SD.defaultGraph) is not None
    triples = {
        str(graph.value(named, SD.name)): graph.value(
            graph.value(named, SD.graph), rdflib.VOID.triples
        ).toPython()
        for named in graph.objects(dataset, SD.namedGraph)
    }
    assert triples["https://e.org/graph/things"] == THINGS
    assert triples[KASEI.format(1)] == 1
    known = {SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery}
    assert set(graph.objects(service, SD.feature)) == known & {SD.UnionDefaultGraph}


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/xml", "text/xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("image/png, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
        ("TEXT/CSV", "text/csv"),
    ],
)
def test_the_client_gets_the_rows_it_likes_best(server, accept, content_type):
    answer = server.query(ALL, accept)
    assert (answer.status, answer.content_type) == (200, content_type)
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("trig", ox.RdfFormat.TRIG),
        ("nq", ox.RdfFormat.N_QUADS),
        ("text/turtle", ox.RdfFormat.TURTLE),
    ],
)
@pytest.mark.parametrize(
    "text", ["CONSTRUCT WHERE { ?s <https://e.org/name> '7' }", "DESCRIBE <https://e.org/thing-7>"]
)
def test_graphs_come_in_every_format(server, name, format, text):
    answer = server.query(text, format=name)
    assert answer.status == 200
    (quad,) = ox.parse(answer.body, format)
    assert quad.object == ox.Literal("7")


def test_rows_are_the_same_in_every_format(server):
    expected = ["0", "1", "10"]
    rows = server.query(ALL, format="json").json["results"]["bindings"]
    assert [row["o"]["value"] for row in rows] == expected
    tree = ElementTree.fromstring(server.query(ALL, format="xml").body)
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [node.text for node in tree.iter(space + "literal")] == expected
    csv = server.query(ALL, format="csv").text.splitlines()
    assert csv[0] == "s,o"
    assert [line.split(",")[1] for line in csv[1:]] == expected
    tsv = server.query(ALL, format="tsv").text.splitlines()
    assert tsv[0] == "?s\t?o"
    assert tsv[1] == '<https://e.org/thing-0>\t"0"'


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "text/html", "nonsense"])
def test_what_cannot_be_made_is_said_with_what_can(server, accept):
    answer = server.query(ALL, accept)
    assert answer.status == 406
    assert "ask for application/sparql-results+json" in answer.text
    assert server.query("DESCRIBE <a:b>", "image/png").status == 406
    assert server.ask("GET", "/sparql", headers={"Accept": "image/png"}).status == 406


def test_an_unknown_format_is_said(server):
    answer = server.query(ALL, format="pdf")
    assert answer.status == 406
    assert "'pdf' cannot be made" in answer.text


@pytest.mark.parametrize("text", ["ASK {}", "SELECT * { ?s ?p ?o }", "DESCRIBE <a:b>"])
def test_head_is_get_without_the_body(server, text):
    address = "/sparql?query=" + text.replace(" ", "%20")
    get, head = (server.ask(method, address) for method in ("GET", "HEAD"))
    assert (
        (head.status, head.content_type)
        == (get.status, get.content_type)
        == (200, get.content_type)
    )
    assert head.body == b""
    assert server.ask("HEAD", "/sparql?query=ASK%20%7B").status == 400
    assert server.ask("HEAD", "/sparql").status == 200


def test_pages_of_other_sites_may_ask(server):
    preflight = server.ask(
        "OPTIONS",
        "/sparql",
        headers={"Origin": "https://e.org", "Access-Control-Request-Method": "POST"},
    )
    assert preflight.status == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "Content-Type" in preflight.headers["access-control-allow-headers"]
    for answer in (preflight, server.query("ASK {}"), server.query("ASK {")):
        assert answer.headers["access-control-allow-origin"] == "*"


ONE, OTHER = "https://e.org/graph/things", "https://e.org/graph/clique"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s <https://e.org/name> ?o }"
NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def number(answer):
    return int(answer.json["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    ("text", "parameters", "expected"),
    [
        (COUNT, {}, THINGS),
        (COUNT, {"default_graph_uri": ONE}, THINGS),
        (COUNT, {"default_graph_uri": OTHER}, 0),
        (COUNT, {"default_graph_uri": "https://e.org/nothing"}, 0),
        (COUNT, {"named_graph_uri": ONE}, 0),
        (NAMED, {}, 5),
        (NAMED, {"named_graph_uri": ONE}, 1),
        (NAMED, {"named_graph_uri": "https://e.org/nothing"}, 0),
        (NAMED, {"default_graph_uri": ONE}, 0),
        (COUNT.replace(" {", f" FROM <{OTHER}> {{", 1), {}, 0),
        (COUNT.replace(" {", f" FROM <{OTHER}> {{", 1), {"default_graph_uri": ONE}, THINGS),
        (COUNT.replace(" {", f" FROM <{ONE}> {{", 1), {"named_graph_uri": ONE}, 0),
    ],
)
def test_the_dataset_is_exactly_what_the_request_names(server, text, parameters, expected):
    assert number(server.query(text, **parameters)) == expected


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status", "words"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400, "2 times"),
        ("GET", "/sparql?query=" + "ASK%7B%7D&query=" * 200, None, {}, 400, "201 times"),
        ("GET", "/sparql?" + "a=b&" * 500, None, {}, 400, "256 fields"),
        ("GET", "/sparql?query=%FF%FE", None, {}, 400, "not UTF-8"),
        ("GET", "/sparql?query=", None, {}, 400, "correct the query"),
        ("GET", "/sparql?default-graph-uri=a:b", None, {}, 400, "no query"),
        (
            "GET",
            "/sparql?query=ASK%7B%7D&default-graph-uri=no",
            None,
            {},
            400,
            "'no', which is no IRI",
        ),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=a:%3E", None, {}, 400, "no IRI"),
        ("GET", "/sparql?query=ASK%7B%7D&timeout=-1", None, {}, 400, "'-1', which is no time"),
        ("GET", "/sparql?query=ASK%7B%7D&timeout=nan", None, {}, 400, "no time"),
        ("GET", "/sparql?query=ASK%7B%7D&timeout=soon", None, {}, 400, "no time"),
        ("GET", "/sparql?update=CLEAR%20ALL", None, {}, 403, "read-only"),
        ("GET", "/sparql?query=CLEAR%20ALL", None, {}, 403, "read-only"),
        ("GET", "/sparql?query=" + "a" * 62_000, None, {}, 414, "send it by POST"),
        ("PUT", "/sparql?query=ASK%7B%7D", None, {}, 405, "use GET, HEAD, POST"),
        ("DELETE", "/sparql", None, {}, 405, "use GET, HEAD, POST"),
        ("POST", "/sparql", b"ASK{}", {}, 415, "send application/sparql-query"),
        ("POST", "/sparql", b"ASK{}", {"Content-Type": "text/plain"}, 415, "'text/plain'"),
        (
            "POST",
            "/sparql",
            b"x",
            {"Content-Type": "multipart/form-data; boundary=x"},
            415,
            "multipart",
        ),
        (
            "POST",
            "/sparql",
            b"a=b",
            {"Content-Type": "application/x-www-form-urlencoded"},
            400,
            "no query",
        ),
        (
            "POST",
            "/sparql",
            b"\xff{}",
            {"Content-Type": "application/sparql-query"},
            400,
            "at byte 0",
        ),
        (
            "POST",
            "/sparql",
            b"a" * 600_000,
            {"Content-Type": "application/sparql-query"},
            413,
            "body is longer",
        ),
        (
            "POST",
            "/sparql",
            b"#" * 70_000,
            {"Content-Type": "application/sparql-query"},
            413,
            "query is longer",
        ),
        (
            "POST",
            "/sparql?query=ASK%7B%7D",
            b"ASK{}",
            {"Content-Type": "application/sparql-query"},
            400,
            "sent twice",
        ),
    ],
    ids=range(24),
)
def test_what_is_wrong_is_said_in_a_sentence(server, method, path, body, headers, status, words):
    answer = server.ask(method, path, body, headers)
    assert answer.status == status
    assert words in answer.text
    assert answer.content_type == "text/plain"
    assert answer.text.count("\n") == 1
    assert "Traceback" not in answer.text


def test_a_wrong_query_is_shown_its_place(server):
    answer = server.query("SELECT * {\n ?s ?p\n ?o ?x\n}")
    assert answer.status == 400
    assert re.match(r"line [34], column \d+: ", answer.text)


def test_wrong_content_types_of_forms_and_capitals_are_told_apart(server):
    form = {"Content-Type": "Application/X-WWW-Form-URLEncoded; charset=UTF-8"}
    assert server.ask("POST", "/sparql", b"query=ASK%7B%7D", form).status == 200


def test_relative_iris_are_relative_to_the_endpoint(server):
    answer = server.query("CONSTRUCT { <s> <p> <#o> } {}", format="nt")
    assert answer.text == f"<{server.url}/s> <{server.url}/p> <{server.url}/sparql#o> .\n"


def test_prefixes_of_rightsgraph_need_not_be_declared(server):
    assert server.query("ASK { ?s a rg:Actor }").json["boolean"] is False


def test_a_heavy_query_does_not_delay_a_light_one(server):
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answers = []

    def ask():
        answers.append(server.query(heavy, timeout=3))

    threads = [threading.Thread(target=ask) for _ in "ab"]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    seconds = []
    for _ in range(8):
        began = time.monotonic()
        assert server.query("ASK {}").json["boolean"] is True
        seconds.append(time.monotonic() - began)
    assert not answers
    assert sorted(seconds)[len(seconds) // 2] < 1
    for thread in threads:
        thread.join()
    assert [answer.status for answer in answers] == [503, 503]
    assert "no whole answer within 3 s" in answers[0].text


def test_sparqlwrapper_reads_the_answers(server):
    from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

    client = SPARQLWrapper(server.url + "/sparql")
    client.setQuery(ALL)
    for method in ("GET", POST):
        client.setMethod(method)
        client.setReturnFormat(JSON)
        rows = client.queryAndConvert()["results"]["bindings"]
        assert [row["o"]["value"] for row in rows] == ["0", "1", "10"]
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().startswith(b"s,o")
    client.setQuery("DESCRIBE <https://e.org/thing-7>")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert())) == 1


def test_rdflib_s_store_reads_the_answers(server):
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(server.url + "/sparql"))
    thing, name = rdflib.URIRef("https://e.org/thing-7"), rdflib.URIRef("https://e.org/name")
    assert list(graph.objects(thing, name)) == [rdflib.Literal("7")]
    assert len(list(graph.query(ALL))) == 3


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_reads_the_answers(server):
    command = ["curl", "-s", "-G", "--fail", server.url + "/sparql", "--data-urlencode"]
    done = subprocess.run([*command, f"query={ALL}"], capture_output=True, check=True)
    assert len(json.loads(done.stdout)["results"]["bindings"]) == 3


def test_a_client_of_http_1_0_gets_the_length_first(server):
    request = "GET /sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D HTTP/1.0\r\n\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port)) as channel:
        channel.sendall(request.encode())
        data = bytearray()
        while part := channel.recv(65536):
            data += part
    head, _, body = bytes(data).partition(b"\r\n\r\n")
    assert int(re.search(rb"content-length: (\d+)", head.lower())[1]) == len(body) > 1_000_000


def test_metrics_count_what_was_asked(server):
    server.query("ASK {}")
    text = server.ask("GET", "/metrics").text
    assert int(re.search(r'requests_total\{status="200"\} (\d+)', text)[1]) > 0
    assert "ASK {}" not in text
