// Where rows go that are pasted or read from a file: a board's or table's cards, or what belongs to one card.
import { addAll, type CardsSpec, type PartSpec, ranksAfter, recordId } from "./cards_spec.ts";
import { type Cell, cellOf, type GridSpec, marksOf, mayChoose } from "./cells.ts";
import type { FormSpec } from "./form.tsx";
import type { Cells } from "./from_file/cells.ts";
import type { Session } from "./session.ts";
import type { Field, Value, Values } from "./wire.ts";

export const MOST_ROWS = 2000;

export interface Receiving {
  /** The field that a column without a heading is taken for. */
  readonly title_field: string;
  /** What people call one of what the rows become: a heading for its title, too. */
  readonly label: string;
  readonly fields: readonly Field[];
  readonly limit: number;
  /** Give the rows another shape before their columns are matched. */
  readonly shape?: (cells: Cells) => Cells;
  readonly add: (rows: readonly Values[]) => void;
}

const noPictures = (fields: readonly Field[]): Field[] => fields.filter((field) => field.kind !== "picture");

/** A row is a card of the board or table. */
export function asCards(session: Session<CardsSpec>, column: Field | null): Receiving {
  const { spec } = session;
  const known = column === null || spec.fields.some((field) => field.name === column.name);
  return {
    title_field: spec.title_field,
    label: spec.kind_label,
    fields: noPictures(known ? spec.fields : [...spec.fields, column]),
    limit: spec.limit ?? MOST_ROWS,
    add: (rows) => addAll(session, rows, session.say("pasted", { n: rows.length })),
  };
}

/** A row is one more thing that belongs to the record `owner`. */
export function asParts(session: Session, part: PartSpec, owner: string): Receiving {
  return {
    title_field: part.title_field,
    label: part.kind_label,
    fields: noPictures(part.fields),
    limit: session.spec.limit ?? MOST_ROWS,
    add: (rows) => {
      const there = session.records.by(part.kind, part.parent, owner);
      const ranks = ranksAfter(there.at(-1)?.[1].rank ?? "", rows.length);
      write(
        session,
        rows.map((fields, place) => {
          const rank = part.ranked ? { rank: ranks[place] ?? "" } : {};
          const entity = recordId(part.kind);
          return {
            kind: part.kind,
            entity,
            fields: { ...fields, ...rank, [part.parent]: owner },
            made: true,
          };
        }),
      );
    },
  };
}

/** A row is this seat's answer about one of the records asked about: what was answered before is replaced. */
export function asAnswers(session: Session<FormSpec>): Receiving {
  const { spec } = session;
  const each = spec.each ?? "";
  const about = reference("about", spec.each_label ?? "", each);
  return {
    title_field: about.name,
    label: about.label,
    fields: [about, ...spec.fields],
    limit: session.spec.limit ?? MOST_ROWS,
    add: (rows) => {
      const wishes = rows.flatMap(({ [about.name]: id = null, ...fields }) => {
        const entity = session.get(String(id))?.slot ?? "";
        const made = session.get(entity) === undefined;
        // A row in which nothing was understood takes nothing away from what is there.
        const nothing = Object.keys(fields).length === 0;
        const wish = { kind: spec.kind, entity, fields, made };
        return nothing || entity === "" || !session.may(entity) ? [] : [wish];
      });
      write(session, lastOfEach(wishes));
    },
  };
}

/** A row is one cell of the grid; a table with a column a thing, as the grid shows it, is taken, too. */
export function asGridCells(session: Session<GridSpec>): Receiving {
  const { spec } = session;
  const row = reference(spec.row, spec.rows_label, spec.rows);
  const column = reference(spec.column, spec.columns_label, spec.columns);
  const letters = marksOf(spec.value).map((one): [string | number, string] => [
    one.value as string,
    one.mark,
  ]);
  // In a table of letters a letter is what one reads; the words are known as well.
  const value = { ...spec.value, required: true, choices: [...(spec.value.choices ?? []), ...letters] };
  return {
    title_field: row.name,
    label: row.label,
    fields: [row, column, value],
    limit: session.spec.limit ?? MOST_ROWS,
    shape: (cells) => unfolded(session, cells, [row, column, value]),
    add: (rows) => {
      const wishes = rows.flatMap((fields) => {
        const cell: Cell = cellOf(session, String(fields[row.name]), String(fields[column.name]));
        const made = session.get(cell.slot) === undefined;
        const given: Value = fields[value.name] ?? null;
        const wish = { kind: spec.kind, entity: cell.slot, fields: { [value.name]: given }, made };
        return given === cell.value || !mayChoose(session, cell) ? [] : [wish];
      });
      write(session, lastOfEach(wishes));
    },
  };
}

/** Turn a table with a heading for each of the grid's columns into a row a filled cell. */
function unfolded(session: Session<GridSpec>, cells: Cells, fields: readonly [Field, Field, Field]): Cells {
  const names = session.records.of(session.spec.columns).map(([, one]) => one.label.trim().toLowerCase());
  const [head = [], ...body] = cells.rows;
  const places = head.flatMap((text, place) =>
    place > 0 && names.includes(text.trim().toLowerCase()) ? [place] : [],
  );
  if (places.length === 0) return cells;
  const found = body.flatMap((given, n) =>
    places
      .filter((place) => (given[place] ?? "").trim() !== "")
      .map(
        (place) =>
          [cells.numbers[n + 1] ?? 0, [given[0] ?? "", head[place] ?? "", given[place] ?? ""]] as const,
      ),
  );
  return {
    rows: [fields.map((field) => field.label), ...found.map(([, row]) => row)],
    numbers: [cells.numbers[0] ?? 1, ...found.map(([number]) => number)],
  };
}

interface NewValues {
  readonly kind: string;
  readonly entity: string;
  readonly fields: Values;
  readonly made: boolean;
}

/** One wish a record: where a list names it twice, the later row holds. */
function lastOfEach(wishes: readonly NewValues[]): NewValues[] {
  return [...new Map(wishes.map((wish) => [wish.entity, wish])).values()];
}

function write(session: Session, wishes: readonly NewValues[]): void {
  session.batch(wishes);
  session.show({
    text: session.say("pasted", { n: wishes.length }),
    tone: "plain",
    action: { label: session.say("undo"), run: () => session.undo() },
  });
}

function reference(name: string, label: string, kind: string): Field {
  return { name, label, help: "", kind: "ref", required: true, first: true, refers: [kind] };
}
