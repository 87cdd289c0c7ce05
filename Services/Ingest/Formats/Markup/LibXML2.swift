import CLibXML2

/// What libxml2 needs before anybody reads with it.
enum LibXML2 {
  /// Readers on several threads would else each begin to set up what they share, and wait for one another for ever.
  static func prepare() { _ = isReady }

  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()
}
