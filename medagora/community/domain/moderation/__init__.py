"""Moderation that can be trusted: the rules, without a database.

``reasons`` what may be wrong with a post; ``matters`` what waits to be decided and
how long; ``deciding`` what a moderator may decide and what follows; ``sanctions``
what may be asked of a person; ``appeals`` who hears one and how it ends; ``limits``
what new members may do; ``trust`` when reports hide a post; ``rota`` who is called.
"""
