"""Which articles tell of one event: told anew from all of them, or of each as it arrives."""

from core.stories.grouping import WINDOW, cluster
from core.stories.stream import Stream

__all__ = ["WINDOW", "Stream", "cluster"]
