import Ledger

/// What a reader makes of one text in UTF-8: what is to be read of it, in blocks, and where that lies in it. Readers of
/// containers put several of them one behind the other.
struct TextReading {
  /// IANA media type, as found in the content.
  var mediaType: String
  var reader: TextReader
  /// What is to be read, in UTF-8.
  var text: [UInt8]
  /// Of `text`, in order.
  var blocks: [ReadDocument.Block]
  /// Where `text` lies in the bytes that were read, which are UTF-8.
  var map: TextMap
  /// One for each document in it, at least one.
  var parts: [ReadDocument.Part] = [.init()]
  /// The encoding that the text says it is in; nil where it says nothing.
  var declaredEncoding: String?
  var warnings: [String] = []
}
