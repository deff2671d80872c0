import Commands

CommandRunner.main(ValidateCommand.self)
