import CSQLite
import Ledger

/// Splits text into words just as the full-text index does. Of one connection, which it must not outlive.
final class Tokenizer {
  private let methods: fts5_tokenizer
  private let handle: OpaquePointer

  /// As the table `passage` in 0003-evidence.sql has it.
  private static let arguments = [
    "remove_diacritics", "2", "categories", "L* N* Co Mn Mc",
  ]

  /// Nil where SQLite was built without full-text search.
  init?(_ api: UnsafeMutablePointer<fts5_api>) {
    var data: UnsafeMutableRawPointer?
    var methods = fts5_tokenizer()
    guard api.pointee.xFindTokenizer?(api, "unicode61", &data, &methods) == SQLITE_OK,
      let create = methods.xCreate
    else { return nil }
    var created: OpaquePointer?
    let code = Self.withCStrings(Self.arguments) { list in
      var list = list
      return list.withUnsafeMutableBufferPointer {
        create(data, $0.baseAddress, Int32($0.count), &created)
      }
    }
    guard code == SQLITE_OK, let created else { return nil }
    self.methods = methods
    handle = created
  }

  deinit { methods.xDelete?(handle) }

  private static func withCStrings<Result>(
    _ texts: [String], _ list: [UnsafePointer<CChar>?] = [],
    _ body: ([UnsafePointer<CChar>?]) -> Result
  ) -> Result {
    guard let first = texts.first else { return body(list) }
    return first.withCString { withCStrings(Array(texts.dropFirst()), list + [$0], body) }
  }

  /// Gives each word to the closure, folded, with the bytes of the text that it stands in, until there are none or it
  /// returns false.
  func forEachWord(
    in units: UnsafeBufferPointer<UInt8>, _ body: (UnsafeRawBufferPointer, Range<Int>) -> Bool
  ) {
    // An empty text may have no address, and has no words either.
    guard let start = units.baseAddress else { return }
    withoutActuallyEscaping(body) { body in
      var visit = Visit(body: body)
      start.withMemoryRebound(to: CChar.self, capacity: units.count) { characters in
        _ = withUnsafeMutablePointer(to: &visit) { visit in
          methods.xTokenize?(
            handle, visit, FTS5_TOKENIZE_DOCUMENT, characters, Int32(clamping: units.count)
          ) { context, _, word, size, start, end in
            guard let context, let word else { return SQLITE_OK }
            let visit = context.assumingMemoryBound(to: Visit.self)
            let goesOn = visit.pointee.body(
              UnsafeRawBufferPointer(start: word, count: Int(size)), Int(start)..<Int(end))
            return goesOn ? SQLITE_OK : SQLITE_DONE
          }
        }
      }
    }
  }

  private struct Visit {
    let body: (UnsafeRawBufferPointer, Range<Int>) -> Bool
  }

  /// The words of a text, folded.
  func words(in text: String) -> [[UInt8]] {
    var text = text
    return text.withUTF8 { units in
      var words: [[UInt8]] = []
      forEachWord(in: units) { word, _ in
        words.append(Array(word))
        return true
      }
      return words
    }
  }
}
