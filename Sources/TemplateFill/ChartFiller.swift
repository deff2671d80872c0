import XMLStream

// Charts (ECMA-376 Part 1, 21.2).
extension PartFiller {
  /// A chart: its series follow the rows and remember the values that the cells now have; where
  /// those are not known, they remember none, so that every program reads them from the cells.
  func chart(
    _ chart: TemplatePackage.Chart, _ bytes: [UInt8]
  ) throws(TemplateError) -> [UInt8] {
    var shift = plan.shift(sheet: nil)
    shift.growsCells = true
    var isCategory = false
    return try rewritten(chart.part, bytes) { (tag, reader, writer) throws(TemplateError) in
      switch tag.local {
      case "numRef", "strRef":
        let source = try ChartSource(&reader)
        try write(source, tag, isCategory: isCategory, shift: shift, to: &writer)
      case "f": write(tag, shift.shifted(try reader.elementText()), to: &writer)
      case "t":
        let place = TemplatePlace(sheet: chart.sheet)
        write(tag, try plan.names.filled(try reader.elementText(), at: place), to: &writer)
      // What several columns of labels, and the newer charts, remember.
      case "multiLvlStrCache", "lvl": try reader.skipElement()
      default:
        if ["cat", "xVal", "val", "yVal", "tx", "bubbleSize"].contains(tag.local) {
          isCategory = tag.local == "cat"
        }
        writer.start(tag)
      }
    }
  }

  private func write(
    _ source: ChartSource, _ tag: StartTag, isCategory: Bool, shift: FormulaShift,
    to writer: inout XMLWriter
  ) throws(TemplateError) {
    guard let formula = source.formula else { return }
    var points: ChartPoints?
    if let range = plan.chartRange(formula.text) {
      points = try plan.points(of: range, dates: dates)
    }
    // Labels that a chart's maker took for numbers are texts once they are filled in.
    let isText = tag.local == "strRef" || isCategory && points?.hasText == true
    let prefix = Array(tag.prefix)
    func named(_ local: String) -> [UInt8] { prefix + Array(local.utf8) }
    let name = named(isText ? "strRef" : "numRef")
    writer.start(name)
    write(formula.tag, shift.shifted(formula.text), to: &writer)
    if let points {
      let cache = named(isText ? "strCache" : "numCache")
      writer.start(cache)
      if !isText {
        writer.start(named("formatCode"))
        writer.text(source.format)
        writer.end(named("formatCode"))
      }
      writer.start(named("ptCount"))
      writer.attribute("val", points.count)
      writer.end(named("ptCount"))
      for (place, value) in points.points {
        guard let text = text(value, isText: isText) else { continue }
        writer.start(named("pt"))
        writer.attribute("idx", place)
        writer.start(named("v"))
        writer.text(text)
        writer.end(named("v"))
        writer.end(named("pt"))
      }
      writer.end(cache)
    }
    writer.raw(source.rest)
    writer.end(name)
  }

  private func text(_ value: ChartPoints.Point, isText: Bool) -> [UInt8]? {
    switch value {
    case .number(let digits): digits
    case .text(let text): isText ? text : nil
    }
  }
}

/// Where a series takes its values from (21.2.2.122 `numRef`, 21.2.2.201 `strRef`).
private struct ChartSource {
  /// The formula's start tag and text.
  var formula: (tag: StartTag, text: [UInt8])?
  /// How its numbers are shown.
  var format: [UInt8] = Array("General".utf8)
  /// What stands behind the values.
  var rest: [UInt8] = []

  /// Reads the element whose start tag `reader` stands at, to its end.
  init(_ reader: inout PartReader) throws(TemplateError) {
    var others = XMLWriter()
    while let kind = try reader.next(), kind != .end {
      guard kind == .start else { continue }
      switch reader.local {
      case "f": formula = (reader.tag, try reader.elementText())
      case "numCache", "strCache":
        while let inner = try reader.next(), inner != .end {
          guard inner == .start else { continue }
          let isFormat = reader.local == "formatCode"
          let text = try reader.elementText()
          if isFormat { format = text }
        }
      default: try reader.copyElement(to: &others)
      }
    }
    rest = others.bytes
  }
}
