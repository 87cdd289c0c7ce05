// swift-tools-version: 6.2
import PackageDescription

// Versions are exact, so that a change of a direct dependency is a change here.
// Docs/dependencies.md says why each one is here.
let dependencies: [Package.Dependency] = [
  .package(url: "https://github.com/grpc/grpc-swift-2", exact: "2.4.3"),
  .package(url: "https://github.com/grpc/grpc-swift-nio-transport", exact: "2.9.2"),
  .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
  .package(url: "https://github.com/apple/swift-nio-http2", exact: "1.46.0"),
  .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
  .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
  .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
  .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
  .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
  .package(url: "https://github.com/apple/swift-asn1", exact: "1.7.4"),
  .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
  .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: []),
  .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
]

let grpcCore: Target.Dependency = .product(name: "GRPCCore", package: "grpc-swift-2")
let grpcTransport: Target.Dependency = .product(
  name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let http2: [Target.Dependency] = [
  .product(name: "NIOHTTP2", package: "swift-nio-http2"),
  .product(name: "NIOHPACK", package: "swift-nio-http2"),
]
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let httpClient: [Target.Dependency] = [
  .product(name: "AsyncHTTPClient", package: "async-http-client"),
  .product(name: "NIOHTTP1", package: "swift-nio"), nio,
]
let httpServer: [Target.Dependency] = [
  .product(name: "HummingbirdCore", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"), nio,
]
let configuration: Target.Dependency = .product(
  name: "Configuration", package: "swift-configuration")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(
  name: "UnixSignals", package: "swift-service-lifecycle")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// For what takes much longer without in debug builds than all tests may wait: every service that is started reads its
/// lexicon first.
let optimized: [SwiftSetting] = [
  .unsafeFlags(["-O"], .when(configuration: .debug))
]

/// A target of this package, all with the same settings.
func module(_ name: String, at path: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func executable(_ name: String, at path: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

// The arrows point downwards only. CONTRIBUTING.md draws them; Scripts/check-layers guards them.
let package = Package(
  name: "reckoner",
  dependencies: dependencies,
  targets: [
    // Shared: system libraries and generated C, each wrapped once.
    .systemLibrary(
      name: "CProtobufC", path: "Shared/CProtobufC", pkgConfig: "libprotobuf-c",
      providers: [.apt(["libprotobuf-c-dev"])]),
    .systemLibrary(
      name: "CSQLite", path: "Shared/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CDeflate", path: "Shared/CDeflate", pkgConfig: "libdeflate",
      providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(
      name: "CLibXML2", path: "Shared/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CUchardet", path: "Shared/CUchardet", pkgConfig: "uchardet",
      providers: [.apt(["libuchardet-dev"])]),
    .target(name: "CDigest", path: "Shared/CDigest"),
    .target(name: "CEncodings", path: "Shared/CEncodings"),
    .target(name: "CProcess", path: "Shared/CProcess"),
    .target(name: "CReckonerProto", dependencies: ["CProtobufC"], path: "Shared/CReckonerProto"),

    // Shared: the domain, its wire form, the one way to call, how a process lives.
    module("Ledger", at: "Shared/Ledger", ["CDigest", "CEncodings", crypto]),
    module("Gzip", at: "Shared/Gzip", ["CDeflate"]),
    module("Evaluation", at: "Shared/Evaluation", ["Ledger"]),
    module("Exports", at: "Shared/Exports", ["Ledger", "Messages"]),
    module("Wording", at: "Shared/Wording", ["Ledger", "Messages"]),
    module("Messages", at: "Shared/Messages", ["Ledger", "CReckonerProto", "CProtobufC"]),
    module(
      "RPC", at: "Shared/RPC",
      ["Ledger", "Messages", grpcCore, grpcTransport, nio, logging, metrics] + http2),
    module(
      "Runtime", at: "Shared/Runtime",
      ["RPC", "Messages", "Ledger", configuration, lifecycle, signals, logging, metrics, yams]),

    // Engines: no network, no clock.
    module(
      "Formats", at: "Services/Ingest/Formats", ["Ledger", "CLibXML2", "CUchardet", "CDeflate"]),
    .target(
      name: "Extraction", dependencies: ["Ledger", yams], path: "Services/Ingest/Extraction",
      swiftSettings: strict + optimized),
    .target(
      name: "LedgerStore", dependencies: ["Ledger", "Messages", "CSQLite", "CDeflate", asn1],
      path: "Services/Storage/Store",
      resources: [
        .embedInCode("Schema/0001-ledger.sql"), .embedInCode("Schema/0002-custody.sql"),
        .embedInCode("Schema/0003-evidence.sql"),
        .embedInCode("Schema/0004-sketches.sql"), .embedInCode("Schema/0005-pages.sql"),
        .embedInCode("Schema/0006-transcripts.sql"),
      ],
      swiftSettings: strict),
    module("Reconciliation", at: "Services/Analytics/Reconciliation", ["Ledger"]),

    // What an engine reads with that is a program of its own.
    module("PDFText", at: "Services/Ingest/PDFText", ["Formats", "Ledger", "CProcess"]),

    // Services: an engine joined to RPC.
    module(
      "IngestService", at: "Services/Ingest/Service",
      [
        "Extraction", "Formats", "PDFText", "Messages", "RPC", "Runtime", "Ledger", logging,
        lifecycle,
      ]),
    module(
      "StorageService", at: "Services/Storage/Service",
      [
        "LedgerStore", "Messages", "RPC", "Runtime", "Ledger", logging, lifecycle,
      ] + httpClient),
    module(
      "AnalyticsService", at: "Services/Analytics/Service",
      ["Reconciliation", "Messages", "RPC", "Runtime", "Ledger", logging, lifecycle]),
    module(
      "GatewayWeb", at: "Services/Gateway/Web",
      ["Exports", "Wording", "Messages", "RPC", "Runtime", "Ledger", "Gzip", logging, lifecycle]
        + httpServer),
    module(
      "GatewayService", at: "Services/Gateway/Service",
      ["GatewayWeb", "Messages", "RPC", "Runtime", "Ledger", logging, lifecycle]),

    // Executables: a main of a few lines each, and the operator's command line.
    executable("reckoner-ingest", at: "Services/Ingest/Main", ["IngestService", "Runtime"]),
    executable("reckoner-storage", at: "Services/Storage/Main", ["StorageService", "Runtime"]),
    executable(
      "reckoner-analytics", at: "Services/Analytics/Main", ["AnalyticsService", "Runtime"]),
    executable("reckoner-gateway", at: "Services/Gateway/Main", ["GatewayService", "Runtime"]),
    executable(
      "reckon", at: "Services/CLI",
      ["RPC", "Runtime", "Messages", "Evaluation", "Exports", "Wording", "Ledger", argumentParser]),

    // What Benchmarks/extraction runs: an engine alone, without services.
    .executableTarget(
      name: "extraction-benchmark", dependencies: ["Extraction", "Formats", "PDFText", "Ledger"],
      path: "Benchmarks/Extraction", exclude: ["names.txt", "numbered.txt", "prose.txt"],
      swiftSettings: strict),

    // What the benchmarks below share.
    module("BenchmarkSupport", at: "Benchmarks/Support", ["RPC"]),

    // What Benchmarks/storage runs: the ledger's engine and its service beside SQLite alone.
    executable(
      "storage-benchmark", at: "Benchmarks/Storage",
      [
        "BenchmarkSupport", "LedgerStore", "RPC", "Messages", "Ledger", "CSQLite", "CDeflate",
        crypto,
        logging, grpcCore, grpcTransport,
      ]),

    // What Benchmarks/analytics runs: the analytics' engine, and a feed for its service.
    executable(
      "analytics-benchmark", at: "Benchmarks/Analytics",
      ["BenchmarkSupport", "Reconciliation", "RPC", "Messages", "Ledger", logging]),

    // Tests, from the inside out.
    tests("LedgerTests", ["Ledger"]),
    tests("ExportsTests", ["Exports", "Ledger"]),
    tests("MessagesTests", ["Messages", "Ledger", "CReckonerProto", "CProtobufC"]),
    tests(
      "RPCTests", ["Support", "RPC", "Messages", "Ledger", "CReckonerProto", "CProtobufC", logging]),
    tests("FormatsTests", ["Formats", "PDFText", "Extraction", "Ledger", "CDeflate"]),
    tests(
      "ExtractionTests",
      ["Extraction", "Evaluation", "Fuzzing", "Formats", "PDFText", "Ledger", yams]),
    .testTarget(
      name: "StoreTests", dependencies: ["LedgerStore", "Messages", "Ledger", "CSQLite", asn1],
      path: "Tests/StoreTests", exclude: ["Formats"], swiftSettings: strict),
    tests("ReconciliationTests", ["Reconciliation", "Extraction", "Formats", "Ledger", "Support"]),
    module("Support", at: "Tests/Support", ["RPC", "Ledger", logging]),
    tests(
      "ServiceTests",
      [
        "IngestService", "StorageService", "AnalyticsService", "GatewayService", "Runtime",
        "RPC", "Messages", "Ledger", "Support",
      ]),
    tests("EndToEndTests", ["Support"]),
    tests("WebTests", ["Support", "GatewayWeb", "RPC", "Ledger"]),
    tests(
      "FaultTests",
      [
        "Support", "Fuzzing", "LedgerStore", "RPC", "Messages", "Ledger", grpcCore, grpcTransport,
      ]),
    tests(
      "HostileTests", ["Support", "RPC", "Messages", "Ledger", grpcCore, grpcTransport]),

    // What comes from outside, by chance: the short form as tests, the long one as a program.
    module(
      "Fuzzing", at: "Tests/Fuzzing",
      ["Messages", "Ledger", "CReckonerProto", "Formats", "Extraction"]),
    tests("FuzzTests", ["Fuzzing"]),
    executable("reckoner-fuzz", at: "Tests/FuzzProgram", ["Fuzzing"]),
  ]
)
