"""A million made documents, and the engines that hold them (bench/search_scale.py)."""
