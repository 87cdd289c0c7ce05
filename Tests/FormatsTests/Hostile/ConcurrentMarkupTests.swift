import Ledger
import Testing

@testable import Formats

@Suite("Pages read at once") struct ConcurrentMarkupTests {
  @Test("by many readers are read as by one") func many() async throws {
    let page = Array(
      "<html><body><p>Forty people were killed in the town on Sunday.</p></body></html>".utf8)
    let feed = Array("<rss><channel><item><title>Ten killed</title></item></channel></rss>".utf8)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<400 {
        group.addTask { try FormatReader.read(number.isMultiple(of: 2) ? page : feed).blocks.count }
      }
      for try await count in group { #expect(count == 1) }
    }
  }
}
