"""Meetings as calendar entries (RFC 5545): one entry per sitting."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from pokja.enums_rapat import StatusRapat
from pokja.models import Rapat

MIME = "text/calendar; charset=utf-8"


def ics(semua: Iterable[Rapat], alamat: str = "") -> bytes:
    """Return *semua* (``sesi`` prefetched) as a calendar file; *alamat*: where to read more.

    An entry keeps its identity, so that a calendar which knows it already moves or strikes it.
    """
    kalender = Calendar()
    kalender.add("prodid", "-//Sistem P3AKS//Rapat Pokja//ID")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    for rapat in semua:
        for sesi in rapat.sesi.all():
            acara = Event()
            acara.add("uid", f"{sesi.pk}@p3aks")
            acara.add("sequence", rapat.versi + sesi.versi)
            acara.add("dtstamp", sesi.dibuat_pada.astimezone(dt.UTC))
            acara.add("dtstart", sesi.mulai.astimezone(dt.UTC))
            acara.add("dtend", sesi.selesai.astimezone(dt.UTC))
            acara.add("summary", f"{rapat.acara}: {sesi.judul}" if sesi.judul else rapat.acara)
            if tempat := sesi.tempat or rapat.tempat:
                acara.add("location", tempat)
            if rapat.tautan:
                acara.add("description", f"Tautan rapat daring: {rapat.tautan}")
            if alamat:
                acara.add("url", alamat)
            batal = rapat.status == StatusRapat.DIBATALKAN
            acara.add("status", "CANCELLED" if batal else "CONFIRMED")
            kalender.add_component(acara)
    return kalender.to_ical()
