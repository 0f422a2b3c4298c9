// Lists in files, as spreadsheets and programs write them.
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { FileProblem, filled, numberText } from "../src/from_file/cells.ts";
import { readDelimited } from "../src/from_file/delimited.ts";
import { readJson } from "../src/from_file/json_list.ts";
import { meaningOf, meant } from "../src/from_file/number_format.ts";
import { openList } from "../src/from_file/read.ts";

const rowsIn = async (name: string, content: BlobPart) => {
  const list = await openList(new File([content], name));
  return (await list.read(list.sheets[0] ?? "")).rows;
};
const problem = async (name: string, content: BlobPart): Promise<string> =>
  rowsIn(name, content).then(
    () => "none",
    (error) => (error instanceof FileProblem ? error.key : "unexpected"),
  );

test("semicolons, commas, tabs and bars part cells; quotes keep them together", () => {
  expect(readDelimited('name;note\nPays;"1,5; or so"\n')[1]).toEqual(["Pays", "1,5; or so"]);
  expect(readDelimited("name,note\nPays,well\nWaits,long")[2]).toEqual(["Waits", "long"]);
  expect(readDelimited("name\tnote\nPays, waits\tlong, very")[1]).toEqual(["Pays, waits", "long, very"]);
  expect(readDelimited("name|note\nPays|well")[1]).toEqual(["Pays", "well"]);
  expect(readDelimited("name\nPays\nWaits, and waits")[2]?.join()).toBe("Waits, and waits");
  // A quote that nothing closes is a quote; it swallows no row.
  expect(readDelimited('name,note\n"Pay now\n"Wait" button,x\nAsk,y')).toEqual([
    ["name", "note"],
    ['"Pay now'],
    ['"Wait" button', "x"],
    ["Ask", "y"],
  ]);
  expect(filled(readDelimited("sep=;\nname;note\nPays;x"))).toEqual({
    rows: [
      ["name", "note"],
      ["Pays", "x"],
    ],
    numbers: [2, 3],
  });
});

test("JSON: things with fields, rows, or one list under a name", () => {
  const rows = [
    ["name", "volume", "milestone"],
    ["Pays", "1.2340", "true"],
    ["Waits", "", ""],
  ];
  expect(
    readJson('[{"name": "Pays", "volume": 1.234, "milestone": true}, {"name": "Waits", "x": {}}]'),
  ).toEqual(rows.map((row, place) => [...row, place === 0 ? "x" : ""]));
  expect(readJson('{"version": 1, "cards": [["name"], ["Pays"]]}')).toEqual([["name"], ["Pays"]]);
  expect(() => readJson("[1, 2")).toThrow("file_no_json");
  expect(() => readJson('{"a": [], "b": []}')).toThrow("file_no_list");
});

test("files in UTF-8, UTF-16 and Windows-1252 are read", async () => {
  const text = "name;note\nGröße;ß";
  const wide = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((one) => [one.charCodeAt(0), 0])]);
  const old = new Uint8Array([...text].map((one) => one.charCodeAt(0)));
  for (const content of [text, `\ufeff${text}`, wide, old]) {
    expect(await rowsIn("list.csv", content)).toEqual([
      ["name", "note"],
      ["Größe", "ß"],
    ]);
  }
});

