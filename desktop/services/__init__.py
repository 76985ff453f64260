"""Journeys, one story a file: a screen or a command asks, a journey walks down and brings one value up.

Every journey takes `Books` first: the open database, the catalogue in force and who we are.
"""
