"""The guide (hướng dẫn): one short page for each screen, read where one stands and left by Esc.

Pages are fragments of HTML in `resources/guide`, named by the key of their screen; `contents.toml` says which belong
to which role, in which order. They stay plain: headings, lists, tables, `[[F8]]` for a key cap, `mark:warning` for a
mark as the program paints it. Colours and measures come from the theme when a page is shown, so that paper stays white.
"""
