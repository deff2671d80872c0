import FillData
public import MonthlyRun
import TemplateFill

/// Says what came of filling a template.
public enum FillPages {
  /// Fills a template and says what was written.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - output: Path of the workbook.
  /// - Throws: ``EndedWith`` where it could not be done, ``UsageError`` where the workbook would be
  ///   written over what it is made from.
  public static func report(_ run: FillRun, output: String) throws {
    do {
      let lists = try run.run().map { "\($0.name) \($0.rows) 行" }
      Console.print("已写出  \(output)\(lists.isEmpty ? "" : "（\(lists.joined(separator: "，"))）")\n")
    } catch .overInput {
      throw UsageError("结果不能写到模板或数据文件上；请另起一个文件名")
    } catch {
      Console.fail("没能完成：\(message(error))")
      throw EndedWith(.failed)
    }
  }

  private static func message(_ error: FillError) -> String {
    switch error {
    case .input(let error), .output(let error), .data(.file(let error)): error.chinese
    case .data(.text(let path, let line, let column, let reason)):
      "\(path) 第 \(line) 行第 \(column) 个字符：\(reason)"
    case .unreadable(let path, let reason): "模板 \(path)：\(reason)"
    case .template(let path, let error): "模板 \(path)：\(error)"
    case .exists(let path), .overInput(let path):
      "\(path) 已经存在；要替换请加 --force，或另起一个文件名"
    }
  }
}
