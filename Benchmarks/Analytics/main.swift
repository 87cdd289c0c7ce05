import BenchmarkSupport
import Foundation
import Ledger
import Reconciliation

// analytics-benchmark inside CLAIMS DOCUMENTS SYSTEMS QUESTIONS [KIND]    fills a model, asks it and checks drafts
// analytics-benchmark export CLAIMS DOCUMENTS SYSTEMS FILE         the same claims as a table
// analytics-benchmark asked SYSTEMS QUESTIONS                      what is asked
// analytics-benchmark feed CLAIMS DOCUMENTS SYSTEMS PORT           serves the same entries as storage would
// analytics-benchmark status PORT                                  how far the service on the port has come
// analytics-benchmark ask SYSTEMS QUESTIONS PORT KIND              asks the service on the port
// Each answer is one line of JSON.

let arguments = Array(CommandLine.arguments.dropFirst())

func fail() -> Never {
  FileHandle.standardError.write(Data("usage: see Benchmarks/Analytics/main.swift\n".utf8))
  exit(2)
}

func number(_ place: Int) -> Int {
  guard arguments.indices.contains(place), let number = Int(arguments[place]) else { fail() }
  return number
}

func text(_ place: Int) -> String {
  guard arguments.indices.contains(place) else { fail() }
  return arguments[place]
}

func answer(_ value: some Encodable) throws {
  print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
}

func simulated() -> SimulatedLedger {
  SimulatedLedger(claims: number(1), documents: number(2), systems: number(3))
}

switch arguments.first {
case "inside":
  // A fifth more, which comes while questions are asked.
  let (claims, documents) = (number(1), number(2))
  var runs = InsideRuns(
    claims: claims + claims / 5, documents: documents + documents / 5, systems: number(3))
  struct Inside: Encodable {
    var growth: [InsideRuns.Growth]
    var preparation: InsideRuns.Preparation
    var times: [String: InsideRuns.Times] = [:]
    var check: [Double] = []
    var resident = 0
  }
  var inside = Inside(growth: try runs.fill(claims), preparation: runs.prepare())
  for kind in InsideRuns.Kind.allCases where arguments.count < 6 || kind.rawValue == text(5) {
    inside.times[kind.rawValue] = try runs.ask(kind, number(4))
  }
  inside.check = try runs.check(20)
  inside.resident = resident()
  try answer(inside)
case "export": try ExportedTable.write(simulated(), to: text(4))
case "asked":
  var questions = AskedQuestions(SimulatedWorld(systems: number(1)), seed: 99)
  try answer(
    (0..<number(2)).map { _ in
      let question = questions.next(dated: 1)
      return [
        question.conflict?.value, question.party?.value, question.measure?.value,
        question.asOf.map { "\($0.lastDay.dayNumber)" },
      ]
    })
case "feed": try await FeedServer.run(simulated(), port: number(4))
case "status":
  try answer(
    try await asking("analytics", port: number(1)) { try await ServiceRuns(peer: $0).status() })
case "ask":
  guard let kind = InsideRuns.Kind(rawValue: text(4)) else { fail() }
  let (world, count) = (SimulatedWorld(systems: number(1)), number(2))
  try answer(
    try await asking("analytics", port: number(3)) {
      try await ServiceRuns(peer: $0).ask(kind, count, world)
    })
default: fail()
}
