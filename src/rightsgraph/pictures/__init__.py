"""Pictures for a report: networks, heat maps, timelines and maps, as SVG or PNG."""
