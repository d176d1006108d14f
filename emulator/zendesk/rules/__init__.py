"""What Zendesk holds its records to: one function a rule."""
