import Testing

@testable import Report

@Suite struct PageListTests {
  @Test(arguments: [
    ([], 10, []), ([3, 4], 10, [3, 4]), ([100, 2, 100], 12, [5, 2, 5]), ([9], 5, [5]),
    ([5, 5, 5], 2, [1, 1, 0]), ([0, 7], 3, [0, 3]), ([1, 1], 0, [0, 0]),
    ([1_000_000, 1, 50, 50], 101, [34, 1, 33, 33]),
  ])
  func roomIsSharedOutEvenly(counts: [Int], limit: Int, shares: [Int]) {
    #expect(PageList.shares(of: counts, limit: limit) == shares)
  }

  @Test func noShareIsMoreThanThereIs() {
    for limit in 0..<60 {
      let counts = [0, 1, 30, 7, 2, 19]
      let shares = PageList.shares(of: counts, limit: limit)
      #expect(shares.reduce(0, +) == min(limit, 59))
      #expect(zip(shares, counts).allSatisfy { $0 <= $1 })
    }
  }
}
