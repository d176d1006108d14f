"""What Freshsales demands: its rules, judges, operations and scenarios."""
