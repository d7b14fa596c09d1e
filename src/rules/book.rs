//! The rule book: the pages under `rules/`, one a rule, embedded in the program.
