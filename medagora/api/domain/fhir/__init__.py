"""FHIR R4 (4.0.1) and CDS Hooks 2.0: plain dicts made by pure functions.

Read from the published standards; ``docs/fhir.md`` says which part is spoken here.
"""
