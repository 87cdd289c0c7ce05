/// The version of all programs of one build. Answers name it.
package enum Version {
  package static let current = "0.1.0"
}
