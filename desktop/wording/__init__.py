"""Vietnamese sentences and numbers: facts in, text out; the only room that speaks for the floors below."""
