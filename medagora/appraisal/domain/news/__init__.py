"""News about health, read as its reviewers read it: the ten criteria."""

from medagora.appraisal.domain.news.criteria import NewsAnswer, NewsCriterion
from medagora.appraisal.domain.news.judging import judge_news, leave_open

__all__ = ["NewsAnswer", "NewsCriterion", "judge_news", "leave_open"]
