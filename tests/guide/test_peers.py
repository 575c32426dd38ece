"""Towns like mine: who is ranked first and why, and that what stands side by side is proven."""

import pytest

from assistant.answer.library import Library
from assistant.corpus.document import Case
from assistant.guide.peers import Profile, compare_cases, rank_peers, read_profile
from assistant.guide.places import find_place, measure_distance
from assistant.search.thesaurus import Entry, Thesaurus
from assistant.settings import GuideSettings

SETTINGS = GuideSettings()


def make_case(
    town: str, procedure: str, inhabitants: int | None = None, state: str = "Sachsen", components: tuple[str, ...] = ()
) -> Case:
    return Case(
        document=town.casefold(), title=f"{town}: {procedure}", municipality=town, state=state, inhabitants=inhabitants,
        procedure=procedure, components=components, problem="", solution="", effort="", result="", do_differently="",
        contact_role="", date="2024",
    )  # fmt: skip


def rank(
    cases: list[Case],
    profile: Profile,
    topic: str = "",
    components: tuple[str, ...] = (),
    thesaurus: Thesaurus | None = None,
) -> list[str]:
    peers = rank_peers(cases, thesaurus or Thesaurus(), profile, topic, components, SETTINGS)
    return [peer.case.municipality for peer in peers]


def test_the_same_matter_counts_more_than_the_neighbour() -> None:
    cases = [make_case("Grimma", "E-Akte"), make_case("Görlitz", "Hundesteuer")]
    assert rank(cases, Profile("Borna"), "Hundesteuer")[0] == "Görlitz"


def test_with_equal_matter_the_nearer_town_comes_first() -> None:
    cases = [make_case("Görlitz", "Hundesteuer"), make_case("Grimma", "Hundesteuer")]
    assert rank(cases, Profile("Borna"), "Hundesteuer") == ["Grimma", "Görlitz"]


def test_with_equal_matter_the_town_of_like_size_comes_first() -> None:
    cases = [make_case("Astadt", "Hundesteuer", 90_000), make_case("Bstadt", "Hundesteuer", 4_000)]
    assert rank(cases, Profile("", 3_500), "Hundesteuer") == ["Bstadt", "Astadt"]


def test_the_own_state_counts_more_than_another() -> None:
    cases = [make_case("Astadt", "Hundesteuer", state="Bayern"), make_case("Bstadt", "Hundesteuer")]
    assert rank(cases, Profile(), "Hundesteuer") == ["Bstadt", "Astadt"]


def test_a_topic_is_found_by_its_other_names_and_inside_compounds() -> None:
    thesaurus = Thesaurus((Entry("eWA", "abbreviation", ("Wohnsitzanmeldung",)),))
    cases = [make_case("Astadt", "Wohnsitzanmeldung"), make_case("Bstadt", "Rechnungsbearbeitung")]
    assert rank(cases, Profile(), "eWA", thesaurus=thesaurus) == ["Astadt"]
    assert rank(cases, Profile(), "Rechnungen") == ["Bstadt"]


def test_records_without_the_matter_are_left_out() -> None:
    assert rank([make_case("Grimma", "E-Akte")], Profile("Borna"), "Hundesteuer") == []


def test_a_component_alone_is_enough_to_be_a_peer() -> None:
    cases = [make_case("Grimma", "E-Akte", components=("DMS",)), make_case("Borna", "Hund", components=("Amt24",))]
    assert rank(cases, Profile(), components=("Amt24",)) == ["Borna"]


def test_an_unknown_town_has_no_distance_and_is_not_guessed() -> None:
    peers = rank_peers([make_case("Grimma", "Hund")], Thesaurus(), Profile("Kleinkleckersdorf"), "", (), SETTINGS)
    assert peers[0].kilometres is None


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [("Leipzig", "Dresden", 90, 110), ("Görlitz", "Bautzen", 35, 55), ("Stadt Borna", "Gemeinde Göda", 100, 150)],
)
def test_distances_are_right_to_about_ten_kilometres(one: str, other: str, low: int, high: int) -> None:
    kilometres = measure_distance(one, other)
    assert kilometres is not None
    assert low <= kilometres <= high


def test_a_record_of_several_towns_counts_by_the_nearest() -> None:
    assert measure_distance("Borna", "Pirna, Borna und Landkreis Leipzig") == 0


def test_every_town_of_the_corpus_has_a_place(real_library: Library) -> None:
    whole_states = {"Sachsen (landesweit)", "Sachsen-Anhalt (landesweit)", "Sachsen (Wohngeldstellen)"}
    towns = {case.municipality for case in real_library.current().cases} - whole_states
    assert [town for town in sorted(towns) if measure_distance("Leipzig", town) is None] == []
    assert find_place("Sachsen (landesweit)") is None


def test_what_stands_side_by_side_stands_letter_for_letter_in_a_passage(real_library: Library) -> None:
    release = real_library.current()
    rows = compare_cases(release, release.cases)
    assert [row.field for row in rows] == ["problem", "solution", "effort", "result", "do_differently"]
    for row in rows:
        for case, cell in zip(release.cases, row.cells, strict=True):
            assert cell.passage is not None, (case.document, row.field)
            assert cell.text in cell.passage.text
            assert cell.passage.document == case.document


def test_the_profile_of_the_window_is_understood() -> None:
    assert read_profile({"municipality": "Borna", "size": "2.000 bis 5.000"}) == Profile("Borna", 3_500)
    assert read_profile({}) == Profile()
