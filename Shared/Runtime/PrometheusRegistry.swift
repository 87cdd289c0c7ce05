package import CoreMetrics
import Synchronization

/// What swift-metrics measures in this process, in the text format of Prometheus (version 0.0.4).
package final class PrometheusRegistry: MetricsFactory {
  /// Upper bounds of the time that calls take, in seconds.
  static let bounds: [Double] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  /// Metrics of one process. Labels are names from closed lists, so that there are never that many; beyond, nothing new
  /// is kept.
  private static let most = 5000

  private struct Key: Hashable {
    let label: String
    let dimensions: String
  }

  private let cells = Mutex<[Key: Cell]>([:])

  /// The one of this process, in place from its first use on.
  package static let shared: PrometheusRegistry = {
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    return registry
  }()

  private func cell(_ label: String, _ dimensions: [(String, String)], _ kind: Cell.Kind) -> Cell {
    let key = Key(label: label, dimensions: PrometheusText.labels(dimensions))
    return cells.withLock { cells in
      if let known = cells[key] { return known }
      let cell = Cell(kind)
      if cells.count < Self.most { cells[key] = cell }
      return cell
    }
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    cell(label, dimensions, .counter)
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    cell(label, dimensions, .gauge)
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool)
    -> any RecorderHandler
  { cell(label, dimensions, aggregate ? .histogram : .gauge) }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    cell(label, dimensions, .histogram)
  }

  /// All of it, by name.
  package var text: String {
    let found = cells.withLock { $0 }
      .sorted { ($0.key.label, $0.key.dimensions) < ($1.key.label, $1.key.dimensions) }
    var (lines, last): ([String], String) = ([], "")
    for (key, cell) in found {
      if key.label != last { lines.append("# TYPE \(key.label) \(cell.kind.rawValue)") }
      last = key.label
      lines += cell.lines(key.label, key.dimensions)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// One metric.
  private final class Cell: CounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    enum Kind: String { case counter, gauge, histogram }

    private struct State {
      var value = 0.0
      var count = 0
      var buckets = [Int](repeating: 0, count: PrometheusRegistry.bounds.count)
    }

    let kind: Kind
    private let state = Mutex(State())

    init(_ kind: Kind) { self.kind = kind }

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) { state.withLock { $0.value += amount } }
    func decrement(by amount: Double) { increment(by: -amount) }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { state.withLock { $0.value = value } }
    func reset() { state.withLock { $0 = State() } }
    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func record(_ value: Double) {
      guard kind == .histogram else { return set(value) }
      state.withLock { state in
        state.value += value
        state.count += 1
        for (index, bound) in PrometheusRegistry.bounds.enumerated() where value <= bound {
          state.buckets[index] += 1
        }
      }
    }

    func lines(_ name: String, _ labels: String) -> [String] {
      let state = state.withLock { $0 }
      guard kind == .histogram else {
        return [PrometheusText.sample(name, labels, state.value)]
      }
      let buckets = zip(PrometheusRegistry.bounds, state.buckets).map { bound, count in
        PrometheusText.sample("\(name)_bucket", join(labels, "le=\"\(bound)\""), Double(count))
      }
      return buckets + [
        PrometheusText.sample("\(name)_bucket", join(labels, "le=\"+Inf\""), Double(state.count)),
        PrometheusText.sample("\(name)_sum", labels, state.value),
        PrometheusText.sample("\(name)_count", labels, Double(state.count)),
      ]
    }

    private func join(_ labels: String, _ more: String) -> String {
      labels.isEmpty ? more : "\(labels),\(more)"
    }
  }
}

/// Lines of Prometheus' text format.
package enum PrometheusText {
  package static func labels(_ dimensions: [(String, String)]) -> String {
    dimensions.map { name, value in
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(name)=\"\(escaped)\""
    }.joined(separator: ",")
  }

  /// - Parameter labels: as `labels` writes them.
  package static func sample(_ name: String, _ labels: String, _ value: Double) -> String {
    let number = Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    return labels.isEmpty ? "\(name) \(number)" : "\(name){\(labels)} \(number)"
  }
}
