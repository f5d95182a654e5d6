"""The commands: one small file each. Options in, one call through the house, text out."""
