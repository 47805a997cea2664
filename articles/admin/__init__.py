from articles.admin.article import ArticleAdmin
from articles.admin.sign_off import SignOffAdmin
from articles.admin.topic import TopicAdmin

__all__ = ["ArticleAdmin", "SignOffAdmin", "TopicAdmin"]
