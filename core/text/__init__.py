"""What every reader of prose needs: language, cleaning, sentences."""
