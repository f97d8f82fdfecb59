"""What every search engine promises, asked of each one in ``engines.py``.

How to add a second engine (OpenSearch, say): write a class with the methods of
``medagora.search.gateways.SearchEngine`` in ``medagora/search/gateways``, beside the
files ``tantivy_*.py``, with the words, stems and weights of ``medagora.search.domain``,
so that all engines agree on what a word is. Then add one line to ``ENGINES``: a name,
and a function that is given an empty folder and gives an engine that holds nothing yet
(a service makes an index of its own under the folder's name, and must answer on this
machine: tests reach no network). ``pytest tests/contracts/search_engine -k opensearch``
then says what is missing. ``test_search_engine_agreement.py`` asks it whatever can be
asked and wants exactly what the memory engine finds and counts; in which order hits
come is promised only by ``test_search_engine_order.py`` and its like, because no two
engines weigh a word alike. What only your engine can suffer (damage, kills, a server
that is away) is tested beside ``tests/search/test_tantivy_engine.py``.
"""
