import Evaluation
import Testing

/// Whole reports and passages of others. Only totals are shown: a part of them is set aside unread.
@Suite(
  "The annotated corpora beside the checkout",
  .enabled(if: AnnotatedCorpus.isSharedPresent, "../shared/corpus is absent: nothing to score"))
struct SharedCorpusTests {
  private func figures(_ scores: Scores) -> String {
    "detect \(scores.detect.f1), core \(scores.core.f1), full \(scores.full.f1)"
  }

  @Test("are read as well as they must be: whole reports")
  func seeds() throws {
    let scores = try AnnotatedCorpus.shared("seeds").read().scores
    #expect(scores.core.f1 >= 0.92, "\(figures(scores))")
    #expect(scores.full.f1 >= 0.78, "\(figures(scores))")
  }

  @Test("are read as well as they must be: the passages that were worked on")
  func passages() throws {
    var worked = try AnnotatedCorpus.shared("dev")
    worked.passages.removeAll { ($0.id.last?.wholeNumberValue ?? 0).isMultiple(of: 2) }
    let scores = try worked.read().scores
    #expect(scores.passages == 26)
    #expect(scores.detect.f1 >= 0.93, "\(figures(scores))")
    #expect(scores.core.f1 >= 0.83, "\(figures(scores))")
    #expect(scores.full.f1 >= 0.65, "\(figures(scores))")
  }

  @Test("are read as well as they must be: passages in Russian and Ukrainian")
  func multilingual() throws {
    let scores = try AnnotatedCorpus.shared("multilingual").read().scores
    #expect(scores.core.f1 >= 0.75, "\(figures(scores))")
  }

  @Test("yield at most one false alarm where there is no claim")
  func falseAlarms() throws {
    var scores = Scores()
    for name in ["seeds", "dev", "multilingual"] {
      for read in try AnnotatedCorpus.shared(name).read() { scores.add(read.outcome) }
    }
    #expect(scores.passagesWithoutClaim >= 8)
    #expect(scores.falseAlarms <= 1, "\(scores.falseAlarms) false alarms")
  }
}
