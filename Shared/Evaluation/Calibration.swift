/// Whether confidence means what it says: of the claims with a confidence of some 0.8, some 80 % should be right.
package struct Calibration: Sendable {
  /// One claim's confidence and whether it was right at its core.
  package struct Sample: Sendable {
    package var confidence: Double
    package var isRight: Bool

    package init(confidence: Double, isRight: Bool) {
      self.confidence = confidence
      self.isRight = isRight
    }
  }

  package struct Bin: Sendable, Equatable {
    package var count: Int
    package var meanConfidence: Double
    package var shareRight: Double
  }

  package let bins: [Bin]
  /// Expected calibration error: the mean distance between confidence and share of right claims, weighted by the
  /// bins' counts. Source: Naeini, Cooper, Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian
  /// Binning" (AAAI 2015), here with bins of equal count.
  package let expectedError: Double

  /// - Parameter bins: how many, of equal count as far as that goes.
  package init(_ samples: [Sample], bins count: Int = 5) {
    let sorted = samples.sorted { $0.confidence < $1.confidence }
    bins = (0..<max(1, count)).compactMap { bin in
      let range = sorted.count * bin / count..<sorted.count * (bin + 1) / count
      guard !range.isEmpty else { return nil }
      let part = sorted[range]
      return Bin(
        count: part.count,
        meanConfidence: part.reduce(0) { $0 + $1.confidence } / Double(part.count),
        shareRight: Double(part.count { $0.isRight }) / Double(part.count))
    }
    let total = Double(max(1, samples.count))
    expectedError = bins.reduce(0) {
      $0 + Double($1.count) / total * abs($1.meanConfidence - $1.shareRight)
    }
  }
}
