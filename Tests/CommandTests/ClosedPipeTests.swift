import Files
import Foundation
import Testing

/// Those who read what a run says may go before it is done.
@Suite struct ClosedPipeTests {
  private let sandbox: Sandbox
  init() throws { sandbox = try Sandbox() }

  /// The status of a program whose two streams nobody reads any more.
  private func status(_ program: Program, _ arguments: [String]) throws -> String {
    let script = #"{ sleep 0.3; "$0" "$@" 2>&1; echo $? >status; } | true"#
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = ["-c", script, program.path] + arguments
    shell.currentDirectoryURL = URL(filePath: sandbox.root)
    try shell.run()
    shell.waitUntilExit()
    return String(decoding: try readFile("\(sandbox.root)/status"), as: UTF8.self)
  }

  @Test func mergeIsDoneAllTheSame() throws {
    try sandbox.addMonth("2022-05", beginning: ["常州市"])
    #expect(
      try status(.merge, ["scheduled", "--root", ".", "--now", clock["2022-05"] ?? ""]) == "1\n")
    #expect(try sandbox.files(in: "2022-05/汇总")["run.json"] != nil)
  }

  @Test func verdictIsThatOfTheFile() throws {
    #expect(
      try status(.validate, ["\(Sandbox.fixtures)/2022-05/徐州市.xlsx", "--period", "2022-05"])
        == "1\n")
  }

  /// A full pipe that does not block is waited for, and nothing of the output is lost.
  @Test func pipeThatDoesNotBlockIsWaitedFor() throws {
    let script = """
      import fcntl, os, subprocess, sys, time
      read, write = os.pipe()
      fcntl.fcntl(write, fcntl.F_SETFL, fcntl.fcntl(write, fcntl.F_GETFL) | os.O_NONBLOCK)
      fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
      run = subprocess.Popen(sys.argv[1:], stdout=write)
      os.close(write)
      time.sleep(0.5)
      got = b""
      while piece := os.read(read, 1 << 16):
          got += piece
      sys.stdout.buffer.write(got)
      """
    let plain = try Program.merge.run(["schema"])
    #expect(plain.output.count > 20_000)
    let slow = try Program.merge.run(["schema"], through: ["/usr/bin/python3", "-c", script])
    #expect(slow.output == plain.output)
  }
}
