"""The question of `question.sql` in polars, lazily, as its own documentation would have it."""

import sys

import polars as pl

file, region, as_of = sys.argv[1:]
scores = {"outstanding": 3, "good": 2, "requires improvement": 1, "inadequate": 0}
table = (
    pl.scan_csv(file)
    .filter(pl.col("region") == region, pl.col("published") <= as_of, pl.col("overall") != "Not judged")
    .sort("published")
    .unique("id", keep="last", maintain_order=True)
    .with_columns(pl.col("overall").str.to_lowercase())
    .with_columns(pl.col("overall").replace_strict(scores).alias("score"))
    .with_columns(pl.col("score").rank("min", descending=True).alias("position"))
    .sort("position", "provider", "id")
    .select("position", "provider", "owner", "overall", "published")
)
sys.stdout.write(table.collect().write_csv())
