import Ledger
import Messages

/// `grpc.reflection.v1`: lets standard tools ask for the schema.
enum Reflection {
  /// To be registered last: it lists the services that are there by then, and itself.
  static func register(with routes: inout Routes) {
    let served = routes.services.union([StandardAPI.reflect.name.service]).sorted()
    for method in [StandardAPI.reflect, StandardAPI.reflectAlpha] {
      routes.serve(method) { requests, out in
        let schema = try SchemaIndex.embedded()
        for try await request in requests {
          try await out.send(
            ReflectionResponse(to: request, answer(request.question, schema, served)))
        }
      }
    }
  }

  private static func answer(
    _ question: ReflectionRequest.Question, _ schema: SchemaIndex, _ served: [String]
  )
    -> ReflectionResponse.Answer
  {
    switch question {
    case .fileByName(let name): files(schema.files(named: name), name)
    case .fileContainingSymbol(let symbol): files(schema.files(containing: symbol), symbol)
    case .listServices: .services(served)
    // The schema is proto3 and has no extensions.
    case .fileContainingExtension(let type, _), .extensionNumbers(let type):
      .error(code: 5, message: "\(type) has no extensions")
    case .unknown: .error(code: 3, message: "an empty question")
    }
  }

  private static func files(_ files: [[UInt8]], _ asked: String) -> ReflectionResponse.Answer {
    files.isEmpty ? .error(code: 5, message: "\(asked): not in the schema") : .files(files)
  }
}
