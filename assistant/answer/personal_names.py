"""Names of people: behind Herr and Frau, behind a role, or as first and last name. German writes every noun with a
capital, so a role alone proves nothing: „der Antragsteller Unterlagen“. What counts is a frequent name behind it."""

import re
from collections.abc import Iterator

# The first names most often borne by people of working age in Germany, without those that are also words or products.
_FIRST_NAMES = """
Achim Alexander Alexandra Alina Amelie Andrea Andreas Angela Angelika Anita Anja Anke Anna Anneliese Annett Annette Antje
Antonia Arne Astrid Axel Bärbel Barbara Beate Benjamin Bernd Bernhard Bettina Birgit Björn Brigitte Britta Carina Carmen Carola
Carolin Carsten Charlotte Christa Christel Christian Christiane Christina Christine Christoph Claudia Cornelia Dagmar Daniel
Daniela David Denise Dennis Diana Dieter Dietmar Dirk Dominik Doreen Doris Edith Elena Elfriede Elias Elisabeth Elke Emil
Emma Erich Erika Erwin Eva Fatma Felix Finn Florian Franziska Friedrich Gabriele Georg Gerda Gerhard Gerd Gisela Grit
Gudrun Günter Günther Hannelore Hannes Hans Harald Hartmut Heidi Heike Heiko Heinrich Heinz Helga Helmut Henry Herbert Hilde
Holger Horst Ilse Ines Inge Ingeborg Ingo Ingrid Irene Irina Iris Jan Jana Janine Jannik Jasmin Jens Jessica Joachim Johanna
Johannes Jonas Jörg Josef Judith Julia Julian Jürgen Jutta Kai Karin Karina Karl Karsten Katharina Kathrin Katja Katrin
Kerstin Kevin Klaus Konrad Kristin Kurt Lara Larissa Laura Lars Lea Lena Leonie Lisa Lothar Luisa Lukas Lutz Maik Maike
Mandy Manfred Manuela Marcel Marco Marcus Margit Margot Maria Marie Marina Mario Marion Markus Marlene Martin Martina
Matthias Maximilian Mehmet Melanie Michael Michaela Mike Mohammed Mohamed Monika Moritz Mustafa Nadine Nadja Natalia Nicole
Niklas Nina Norbert Oksana Olaf Olga Oliver Otto Pascal Patricia Patrick Paul Peter Petra Philipp Rainer Ralf Ramona Raphael
Rebecca Regina Reinhard Renate René Ria Robert Robin Roland Rolf Ronny Rosemarie Rudolf Rüdiger Sabine Sabrina Sandra Sandro
Sarah Saskia Sebastian Siegfried Silke Silvia Silvio Simon Simone Sina Sofia Sonja Sophie Stefan Stefanie Steffen Stephan
Stephanie Susann Susanne Susi Sven Svenja Swetlana Sylvia Tamara Tanja Tatjana Thea Theresa Thomas Thorsten Tim Tina Tobias Tom
Torsten Udo Ulf Ulrich Ulrike Ursula Ute Uwe Vanessa Vera Veronika Viktor Volker Waltraud Werner Wilfried Wilhelm Wolfgang
Yvonne Yusuf Ayşe Ahmed Ali Andrzej Agnieszka Katarzyna Olena Serhij Volodymyr
""".split()
# Behind a role a last name stands alone: frequent ones that are not also a thing an office gives or takes.
_LAST_NAMES = """
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Schulze Hoffmann Schäfer Richter Bauer Klein Wolf Schröder
Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Maier Köhler Herrmann
Walter König Mayer Huber Kaiser Fuchs Peters Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Berger
Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Schumacher Krämer Vogt Stein Jäger Otto
Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Dietrich Ziegler Kuhn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer
Arnold Wolff Pfeiffer Beyer Kretzschmar Naumann Uhlig Hempel Petzold Richter Kunze Thiele Heinze Förster Hänsel Wünsche
Nguyen Yılmaz Yilmaz Kaya Demir Kowalski Nowak Ivanov Iwanow
""".split()
_ROLES = (
    r"Sachbearbeiter(?:in)?|Antragsteller(?:in)?|Bürger(?:in)?|Einwohner(?:in)?|Mitarbeiter(?:in)?|Beschäftigten?|Kolleg(?:e|en|in)|"
    r"Nachbar[ns]?|Nachbarin|Mieter(?:in)?|Vermieter(?:in)?|Eigentümer(?:in)?|Schuldner(?:in)?|Hundehalter(?:in)?|Kund(?:e|en|in)|"
    r"Steuerpflichtigen?|Beamt(?:e|er|en|in)|Widerspruchsführer(?:in)?|Patient(?:en|in)?|Mutter|Vater|Sohn|Tochter|Ehefrau|Ehemann|Witwe|Kind"
)
_WORD = r"[A-ZÄÖÜ][\wäöüßışğçé-]+"
_TITLES = r"(?:(?:Dr|Prof|Dipl)\.?(?:-Ing\.)?\s+)*"
_FIRST = rf"(?:{'|'.join(sorted(set(_FIRST_NAMES)))})(?:-{_WORD})?"
_LAST = rf"(?:{'|'.join(sorted(set(_LAST_NAMES)))})s?"
_ADDRESSED = re.compile(
    rf"\b(?:Herrn?|Hr\.|Frau|Fr\.|Familie|Fam\.|Eheleute|Fräulein)\s+{_TITLES}(?P<name>{_WORD}(?:\s+(?:von|van|de|zu)\b)?(?:\s+{_WORD}){{0,2}})"
)
_IN_ROLE = re.compile(rf"\b(?:{_ROLES})\s+{_TITLES}(?P<name>{_FIRST}(?:\s+{_WORD})?|{_LAST})\b")
_FULL = re.compile(rf"\b(?P<name>{_FIRST}\s+(?:(?:von|van|de|zu)\s+)?{_WORD})\b")
_NOT_A_NAME = frozenset(
    """
    Bürgermeister Bürgermeisterin Oberbürgermeister Oberbürgermeisterin Landrat Landrätin Doktor Professor Kollege Kollegin
    Minister Ministerin Ministerpräsident Ministerpräsidentin Staatssekretär Staatssekretärin Präsident Präsidentin Rat Mann
    """.split()
)


def find_names(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of everything that reads like somebody's name; the same place may come twice."""
    for pattern in (_ADDRESSED, _IN_ROLE, _FULL):
        for match in pattern.finditer(text):
            name = match.group("name")
            if name.split()[0] not in _NOT_A_NAME:
                yield match.start(), match.end(), name
