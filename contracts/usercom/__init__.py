"""User.com: its rules, operations and scenarios."""
