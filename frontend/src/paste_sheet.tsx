// "Paste or import rows": what a spreadsheet has on the clipboard or in a file, after a look at what goes where.
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { type Chosen, FileChoice } from "./file_choice.tsx";
import { guessColumns, matchHeads, readCells, toRecords } from "./paste.ts";
import type { Receiving } from "./receiving.ts";
import { Faults, ForAll, RowPreview } from "./row_preview.tsx";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";
import type { Field, Values } from "./wire.ts";

export function PasteSheet(props: {
  readonly session: Session;
  readonly view: string;
  readonly receiving: Receiving;
  readonly onClose: () => void;
}): VNode {
  const { session, view, receiving } = props;
  const { fields, limit } = receiving;
  const [text, setText] = useState("");
  const [file, setFile] = useState<Chosen | null>(null);
  const [chosen, setChosen] = useState<Readonly<Record<number, string | null>>>({});
  const [asHeads, setAsHeads] = useState<boolean | null>(null);
  const [forAll, setForAll] = useState<Values>({});
  const cells = useMemo(() => {
    const found = file === null ? readCells(text, fields) : file.cells;
    return receiving.shape === undefined ? found : receiving.shape(found);
  }, [text, file]);
  const { rows, numbers } = cells;
  const matched = useMemo(
    () => matchHeads(rows[0] ?? [], fields, { field: receiving.title_field, label: receiving.label }),
    [cells],
  );
  // A list in a file has headings, whatever they are called; what is on a clipboard may be a part of one.
  const named = matched.some((name) => name !== null);
  const heads = asHeads ?? (named || (file !== null && rows.length > 1));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const guessed = heads && named ? matched : guessColumns(width, fields, receiving.title_field);
  const columns = Array.from({ length: width }, (_, place) => {
    const one = chosen[place];
    return one === undefined ? (guessed[place] ?? null) : one;
  });
  const skip = heads ? 1 : 0;
  const body = { rows: rows.slice(skip), numbers: numbers.slice(skip) };
  const tooMany = body.rows.length > limit;
  const asked = fields.filter((field) => isOpen(field) && !columns.includes(field.name));
  const read = useMemo(
    () => (tooMany ? { rows: [], bad: [] } : toRecords(session, body, columns, fields, given(asked, forAll))),
    [cells, tooMany, heads, columns.join("\t"), forAll],
  );
  const twice = columns.find((name, place) => name !== null && columns.indexOf(name) !== place);
  const label = (name: string): string => fields.find((field) => field.name === name)?.label ?? name;
  const begin = (): void => {
    setChosen({});
    setAsHeads(null);
  };
  const box = `${view}-paste-text`;
  const ready = read.rows.length > 0 && twice === undefined;
  return (
    <Dialog title={session.say("paste_title")} name="paste" view={view} onClose={props.onClose}>
      {(close) => (
        <>
          <FileChoice
            session={session}
            view={view}
            onCells={(found) => {
              setText("");
              setFile(found);
              begin();
            }}
          >
            {file === null && (
              <>
                <label for={box} class="cjw-paste-label">
                  {session.say("paste_here")}
                </label>
                <p class="cjw-help" id={`${box}-help`}>
                  {session.say("paste_help", { list: names(fields) })}
                </p>
                <textarea
                  id={box}
                  rows={rows.length === 0 ? 6 : 2}
                  class="cjw-paste-text"
                  aria-describedby={`${box}-help`}
                  value={text}
                  onInput={(event) => {
                    setText(event.currentTarget.value);
                    setFile(null);
                    begin();
                  }}
                />
              </>
            )}
          </FileChoice>
          {tooMany && (
            <p class="cjw-error" role="alert">
              {session.say("paste_too_many", { n: body.rows.length, limit })}
            </p>
          )}
          {rows.length > 0 && !tooMany && (
            <>
              <label class="cjw-check">
                <input
                  type="checkbox"
                  checked={heads}
                  onChange={(event) => setAsHeads(event.currentTarget.checked)}
                />
                <span>{session.say("paste_heads")}</span>
              </label>
              <RowPreview
                session={session}
                fields={fields}
                heads={heads ? (rows[0] ?? []) : []}
                body={body.rows}
                columns={columns}
                onChoose={(column, name) => setChosen({ ...chosen, [column]: name })}
              />
              {asked.map((field) => (
                <ForAll
                  key={field.name}
                  session={session}
                  view={view}
                  field={field}
                  value={String(forAll[field.name] ?? "")}
                  onPick={(value) => setForAll({ ...forAll, [field.name]: value })}
                />
              ))}
              {twice !== undefined && (
                <p class="cjw-error" role="alert">
                  {session.say("paste_twice", { label: label(twice ?? "") })}
                </p>
              )}
              <Faults session={session} bad={read.bad} />
            </>
          )}
          <footer class="cjw-dialog-foot">
            <button type="button" class="cjw-button" onClick={close}>
              {session.say("cancel")}
            </button>
            <button
              type="button"
              class="cjw-button cjw-main"
              aria-disabled={!ready}
              onClick={() => {
                if (!ready) return;
                close();
                receiving.add(read.rows);
              }}
            >
              {session.say("paste_add", { n: read.rows.length })}
            </button>
          </footer>
        </>
      )}
    </Dialog>
  );
}

/** Whether each card has to have it, so that it is asked for all rows where no column gives it. */
function isOpen(field: Field): boolean {
  const nothing = field.default === undefined || field.default === null || field.default === "";
  return field.required && nothing && (field.kind === "ref" || field.kind === "choice");
}

function given(asked: readonly Field[], forAll: Values): Values {
  const picked = asked.filter((field) => (forAll[field.name] ?? "") !== "");
  return Object.fromEntries(picked.map((field) => [field.name, forAll[field.name] ?? null]));
}

function names(fields: readonly Field[]): string {
  return fields
    .filter((field) => field.first)
    .map((field) => field.label)
    .join(", ");
}
