// Lists in files, as spreadsheets and programs write them.
import { deflateRawSync } from "node:zlib";
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
  expect(await problem("a.xlsx", zip({ "xl/workbook.xml": " ".repeat(70_000_000) }))).toBe("file_too_much");
});

test("a number format tells days and shares from numbers", () => {
  const kinds = [0, 2, 9, 14, 22, 49].map((id) => meaningOf(id, undefined));
  expect(kinds).toEqual(["number", "number", "percent", "date", "date", "number"]);
  expect(meaningOf(164, "dd.mm.yyyy")).toBe("date");
  expect(meaningOf(165, '0.00" days"')).toBe("number");
  expect(meaningOf(166, "[Red]0.0%")).toBe("percent");
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
  <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>`;
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

/** A ZIP archive of these files, packed. */
function zip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(text));
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}
