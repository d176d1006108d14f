"""The page of a running stack: what its accounts hold and what was said to them."""
