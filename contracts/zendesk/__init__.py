"""What Zendesk demands: its rules, judges, operations and scenarios."""
