import Foundation
import Support

/// A disk of 16 MB in a file, whose file system can be made to meet an error. Only the administrator can mount it.
final class ErringDisk: Sendable {
  private let folder: TemporaryFolder
  var path: String { folder.path("disk") }
  private var image: String { folder.path("image") }

  struct Failure: Error { let errors: String }

  static let isAvailable =
    getuid() == 0
    && ["/sbin/mkfs.ext4", "/sbin/fsck.ext4", "/dev/loop-control"].allSatisfy {
      FileManager.default.fileExists(atPath: $0)
    }

  init() async throws {
    folder = try TemporaryFolder("disk")
    try FileManager.default.createDirectory(
      atPath: folder.path("disk"), withIntermediateDirectories: true)
    try await Self.run("truncate", "-s", "16M", image)
    try await Self.run("mkfs.ext4", "-q", image)
    try await Self.run("mount", "-o", "loop", image, path)
  }

  /// From now on nothing can be written, whoever has a file open for it.
  func err() async throws { try await Self.run("mount", "-o", "remount,abort", path) }

  /// Nobody may have a file of it open.
  func repair() async throws {
    try await Self.run("umount", path)
    // It says with its status that it has repaired something.
    _ = try await Programs.run(
      "/usr/bin/env", ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "fsck.ext4", "-p", image])
    try await Self.run("mount", "-o", "loop", image, path)
  }

  private static func run(_ command: String...) async throws {
    let outcome = try await Programs.run(
      "/usr/bin/env", ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"] + command)
    guard outcome.status == 0 else { throw Failure(errors: outcome.errors) }
  }

  deinit {
    // Out of sight at once, and gone with the last file that is open in it.
    umount2(path, Int32(MNT_DETACH))
  }
}
