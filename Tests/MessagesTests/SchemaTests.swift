import CProtobufC
import CReckonerProto
import Ledger
import Messages
import Testing

/// The schema and the Swift values say the same.
@Suite struct SchemaTests {
  /// Names of an enum of the domain, as the schema writes them: `LOWER_BOUND`.
  private func names<E: CaseIterable & RawRepresentable<Int32>>(_ type: E.Type) -> [Int32: String] {
    var names: [Int32: String] = [:]
    for value in E.allCases {
      let words = "\(value)".reduce(into: "") { out, letter in
        out += letter.isUppercase ? "_\(letter)" : letter.uppercased()
      }
      names[value.rawValue] = words
    }
    return names
  }

  /// Names of an enum of the schema without its prefix, but for the zero value.
  private func names(_ descriptor: ProtobufCEnumDescriptor) -> [Int32: String] {
    let prefix =
      String(cString: descriptor.short_name).reduce(into: "") { out, letter in
        out += letter.isUppercase && !out.isEmpty ? "_\(letter)" : letter.uppercased()
      } + "_"
    var names: [Int32: String] = [:]
    for index in 0..<Int(descriptor.n_values) {
      let value = descriptor.values[index]
      let name = String(cString: value.name)
      #expect(name.hasPrefix(prefix))
      if value.value != 0 { names[value.value] = String(name.dropFirst(prefix.count)) }
    }
    return names
  }

