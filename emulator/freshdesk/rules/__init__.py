"""The server rules of Freshdesk, one function each."""
