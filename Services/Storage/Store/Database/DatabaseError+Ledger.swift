import CSQLite
import Ledger

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension LedgerError {
  /// What an SQLite result code means for the ledger. Nobody else sees these codes.
  /// - Parameters:
  ///   - code: an extended result code.
  ///   - systemError: the `errno` of the call to the system that failed; 0 where none did.
  static func database(_ code: Int32, _ text: String, systemError: Int32, at path: String)
    -> LedgerError
  {
    switch (code & 0xff, systemError) {
    // SQLite reports a write that found no space as FULL, but the growing of its shared memory only as an IO error.
    case (SQLITE_FULL, _), (SQLITE_IOERR, ENOSPC), (SQLITE_IOERR, EDQUOT), (SQLITE_IOERR, EFBIG),
      (SQLITE_CANTOPEN, ENOSPC), (SQLITE_CANTOPEN, EDQUOT):
      diskFull(at: path)
    // By then the number is another call's; a limit on the size of files is why a write fails where there is one.
    case (SQLITE_IOERR, _) where code == ioErrorOfWriting && hasFileSizeLimit:
      diskFull(at: path)
    case (SQLITE_BUSY, _), (SQLITE_LOCKED, _):
      LedgerError(
        .unavailable, subject: path, "the ledger is in use by another process",
        hint: "try again; if it stays so, end whatever else has the file open")
    case (SQLITE_CORRUPT, _) where code == SQLITE_CORRUPT | (1 << 8):
      // SQLITE_CORRUPT_VTAB, a macro: what the full-text index says of itself.
      LedgerError(
        .damaged, subject: SearchIndex.table, "the full-text index is damaged",
        hint: LedgerPart.projection.hint)
    case (SQLITE_CORRUPT, _), (SQLITE_NOTADB, _):
      damaged(path, "the file is damaged or no ledger: \(text)")
    // No statement depends on its input: where a table or column is not there, the file is not as it was made.
    case (SQLITE_ERROR, _) where text.hasPrefix("no such "):
      damaged(path, "the file is damaged or no ledger: \(text)")
    case (SQLITE_READONLY, _), (SQLITE_CANTOPEN, _), (SQLITE_PERM, _), (SQLITE_AUTH, _):
      notWritable(path, text)
    case (SQLITE_IOERR, EROFS), (SQLITE_IOERR, EACCES), (SQLITE_IOERR, EPERM):
      notWritable(path, text)
    case (SQLITE_IOERR, _):
      LedgerError(
        .unavailable, subject: path, "the disk does not read or write as it should: \(text)",
        hint: "look at the system's log; nothing that was acknowledged is affected")
    case (SQLITE_INTERRUPT, _): LedgerError(.cancelled, "the question was withdrawn")
    case (SQLITE_TOOBIG, _):
      LedgerError(.tooLarge, subject: path, "larger than one entry of the ledger can be")
    case (SQLITE_NOMEM, _):
      LedgerError(.overloaded, subject: path, "out of memory", retryAfterMilliseconds: 1000)
    default:
      LedgerError(.internalFailure, subject: path, "the database says \(text) (\(code))")
    }
  }

  /// SQLITE_IOERR_WRITE, a macro that does not import.
  private static var ioErrorOfWriting: Int32 { SQLITE_IOERR | 3 << 8 }

  private static var hasFileSizeLimit: Bool {
    var limit = rlimit()
    #if canImport(Glibc)
      return getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
        && limit.rlim_cur != rlim_t.max
    #else
      return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != rlim_t.max
    #endif
  }

  static func diskFull(at path: String) -> LedgerError {
    LedgerError(
      .diskFull, subject: path, "there is no space left for the ledger to grow",
      hint: "free space or raise the limit, then try again; nothing that was recorded is lost")
  }

  static func notWritable(_ path: String, _ text: String) -> LedgerError {
    LedgerError(
      .misconfigured, subject: path, "the ledger cannot be written there: \(text)",
      hint: "name a directory that this process may write to")
  }

  /// A call to the system that failed while the ledger's directory was prepared.
  static func system(_ errorNumber: Int32, _ path: String) -> LedgerError {
    let text = String(cString: strerror(errorNumber))
    return [ENOSPC, EDQUOT, EFBIG].contains(errorNumber)
      ? diskFull(at: path) : notWritable(path, text)
  }

  /// Something stored that cannot be what was stored.
  static func damaged(_ subject: String, _ message: String) -> LedgerError {
    LedgerError(
      .damaged, subject: subject, message,
      hint: "keep the file, and restore the ledger from a backup")
  }
}
