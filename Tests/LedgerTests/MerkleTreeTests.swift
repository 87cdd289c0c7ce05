import Ledger
import Testing

@Suite struct MerkleTreeTests {
  private static let leaves = (0..<40).map { MerkleTree.leaf([UInt8($0)]) }

  private func tree(_ size: Int) -> MerkleTree { MerkleTree(leaves: Array(Self.leaves[..<size])) }

  /// The data, roots and proofs that Certificate Transparency's own tests are written against (RFC 6962, 2.1.3).
  @Test func itsRootsAreThoseOfRFC6962() throws {
    let data = [
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
      "606162636465666768696a6b6c6d6e6f",
    ]
    let roots = [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    let leaves = try data.map { MerkleTree.leaf(try #require(Hex.decode($0))) }
    let tree = MerkleTree(leaves: leaves)
    for (index, root) in roots.enumerated() {
      #expect(try tree.root(size: index + 1).hex == root)
    }
    #expect(
      MerkleTree.empty.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func everyLeafIsProvenInATreeOfEverySize() throws {
    for size in 1...Self.leaves.count {
      let tree = tree(size)
      let root = try tree.root(size: size)
      for index in 0..<size {
        let path = try tree.path(to: index, size: size)
        func leads(_ leaf: Digest, _ index: Int, _ size: Int, _ path: [Digest]) -> Bool {
          MerkleTree.root(from: leaf, at: index, size: size, path: path) == root
        }
        #expect(leads(Self.leaves[index], index, size, path))
        #expect(!leads(Self.leaves[(index + 1) % 40], index, size, path))
        #expect(!leads(Self.leaves[index], index, size, path + [root]))
        if size > 1 {
          #expect(!leads(Self.leaves[index], index, size, Array(path.dropLast())))
          #expect(!leads(Self.leaves[index], (index + 1) % size, size, path))
        }
        #expect(path.count <= 6)
      }
    }
  }

  @Test func everyStateIsProvenToGoOnFromEveryEarlierOne() throws {
    let whole = tree(40)
    for new in 0...40 {
      for old in 0...new {
        let proof = try whole.consistency(from: old, to: new)
        let before = (size: old, root: try whole.root(size: old))
        let after = (size: new, root: try whole.root(size: new))
        #expect(MerkleTree.extends(before, to: after, proof: proof), "\(old) to \(new)")
        guard old > 0, old < new else { continue }
        let other = MerkleTree.leaf([255])
        #expect(!MerkleTree.extends((old, other), to: after, proof: proof))
        #expect(!MerkleTree.extends(before, to: (new, other), proof: proof))
        #expect(!MerkleTree.extends(before, to: after, proof: Array(proof.dropLast())))
        #expect(!MerkleTree.extends(before, to: after, proof: proof + [other]))
      }
    }
  }
}
