"""How much of a stranger's file we are willing to look at.

The figures leave room for the largest honest file we know (50,000 rooms, about 4 MB) and stop
everything else early.
"""

FILE_BYTES = 20 * 1024 * 1024
DIRECTORY_BYTES = 1024 * 1024
PARTS = 500
PART_BYTES = 150 * 1024 * 1024
TOTAL_BYTES = 250 * 1024 * 1024
# Deflate reaches 1,000; sheets of one repeated word about 60.
RATIO = 100
RATIO_FROM_BYTES = 1024 * 1024

CHUNK_BYTES = 64 * 1024
# A token (a tag, an attribute) that is still unfinished after this much is an attack.
TOKEN_BYTES = 1024 * 1024
DEPTH = 64

SHEETS = 40
ROWS = 200_000
CELLS_IN_ROW = 200
# Rows and cells without content, counted since the last content.
EMPTY_RUN = 50_000
MERGES = 10_000

STRINGS = 600_000
STRING_LENGTH = 32_767
STRINGS_TOTAL = 20_000_000

PROBLEMS_PER_SHEET = 100

# Of each sheet and outcome so many rows are listed; all are counted.
ROWS_SHOWN = 500
