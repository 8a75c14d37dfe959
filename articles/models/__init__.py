"""The models of the articles app."""

from .article_index_page import ArticleIndexPage
from .article_need import ArticleNeed
from .article_page import ArticleAuthor, ArticlePage, ArticleTag, ArticleTopic
from .topic import Topic
from .video_record import VideoRecord

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticleNeed",
    "ArticlePage",
    "ArticleTag",
    "ArticleTopic",
    "Topic",
    "VideoRecord",
]
