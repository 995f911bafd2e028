# Gould-Fernandez brokerage by sna of the networks in brokerage-edges.csv and brokerage-nodes.csv.
# In this folder: Rscript brokerage.R > brokerage.csv
suppressMessages(library(sna))

nodes <- read.csv("brokerage-nodes.csv", colClasses = "character")
edges <- read.csv("brokerage-edges.csv", colClasses = "character")

cat(sprintf("# %s, sna %s: Rscript brokerage.R > brokerage.csv\n",
            R.version.string, packageVersion("sna")))
cat("network,node,coordinator,itinerant,representative,gatekeeper,liaison,total\n")
for (network in unique(nodes$network)) {
  mine <- nodes[nodes$network == network, ]
  ties <- as.matrix(edges[edges$network == network, c("source", "target")])
  tied <- matrix(0, nrow(mine), nrow(mine), dimnames = list(mine$node, mine$node))
  tied[ties] <- 1
  tied[ties[, 2:1]] <- 1
  counts <- brokerage(tied, mine$group)$raw.nli[, c("w_I", "w_O", "b_IO", "b_OI", "b_O", "t")]
  cat(paste(network, mine$node, apply(counts, 1, paste, collapse = ","), sep = ","), sep = "\n")
}
