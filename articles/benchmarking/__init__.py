"""A made-up library, as large as one likes, to measure on. Nothing of the site imports this."""
