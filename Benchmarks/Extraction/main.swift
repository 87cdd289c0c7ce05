import Extraction
import Formats
import Foundation
import Ledger

// extraction-benchmark write BYTES FILE     writes the text, says what is in it
// extraction-benchmark time FILE ROUNDS     reads it, and says how long that took
// Both from the repository's root. Each line of the answer is a JSON object.

/// Of this process, in seconds: what else the machine does is not in it.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(2)
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count, arguments.last.flatMap { Int($0) }) {
case ("write", 3, _):
  guard let bytes = Int(arguments[1]) else { fail("\(arguments[1]) is no number of bytes") }
  var source = try BenchmarkText(root: ".")
  let text = source.text(bytes: bytes)
  try text.write(toFile: arguments[2], atomically: true, encoding: .utf8)
  print(
    "{\"bytes\": \(text.utf8.count), \"sentences\": \(source.sentences), "
      + "\"with_number\": \(source.sentencesWithNumber), \"numerals\": \(source.numerals)}")
case ("time", 3, let rounds?):
  let extractor = Extractor(lexicon: try Lexicon(directories: ["Services/Ingest/Lexicon"]))
  let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
  let limits = ExtractionLimits(claims: .max, tokens: .max - 1)
  let published = CivilDate("2024-06-12").map { DateStatement($0, basis: .supplied) }
  for _ in 0..<rounds {
    let start = processorTime()
    let extraction = extractor.extract(
      try FormatReader.read(bytes), context: ReportContext(published: published), limits: limits)
    let seconds = processorTime() - start
    print("{\"seconds\": \(seconds), \"claims\": \(extraction.claims.count)}")
  }
default:
  fail("usage: extraction-benchmark write BYTES FILE | time FILE ROUNDS")
}
