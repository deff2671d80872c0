public import Values

/// A 经济开发区 of the roster.
public struct Zone: Sendable, Equatable {
  /// Who names the zone.
  public enum Kind: String, Sendable {
    /// 国家级.
    case national
    /// 省级.
    case provincial
  }

  /// The bureau that reports for the zone.
  public let bureau: BureauCode
  /// Full name.
  public let name: String
  /// 国家级 or 省级.
  public let kind: Kind
  /// Other names in use.
  public let aliases: [String]
}

/// What a text of a zone field means.
public enum ZoneMatch: Hashable, Sendable {
  /// A zone of the bureau, by index in ``Roster/zones``.
  case zone(Int)
  /// A zone of another bureau's roster, by index in ``Roster/zones``.
  case otherBureau(Int)
  /// 市本级: the city itself, not one of its zones.
  case cityLevel
  /// Nothing on the roster; the nearest names of the bureau's zones, nearest first.
  case unknown(nearest: [String])
}

/// The zones of the province.
public struct Roster: Sendable {
  /// The zones, by bureau code, then in the order of the file.
  public let zones: [Zone]
  private let names: ZoneNames
  private let indices: [BureauCode: Range<Int>]

  /// The roster of `zones`, whose bureaus are those of `bureaus`.
  init(zones: [Zone], bureaus: BureauDirectory, folding: TextFolding) {
    let ordered = zones.enumerated()
      .sorted { ($0.element.bureau, $0.offset) < ($1.element.bureau, $1.offset) }
      .map(\.element)
    var indices: [BureauCode: Range<Int>] = [:]
    for (index, zone) in ordered.enumerated() {
      indices[zone.bureau] = (indices[zone.bureau]?.lowerBound ?? index)..<(index + 1)
    }
    self.zones = ordered
    self.indices = indices
    names = ZoneNames(zones: ordered, bureaus: bureaus, folding: folding)
  }

  /// Indices in ``zones`` of a bureau's zones; empty if it has none.
  ///
  /// - Parameter bureau: A bureau's code.
  /// - Returns: The range of indices.
  public func indices(of bureau: BureauCode) -> Range<Int> { indices[bureau] ?? 0..<0 }

  /// The zones of a bureau, in the order of the file.
  ///
  /// - Parameter bureau: A bureau's code.
  /// - Returns: The zones; empty if it has none.
  public func zones(of bureau: BureauCode) -> ArraySlice<Zone> { zones[indices(of: bureau)] }

  /// The zone that a text means: by full name, then by alias, then by the name without its
  /// ordinary parts where that is unique within the bureau.
  ///
  /// - Parameters:
  ///   - text: What a filer wrote.
  ///   - bureau: The bureau that files; `nil` if it is not known.
  /// - Returns: The zone, or how the text falls short.
  public func match(_ text: String, in bureau: BureauCode?) -> ZoneMatch {
    if names.isCityLevel(text, of: bureau) { return .cityLevel }
    if let bureau {
      if let index = names.zone(text, of: bureau) { return .zone(index) }
      if let index = names.zone(text, of: nil) { return .otherBureau(index) }
    } else if let index = names.zone(text, of: nil) {
      return .zone(index)
    }
    let candidates = bureau.map { indices(of: $0) } ?? zones.indices
    let nearest = names.nearest(to: text, among: candidates, limit: 3)
    return .unknown(nearest: nearest.map { zones[$0].name })
  }
}
