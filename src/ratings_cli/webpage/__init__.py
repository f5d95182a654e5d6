"""The page that people explore: one HTML file that holds every table there was, and asks nobody for anything.

`payload` works out everything that the page can show; `document` puts it into HTML; page.css and page.js are
its looks and its behaviour. The script filters and sorts what it is given. It ranks nothing and adds nothing up
but the rows that it shows.
"""
