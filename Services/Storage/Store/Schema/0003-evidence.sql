-- What makes the ledger evidence beyond the chain: who looked, what can be searched, what has been withdrawn.

-- Reviews: what reviewers decided on each claim, and how the claim reads since. Projections, all written anew.

DROP TABLE review;
CREATE TABLE review (
  entry INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  packed BLOB NOT NULL           -- the decision
) STRICT;
CREATE INDEX review_by_subject ON review (subject);

-- One row for each span of entries during which the decisions on a claim come to the same.
CREATE TABLE review_state (
  entry INTEGER PRIMARY KEY,     -- the decision that brought it about
  ended INTEGER,                 -- the decision that changed it
  claim BLOB NOT NULL,           -- an id
  decision INTEGER NOT NULL,     -- what holds
  standing INTEGER,              -- the entry of the decision that holds
  pending INTEGER                -- that decisions wait, and how; null where none does
) STRICT;
CREATE INDEX review_state_by_claim ON review_state (claim);
CREATE INDEX review_state_by_decision ON review_state (decision, pending);

-- A correction ends the row of `claim` that reads as before and begins another one, with a number of its own entry,
-- that reads as corrected: filters find it by what it says now, and by what it said then at a revision of then. Null
-- for a row that a run began; else the number of that row, under which the claim's words lie.
ALTER TABLE claim ADD COLUMN recorded INTEGER;
CREATE INDEX claim_by_recorded ON claim (recorded) WHERE recorded IS NOT NULL;
