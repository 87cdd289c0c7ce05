/// A document's text, split into blocks, with the way back from every offset to the bytes that it was read from.
package struct ReadDocument: Sendable {
  package var id: DocumentID
  /// IANA media type, as found in the content.
  package var mediaType: String
  /// The text as UTF-8. Valid by construction of the format readers.
  package var text: [UInt8]
  /// In the order of the text; they do not overlap. What lies between them is furniture and is not read.
  package var blocks: [Block]
  package var source: TextSource
  package var reader: TextReader
  /// What was declared of the encoding, in the document or beside it; nil where nothing was.
  package var declaredEncoding: String?
  /// Facts about the documents in this file, by the `part` of their blocks; may be shorter.
  package var parts: [Part]
  /// What a reader of the answer should know of how it was read.
  package var warnings: [String]

  package init(
    id: DocumentID, mediaType: String, text: [UInt8], blocks: [Block], source: TextSource,
    reader: TextReader = .plain, declaredEncoding: String? = nil, parts: [Part] = [],
    warnings: [String] = []
  ) {
    self.id = id
    self.mediaType = mediaType
    self.text = text
    self.blocks = blocks
    self.source = source
    self.reader = reader
    self.declaredEncoding = declaredEncoding
    self.parts = parts
    self.warnings = warnings
  }

  /// A stretch of text of one kind: a paragraph, a headline, a list item, a table row.
  package struct Block: Hashable, Sendable {
    package var section: Section
    /// Bytes of `text`.
    package var range: Range<Int>
    /// Which of the documents glued into this file it belongs to, from 0.
    package var part: Int
    /// For a table row: the header cells above it, as written. Empty otherwise.
    package var columnHeaders: [String]
    package init(section: Section, range: Range<Int>, part: Int = 0, columnHeaders: [String] = []) {
      self.section = section
      self.range = range
      self.part = part
      self.columnHeaders = columnHeaders
    }
  }

  /// One of the documents in a file: the page of an HTML file, an item of a feed, a part of a mail.
  package struct Part: Hashable, Sendable {
    /// The headline that its metadata gives; empty where it gives none.
    package var title: String
    /// With the basis `metadata`, or `address` where only the address of the page has a date.
    package var published: DateStatement?
    /// Name of the outlet, by its metadata.
    package var outlet: String
    /// Its own address, by its metadata.
    package var url: String
    package init(
      title: String = "", published: DateStatement? = nil, outlet: String = "", url: String = ""
    ) {
      self.title = title
      self.published = published
      self.outlet = outlet
      self.url = url
    }
  }

  /// Where a stretch of the text lies, in bytes of what its spans are of: the original, or the derived text.
  package func evidenceRange(of range: Range<Int>) -> Range<Int> {
    switch source {
    case .mapped(let map): map.original(of: range, in: text) ?? range
    case .derived: range
    }
  }

  /// What spans are of.
  package func evidenceText(of original: [UInt8]) -> EvidenceText {
    switch source {
    case .mapped(let map): map.isIdentity ? .original(original) : .mapped(original, map)
    case .derived: .derived(text)
    }
  }

  /// Where in the original a byte of a derived text was found; nil for a text that lies in its original.
  package func location(at offset: Int) -> TextLocation? {
    guard case .derived(let places) = source else { return nil }
    // The last one that begins at the byte or before it; there may be one for each line of a book.
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? places[low - 1].location : nil
  }
}

/// How a text was had from its original.
package enum TextSource: Hashable, Sendable {
  /// It lies in the original, and the map says where: of text and markup.
  case mapped(TextMap)
  /// A program derived it from what cannot be read in place: a PDF, an archive, an encoded mail. It is kept; the places,
  /// in order, say where in the original the text from some byte on was found.
  case derived([Place])

  package struct Place: Hashable, Sendable {
    /// A byte of the text.
    package var start: Int
    package var location: TextLocation
    package init(start: Int, location: TextLocation) {
      self.start = start
      self.location = location
    }
  }
}

/// Where in an original that cannot be read in place some text was found.
package struct TextLocation: Hashable, Sendable {
  /// The part of an archive or a mail: "word/document.xml", "1.2 text/plain". Empty for a file of one part.
  package var part: String
  /// From 1; 0 where there are no pages.
  package var page: Int
  /// On the page; nil where there are no pages.
  package var box: Box?

  /// A rectangle on a page, in points of 1/72 inch from its left and upper edges.
  package struct Box: Hashable, Sendable {
    package var left: Double
    package var top: Double
    package var width: Double
    package var height: Double
    package init(left: Double, top: Double, width: Double, height: Double) {
      self.left = left
      self.top = top
      self.width = width
      self.height = height
    }
  }

  package init(part: String = "", page: Int = 0, box: Box? = nil) {
    self.part = part
    self.page = page
    self.box = box
  }
}

/// Which program read a text out of its original.
package struct TextReader: Hashable, Sendable {
  /// Such as "reckoner-html", "pdftotext".
  package var name: String
  package var version: String
  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }
  /// The one that takes a text as it is.
  package static let plain = TextReader(name: "reckoner-text", version: "1")
}

/// What the extractor knows of a report besides its text.
package struct ReportContext: Sendable {
  /// The publication date, against which "on Wednesday" is resolved.
  package var published: DateStatement?
  package var outlet: Source?
  package init(published: DateStatement? = nil, outlet: Source? = nil) {
    self.published = published
    self.outlet = outlet
  }
}
