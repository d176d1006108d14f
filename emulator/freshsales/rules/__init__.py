"""The server rules of Freshsales, a function each."""
