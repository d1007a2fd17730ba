"""Networks as source code of other libraries, and other libraries' networks as documents."""
