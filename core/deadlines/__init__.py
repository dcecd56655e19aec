"""Finding deadlines in a text (expressions, anchors, resolution, extraction), the ledger of them, and the alert ladder."""
