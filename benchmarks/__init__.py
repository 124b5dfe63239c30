"""What is measured, and how; docs/measurements.md records it. Run all with `make bench`."""
