"""The guard: which addresses may be fetched from. It wraps ssrfguard, and nothing else here knows of it.

A name is looked up once, every address it has is checked, and the connection is made to a checked address.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

import httpx
from ssrfguard import BlockedAddressError, Policy, SSRFGuardError

from core.errors import ConfigurationError, ForbiddenAddressError

Network = IPv4Network | IPv6Network

WEB_PORTS = frozenset({80, 443})
_UNPUBLIC = (ip_network("168.63.129.16/32"), ip_network("::ffff:0:0:0/96"), ip_network("2001:20::/28"))
"""Addresses that look public and are not: Azure's host, IPv4 in translation (RFC 7915), and ORCHIDs (RFC 7343)."""

_EVERY_PORT = frozenset(range(1, 65536))


class Guard:
    """Refuses what is not the public web: other schemes and ports, credentials, addresses that are not public.

    Addresses inside `allow_networks` may be reached although they are private, and on any port.
    """

    def __init__(self, allow_networks: Iterable[Network | str] = ()) -> None:
        """Take the networks, as values or as CIDR texts. Raises ConfigurationError."""
        try:
            self._allowed = tuple(ip_network(str(network), strict=False) for network in allow_networks)
            self._policy = Policy(
                allowed_networks=self._allowed,
                allowed_ports=_EVERY_PORT if self._allowed else WEB_PORTS,
                # Where a private network is allowed, "localhost" has an allowed address beside a refused one.
                on_partial_block="drop" if self._allowed else "reject",
            )
        except ValueError as exc:
            raise ConfigurationError(f"DATELINE_ALLOW_NETWORKS cannot be used: {exc}") from exc

    def check(self, url: str) -> None:
        """Check what can be seen without a look-up: scheme, credentials, port, a literal address in any spelling.

        Raises ForbiddenAddressError.
        """
        try:
            self._policy.check_url(url)
        except SSRFGuardError as exc:
            raise ForbiddenAddressError(url, str(getattr(exc, "reason", exc))) from exc

    def transport(self) -> httpx.AsyncBaseTransport:
        """Return a transport that connects to checked addresses alone; it raises `REFUSALS` where there is none."""
        from ssrfguard.httpx import AsyncSafeTransport  # slow to load, and nothing is fetched in the first moments

        return AsyncSafeTransport(policy=self._policy, resolver=self._addresses, trust_env=False)

    def _addresses(self, host: str, port: int, *how: Any) -> list[tuple[Any, ...]]:
        """Look a name up; on another port than the web's, only the allowed networks are open."""
        found = socket.getaddrinfo(host, port, *how)
        if any(_is_in(str(row[4][0]), _UNPUBLIC) for row in found):
            raise BlockedAddressError(host, "an address that is not public")
        if port in WEB_PORTS:
            return list(found)
        inside = [row for row in found if _is_in(str(row[4][0]), self._allowed)]
        if not inside:
            raise BlockedAddressError(host, f"port {port} is open inside the allowed networks only")
        return list(inside)


def _is_in(address: str, networks: Iterable[Network]) -> bool:
    found = ip_address(address)
    return any(found in network for network in networks if network.version == found.version)


REFUSALS = (SSRFGuardError,)
"""What the transport raises for an address that it refuses."""
