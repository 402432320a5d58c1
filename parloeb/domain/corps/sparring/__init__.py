"""The talks of mentors about their work: sparring and supervision, without citizens unless somebody chose to."""
