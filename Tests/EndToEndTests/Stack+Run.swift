import Support

extension Stack {
  /// Runs the command line with arguments that were put together.
  func run(_ arguments: [String]) async throws -> Programs.Outcome {
    try await Programs.run(
      Programs.path("reckon"), arguments,
      environment: ["RECKONER_GATEWAY": gateway, "XDG_CONFIG_HOME": folder.root])
  }
}
