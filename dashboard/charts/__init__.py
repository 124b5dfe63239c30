"""The charts that several pages draw: ECharts options, where their nodes lie, the same as SVG."""
