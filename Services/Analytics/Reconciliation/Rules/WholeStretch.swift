import Ledger

/// Rule *whole stretch*: the total of a stretch ("in 2024") within a longer one ("since February 2022") that began before
/// it counts a part of what that one counts, and bounds it no more than a sub-count does. A figure that names no beginning
/// stays; so does one that begins no more than 31 days later, for texts date the beginning of one war by some days apart,
/// and one that goes on when the earlier stretch had ended.
func ofTheWholeStretch(_ figures: [AnsweredFigure]) -> [AnsweredFigure] {
  // Of those that began up to a day, the latest end is enough: nothing is compared with everything.
  var stretches = figures.compactMap { figure in
    figure.figure.time.from.map { ($0.date.lastDay.dayNumber, end(of: figure.figure.time)) }
  }
  stretches.sort { $0.0 < $1.0 }
  for index in stretches.indices.dropFirst() {
    stretches[index].1 = max(stretches[index].1, stretches[index - 1].1)
  }
  return figures.filter { figure in
    guard let from = figure.figure.time.from?.date.firstDay.dayNumber else { return true }
    var (low, high) = (0, stretches.count)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].0 + 31 < from { low = middle + 1 } else { high = middle }
    }
    return low == 0 || stretches[low - 1].1 < end(of: figure.figure.time)
  }
}

/// The last day that a figure may be about; one that names none goes on.
private func end(of time: ClaimTime) -> Int {
  (time.to ?? time.asOf ?? time.statedOn)?.date.lastDay.dayNumber ?? .max
}
