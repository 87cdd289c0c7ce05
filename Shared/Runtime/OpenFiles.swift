import Foundation
import Logging

/// Each connection is an open file, and the usual soft limit of 1,024 stands well below what a server needs.
enum OpenFiles {
  /// Raises the soft limit as far as the hard one allows, up to 65,536, and says so where it cannot.
  static func allowAll(logger: Logger) {
    var limit = rlimit()
    // Glibc gives the resource a type of its own, which C callers never see.
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = min(limit.rlim_max, 65_536)
    if setrlimit(resource, &limit) != 0 {
      logger.warning("the limit of open files could not be raised", metadata: ["errno": "\(errno)"])
    }
  }
}
