import Commands

let status = await CommandRunner.run(
  ValidateCommand.self, Array(CommandLine.arguments.dropFirst()))
Process.end(with: status)
