import Files
import Ledger
import Values

// Whether what a month left is all there: a ledger that is lost, or cut short between two rows, would
// otherwise open the next month with too little, unseen.
extension EarlierOutputs {
  /// Path of a month's ledger below the folder of the months.
  static func ledgerPath(of period: Period) -> String {
    "\(period)/\(folderName)/\(LedgerOrigin.files[0])"
  }

  /// Where the output of a month lies, also after a run that was killed while it put it in place.
  static func output(of period: Period, in root: String) -> String {
    FolderSwap.place(of: "\(root)/\(period)/\(folderName)")
  }

  /// The bytes of a month's ledger.
  ///
  /// - Parameters:
  ///   - output: The month's output folder.
  ///   - path: The ledger by the name that people know.
  /// - Returns: `nil` where the month was not merged.
  /// - Throws: ``EarlierOutputError``, also where the month was merged and the ledger is gone.
  static func ledgerFile(
    in output: String, path: String
  ) throws(EarlierOutputError) -> [UInt8]? {
    if let bytes = try file("\(output)/\(LedgerOrigin.files[0])") { return bytes }
    guard (try? FileStatus(of: "\(output)/\(MonthOutput.manifestName)"))?.kind == .file else {
      return nil
    }
    throw .damaged(path: path, reason: "文件不见了")
  }

  /// Compares the hazards that stand open in a ledger with those that its month closed with.
  ///
  /// - Parameters:
  ///   - ledger: The ledger.
  ///   - data: The folder that it was read from; without a balance nothing is compared.
  ///   - path: The ledger by the name that people know.
  /// - Throws: ``EarlierOutputError/damaged(path:reason:)`` where they differ.
  static func checkClosing(
    of ledger: HazardLedger, in data: String, path: String
  ) throws(EarlierOutputError) {
    guard let bytes = try file("\(data)/balance.csv"), var table = WrittenTable(bytes) else {
      return
    }
    var open: [BureauCode: Int] = [:]
    for place in 0..<ledger.count where ledger.closedPeriod(at: place) == nil {
      open[ledger.bureau(at: place), default: 0] += 1
    }
    // By bureau: those that were not due that month are in the ledger and in no balance.
    while table.next() {
      guard let bureau = BureauCode(table["bureau"]), let closing = Int(table["closing"]),
        !table["bureau"].hasSuffix("0000")
      else { continue }
      let count = open[bureau] ?? 0
      if count != closing {
        let name = table["bureau_name"]
        throw .damaged(
          path: path, reason: "里面\(name)未销号的隐患有 \(count) 条，该月 balance.csv 的期末未销号却是 \(closing) 条")
      }
    }
  }
}
