"""Make ``resources/documents/letter.docx``: the empty A4 page, in Danish, of our Word files.

Run by hand when the looks change; what it makes is committed:

    python scripts/build_word_template.py resources/documents/letter.docx
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
INK, QUIET, ACCENT, LINE, FAMILY = "1F2328", "5B6068", "1F5F5B", "D5D1C9", "D9A441"
FAMILY_INK, WARN = "6B4200", "8A5A00"

CONTENT_TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>
<Override PartName="/word/settings.xml" ContentType="{WORD_TYPE}.settings+xml"/>
<Override PartName="/word/fontTable.xml" ContentType="{WORD_TYPE}.fontTable+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{WORD_TYPE}.numbering+xml"/>
<Override PartName="/word/footer1.xml" ContentType="{WORD_TYPE}.footer+xml"/>
<Override PartName="/word/theme/theme1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml"
 ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
</Types>"""

PACKAGE_RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/>
</Relationships>"""

DOCUMENT_RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/fontTable" Target="fontTable.xml"/>
<Relationship Id="rId4" Type="{OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="rId5" Type="{OFFICE}/footer" Target="footer1.xml"/>
<Relationship Id="rId6" Type="{OFFICE}/theme" Target="theme/theme1.xml"/>
</Relationships>"""

DOCUMENT = f"""<w:document {W} {R}><w:body><w:sectPr>
<w:footerReference w:type="default" r:id="rId5"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1191" w:right="1474" w:bottom="1304" w:left="1474"
 w:header="567" w:footer="624" w:gutter="0"/>
</w:sectPr></w:body></w:document>"""

SETTINGS = f"""<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="da-DK" w:bidi="ar-SA"/>
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""

# Carlito has the widths of Calibri: the lines break alike where Calibri is missing.
FONTS = f"""<w:fonts {W}><w:font w:name="Calibri"><w:altName w:val="Carlito"/>
<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>
<w:pitch w:val="variable"/></w:font></w:fonts>"""

CORE = f"""<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<dc:title></dc:title><dc:creator></dc:creator><dc:language>da-DK</dc:language>
</cp:coreProperties>"""

APP = """<Properties
 xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
<Application>Mødeleder</Application></Properties>"""

# Word asks for a theme; none of our styles takes a colour or font from it.
_COLOURS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": QUIET,
    "lt2": "F6F5F2",
    "accent1": ACCENT,
    "accent2": FAMILY,
    "accent3": "2B5C9E",
    "accent4": "1E6B3A",
    "accent5": "8A5A00",
    "accent6": "A32A2A",
    "hlink": ACCENT,
    "folHlink": QUIET,
}


def _theme() -> str:
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{main}" name="Rolig"><a:themeElements>'
        f'<a:clrScheme name="Rolig">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Rolig"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Rolig"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


FOOTER = (
    f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t></w:t></w:r>'
    '<w:r><w:tab/><w:t xml:space="preserve">Side </w:t></w:r>'
    + _field("PAGE")
    + '<w:r><w:t xml:space="preserve"> af </w:t></w:r>'
    + _field("NUMPAGES")
    + "</w:p></w:ftr>"
)


def _bullets(number: int, left: int) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="284"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
        f'<w:color w:val="{ACCENT}"/></w:rPr></w:lvl></w:abstractNum>'
    )


NUMBERING = (
    f"<w:numbering {W}>{_bullets(0, 284)}{_bullets(1, 510)}{_bullets(2, 397)}"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def _style(
    key: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    after: str = "",
) -> str:
    follower = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{follower}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, before: int, after: int, size: int, colour: str) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}" '
        f'w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        after="Normal",
    )


_BAR = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{FAMILY}"/></w:pBdr>'
_RULE = f'<w:pBdr><w:top w:val="single" w:sz="8" w:space="10" w:color="{ACCENT}"/></w:pBdr>'
_SMALL = f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'

TABLE_STYLE = f"""<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="CalmTable"><w:name w:val="Rolig tabel"/>
<w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
<w:bottom w:w="60" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{ACCENT}"/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""


def _styles() -> str:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="da-DK" w:eastAsia="da-DK" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    font = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    return f"<w:styles {W}>{defaults}{normal}{font}{TABLE_STYLE}{_paragraph_styles()}</w:styles>"


