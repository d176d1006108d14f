"""Coverage as people and machines read it: table, page, Markdown, JSON, JUnit properties."""
