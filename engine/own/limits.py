"""How much of anything an own set may have."""

MAX_BYTES = 20_000_000  # of a file
MAX_COLUMNS = 200
MAX_ROWS = 50_000
MAX_CELLS = 2_000_000
MAX_CELL = 1_000  # characters
MAX_LEVELS = 30  # different words of a column that is told apart by word
MAX_NAME = 60  # characters of a column's, class's or file's name
LEAST_ROWS = 5
MAX_INPUTS = 1_000  # numbers that a row of a table becomes

MAX_POINTS = 1_000
MAX_CLASSES = 50

MAX_IMAGES = 5_000
MAX_FILES = 10_000  # entries of a zip
MAX_PIXELS = 40_000_000  # of one picture as it comes
MAX_UNPACKED = 200_000_000  # bytes of all pictures of a zip
SIZES = (16, 28, 32, 48, 64)
