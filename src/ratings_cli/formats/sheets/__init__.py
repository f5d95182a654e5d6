"""The formats of sheets: a file for each, which has its name and a function `render`."""
