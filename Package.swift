// swift-tools-version: 6.2

import PackageDescription

/// Whether to build the fuzzers of Tests/Fuzz too, and everything so that they can see into it.
let isFuzzed = Context.environment["FUZZ"] == "1"

/// One set of settings for every target. Warnings are errors in CI only, so that a newer
/// toolchain's new warning never keeps a user from building a release.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    // Without it the runtime looks the conformances of every key type of a dictionary up by name,
    // among some thousands: a fifth of the time that a check of one file takes.
    .unsafeFlags(
      ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"],
      .when(configuration: .release)),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])
  + [
    // Tables, texts and cells are of modules of their own: calls between those, a few for each cell
    // of a large month, are a sixteenth of its merge. Fuzzers are built sooner without.
    isFuzzed
      ? .unsafeFlags(["-sanitize=fuzzer,address"])
      : .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))
  ]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// A program that feeds one way of reading with whatever bytes reach new code.
func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: "Fuzz" + name, dependencies: dependencies + ["Fuzzing"], path: "Tests/Fuzz/" + name,
    swiftSettings: settings,
    // The gold linker fails on the runtime's symbols.
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let fuzzers: [Target] = [
  .target(name: "CFuzzing", path: "Tests/Fuzz/CFuzzing"),
  .target(
    name: "Fuzzing", dependencies: ["CFuzzing"], path: "Tests/Fuzz/Fuzzing",
    swiftSettings: settings),
  fuzzer("Zip", ["ZipArchive"]),
  fuzzer("Workbook", ["Table", "Workbook", "ZipArchive"]),
  fuzzer("Text", ["DelimitedText", "Files", "Table"]),
  fuzzer(
    "Submission",
    ["Findings", "ListRecords", "MonthlyRun", "Receipts", "Validation", "Values"]),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "monthly-merge",
  products: [
    .executable(name: "validate", targets: ["validate"]),
    .executable(name: "monthly-merge", targets: ["monthly-merge"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  // Each target imports only what stands above it.
  targets: [
    .systemLibrary(name: "CFiles"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CEmbedded", path: "Templates", sources: ["embedded.c"]),

    library("Table"),
    library("Values", ["Table"]),
    library("Files", ["CFiles"]),
    library("Embedded", ["CEmbedded", "Files"]),
    library("ZipArchive", ["CZlib", "Values"]),
    library("XMLStream", ["CLibXML2"]),
    library("DelimitedText", ["Table"]),
    library("Workbook", ["Table", "Values", "XMLStream", "ZipArchive"]),
    library("TemplateFill", ["Table", "XMLStream", "ZipArchive"]),
    library("FillData", ["Files", "TemplateFill"]),
    library("ReturnCopy", ["Table", "Values", "Workbook", "XMLStream", "ZipArchive"]),

    library("JSON", ["Values"]),
    library("Findings", ["JSON", "Table", "Values"]),
    library("ListSchema", ["JSON", "Values"]),
    library("ListRecords", ["Findings", "ListSchema", "Table", "Values"]),
    library(
      "Intake",
      [
        "DelimitedText", "Files", "Findings", "ListRecords", "ListSchema", "Table", "Values",
        "Workbook", "ZipArchive",
      ]),
    library("Validation", ["Findings", "ListRecords", "ListSchema", "Table", "Values"]),
    library(
      "SubmissionForm",
      ["Findings", "ListSchema", "Table", "Values", "XMLStream", "ZipArchive"]),
    library("Receipts", ["DelimitedText", "JSON", "Table", "Values"]),
    library("Ledger", ["DelimitedText", "Table", "Values"]),
    library(
      "Report",
      [
        "DelimitedText", "Findings", "JSON", "Ledger", "ListRecords", "ListSchema", "Receipts",
        "Table", "TemplateFill", "Values", crypto, mustache,
      ]),
    library(
      "MonthlyRun",
      [
        "DelimitedText", "Embedded", "Files", "FillData", "Findings", "Intake",
        "JSON", "Ledger", "ListRecords",
        "ListSchema", "Receipts", "Report", "ReturnCopy", "SubmissionForm", "Table",
        "TemplateFill", "Validation", "Values", "Workbook", yams,
      ]),
    library(
      "Commands",
      [
        "Files", "FillData", "Findings", "ListRecords", "ListSchema", "MonthlyRun", "Receipts",
        "Report", "TemplateFill", "Values", argumentParser, logging,
      ]),
    .executableTarget(
      name: "validate",
      dependencies: [
        "Commands", "Findings", "MonthlyRun", "TemplateFill", "Values", argumentParser,
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "monthly-merge",
      dependencies: ["Commands", "ListSchema", "MonthlyRun", "Report", "Values", argumentParser],
      swiftSettings: settings),
    // Reads a workbook and prints sums, for Tests/Bench.
    .executableTarget(
      name: "ReadRows", dependencies: ["Files", "Table", "Workbook"], path: "Tests/Bench/ReadRows",
      swiftSettings: settings),

    // Whether a workbook keeps the rules of its file format, for the tests of all that writes one.
    .target(
      name: "PackageRules", dependencies: ["Table", "XMLStream", "ZipArchive"],
      path: "Tests/PackageRules", swiftSettings: settings),
    // Fills a template with many rows, for Tests/Bench.
    .executableTarget(
      name: "WriteRows", dependencies: ["Files", "TemplateFill"], path: "Tests/Bench/WriteRows",
      swiftSettings: settings),

    tests("ValuesTests", ["Table", "Values"]),
    tests("TableTests", ["Table"]),
    tests("FilesTests", ["Files"]),
    tests("EmbeddedTests", ["Embedded", "Files"]),
    tests("ZipArchiveTests", ["ZipArchive"]),
    tests("XMLStreamTests", ["XMLStream"]),
    tests("DelimitedTextTests", ["DelimitedText", "Table"]),
    tests("WorkbookTests", ["Table", "Workbook", "XMLStream", "ZipArchive"]),
    tests(
      "TemplateFillTests",
      [
        "Files", "FillData", "PackageRules", "Table", "TemplateFill", "Workbook",
        "XMLStream", "ZipArchive",
      ], exclude: ["Files"]),
    tests("FillDataTests", ["Files", "FillData", "TemplateFill"]),
    tests(
      "ReturnCopyTests",
      ["DelimitedText", "Files", "ReturnCopy", "Table", "Workbook", "XMLStream", "ZipArchive"],
      exclude: ["Files"]),
    tests("JSONTests", ["JSON", "Values"]),
    tests("FindingsTests", ["Findings", "Values"]),
    tests("ListSchemaTests", ["Findings", "ListSchema", "Values"]),
    tests("ValidationTests", ["ListSchema", "Validation", "Values"]),
    tests(
      "RuleCatalogueTests",
      [
        "Commands", "Files", "Findings", "ListSchema", "MonthlyRun", "Receipts", "Report", "Table",
        "Validation", "Values", "ZipArchive",
      ]),
    tests(
      "IntakeTests",
      [
        "DelimitedText", "Files", "Findings", "Intake", "ListRecords", "ListSchema", "Table",
        "Validation", "Values", "Workbook", "ZipArchive",
      ], exclude: ["Files"]),
    tests(
      "SubmissionFormTests",
      [
        "Files", "Findings", "ListSchema", "SubmissionForm", "Table", "Values", "XMLStream",
        "ZipArchive",
      ]),
    tests("ReceiptsTests", ["Receipts", "DelimitedText", "Embedded", "Table", "Values"]),
    tests("LedgerTests", ["Ledger", "Table", "Values"]),
    tests(
      "ReportTests",
      [
        "DelimitedText", "Files", "Findings", "Ledger", "ListRecords", "ListSchema", "Receipts",
        "Report", "Table", "TemplateFill", "Values",
      ]),
    tests(
      "MonthlyRunTests",
      [
        "DelimitedText", "Files", "Findings", "Intake", "ListSchema", "MonthlyRun",
        "PackageRules", "Receipts", "Report", "Table", "Values", "Workbook", "ZipArchive",
      ]),
    tests(
      "FillRunTests", ["FillData", "Files", "MonthlyRun", "TemplateFill", "ZipArchive"]),
    tests(
      "CommandTests",
      [
        "Commands", "Files", "Values", "ZipArchive", "monthly-merge", "validate", argumentParser,
      ],
      exclude: ["Golden"]),
  ] + (isFuzzed ? fuzzers : []),
  cLanguageStandard: .c2x
)
