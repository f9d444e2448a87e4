"""What visitors get: frozen releases and nothing else, with what describes, cites, queries and announces them."""
