import ListSchema
import Values

/// Hazards by bureau and 行业领域; the darker a cell, the more.
struct HeatTable {
  private let month: MergedMonth
  private let figures: MonthlyFigures
  private let links: FigureLinks

  /// Shades besides blank.
  private static let shades = 4

  init(_ month: MergedMonth, _ figures: MonthlyFigures, _ links: FigureLinks) {
    self.month = month
    self.figures = figures
    self.links = links
  }

  /// The shade of a count: 0 for none, ``shades`` for the greatest.
  static func shade(_ count: Int, of greatest: Int) -> Int {
    guard count > 0, greatest > 0 else { return 0 }
    if count >= greatest { return shades }
    // The count is less than the greatest, so the quotient is less than the shades.
    let part = UInt(count).multipliedFullWidth(by: UInt(shades))
    return Int(UInt(greatest).dividingFullWidth(part).quotient) + 1
  }

  /// The table by the names that the template uses.
  var page: PageRow {
    let sectors = figures.sectorNames
    let counts = figures.bureauSectors
    let rest = zip(figures.bureaus, counts).map { scope, counts in
      (scope[.hazards]?.count ?? 0) - counts.reduce(0, +)
    }
    let hasRest = rest.contains { $0 > 0 }
    let greatest = counts.flatMap { $0 }.max() ?? 0
    let rows = month.bureaus.indices.map { index in
      let scope = figures.bureaus[index]
      let isReported = scope[.hazards] != nil
      var cells = zip(sectors, counts[index]).map { sector, count in
        var cell = links.cell(
          isReported ? String(count) : "", in: .hazards, of: scope, find: sector)
        cell["class"] = "heat-\(Self.shade(count, of: greatest))"
        return cell
      }
      if hasRest {
        var cell = links.cell(isReported ? String(rest[index]) : "")
        cell["class"] = "heat-0"
        cells.append(cell)
      }
      return PageRow([
        "name": month.bureaus[index].name, "bureau": month.bureaus[index].code.description,
        "cells": cells, "all": links.cell(.hazards, of: scope),
      ])
    }
    return PageRow(["sectors": sectors + (hasRest ? ["未填或不明"] : []), "rows": rows])
  }
}