  @Test func enumsHaveTheSameNamesAndNumbers() {
    #expect(names(Quantity.Form.self) == names(reckoner__v1__quantity_form__descriptor))
    #expect(names(Quantity.Modifier.self) == names(reckoner__v1__modifier__descriptor))
    #expect(names(DateStatement.Basis.self) == names(reckoner__v1__date_basis__descriptor))
    #expect(names(Transcript.Form.self) == names(reckoner__v1__transcript_form__descriptor))
    #expect(names(Section.self) == names(reckoner__v1__section__descriptor))
    #expect(names(Claim.Kind.self) == names(reckoner__v1__claim_kind__descriptor))
    #expect(names(Claim.RateUnit.self) == names(reckoner__v1__rate_unit__descriptor))
    #expect(names(Claim.Polarity.self) == names(reckoner__v1__polarity__descriptor))
    #expect(names(CountedGroup.Basis.self) == names(reckoner__v1__group_basis__descriptor))
    #expect(names(CountedGroup.Cause.self) == names(reckoner__v1__cause__descriptor))
    #expect(names(CountedGroup.Method.self) == names(reckoner__v1__counting_method__descriptor))
    #expect(names(Vocabulary.Nature.self) == names(reckoner__v1__count_nature__descriptor))
    #expect(
      names(Vocabulary.ReportingTime.self) == names(reckoner__v1__reporting_time__descriptor))
    #expect(names(Attribution.Mode.self) == names(reckoner__v1__attribution_mode__descriptor))
    #expect(names(ClaimExplanation.Field.self) == names(reckoner__v1__claim_field__descriptor))
    #expect(names(Relation.Kind.self) == names(reckoner__v1__relation_kind__descriptor))
    #expect(names(ReviewDecision.Decision.self) == names(reckoner__v1__decision__descriptor))
    #expect(names(FindingType.self) == names(reckoner__v1__finding_type__descriptor))
    #expect(names(FindingSeverity.self) == names(reckoner__v1__finding_severity__descriptor))
    #expect(names(FindingRole.self) == names(reckoner__v1__finding_role__descriptor))
    #expect(
      names(FindingExplanation.Kind.self) == names(reckoner__v1__explanation_kind__descriptor))
    #expect(names(ReviewRecord.Effect.self) == names(reckoner__v1__review_effect__descriptor))
    #expect(names(Withdrawal.Mode.self) == names(reckoner__v1__withdrawal_mode__descriptor))
    #expect(names(IntakeState.self) == names(reckoner__v1__intake_state__descriptor))
    #expect(names(ServiceHealth.self) == names(reckoner__v1__service_health__descriptor))
    #expect(names(ClaimChange.Kind.self) == names(reckoner__v1__claim_change_kind__descriptor))
    #expect(names(LedgerPart.self) == names(reckoner__v1__ledger_part__descriptor))
    #expect(names(WorkProgress.Stage.self) == names(reckoner__v1__work_stage__descriptor))
    #expect(names(SearchScope.self) == names(reckoner__v1__search_scope__descriptor))
    #expect(names(DocumentCopy.Kind.self) == names(reckoner__v1__copy_kind__descriptor))
    #expect(names(PassageKind.self) == names(reckoner__v1__passage_kind__descriptor))
    #expect(names(ClaimFacet.self) == names(reckoner__v1__claim_facet__descriptor))
    #expect(names(Derivation.Kind.self) == names(reckoner__v1__derivation_kind__descriptor))
    #expect(names(Derivation.Verdict.self) == names(reckoner__v1__derivation_verdict__descriptor))
    #expect(names(Derivation.Unit.self) == names(reckoner__v1__derivation_unit__descriptor))
    #expect(names(Derivation.Pairing.self) == names(reckoner__v1__pairing_rule__descriptor))
    #expect(names(CheckRemark.Verdict.self) == names(reckoner__v1__check_verdict__descriptor))
    #expect(names(CheckRemark.Level.self) == names(reckoner__v1__check_level__descriptor))
    #expect(names(CoverageNotice.Kind.self) == names(reckoner__v1__coverage_kind__descriptor))
    #expect(names(LedgerError.Reason.self) == names(reckoner__v1__error_reason__descriptor))
  }

  @Test func theFieldsThatClaimsAreFoundByAreThoseOfTheSchema() throws {
    func number(_ descriptor: ProtobufCMessageDescriptor, _ name: String) -> UInt64? {
      (0..<Int(descriptor.n_fields)).map { descriptor.fields[$0] }
        .first { String(cString: $0.name) == name }.map { UInt64($0.id) }
    }
    #expect(number(reckoner__v1__entry__descriptor, "run") == PackedEntry.run)
    #expect(number(reckoner__v1__extraction_run__descriptor, "claims") == PackedEntry.claim)
    let entry = Entry(
      sequence: Revision(7), recordedAt: Moment(microseconds: 5), author: "desk",
      body: .run(Full.run))
    let bytes = try entry.packed()
    let claims = try PackedEntry.claims(in: bytes)
    #expect(claims.count == Full.run.claims.count)
    for (range, claim) in zip(claims, Full.run.claims) {
      #expect(try Claim(unpacking: Array(bytes[range])) == claim)
    }
    var bare = Full.run
    bare.claims = []
    let packed = try Full.run.claims.map { try $0.packed() }
    let barest = ExtractionRun(
      document: bare.document, language: "", extractorVersion: "", lexiconFingerprint: "",
      claims: [])
    for header in [bare, barest] {
      var whole = header
      whole.claims = Full.run.claims
      let around = Entry(
        sequence: Revision(7), recordedAt: Moment(microseconds: 5), author: "desk",
        body: .run(header))
      var same = around
      same.body = .run(whole)
      #expect(
        try PackedEntry.adding(claims: packed, to: around.packed()) == same.packed())
    }
    for size in 0..<bytes.count {
      // A part of a message is refused or has other claims; it is never read beyond its end.
      _ = try? PackedEntry.claims(in: Array(bytes[..<size]))
    }
  }

  @Test func reflectionFindsFilesBySymbolWithAllThatTheyNeed() throws {
    let schema = try SchemaIndex.embedded()
    #expect(schema.services.contains("reckoner.v1.GatewayService"))
    #expect(schema.services.contains("grpc.health.v1.Health"))
    let service = schema.files(containing: "reckoner.v1.StorageService.Append")
    #expect(service == schema.files(named: "reckoner/v1/storage_service.proto"))
    #expect(service.count > 5)
    #expect(schema.files(containing: "reckoner.v1.Nothing").isEmpty)
    #expect(!schema.files(containing: "reckoner.v1.Quantity").isEmpty)
  }
}
