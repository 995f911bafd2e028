# Backbones by the R package backbone of the networks in backbone-edges.csv: of a weighted network
# the disparity filter's p of each edge; of a two-mode network, for each two actors that share an
# activity, the p of the stochastic degree sequence model as the package has it (by a normal
# approximation) and exact (by PoissonBinomial from the package's probabilities), and the p of the
# fixed degree sequence model from 50,000 samples of 500 trades each: the 70 trades that the
# package's own fdsm() makes are too few for the network davis to forget where it started.
# In this folder: Rscript backbone.R > backbone.csv
suppressMessages(library(backbone))

SAMPLES <- 50000
TRADES <- 500
edges <- read.csv("backbone-edges.csv", colClasses = c(rep("character", 3), "numeric"))
cat(sprintf("# %s, backbone %s, PoissonBinomial %s: Rscript backbone.R > backbone.csv\n",
            R.version.string, packageVersion("backbone"), packageVersion("PoissonBinomial")))
cat("network,one,other,weight,disparity,sdsm_normal,sdsm,fdsm\n")

row <- function(network, one, other, weight, ...) {
  values <- sapply(list(...), function(p) if (is.na(p)) "" else format(p, digits = 12))
  cat(paste(c(network, one, other, weight, values), collapse = ","), sep = "\n")
}

mine <- edges[edges$network == "miserables", ]
nodes <- sort(unique(c(mine$source, mine$target)))
weights <- matrix(0, length(nodes), length(nodes), dimnames = list(nodes, nodes))
weights[as.matrix(mine[, c("source", "target")])] <- mine$weight
weights <- weights + t(weights)
found <- suppressMessages(disparity(weights, alpha = NULL))$Pupper
for (n in seq_len(nrow(mine))) {
  one <- mine$source[n]
  other <- mine$target[n]
  row("miserables", one, other, mine$weight[n], found[one, other], NA, NA, NA)
}

for (network in c("davis", "forced")) {
  mine <- edges[edges$network == network, ]
  incidence <- unclass(table(mine$source, mine$target))
  dimnames(incidence) <- unname(dimnames(incidence))
  shared <- incidence %*% t(incidence)
  chance <- bicm(incidence, tol = 1e-12, max_steps = 10000)
  normal <- sdsm(incidence, alpha = NULL)$Pupper
  set.seed(1)
  reached <- 0
  for (sample in seq_len(SAMPLES)) {
    random <- fastball(incidence, trades = TRADES)
    reached <- reached + (random %*% t(random) >= shared)
  }
  names <- rownames(incidence)
  for (one in seq_along(names)) {
    for (other in seq_along(names)) {
      if (one < other && shared[one, other] > 0) {
        exact <- PoissonBinomial::ppbinom(shared[one, other] - 1, chance[one, ] * chance[other, ],
                                          method = "Convolve", lower.tail = FALSE)
        row(network, names[one], names[other], shared[one, other], NA,
            normal[one, other], exact, reached[one, other] / SAMPLES)
      }
    }
  }
}
