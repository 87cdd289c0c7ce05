"""The claims that the gateway answers with, as Datasette serves them: one table of SQLite with a column for each field of the
gateway's JSON, and the questions as SQL. Whether both give the same is looked at before anything is timed."""
import json
import sqlite3
import sys
import urllib.parse

from callers import whole
from servers import say

PAGE = """SELECT {columns} FROM claim WHERE "claim.group.conflict" = :conflict AND "claim.measure.id" = :measure
  AND "claim.time.asOf.date" >= :since ORDER BY place LIMIT 100"""
# A figure of a counting system is a number for a day, with the documents and outlets that it stands in, and the claim that it
# is shown by. Of more than fifty the latest.
FIGURES = """WITH figure AS (
    SELECT "claim.group.party" AS party, "claim.group.population" AS population,
      "claim.attribution.claimant.name" AS claimant, "claim.quantity.form" AS form, "claim.quantity.low.value" AS number,
      "claim.quantity.modifier" AS modifier, "claim.time.asOf.date" AS day, count(DISTINCT "claim.document") AS documents,
      group_concat(DISTINCT outlet) AS outlets, min("claim.id") AS shown
    FROM claim WHERE "claim.group.conflict" = :conflict AND "claim.measure.id" = :measure
      AND (:party = '' OR "claim.group.party" = :party)
    GROUP BY 1, 2, "claim.attribution.claimant.id", 3, 4, 5, 6, 7),
  latest AS (
    SELECT *, row_number() OVER (PARTITION BY party, population, claimant ORDER BY day DESC, shown DESC) AS place
    FROM figure)
  SELECT latest.party, latest.population, latest.claimant, latest.form, latest.number, latest.modifier, latest.day,
    latest.documents, latest.outlets, latest.shown, claim."claim.evidence.sentenceText" AS sentence,
    claim."claim.evidence.numberText" AS words
  FROM latest JOIN claim ON claim."claim.id" = latest.shown WHERE latest.place <= 50
  ORDER BY latest.party, latest.population, latest.claimant, latest.day, latest.shown"""


# The same without the sentences, which are a click away then.
PLAIN = FIGURES.replace(""", claim."claim.evidence.sentenceText" AS sentence,
    claim."claim.evidence.numberText" AS words
  FROM latest JOIN claim ON claim."claim.id" = latest.shown""", " FROM latest")
assert "JOIN" not in PLAIN


def flat(value, name=""):
    """The fields of a message by their paths; a list as one text."""
    if isinstance(value, dict):
        return {path: leaf for key, inner in value.items() for path, leaf in flat(inner, f"{name}.{key}" if name else key).items()}
    return {name: " ".join(map(str, value)) if isinstance(value, list) else value}


def table(web, path):
    """All claims of the ledger as the gateway at a port gives them, newest first."""
    file = path / "rows.sqlite"
    if file.exists():
        return file
    say("putting its claims into one table")
    unfinished = path / "rows.unfinished"
    unfinished.unlink(missing_ok=True)
    database = sqlite3.connect(unfinished)
    database.execute("PRAGMA journal_mode = OFF")
    cursor, columns, place = "", None, 0
    while columns is None or cursor:
        page = json.loads(whole(web, "/v1/claims?" + urllib.parse.urlencode(
            {"pageSize": 500, "cursor": cursor, "sightings": "true"})))
        rows = [flat(claim) for claim in page["claims"]]
        outlets = {sighting["document"]: sighting["outlet"]["name"] for sighting in page["sightings"]}
        if columns is None:
            columns = list(rows[0])
            database.execute("CREATE TABLE claim (place INTEGER PRIMARY KEY, outlet, " + ", ".join(f'"{name}"' for name in columns) + ")")
            add = f"INSERT INTO claim VALUES ({', '.join('?' * (len(columns) + 2))})"
        if stray := set().union(*rows) - set(columns):
            sys.exit(f"fields that the first claim has not: {stray}")
        database.executemany(add, (
            [place + index, outlets[row["claim.document"]], *map(row.get, columns)] for index, row in enumerate(rows)))
        place += len(rows)
        cursor = page.get("nextCursor", "")
    for columns in ('"claim.group.conflict", place, "claim.measure.id", "claim.time.asOf.date"', '"claim.id"',
                    '"claim.group.conflict", "claim.measure.id", "claim.group.party"'):
        database.execute(f"CREATE INDEX [{columns.replace(chr(34), '')}] ON claim ({columns})")
    database.execute("ANALYZE")
    database.commit()
    database.close()
    unfinished.rename(file)
    return file


