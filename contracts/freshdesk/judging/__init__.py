"""The judges of Freshdesk's senders: identify, group, traits, and how requests are signed."""
