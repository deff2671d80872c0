// swift-tools-version: 6.2

import PackageDescription

/// One set of settings for every target. Warnings are errors in CI only, so that a newer
/// toolchain's new warning never keeps a user from building a release.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "monthly-merge",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2")
  ],
  targets: [
    library("Values"),
    tests("ValuesTests", ["Values"]),
    library("Findings", ["Table", "Values", .product(name: "Yams", package: "Yams")]),
    tests("FindingsTests", ["Findings", "Values"]),
    library("ListSchema", ["Values"]),
    tests("ListSchemaTests", ["ListSchema", "Values"]),
    library("Table"),
    .systemLibrary(name: "CFiles"),
    library("Files", ["CFiles"]),
    library("DelimitedText", ["Table"]),
    .target(name: "CEmbedded", path: "Templates", sources: ["embedded.c"]),
    library("Embedded", ["CEmbedded", "Files"]),
    library("Receipts", ["DelimitedText", "Table", "Values"]),
    library("ListRecords", ["Findings", "ListSchema", "Table", "Values"]),
    library("Validation", ["Findings", "ListRecords", "ListSchema", "Table", "Values"]),
    tests("ValidationTests", ["ListSchema", "Validation", "Values"]),
    tests("TableTests", ["Table"]),
    tests("FilesTests", ["Files"]),
    tests("DelimitedTextTests", ["DelimitedText", "Table"]),
    tests("EmbeddedTests", ["Embedded", "Files"]),
    tests("ReceiptsTests", ["Receipts", "DelimitedText", "Embedded", "Table", "Values"]),
  ],
  cLanguageStandard: .c2x
)
