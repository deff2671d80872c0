import Files
import MonthlyRun
import Values

/// Says in Chinese why a run could not be done.
public enum Failures {
  /// Runs `body`; what keeps it from being done is said on standard error and ends with 2.
  ///
  /// - Parameter body: The run.
  /// - Throws: ``EndedWith``, or what bad use throws.
  public static func reported(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as RunError {
      throw ended(message(error))
    } catch ValidateError.unknownBureau(let name, let directory) {
      throw WrittenArguments.unknownBureau(name, directory)
    } catch let error as ValidateError {
      throw ended(message(error))
    } catch let error as PackageError {
      throw ended(message(error))
    } catch let error as ResourceError {
      throw ended(message(error))
    } catch let error as CellListingError {
      throw ended(message(error))
    } catch let error as FileError {
      throw ended(error.chinese)
    }
  }

  private static func ended(_ message: String) -> EndedWith {
    Console.fail("没能完成：\(message)")
    return EndedWith(.failed)
  }

  private static func message(_ error: RunError) -> String {
    switch error {
    case .folder(let error): error.chinese + folderMeant(error)
    case .output(let error): error.chinese
    case .notAMonth(let name):
      if let period = Period(written: name) {
        "月份文件夹要叫 \(period) 这样的名字；请把“\(name)”改名为 \(period)"
      } else {
        "文件夹名“\(name)”不是月份；月份文件夹要叫 2022-05 这样的名字"
      }
    case .empty(let path): "\(path) 里没有文件；请先把各市报送的清单放进去"
    case .noMonth(let period, let path):
      "找不到 \(path)；请建好\(period.chinese)的文件夹，放入各市报送的清单，再运行一次"
    case .foreignFolder(let path):
      "\(path) 里有别的文件，不是汇总的结果；结果文件夹会整个替换，请用 -o 另指一个空文件夹"
    case .foreignFile(let path, let name):
      "\(path) 里有别的文件“\(name)”，不是汇总的结果；结果文件夹会整个替换，请把它移到别处，再运行"
    case .otherMonth(let path, let period):
      "\(path) 是\(period.chinese)的汇总结果，没有替换；请用 -o 另指一个空文件夹"
    case .settings(let error): message(error)
    case .resources(let error): message(error)
    case .earlier(let error): message(error)
    case .ledger(let reason): "台账接不上：\(reason)"
    case .unbalanced: "勾稽核对不符：有数据行没有去处。这是程序的错误，结果没有写出，请把文件交给维护人员"
    case .register(let path):
      "\(path) 里的表头不全或文字读不出来，没有登记；请补齐 单位、文件、SHA-256、收件时间、登记方式 五列，另存为 CSV UTF-8"
    case .notMerged(let months, let root):
      "\(root) 下的 \(months.map(\.description).joined(separator: "、")) 都没有汇总结果；"
        + "请先逐月汇总，如 monthly-merge \(months[0])/"
    case .report(let reason): "报告模板有误：\(reason)"
    }
  }

  /// The folder of the month that a path names in another spelling: `2022年5月` of 2022-05.
  private static func folderMeant(_ error: FileError) -> String {
    guard case .notFound(let path) = error else { return "" }
    let parts = path.split(separator: "/")
    // `2022/5` names one month, and looks like a folder in another.
    for name in [parts.suffix(1), parts.suffix(2)].map({ $0.joined(separator: "/") }) {
      guard let period = Period(written: name), let place = path.ranges(of: name).last else {
        continue
      }
      let meant = path[..<place.lowerBound] + period.description
      if (try? FileStatus(of: String(meant)))?.kind == .folder {
        return "；您是否要用 \(meant)？"
      }
    }
    return ""
  }

  private static func message(_ error: ValidateError) -> String {
    switch error {
    case .input(let error): error.chinese + folderMeant(error)
    case .notOneFile: "--annotate 一次只能用于一个文件"
    case .nothing(let inputs): "\(inputs.joined(separator: "、")) 里没有可检查的文件"
    case .unknownBureau(let name, let directory):
      "\(WrittenArguments.unknownBureau(name, directory))"
    case .ledger(let error): message(error)
    }
  }

  private static func message(_ error: PackageError) -> String {
    switch error {
    case .input(let error): error.chinese + folderMeant(error)
    case .output(let error): error.chinese
    case .notMerged(let folder):
      "\(folder) 还没有汇总结果；请先汇总，如 monthly-merge \(folder)/"
    case .damaged(let path, let reason):
      "\(path) 已损坏（\(reason)）；请恢复原件，或重新汇总该月"
    case .twice(let folder, let other):
      "\(other) 和 \(folder) 是同一个省的同一个月；请只留一个，或核对 --templates 里 bureaus.csv 的行政区划代码"
    case .otherColumns(let folder, let table):
      "\(folder) 的 \(table) 与数据包里已有的列不同；请用同一版清单重新汇总，或另做一个数据包（-o）"
    case .foreignFolder(let path):
      "\(path) 里有别的文件，不是数据包；请用 -o 另指一个空文件夹"
    }
  }

  private static func message(_ error: CellListingError) -> String {
    switch error {
    case .file(let error): error.chinese
    case .unreadable(let path, let reason): "\(path) 读不出来：\(reason)"
    }
  }

  private static func message(_ error: ResourceError) -> String {
    switch error {
    case .folder(let error): "--templates：" + error.chinese
    case .damaged(let reason): "模板、清单或规则文件有误：\(reason)"
    }
  }

  private static func message(_ error: SettingsError) -> String {
    switch error {
    case .notYAML(let place): "monthly-merge.yaml \(place)不是有效的 YAML；请检查缩进、冒号、括号和引号"
    case .unknown(let key): "monthly-merge.yaml 里没有“\(key)”这一项，请检查拼写"
    case .wrongForm("monthly-merge.yaml", let expected):
      "monthly-merge.yaml 写法不对：\(expected)"
    case .wrongForm(let key, let expected): "monthly-merge.yaml 的“\(key)”写法不对：\(expected)"
    }
  }

  private static func message(_ error: EarlierOutputError) -> String {
    switch error {
    case .unreadable(_, let cause): "往月的结果读不出来：\(cause.chinese)"
    case .notEarlier(let month, let period):
      "--ledger 给的是\(month.chinese)的台账；\(period.chinese)的报送要接上月的"
    case .damaged(let path, let reason):
      "往月的结果 \(path) 已损坏（\(reason)）；请恢复原件；没有原件的，把该月的“汇总”移到别处，重新汇总该月"
    case .damagedNumbers(let path, let reason, let output, nil):
      "本月上次汇总的台账 \(path) 已损坏（\(reason)），其中有已经给出的隐患编号；请恢复原件；"
        + "没有原件的，把 \(output) 移到别处再汇总，编号会重新给出，可能与上次的不同，请核对后再发出"
    case .damagedNumbers(let path, let reason, let output, let later?):
      "\(later.chinese)的台账 \(path) 已损坏（\(reason)），其中有已经给出的隐患编号；请恢复原件；"
        + "没有原件的，把 \(output) 移到别处，汇总本月后再按顺序重新汇总 \(later)"
    }
  }
}
