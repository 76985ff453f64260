"""The unit's window: today, the book of records, the period's figures, checking and sending."""
