"""Matching with the real graph, and the W3C Reconciliation Service API 0.2 over it."""

import csv
import json
import time
from pathlib import Path

import pytest

from rightsgraph.errors import ReconciliationError
from rightsgraph.identifiers import expand_curie
from rightsgraph.matching.extension import extend, propose_properties
from rightsgraph.matching.matcher import Matcher
from rightsgraph.matching.reconciliation import (
    BATCH,
    answer_queries,
    manifest,
    preview,
    suggest_entities,
    suggest_properties,
    suggest_types,
)
from rightsgraph.matching.requests import parse_request
from rightsgraph.matching.schema import Schema

NAMES = Path(__file__).parent / "names"
PRECISION, RECALL = 0.98, 0.90
SERVICE = "https://graph.example.org/reconcile"
TEXT, NUMBER = str, (int, float)


@pytest.fixture(scope="module")
def schema(graph):
    return Schema(Matcher(graph.store))


def read_names(half):
    with (NAMES / f"{half}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def has_form(value, form):
    """Whether JSON has a form: a type; a list of one form; members, those with ? may be absent."""
    if isinstance(form, list):
        return isinstance(value, list) and all(has_form(one, form[0]) for one in value)
    if isinstance(form, dict):
        needed = {key for key in form if not key.endswith("?")}
        known = {key.removesuffix("?"): inner for key, inner in form.items()}
        return (
            isinstance(value, dict)
            and needed <= value.keys() <= known.keys()
            and all(has_form(value[key], known[key]) for key in value)
        )
    return isinstance(value, form) and (form is bool or not isinstance(value, bool))


TYPE = {"id": TEXT, "name": TEXT, "description?": TEXT}
AT = {"service_url": TEXT, "service_path": TEXT}
MANIFEST = {
    "versions": [TEXT],
    "name": TEXT,
    "identifierSpace": TEXT,
    "schemaSpace": TEXT,
    "serviceVersion": TEXT,
    "defaultTypes": [TYPE],
    "view": {"url": TEXT},
    "preview": {"url": TEXT, "width": int, "height": int},
    "suggest": {"entity": AT, "type": AT, "property": AT},
    "extend": {
        "propose_properties": AT,
        "property_settings": [
            {"name": TEXT, "label": TEXT, "type": TEXT, "default": NUMBER, "help_text": TEXT}
        ],
    },
    "batchSize": int,
}
RESULT = {
    "result": [
        {
            "id": TEXT,
            "name": TEXT,
            "score": NUMBER,
            "match": bool,
            "type": [TYPE],
            "description": TEXT,
        }
    ]
}


@pytest.mark.parametrize("half", ["tuning", "held-out"])
def test_partners_are_found_and_bodies_that_look_alike_are_not(schema, half):
    rows = read_names(half)
    wrong, missed, right = [], [], 0
    for row in rows:
        found = schema.matcher.match(row["name"], types=["rg:Actor"])
        same = [one.iri for one in found if one.verdict == "same"]
        wanted = expand_curie(row["iri"]).value if row["iri"] else None
        if same == [wanted]:
            right += 1
        elif same:
            wrong.append((row["name"], same))
        elif wanted:
            missed.append(row["name"])
    partners = sum(bool(row["iri"]) for row in rows)
    assert min(partners, len(rows) - partners) >= 60
    assert right / (right + len(wrong)) >= PRECISION, wrong
    assert right / partners >= RECALL, missed


def test_the_halves_have_no_name_in_common_and_only_known_actors(graph):
    rows = [row for half in ("tuning", "held-out") for row in read_names(half)]
    assert len({row["name"] for row in rows}) == len(rows)
    actors = {str(row["a"]) for row in graph.query("SELECT ?a { ?a a rg:Actor }")}
    assert {expand_curie(row["iri"]).value for row in rows if row["iri"]} <= actors


def test_the_manifest_has_what_the_specification_requires(schema):
    made = manifest(schema, SERVICE, "https://graph.example.org/id/{{id}}")
    assert has_form(made, MANIFEST)
    assert made["versions"] == ["0.2"]
    assert "{{id}}" in made["view"]["url"]
    assert "{{id}}" in made["preview"]["url"]
    assert made["batchSize"] >= 50
    assert made["defaultTypes"][0] == {"id": "Actor", "name": "actor"}
    assert json.loads(json.dumps(made)) == made


def test_a_batch_of_fifty_names_is_answered_in_little_time(schema):
    rows = [row for row in read_names("tuning") if row["iri"]][:50]
    batch = {f"q{n}": {"query": row["name"], "type": "Actor"} for n, row in enumerate(rows)}
    answer_queries(schema, {"q": {"query": "UNHCR"}})
    start = time.process_time()
    answers = answer_queries(schema, batch)
    assert time.process_time() - start < 1, "seconds of computing; about 0.2 when alone"
    assert list(answers) == list(batch)
    assert all(has_form(answer, RESULT) for answer in answers.values())
    assert json.loads(json.dumps(answers)) == answers
    matches = [[one for one in a["result"] if one["match"]] for a in answers.values()]
    assert max(map(len, matches)) == 1
    found = sum(
        bool(match) and schema.thing(match[0]["id"]) == expand_curie(row["iri"])
        for match, row in zip(matches, rows, strict=True)
    )
    assert found >= 45


def ask(schema, **query):
    return answer_queries(schema, {"q": query})["q"]["result"]


def matched(schema, **query):
    return [one["id"] for one in ask(schema, **query) if one["match"]]


def test_types_and_limits_are_kept_to(schema):
    assert matched(schema, query="Albania") == []
    assert matched(schema, query="Albania", type="State") == ["state-albania"]
    assert matched(schema, query="Albania", type=["Place", "Instrument"]) == ["place-albania"]
    assert matched(schema, query="UNHCR", type="Place") == []
    assert matched(schema, query="UNHCR", type="Place", type_strict="should") == ["org-unhcr"]
    both = ["Actor", "http://www.w3.org/ns/org#FormalOrganization"]
    assert matched(schema, query="UNHCR", type=both, type_strict="all") == ["org-unhcr"]
    assert matched(schema, query="UNHCR", type=["Actor", "Office"], type_strict="all") == []
    assert len(ask(schema, query="Ministry of Foreign Affairs", limit=1)) == 1


def test_properties_decide_between_namesakes(schema):
    name, types = "Ministry of Labour and Social Affairs", "Actor"
    assert matched(schema, query=name, type=types) == []
    for value in ("Albania", "Albanie", {"id": "place-albania", "name": "Albania"}):
        properties = [{"pid": "https://schema.org/areaServed", "v": value}]
        found = matched(schema, query=name, type=types, properties=properties)
        assert found == ["org-albania-ministry-labour-social-affairs"]


def test_things_are_found_by_properties_alone(schema):
    unit_of = "http://www.w3.org/ns/org#unitOf"
    seated = {"pid": "rg:seatedIn", "v": ["Vienna", "Paris"]}
    iom = {"pid": unit_of, "v": {"id": "org-iom"}}
    assert matched(schema, properties=[iom, seated]) == ["office-iom-austria"]
    assert len(ask(schema, properties=[iom])) == 5
    assert matched(schema, properties=[iom]) == []


def test_an_identifier_is_matched(schema):
    assert matched(schema, query="XM-DAC-47066") == ["org-iom"]
    assert matched(schema, query="https://w3id.org/rightsgraph/id/org-iom") == ["org-iom"]


def test_identifiers_lead_back_to_the_things(schema):
    for iri in schema.matcher.index.of:
        assert schema.thing(schema.thing_id(iri)).value == iri
    for term in [*schema.classes, *schema.properties]:
        assert schema.term(schema.term_id(term.value)) == term
    assert schema.thing("rgd:org-unhcr") == schema.thing("org-unhcr")


def test_entities_are_suggested_page_by_page(schema):
    pages = [suggest_entities(schema, "united nat", cursor) for cursor in (0, 10)]
    form = {"id": TEXT, "name": TEXT, "description": TEXT, "notable": [TYPE]}
    assert all(has_form(page, {"result": [form]}) for page in pages)
    first, second = ([one["id"] for one in page["result"]] for page in pages)
    assert first[0] == "org-un"
    assert len(first) == 10
    assert not set(first) & set(second)
    for prefix in ("org-unhcr", "rgd:org-unhcr", "HCR"):
        assert suggest_entities(schema, prefix)["result"][0]["id"] == "org-unhcr"
    assert suggest_entities(schema, "")["result"] == []


def test_types_and_properties_are_suggested(schema):
    types = suggest_types(schema, "act")
    assert has_form(types, {"result": [TYPE]})
    assert types["result"][0]["id"] == "Actor"
    properties = suggest_properties(schema, "seat")
    assert has_form(properties, {"result": [TYPE]})
    assert [one["id"] for one in properties["result"]] == ["seatedIn"]
    assert suggest_properties(schema, "org:unitOf")["result"][0]["name"] == "unit of"
    assert len(suggest_properties(schema, "")["result"]) == 10


def test_a_table_is_extended(schema):
    ids = ["office-iom-austria", "org-unhcr", "no-such-thing"]
    wanted = ["rg:seatedIn", "http://www.w3.org/ns/org#unitOf", "skos:altLabel", "actorType"]
    answer = extend(schema, {"ids": ids, "properties": [{"id": one} for one in wanted]})
    assert [one["id"] for one in answer["meta"]] == wanted
    assert has_form(answer["meta"], [{"id": TEXT, "name": TEXT}])
    rows = answer["rows"]
    assert list(rows) == ids
    assert all(list(row) == wanted for row in rows.values())
    seat = {"id": "place-austria-vienna", "name": "Vienna"}
    assert rows["office-iom-austria"]["rg:seatedIn"] == [seat]
    assert {"str": "UNHCR"} in rows["org-unhcr"]["skos:altLabel"]
    assert rows["no-such-thing"] == {one: [] for one in wanted}


def test_values_have_the_kinds_of_the_specification(schema):
    quantity, action = "rg:value", "rg:effective"
    [number] = first_with(schema, "rg:Quantity", quantity)
    assert isinstance(number.get("int", number.get("float")), NUMBER)
    [date] = first_with(schema, "rg:TreatyAction", action)
    assert date.keys() == {"date"}
    assert date["date"].endswith("T00:00:00Z")
    [month] = values_of(schema, "activity-kazakhstan-legal-assistance", "rg:statusAsOf")
    assert month.keys() <= {"str", "date"}
    names = values_of(schema, "org-unhcr", "skos:prefLabel", limit=1)
    assert names == [{"str": "Office of the United Nations High Commissioner for Refugees"}]


def first_with(schema, class_, property_):
    for iri in sorted(schema.matcher.of_types(frozenset({schema.term(class_)}))):
        if next(schema.store.match(schema.thing(iri), schema.term(property_)), None):
            return values_of(schema, schema.thing_id(iri), property_, limit=1)
    return []


def values_of(schema, thing, property_, **settings):
    asked = {"ids": [thing], "properties": [{"id": property_, "settings": settings}]}
    return extend(schema, asked)["rows"][thing][property_]


def test_properties_are_proposed_for_a_type(schema):
    proposed = propose_properties(schema, "Office", 4)
    assert has_form(proposed, {"type": TEXT, "limit": int, "properties": [TYPE]})
    assert len(proposed["properties"]) == 4
    ids = [one["id"] for one in propose_properties(schema, "Office")["properties"]]
    assert {"seatedIn", "http://www.w3.org/ns/org#unitOf"} <= set(ids)
    assert "article" not in ids
    everything = propose_properties(schema)
    assert set(ids) < {one["id"] for one in everything["properties"]}


def test_a_preview_has_name_types_and_facts(schema):
    shown = preview(schema, "office-iom-austria")
    assert (shown["name"], shown["id"]) == ("IOM Austria", "office-iom-austria")
    assert shown["iri"] == "https://w3id.org/rightsgraph/id/office-iom-austria"
    assert {"property": "seated in", "value": "Vienna"} in shown["facts"]
    assert "office" in shown["types"]


@pytest.mark.parametrize(
    ("batch", "problem"),
    [
        ([], "queries: it is a list; send a JSON object"),
        (None, "queries: it is nothing; send a JSON object"),
        ({"q": "UNHCR"}, "query 'q': it is a text; send a JSON object"),
        ({"q": {}}, "query 'q': neither 'query' nor 'properties'; send one of them"),
        ({"q": {"query": 7}}, "query 'q', query: it is a number; send a text"),
        ({"q": {"query": "x", "limit": 0}}, "query 'q', limit: 0 is no limit"),
        ({"q": {"query": "x", "limit": True}}, "query 'q', limit: True is no limit"),
        ({"q": {"query": "x", "limit": float("nan")}}, "query 'q', limit: nan is no limit"),
        ({"q": {"query": "x", "type": 1}}, "query 'q', type: it is a number; send a list"),
        ({"q": {"query": "x", "type": "Actr"}}, "no type is called 'Actr'; did you mean 'Actor'"),
        ({"q": {"query": "x", "type": "a b"}}, "identifier 'a b': it makes no IRI"),
        ({"q": {"query": "x", "type_strict": "no"}}, "'no' is none of any, all, should"),
        ({"q": {"query": "x", "properties": {}}}, "properties: it is an object; send a list"),
        (
            {"q": {"query": "x", "properties": [{"pid": "a"}]}},
            "property 1: 'pid' or 'v' is missing",
        ),
        ({"q": {"properties": [{"pid": "rg:role", "v": [[]]}]}}, "a value is a list; send a text"),
        (
            {"q": {"properties": [{"pid": "seated", "v": "x"}]}},
            "called 'seated'; did you mean 'seat",
        ),
        ({str(n): {"query": "x"} for n in range(BATCH + 1)}, f"send {BATCH} at most at a time"),
    ],
)
def test_a_batch_of_another_form_is_refused_in_one_sentence(schema, batch, problem):
    with pytest.raises(ReconciliationError) as refused:
        answer_queries(schema, batch)
    assert problem in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        ([], "extend: it is a list; send a JSON object"),
        ({"properties": []}, "extend, ids: it is nothing; send a list"),
        ({"ids": [1], "properties": []}, "extend, ids: it is a number; send a text"),
        ({"ids": ["x"] * 1001, "properties": []}, "1001 entries; send 1000 at most"),
        ({"ids": [], "properties": [{}]}, "extend, property 1, id: it is nothing; send a text"),
        (
            {"ids": [], "properties": [{"id": "seatedInn"}]},
            "no property is called 'seatedInn'; did",
        ),
        ({"ids": ["<x>"], "properties": [{"id": "role"}]}, "identifier '<x>': it makes no IRI"),
    ],
)
def test_an_extension_of_another_form_is_refused_in_one_sentence(schema, request_, problem):
    with pytest.raises(ReconciliationError) as refused:
        extend(schema, request_)
    assert problem in str(refused.value)


def test_what_is_not_there_is_refused(schema):
    with pytest.raises(ReconciliationError, match="preview: nothing has the id 'org-nobody'"):
        preview(schema, "org-nobody")
    with pytest.raises(ReconciliationError, match="no type is called 'Offce'; did you mean"):
        propose_properties(schema, "Offce")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"q": ', "queries: no JSON at line 1, column 7"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_text_that_is_no_json_is_refused(text, problem):
    with pytest.raises(ReconciliationError, match=problem):
        parse_request(text, "queries")
