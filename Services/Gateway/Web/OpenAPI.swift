import Messages
import RPC
import Runtime

/// What is offered, as OpenAPI 3.1 describes it: from the table of resources and the schema's descriptors.
enum OpenAPI {
  private static let components = "#/components/schemas/"

  static func document(_ handlers: WebHandlers) -> String {
    var schema = SchemaDescription(prefix: components)
    var paths: [(path: String, operations: [String])] = []
    for resource in Resource.all where !resource.kind.isPage {
      guard let operation = operation(resource, handlers, &schema) else { continue }
      if let index = paths.firstIndex(where: { $0.path == resource.path }) {
        paths[index].operations.append(operation)
      } else {
        paths.append((resource.path, [operation]))
      }
    }
    let definitions =
      schema.definitions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      + [("Problem", problem)]
    return object([
      ("openapi", "3.1.0".quotedJSON),
      (
        "info",
        object([
          ("title", "Reckoner".quotedJSON), ("version", Version.current.quotedJSON),
          (
            "description",
            "Answers of reckoner.v1.GatewayService as canonical protobuf JSON. Wherever there is a GET there is a HEAD."
              .quotedJSON
          ),
        ])
      ),
      ("paths", object(paths.map { ($0.path, "{" + $0.operations.joined(separator: ",") + "}") })),
      ("components", object([("schemas", object(definitions))])),
    ]) + "\n"
  }

  private static func operation(
    _ resource: Resource, _ handlers: WebHandlers, _ schema: inout SchemaDescription
  ) -> String? {
    var fields = [("operationId", operationName(resource).quotedJSON)]
    switch resource.kind {
    case .question:
      guard let question = handlers.questions[resource.method] else { return nil }
      let reference = schema.reference(to: question.answer)
      fields.append(("parameters", parameters(question.parameters, resource)))
      fields.append(("responses", responses("200", resource) { $0 == .json ? reference : nil }))
    case .upload, .passage:
      guard let reading = handlers.readings[resource.method] else { return nil }
      let reference = schema.reference(to: reading.answer)
      fields.append(("parameters", parameters(reading.parameters, resource)))
      fields.append(
        (
          "requestBody",
          object([
            ("required", "true"),
            ("content", object([("application/octet-stream", #"{"schema":{}}"#)])),
          ])
        ))
      let status = resource.kind == .upload ? "202" : "200"
      fields.append(("responses", responses(status, resource) { _ in reference }))
    case .events:
      fields.append(
        (
          "parameters",
          #"[{"name":"after","in":"query","schema":{"type":"integer","minimum":0}}]"#
        ))
      fields.append(("responses", responses("200", resource) { _ in nil }))
    case .home, .claim, .style, .openAPI, .health, .readiness, .metrics: return nil
    }
    return resource.verb.rawValue.lowercased().quotedJSON + ":" + object(fields)
  }

  private static func operationName(_ resource: Resource) -> String {
    resource.kind == .events ? "Events" : resource.method.method
  }

  private static func parameters(_ parameters: [Parameter], _ resource: Resource) -> String {
    let items = parameters.map { parameter in
      let isInPath = resource.segments.contains(.parameter(parameter.name))
      return object(
        [
          ("name", parameter.name.quotedJSON), ("in", (isInPath ? "path" : "query").quotedJSON),
          ("schema", parameter.schema),
        ] + (isInPath ? [("required", "true")] : []))
    }
    return "[" + items.joined(separator: ",") + "]"
  }

  /// - Parameter answer: the schema of an answer in a form; nil for text.
  private static func responses(
    _ status: String, _ resource: Resource, _ answer: (MediaType) -> String?
  ) -> String {
    let content = resource.types.map { type in
      (type.rawValue, object([("schema", answer(type) ?? #"{"type":"string"}"#)]))
    }
    let refusal = object([
      (Problem.contentType, object([("schema", #"{"$ref":"\#(components)Problem"}"#)]))
    ])
    var responses = [
      (
        status,
        object([("description", "the answer".quotedJSON), ("content", object(content))])
      )
    ]
    if resource.kind == .question, resource.isOfRevision {
      responses.append(("304", object([("description", "the caller has it".quotedJSON)])))
    }
    responses.append(
      ("default", object([("description", "a problem".quotedJSON), ("content", refusal)])))
    return object(responses)
  }

  private static let problem = object([
    ("type", "object".quotedJSON),
    (
      "required",
      #"["type","title","status","detail","reason","requestId"]"#
    ), ("additionalProperties", "false"),
    (
      "properties",
      object(
        ["type", "title", "detail", "reason", "subject", "hint", "requestId"].map {
          ($0, #"{"type":"string"}"#)
        } + [("status", #"{"type":"integer"}"#)])
    ),
  ])

  private static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\($0.0.quotedJSON):\($0.1)" }.joined(separator: ",") + "}"
  }
}
