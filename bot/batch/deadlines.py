"""`batch deadlines`: every deadline of a passage, with its evidence and anchor."""

from collections.abc import Sequence

from bot.batch.drafts import draft_of, language_of
from bot.batch.lines import Answer, Line
from core.model.article import Draft
from core.model.deadline import Finding


def deadlines_line(line: Line) -> Answer:
    """Answer `deadlines`: every deadline of the passage, and the reason where an empty list has another one."""
    return deadlines_of(draft_of(line))


def deadlines_of(draft: Draft) -> Answer:
    """Return the deadlines of a draft in the fields of the interface."""
    findings, reason = findings_of(draft)
    return {"deadlines": [finding_json(finding) for finding in findings], "reason": reason}


def finding_json(finding: Finding) -> Answer:
    """Return a finding in the fields of the interface."""
    due, anchor, evidence = finding.due, finding.anchor, finding.evidence
    return {
        "due": due.text if due else None,
        "due_end": due.end_text if due else None,
        "granularity": due.granularity if due else None,
        "kind": finding.kind,
        "status": finding.status,
        "title": finding.terms.title,
        "setter": finding.terms.setter or None,
        "addressee": finding.terms.addressee or None,
        "action": finding.terms.action or None,
        "consequence": finding.terms.consequence or None,
        "confidence": round(finding.confidence, 2),
        "evidence": {"text": evidence.text, "start": evidence.start, "end": evidence.end, "field": evidence.field},
        "anchor": None
        if anchor is None
        else {
            "text": anchor.text,
            "date": anchor.date.isoformat() if anchor.date else None,
            "origin": anchor.origin,
        },
    }


def findings_of(draft: Draft) -> tuple[Sequence[Finding], str | None]:
    """Return the deadlines that a draft tells of, and why there are none where that is not for want of any."""
    from core.deadlines.extraction import find_deadlines
    from core.text.prose import read_prose

    prose = read_prose(draft.title, draft.text)
    return find_deadlines(prose, published=draft.published, zone=draft.zone, language=language_of(draft))
