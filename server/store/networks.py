"""Saved networks: list, keep, change, delete."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.store.models import Network, now
from server.wire.problems import refusal


def newest(session: Session, count: int = 200) -> list[Network]:
    """The networks changed last."""
    return list(session.scalars(select(Network).order_by(Network.updated.desc()).limit(count)))


def get(session: Session, network: str) -> Network:
    """One network, or a refusal."""
    found = session.get(Network, network)
    if found is None:
        raise refusal("network_unknown", status=404)
    return found


def add(session: Session, document: dict[str, Any], limit: int) -> Network:
    """Keep a new network, unless the server keeps ``limit`` already."""
    if (session.scalar(select(func.count()).select_from(Network)) or 0) >= limit:
        raise refusal("networks_full", status=409, limit=limit)
    network = Network(id=uuid.uuid4().hex, name=name_of(document), document=document, updated=now())
    session.add(network)
    return network


def change(session: Session, network: str, document: dict[str, Any]) -> Network:
    """Put another document in a network's place."""
    found = get(session, network)
    found.document, found.name, found.updated = document, name_of(document), now()
    return found


def remove(session: Session, network: str) -> None:
    """Delete a network."""
    session.delete(get(session, network))


def name_of(document: dict[str, Any]) -> str:
    """The document's name, cut to what the table holds."""
    return str(document.get("name", ""))[:200]
