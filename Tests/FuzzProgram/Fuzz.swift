import Foundation
import Fuzzing

/// The long form of the fuzz tests. `Scripts/fuzz` builds it, starts it and explains its options.
@main struct Fuzz {
  static func main() {
    do {
      exit(try run(Options(CommandLine.arguments.dropFirst())) ? 0 : 1)
    } catch {
      FileHandle.standardError.write(Data("reckoner-fuzz: \(error)\n".utf8))
      exit(error is Options.Misused ? 64 : 70)
    }
  }

  /// Whether everything held.
  private static func run(_ options: Options) throws -> Bool {
    var held = true
    for subject in options.subjects {
      let report = try Run(subject: subject, options: options).report()
      print(report.text)
      // What stands in a pipe's buffer would be lost in a crash.
      fflush(nil)
      held = held && !report.failed
    }
    if !options.show { print("peak memory \(ProcessorTime.peakMemory / 1024) MiB") }
    return held
  }
}

/// `--inputs N --seed N --from N --note FILE [messages|texts|lengths|all]`
struct Options {
  var subjects = Subject.allCases
  var inputs: Int?
  var from = 0
  var seed: UInt64 = 1
  /// The number of the input that runs is kept here, for the case that it brings the process down.
  var note: String?
  /// Prints the input as base64 and does not run it.
  var show = false

  struct Misused: Error, CustomStringConvertible { var description: String }

  init(_ arguments: some Sequence<String>) throws {
    var arguments = Array(arguments)[...]
    while let argument = arguments.popFirst() {
      switch argument {
      case "--inputs": inputs = try Self.number(arguments.popFirst())
      case "--from": from = try Self.number(arguments.popFirst())
      case "--seed": seed = UInt64(try Self.number(arguments.popFirst()))
      case "--note": note = arguments.popFirst()
      case "--show": show = true
      case "all": subjects = Subject.allCases
      default:
        guard let subject = Subject(rawValue: argument) else {
          throw Misused(description: "what is \(argument)?")
        }
        subjects = [subject]
      }
    }
  }

  private static func number(_ text: String?) throws -> Int {
    guard let number = text.flatMap({ Int($0) }), number >= 0 else {
      throw Misused(description: "a number is missing")
    }
    return number
  }

  /// How many inputs of a subject: texts take some thirty times as long as messages, lengths some thousand times.
  func inputs(of subject: Subject) -> Int {
    switch subject {
    case .messages: inputs ?? 1_000_000
    case .texts: inputs ?? 200_000
    case .lengths: inputs ?? 1_000
    }
  }

  /// About how many inputs of a subject one core takes in a second.
  func typicalRate(of subject: Subject) -> Int {
    switch subject {
    case .messages: 7_000
    case .texts: 400
    case .lengths: 10
    }
  }
}
