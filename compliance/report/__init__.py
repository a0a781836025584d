"""From answers to a report: build, gate, baseline, waivers."""
