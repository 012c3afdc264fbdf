"""One fill: judge each file, write the record, then the files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from securebase.course.atomic import sync_folder, write_atomically
from securebase.course.workbook.carried_answers import with_answers_of
from securebase.course.workbook.digest import digest, sha256
from securebase.course.workbook.record import Record, load_record
from securebase.course.workbook.report import FillReport


@dataclass(frozen=True)
class _Found:
    """What lies at a file's place: its bytes and digest, or that something else does."""

    data: bytes | None
    digest: str | None
    missing: bool = False


class Filling:
    """One fill: look at everything, write the record, then the files."""

    def __init__(self, folder: Path, record: Path, scratch: Path) -> None:
        self.folder = folder
        self.record_path = record
        self.scratch = scratch
        self.record: Record = load_record(record)
        self.report = FillReport(str(folder), record_lost=self.record.damaged)
        self.to_write: list[tuple[PurePosixPath, bytes, _Found]] = []
        self.to_remove: list[tuple[PurePosixPath, _Found]] = []
        self.complete: dict[str, str] = {}

    def run(self, files: dict[PurePosixPath, bytes]) -> FillReport:
        """Fill in ``files`` and say what happened to each."""
        self.report.total = len(files)
        for path, data in files.items():
            self._judge(path, data)
        for place in sorted(set(self.record.digests) - {str(path) for path in files}):
            self._judge_retired(PurePosixPath(place))
        self.record.save(self.record_path, self.scratch)
        for path, data, before in self.to_write:
            self._write(path, data, before)
        for path, before in self.to_remove:
            self._remove(path, before)
        self.record.current = self.complete
        self.record.save(self.record_path, self.scratch)
        return self.report

    def _judge(self, path: PurePosixPath, data: bytes) -> None:
        place, version = str(path), sha256(data)
        blocking = self._blocking(path)
        if blocking is not None:
            if blocking not in self.report.blocked:
                self.report.blocked.append(blocking)
            return
        found = self._look(path)
        ours = digest(path, data)
        same = found.digest is not None and found.digest == ours
        if not (found.missing or same or self.record.knows(place, found.digest)):
            self._keep(place, version)
        elif found.data == data or (same and self.record.current.get(place) == version):
            self.record.add(place, ours)
            self.complete[place] = version
        else:
            happened = self._what_writing_means(place, missing=found.missing)
            happened.append(place)
            self.record.add(place, ours)
            self.record.current.pop(place, None)
            self.to_write.append((path, data, found))

    def _what_writing_means(self, place: str, *, missing: bool) -> list[str]:
        if not missing:
            return self.report.refreshed
        return self.report.back if place in self.record.digests else self.report.new

    def _keep(self, place: str, version: str) -> None:
        before = self.record.current.get(place)
        if before is not None:
            self.complete[place] = before
        (self.report.own if before == version else self.report.outdated).append(place)

    def _judge_retired(self, path: PurePosixPath) -> None:
        if self._blocking(path) is not None:
            return
        found = self._look(path)
        if self.record.knows(str(path), found.digest):
            self.report.removed.append(str(path))
            self.to_remove.append((path, found))
        elif not found.missing and str(path) in self.record.current:
            # Said once: it then leaves the record of what is current.
            self.report.retired.append(str(path))

    def _blocking(self, path: PurePosixPath) -> str | None:
        for parent in list(path.parents)[-2::-1]:
            place = self.folder / parent
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                return str(parent)
        return None

    def _look(self, path: PurePosixPath) -> _Found:
        place = self.folder / path
        if not os.path.lexists(place):
            return _Found(None, None, missing=True)
        if place.is_symlink() or not place.is_file():
            return _Found(None, None)
        try:
            data = place.read_bytes()
        except OSError:
            return _Found(None, None)
        return _Found(data, digest(path, data))

    def _still(self, path: PurePosixPath, before: _Found) -> bool:
        """Whether nothing happened to a file since it was judged: JupyterLab may be saving right now."""
        place = self.folder / path
        if before.missing:
            return not os.path.lexists(place)
        return place.is_file() and not place.is_symlink() and place.read_bytes() == before.data

    def _write(self, path: PurePosixPath, data: bytes, before: _Found) -> None:
        if not self._still(path, before):
            self.report.outdated.append(str(path))
            return
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, with_answers_of(before.data, data), self.scratch)
        self.complete[str(path)] = sha256(data)

    def _remove(self, path: PurePosixPath, before: _Found) -> None:
        if not self._still(path, before):
            self.report.retired.append(str(path))
            return
        target = self.folder / path
        target.unlink()
        for parent in list(path.parents)[:-1]:
            folder = self.folder / parent
            if any(folder.iterdir()):
                break
            folder.rmdir()
        sync_folder(next(place for place in target.parents if place.is_dir()))
