// A table to read: headings, rows, numbers to the right.
import type { VNode } from "preact";
import type { ViewProps } from "./mount.ts";
import { Frame } from "./status.tsx";
import type { TableSpec } from "./table.tsx";
import type { Value } from "./wire.ts";

export function ReadTable({
  session,
  rows,
  columns,
}: ViewProps<TableSpec> & {
  readonly rows: readonly (readonly Value[])[];
  readonly columns: readonly (readonly [string, string])[];
}): VNode {
  const { title, lang } = session.spec;
  const numeric = columns.map(
    (_, place) =>
      rows.some((row) => typeof row[place] === "number") &&
      rows.every((row) => row[place] === null || typeof row[place] === "number"),
  );
  if (rows.length === 0) {
    return (
      <Frame session={session} name="table" plain>
        <p class="cjw-empty">{session.say("empty_rows")}</p>
      </Frame>
    );
  }
  return (
    <Frame session={session} name="table" plain>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section class="cjw-scroll" aria-label={title || columns[0]?.[1]} tabIndex={0}>
        <table class="cjw-read">
          <caption class="cjw-spoken">{title}</caption>
          <thead>
            <tr>
              {columns.map(([key, heading], place) => (
                <th key={key} scope="col" data-number={numeric[place] || undefined}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              <tr key={n}>
                {row.map((value, place) => {
                  const text = cellText(value, lang);
                  const key = columns[place]?.[0];
                  return place === 0 ? (
                    <th key={key} scope="row" dir="auto" data-number={numeric[place] || undefined}>
                      {text}
                    </th>
                  ) : (
                    <td key={key} dir="auto" data-number={numeric[place] || undefined}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Frame>
  );
}

function cellText(value: Value, lang: string): string {
  if (value === null || value === "") return "–";
  if (typeof value === "number") {
    return new Intl.NumberFormat(lang, { maximumSignificantDigits: Number.isInteger(value) ? 21 : 4 }).format(
      value,
    );
  }
  return typeof value === "boolean" ? (value ? "✓" : "–") : value;
}
