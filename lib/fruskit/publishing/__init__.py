"""All that is read outside a card: figures, handout and key, portfolio, tables for instructors."""
