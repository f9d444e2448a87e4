"""The public side: frozen releases and what describes, cites, queries and announces them."""
