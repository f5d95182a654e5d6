"""The question of `question.sql` in pandas, as its own documentation would have it."""

import sys

import pandas as pd

file, region, as_of = sys.argv[1:]
scores = {"outstanding": 3, "good": 2, "requires improvement": 1, "inadequate": 0}
table = pd.read_csv(file, usecols=["id", "provider", "owner", "region", "published", "overall"])
if region:
    table = table[table["region"] == region]
table = table[(table["published"] <= as_of) & (table["overall"] != "Not judged")]
table = table.sort_values("published").drop_duplicates("id", keep="last")
table["overall"] = table["overall"].str.lower()
score = table["overall"].map(scores)
table["position"] = score.rank(method="min", ascending=False).astype(int)
table = table.sort_values(["position", "provider", "id"])
table[["position", "provider", "owner", "overall", "published"]].to_csv(sys.stdout, index=False)