test("what is no list says why", async () => {
  expect(await problem("a.csv", "")).toBe("file_empty");
  expect(await problem("a.csv", " \n\n")).toBe("file_empty");
  expect(await problem("a.pdf", new Uint8Array([0x25, 0x50, 0, 1, 2]))).toBe("file_no_text");
  expect(await problem("a.xls", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toBe("file_old_excel");
  expect(await problem("a.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]))).toBe("file_damaged");
  expect(await problem("a.docx", zip({ "word/document.xml": "<w/>" }))).toBe("file_no_workbook");
  expect(await problem("a.csv", new Uint8Array(10_000_001))).toBe("file_too_large");
});

test("a number format tells days and shares from numbers", () => {
  const kinds = [0, 2, 9, 14, 22, 49].map((id) => meaningOf(id, undefined));
  expect(kinds).toEqual(["number", "number", "percent", "date", "date", "number"]);
  expect(meaningOf(164, "dd.mm.yyyy")).toBe("date");
  expect(meaningOf(165, '0.00" days"')).toBe("number");
  expect(meaningOf(166, "[Red]0.0%")).toBe("percent");
  expect([meaningOf(46, undefined), meaningOf(168, "[hh]:mm")]).toEqual(["length", "length"]);
  expect([meant(1.0625, "length", false), meant(-0.5, "length", false)]).toEqual(["25:30", "-12:00"]);
  expect(meaningOf(167, "[$-407]d. mmmm yyyy")).toBe("date");
  expect(meant(46_113, "date", false)).toBe("2026-04-01");
  expect(meant(46_113.5, "date", false)).toBe("2026-04-01 12:00");
  expect(meant(44_651, "date", true)).toBe("2026-04-01");
  expect([meant(0.35, "percent", false), numberText(0.1 + 0.2), numberText(1.2), numberText(1.125)]).toEqual([
    "35",
    "0.3",
    "1.2",
    "1.1250",
  ]);
});

const BOOK = `<workbook xmlns="urn:m" xmlns:r="urn:r"><sheets>
  <sheet name="Hidden" sheetId="1" state="hidden" r:id="r2"/><sheet name="Moments" sheetId="2" r:id="r1"/>
  <sheet name="Other" sheetId="3" r:id="r2"/></sheets></workbook>`;
const TIES = `<Relationships xmlns="urn:p"><Relationship Id="r1" Target="worksheets/sheet1.xml"/>
  <Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`;
const STRINGS = `<sst xmlns="urn:m"><si><t>Touchpoint</t></si>
  <si><r><t>Gets the </t></r><r><t>bill &amp; pays</t></r><rPh><t>no</t></rPh></si></sst>`;
const STYLES = `<styleSheet xmlns="urn:m"><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>
  <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="46"/></cellXfs></styleSheet>`;
const SHEET = `<worksheet xmlns="urn:m"><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c>
  <c r="C2" t="inlineStr"><is><t>Date</t></is></c><c r="D2" t="str"><v>Share</v></c></row>
  <row r="5"><c r="A5" t="s"><v>1</v></c><c r="C5" s="1"><v>46113</v></c><c r="D5" s="2"><v>0.07</v></c>
  <c r="E5" t="b"><v>1</v></c></row></sheetData></worksheet>`;

test("an Excel workbook: visible sheets, shared and own strings, days, shares, gaps, row numbers", async () => {
  const content = zip({
    "xl/workbook.xml": BOOK,
    "xl/_rels/workbook.xml.rels": TIES,
    "xl/sharedStrings.xml": STRINGS,
    "xl/styles.xml": STYLES,
    "xl/worksheets/sheet1.xml": SHEET,
    "xl/worksheets/sheet2.xml": "<worksheet/>",
  });
  const list = await openList(new File([content], "moments.xlsx"));
  expect(list.sheets).toEqual(["Moments", "Other"]);
  expect(await list.read("Moments")).toEqual({
    rows: [
      ["Touchpoint", "", "Date", "Share"],
      ["Gets the bill & pays", "", "2026-04-01", "7", "true"],
    ],
    numbers: [2, 5],
  });
  expect((await list.read("Other")).rows).toEqual([]);
});

test("an Excel workbook that is not as Excel writes it is read all the same", async () => {
  // Neither rows nor cells say where they are; a style and a text that are not there; a cell far down and right.
  const loose = `<row><c t="s"><v>0</v></c><c t="s"><v>99</v></c></row><row><c s="77"><v>4</v></c></row>`;
  const corner = `<row r="99999"><c r="XFD99999"><v>1</v></c><c r="A99999"><v>2</v></c></row>`;
  expect(await sheetOf(loose + corner)).toEqual({
    rows: [["Touchpoint", ""], ["4"], ["2"]],
    numbers: [1, 2, 99_999],
  });
  const backwards = `<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`;
  expect((await sheetOf(backwards)).rows).toEqual([["1"], ["3", "4"]]);
  const prefixed = `<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>`;
  const sheet = `<x:worksheet xmlns:x="urn:m"><x:sheetData>${prefixed}</x:sheetData></x:worksheet>`;
  expect((await sheetOf("", "", { "xl/worksheets/sheet1.xml": sheet })).rows).toEqual([["1"]]);
});

test("what people see in Excel is what is read: shares, days from 1904, hours, errors, merged cells", async () => {
  const cells = `<c r="A1" s="2"><v>0.35</v></c><c r="B1" s="1"><v>44651</v></c><c r="C1" s="3"><v>1.1041666666</v></c>
    <c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="b"><v>0</v></c><c r="F1" t="inlineStr"><is><r><t>Gets </t></r><r>
    <t>it</t></r></is></c><c r="G1"><v>0.30000000000000004</v></c>`;
  const old = BOOK.replace("<sheets>", '<workbookPr date1904="true"/><sheets>');
  expect((await sheetOf(`<row r="1">${cells}</row>`, "", { "xl/workbook.xml": old })).rows).toEqual([
    ["35", "2026-04-01", "26:30", "#N/A", "false", "Gets it", "0.3"],
  ]);
  const row = (n: number, stage: string) =>
    `<row r="${n}">${stage}<c r="B${n}" t="inlineStr"><is><t>Card ${n}</t></is></c></row>`;
  const stage = `<c r="A2" t="inlineStr"><is><t>Waits</t></is></c>`;
  const rows = `${row(2, stage)}${row(3, '<c r="A3"/>')}<row r="4"><c r="A4"/></row>${row(5, "")}${row(6, "")}`;
  // Row 4 holds nothing else, so it is no row; row 6 lies outside; a title over several columns stays in one.
  const merged = `<mergeCells><mergeCell ref="A2:A5"/><mergeCell ref="B6:D6"/><mergeCell ref="?"/></mergeCells>`;
  expect(await sheetOf(rows, merged)).toEqual({
    rows: [
      ["Waits", "Card 2"],
      ["Waits", "Card 3"],
      ["Waits", "Card 5"],
      ["", "Card 6"],
    ],
    numbers: [2, 3, 5, 6],
  });
});

test("nothing is unpacked that is too much, and no more than an archive says of itself", async () => {
  const declaring = (size: number): Uint8Array<ArrayBuffer> => {
    const name = "xl/workbook.xml";
    const bytes = zip({ [name]: `${BOOK}${" ".repeat(1000)}` });
    const [end, entry] = [22, 46];
    const at = bytes.length - end - entry - name.length + 24;
    const view = new DataView(bytes.buffer);
    expect(view.getUint32(at, true)).toBe(BOOK.length + 1000);
    view.setUint32(at, size, true);
    return bytes;
  };
  expect(await problem("a.xlsx", declaring(70_000_000))).toBe("file_too_much");
  expect(await problem("a.xlsx", declaring(4_294_967_294))).toBe("file_too_much");
  expect(await problem("a.xlsx", declaring(100))).toBe("file_damaged");
});

test("a file that an archive lists twice is unpacked once", async () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
  const bytes = workbook(rows, "", { "xl/workbook.xmm": "<damaged" });
  const text = Buffer.from(bytes).toString("latin1").replaceAll("xl/workbook.xmm", "xl/workbook.xml");
  const list = await openList(new File([new Uint8Array(Buffer.from(text, "latin1"))], "moments.xlsx"));
  expect((await list.read("Moments")).rows).toEqual([["1"]]);
});

test("a sheet can be looked at again, and one that is damaged does not keep the others from being read", async () => {
  const book = workbook('<row r="1"><c r="A1"><v>1</v></c></row>', "", {
    "xl/worksheets/sheet2.xml": "<work",
  });
  const list = await openList(new File([book], "moments.xlsx"));
  const wrong = await list.read("Other").catch((error: unknown) => error);
  expect(wrong).toBeInstanceOf(FileProblem);
  expect((wrong as FileProblem).key).toBe("file_damaged");
  for (let n = 0; n < 3; n++) expect((await list.read("Moments")).rows).toEqual([["1"]]);
});

/** What is read of a sheet with these rows, and what comes behind them. */
async function sheetOf(rows: string, behind = "", more: Readonly<Record<string, string>> = {}) {
  const list = await openList(new File([workbook(rows, behind, more)], "moments.xlsx"));
  return list.read("Moments");
}

function workbook(rows: string, behind: string, more: Readonly<Record<string, string>>) {
  return zip({
    "xl/workbook.xml": BOOK,
    "xl/_rels/workbook.xml.rels": TIES,
    "xl/sharedStrings.xml": STRINGS,
    "xl/styles.xml": STYLES,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="urn:m"><sheetData>${rows}</sheetData>${behind}</worksheet>`,
    "xl/worksheets/sheet2.xml": "<worksheet/>",
    ...more,
  });
}

/** A ZIP archive of these files, packed. */
function zip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const bytes = Object.entries(files).map(([name, text]) => [name, encoder.encode(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(bytes)));
}
