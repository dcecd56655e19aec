"""Finding deadlines in a text, the ledger of them, what is compared when reports are joined, and the alert ladder."""
