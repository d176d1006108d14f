"""Scenarios and example calls, walked: on four paths, as recordings, as mutants, as the demo."""
