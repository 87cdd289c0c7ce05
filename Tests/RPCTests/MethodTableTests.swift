import CProtobufC
import CReckonerProto
import Messages
import RPC
import Testing

/// The method tables and the schema name the same methods with the same messages. Whether a method streams is not in
/// protobuf-C's descriptors; the schema's files are read for that.
@Suite struct MethodTableTests {
  private static var tables: [(ProtobufCServiceDescriptor, [MethodName])] {
    [
      (reckoner__v1__storage_service__descriptor, StorageAPI.all),
      (reckoner__v1__ingest_service__descriptor, IngestAPI.all),
      (reckoner__v1__analytics_service__descriptor, AnalyticsAPI.all),
      (reckoner__v1__gateway_service__descriptor, GatewayAPI.all),
    ]
  }

  @Test func everyMethodOfTheSchemaIsInItsTableAndNoOther() {
    for (descriptor, table) in Self.tables {
      let service = String(cString: descriptor.name)
      let methods = (0..<Int(descriptor.n_methods)).map {
        String(cString: descriptor.methods[$0].name)
      }
      #expect(Set(table.map(\.method)) == Set(methods), "\(service)")
      #expect(table.allSatisfy { $0.service == service })
    }
  }

  /// What costs nothing is taken on however much else there is.
  @Test func everyAnswerOfTheGatewayHasItsCost() {
    for method in GatewayAPI.all {
      #expect((method.cost > 0) != method.streams, "\(method.method)")
    }
  }

  @Test func everyMethodHasTheMessagesOfTheSchema() {
    var messages: [String: (String, String)] = [:]
    for (descriptor, _) in Self.tables {
      for index in 0..<Int(descriptor.n_methods) {
        let method = descriptor.methods[index]
        messages["\(String(cString: descriptor.name)).\(String(cString: method.name))"] = (
          String(cString: method.input.pointee.name), String(cString: method.output.pointee.name)
        )
      }
    }
    func check<M: TypedMethod>(_ method: M) {
      let key = "\(method.name.service).\(method.name.method)"
      #expect(messages[key]?.0 == M.In.messageName, "\(key)")
      #expect(messages[key]?.1 == M.Out.messageName, "\(key)")
    }
    check(StorageAPI.getHead)
    check(StorageAPI.tellHead)
    check(StorageAPI.append)
    check(StorageAPI.appendVocabulary)
    check(StorageAPI.getClaims)
    check(StorageAPI.listClaims)
    check(StorageAPI.listReports)
    check(StorageAPI.getVocabulary)
    check(StorageAPI.watch)
    check(StorageAPI.getStatus)
    check(StorageAPI.verify)
    check(StorageAPI.rebuild)
    check(StorageAPI.listCheckpoints)
    check(StorageAPI.getCheckpoint)
    check(StorageAPI.getProof)
    check(StorageAPI.getOriginal)
    check(StorageAPI.listAccesses)
    check(StorageAPI.listCustody)
    check(StorageAPI.findText)
    check(StorageAPI.backup)
    check(StorageAPI.listBackups)
    check(StorageAPI.listReadings)
    check(StorageAPI.countBySource)
    check(IngestAPI.submit)
    check(IngestAPI.follow)
    check(IngestAPI.extract)
    check(IngestAPI.getStatus)
    check(IngestAPI.reextract)
    check(AnalyticsAPI.compare)
    check(AnalyticsAPI.listSeries)
    check(AnalyticsAPI.getPosition)
    check(AnalyticsAPI.getStatus)
    check(GatewayAPI.submit)
    check(GatewayAPI.follow)
    check(GatewayAPI.extract)
    check(GatewayAPI.searchClaims)
    check(GatewayAPI.showClaim)
    check(GatewayAPI.compare)
    check(GatewayAPI.listSeries)
    check(GatewayAPI.browseReports)
    check(GatewayAPI.listSources)
    check(GatewayAPI.describeVocabulary)
    check(GatewayAPI.getStatus)
    check(GatewayAPI.verifyLedger)
    check(GatewayAPI.rebuildLedger)
    check(GatewayAPI.browseCheckpoints)
    check(GatewayAPI.showCheckpoint)
    check(GatewayAPI.proveClaim)
    check(GatewayAPI.fetchOriginal)
    check(GatewayAPI.browseAccesses)
    check(GatewayAPI.browseCustody)
    check(GatewayAPI.searchText)
    check(GatewayAPI.backupLedger)
    check(GatewayAPI.browseBackups)
    check(GatewayAPI.reextract)
    check(GatewayAPI.diffReports)
  }
}
