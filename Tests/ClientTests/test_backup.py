"""A backup is a database that anybody can read, and what anybody can check."""

import hashlib
import pathlib
import sqlite3
import tempfile
import unittest

from reckoner.v1 import gateway_service_pb2 as gateway
from world import world


class Backups(unittest.TestCase):
    def setUp(self):
        self.gateway = world().clients.gateway

    def test_one_that_is_sent_is_the_chain_of_the_ledger(self):
        content, report, stages = b"", None, set()
        for answer in self.gateway.BackupLedger(gateway.BackupLedgerRequest(send=True)):
            part = answer.WhichOneof("part")
            if part == "content":
                self.assertIsNone(report)
                content += answer.content
            elif part == "report":
                report = answer.report
            else:
                stages.add(answer.progress.stage)
        self.assertGreater(len(stages), 2)
        backup = report.backup
        self.assertEqual(len(content), backup.size)
        self.assertEqual(hashlib.sha256(content).digest(), backup.digest)
        self.assertEqual(report.directory, "")
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "ledger"
            path.write_bytes(content)
            ledger = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
            chain, entries = bytes(32), 0
            for packed, stored in ledger.execute("SELECT bytes, hash FROM entry ORDER BY sequence"):
                chain = hashlib.sha256(chain + packed).digest()
                self.assertEqual(chain, stored)
                entries += 1
            ledger.close()
        self.assertEqual(entries, backup.revision)
        self.assertEqual(chain, backup.hash)

    def test_those_that_are_kept_are_listed(self):
        *_, last = self.gateway.BackupLedger(gateway.BackupLedgerRequest())
        answer = self.gateway.BrowseBackups(gateway.BrowseBackupsRequest())
        self.assertEqual(answer.directory, last.report.directory)
        self.assertIn(last.report.backup, list(answer.backups))
        self.assertTrue(answer.status.complete)
