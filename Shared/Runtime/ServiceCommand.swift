/// Something that the program of a service does in place of serving.
package struct ServiceCommand: Sendable {
  package let name: String
  /// What it does and takes, in lines of at most 100 characters.
  package let help: String
  /// Given the arguments after its name.
  package let run: @Sendable ([String]) async throws -> Void

  package init(
    _ name: String, help: String, run: @escaping @Sendable ([String]) async throws -> Void
  ) {
    self.name = name
    self.help = help
    self.run = run
  }
}