def _paragraph_styles() -> str:
    line = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    return "".join(
        (
            _heading(1, 400, 40, 40, INK),
            _heading(2, 320, 80, 27, INK),
            _heading(3, 200, 40, 22, ACCENT),
            _style(
                "Who",
                "Barn og sagsnummer",
                '<w:spacing w:after="200"/>',
                _SMALL.replace("18", "23"),
            ),
            _style("Organisation", "Brevhoved", line, "<w:b/><w:bCs/>"),
            _style("Address", "Brevhoved adresse", line, _SMALL),
            _style("Logo", "Brevhoved logo", line + '<w:jc w:val="right"/>'),
            _style(
                "Facts",
                "Fakta",
                '<w:tabs><w:tab w:val="left" w:pos="1474"/></w:tabs>'
                '<w:spacing w:after="40"/><w:ind w:left="1474" w:hanging="1474"/>',
            ),
            _style(
                "Draft",
                "Kladdemærke",
                '<w:spacing w:before="240" w:after="0"/>',
                '<w:b/><w:bCs/><w:color w:val="8A5A00"/>',
            ),
            _style("Important", "Det vigtigste", _RULE, based="Heading2", after="Normal"),
            _style("ListBullet", "List Bullet", _numbered(1, 60)),
            _style("Small", "Lille", '<w:spacing w:before="120"/>', _SMALL),
            _style(
                "FamilyHeading",
                "Familiens overskrift",
                f'{_BAR}<w:ind w:left="226"/>',
                based="Heading2",
                after="FamilyWords",
            ),
            _style("FamilyWords", "Familiens ord", f'{_BAR}<w:ind w:left="226"/>'),
            _style("FamilyBullet", "Familiens punkt", _numbered(2, 60, _BAR)),
            *_points(),
            *_notes(),
            *_childs_page(),
            *_looks(),
            _style("Cell", "Tabeltekst", line, '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
            _style(
                "Footer",
                "footer",
                '<w:tabs><w:tab w:val="right" w:pos="8958"/></w:tabs>' + line,
                _SMALL.replace("18", "17"),
            ),
        )
    )


def _points() -> list[str]:
    """Return the styles of a point on the agenda, plain and as the family's own."""
    styles = []
    for key, name, bar in (("Point", "Punkt", ""), ("FamilyPoint", "Familiens emne", _BAR)):
        side = '<w:ind w:left="226"/>'
        keep = "<w:keepNext/><w:keepLines/>"
        title = f'{keep}{bar}<w:spacing w:before="160" w:after="0"/>{side}'
        about = f'<w:keepLines/>{bar}<w:spacing w:after="0"/>{side}'
        styles.append(_style(key, name, title, "<w:b/><w:bCs/>"))
        styles.append(_style(f"{key}About", f"{name} om", about, _SMALL))
        styles.append(_style(f"{key}Words", f"{name} ord", about))
    return styles


def _notes() -> list[str]:
    """Return the styles of remarks, of marks on what no longer holds, and of what to notice."""
    styles = []
    warn_bar = _BAR.replace(FAMILY, WARN).replace('"single" w:sz="18"', '"dashed" w:sz="8"')
    kinds = (
        ("Remark", "Bemærkning", _BAR, FAMILY_INK),
        ("Retired", "Ikke aktuelt", warn_bar, WARN),
    )
    side, size = '<w:ind w:left="453"/>', '<w:sz w:val="20"/><w:szCs w:val="20"/>'
    for key, name, bar, ink in kinds:
        first = f'<w:keepNext/>{bar}<w:spacing w:before="80" w:after="20"/>{side}'
        bold = f'<w:b/><w:bCs/><w:color w:val="{ink}"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
        styles.append(_style(f"{key}From", f"{name} fra", first, bold))
        about = f'<w:keepNext/>{bar}<w:spacing w:after="20"/>{side}'
        styles.append(_style(f"{key}About", f"{name} om", about, _SMALL))
        styles.append(_style(key, name, f'{bar}<w:spacing w:after="80"/>{side}', size))
    rule = _BAR.replace(FAMILY, ACCENT)
    warn = f'<w:b/><w:bCs/><w:color w:val="{WARN}"/>'
    return [
        *styles,
        _style("Answer", "Svar", f'<w:spacing w:after="160"/>{side}', size),
        _style("Notice", "Bemærk", f'{rule}<w:spacing w:before="160"/><w:ind w:left="226"/>'),
        _style("OnlyFor", "Kun for", "<w:keepNext/>", warn),
    ]


def _childs_page() -> list[str]:
    """Return the styles of the child's page: large letters and much room."""
    large = '<w:sz w:val="30"/><w:szCs w:val="30"/>'
    room = '<w:spacing w:after="240" w:line="324" w:lineRule="auto"/>'
    bold = f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'
    return [
        _style(
            "ChildHeading",
            "Til barnet overskrift",
            '<w:spacing w:before="400" w:after="160"/>',
            '<w:sz w:val="52"/><w:szCs w:val="52"/>',
            based="Heading1",
            after="Child",
        ),
        _style("Child", "Til barnet", room, large),
        _style(
            "ChildDay",
            "Til barnet dag",
            '<w:spacing w:after="480"/>',
            f'<w:color w:val="{QUIET}"/>{large}',
        ),
        _style("ChildBullet", "Til barnet punkt", _numbered(3, 200), large),
        _style(
            "ChildAsk",
            "Til barnet spørg",
            '<w:spacing w:before="600" w:after="120"/>',
            bold + large,
            based="Heading2",
            after="Child",
        ),
    ]


def _looks() -> list[str]:
    """Return the character styles of what is new, taken out, or no longer so."""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EFEDE8"/>'
    looks = (
        ("NewWords", "Nyt", f'<w:b/><w:bCs/><w:u w:val="single" w:color="{ACCENT}"/>'),
        ("RemovedWords", "Taget ud", f'<w:strike/><w:color w:val="{QUIET}"/>'),
        ("RetiredWords", "Ikke aktuelle ord", f'<w:color w:val="{QUIET}"/>{shade}'),
        ("NewsLabel", "Nyhedsmærke", f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'),
        ("Label", "Mærke", f'<w:b/><w:bCs/><w:color w:val="{WARN}"/>'),
    )
    return [
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{key}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
        for key, name, run in looks
    ]


def _numbered(number: int, after: int, border: str = "") -> str:
    return (
        f'<w:numPr><w:numId w:val="{number}"/></w:numPr>{border}<w:spacing w:after="{after}"/>'
        "<w:contextualSpacing/>"
    )


def main(target: Path) -> None:
    """Write the template to ``target``; the same bytes each time."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "docProps/core.xml": CORE,
        "docProps/app.xml": APP,
        "word/document.xml": DOCUMENT,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": _styles(),
        "word/theme/theme1.xml": _theme(),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": FONTS,
        "word/numbering.xml": NUMBERING,
        "word/footer1.xml": FOOTER,
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), HEAD + text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
