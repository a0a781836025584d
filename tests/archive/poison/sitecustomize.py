"""Put first on the path of scanning processes: texts that end, stop or fail the process that reads them."""

from __future__ import annotations

import os
import signal
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from typing import Any


class _Poison(MetaPathFinder):
    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name != "compliance.checker":
            return None
        spec = PathFinder.find_spec(name, path)
        assert spec is not None
        assert spec.loader is not None
        inner = spec.loader.exec_module

        def load(module: Any) -> None:
            inner(module)
            read = module.Checker.read

            def poisoned(self: Any, document: Any, *others: Any, **named: Any) -> Any:
                if "POISON KILL" in document.text:
                    os.kill(os.getpid(), signal.SIGKILL)
                if "POISON LOOP" in document.text:
                    while True:
                        pass
                if "POISON RAISE" in document.text:
                    raise ZeroDivisionError("poison")
                return read(self, document, *others, **named)

            module.Checker.read = poisoned

        spec.loader.exec_module = load  # type: ignore[method-assign]
        return spec


sys.meta_path.insert(0, _Poison())
