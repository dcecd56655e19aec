"""`dateline batch`: JSON lines in, JSON lines out, same order, each answer flushed before the next line is awaited.

One task a module. The rooms of `core` that it needs are imported where a line is answered, since some cost more to
import than a thousand lines to answer, and no task needs them all.
"""

from bot.batch.deadlines import deadlines_line, deadlines_of, finding_json, findings_of
from bot.batch.documents import body_of, feed_json, page_json
from bot.batch.drafts import draft_of, end_of, gather_lines, moment_of
from bot.batch.ledger import ledger_lines, reports_of
from bot.batch.lines import Answer, BadLineError, Id, Line, answer_lines, error_answer, line_of, parse_line
from bot.batch.sentences import sentences_line
from bot.batch.stories import story_answers, story_lines, stream_answers
from bot.batch.summaries import facts_of, summarise_line, summary_of

__all__ = [
    "Answer", "BadLineError", "Id", "Line", "answer_lines", "body_of", "deadlines_line", "deadlines_of",
    "draft_of", "end_of", "error_answer", "facts_of", "feed_json", "finding_json", "findings_of", "gather_lines",
    "ledger_lines", "line_of", "moment_of", "page_json", "parse_line", "reports_of", "sentences_line", "story_answers",
    "story_lines", "stream_answers", "summarise_line", "summary_of",
]  # fmt: skip
