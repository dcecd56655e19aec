"""One document model, rendered to Telegram HTML, and the screens made of it: pure functions that return documents."""

from bot.views.agenda import (
    calendar_address,
    calendar_empty,
    calendar_entry,
    calendar_file,
    calendar_renewal,
    calendar_sent,
    calendar_undated,
)
from bot.views.alerting import alerts_overview, following, following_toast, muted, rung_words, snoozed_toast
from bot.views.briefings import briefing, no_earlier_briefing, reading_first
from bot.views.cards import count_from, counted_toast, deadline_card, finding_text, rejected, why
from bot.views.charts import course_chart, has_course, timeline_chart
from bot.views.displays import ask_in_private, board_gone, offers, pin_refused
from bot.views.document import Document
from bot.views.drawn import course_drawn, no_course, nothing_to_draw, timeline_drawn
from bot.views.facts import deadline_name
from bot.views.farewells import cancelled, forget, forgotten, kept, resumed, stopped
from bot.views.filters import (
    feed_list,
    feed_unknown,
    muted_now,
    mutes,
    nothing_to_lift,
    rule_mark,
    unfollowed,
)
from bot.views.groups import (
    added,
    admins_only,
    admins_only_toast,
    alert_link,
    in_channel,
    topic_gone,
    unchecked,
    unchecked_toast,
)
from bot.views.lists import asof, asof_usage, deadline_list, no_answer
from bot.views.opening import help_, privacy, start
from bot.views.overview import (
    about,
    quiet_shown,
    quiet_toast,
    quiet_usage,
    record,
    record_usage,
    settings_overview,
)
from bot.views.pages import turned
from bot.views.reasons import hushed, why_here
from bot.views.refusals import (
    command_for_another,
    error,
    error_toast,
    stale_button_toast,
    unknown_command,
    unreadable_kind,
)
from bot.views.search import found, nothing_found, search_usage
from bot.views.settings import digest_set, digest_settings, zone_choices, zone_set, zone_unknown
from bot.views.sources import feed_followed, feed_woken, follow_overview, word_followed
from bot.views.stories import article, ask_day, pasted_source, story, summarise_usage
from bot.views.tongues import find_language, language_choices, language_set, language_unknown
from bot.views.topics import topic, topic_dropped, topic_list, topic_unknown

__all__ = [
    "Document",
    "about",
    "added",
    "admins_only",
    "admins_only_toast",
    "alert_link",
    "alerts_overview",
    "article",
    "ask_day",
    "ask_in_private",
    "asof",
    "asof_usage",
    "board_gone",
    "briefing",
    "calendar_address",
    "calendar_empty",
    "calendar_entry",
    "calendar_file",
    "calendar_renewal",
    "calendar_sent",
    "calendar_undated",
    "cancelled",
    "command_for_another",
    "count_from",
    "counted_toast",
    "course_chart",
    "course_drawn",
    "deadline_card",
    "deadline_list",
    "deadline_name",
    "digest_set",
    "digest_settings",
    "error",
    "error_toast",
    "feed_followed",
    "feed_list",
    "feed_unknown",
    "feed_woken",
    "find_language",
    "finding_text",
    "follow_overview",
    "following",
    "following_toast",
    "forget",
    "forgotten",
    "found",
    "has_course",
    "help_",
    "hushed",
    "in_channel",
    "kept",
    "language_choices",
    "language_set",
    "language_unknown",
    "muted",
    "muted_now",
    "mutes",
    "no_answer",
    "no_course",
    "no_earlier_briefing",
    "nothing_found",
    "nothing_to_draw",
    "nothing_to_lift",
    "offers",
    "pasted_source",
    "pin_refused",
    "privacy",
    "quiet_shown",
    "quiet_toast",
    "quiet_usage",
    "reading_first",
    "record",
    "record_usage",
    "rejected",
    "resumed",
    "rule_mark",
    "rung_words",
    "search_usage",
    "settings_overview",
    "snoozed_toast",
    "stale_button_toast",
    "start",
    "stopped",
    "story",
    "summarise_usage",
    "timeline_chart",
    "timeline_drawn",
    "topic",
    "topic_dropped",
    "topic_gone",
    "topic_list",
    "topic_unknown",
    "turned",
    "unchecked",
    "unchecked_toast",
    "unfollowed",
    "unknown_command",
    "unreadable_kind",
    "why",
    "why_here",
    "word_followed",
    "zone_choices",
    "zone_set",
    "zone_unknown",
]
