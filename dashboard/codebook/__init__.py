"""The parts of the page Codebook: reading and comparing codebooks, and writing another one."""
