"""The judges of Freshsales' senders: people, objects, names of fields, events, credentials."""
