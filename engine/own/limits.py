"""How much of anything an own set may have."""

MAX_BYTES = 20_000_000  # of a file
MAX_COLUMNS = 200
MAX_ROWS = 50_000
MAX_CELLS = 2_000_000
MAX_CELL = 1_000  # characters
MAX_TEXT = 10_000  # characters of a text
MAX_LONG_TEXT = 1_500_000  # characters of one long text: windows of it take 64 MB
MAX_LEVELS = 30  # different words of a column that is told apart by word
MAX_NAME = 60  # characters of a column's, class's or file's name
LEAST_ROWS = 5
MAX_INPUTS = 1_000  # numbers that a row of a table becomes

MAX_POINTS = 1_000
MAX_CLASSES = 50

MAX_IMAGES = 5_000
MAX_SIDE = 64  # pixels of a picture as it is kept
MAX_PIXELS = 40_000_000  # of one picture as it comes
MAX_FILES = 10_000  # entries of a zip
MAX_UNPACKED = 200_000_000  # bytes of all files of a zip
MAX_RATIO = 100  # times as large as it was packed may a file of a zip be
FREE_RATIO = 1_000_000  # bytes up to which the ratio does not matter
