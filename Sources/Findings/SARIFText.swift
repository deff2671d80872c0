import JSON

/// Findings as a SARIF log (OASIS SARIF 2.1.0), for editors and build servers that show such.
public struct SARIFText: Sendable {
  private let catalogue: RuleCatalogue
  private let version: String

  /// A log of a version of the program.
  public init(_ catalogue: RuleCatalogue, version: String) {
    self.catalogue = catalogue
    self.version = version
  }

  /// UTF-8 of the log; rows and columns count from 1, as SARIF's lines and columns do.
  public func bytes(_ findings: [Finding]) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.member("version", "2.1.0")
      json.member("runs") { json in
        json.array { json in
          json.object { json in
            json.member("tool") { json in writeTool(&json, Set(findings.map(\.rule))) }
            json.member("results") { json in
              json.array { json in
                for finding in findings { write(finding, &json) }
              }
            }
          }
        }
      }
    }
    json.endLine()
    return json.bytes
  }

  private func writeTool(_ json: inout JSONText, _ used: Set<RuleCode>) {
    json.object { json in
      json.member("driver") { json in
        json.object { json in
          json.member("name", "validate")
          json.member("version", version)
          json.member("rules") { json in
            json.array { json in
              for rule in catalogue.rules where used.contains(rule.code) { write(rule, &json) }
            }
          }
        }
      }
    }
  }

  private func write(_ rule: RuleText, _ json: inout JSONText) {
    json.object { json in
      json.member("id", rule.code.rawValue)
      for (key, text) in [
        ("shortDescription", rule.title), ("fullDescription", rule.meaning), ("help", rule.fix),
      ] {
        json.member(key) { json in
          json.object { json in json.member("text", text) }
        }
      }
    }
  }

  private func write(_ finding: Finding, _ json: inout JSONText) {
    let place = finding.place
    json.object { json in
      json.member("ruleId", finding.rule.rawValue)
      json.member("level", finding.severity == .info ? "note" : finding.severity.rawValue)
      json.member("message") { json in
        json.object { json in json.member("text", catalogue.message(of: finding)) }
      }
      json.member("locations") { json in
        json.array { json in
          json.object { json in
            json.member("physicalLocation") { json in writePhysical(place, &json) }
            json.member("logicalLocations") { json in
              json.array { json in
                json.object { json in
                  let name = [place.sheet, place.cell].compactMap { $0 }.joined(separator: "!")
                  json.member("fullyQualifiedName", name)
                }
              }
            }
          }
        }
      }
    }
  }

  /// A path as a relative reference (SARIF 2.1.0, 3.4.3; RFC 3986): what stands for itself in any
  /// part of an address is left, all else is escaped.
  private static func reference(to path: String) -> String {
    path.utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.count == 1 ? "%0" + digits : "%" + digits
      }
    }
  }

  private func writePhysical(_ place: Place, _ json: inout JSONText) {
    json.object { json in
      json.member("artifactLocation") { json in
        json.object { json in json.member("uri", Self.reference(to: place.file ?? "")) }
      }
      guard let row = place.row else { return }
      json.member("region") { json in
        json.object { json in
          json.member("startLine", row)
          if let column = place.column { json.member("startColumn", column) }
        }
      }
    }
  }
}
