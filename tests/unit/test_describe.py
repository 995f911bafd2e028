from rightsgraph.describe import natural


def test_each_fact_comes_with_its_passages(small_graph):
    description = small_graph.describe("Course for judges")
    facts = {fact.property: fact for fact in description.facts}
    assert facts["when"].value == "2002-05"
    assert facts["when"].sources == ("annex/1",)  # backed by a statement of its own
    assert facts["status"].sources == ("annex/1", "annex/1/i")  # by both passages


def test_relations_say_who_in_which_role_and_where(small_graph):
    relation, *_ = small_graph.describe("rgd:org-union-of-pilots").relations
    assert "Course for judges" in relation.value
    assert "funder" in relation.value
    assert relation.sources == ("annex/1/i",)


def test_links_from_elsewhere_are_named(small_graph):
    links = small_graph.describe("rgd:place-xa").links
    assert [(link.property, link.value) for link in links] == [
        ("← takes place in", "Course for judges")
    ]


def test_text_and_dictionary_hold_the_same(small_graph):
    description = small_graph.describe("Harbour Legal Aid")
    text = description.to_text()
    assert text.startswith("Harbour Legal Aid\n=====")
    assert "HLA" in text
    assert description.as_dict()["iri"].endswith("org-harbour-legal-aid")


def test_names_come_in_another_language_where_there_are_some(small_graph):
    assert small_graph.describe("HLA", language="fr").name == "Aide juridique du Port"


def test_passage_keys_sort_as_people_count():
    assert sorted(["annex/10", "annex/9", "annex/9/ii", "body/1"], key=natural) == [
        "annex/9",
        "annex/9/ii",
        "annex/10",
        "body/1",
    ]
