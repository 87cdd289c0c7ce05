import Foundation
import Ledger
import LedgerStore

// storage-benchmark make DIRECTORY DOCUMENTS CLAIMS      fills a new ledger; so many claims in each document
// storage-benchmark bare DIRECTORY FILE                  writes its rows again by SQLite alone
// storage-benchmark plain DIRECTORY FILE                 puts its texts into an ordinary full-text index
// storage-benchmark pages DIRECTORY ROUNDS               the engine and SQLite in turns
// storage-benchmark searches DIRECTORY ROUNDS PLAIN
// storage-benchmark verify DIRECTORY ROUNDS [truth]      truth: not with projections, for whoever profiles the other one
// storage-benchmark append PORT DOCUMENTS CLAIMS CALLERS SEED
// storage-benchmark ask PORT pages|searches CALLERS COUNT
// storage-benchmark latency PORT KIND CALLERS COUNT [sided|all [PORT]]
//                                                        how long answers take: claims, compare, empty, storage, analytics,
//                                                        parts; comparisons of one side or all; parts: analytics' port
// storage-benchmark questions COUNT                      what `latency` asks about
// storage-benchmark offer PORT RATE SECONDS CALLERS COMPARISONS   so many calls a second, whether or not others are answered
// storage-benchmark thin DIRECTORY PLAIN PORT            serves SQLite's rows over gRPC, and nothing else
// storage-benchmark catch-up PORT
// storage-benchmark sql DIRECTORY COUNT                  what `pages` asks, as text
// storage-benchmark words COUNT                          what `searches` asks
// The answer is one line of JSON.

let arguments = Array(CommandLine.arguments.dropFirst())

func number(_ place: Int) -> Int {
  guard arguments.indices.contains(place), let number = Int(arguments[place]) else {
    fail("a number is missing; see Benchmarks/Storage/main.swift")
  }
  return number
}

func text(_ place: Int) -> String {
  guard arguments.indices.contains(place) else {
    fail("something is missing; see Benchmarks/Storage/main.swift")
  }
  return arguments[place]
}

func list(_ texts: [String]) -> String {
  let data = try? JSONEncoder().encode(texts)
  return String(decoding: data ?? Data(), as: UTF8.self)
}

switch arguments.first {
case "make":
  print(try await EngineRuns.make(text(1), documents: number(2), claims: number(3)))
case "bare":
  let appends = BareAppends(text(1) + "/ledger.sqlite")
  print("{\"seconds\": \(appends.write(to: text(2))), \"transactions\": \(appends.count)}")
case "plain":
  PlainTexts.write(from: text(1) + "/ledger.sqlite", to: text(2))
  print("{}")
case "pages": print(try await EngineRuns(directory: text(1)).pages(rounds: number(2)))
case "searches":
  print(try await EngineRuns(directory: text(1)).searches(rounds: number(2), plain: text(3)))
case "verify":
  print(
    try await EngineRuns(directory: text(1)).verifications(
      rounds: number(2), all: arguments.count < 4))
case "append":
  let (documents, claims, callers, seed) = (number(2), number(3), number(4), UInt64(number(5)))
  print(
    try await Calls.with(port: number(1)) {
      try await $0.append(documents: documents, claims: claims, callers: callers, seed: seed)
    })
case "ask":
  let (what, callers, count) = (text(2), number(3), number(4))
  print(
    try await Calls.with(port: number(1)) {
      try await $0.ask(what, callers: callers, count: count)
    })
case "latency":
  guard let kind = LatencyCalls.Kind(rawValue: text(2)) else {
    fail("\(text(2)) is none of \(LatencyCalls.Kind.allCases)")
  }
  print(
    try await LatencyCalls(
      sided: arguments.count > 5 && text(5) == "sided",
      analytics: arguments.count > 6 ? number(6) : nil
    ).ask(kind, port: number(1), callers: number(3), count: number(4)))
case "questions":
  let data = try JSONEncoder().encode((0..<number(1)).map { Questions($0).named })
  print(String(decoding: data, as: UTF8.self))
case "offer":
  print(
    try await OfferedLoad(
      port: number(1), rate: Double(number(2)), seconds: Double(number(3)), callers: number(4),
      comparisons: number(5)
    ).offer())
case "thin":
  let store = try LedgerStore.open(directory: text(1))
  let head = try await store.head().revision
  await store.close()
  try await ThinServer(
    ledger: text(1) + "/ledger.sqlite", plain: text(2), head: head, port: number(3)
  ).run()
case "catch-up": print(try await Calls.with(port: number(1)) { try await $0.catchUp() })
case "sql":
  let store = try LedgerStore.open(directory: text(1))
  let head = try await store.head().revision
  await store.close()
  print(list((0..<number(2)).map { Questions($0).page(head) }))
case "words":
  let reports = SeededReports()
  print(list((0..<number(1)).map { Questions($0).words(reports) }))
default: fail("usage: see Benchmarks/Storage/main.swift")
}
