import Ledger

/// The words of a mail: those of its sender, those that they answer to, which are set apart as quotations, and no
/// signature.
enum MailBody {
  static let reader = TextReader(name: "reckoner-mail", version: "1")

  /// - Parameter source: in UTF-8.
  static func read(_ source: [UInt8]) -> TextReading {
    var (text, map, quoted) = ([UInt8](), TextMap(), [Range<Int>]())
    var isQuoted = false
    var quoteStart = 0
    var isSignature = false
    var at = 0
    while at < source.count {
      let line = MailHeaders.line(source, from: at, to: source.count)
      defer { at = line.next }
      let mark = quoteMark(source, line.text)
      if mark == 0, isSignatureMark(source[line.text]) { isSignature = true }
      if mark > 0 { isSignature = false }
      guard !isSignature else { continue }
      let words = line.text.lowerBound + mark..<line.next
      // A blank line belongs to what stands around it.
      if (mark > 0) != isQuoted, mark > 0 || !line.text.isEmpty {
        if isQuoted { quoted.append(quoteStart..<text.count) }
        isQuoted = mark > 0
        append("\n", at: line.text.lowerBound)
        quoteStart = text.count
      }
      text += source[words]
      map.add(original: words, textLength: words.count)
    }
    if isQuoted { quoted.append(quoteStart..<text.count) }
    func append(_ mark: String, at place: Int) {
      text += mark.utf8
      map.add(original: place..<place, literal: Array(mark.utf8))
    }
    return TextReading(
      mediaType: "text/plain", reader: reader, text: text,
      blocks: blocks(of: text, quoted: quoted), map: map)
  }

  private static func blocks(of text: [UInt8], quoted: [Range<Int>]) -> [ReadDocument.Block] {
    var next = 0
    return PlainTextReader.blocks(of: Line.split(text)).map { block in
      var block = block
      // "Dear all,"
      if block.section == .headline, text[block.range.upperBound - 1] == UInt8(ascii: ",") {
        block.section = .body
      }
      while next < quoted.count, quoted[next].upperBound <= block.range.lowerBound { next += 1 }
      guard next < quoted.count, quoted[next].contains(block.range.lowerBound),
        block.section != .table
      else { return block }
      block.section = .quotation
      return block
    }
  }

  /// How many bytes mark a line as quoted: "> ", ">> ", "> > ".
  private static func quoteMark(_ source: [UInt8], _ line: Range<Int>) -> Int {
    var at = line.lowerBound
    var end = at
    while at < line.upperBound,
      source[at] == UInt8(ascii: ">") || source[at] == 0x20 && end > line.lowerBound
    {
      at += 1
      if source[at - 1] == UInt8(ascii: ">") || end == at - 1 { end = at }
    }
    return end - line.lowerBound
  }

  /// "-- ", alone on its line.
  private static func isSignatureMark(_ line: ArraySlice<UInt8>) -> Bool {
    line.elementsEqual("-- ".utf8) || line.elementsEqual("--".utf8)
  }
}
