import Commands

let status = await CommandRunner.run(
  MonthlyMergeCommand.self, Array(CommandLine.arguments.dropFirst()))
Process.end(with: status)
