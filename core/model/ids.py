"""The typed identities of what Dateline stores."""

from typing import NewType

ChatId = NewType("ChatId", int)
ArticleId = NewType("ArticleId", int)
StoryId = NewType("StoryId", int)
ReportId = NewType("ReportId", int)
DeadlineId = NewType("DeadlineId", int)
"""The smallest `ReportId` of the reports that make the deadline; each of its report ids finds it too."""
FeedId = NewType("FeedId", int)
UpdateId = NewType("UpdateId", int)
