"""The metadata packet that makes one file both PDF/A-3a and PDF/UA-1.

ISO 19005-3 6.6 wants the packet uncompressed and every non-standard property described in an
extension schema; ``pdfuaid:part`` (ISO 14289-1) is such a property, so it is described here.
"""

from xml.sax.saxutils import escape

_PAKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdf:Producer>{penghasil}</pdf:Producer>
<xmp:CreatorTool>{alat}</xmp:CreatorTool>{tanggal}
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{judul}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{penulis}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{bahasa}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def paket_xmp(
    *,
    judul: str,
    penulis: str,
    bahasa: str,
    penghasil: str,
    alat: str,
    tanggal: str | None,
) -> bytes:
    """Return the XMP packet as UTF-8.

    ``tanggal`` is an ISO 8601 time with offset, or ``None`` for no dates at all. The values must
    be the same as in the document information dictionary.
    """
    cap = ""
    if tanggal:
        cap = "".join(f"\n<xmp:{n}Date>{tanggal}</xmp:{n}Date>" for n in ("Create", "Modify"))
    return _PAKET.format(
        judul=escape(judul),
        penulis=escape(penulis),
        bahasa=escape(bahasa),
        penghasil=escape(penghasil),
        alat=escape(alat),
        tanggal=cap,
    ).encode()
