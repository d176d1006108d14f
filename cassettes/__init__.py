"""Recording real vendor traffic, and replaying, scrubbing and reading what was recorded.

The format is vcrpy's. A vendor's folder holds the recordings of its scenarios.
"""
