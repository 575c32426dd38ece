"""`python -m evals EXAM`: measure the product on a set. One module per exam, with `add_arguments` and `run`."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from assistant.errors import LotsenwissenError

EXAMS = {
    "extraction": "Zitieren: welche Zeilen einer Seite antworten, und wann keine?",
    "grounding": "Prüfen: wird zurückgehalten, was die Fundstelle nicht sagt?",
    "gate": "Freigabe: besteht der Stand alle Prüfungen des Projekts?",
    "report": "Bericht: eine HTML-Seite für Lotsen, mit allen Ampeln und Fehlern",
    "export": "Außensicht: ein Lauf in der Form von RAGAS oder DeepEval",
    "compare": "Vergleich: Modelle nebeneinander, aus ihren geschriebenen Antworten",
    "judge": "Richter: ein Modell beurteilt Antworten und wird selbst an Urteilen von Hand gemessen",
    "exam": "Antworten: steht der erwartete Inhalt darin, und nichts Falsches?",
    "confidence": "Sicherheit: ab wann antwortet der beste Satz? Gewichte neu lernen",
    "retrieval": "Suche: steht die richtige Seite vorn?",
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Messungen an Prüfsätzen.")
    exams = parser.add_subparsers(dest="exam", required=True, metavar="PRÜFUNG")
    modules = {name: importlib.import_module(f"evals.{name}") for name in EXAMS}
    for name, purpose in EXAMS.items():
        modules[name].add_arguments(exams.add_parser(name, help=purpose, description=purpose))
    options = parser.parse_args(arguments)
    try:
        return int(modules[options.exam].run(options))
    except LotsenwissenError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
