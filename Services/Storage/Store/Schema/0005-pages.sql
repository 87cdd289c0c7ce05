-- A page of claims is looked for downwards by number. What else it is asked for most often is told from the index itself,
-- so that only the claims of the page are read.

DROP INDEX claim_by_conflict;
CREATE INDEX claim_by_conflict ON claim (conflict, number, measure, about_last);
