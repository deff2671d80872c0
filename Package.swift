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
  targets: [
    library("Table"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    library("ZipArchive", ["CZlib"]),
    library("XMLStream", ["CLibXML2"]),
    library("TemplateFill", ["Table", "XMLStream", "ZipArchive"]),
    library("Workbook", ["Table", "XMLStream", "ZipArchive"]),
    tests("TableTests", ["Table"]),
    tests("TemplateFillTests", ["Table", "TemplateFill", "XMLStream", "ZipArchive"]),
    tests("ZipArchiveTests", ["ZipArchive"]),
    tests("XMLStreamTests", ["XMLStream"]),
    tests("WorkbookTests", ["Table", "Workbook", "XMLStream", "ZipArchive"]),
  ],
  cLanguageStandard: .c2x
)
