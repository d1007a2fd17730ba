"""Saved networks: list, keep, change, delete."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.store.models import Network, new_id, now
from server.wire.problems import refusal


def newest(session: Session, owner: str, count: int = 200) -> list[Network]:
    """Somebody's networks, the one changed last first."""
    theirs = select(Network).where(Network.owner == owner)
    return list(session.scalars(theirs.order_by(Network.updated.desc()).limit(count)))


def get(session: Session, network: str) -> Network:
    """One network, or a refusal."""
    found = session.get(Network, network)
    if found is None:
        raise refusal("network_unknown", status=404)
    return found


def add(session: Session, owner: str, document: dict[str, Any], limit: int) -> Network:
    """Keep a new network, unless the server keeps ``limit`` already."""
    if (session.scalar(select(func.count()).select_from(Network)) or 0) >= limit:
        raise refusal("networks_full", status=409, limit=limit)
    network = Network(
        id=new_id(), owner=owner, name=name_of(document), document=document, updated=now()
    )
    session.add(network)
    return network


def change(network: Network, document: dict[str, Any]) -> Network:
    """Put another document in a network's place."""
    network.document, network.name, network.updated = document, name_of(document), now()
    return network


def name_of(document: dict[str, Any]) -> str:
    """The document's name, cut to what the table holds."""
    return str(document.get("name", ""))[:200]
