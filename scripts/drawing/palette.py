"""The colors of the figures by role, for those who draw and for those who only recognize them.

Each color is the one of the light theme; the page's style sheet gives the same role
another value in the dark theme. Lines that may meet also differ by dashes or markers.
"""

FUNCTION = "#3b5bdb"  #: the function itself, on the whole site
DERIVATIVE = "#c2410c"  #: its derivative, on the whole site, always dashed
SECOND = "#0b7a5b"  #: a second function beside the first
HIGHLIGHT = "#862e9c"  #: what moves or what the text speaks of: a point, a secant
INK = "#22262e"  #: text that is read: axis labels, remarks
NEUTRAL = "#5a6270"  #: tick labels and helping lines
AXIS = "#808792"  #: the lines x = 0 and y = 0
GRID = "#e4e7ec"  #: the grid behind everything
PAPER = "#ffffff"  #: the page's background: the inside of an open dot

ROLES = {
    "function": FUNCTION,
    "derivative": DERIVATIVE,
    "second": SECOND,
    "highlight": HIGHLIGHT,
    "ink": INK,
    "neutral": NEUTRAL,
    "axis": AXIS,
    "grid": GRID,
    "paper": PAPER,
}
