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
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
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
    library("Ledger", ["Table", "Values"]),
    library("Files", ["CFiles"]),
    library("DelimitedText", ["Table"]),
    .target(name: "CEmbedded", path: "Templates", sources: ["embedded.c"]),
    library("Embedded", ["CEmbedded", "Files"]),
    library("ListRecords", ["Findings", "ListSchema", "Table", "Values"]),
    library("Validation", ["Findings", "ListRecords", "ListSchema", "Table", "Values"]),
    tests("ValidationTests", ["ListSchema", "Validation", "Values"]),
    library("Receipts", ["DelimitedText", "Table", "Values"]),
    tests("TableTests", ["Table"]),
    tests("FilesTests", ["Files"]),
    tests("DelimitedTextTests", ["DelimitedText", "Table"]),
    tests("EmbeddedTests", ["Embedded", "Files"]),
    tests("ReceiptsTests", ["Receipts", "DelimitedText", "Embedded", "Table", "Values"]),
    tests("LedgerTests", ["Ledger", "Table", "Values"]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    library("ZipArchive", ["CZlib"]),
    library("XMLStream", ["CLibXML2"]),
    library("TemplateFill", ["Table", "XMLStream", "ZipArchive"]),
    tests("TemplateFillTests", ["Table", "TemplateFill", "XMLStream", "ZipArchive"]),
    tests("ZipArchiveTests", ["ZipArchive"]),
    tests("XMLStreamTests", ["XMLStream"]),
    library(
      "Report",
      [
        "DelimitedText", "Findings", "Ledger", "ListRecords", "ListSchema", "Receipts", "Table",
        "TemplateFill", "Values", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    tests(
      "ReportTests",
      [
        "DelimitedText", "Files", "Findings", "Ledger", "ListRecords", "ListSchema", "Receipts",
        "Report", "Table", "TemplateFill", "Values",
      ]),
  ],
  cLanguageStandard: .c2x
)
