"""What stands behind the pytest fixtures and options: contracts, targets, evidence."""
