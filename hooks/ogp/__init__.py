"""The website of a country's Open Government Partnership action plans, generated from records."""
