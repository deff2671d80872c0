import Glibc

/// Makes sure that a file may be read, without reading it.
///
/// - Parameter path: Path of the file.
/// - Throws: `FileError`, such as one that names the missing permission.
public func assureReadable(_ path: String) throws(FileError) {
  _ = try Descriptor(path, O_RDONLY)
}
