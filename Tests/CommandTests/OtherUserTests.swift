import Files
import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Months that two users merge: an administrator once, by hand, and the timer's user.
@Suite struct OtherUserTests {
  private let sandbox: Sandbox
  private let arguments: [String]
  private let program: Program

  init() throws {
    sandbox = try Sandbox()
    program = try Program.merge.copied(to: sandbox)
    arguments = ["\(sandbox.root)/2022-04", "--now", clock["2022-04"] ?? ""]
    try sandbox.addMonth("2022-04", beginning: ["常州市", "收件登记"])
  }

  private static let isRoot = geteuid() == 0
  private static let nobody: [String] =
    isRoot ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

  /// Gives the month to nobody, but for one folder, which then is that of another user: root's, or
  /// where we are not root one that is closed to us.
  private func giveAway(but kept: String) throws {
    let month = "\(sandbox.root)/2022-04"
    guard Self.isRoot else {
      #expect(unsafe chmod("\(month)/\(kept)", 0o555) == 0)
      return
    }
    for path in [month]
      + (try FileManager.default.contentsOfDirectory(atPath: month)).map({
        "\(month)/\($0)"
      }) where !path.hasSuffix(kept.split(separator: "/")[0])
    {
      #expect(unsafe chown(path, 65534, 65534) == 0)
    }
  }

  @Test func outputOfAnotherUserIsNotExchanged() throws {
    #expect(try program.run(arguments).status == 1)
    try giveAway(but: "汇总/data")
    defer { _ = unsafe chmod("\(sandbox.root)/2022-04/汇总/data", 0o755) }
    let before = try sandbox.files(in: "2022-04")
    let ended = try program.run(arguments, through: Self.nobody)
    #expect(ended.status == 2)
    #expect(ended.errors.contains("当前用户删不掉，不能替换它所在的结果文件夹"))
    #expect(!Self.isRoot || ended.errors.contains("（属于用户 root）"))
    #expect(try sandbox.files(in: "2022-04") == before)
  }

  @Test func leftoverOfAnotherUserIsNamed() throws {
    let leftover = "\(sandbox.root)/2022-04/.汇总.new"
    try sandbox.write("x", to: "2022-04/.汇总.new/data/ledger.csv")
    try giveAway(but: ".汇总.new/data")
    defer { _ = unsafe chmod("\(leftover)/data", 0o755) }
    let ended = try program.run(arguments, through: Self.nobody)
    #expect(ended.status == 2)
    #expect(ended.errors.contains("\(leftover) 是以前的汇总换下来的旧结果"))
    #expect(ended.errors.contains("rm -rf '\(leftover)'"))
  }

  /// The run would sleep for ever, deaf to every signal but KILL.
  @Test(.timeLimit(.minutes(1))) func noThreadIsToBeHad() throws {
    let ended = try program.run(
      arguments, through: Self.nobody + ["/usr/bin/prlimit", "--nproc=1"])
    #expect(ended.status == 2)
    #expect(ended.errors.hasPrefix("没能完成：系统不让程序再开线程"))
  }
}
