"""The science: published models of stress, bodies and couples. Arrays in, arrays out."""
