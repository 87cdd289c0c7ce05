import Foundation
import Support
import Testing

/// What the README shows of `Scripts/demo` is what the programs print.
@Suite struct DemoTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: Programs.checkout.appendingPathComponent(path), encoding: .utf8)
  }

  /// Lines may be broken anywhere, and the ledger of each demonstration has a chain of its own.
  private func squeezed(_ text: String) -> String {
    text.replacing(#/@(\d+)-[0-9a-f]{8}\//#) { "@\($0.output.1)/" }
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func theTranscriptInTheREADMEIsTrue() async throws {
    let stack = try await Stack()
    let dates = try text("Samples/manifest.tsv").split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
    let texts = dates.filter { $0[0].hasSuffix(".txt") } + dates.filter { $0[0].hasSuffix(".md") }
    for entry in texts {
      let file = Programs.checkout.appendingPathComponent("Samples/\(entry[0])").path
      let taken = try await stack.reckon(
        "ingest", file, "--published", entry[1], "--outlet", entry[2])
      #expect(taken.status == 0, "\(taken.errors)")
    }
    let readme = try text("README.md")
    let begin = try #require(readme.range(of: "$ Scripts/demo\n"))
    let end = try #require(readme[begin.upperBound...].range(of: "\n```"))
    let shown = squeezed(String(readme[begin.upperBound..<end.lowerBound]))
    for line in try text("Samples/demo/commands.txt").split(separator: "\n") {
      if line.hasPrefix("#") {
        #expect(shown.contains(squeezed(String(line))), "the README shows “\(line)”")
        continue
      }
      var arguments = line.split(separator: " ").dropFirst().map(String.init)
      for (index, argument) in arguments.enumerated() where argument.hasPrefix("Samples/") {
        arguments[index] = Programs.checkout.appendingPathComponent(argument).path
      }
      let outcome = try await stack.run(arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      // The file is named as it was given.
      let output = outcome.output.replacing(Programs.checkout.path + "/", with: "")
      #expect(
        shown.contains(squeezed("$ \(line)\n\(output)")),
        "the README shows what `\(line)` prints:\n\(output)")
    }
  }
}
