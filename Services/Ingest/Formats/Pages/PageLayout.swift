/// The words of a PDF with where they stand, as a program laid them out: pages of blocks of lines of words.
struct PageLayout: Sendable {
  /// Of all words, one behind the other, in UTF-8.
  var text: [UInt8] = []
  var words: [Word] = []
  var lines: [Line] = []
  var blocks: [Block] = []
  var pages: [Page] = []
  /// What the document says of itself.
  var title = ""
  var created = ""

  struct Word: Sendable {
    /// Behind its last byte in `text`: it begins where the one before ends.
    var textEnd: Int
    var left: Float
    var right: Float
    /// Set small and high, as the mark of a note is.
    var isRaised: Bool
  }

  struct Line: Sendable {
    /// Behind the last of its words.
    var wordEnd: Int
    var box: Box
  }

  struct Block: Sendable {
    var lineEnd: Int
    var box: Box
  }

  struct Page: Sendable {
    var blockEnd: Int
    var width: Float
    var height: Float
  }

  /// In points of 1/72 inch from the left and the upper edge of the page.
  struct Box: Sendable {
    var left: Float = 0
    var top: Float = 0
    var right: Float = 0
    var bottom: Float = 0
    var height: Float { bottom - top }
    var width: Float { right - left }
    var middle: Float { (top + bottom) / 2 }

    mutating func add(_ other: Box) {
      (left, top) = (min(left, other.left), min(top, other.top))
      (right, bottom) = (max(right, other.right), max(bottom, other.bottom))
    }
  }

  /// Puts the pages of another one behind these.
  mutating func add(_ other: PageLayout) {
    let (textBefore, wordsBefore) = (text.count, words.count)
    let (linesBefore, blocksBefore) = (lines.count, blocks.count)
    text += other.text
    words += other.words.lazy.map { word in
      var word = word
      word.textEnd += textBefore
      return word
    }
    lines += other.lines.lazy.map { Line(wordEnd: $0.wordEnd + wordsBefore, box: $0.box) }
    blocks += other.blocks.lazy.map { Block(lineEnd: $0.lineEnd + linesBefore, box: $0.box) }
    pages += other.pages.lazy.map { page in
      Page(blockEnd: page.blockEnd + blocksBefore, width: page.width, height: page.height)
    }
  }

  /// The bytes of a word.
  func text(of word: Int) -> ArraySlice<UInt8> {
    text[(word == 0 ? 0 : words[word - 1].textEnd)..<words[word].textEnd]
  }

  func words(of line: Int) -> Range<Int> {
    (line == 0 ? 0 : lines[line - 1].wordEnd)..<lines[line].wordEnd
  }
  func lines(of block: Int) -> Range<Int> {
    (block == 0 ? 0 : blocks[block - 1].lineEnd)..<blocks[block].lineEnd
  }
  func blocks(of page: Int) -> Range<Int> {
    (page == 0 ? 0 : pages[page - 1].blockEnd)..<pages[page].blockEnd
  }
}
