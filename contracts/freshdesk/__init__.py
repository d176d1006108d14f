"""What Freshdesk demands: its rules, judges, operations and scenarios."""
