import Foundation

// extraction-benchmark write BYTES FILE     writes the text, says what is in it
// extraction-benchmark time FILE ROUNDS     reads it, and says how long that took
// extraction-benchmark serve                the same once for each line of standard input, which names a file
// extraction-benchmark pdf                  the same of PDFs, with the time of pdftotext and by the clock
// extraction-benchmark text                 the same, with the text that is read in place of the time
// All from the repository's root. Each line of the answer is a JSON object.

/// Of this process, in seconds: what else the machine does is not in it.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Of the processes that this one has waited for, in seconds.
func processorTimeOfChildren() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
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
  let reader = try TimedReader()
  for _ in 0..<rounds { print(try reader.read(arguments[1])) }
case ("serve", 1, _):
  let reader = try TimedReader()
  while let file = readLine() {
    print(try reader.read(file))
    fflush(nil)
  }
case ("pdf", 1, _):
  let reader = try TimedReader()
  while let file = readLine() {
    print(try reader.readPages(file))
    fflush(nil)
  }
case ("text", 1, _):
  while let file = readLine() {
    print(try ReadText(file).json())
    fflush(nil)
  }
default:
  fail("usage: extraction-benchmark write BYTES FILE | time FILE ROUNDS | serve | pdf | text")
}
