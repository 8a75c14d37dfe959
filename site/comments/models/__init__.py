"""The models of the comments app."""

from .block import Block
from .comment import Comment, State
from .correspondent import Correspondent
from .decision import Batch, Decision
from .filter_settings import FilterSettings, Mode, Policy
from .finding import Finding
from .learned_word import LearnedWord
from .letter import Letter
from .moderator_mail import MailedLink, MailPreference
from .report import Report
from .signal_names import SignalName
from .spam_check import SpamCheck
from .takes_comments import Rule, Step, TakesComments

__all__ = [
    "Batch",
    "Block",
    "Comment",
    "Correspondent",
    "Decision",
    "FilterSettings",
    "Finding",
    "LearnedWord",
    "Letter",
    "MailPreference",
    "MailedLink",
    "Mode",
    "Policy",
    "Report",
    "Rule",
    "SignalName",
    "SpamCheck",
    "State",
    "Step",
    "TakesComments",
]
