import Foundation

#if os(Linux)
  import Glibc
#endif

/// A file system of a megabyte in memory. Only the administrator can make one.
final class SmallDisk {
  private let directory = TemporaryDirectory()
  var path: String { directory.path }

  struct NotMounted: Error {}

  static let isAvailable: Bool = (try? SmallDisk()) != nil

  init() throws { try mount(flags: 0) }

  func makeReadOnly() throws {
    #if os(Linux)
      try mount(flags: UInt(MS_RDONLY) | UInt(MS_REMOUNT))
    #endif
  }

  /// A new file that can take what space there is.
  func fill() -> String {
    _ = FileManager.default.createFile(atPath: path + "/filling", contents: nil)
    return path + "/filling"
  }

  private func mount(flags: UInt) throws {
    #if os(Linux)
      guard Glibc.mount("tmpfs", path, "tmpfs", flags, "size=1m") == 0 else { throw NotMounted() }
    #else
      throw NotMounted()
    #endif
  }

  deinit {
    #if os(Linux)
      // Out of sight at once, and gone with the last file that is open in it.
      umount2(path, Int32(MNT_DETACH))
    #endif
  }
}
