"""What every part of an answer has in common."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """Made from a dict, or from anything with these attributes.

    Not ninja's ``Schema``: that asks for each member by itself, as it could be a
    manager or a method of a model. No view gives such, and for a list of a hundred it
    took longer than all the rest.
    """

    model_config = ConfigDict(from_attributes=True)
