#!/usr/bin/env bash
# A Chinese Excel writes the day formats of its own list by their number alone, without a code in the file: 31 is 年月日
# (ECMA-376 part 1, 18.8.30, the list for zh-cn). openpyxl knows the numbers that are days everywhere (14 to 22) and gives the
# Chinese ones as plain numbers: a day in a list is 46082. calamine and read-excel-file read days.
# Seen with openpyxl 3.1.5, python-calamine 0.9.1. Our code: src/documents/tables/number-formats.ts has the list.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/python" || { echo 'no Python with venv can be had'; exit 75; }
"$folder/python/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cat > "$folder/show.py" <<'PY'
import io, sys, warnings, zipfile
from importlib.metadata import version
import openpyxl
from python_calamine import CalamineWorkbook

formats = [14, 27, 31, 36, 57, 58]
main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
packages = 'http://schemas.openxmlformats.org/package/2006'
sheets = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
styles = ''.join(f'<xf numFmtId="{one}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for one in formats)
cells = ''.join(f'<c r="{"ABCDEF"[at]}1" s="{at}"><v>46082</v></c>' for at in range(len(formats)))
parts = {
    '[Content_Types].xml': f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{sheets}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheets}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{sheets}.styles+xml"/></Types>',
    '_rels/.rels': f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="list" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': f'<Relationships xmlns="{packages}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/></Relationships>',
    'xl/styles.xml': f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="A"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{len(formats)}">{styles}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>',
}
book = io.BytesIO()
with zipfile.ZipFile(book, 'w') as archive:
    for name, text in parts.items():
        archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
warnings.simplefilter('ignore')
book.seek(0)
seen = {one: type(cell.value).__name__ for one, cell in zip(formats, openpyxl.load_workbook(book).active[1])}
book.seek(0)
other = {one: type(value).__name__ for one, value in zip(formats, CalamineWorkbook.from_filelike(book).get_sheet_by_index(0).to_python()[0])}
print(f'openpyxl {version("openpyxl")}, python-calamine {version("python-calamine")}')
print('expected: days, whatever the number of the format')
print(f'seen:     openpyxl {seen}')
print(f'          python-calamine {other}')
as_described = seen[14] == 'datetime' and all(seen[one] == 'int' for one in formats[1:]) and all(kind == 'date' for kind in other.values())
sys.exit(0 if as_described else 1)
PY
"$folder/python/bin/python" "$folder/show.py"
