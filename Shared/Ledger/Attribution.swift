/// Who says so: from whoever counted, over everybody who passed it on, to the outlet.
package struct Attribution: Hashable, Sendable {
  /// Who counts: the person or body to whom the text attributes the figure.
  package var claimant: Source?
  /// Who speaks, where that is someone else than the claimant ("a ministry spokesman").
  package var speaker: Source?
  /// Whoever passed it on, nearest to the claimant first.
  package var relays: [Source]
  /// The outlet that published the report, where the text or its submitter names it.
  package var outlet: Source?
  package var mode: Mode
  /// The words with which the text announces that several count so, before it names whom it has the figure from; empty
  /// where it does not: "several independent institutes".
  package var announcedSources: String

  package init(
    claimant: Source? = nil, speaker: Source? = nil, relays: [Source] = [], outlet: Source? = nil,
    mode: Mode = .ownVoice, announcedSources: String = ""
  ) {
    self.claimant = claimant
    self.speaker = speaker
    self.relays = relays
    self.outlet = outlet
    self.mode = mode
    self.announcedSources = announcedSources
  }

  /// Numbers are those of `AttributionMode` in claim.proto; a test compares them.
  package enum Mode: Int32, CaseIterable, Sendable {
    case directQuote = 1
    case reportedSpeech, headline, caption, ownVoice
  }
}

/// A person or body, by the lexicon's id where it is known there, always with a name to show.
package struct Source: Hashable, Sendable {
  package var id: SourceID?
  package var name: String
  package init(id: SourceID? = nil, name: String) {
    self.id = id
    self.name = name
  }

  /// What makes two mentions the same source: the id, else the name without case.
  package var key: String { id?.value ?? name.lowercased() }
}
