import Fuzzing
import ZipArchive

// Any bytes as an archive: its directory, every name, all data of every entry.
Fuzzer.run { bytes in
  guard let archive = try? ZipReader(bytes: bytes) else { return }
  for entry in archive.entries {
    precondition(archive.entry(named: entry.text) != nil || entry.text.utf8.contains(0xBD))
    guard let content = try? archive.read(entry) else { continue }
    precondition(content.count == entry.size, "an entry yields what it states")
  }
}
