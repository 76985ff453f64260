"""The ground floor: errors, progress, places on the disk, settings and log. It calls nobody."""
