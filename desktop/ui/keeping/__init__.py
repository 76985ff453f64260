"""Sao lưu, thiết lập: backups, restoring, and what a person may set; both roles."""
