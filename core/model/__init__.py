"""The nouns: frozen values that every other room speaks of. They know nothing but each other."""
