import Ledger

/// Finds the newest row of a claim id: an open-addressed table of row numbers. It asks the rows for their ids, so that
/// the 32 bytes of an id are kept once and not twice.
struct RowIndex: Sendable {
  /// Row number plus one; 0 is free. The size is a power of two.
  private var slots = [UInt32](repeating: 0, count: 64)
  private var used = 0

  func find(_ id: ClaimID, in rows: [ClaimRow]) -> Int? {
    let slot = slots[place(of: id, in: rows)]
    return slot == 0 ? nil : Int(slot) - 1
  }

  /// Points the id of that row to it, away from an older row of the same id.
  mutating func insert(row: Int, in rows: [ClaimRow]) {
    if (used + 1) * 4 > slots.count * 3 { grow(rows) }
    let place = place(of: rows[row].id, in: rows)
    if slots[place] == 0 { used += 1 }
    slots[place] = UInt32(row) + 1
  }

  private func place(of id: ClaimID, in rows: [ClaimRow]) -> Int {
    let mask = slots.count - 1
    var place = id.hashValue & mask
    while slots[place] != 0, rows[Int(slots[place]) - 1].id != id { place = (place + 1) & mask }
    return place
  }

  private mutating func grow(_ rows: [ClaimRow]) {
    let old = slots
    slots = [UInt32](repeating: 0, count: old.count * 2)
    for slot in old where slot != 0 {
      slots[place(of: rows[Int(slot) - 1].id, in: rows)] = slot
    }
  }

  var byteCount: Int { slots.capacity * MemoryLayout<UInt32>.stride }
}
