"""The result as JUnit XML, so that any build server shows which threshold and which question failed."""

import re
from pathlib import Path
from xml.etree import ElementTree

from evals.marking import Mark
from evals.verdict import GateResult, describe_check

# XML 1.0 has no way to write these, and an answer may hold anything.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def write_junit(path: Path, result: GateResult) -> None:
    root = ElementTree.Element("testsuites", name="lotsenwissen", time=str(result.seconds))
    _add_thresholds(root, result)
    exams = dict.fromkeys(mark.record.item.exam for mark in result.marks)
    for exam in exams:
        marks = [mark for mark in result.marks if mark.record.item.exam == exam]
        failures = sum(not mark.right for mark in marks)
        suite = ElementTree.SubElement(
            root, "testsuite", name=exam, tests=str(len(marks)), failures=str(failures), errors="0"
        )
        for mark in marks:
            _add_question(suite, mark)
    path.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _add_thresholds(root: ElementTree.Element, result: GateResult) -> None:
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name="thresholds",
        tests=str(len(result.checks)),
        failures=str(len(result.fallen)),
        errors="0",
    )
    for check in result.checks:
        case = ElementTree.SubElement(suite, "testcase", classname="thresholds", name=check.threshold.measure)
        if not check.passed:
            words = describe_check(check)
            message = f"{words['label']}: {words['value']}, {words['bound']}"
            ElementTree.SubElement(case, "failure", message=message).text = words["reason"]


def _add_question(suite: ElementTree.Element, mark: Mark) -> None:
    item, answer = mark.record.item, mark.record.answer
    case = ElementTree.SubElement(
        suite, "testcase", classname=f"{item.exam}.{item.topic}", name=item.id, time=f"{mark.seconds:.3f}"
    )
    if not mark.right:
        message = f"{answer['status']}; fehlt: {list(mark.missing)}; verboten: {list(mark.found)}"
        failure = ElementTree.SubElement(case, "failure", message=_NOT_XML.sub("", message))
        failure.text = _NOT_XML.sub("", f"{item.question}\n{answer['text']}")