def metadata(file):
    """The questions as queries that Datasette has ready, in its form."""
    database = sqlite3.connect(file)
    names = [row[1] for row in database.execute("PRAGMA table_info(claim)") if row[1] not in ("place", "outlet")]
    columns = ", ".join(f'"{name}"' for name in names)
    return {"databases": {"rows": {"queries": {
        "page": {"sql": PAGE.format(columns=columns), "params": ["conflict", "measure", "since"]},
        "figures": {"sql": FIGURES, "params": ["conflict", "measure", "party"]},
        "plain": {"sql": PLAIN, "params": ["conflict", "measure", "party"]}}}}}


def theirs(query, question):
    return f"/rows/{query}.json?" + urllib.parse.urlencode({**question, "_shape": "arrays"})


def check(web, port, pages, figures, plain):
    """Holds each answer of Datasette against the gateway's: the same claims with the same fields in the same order, and the
    same figures with the same sentences.
    - pages, figures, plain: questions, each with our target and theirs"""
    for ours, other in pages:
        answer = json.loads(whole(port, other))
        rows = [dict(zip(answer["columns"], row)) for row in answer["rows"]]
        found = [flat(claim) for claim in json.loads(whole(web, ours))["claims"]]
        if rows != [{name: row.get(name) for name in answer["columns"]} for row in found] or answer["truncated"]:
            sys.exit(f"not the same page: {ours}")
    sizes = []
    for ours, other in figures:
        answer = json.loads(whole(port, other))
        rows = [dict(zip(answer["columns"], row)) for row in answer["rows"]]
        told, found = shown(json.loads(whole(web, ours))), [told_by(row) for row in rows]
        if sorted(told) != sorted(found) or answer["truncated"]:
            sys.exit(f"not the same figures: {ours}: {sorted(set(told) ^ set(found))[:4]}")
        sizes.append(len(rows))
    for ours, other in plain:
        answer = json.loads(whole(port, other))
        found = [told_by({**dict(zip(answer["columns"], row)), "sentence": "", "words": ""}) for row in answer["rows"]]
        told = json.loads(whole(web, ours))
        if "evidence" in told or sorted(shown(told)) != sorted(found) or answer["truncated"]:
            sys.exit(f"not the same figures: {ours}")
    return sum(sizes) / len(sizes)


def told_by(row):
    return (row["party"], row["population"], row["claimant"], row["form"], row["number"], row["modifier"], row["day"],
            row["documents"], row["outlets"] or "", row["shown"], row["sentence"], row["words"])


def shown(answer):
    """The figures of a comparison, each as the canned query has it."""
    claims = {record["claim"]["id"]: record["claim"]["evidence"] for record in answer.get("evidence", [])}
    nothing = {"sentenceText": "", "numberText": ""}
    return [
        (topic["topic"]["party"], topic["topic"]["population"], system["claimant"]["name"], figure["quantity"]["form"],
         figure["quantity"]["low"]["value"], figure["quantity"]["modifier"], figure["time"]["asOf"]["date"],
         figure["documents"], ",".join(figure.get("outlets", [])), figure["claims"][0],
         *map(claims.get(figure["claims"][0], nothing).get, ("sentenceText", "numberText")))
        for topic in answer["comparison"]["topics"] for system in topic["systems"] for figure in system["figures"]]
