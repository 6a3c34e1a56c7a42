"""The sample's panelists: each joins with a pack on a desk of their own and exchanges sheets through a mailbox."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from jetdesk.desk.desk import Desk
from jetdesk.services import exchange, laptops, people, reveal


@dataclass(frozen=True, slots=True)
class Laptops:
    """Where they are built, and where they will be found once the sample office is whole."""

    making: Path
    place: Path
    passphrase: str

    @contextmanager
    def joined(self, coordinator: Desk, panel: str) -> Iterator[Mapping[str, Desk]]:
        """Desks of this panel's members, by person, open."""
        members = next(each.members for each in people.list_panels(coordinator) if each.id == panel)
        with ExitStack() as stack:
            desks = {member: stack.enter_context(self._join(coordinator, member)) for member in members}
            for desk in (coordinator, *desks.values()):
                exchange.remember_mailbox(desk, str(self.place / "mailbox"))
            self.exchange(coordinator, desks)
            yield desks

    def exchange(self, coordinator: Desk, desks: Mapping[str, Desk]) -> None:
        """Everybody syncs; whose sheets are all in is revealed; everybody learns of it."""
        mailbox = self.making / "mailbox"
        mailbox.mkdir(exist_ok=True)
        exchange.sync(coordinator, str(mailbox))
        for desk in desks.values():
            exchange.sync(desk, str(mailbox))
        exchange.sync(coordinator, str(mailbox))
        reveal.reveal(coordinator)
        for desk in (coordinator, *desks.values(), coordinator):
            exchange.sync(desk, str(mailbox))

    def _join(self, coordinator: Desk, person: str) -> Desk:
        pack = laptops.pack(coordinator, person, self.making / f"{person}{laptops.PACK_SUFFIX}")
        joined = laptops.join(pack.file, pack.code, self.making / person, self.passphrase)
        pack.file.unlink()
        return joined.desk
