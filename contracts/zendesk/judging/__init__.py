"""The judges of Zendesk's senders: identify, group, and how requests are signed."""
