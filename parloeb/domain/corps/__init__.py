"""Who can be a mentor: kind, competences, languages, areas, hours, and since when."""
