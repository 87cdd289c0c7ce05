"""A stack of services for one class of tests, which may end or change what it likes."""

import unittest

from clients import Clients
from stack import Stack


class OwnStack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = Stack()
        cls.addClassCleanup(cls.stack.close)
        cls.stack.__enter__()
        cls.clients = Clients(cls.stack)
        cls.addClassCleanup(cls.clients.close)
