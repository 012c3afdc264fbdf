"""What a fill did, in sentences for the learner."""

from __future__ import annotations

from dataclasses import dataclass, field

_MANY = 4


@dataclass
class FillReport:
    """Paths in the workbook, by what happened to them.

    Attributes
    ----------
    folder
        The workbook folder, as text.
    total
        How many files the course has.
    new, back, refreshed, removed
        Filled for the first time; had been deleted and came back; brought up to date; taken out, because the
        course no longer has them.
    outdated
        Changed by the learner where the course has a newer version.
    own
        Changed by the learner, nothing newer to show.
    retired
        Changed by the learner and no longer part of the course.
    blocked
        A folder's place is taken by a file or a link, so nothing was filled there.
    record_lost
        The record of what was filled could not be read.
    """

    folder: str
    total: int = 0
    new: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    record_lost: bool = False

    def sentences(self) -> list[str]:
        """Say what happened, the most ordinary first."""
        said = [self._opening(), *self._came_and_went(), *self._stayed()]
        if self.record_lost:
            said.append(
                "The record of what was filled before (.securebase/filled.json) could not be read, so every "
                "file that differs from the course counts as yours and is kept."
            )
        return said

    def _opening(self) -> str:
        if self.total and len(self.new) == self.total:
            return f"Your workbook is ready in {self.folder}."
        if not (self.new or self.back or self.refreshed or self.removed):
            return f"Your workbook in {self.folder} is up to date."
        return f"Your workbook in {self.folder} is now up to date."

    def _came_and_went(self) -> list[str]:
        said = []
        if self.new and len(self.new) < self.total:
            said.append(f"New: {_listed(self.new)}.")
        if self.refreshed:
            said.append(f"In a new version: {_listed(self.refreshed)}.")
        if self.back:
            said.append(f"Restored, because they were missing: {_listed(self.back)}.")
        if self.removed:
            said.append(
                f"Removed, because they are no longer part of the course and you had not changed them: "
                f"{_listed(self.removed)}."
            )
        return said

    def _stayed(self) -> list[str]:
        said = [
            f"You changed {path}, so it stays as it is. To see the new version, rename yours and start again."
            for path in self.outdated
        ]
        said += [
            f"{path} is no longer part of the course. You changed it, so it stays." for path in self.retired
        ]
        said += [
            f"{path} is not a folder of the workbook, so the course's files for it could not be added. To "
            "get them, rename it and start again."
            for path in self.blocked
        ]
        if self.own:
            said.append(f"Kept with your changes: {_listed(self.own)}.")
        return said


def _listed(paths: list[str]) -> str:
    if len(paths) > _MANY:
        return f"{len(paths)} files, from {paths[0]} to {paths[-1]}"
    return ", ".join(paths)
