"""The report on the network of actors: each figure again, from the graph by another way."""

import json
import math
from collections import Counter, defaultdict
from itertools import combinations

import networkx as nx
import pytest

IOM = "https://w3id.org/rightsgraph/id/org-iom"
BEGUN = {"completed", "ongoing"}


@pytest.fixture(scope="module")
def said(report):
    """Everything that the report says, as JSON."""
    return json.loads((report / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows(graph):
    """Who takes part in what in which role, by SPARQL."""
    return [
        dict(row)
        for row in graph.query("""
        SELECT DISTINCT ?participation ?activity ?actor ?role ?broader ?whole WHERE {
            ?participation rg:inActivity ?activity ; rg:actor ?actor ; rg:role ?role .
            FILTER EXISTS { ?participation rg:role ?other FILTER (?other != rgs:role-reporting) }
            FILTER NOT EXISTS { ?actor a rg:ActorGroup }
            ?role skos:broader* ?broader .
            ?actor (org:unitOf|org:subOrganizationOf|org:postIn)* ?whole .
        }""")
    ]


@pytest.fixture(scope="module")
def together(rows):
    """The actors of each activity."""
    found = defaultdict(set)
    for row in rows:
        found[row["activity"]].add(row["actor"])
    return found


@pytest.fixture(scope="module")
def ties(together):
    """The network, tied by hand."""
    network = nx.Graph()
    for actors in together.values():
        network.add_nodes_from(actors)
        network.add_edges_from(combinations(sorted(actors), 2))
    return network


@pytest.fixture(scope="module")
def of_iom(rows):
    return {row["actor"] for row in rows if row["whole"] == IOM}


@pytest.fixture(scope="module")
def others(ties, of_iom):
    return ties.subgraph(set(ties) - of_iom)


def values(graph, path, kind="rg:Activity"):
    """The English names that things of a class have by a path."""
    found = defaultdict(set)
    for row in graph.query(f"""
        SELECT ?thing ?name WHERE {{
            ?thing a {kind} ; {path}/skos:prefLabel ?name . FILTER (lang(?name) = "en")
        }}"""):
        found[row["thing"]].add(row["name"])
    return found


def test_the_figures_are_those_that_sparql_counts(graph, said, rows, together, ties):
    (passages,) = graph.query("""
        SELECT (COUNT(DISTINCT ?passage) AS ?number) WHERE {
            ?participation a rg:Participation ; rg:statedIn ?passage ; rg:actor ?actor .
            FILTER EXISTS { ?participation rg:role ?other FILTER (?other != rgs:role-reporting) }
            FILTER NOT EXISTS { ?actor a rg:ActorGroup }
        }""")
    assert said["figures"] == {
        "actors": len(ties),
        "ties": ties.number_of_edges(),
        "activities": len(together),
        "shared": sum(len(actors) > 1 for actors in together.values()),
        "passages": passages["number"],
        "single": sum(not degree for _, degree in ties.degree),
    }


def test_the_document_is_named_as_the_graph_names_it(graph, said):
    (row,) = graph.query("""
        SELECT ?name ?symbol ?day WHERE {
            ?document a rg:Document ; dcterms:issued ?day ; dcterms:identifier ?symbol ;
                skos:prefLabel ?name . FILTER (lang(?name) = "en")
        }""")
    (document,) = said["documents"]
    assert (document["title"], document["symbol"]) == (row["name"], row["symbol"])
    assert document["issued"] == str(row["day"])


def test_the_one_that_reports_is_the_one_with_most_reporting_participations(graph, said, of_iom):
    counted = Counter(
        row["whole"]
        for row in graph.query("""
        SELECT ?participation ?whole WHERE {
            ?participation rg:role rgs:role-reporting ; rg:actor ?actor .
            ?actor (org:unitOf|org:subOrganizationOf|org:postIn)* ?whole .
            FILTER NOT EXISTS { ?whole org:unitOf|org:subOrganizationOf|org:postIn ?above }
        }""")
    )
    assert counted.most_common(1) == [(said["reporter"]["iri"], said["reporter"]["reports"])]
    assert said["centre"]["iri"] == IOM
    assert set(said["centre"]["members"]) == of_iom


def betweenness(network):
    """Freeman's betweenness, path by path."""
    found = dict.fromkeys(network, 0.0)
    for one, other in combinations(network, 2):
        if nx.has_path(network, one, other):
            paths = list(nx.all_shortest_paths(network, one, other))
            for node in network:
                if node not in (one, other):
                    found[node] += sum(node in path for path in paths) / len(paths)
    pairs = math.comb(len(network) - 1, 2)
    return {node: value / pairs for node, value in found.items()}


@pytest.mark.parametrize(("name", "which"), [("brokers", "ties"), ("brokers_apart", "others")])
def test_the_brokers_are_those_between_most_shortest_paths(said, request, name, which):
    network = request.getfixturevalue(which)
    found = betweenness(network)
    ranked = sorted(found, key=lambda node: -round(found[node], 12))
    shown = said[name]
    assert [one["betweenness"] for one in shown] == pytest.approx(
        [found[node] for node in ranked[: len(shown)]]
    )
    for one in shown:
        better = sum(value > found[one["actor"]] + 1e-12 for value in found.values())
        equal = sum(abs(value - found[one["actor"]]) < 1e-12 for value in found.values())
        assert one["rank"] == f"{better + 1}{'=' if equal > 1 else ''}"
        assert one["betweenness"] == pytest.approx(found[one["actor"]])
        assert one["degree"] == network.degree[one["actor"]]


def test_effective_size_is_degree_less_the_mean_ties_among_partners(said, ties):
    for one in said["brokers"]:
        partners = ties.subgraph(ties[one["actor"]])
        redundant = 2 * partners.number_of_edges() / len(partners)
        assert one["effective_size"] == pytest.approx(len(partners) - redundant)


def share(network, one, other):
    """The share of an actor's ties, by weight, that leads to another one."""
    if not network.has_edge(one, other):
        return 0
    return network.edges[one, other]["weight"] / network.degree(one, weight="weight")


def test_constraint_is_burt_s(said, graph):
    network = graph.network("actors").graph
    for one in said["brokers"]:
        me = one["actor"]
        assert one["constraint"] == pytest.approx(
            sum(
                (
                    share(network, me, other)
                    + sum(share(network, me, q) * share(network, q, other) for q in network[me])
                )
                ** 2
                for other in network[me]
            )
        )


@pytest.mark.parametrize(("name", "which"), [("betweens", "ties"), ("betweens_apart", "others")])
def test_circles_share_no_activity_but_those_with_the_broker(
    said, together, of_iom, request, name, which
):
    network = request.getfixturevalue(which)
    assert said[name]
    for one in said[name]:
        me, circles = one["actor"], one["circles"]
        partners = {b for actors in together.values() if me in actors for b in actors} - {me}
        members = [set(circle["members"]) for circle in circles]
        assert set().union(*members) == partners - of_iom
        for actors in together.values():
            assert sum(bool(actors & circle) for circle in members) <= 1 or (me not in actors) < 1
        for circle in circles:
            assert set(circle["activities"]) == {
                activity
                for activity, actors in together.items()
                if me in actors and actors & set(circle["members"])
            }
        left = network.subgraph(nx.node_connected_component(network, me) - {me})
        parts = sorted(map(len, nx.connected_components(left)), reverse=True)
        assert [one["rest"], *map(len, one["cut_off"])] == parts


def test_communities_are_counted_by_their_activities(graph, said, together, others):
    topics = values(graph, "dcterms:subject")
    communities = said["communities"]
    members = [set(one["members"]) for one in communities["communities"]]
    assert set().union(*members, communities["single"]) == set(others)
    assert communities["are_parts"] == (
        sorted(map(sorted, members))
        == sorted(sorted(part) for part in nx.connected_components(others) if len(part) > 1)
    )
    for one, nodes in zip(communities["communities"], members, strict=True):
        inside = {activity for activity, actors in together.items() if len(actors & nodes) > 1}
        assert set(one["activities"]) == inside
        assert dict(one["topics"]) == Counter(t for iri in inside for t in topics[iri])
        assert one["ties"] == others.subgraph(nodes).number_of_edges()
        assert one["outward"] == len(list(nx.edge_boundary(others, nodes)))


def test_mediations_are_pairs_of_partners_without_a_tie(graph, said, ties):
    kinds = values(graph, "rg:actorType", "rg:Actor")
    kind = {node: "; ".join(sorted(kinds[node])) for node in ties if kinds[node]}
    for one in said["mediations"]:
        me = one["actor"]
        found = Counter()
        for a, b in combinations([node for node in ties[me] if node in kind], 2):
            if not ties.has_edge(a, b):
                same = kind[a] == kind[b], kind[me] in (kind[a], kind[b])
                role = {
                    (True, True): "coordinator",
                    (True, False): "itinerant",
                    (False, True): "gatekeeper",
                    (False, False): "liaison",
                }[same]
                found[role] += 1
        assert {role: one[role] for role in found} == found
        assert one["total"] == sum(found.values())


def test_without_iom_the_network_is_what_is_left(said, together, ties, others, of_iom):
    rows = {row["measure"]: (row["whole"], row["without"]) for row in said["change"]["rows"]}
    for name, count in (
        ("nodes", len),
        ("edges", nx.number_of_edges),
        ("density", nx.density),
        ("components", nx.number_connected_components),
        ("transitivity", nx.transitivity),
    ):
        assert rows[name] == pytest.approx((count(ties), count(others)))
    largest = [max(map(len, nx.connected_components(one))) for one in (ties, others)]
    assert rows["largest_component"] == tuple(largest)
    assert said["change"]["activities"] == sum(bool(a & of_iom) for a in together.values())
    assert said["change"]["ties"] == sum(bool({a, b} & of_iom) for a, b in ties.edges)
    assert set(said["change"]["only"]) == {
        node for node in others if ties[node] and set(ties[node]) <= of_iom
    }


def test_what_the_roles_say_of_a_tie_is_read_off_both_ends(said, rows, ties):
    kinds = defaultdict(set)
    for row in rows:
        kinds[row["activity"], row["actor"]].add(row["broader"].rsplit("/", 1)[1])
    shared = defaultdict(set)
    for activity, actor in kinds:
        shared[actor].add(activity)
    counted = Counter()
    for a, b in ties.edges:
        said_of = set()
        for activity in shared[a] & shared[b]:
            works = [
                kinds[activity, end] & {"role-responsible", "role-cooperating"} for end in (a, b)
            ]
            if all(works):
                responsible = "role-responsible" in works[0] | works[1]
                said_of.add("together" if responsible else "alongside")
        counted[min(said_of, key=["together", "alongside"].index, default="named")] += 1
    assert said["rest"]["stated"] == counted


def test_status_day_and_place_are_those_of_the_graph(graph, said, together):
    statuses, rest, spread = values(graph, "rg:status"), said["rest"], said["spread"]
    assert {one["name"]: one["activities"] for one in rest["statuses"]} == Counter(
        status for activity in together for status in statuses[activity]
    )
    pairs = defaultdict(set)
    for activity, actors in together.items():
        for pair in combinations(sorted(actors), 2):
            pairs[pair] |= statuses[activity]
    assert rest["not_begun"] == sum(not found & BEGUN for found in pairs.values())
    for one in rest["statuses"]:
        assert one["ties"] == sum(one["name"] in found for found in pairs.values())
        assert one["only"] == sum({one["name"]} == found for found in pairs.values())
    dated = {
        row["activity"]: (row.get("first"), row.get("last"))
        for row in graph.query("""
        SELECT ?activity ?first ?last WHERE {
            ?activity rg:when ?when .
            OPTIONAL { ?activity rg:earliest ?first } OPTIONAL { ?activity rg:latest ?last }
        }""")
    }
    sides = Counter(
        tuple(day is not None for day in dated.get(activity, (None, None))) for activity in together
    )
    assert [spread[key] for key in ("bounded", "started", "ended", "undated")] == [
        sides[key] for key in ((True, True), (True, False), (False, True), (False, False))
    ]
    countries = defaultdict(set)
    for row in graph.query("""
        SELECT ?activity ?country WHERE {
            ?activity (rg:takesPlaceIn|rg:concernsPlace)/dcterms:isPartOf* ?place .
            ?place rg:placeType rgs:place-type-country ; skos:prefLabel ?country .
            FILTER (lang(?country) = "en")
        }"""):
        countries[row["activity"]].add(row["country"])
    assert dict(spread["countries"]) == Counter(c for a in together for c in countries[a])
    assert spread["nowhere"] == sum(not countries[activity] for activity in together)


def test_the_limits_are_counted(graph, said, rows, together):
    inferred = {
        row["participation"]
        for row in graph.query(
            "SELECT ?participation { ?participation rg:certainty rgs:certainty-inferred }"
        )
    }
    used = {row["participation"] for row in rows}
    assert said["rest"]["participations"] == len(used)
    assert said["rest"]["inferred"] == len(used & inferred)
    (groups,) = graph.query("""
        SELECT (COUNT(DISTINCT ?actor) AS ?number) WHERE {
            ?participation rg:actor ?actor ; rg:inActivity ?activity ; rg:role ?role .
            ?actor a rg:ActorGroup .
            FILTER (?role != rgs:role-reporting)
        }""")
    assert said["rest"]["groups"] == groups["number"]
    most = max(map(len, together.values()))
    assert said["rest"]["largest_ties"] == math.comb(most, 2)
    assert said["rest"]["alone"] == sum(len(actors) == 1 for actors in together.values())


def test_each_activity_names_its_passages(graph, said):
    stated = defaultdict(set)
    for row in graph.query("""
        SELECT ?activity ?key WHERE {
            ?participation rg:inActivity ?activity ; rg:actor ?actor ; rg:role ?role ;
                rg:statedIn/dcterms:identifier ?key .
            FILTER (?role != rgs:role-reporting)
            FILTER NOT EXISTS { ?actor a rg:ActorGroup }
        }"""):
        stated[row["activity"]].add(row["key"])
    assert {iri: set(one["passages"]) for iri, one in said["activities"].items()} == stated
