"""Writes of this room, by noun: ``basket``, ``handing``, ``templates``, …"""

from medagora.prescriptions.services.handing import hand_over, withdraw

__all__ = ["hand_over", "withdraw"]
