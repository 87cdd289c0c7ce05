import Foundation
import Glibc

/// Where answers are printed, and what it can show.
enum Terminal {
  static let isTerminal = isatty(STDOUT_FILENO) == 1
  static let errorIsTerminal = isatty(STDERR_FILENO) == 1

  /// Colours only on a terminal, and never where NO_COLOR is set (no-color.org).
  static let hasColor =
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Columns of the terminal; nil where the output goes elsewhere and may be as wide as it likes.
  static let width: Int? = {
    guard isTerminal else { return nil }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 80
  }()

  static func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  /// Which of the terminal's own colours.
  enum Colour: Int {
    case red = 31
    case green, yellow
    case cyan = 36
  }

  static func coloured(_ text: String, _ colour: Colour) -> String {
    hasColor ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  static func faint(_ text: String) -> String { hasColor ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// Text from outside, made harmless: no control characters, which could rewrite the screen, and no invisible or
  /// direction-changing ones, which could make a number look like another.
  static func safe(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: out += " "
      case .format: break
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// One line on standard error.
  static func complain(_ message: String) {
    FileHandle.standardError.write(Data("reckon: \(safe(message))\n".utf8))
  }

  /// A line for whoever sits there, beside the answer.
  static func say(_ line: String) {
    FileHandle.standardError.write(Data("\(safe(line))\n".utf8))
  }

  /// Progress, on one line that is rewritten; nothing where standard error is no terminal.
  static func progress(_ message: String) {
    guard errorIsTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(safe(message))".utf8))
  }

  static func endProgress() { progress("") }

  /// How many columns a text takes: wide East Asian characters two, combining marks none.
  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // The blocks that Unicode's EastAsianWidth.txt lists as wide, without their narrow exceptions.
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// The text in lines that fit the terminal, broken between words. Colours take no columns.
  static func wrapped(_ text: String) -> [String] {
    guard let width else { return [text] }
    var lines = [""]
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let plain = word.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
      let size = columns(String(plain))
      if used > 0, used + 1 + size > width {
        lines.append("")
        used = 0
      }
      lines[lines.count - 1] += (used > 0 ? " " : "") + word
      used += size + (used > 0 ? 1 : 0)
    }
    return lines
  }

  static func cut(_ text: String, to width: Int) -> String {
    guard columns(text) > width else { return text }
    var out = ""
    for character in text {
      if columns(out) + columns(String(character)) > width - 1 { break }
      out.append(character)
    }
    return out + "…"
  }
}
