"""One command a module; the listing is what ``fauxdesk --help`` shows."""
