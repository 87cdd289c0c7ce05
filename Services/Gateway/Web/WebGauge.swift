import Runtime

/// A number to watch, as it is when it is asked for.
package struct WebGauge: Sendable {
  let name: String
  let help: String
  let labels: [(String, String)]
  let value: Double

  package init(_ name: String, _ help: String, _ labels: [(String, String)], _ value: Double) {
    self.name = name
    self.help = help
    self.labels = labels
    self.value = value
  }

  static func text(_ gauges: [WebGauge]) -> String {
    var (lines, last): ([String], String) = ([], "")
    for gauge in gauges {
      if gauge.name != last {
        lines += ["# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge"]
      }
      last = gauge.name
      lines.append(
        PrometheusText.sample(gauge.name, PrometheusText.labels(gauge.labels), gauge.value))
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

package typealias GaugeSource = @Sendable () async throws -> [WebGauge]
