"""One small file of each format that a reader takes: what the fuzzing of readers begins with."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

TEXT = (
    "The harbour council said on Tuesday that the northern pier would stay shut.\n\n“We will not "
    "open it,” said its chair, Ada Lindqvist, on 3 May 2024. The guild demanded an answer."
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Pier shut | News</title>'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Pier shut",'
    '"datePublished":"2024-05-03"}</script></head><body><nav><a href="/1">More</a></nav>'
    f"<article><h1>Pier shut</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Pier</title>'
    "<link>https://x.test/1</link><guid>1</guid><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>"
    f"<description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item></channel></rss>"
)
NITF = (
    '<?xml version="1.0"?><nitf><head><title>Pier</title></head><body><body.head><hedline><hl1>Pier'
    '</hl1></hedline><dateline><story.date norm="20240503T100000Z"/></dateline></body.head>'
    f"<body.content><p>{TEXT}</p></body.content></body></nitf>"
)
NEWSML = (
    '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version='
    '"1"><itemMeta><versionCreated>2024-05-03T10:00:00Z</versionCreated></itemMeta><contentMeta>'
    "<headline>Pier</headline></contentMeta><contentSet><inlineXML><html xmlns="
    f'"http://www.w3.org/1999/xhtml"><body><p>{TEXT}</p></body></html></inlineXML></contentSet>'
    "</newsItem>"
)
OPML = (
    '<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text='
    '"Wires"><outline text="Harbour" title="Harbour &amp; more" type="rss" xmlUrl='
    '"https://x.test/feed"/></outline></body></opml>'
)
MAIL = (
    "From: Ada <ada@x.test>\r\nSubject: =?utf-8?q?Pier_shut?=\r\nDate: Fri, 3 May 2024 10:00:00 "
    '+0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n'
    f"Content-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n--b\r\nContent-Type: text/html\r\n"
    f"Content-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n--b--\r\n"
)
JSON = json.dumps({"title": "Pier", "maintext": TEXT, "date_publish": "2024-05-03 10:00:00"})
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = (
    f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r>'
    "</w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p><w:sectPr/></w:body></w:document>"
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension='
    '"xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType='
    '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATED = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type='
    f'"{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
CORE = (
    f'<?xml version="1.0"?><cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Pier</dc:title><dc:creator>Ada'
    '</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2024-05-03T10:00:00Z</dcterms:created>'
    "</cp:coreProperties>"
)
BREAK = b"\0--\0"
"""What parts the parts of a Word file in a sample, which are packed before they are read."""


def word(parts: bytes) -> bytes:
    """A Word file of a document and core properties with BREAK between them, packed anew."""
    document, _, core = parts.partition(BREAK)
    members = {
        "[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELATED.encode(),
        "word/document.xml": document, "docProps/core.xml": core,
    }  # fmt: skip
    return packed(members)


def packed(members: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def warc(body: str = PAGE) -> bytes:
    """A web archive of one page."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.test/1\r\nWARC-Date: "
        f"2024-05-03T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def pdf(text: str = "The pier stays shut, the council said.") -> bytes:
    """A page with a line of text; its title is "Pier shut", its day 3 May 2024."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(Pier shut)/CreationDate(D:20240503100000Z)>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj" % number + held + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 7\n0000000000 65535 f \n" + table
    return data + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % start


PARTS = DOCUMENT.encode() + BREAK + CORE.encode()
SAMPLES: dict[str, bytes] = {
    "text": TEXT.encode(), "html": PAGE.encode(), "feed": RSS.encode(), "warc": warc(),
    "gzip": gzip.compress(warc(), mtime=0), "gzipped": warc(),
    "zip": packed({"a.txt": TEXT.encode(), "b.html": PAGE.encode()}), "json": JSON.encode(),
    "csv": f'url,title,text\nhttps://x.test/1,Pier,"{TEXT}"\n'.encode(), "mail": MAIL.encode(),
    "nitf": NITF.encode(), "newsml": NEWSML.encode(), "opml": OPML.encode(),
    "addresses": b"https://x.test/1\nhttps://x.test/2\n", "pdf": pdf(),
    "docx": PARTS, "word": word(PARTS),
}  # fmt: skip
"""By target: a reader's name, or one that packs what is mutated before it is read."""
