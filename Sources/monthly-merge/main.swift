import Commands

CommandRunner.main(MonthlyMergeCommand.self)
