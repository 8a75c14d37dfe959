"""The models of the comments app."""

from .comment import Comment, State
from .decision import Batch, Decision
from .takes_comments import Rule, TakesComments

__all__ = ["Batch", "Comment", "Decision", "Rule", "State", "TakesComments"]
